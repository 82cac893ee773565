"""Bank holidays: the packaged list, a newer official one, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from charitydesk.domain.calendars import Basis
from charitydesk.domain.holiday_rules import Division, expected_holidays
from charitydesk.errors import BadInputError, UserFacingError
from charitydesk.services.clocks import ClockService
from charitydesk.services.holiday_files import (
    HolidayFileError,
    keep_newer_list,
    load_book,
    packaged_book,
    read_official_list,
)

OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "govuk_bank_holidays.json"
TODAY = date(2028, 11, 30)


def official(first=2027, last=2029, extra=()):
    """Return a list in the shape GOV.UK offers for download, made from the rules."""
    return {
        division.value: {
            "division": division.value,
            "events": [
                {
                    "title": h.name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
                    "date": h.day.isoformat(),
                    "notes": "Substitute day" if h.substitute else "",
                    "bunting": True,
                }
                for year in range(first, last + 1)
                for h in expected_holidays(division, year)
            ]
            + [{"title": title, "date": day, "notes": "", "bunting": True} for day, title in extra],
        }
        for division in Division
    }


def written(folder, value, name="bank-holidays.json"):
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_that_the_packaged_list_says_where_it_is_from_and_how_far_it_reaches():
    book = packaged_book()
    assert (book.issued, book.first_year, book.last_year) == (date(2026, 2, 25), 2019, 2028)
    assert "GOV.UK" in book.source
    assert [len(book.holidays[d]) for d in Division] == [83, 94, 103]


def test_that_the_packaged_list_holds_what_the_official_one_does():
    if not OFFICIAL.is_file():
        pytest.skip(f"the official list is not beside this checkout: {OFFICIAL} is absent")
    book = read_official_list(OFFICIAL, date(2026, 8, 21))
    assert book.issued == date(2025, 11, 24)
    assert book.holidays == packaged_book().holidays


def test_that_a_newer_list_as_downloaded_is_read_with_its_substitute_days(tmp_path):
    book = read_official_list(written(tmp_path, official()), TODAY)
    assert (book.issued, book.first_year, book.last_year) == (TODAY, 2027, 2029)
    england = book.holidays[Division.ENGLAND_AND_WALES]
    assert [h.label for h in england if h.day == date(2027, 12, 28)] == ["Boxing Day (substitute day)"]
    assert [h.name for h in england if h.day == date(2029, 1, 1)] == ["New Year's Day"]


def test_that_a_new_holiday_moves_a_clock_once_the_newer_list_is_kept_and_after_a_restart(tmp_path):
    kept = tmp_path / "data.json"
    service = ClockService(kept)
    before = service.work_out("FOIA_RESPONSE", date(2029, 6, 1))
    assert before.provisional
    source = written(tmp_path, official(extra=[("2029-06-08", "A jubilee")]))
    assert service.use_newer_holidays(source, TODAY).last_year == 2029
    for after in (service, ClockService(kept)):
        moved = after.work_out("FOIA_RESPONSE", date(2029, 6, 1))
        assert (moved.deadline - before.deadline).days >= 1
        assert not moved.provisional
        assert (date(2029, 6, 8), "A jubilee") in moved.skipped
        assert after.holidays.calendar(Basis.SCOTLAND).holiday_name(date(2026, 6, 15)) == "World Cup bank holiday"


def test_that_unknown_keys_of_the_publishers_own_file_become_plain_words(tmp_path):
    listed = official()
    for division in listed.values():
        division["events"].append(
            {"title": "bank_holidays.moon_landing", "date": "18/07/2029", "notes": "common.substitute_day"}
        )
    nested = {
        "last_updated": "01/12/2028",
        "divisions": {f"common.nations.{name}_slug": value for name, value in listed.items()},
    }
    book = read_official_list(written(tmp_path, nested), TODAY)
    assert book.issued == date(2028, 12, 1)
    assert "Moon Landing (substitute day)" in {h.label for h in book.holidays[Division.SCOTLAND]}


def broken(change):
    listed = official()
    change(listed)
    return listed


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "not JSON"),
        ("<html>Not found</html>", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not laid out"),
        ("7", "not laid out"),
        ("{}", "England and Wales is missing"),
        ({"divisions": [1]}, "not laid out"),
        (broken(lambda d: d.pop("scotland")), "Scotland is missing"),
        (broken(lambda d: d["scotland"].update(events=[])), "do not cover the same years"),
        (broken(lambda d: d["england-and-wales"].update(events=[])), "holds no holidays"),
        (broken(lambda d: d["scotland"]["events"].append("a day off")), "an entry is not a holiday"),
        (broken(lambda d: d["scotland"]["events"][0].update(date="1 May")), "“1 May” is not a date"),
        (broken(lambda d: d["scotland"]["events"][0].update(date=20270101)), "“20270101” is not a date"),
        (broken(lambda d: d["scotland"]["events"][0].update(date="2027-02-30")), "is not a date"),
        (broken(lambda d: d["scotland"]["events"][0].update(title=" ")), "has no name"),
        (broken(lambda d: d["scotland"]["events"][0].update(title="a\x00b")), "has no name"),
        (broken(lambda d: d["scotland"]["events"].append(d["scotland"]["events"][0])), "names a day twice"),
        (broken(lambda d: d["scotland"]["events"].pop()), "2029 is not complete for Scotland"),
        (broken(lambda d: d.update(official(2026, 2026) | {"scotland": d["scotland"]})), "do not cover the same years"),
        (" " * 2_000_001, "far larger"),
    ],
)
def test_that_a_bad_list_is_refused_in_one_sentence_and_nothing_is_kept(tmp_path, content, told):
    source, kept = written(tmp_path, content), tmp_path / "kept.json"
    with pytest.raises(HolidayFileError, match=told) as refused:
        keep_newer_list(source, kept, TODAY)
    assert refused.value.what_happened.startswith("bank-holidays.json cannot be used as bank holidays")
    assert not kept.exists()


def test_that_a_list_with_a_gap_of_years_is_refused(tmp_path):
    listed = official(2027, 2027)
    later = official(2029, 2029)
    for name, division in listed.items():
        division["events"] += later[name]["events"]
    with pytest.raises(HolidayFileError, match="a gap between years"):
        read_official_list(written(tmp_path, listed), TODAY)


def test_that_a_list_older_than_the_packaged_one_is_refused_and_nothing_is_kept(tmp_path):
    kept = tmp_path / "kept.json"
    with pytest.raises(BadInputError, match=r"end in 2027; those in use already reach 2028"):
        keep_newer_list(written(tmp_path, official(2026, 2027)), kept, TODAY)
    assert not kept.exists()


def test_that_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(HolidayFileError, match="cannot be opened"):
        read_official_list(tmp_path / "nowhere.json", TODAY)


def test_that_a_folder_that_is_not_there_is_told_and_the_list_in_use_stays(tmp_path):
    service = ClockService(tmp_path / "gone" / "kept.json")
    with pytest.raises(UserFacingError, match="does not exist"):
        service.use_newer_holidays(written(tmp_path, official()), TODAY)
    assert service.holidays.last_year == 2028


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d.update(format=2), "damaged or of a newer version"),
        (lambda d: d.update(issued="then"), "damaged or of a newer version"),
        (lambda d: d.update(divisions=7), "it is damaged"),
        (lambda d: d["divisions"].pop("scotland"), "Scotland is missing"),
        (lambda d: d["divisions"]["scotland"].insert(0, 7), "not a holiday"),
        (lambda d: d.update(last_year=2035), "not the ones it states"),
    ],
)
def test_that_a_damaged_kept_list_is_named_and_the_packaged_one_used_and_said_so(tmp_path, change, told):
    kept = tmp_path / "kept.json"
    keep_newer_list(written(tmp_path, official()), kept, TODAY)
    document = json.loads(kept.read_text(encoding="utf-8"))
    change(document)
    written(tmp_path, document, "kept.json")
    with pytest.raises(BadInputError, match=told):
        load_book(kept)
    service = ClockService(kept)
    assert told in service.warning
    worked = service.work_out("FOIA_RESPONSE", date(2026, 6, 1))
    assert worked.deadline == date(2026, 6, 30)
    assert worked.notes[0] == service.warning


def test_that_the_packaged_list_is_used_where_nothing_was_kept(tmp_path):
    assert load_book(None) is packaged_book()
    assert load_book(tmp_path / "nothing.json") is packaged_book()
    assert ClockService().warning == ""
    with pytest.raises(BadInputError, match="only be replaced in a data folder"):
        ClockService().use_newer_holidays(tmp_path / "any.json", TODAY)
