"""Types of identifiers, so that one kind cannot be given where another is meant."""

from __future__ import annotations

from typing import NewType

ProvisionId = NewType("ProvisionId", str)
"""A provision of the register, for example `compact2010-4-4`; local clauses are `local:<clause id>`."""

RuleId = NewType("RuleId", str)
"""A deadline rule, for example `FOIA_RESPONSE`."""

NoticeId = NewType("NoticeId", int)
LetterId = NewType("LetterId", int)
LocalCompactId = NewType("LocalCompactId", int)
LocalClauseId = NewType("LocalClauseId", int)
ClockId = NewType("ClockId", int)
ChangeId = NewType("ChangeId", int)
ContractId = NewType("ContractId", int)
BidId = NewType("BidId", int)
PersonId = NewType("PersonId", int)
CommissionerId = NewType("CommissionerId", int)
ObligationId = NewType("ObligationId", int)
RoleId = NewType("RoleId", int)
RateId = NewType("RateId", int)
TimeEntryId = NewType("TimeEntryId", int)
BiddingCostId = NewType("BiddingCostId", int)
StatementId = NewType("StatementId", int)
