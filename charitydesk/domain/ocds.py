"""Public notices in the Open Contracting Data Standard, as the United Kingdom's four services publish them.

A newer release of one process (`ocid`) takes the place of the older, field by field: what it does not say stays as it
was said before, because corrections and cancellations are often published as little more than a number. The closing
time keeps the offset it was published with. Find a Tender gives the contract's dates lot by lot, the closing time of a
two-stage procedure as the day to ask to take part, and signed contracts beside the awards they belong to.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.bodies import Nation
from charitydesk.domain.imports.readings import RowProblem
from charitydesk.domain.imports.values import NotReadError, is_empty, read_date, read_moment, read_money
from charitydesk.domain.money import Pence
from charitydesk.domain.ocds_files import releases_in, why_none
from charitydesk.domain.public_notices import NoticeAward, NoticeLot, NoticeValue, PublicNotice, newer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from charitydesk.domain.imports.values import GivenMoment

MOST_LOTS = 500
LONGEST_DESCRIPTION = 20_000
_SHORT = 500
_DAY_WITH_OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_PLACES = {"ocds-r6ebe6": Nation.SCOTLAND, "ocds-kuma6s": Nation.WALES}
_NATIONS = {
    "england": Nation.ENGLAND,
    "eng": Nation.ENGLAND,
    "scotland": Nation.SCOTLAND,
    "wales": Nation.WALES,
    "cymru": Nation.WALES,
    "northern ireland": Nation.NORTHERN_IRELAND,
}
_DEVOLVED = {"GB-SCT": Nation.SCOTLAND, "GB-WLS": Nation.WALES, "GB-NIR": Nation.NORTHERN_IRELAND}
_MARKETS = frozenset({"UK13", "UK14", "UK15", "UK16"})
"""Notices of dynamic markets: who may bid later is listed there as if it had won."""

_TENDER_PAPERS = frozenset({"tenderNotice", "contractNotice"})
_REGIONS = {"UKL": Nation.WALES, "UKM": Nation.SCOTLAND, "UKN": Nation.NORTHERN_IRELAND}


@dataclass(frozen=True, slots=True)
class NoticesRead:
    """What a file of notices holds.

    Args:
        notices: One for each process, in the order in which they first appear.
        releases: How many releases there were.
        problems: What cannot be read; `row` counts releases from 1.
    """

    notices: tuple[PublicNotice, ...]
    releases: int
    problems: tuple[RowProblem, ...]


def read_notices(document: object) -> NoticesRead:
    """Return the public notices in a document that JSON gave."""
    found: dict[str, list[PublicNotice]] = {}
    problems: list[RowProblem] = []
    count = 0
    for count, release in enumerate(releases_in(document), start=1):
        notice = _notice(release, count, problems)
        if notice is not None:
            found.setdefault(notice.ocid, []).append(notice)
    if not count:
        problems.append(RowProblem(0, "", why_none(document)))
    return NoticesRead(tuple(_folded(same) for same in found.values()), count, tuple(problems))


def _folded(releases: list[PublicNotice]) -> PublicNotice:
    ordered = sorted(releases, key=lambda notice: notice.released_at)
    newest = ordered[0]
    for release in ordered[1:]:
        newest = newer(newest, release)
    return newest


def _notice(release: Mapping[str, Any], number: int, problems: list[RowProblem]) -> PublicNotice | None:
    ocid = _text(release.get("ocid"), _SHORT)
    if not ocid:
        problems.append(RowProblem(number, "", "the release has no ocid, so nothing tells which process it is of"))
        return None
    tender, buyer = _map(release.get("tender")), _buyer(release)
    contact, period = _map(buyer.get("contactPoint")), _map(tender.get("contractPeriod"))
    lots = tuple(_lot(lot, number, problems) for lot in _maps(tender.get("lots"))[:MOST_LOTS])
    closing, closes_first_stage = _closing(tender, number, problems)
    value = _value(tender.get("value"), "value", number, problems)
    whole = _sum_of([lot.value for lot in lots]) if value is None else None
    starts = _day(period.get("startDate"), number, problems)
    ends = _day(period.get("endDate"), number, problems)
    return PublicNotice(
        ocid=ocid,
        release_id=_text(release.get("id"), _SHORT),
        released=_text(release.get("date"), 40),
        tags=tuple(_text(tag, 40) for tag in _list(release.get("tag"))),
        reference=_text(tender.get("id"), _SHORT),
        title=_text(tender.get("title"), _SHORT) or _text(release.get("title"), _SHORT),
        also_called=_also_called(release, tender),
        description=_text(tender.get("description")) or _text(release.get("description")),
        status=_text(tender.get("status"), 40),
        buyer=_text(buyer.get("name"), _SHORT) or _text(_map(release.get("buyer")).get("name"), _SHORT),
        buyer_nation=_nation(ocid, buyer),
        contact_name=_text(contact.get("name"), _SHORT),
        contact_email=_text(contact.get("email"), _SHORT),
        contact_phone=_text(contact.get("telephone"), _SHORT),
        closing=closing,
        closes_first_stage=closes_first_stage,
        questions_close=_end(tender.get("enquiryPeriod"), "closing time for questions", number, problems),
        value=value or whole,
        value_of_lots=None if whole is None else True,
        least_value=_value(tender.get("minValue"), "least value", number, problems),
        starts_on=starts or min((lot.starts_on for lot in lots if lot.starts_on), default=None),
        ends_on=ends or max((lot.ends_on for lot in lots if lot.ends_on), default=None),
        duration_days=_whole(period.get("durationInDays")) or max((lot.days for lot in lots if lot.days), default=None),
        lots=lots,
        suitable_for_sme=_suits(tender, "sme"),
        suitable_for_vcse=_suits(tender, "vcse"),
        method=_text(tender.get("procurementMethod"), 40),
        method_details=_text(tender.get("procurementMethodDetails"), _SHORT),
        category=_text(tender.get("mainProcurementCategory"), 40),
        cpv=_cpv(tender),
        link=_link(release, tender),
        awards=_awards(release, number, problems),
        advertised_on=_advertised(release, tender),
    )


def _also_called(release: Mapping[str, Any], tender: Mapping[str, Any]) -> str:
    """Return what something of the process is called; award notices often name their contracts alone."""
    planning = _map(release.get("planning"))
    named = (
        _map(planning.get("project")),
        _map(planning.get("budget")),
        *_maps(release.get("contracts")),
        *_maps(release.get("awards")),
        *_maps(tender.get("lots")),
    )
    return next(filter(None, (_text(one.get("title") or one.get("project"), _SHORT) for one in named)), "")


def _closing(
    tender: Mapping[str, Any], number: int, problems: list[RowProblem]
) -> tuple[GivenMoment | None, bool | None]:
    """Return when it closes, and whether that is for asking to take part in a procedure of two stages.

    Where lots alone have closing times, the earliest is the one not to miss.
    """
    if whole := _end(tender.get("tenderPeriod"), "closing time", number, problems):
        return whole, False
    if interest := _read(read_moment, tender.get("expressionOfInterestDeadline"), "closing time", number, problems):
        return interest, True
    lots = _maps(tender.get("lots"))
    told = filter(None, (_end(lot.get("tenderPeriod"), "closing time of a lot", number, problems) for lot in lots))
    earliest = min(told, key=lambda moment: (moment.day, moment.text), default=None)
    return earliest, None if earliest is None else False


def _end(period: object, label: str, number: int, problems: list[RowProblem]) -> GivenMoment | None:
    return _read(read_moment, _map(period).get("endDate"), label, number, problems)


def _map(value: object) -> Mapping[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _maps(value: object) -> list[Mapping[str, Any]]:
    return [cast("dict[str, Any]", item) for item in _list(value) if isinstance(item, dict)]


def _text(value: object, longest: int = LONGEST_DESCRIPTION) -> str:
    """Return text that can be kept: printable, not endless, and mended where it was read in the wrong encoding."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)[: longest * 2]
    if not text.isascii():
        with suppress(UnicodeError):
            text = text.encode("cp1252").decode("utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    kept = text.strip()
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100_000 else None


def _read(reader: Any, value: object, label: str, number: int, problems: list[RowProblem]) -> Any:
    if is_empty(value):
        return None
    if isinstance(value, str) and _DAY_WITH_OFFSET.fullmatch(value):
        value = value[:10]  # a day of XML, where an offset says nothing of when
    try:
        return reader(value)
    except NotReadError as error:
        problems.append(RowProblem(number, label, f"{error}: {_text(value, 60)}"))
        return None


def _day(value: object, number: int, problems: list[RowProblem]) -> date | None:
    """Return the civil date as written: what was published as the 16th is the 16th, whatever its offset."""
    return _read(read_date, value, "contract date", number, problems)


def _advertised(release: Mapping[str, Any], tender: Mapping[str, Any]) -> date | None:
    """Return the day on which tenders were asked for: as the tender, the release or a notice among its papers says."""
    is_notice = "tender" in _list(release.get("tag"))
    papers = (doc for doc in _maps(tender.get("documents")) if _text(doc.get("documentType"), 80) in _TENDER_PAPERS)
    told = [tender.get("datePublished"), release.get("date") if is_notice else None]
    told += sorted(_text(doc.get("datePublished"), 40) for doc in papers)
    for day in filter(None, told):
        with suppress(NotReadError):
            return read_date(day)
    return None


def _value(value: object, label: str, number: int, problems: list[RowProblem]) -> NoticeValue | None:
    """Return an amount: with VAT where both are told, since that is what thresholds are measured with."""
    given = _map(value)
    name = next(
        (n for n in ("amountGross", "amount", "amountNet") if isinstance(given.get(n), int | float | str)), None
    )
    if name is None:
        return None
    with_vat = given.get("valueAddedTaxIncluded")
    basis = {"amountGross": "gross", "amountNet": "net"}.get(name, "")
    if not basis and isinstance(with_vat, bool):
        basis = "gross" if with_vat else "net"
    amount = _read(read_money, given[name], label, number, problems)
    if not amount:
        return None  # a nought is how portals say that nobody filled it in
    less = _read(read_money, given.get("amount"), label, number, problems) if name == "amountGross" else None
    return NoticeValue(amount, _text(given.get("currency"), 3).upper() or "GBP", basis, less)


def _sum_of(values: Sequence[NoticeValue | None]) -> NoticeValue | None:
    """Return what lots are worth together, where each has a value of the same kind; None otherwise."""
    told = [value for value in values if value is not None]
    if not told or len(told) < len(values) or len({(value.currency, value.basis) for value in told}) > 1:
        return None
    less = [value.without_vat for value in told if value.without_vat is not None]
    without = Pence(sum(less)) if len(less) == len(told) else None
    return NoticeValue(Pence(sum(value.amount for value in told)), told[0].currency, told[0].basis, without)


def _buyer(release: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the buying body's entry among the parties: by its number, or by its role."""
    wanted = _map(release.get("buyer")).get("id")
    parties = _maps(release.get("parties"))
    by_id = (party for party in parties if wanted and party.get("id") == wanted)
    by_role = (party for role in ("buyer", "procuringEntity") for party in parties if role in _list(party.get("roles")))
    return next(by_id, None) or next(by_role, None) or _map(release.get("buyer"))


def _nation(ocid: str, buyer: Mapping[str, Any]) -> Nation | None:
    """Return where a buyer sits: as its own country or region says, by the rules it is under, or by the publisher."""
    address = _map(buyer.get("address"))
    region = _text(address.get("region"), 40)[:3].upper()
    told = _NATIONS.get(_text(address.get("countryName"), 40).casefold())
    rules = (
        _DEVOLVED.get(_text(kind.get("id"), 20)) for kind in _maps(_map(buyer.get("details")).get("classifications"))
    )
    told = told or next(filter(None, rules), None)
    if told is None and region.startswith("UK") and len(region) == 3:
        told = _REGIONS.get(region, Nation.ENGLAND)
    return told or _PLACES.get(ocid[:11])


def _lot(lot: Mapping[str, Any], number: int, problems: list[RowProblem]) -> NoticeLot:
    period = _map(lot.get("contractPeriod"))
    return NoticeLot(
        id=_text(lot.get("id"), 80),
        title=_text(lot.get("title"), _SHORT),
        description=_text(lot.get("description"), 2_000),
        value=_value(lot.get("value"), "value of a lot", number, problems),
        starts_on=_day(period.get("startDate"), number, problems),
        ends_on=_day(period.get("endDate"), number, problems),
        days=_whole(period.get("durationInDays")),
        latest_end=_day(period.get("maxExtentDate"), number, problems),
        renewal=_text(_map(lot.get("renewal")).get("description"), _SHORT),
        closing=_end(lot.get("tenderPeriod"), "closing time of a lot", number, []),
    )


def _awards(release: Mapping[str, Any], number: int, problems: list[RowProblem]) -> tuple[NoticeAward, ...]:
    """Return the awards with what their signed contracts say; contracts without an award are awards too."""
    papers = (
        doc
        for place in (release.get("tender"), *_list(release.get("awards")), *_list(release.get("contracts")))
        for doc in _maps(_map(place).get("documents"))
    )
    kinds = {_text(doc.get("noticeType"), 8) for doc in papers} - {""}
    if kinds and kinds <= _MARKETS:
        return ()
    signed: dict[str, Mapping[str, Any]] = {}
    loose: list[Mapping[str, Any]] = []
    known = {_text(award.get("id"), 80) for award in _maps(release.get("awards"))} - {""}
    for contract in _maps(release.get("contracts")):
        award_id = _text(contract.get("awardID"), 80)
        if award_id in known:
            signed.setdefault(award_id, contract)
        else:
            loose.append(contract)
    pairs = [(award, signed.get(_text(award.get("id"), 80), {})) for award in _maps(release.get("awards"))]
    pairs += [({}, contract) for contract in loose]
    return tuple(_award(award, contract, number, problems) for award, contract in pairs)


def _award(
    award: Mapping[str, Any], contract: Mapping[str, Any], number: int, problems: list[RowProblem]
) -> NoticeAward:
    agreed, promised = _map(contract.get("period")), _map(award.get("contractPeriod"))

    def day(*places: object) -> date | None:
        return _day(next((place for place in places if place), None), number, problems)

    value = _value(contract.get("value"), "value of the contract", number, problems)
    suppliers = _maps(award.get("suppliers")) or _maps(contract.get("suppliers"))
    return NoticeAward(
        suppliers=tuple(_text(supplier.get("name"), _SHORT) for supplier in suppliers[:200]),
        awarded_on=day(award.get("date"), contract.get("dateSigned")),
        value=value or _value(award.get("value"), "value of the award", number, problems),
        starts_on=day(agreed.get("startDate"), promised.get("startDate")),
        ends_on=day(agreed.get("endDate"), promised.get("endDate")),
    )


def _suits(tender: Mapping[str, Any], whom: str) -> bool | None:
    """Return what is said of the whole, or of any lot."""
    places = (tender, *_maps(tender.get("lots")))
    said = [_map(place.get("suitability")).get(whom) for place in places]
    told = [answer for answer in said if isinstance(answer, bool)]
    return any(told) if told else None


def _cpv(tender: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    items = _maps(tender.get("items"))
    given: Iterable[Mapping[str, Any]] = (
        _map(tender.get("classification")),
        *_maps(tender.get("additionalClassifications")),
        *(_map(item.get("classification")) for item in items),
        *(more for item in items for more in _maps(item.get("additionalClassifications"))),
    )
    codes: dict[str, str] = {}
    for entry in given:
        code = _text(entry.get("id"), 20)
        if code and _text(entry.get("scheme"), 20).upper() in {"CPV", ""}:
            codes[code] = codes.get(code) or _text(entry.get("description"), _SHORT)
    return tuple(codes.items())[:50]


def _link(release: Mapping[str, Any], tender: Mapping[str, Any]) -> str:
    """Return the address of the notice itself; only one that a browser opens as a page."""
    awards = [doc for award in _maps(release.get("awards")) for doc in _maps(award.get("documents"))]
    planning = _maps(_map(release.get("planning")).get("documents"))
    documents = [*awards, *_maps(tender.get("documents")), *planning]
    notices = [doc.get("url") for doc in documents if "notice" in _text(doc.get("documentType"), 80).casefold()]
    for url in notices:
        text = _text(url, 2_000)
        if text.startswith(("https://", "http://")) and not any(c.isspace() or c in "<>\"'`{}|\\^" for c in text):
            return text
    return ""
