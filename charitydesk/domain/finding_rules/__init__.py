"""The rules behind the findings, by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.finding_rules import notice_time, people, process, tender

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charitydesk.domain.findings import Rule

RULES: Mapping[str, Rule] = {**notice_time.RULES, **process.RULES, **people.RULES, **tender.RULES}
