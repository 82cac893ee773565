"""Keeps Python alive under a fault of PySide6 6.12.0 with Python 3.10 and 3.11.

Measured: every call into Qt that returns None gives one reference to None back too many, so that after some thousand
calls Python ends with "deallocating None". From Python 3.12 on None is never counted and nothing needs doing.
"""

from __future__ import annotations

import sys

_PLENTY = 1 << 40


def guard_none() -> None:
    """Give None more references than a lifetime of calls can lose."""
    if sys.version_info < (3, 12):
        import ctypes  # noqa: PLC0415 - dear to load where it is not needed

        ctypes.c_ssize_t.from_address(id(None)).value += _PLENTY
