"""Run the measurements and print one table; a goal that is missed makes the exit code 1.

Each module beside this one has ``rows()``, which measures and returns its lines. Figures are medians, and every
ratio is between two things measured in turn in this very run, because machines differ more than programs do.
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path

_HERE = Path(__file__).resolve()
sys.path[:0] = [str(_HERE.parents[1]), str(_HERE.parents[2])]

from benchmarks.table import NotMeasuredError, Row, print_table  # noqa: E402 - found by the line above

NAMES = ("start", "lists", "registers", "rules", "documents", "time", "imports")


def main(names: list[str]) -> int:
    """Measure.

    Args:
        names: Which modules; all when empty.
    """
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no measurement called {unknown[0]}. There are: {', '.join(NAMES)}.")
        return 2
    rows: list[Row] = []
    not_measured: list[str] = []
    for name in names or NAMES:
        started = time.monotonic()
        try:
            rows += importlib.import_module(f"benchmarks.{name}").rows()
        except NotMeasuredError as reason:
            not_measured.append(f"{name}: not measured: {reason}")
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith(("benchmarks.", "charitydesk.")):
                raise
            not_measured.append(f"{name}: not measured: {error}")
        print(f"{name}: {time.monotonic() - started:.0f} s", flush=True)
    print()
    print_table(rows)
    for line in not_measured:
        print(line)
    missed = [row.what for row in rows if not row.kept]
    print(f"\n{len(rows) - len(missed)} goals kept, {len(missed)} missed, {len(not_measured)} not measured.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
