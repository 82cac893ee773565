"""What a report of the ledger may tell so that nobody's pay can be worked out from it.

Money to the penny and hours to the minute of the same work always tell what an hour costs; so they never stand side by
side where one person's hour is in it. What goes out tells money exactly, for letter, screen, CSV and statement must
agree, and gives hours as ranges: in every line of the report and in its totals, or a difference would tell what one
line withholds. The window and the command line, where everybody's weeks can be seen, leave such money to the finance
view instead.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charitydesk.domain.people import hours_of_roles, hull, told_band

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from charitydesk.domain.costs import Figure
    from charitydesk.domain.ledger_cuts import Report
    from charitydesk.domain.people import Band, RoleSum


def with_ranges(report: Report, roles: Sequence[RoleSum], *, rests_on_one: bool) -> Report:
    """Return a report whose hours are ranges wherever exact ones would tell one person's hourly cost.

    They are where one person alone holds a role, stands behind a line, or did all the work on a bid.

    Args:
        report: With exact figures.
        roles: The roles behind it.
        rests_on_one: Whether all time on some bid, contract or notice in it is one person's.
    """
    alone = any(role.alone and role.costs for role in roles) or any(row.figure.one_person for row in report.rows)
    band = told_band(roles)
    if band is None or not (alone or rests_on_one):
        return report
    ranged = _ranged(report, band)
    # Exact hours of a total would tell what its lines withhold, even where two or more hold each of its roles.
    closer = hours_of_roles(roles) if any(role.alone and role.costs for role in roles) else ""
    rows = ranged.rows
    if len(rows) == 1:
        rows = (replace(rows[0], figure=replace(rows[0].figure, said=closer)),)
    return replace(ranged, rows=rows, total=replace(ranged.total, said=closer))


def told_alike(*reports: Report) -> tuple[Report, ...]:
    """Return cuts of the same time so that where one gives its hours as ranges all do."""
    bands = [report.band for report in reports if report.band is not None]
    return tuple(_ranged(report, hull(*bands)) for report in reports) if bands else reports


def _ranged(report: Report, band: Band) -> Report:
    rows = tuple(replace(row, figure=_with_band(row.figure, band)) for row in report.rows)
    return replace(report, rows=rows, total=_with_band(report.total, band), band=band)


def _with_band(figure: Figure, band: Band) -> Figure:
    own = figure.own_band
    if own is None:
        return replace(figure, band=None)
    return replace(figure, band=own if figure.one_person else hull(band, own))


def covered(report: Report, own: int = 0) -> Report:
    """Return a report for a place where everybody's weeks can be seen too: no line there has one person's money.

    Where that hides one line alone, the smallest other line is hidden as well, so that the total does not tell it.

    Args:
        report: With exact figures.
        own: Id of the person who looks, who may see their own; 0 for nobody.
    """
    hidden = {place for place, row in enumerate(report.rows) if _is_of_one(row.figure, own)}
    whole = _is_of_one(report.total, own)
    if len(hidden) == 1 and not whole:
        others = [
            (abs(row.figure.cost), place)
            for place, row in enumerate(report.rows)
            if place not in hidden and row.figure.time
        ]
        whole = not others
        hidden |= {min(others)[1]} if others else set()
    rows = tuple(
        replace(row, figure=replace(row.figure, covered=True)) if place in hidden else row
        for place, row in enumerate(report.rows)
    )
    return replace(report, rows=rows, total=replace(report.total, covered=True) if whole else report.total)


def in_full(report: Report) -> Report:
    """Return a report for the finance view: hours to the minute beside money to the penny."""
    rows = tuple(replace(row, figure=replace(row.figure, exact=True)) for row in report.rows)
    return replace(report, rows=rows, total=replace(report.total, exact=True))


def covered_sum(figures: Collection[Figure], whole: Figure, own: int = 0) -> Figure:
    """Return a sum of lines, covered where it would tell the one covered line in it.

    Args:
        figures: The lines, as `covered` left them.
        whole: Their sum.
        own: Id of the person who looks.
    """
    hidden = sum(figure.covered for figure in figures)
    return replace(whole, covered=hidden == 1 or _is_of_one(whole, own))


def _is_of_one(figure: Figure, own: int) -> bool:
    return figure.one_person and figure.lowest != own and bool(figure.time)
