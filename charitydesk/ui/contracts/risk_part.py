"""What a contract puts at risk: each with the harm it may do, what to propose, and how it was weighed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from charitydesk.presentation.contract_words import RISK_LEVELS, RISK_NOTE, risk_summary
from charitydesk.ui.cards import ButtonRow, Section
from charitydesk.ui.notices.folds import Folds, paragraphs
from charitydesk.ui.parts import PROSE_WIDTH, column, label
from charitydesk.ui.scale import limit_width
from charitydesk.ui.status import StatusBadge

if TYPE_CHECKING:
    from charitydesk.domain.contract_risk import ContractRisks


class RiskPart(Section):
    """The risks of a contract.

    Args:
        risks: As worked out.
    """

    def __init__(self, risks: ContractRisks) -> None:
        super().__init__("Risk", risk_summary(risks))
        for risk in risks.found:
            part = column(gap=4)
            part.addWidget(ButtonRow(StatusBadge(RISK_LEVELS[risk.level])))
            for words, role in ((risk.what, "subheading"), (risk.rule.harm, "body"), (risk.rule.ask, "body")):
                line = label(words, role, selectable=True)
                limit_width(line, PROSE_WIDTH)
                part.addWidget(line)
            self.body.addLayout(part)
        if risks.found:
            how = (*(f"{risk.what} {risk.working}." for risk in risks.found), RISK_NOTE)
            self.add(Folds([("How did you get this?", partial(paragraphs, how))], "the risk of this contract"))
