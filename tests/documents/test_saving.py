from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from charitydesk.errors import UserFacingError
from charitydesk.files import write_atomically


def test_a_file_is_whole_or_not_there_at_all(tmp_path: Path):
    target = tmp_path / "letter.pdf"
    write_atomically(target, b"first")
    write_atomically(target, (piece for piece in (b"sec", b"ond")))
    assert target.read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "Nothing was"),
    ],
)
def test_a_full_or_refusing_disk_leaves_the_old_file_and_no_rubbish(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"old")

    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserFacingError) as refused:
        write_atomically(target, b"new")
    assert said in refused.value.what_happened
    assert refused.value.what_to_do
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]


def test_a_saved_file_can_be_read_by_whoever_could_read_the_old_one(tmp_path: Path):
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"old")
    target.chmod(0o664)
    write_atomically(target, b"new")
    assert os.name == "nt" or target.stat().st_mode & 0o777 == 0o664
