"""Shows that an installed program is whole: everything it ships is opened once, and a letter is written.

Nothing of the charity's is touched: all happens in a temporary data folder. A packaged program that misses a file
starts as if nothing were wrong, and fails on the day it is needed; this finds it on the day it is built.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # noqa: ICN001 - its own name

from charitydesk import resources
from charitydesk.domain.document import Document, Paragraph, Run
from charitydesk.i18n import counted
from charitydesk.paths import AppPaths

if TYPE_CHECKING:
    from collections.abc import Callable

    from charitydesk.services.bundle import Services
    from charitydesk.services.clock import Clock

_NAMES = "Tŷ Gŵyl, Łódź, Çeşme, Nguyễn, محمد, বাংলা"


@dataclass(frozen=True, slots=True)
class SelfTestLine:
    """One thing that was tried.

    Args:
        name: What was tried.
        passed: Whether it went well.
        detail: What was found, or what went wrong.
    """

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class SelfTestReport:
    """Everything that was tried, in order."""

    lines: tuple[SelfTestLine, ...]

    @property
    def passed(self) -> bool:
        """Whether all went well; the exit code is 0 then, else 1."""
        return all(line.passed for line in self.lines)

    def text(self) -> str:
        """Return the report as it is printed."""
        width = max(len(line.name) for line in self.lines)
        told = [f"{'ok    ' if line.passed else 'FAILED'}  {line.name:<{width}}  {line.detail}" for line in self.lines]
        failed = sum(not line.passed for line in self.lines)
        end = f"Self-test failed: {counted(failed, 'step')}." if failed else "Self-test passed."
        return "\n".join([*told, end])


def run_self_test(clock: Clock, open_services: Callable[[AppPaths, Clock], Services]) -> SelfTestReport:
    """Try everything, each thing even when one before it failed.

    Args:
        clock: Tells the time.
        open_services: Opens a data folder: what the program itself does.
    """
    with tempfile.TemporaryDirectory(prefix="charitydesk-self-test-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        steps: tuple[tuple[str, Callable[[], str]], ...] = (
            ("database", _database),
            ("register", _register),
            ("clocks", _clocks),
            ("wording", _wording),
            ("icons", _icons),
            ("fonts", _fonts),
            ("names in print", _names),
            ("example letter", lambda: _example_letter(folder, clock, open_services)),
        )
        return SelfTestReport(tuple(_try(step, work) for step, work in steps))


def _try(name: str, work: Callable[[], str]) -> SelfTestLine:
    try:
        return SelfTestLine(name, passed=True, detail=work())
    except Exception as error:  # noqa: BLE001 - whatever is wrong belongs in the report
        return SelfTestLine(name, passed=False, detail=f"{type(error).__name__}: {error}")


def _need(holds: object, problem: str) -> None:
    if not holds:
        raise ValueError(problem)


def _database() -> str:
    """Make a database by running every migration, and look whether it holds together."""
    from charitydesk.storage.migrate import check, known_revisions  # noqa: PLC0415 - each step loads what it tries
    from charitydesk.storage.opening import create_database  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="charitydesk-self-test-", ignore_cleanup_errors=True) as name:
        path = Path(name) / "charitydesk.db"
        create_database(path)
        check(path)
    return counted(len(known_revisions()), "migration")


def _register() -> str:
    from charitydesk.services.register_files import load_register  # noqa: PLC0415

    found = tuple(load_register())
    _need(found, "the register is empty")
    return f"{len(found)} entries"


def _clocks() -> str:
    from charitydesk.services.clock_files import load_rules  # noqa: PLC0415
    from charitydesk.services.holiday_files import packaged_book  # noqa: PLC0415

    rules = load_rules()
    _need(rules, "there are no deadline rules")
    packaged_book()
    return f"{counted(len(rules), 'rule')}, bank holidays"


def _wording() -> str:
    from charitydesk.services.content_files import load_findings, load_letters, load_questions  # noqa: PLC0415

    findings, questions = load_findings(), load_questions()
    load_letters()
    _need(findings, "there are no findings")
    _need(questions, "there are no questions")
    return f"{counted(len(findings), 'finding')}, {counted(len(questions), 'page')} of questions, letters"


def _icons() -> str:
    # The window draws them with Qt, which this layer does not know; that they are well formed can be told here.
    icons = [entry for entry in resources.root().joinpath("icons").iterdir() if entry.name.endswith(".svg")]
    _need(icons, "there are no icons")
    for icon in icons:
        tag = ElementTree.fromstring(icon.read_bytes()).tag  # noqa: S314 - the program's own files
        _need(tag.endswith("svg"), f"{icon.name} is no drawing")
    return counted(len(icons), "icon")


def _fonts() -> str:
    from charitydesk.documents.fonts import fallback_font_files, ui_font_files  # noqa: PLC0415

    files = [*ui_font_files(), *fallback_font_files()]
    for path in files:
        _need(path.stat().st_size, f"{path.name} is empty")
    return counted(len(files), "font file")


def _names() -> str:
    from charitydesk.documents.pdf import pdf_bytes  # noqa: PLC0415

    page = Document("Names", "CharityDesk", "Names", (Paragraph("names", (Run(_NAMES), Run(_NAMES, bold=True))),))
    _, written = pdf_bytes(page)
    missing = "".join(problem.characters for problem in written.glyph_problems)
    _need(not missing, f"no font prints {missing}")
    return "none prints a box"


def _example_letter(folder: Path, clock: Clock, open_services: Callable[[AppPaths, Clock], Services]) -> str:
    """Take the example charity's first notice to a letter in both formats, as a person would."""
    services = open_services(AppPaths(folder / "data"), clock)
    try:
        notice = services.example.load()[0]
        kind = next(offer.kind for offer in services.letters.offers(notice) if not offer.why_not)
        letter = services.letters.start(notice, kind.id).record.id
        told: list[str] = []
        for ending, mark in ((".docx", b"PK"), (".pdf", b"%PDF")):
            target = folder / f"letter{ending}"
            saved = services.letter_files.save(letter, target)
            _need(target.read_bytes().startswith(mark), f"{target.name} is not what it says")
            _need(not saved.written.glyph_problems, f"{target.name} has characters that no font prints")
            told.append(f"{ending[1:]} {saved.written.size:,} bytes")
        return f"{kind.title}: {', '.join(told)}"
    finally:
        services.close()
