"""Public notices in the Open Contracting Data Standard, as the United Kingdom's four services publish them.

Read are release packages, record packages, lists of releases, single releases and answers to a search, in any nesting
of these. A newer release of one process (`ocid`) takes the place of the older, field by field: what it does not say
stays as it was said before. The closing time keeps the offset it was published with.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from charitydesk.domain.bodies import Nation
from charitydesk.domain.imports.readings import RowProblem
from charitydesk.domain.imports.values import NotReadError, read_date, read_moment, read_money
from charitydesk.domain.public_notices import NoticeAward, NoticeLot, NoticeValue, PublicNotice, newer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from charitydesk.domain.imports.values import GivenMoment

MOST_LOTS = 500
LONGEST_DESCRIPTION = 20_000
_SHORT = 500
_NESTS = ("releases", "records", "results", "data")
_PLACES = {"ocds-r6ebe6": Nation.SCOTLAND, "ocds-kuma6s": Nation.WALES}
_NATIONS = {
    "england": Nation.ENGLAND,
    "eng": Nation.ENGLAND,
    "scotland": Nation.SCOTLAND,
    "wales": Nation.WALES,
    "cymru": Nation.WALES,
    "northern ireland": Nation.NORTHERN_IRELAND,
}
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
    for count, release in enumerate(_releases(document), start=1):
        notice = _notice(release, count, problems)
        if notice is not None:
            found.setdefault(notice.ocid, []).append(notice)
    if not count:
        problems.append(RowProblem(0, "", "the file holds no open contracting release"))
    return NoticesRead(tuple(_folded(same) for same in found.values()), count, tuple(problems))


def _folded(releases: list[PublicNotice]) -> PublicNotice:
    ordered = sorted(releases, key=lambda notice: notice.released_at)
    newest = ordered[0]
    for release in ordered[1:]:
        newest = newer(newest, release)
    return newest


def _releases(value: object) -> Iterator[Mapping[str, Any]]:
    """Find every release in whatever it is wrapped in, without trusting how deep that goes."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(cast("list[object]", item))
        elif isinstance(item, dict):
            given = cast("dict[str, Any]", item)
            nested = [given[name] for name in _NESTS if isinstance(given.get(name), list | dict)]
            compiled = given.get("compiledRelease")
            if nested and not any(name in given for name in ("tender", "awards")):
                # A record has both: its releases tell more than the compiled one only when there are any.
                waiting += reversed([inner for inner in nested if inner] or [compiled])
            elif isinstance(compiled, dict):
                waiting.append(cast("object", compiled))
            elif "ocid" in given or "tender" in given:
                yield given


def _notice(release: Mapping[str, Any], number: int, problems: list[RowProblem]) -> PublicNotice | None:
    ocid = _text(release.get("ocid"), _SHORT)
    if not ocid:
        problems.append(RowProblem(number, "", "the release has no ocid, so nothing tells which process it is of"))
        return None
    tender, buyer = _map(release.get("tender")), _buyer(release)
    contact, period = _map(buyer.get("contactPoint")), _map(tender.get("contractPeriod"))
    lots = tuple(_lot(lot, number, problems) for lot in _maps(tender.get("lots"))[:MOST_LOTS])
    awards = tuple(_award(award, number, problems) for award in _maps(release.get("awards")))

    def moment(group: Mapping[str, Any], label: str) -> GivenMoment | None:
        return _read(read_moment, group.get("endDate"), label, number, problems)

    notice = PublicNotice(
        ocid=ocid,
        release_id=_text(release.get("id"), _SHORT),
        released=_text(release.get("date"), 40),
        tags=tuple(_text(tag, 40) for tag in _list(release.get("tag"))),
        reference=_text(tender.get("id"), _SHORT),
        title=_text(tender.get("title"), _SHORT) or _text(release.get("title"), _SHORT),
        description=_text(tender.get("description")) or _text(release.get("description")),
        status=_text(tender.get("status"), 40),
        buyer=_text(buyer.get("name"), _SHORT) or _text(_map(release.get("buyer")).get("name"), _SHORT),
        buyer_nation=_nation(ocid, _map(buyer.get("address"))),
        contact_name=_text(contact.get("name"), _SHORT),
        contact_email=_text(contact.get("email"), _SHORT),
        contact_phone=_text(contact.get("telephone"), _SHORT),
        closing=moment(_map(tender.get("tenderPeriod")), "closing time"),
        questions_close=moment(_map(tender.get("enquiryPeriod")), "closing time for questions"),
        value=_value(tender.get("value"), "value", number, problems),
        least_value=_value(tender.get("minValue"), "least value", number, problems),
        starts_on=_day(period.get("startDate"), number, problems),
        ends_on=_day(period.get("endDate"), number, problems),
        duration_days=_whole(period.get("durationInDays")),
        lots=lots,
        suitable_for_sme=_suits(tender, "sme"),
        suitable_for_vcse=_suits(tender, "vcse"),
        method=_text(tender.get("procurementMethod"), 40),
        method_details=_text(tender.get("procurementMethodDetails"), _SHORT),
        category=_text(tender.get("mainProcurementCategory"), 40),
        cpv=_cpv(tender),
        link=_link(release, tender),
        awards=awards,
        advertised_on=_advertised(release, tender),
    )
    if not notice.title:
        problems.append(RowProblem(number, "title", f"is missing in {ocid}"))
        return None
    return notice


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
    kept = "".join(c if c.isprintable() or c == "\n" else " " for c in text).strip()
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100_000 else None


def _read(reader: Any, value: object, label: str, number: int, problems: list[RowProblem]) -> Any:
    if value is None or value == "":
        return None
    try:
        return reader(value)
    except NotReadError as error:
        problems.append(RowProblem(number, label, f"{error}: {_text(value, 60)}"))
        return None


def _day(value: object, number: int, problems: list[RowProblem]) -> date | None:
    """Return the civil date as written: what was published as the 16th is the 16th, whatever its offset."""
    return _read(read_date, value, "contract date", number, problems)


def _advertised(release: Mapping[str, Any], tender: Mapping[str, Any]) -> date | None:
    """Return the day on which tenders were asked for: what the tender says, or the release that is the tender."""
    told = tender.get("datePublished") or (release.get("date") if "tender" in _list(release.get("tag")) else None)
    with suppress(NotReadError):
        return read_date(told) if told else None
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
    if amount is None:
        return None
    less = _read(read_money, given.get("amount"), label, number, problems) if name == "amountGross" else None
    return NoticeValue(amount, _text(given.get("currency"), 3).upper() or "GBP", basis, less)


def _buyer(release: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the buying body's entry among the parties: by its number, or by its role."""
    wanted = _map(release.get("buyer")).get("id")
    parties = _maps(release.get("parties"))
    by_id = (party for party in parties if wanted and party.get("id") == wanted)
    by_role = (party for role in ("buyer", "procuringEntity") for party in parties if role in _list(party.get("roles")))
    return next(by_id, None) or next(by_role, None) or _map(release.get("buyer"))


def _nation(ocid: str, address: Mapping[str, Any]) -> Nation | None:
    region = _text(address.get("region"), 40)[:3].upper()
    told = _NATIONS.get(_text(address.get("countryName"), 40).casefold())
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
    )


def _award(award: Mapping[str, Any], number: int, problems: list[RowProblem]) -> NoticeAward:
    period = _map(award.get("contractPeriod"))
    return NoticeAward(
        suppliers=tuple(_text(supplier.get("name"), _SHORT) for supplier in _maps(award.get("suppliers"))[:200]),
        awarded_on=_day(award.get("date"), number, problems),
        value=_value(award.get("value"), "value of the award", number, problems),
        starts_on=_day(period.get("startDate"), number, problems),
        ends_on=_day(period.get("endDate"), number, problems),
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
