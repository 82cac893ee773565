"""The hazards of counting and of wording, each as one test; those of citing stand in test_gate_hazards.py.

The numbers of the points are those of the two lists in the fact sheets: ten points of law, thirteen of citation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from charitydesk import resources
from charitydesk.domain.bodies import Answer, BodyKind, Nation
from charitydesk.domain.calendars import HolidayBook
from charitydesk.domain.clocks import work_out
from charitydesk.domain.ids import RuleId
from charitydesk.domain.letters import Tone
from charitydesk.domain.notices import NoticeKind
from charitydesk.domain.register import Register
from charitydesk.services.clock_files import load_rules
from charitydesk.services.content_files import load_findings, load_letters
from charitydesk.services.holiday_files import packaged_book
from tests.domain.cases import council_notice, having, register
from tests.domain.letter_cases import EARLIER, OPTIONS, drawn

BOOK = packaged_book()
SCOTTISH_CUP_DAY = date(2026, 6, 15)


def ends(rule: str, start: str, book: HolidayBook = BOOK) -> date:
    return work_out(load_rules()[RuleId(rule)], date.fromisoformat(start), book).deadline


def without(day: date) -> HolidayBook:
    left = {division: tuple(one for one in days if one.day != day) for division, days in BOOK.holidays.items()}
    return HolidayBook(BOOK.issued, BOOK.source, BOOK.first_year, BOOK.last_year, left)


# The points of law that are about counting


def test_point_5_that_a_scottish_holiday_counts_for_england_under_two_regimes_and_not_under_the_others() -> None:
    # 2 January 2025 was a holiday in Scotland alone: eight working days with Christmas Eve as the first.
    assert ends("PA2023_STANDSTILL_END", "2024-12-24") == date(2025, 1, 8)
    # The English health regime leaves out England's holidays only: 4 January 2027 is one in Scotland.
    assert ends("PSR_ENG_REPRESENTATIONS", "2026-12-18") == date(2027, 1, 4)
    # The summer holiday of 31 August is none in Scotland, and is one for a UK-wide request of the same day.
    assert ends("FOISA_RESPONSE", "2026-08-10") == date(2026, 9, 7)
    assert ends("FOIA_RESPONSE", "2026-08-10") == date(2026, 9, 8)


def test_point_6_that_eight_working_days_are_three_different_counts() -> None:
    starts = {rule: ends(rule, "2026-11-16") for rule in (
        "PA2023_STANDSTILL_END", "PSR_WALES_REPRESENTATIONS", "PSR_ENG_REPRESENTATIONS")}  # fmt: skip
    assert [day.isoformat() for day in starts.values()] == ["2026-11-25", "2026-11-26", "2026-11-27"]


def test_point_7_that_beginning_with_a_day_and_after_it_end_on_different_days() -> None:
    assert ends("PA2023_CLAIM_30D", "2026-11-16") == date(2026, 12, 15)
    assert ends("PA2023_CLAIM_LONGSTOP_3M", "2026-11-16") == date(2027, 2, 15)
    assert ends("PA2023_SETASIDE_6M", "2026-10-01") == date(2027, 3, 31)
    assert ends("JR_EW_OUTER_3M", "2026-11-16") == date(2027, 2, 16)
    assert ends("JR_SCOTLAND_3M", "2026-11-16") == date(2027, 2, 15)


def test_point_10_that_a_one_off_scottish_holiday_moved_english_dates_and_is_data_and_not_code() -> None:
    older = without(SCOTTISH_CUP_DAY)
    assert (ends("FOIA_RESPONSE", "2026-06-01"), ends("FOIA_RESPONSE", "2026-06-01", older)) == (
        date(2026, 6, 30), date(2026, 6, 29),
    )  # fmt: skip
    assert (ends("PA2023_STANDSTILL_END", "2026-06-08"), ends("PA2023_STANDSTILL_END", "2026-06-08", older)) == (
        date(2026, 6, 18), date(2026, 6, 17),
    )  # fmt: skip
    assert ends("PSR_ENG_REPRESENTATIONS", "2026-06-08") == ends("PSR_ENG_REPRESENTATIONS", "2026-06-08", older)


# The hazards of wording, in everything that letters are made of


def all_content() -> str:
    kinds = resources.root().joinpath("letters", "kinds")
    names = ["letters/shared.yaml", "letters/provisions.yaml", "register/findings.yaml", "register/case_words.yaml"]
    names += [f"letters/kinds/{entry.name}" for entry in kinds.iterdir()]
    return "\n".join(resources.read_text(name) for name in names)


@pytest.mark.parametrize("gone", ["Compact Voice", "Compact Advocacy", "Commission for the Compact"])
def test_that_no_letter_sends_anybody_to_a_body_that_has_gone(gone: str) -> None:
    assert gone.casefold() not in all_content().casefold()


@pytest.mark.parametrize(
    "claim",
    [
        r"\bin force\b",
        r"\bmust consult\b",
        r"(?:required|obliged|duty) [^.\n]{0,30}(?:12|twelve) weeks",
        r"impact assessment is required",
        r"equality impact assessment",
        r"\bBerry\b|\bCapenhurst\b",
        r"breach of (?:the )?(?:guidance|compact|covenant)",
        r"bound by (?:the )?compact",
        r"covenant[^.\n]{0,20}\bparagraph",
        r"\b13\.3\b",
    ],
)
def test_that_no_words_of_ours_make_a_claim_that_the_sources_do_not_bear_out(claim: str) -> None:
    assert re.findall(claim, all_content(), re.IGNORECASE) == []


def test_point_3_that_no_letter_about_a_contract_below_the_threshold_speaks_of_a_claim() -> None:
    for id_ in load_letters().kinds:
        text = "\n".join(block.text for block in drawn(council_notice(), id_, earlier=EARLIER).blocks)
        assert "Part 9" not in text
        assert "damages" not in text.casefold()


@pytest.mark.parametrize("nation", [nation for nation in Nation if nation is not Nation.ENGLAND])
@pytest.mark.parametrize("what", [NoticeKind.END_EARLY, NoticeKind.REDUCE, NoticeKind.PROPOSAL])
def test_that_no_letter_outside_england_names_an_instrument_of_england_alone(nation: Nation, what: NoticeKind) -> None:
    english = re.compile(r"Compact agreed|best value guidance|Local Government Act 1999|National Audit Office|NHS")
    facts = having(having(council_notice(), "body", nation=nation), "notice", kind=what)
    facts = having(facts, "process", early_discussion=Answer.NO, users_told=Answer.NO, transition_plan=Answer.NO)
    for kind in load_letters().kinds.values():
        for block in drawn(facts, kind.id, replace(OPTIONS, tone=Tone.CHALLENGE), EARLIER).blocks:
            rows = [cell for row in (block.grid.rows if block.grid else ()) for cell in row]
            assert not english.search("\n".join((block.text, *rows))), (kind.id, block.key)


def test_that_only_a_department_is_told_what_government_undertook() -> None:
    for body in BodyKind:
        facts = having(council_notice(), "body", kind=body)
        text = "\n".join(block.text for block in drawn(facts, "challenge-no-consultation").blocks)
        bound = body in {BodyKind.CENTRAL_GOVERNMENT, BodyKind.ARMS_LENGTH_BODY}
        assert ("government undertook" in text) is bound


def test_that_every_source_that_content_names_is_in_the_register() -> None:
    known: Register = register()
    named = {id_ for kind in load_letters().kinds.values() for id_ in kind.cites}
    named |= set(load_letters().provisions)
    named |= {id_ for entry in load_findings() for id_ in entry.only_for}
    assert {id_ for id_ in named - {"own-term", "own-variation"} if known.find(id_) is None} == set()


def test_that_no_letter_says_that_guidance_of_unconfirmed_standing_binds_today() -> None:
    content = load_letters()
    said = (content.defaults["statutory-guidance"].once, content.makers["annex"]["statutory-guidance"])
    assert all("stands today" in words for words in said)
