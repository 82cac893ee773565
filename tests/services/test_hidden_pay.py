"""What leaves the charity, or is seen outside the finance view, tells nobody's pay: not in words, not by arithmetic."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from charitydesk.cli.main import main
from charitydesk.domain.activities import Activity
from charitydesk.domain.costs import HIDDEN_MONEY, Figure, half_up
from charitydesk.domain.hidden_pay import covered, in_full, told_alike, with_ranges
from charitydesk.domain.ids import ContractId, PersonId
from charitydesk.domain.ledger_cuts import Asked, Cut, Report, Row
from charitydesk.domain.money import Pence
from charitydesk.domain.overheads import Driver, OverheadArea
from charitydesk.domain.people import RoleSum, pay_band, ranged_hours
from charitydesk.domain.statement import statement_mapping
from charitydesk.services.clock import FixedClock
from charitydesk.services.letters import Origin
from charitydesk.services.people import RateBasis, RateRecord
from charitydesk.storage.records_contracts import ContractRecord
from tests.documents.readers import word_text
from tests.services.test_ledger import FIRST, NOW, Charity

PENCE = st.integers(min_value=1, max_value=5_000_00)


@pytest.fixture
def charity(tmp_path):
    made = Charity(tmp_path / "data")
    yield made
    made.services.close()


def spent(minutes, pence, low=1, high=1):
    return Figure(minutes=minutes, time=Fraction(pence), unfunded=Fraction(pence), lowest=low, highest=high)


def role(title, figure, people):
    return RoleSum(None, title, False, figure.minutes, figure.minutes, figure.time, frozenset(map(PersonId, people)))


def report(*figures):
    rows = tuple(Row(f"Bid {number}", figure) for number, figure in enumerate(figures))
    return Report(Asked(), Cut.SUBJECT, sum(figures, Figure()), rows)


@given(PENCE, st.integers(min_value=1, max_value=200 * 60))
def test_a_range_of_hours_holds_the_hours_and_says_no_more_than_the_money_and_the_band(pence, minutes):
    hourly = Fraction(pence * 60, minutes)
    low, high = pay_band(hourly)
    assert low * 100 <= hourly < high * 100
    words = ranged_hours(Fraction(pence), (low, high))
    numbers = [int(number.replace(",", "")) for number in re.findall(r"[\d,]+", words)]
    if words.startswith("up to"):
        assert Fraction(minutes, 60) <= numbers[0]
    elif words.endswith("or more"):
        assert Fraction(minutes, 60) >= numbers[0]
    else:
        assert numbers[0] <= Fraction(minutes, 60) <= numbers[1]
    other = Fraction(pence * 60, ((low + high) * 50)) if low else None
    if other is not None:
        figures = [spent(minutes, pence), spent(max(1, int(other)), pence)]
        bands = {pay_band(figure.time * 60 / figure.minutes) for figure in figures}
        if len(bands) == 1:
            assert len({figure.hours for figure in figures}) == 1, "the same money and band, whatever the hours"


def test_no_difference_of_exact_hours_tells_the_line_that_is_withheld():
    workers, director = spent(600, 230_00, 1, 2), spent(300, 200_00, 3, 3)
    both = [role("Worker", workers, [1, 2]), role("Director", director, [3])]
    told = with_ranges(report(workers, director), both, rests_on_one=True)
    said = [row.figure.hours for row in told.rows] + [told.total.hours]
    assert not any(" h" in words and "hour" not in words for words in said), said
    other = told_alike(told, report(spent(900, 430_00, 1, 3)))[1]
    assert "15 h" not in {other.total.hours, *(row.figure.hours for row in other.rows)}
    assert in_full(told).total.hours == "15 h"


def test_one_line_alone_is_never_the_only_one_left_out():
    figures = spent(60, 20_00, 1, 2), spent(60, 30_00, 3, 3), spent(60, 90_00, 1, 3)
    shown = covered(report(*figures))
    assert [row.figure.covered for row in shown.rows] == [True, True, False]
    assert shown.rows[1].figure.money(30_00) == HIDDEN_MONEY
    assert not shown.total.covered
    assert not any(row.figure.covered for row in covered(report(*figures), own=3).rows), "one's own pay is no secret"
    assert covered(report(figures[1])).total.covered


def words_of(folder: Path) -> str:
    said = []
    for path in folder.iterdir():
        match path.suffix:
            case ".docx":
                word = WordDocument(str(path))
                said += [paragraph.text for paragraph in word.paragraphs]
                said += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
            case ".pdf":
                said += [page.extract_text() for page in PdfReader(path).pages]
            case ".xlsx":
                book = openpyxl.load_workbook(path)
                said += [str(cell.value) for sheet in book for row in sheet for cell in row]
            case ".csv":
                said.append(path.read_bytes().decode("utf-8-sig"))
    return "\n".join(said)


@pytest.mark.parametrize("person", [0, 2])
def test_nothing_that_leaves_the_charity_tells_what_one_person_earns(charity, person, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    s = charity.services
    charity.log(person=person, minutes=7 * 60 + 13)
    pay = s.people.pay(charity.people[person].id, FIRST)
    statement = s.statements.draw_up()
    for ending in (".docx", ".pdf", ".xlsx", ".csv"):
        s.statements.save(statement, out / f"statement{ending}")
    for number, kind in enumerate(("decision-not-to-bid", "bidding-cost")):
        view = s.letters.start(Origin(bid_id=charity.bids[0].id), kind)
        for ending in (".docx", ".pdf"):
            s.letter_files.save(view.record.id, out / f"letter{number}{ending}")
    said = words_of(out)
    assert {0: "6 to 10 hours", 2: "6 to 8 hours"}[person] in said
    assert "7 h 13" not in said
    salary, direct, full = pay.rate.salary, half_up(pay.direct.pence), half_up(pay.full)
    for pence in (salary, direct, full):
        plain = f"{pence // 100}(?:\\.{pence % 100:02})" if pence % 100 else f"{pence // 100}(?:\\.00)?"
        assert not re.search(rf"(?<![\d,.]){plain}(?!\d)", said.replace(",", ""))
    assert charity.people[person].name not in said


def everything_told(charity, folder):
    """All that the charity may send or show: words of documents, tables, the command line, reports as values."""
    s, found = charity.services, []
    statement = s.statements.draw_up()
    found.append(json.dumps(statement_mapping(statement)))
    folder.mkdir(exist_ok=True)
    for ending in (".docx", ".pdf", ".xlsx", ".csv"):
        s.statements.save(statement, folder / f"statement{ending}")
    for kind in ("disproportionate-tender", "decision-not-to-bid", "bidding-cost"):
        view = s.letters.start(Origin(bid_id=charity.bids[0].id), kind)
        found += [block.text for block in view.draft.blocks]
    s.letter_files.save(view.record.id, folder / "letter.docx")
    return "\n".join((*found, words_of(folder)))


def test_two_ledgers_that_differ_in_one_persons_pay_alone_look_the_same_from_outside(charity, tmp_path):
    """The money is the same and so is the band; the pay is a quarter higher. Nothing that goes out tells them apart."""
    mari, s = charity.people[2], charity.services
    charity.log(person=0, minutes=300)
    charity.log(person=1, minutes=200)
    told = []
    for hourly, minutes in ((33_00, 280), (26_40, 350)):
        s.people.set_rate(RateRecord(person_id=mari.id, effective_from=FIRST, basis=RateBasis.HOURLY, hourly=hourly))
        entry = charity.log(person=2, minutes=minutes, activity=Activity.CLARIFICATIONS)
        told.append(everything_told(charity, tmp_path / str(hourly)))
        s.time.remove(entry.id)
    assert told[0] == told[1]
    assert "clarification questions" in told[0].lower()


def test_what_rests_on_one_person_is_said_before_it_goes_out(charity):
    charity.log(person=2)
    s = charity.services
    assert "All of this time is one person's" in s.statements.draw_up().warning
    view = s.letters.start(Origin(bid_id=charity.bids[0].id), "decision-not-to-bid")
    assert [check.sentence for check in view.checks if check.id == "one-person"] == [s.statements.draw_up().warning]
    charity.log(person=0)
    charity.log(person=1)
    assert s.statements.draw_up().warning == ""


def test_no_list_no_table_and_no_command_holds_anybodys_pay(charity, tmp_path, capsys):
    """Every export but the two that bring a charity's records back whole: `export all` and the backups."""
    s, out = charity.services, tmp_path / "out"
    with s.desk.change("A contract") as work:
        contract = work.contracts.add(
            ContractRecord(title="Day centre", commissioner="Anytown", annual_value=30_000_00)
        )
    parts = dict.fromkeys(Driver, 3000)
    area = OverheadArea("", Pence(40_000_00), parts, contract=ContractId(contract.id), staff=Pence(36_050_00), people=1)
    s.recoveries.keep(s.recoveries.years()[0].ends_on, area)
    for number, person in enumerate(charity.people[:3]):
        charity.log(person=number, bid=number, minutes=433)
        s.time.log_line(person.id, "1h Mon: post")
    out.mkdir()
    for kind in s.exports.kinds():
        s.exports.export_list(kind, out / f"{kind}.csv")
    s.exports.export_list("time", out / "time.xlsx")
    s.recoveries.save(s.recoveries.of(contract.id), out / "full.csv")
    said = [everything_told(charity, out), str([line.name for line in s.history.list()])]
    secrets = []
    for person in charity.people[:3]:
        pay = s.people.pay(person.id, FIRST)
        secrets += [pay.rate.salary or pay.rate.hourly, half_up(pay.direct.pence), half_up(pay.full), 36_050_00]
    folder = str(tmp_path / "data")
    s.close()
    assert main(["--data", folder, "cost", "recovery", "--out", str(out / "refused.csv")]) == 2
    assert not (out / "refused.csv").exists()
    commands = "time list|cost summary|cost summary --by month --work all --entries|cost recovery|today|history"
    for number, words in enumerate(commands.split("|")):
        answered = main(["--data", folder, *words.split(), *["--json"] * (number % 2)], clock=FixedClock(NOW))
        assert answered == 0, words
    for words in (["ics", str(out / "dates.ics")], ["deadlines", str(out / "deadlines.docx"), "--all"]):
        assert main(["--data", folder, "export", *words], clock=FixedClock(NOW)) == 0, words
    said += [(out / "dates.ics").read_text("utf-8"), word_text((out / "deadlines.docx").read_bytes())]
    said.append(capsys.readouterr().out)
    whole = "\n".join(said).replace(",", "")
    assert "Day centre" in whole
    for pence in secrets:
        pounds_, rest = divmod(pence, 100)
        plain = f"{pounds_}\\.{rest:02}" if rest else f"{pounds_}(?:\\.00)?"
        for told in (plain, str(pence)):
            assert not re.search(rf"(?<![\d.]){told}(?![\d.])", whole), (told, pence)
