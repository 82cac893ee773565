"""Public notices of buyers, whatever file they came from: one for each process, as its newest release tells it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from charitydesk.domain.money import Pence, pounds

if TYPE_CHECKING:
    from charitydesk.domain.bodies import Nation
    from charitydesk.domain.imports.values import GivenMoment

PUBLISHERS = {
    "ocds-b5fd17": "Contracts Finder",
    "ocds-h6vhtk": "Find a Tender",
    "ocds-r6ebe6": "Public Contracts Scotland",
    "ocds-kuma6s": "Sell2Wales",
}
"""Each service's own prefix of its process numbers."""

_AWARD_TAGS = frozenset({"award", "awardUpdate", "contract", "contractUpdate", "contractAmendment", "implementation"})


@dataclass(frozen=True, slots=True)
class NoticeValue:
    """An amount as a notice gives it.

    Args:
        amount: Hundredths of the currency's unit.
        currency: Such as `GBP`; empty when not told.
        basis: `net` or `gross` of VAT; empty when not told.
        without_vat: The amount without VAT where both are told.
    """

    amount: Pence
    currency: str = "GBP"
    basis: str = ""
    without_vat: Pence | None = None

    @property
    def words(self) -> str:
        """The amount as a person reads it."""
        told = (
            pounds(self.amount) if self.currency == "GBP" else f"{self.currency} {pounds(self.amount).replace('£', '')}"
        )
        return f"{told} {_BASES[self.basis]}".strip()


_BASES = {"net": "without VAT", "gross": "with VAT", "": ""}


@dataclass(frozen=True, slots=True)
class NoticeLot:
    """One lot of a notice.

    Args:
        days: Its length in days where no end is given.
        latest_end: Civil date to which it may be extended.
        renewal: How it may be extended, in the buyer's words.
        closing: When tenders for it must be in, where lots differ.
    """

    id: str
    title: str = ""
    description: str = ""
    value: NoticeValue | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    days: int | None = None
    latest_end: date | None = None
    renewal: str = ""
    closing: GivenMoment | None = None


@dataclass(frozen=True, slots=True)
class NoticeAward:
    """Who won, when, for how much and how long."""

    suppliers: tuple[str, ...] = ()
    awarded_on: date | None = None
    value: NoticeValue | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """What the newest release of one process says, together with what older ones said and it does not.

    Args:
        ocid: The process's number.
        release_id: The newest release's own number.
        released: The moment of that release, as given.
        tags: What that release is: `tender`, `award` and the like.
        title: As the tender or the release calls it; empty where only parts of it have a name.
        also_called: What a lot, an award or a contract of it is called, for want of a title.
        closing: When tenders must be in, with the offset as published.
        closes_first_stage: Whether that is for asking to take part, before tenders are invited.
        questions_close: When questions must be in.
        value_of_lots: Whether the value is no more than the sum of what its lots are worth.
        suitable_for_vcse: Whether the buyer says it suits voluntary organisations; None when not told.
        cpv: Codes of the common procurement vocabulary with their words.
        duration_days: The contract's length where no end is given.
        advertised_on: When tenders were first asked for, as far as any release read tells.
    """

    ocid: str
    release_id: str = ""
    released: str = ""
    tags: tuple[str, ...] = ()
    reference: str = ""
    title: str = ""
    also_called: str = ""
    description: str = ""
    status: str = ""
    buyer: str = ""
    buyer_nation: Nation | None = None
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    closing: GivenMoment | None = None
    closes_first_stage: bool | None = None
    questions_close: GivenMoment | None = None
    value: NoticeValue | None = None
    value_of_lots: bool | None = None
    least_value: NoticeValue | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    duration_days: int | None = None
    lots: tuple[NoticeLot, ...] = ()
    suitable_for_sme: bool | None = None
    suitable_for_vcse: bool | None = None
    method: str = ""
    method_details: str = ""
    category: str = ""
    cpv: tuple[tuple[str, str], ...] = ()
    link: str = ""
    awards: tuple[NoticeAward, ...] = ()
    advertised_on: date | None = None

    @property
    def name(self) -> str:
        """What to call it: its title, or what comes nearest to one."""
        return self.title or self.also_called or f"Notice {self.reference or self.ocid}"

    @property
    def publisher(self) -> str:
        """The service that published it, by its number; empty when unknown."""
        return PUBLISHERS.get(self.ocid[:11], "")

    @property
    def is_awarded(self) -> bool:
        """Whether somebody has won."""
        return bool(self.awards) or bool(_AWARD_TAGS & set(self.tags))

    @property
    def is_cancelled(self) -> bool:
        """Whether the newest release calls it off; its tag says so even where its status does not."""
        return "tenderCancellation" in self.tags or self.status in {"cancelled", "withdrawn"}

    @property
    def released_at(self) -> datetime:
        """The release's moment for putting releases in order; unreadable ones come first."""
        return _order(self.released)


def newer(old: PublicNotice, new: PublicNotice) -> PublicNotice:
    """Return a newer release, with what only the older one said."""
    kept = {f.name: getattr(old, f.name) for f in fields(new) if getattr(new, f.name) in {None, "", ()}}
    first = min((day for day in (old.advertised_on, new.advertised_on) if day is not None), default=None)
    return replace(new, **kept | {"advertised_on": first})


def _order(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
