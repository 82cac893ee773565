"""What a measurement says, and how it is printed: always beside a floor or a rival from the same run."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class NotMeasuredError(Exception):
    """A measurement cannot be taken here; the words say why and are printed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Args:
        what: What was measured.
        ours: CharityDesk's figure, in `unit`.
        rival: The floor's or rival's figure, in `unit`; None when the goal is an absolute figure.
        rival_name: What the floor or rival is.
        unit: Such as ``ms`` or ``MB``.
        goal: The most that the ratio may be, or the figure itself when there is no rival.
    """

    what: str
    ours: float
    rival: float | None
    rival_name: str
    unit: str
    goal: float

    @property
    def ratio(self) -> float | None:
        """Ours over the rival's."""
        return None if self.rival is None else self.ours / self.rival

    @property
    def kept(self) -> bool:
        """Whether the goal is kept."""
        return (self.ours if self.ratio is None else self.ratio) <= self.goal

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells as they are printed."""
        ratio = self.ratio
        rival = "-" if self.rival is None else f"{_figure(self.rival)} {self.unit} ({self.rival_name})"
        goal = f"{self.goal:g} {self.unit}" if ratio is None else f"{self.goal:g}x"
        return (
            self.what,
            f"{_figure(self.ours)} {self.unit}",
            rival,
            "-" if ratio is None else f"{ratio:.2f}x",
            f"at most {goal}",
            "kept" if self.kept else "MISSED",
        )


HEADINGS = ("what", "ours", "floor or rival", "ratio", "goal", "")


def print_table(rows: Sequence[Row]) -> None:
    """Print the rows under headings, each column as wide as it needs."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def paired_medians(ours: Callable[[], float], rival: Callable[[], float], times: int) -> tuple[float, float]:
    """Measure both in turn, so that a slow moment of the machine falls on both, and return the medians.

    Args:
        ours: Takes one measurement of ours.
        rival: Takes one measurement of the rival's.
        times: How many of each; one more of each is taken first and thrown away.
    """
    ours()
    rival()
    pairs = [(ours(), rival()) for _ in range(times)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Return the median wall time of one call, in milliseconds, after one call to warm up."""
    work()
    taken: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
