"""What a public notice decides of a bid or a contract: pure values, no database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from charitydesk.domain.bids import BidStage
from charitydesk.domain.bodies import Answer
from charitydesk.domain.contracts import ContractStatus
from charitydesk.domain.imports.kinds import plain_words
from charitydesk.domain.regimes import ContractKind
from charitydesk.domain.wording import date_words
from charitydesk.i18n import counted
from charitydesk.services.import_words import shown
from charitydesk.services.import_writers import closing_columns

if TYPE_CHECKING:
    from datetime import date

    from charitydesk.domain.public_notices import NoticeValue, PublicNotice

_OVER = frozenset({"complete", "cancelled", "unsuccessful", "withdrawn"})
_LOTS_TOLD = 20
_KINDS = {"services": ContractKind.SERVICES, "goods": ContractKind.GOODS, "works": ContractKind.WORKS}


def _pounds(value: NoticeValue | None) -> tuple[int | None, int | None]:
    """Return a value with and without VAT; one that does not say counts as with, which is what thresholds ask for."""
    if value is None or value.currency != "GBP":
        return None, None
    return (None, value.amount) if value.basis == "net" else (value.amount, value.without_vat)


def _answer(told: bool | None) -> Answer:
    return Answer.UNKNOWN if told is None else Answer.YES if told else Answer.NO


def bid_values(notice: PublicNotice) -> dict[str, Any]:
    """Return what the buyer's words decide of a bid."""
    value, without_vat = _pounds(notice.value)
    closing = closing_columns([notice.closing.text if notice.closing else ""], "deadline")
    return {
        "title": notice.title,
        "commissioner": notice.buyer,
        "reference": notice.reference,
        **{name: column[0] for name, column in closing.items()},
        "kind": _KINDS.get(notice.category, ContractKind.SERVICES),
        "procurement_started_on": notice.advertised_on,
        "value": value,
        "value_ex_vat": without_vat,
        "contract_starts_on": notice.starts_on,
        "contract_ends_on": notice.ends_on,
        "description": description_of(notice),
        "link": notice.link,
        "vcse_suitable": _answer(notice.suitable_for_vcse),
        "sme_suitable": _answer(notice.suitable_for_sme),
        "winner": winners_of(notice),
        "ocid": notice.ocid,
        "source_release": notice.release_id,
        "source_published": notice.released,
    }


def winners_of(notice: PublicNotice) -> str:
    """Return the names of those who won, each once."""
    names = dict.fromkeys(name for award in notice.awards for name in award.suppliers if name)
    return "; ".join(names)[:500]


def description_of(notice: PublicNotice) -> str:
    """Return the notice's own description, and below it one line for each thing that has no field of its own."""
    contact = ", ".join(part for part in (notice.contact_name, notice.contact_email, notice.contact_phone) if part)
    value = notice.value
    told = {
        "Procedure": " ".join(
            part for part in (notice.method_details.rstrip(" -"), notice.method and f"({notice.method})") if part
        ),
        "Codes": "; ".join(f"{code} {words}".strip() for code, words in notice.cpv[:10]),
        "Least value": notice.least_value.words if notice.least_value else "",
        "Value": value.words if value is not None and value.currency != "GBP" else "",
        "Worth": "the sum of its lots, the notice gives no value of the whole" if notice.value_of_lots else "",
        "VAT": "the notice does not say whether the value has VAT in it" if value and not value.basis else "",
        "Questions close": shown(notice.questions_close),
        "Status": "called off by the buyer" if notice.is_cancelled else "",
        "Two stages": "the closing time is that for asking to take part" if notice.closes_first_stage else "",
        "Lots": _lots(notice),
        "May be extended": _extension(notice),
        "Length": counted(notice.duration_days, "day") if notice.duration_days else "",
        "Contact": contact,
        "Awarded": "; ".join(date_words(award.awarded_on) for award in notice.awards[:5] if award.awarded_on),
        "Published": f"{notice.publisher} {notice.released[:10]}".strip(),
    }
    lines = "\n".join(f"{label}: {words}" for label, words in told.items() if words)
    return f"{notice.description[:15_000]}\n\n{lines}".strip()


def _lots(notice: PublicNotice) -> str:
    """Return how long each lot runs and when it closes, where the lots differ."""
    told = {
        lot.id or str(at): (
            _span(lot.starts_on, lot.ends_on),
            f"closes {shown(lot.closing)}" if lot.closing else "",
        )
        for at, lot in enumerate(notice.lots, start=1)
    }
    if len(set(told.values())) < 2:
        return ""
    parts = {name: ", ".join(part for part in words if part) for name, words in list(told.items())[:_LOTS_TOLD]}
    return "; ".join(f"lot {name} {words}" for name, words in parts.items() if words)


def _span(starts: date | None, ends: date | None) -> str:
    if starts is None:
        return f"runs to {date_words(ends)}" if ends else ""
    return f"runs from {date_words(starts)}{f' to {date_words(ends)}' if ends else ''}"


def _extension(notice: PublicNotice) -> str:
    latest = max((lot.latest_end for lot in notice.lots if lot.latest_end), default=None)
    words = dict.fromkeys(lot.renewal for lot in notice.lots if lot.renewal)
    return "; ".join((*([f"to {date_words(latest)}"] if latest else []), *list(words)[:3]))


def stage_of(notice: PublicNotice, today: date, own_name: str) -> BidStage:
    """Return where a notice stands that nobody has looked at: open ones are spotted, the others were not bid for."""
    winners = {plain_words(name) for award in notice.awards for name in award.suppliers}
    if own_name and plain_words(own_name) in winners:
        return BidStage.WON
    closed = notice.closing is not None and notice.closing.day < today
    over = notice.is_cancelled or notice.status in _OVER
    return BidStage.NOT_BID if closed or notice.is_awarded or over else BidStage.SPOTTED


def some_value(value: NoticeValue | None) -> int | None:
    """Return a value in pence, with VAT where that is told."""
    with_vat, without = _pounds(value)
    return with_vat if with_vat is not None else without


def contract_values(notice: PublicNotice, today: date, own_name: str = "") -> dict[str, Any]:
    """Return what an award decides of a contract: its own dates and value before the tender's.

    Args:
        notice: What is public of it.
        today: Civil date.
        own_name: The charity's name: of several awards its own is the one that counts.
    """
    own = (award for award in notice.awards if plain_words(own_name) in map(plain_words, award.suppliers))
    award = (next(own, None) if own_name else None) or next(iter(notice.awards), None)
    value, without_vat = _pounds((award.value if award else None) or notice.value)
    starts = (award.starts_on if award else None) or notice.starts_on
    ends = (award.ends_on if award else None) or notice.ends_on
    ended, ahead = ends is not None and ends < today, starts is not None and starts > today
    return {
        "title": notice.title,
        "commissioner": notice.buyer,
        "reference": notice.reference,
        "kind": _KINDS.get(notice.category, ContractKind.SERVICES),
        "procurement_started_on": notice.advertised_on,
        "value": value,
        "value_ex_vat": without_vat,
        "starts_on": starts,
        "ends_on": ends,
        "status": ContractStatus.ENDED if ended else ContractStatus.AGREED if ahead else ContractStatus.RUNNING,
        "link": notice.link,
        "source_id": notice.ocid,
    }
