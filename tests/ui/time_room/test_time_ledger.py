"""Time & costs in a window: bills, the ledger and its figures, statements, and what the finance view alone shows."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from charitydesk.domain.costs import HIDDEN_MONEY
from charitydesk.domain.ledger_cuts import Cut
from charitydesk.domain.money import pounds
from charitydesk.domain.overheads import Driver
from charitydesk.presentation.cost_entries import HIDDEN_LENGTH
from charitydesk.services.people import PersonRecord
from charitydesk.services.time_log import Subject, SubjectKind
from tests.ui.time_desk import SALARY, mari, press, words_of, write


def test_that_a_bill_is_kept_with_its_vat_its_payer_and_its_receipt(desk, services, asker, tmp_path):
    view = desk.part("costs")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = view.split.record()
    form.net.set_value(100_00)
    form.treatment.set_value(form.treatment._choices[3].value)
    form.vat.set_value(20_00)
    form.recovered.set_value(5_00)
    assert "£115" in form.counts.text()
    form.funded.set_value(500_00)
    form.keep()
    assert "More is funded" in words_of(form)
    form.funded.set_value(15_00)
    form.funded_by.set_value("The Quay Trust")
    form.subject.set_value(Subject(SubjectKind.BID, 1))
    form.keep()
    desk.settle()
    bill = services.bills.costs(Subject(SubjectKind.BID, 1))[0]
    assert (bill.net, bill.vat, bill.vat_recovered, bill.funded) == (100_00, 20_00, 5_00, 15_00)
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("Thank you", encoding="utf-8")
    asker.paths.append(receipt)
    view.split.record().choose_receipt()
    desk.settle()
    assert [one.file_name for one in services.attachments.of("bidding_cost", bill.id)] == ["receipt.txt"]
    assert next(one for one in view.table.model.rows() if one.key == f"bill:{bill.id}").receipt == "Kept"


def test_that_every_figure_of_the_ledger_opens_into_its_entries_and_says_its_rules(desk, services):
    view = desk.part("ledger")
    for cut in Cut:
        view.cut.set_value(cut)
        desk.settle()
        report = services.costs.report(cut=cut)
        assert [row.label for row in view.table.model.rows()] == [row.label for row in report.rows]
        for row in report.rows:
            view._open_row(row)
            desk.settle()
            lines = [one.line for one in view.opened.table.model.rows()] if view.opened.table else []
            assert sum(line.minutes for line in lines) == row.figure.minutes, (cut, row.label)
            assert all(rule in view.opened.opened.rules for rule in report.rules)
            view.close_opened()
    view.cut.set_value(Cut.SUBJECT)
    desk.settle()
    total = services.costs.report().total
    assert view.figures[0].findChildren(QLabel)[0].text() == pounds(total.unfunded_pence)
    for card in view.figures:
        QTest.mouseClick(card.open, Qt.MouseButton.LeftButton)
        desk.settle()
        assert view.opened is not None
        press(Qt.Key.Key_Escape)
        assert view.opened is None


def test_that_hours_without_a_rate_lead_from_the_ledger_to_where_rates_are_set(desk, services):
    somebody = services.people.save_person(PersonRecord(name="Sam Idris"))
    services.time.log_line(somebody.id, "1h today Ashdale tender")
    view = desk.part("ledger")
    assert "Not every hour has a cost yet" in words_of(view)
    lead = next(one for one in view.findChildren(QPushButton) if one.text() == "Record what an hour costs")
    lead.setFocus()
    QTest.keyClick(lead, Qt.Key.Key_Space)
    desk.settle()
    assert desk.page.part == "people"
    desk.part("ledger").cut.setFocus()
    desk.page.tabs.setCurrentIndex(0)
    assert desk.page.tabs.hasFocus(), "the keyboard left the room with the part that had it"


def test_that_only_the_finance_view_shows_what_a_named_person_is_paid(desk, services):
    hourly = pounds(round(services.people.pay(mari(services).id, date(2026, 11, 27)).full))
    secrets = (pounds(SALARY), hourly)
    for part in ("week", "timer", "costs", "ledger", "full", "people"):
        desk.part(part)
        assert not any(secret in words_of(desk.page) for secret in secrets), part
    ledger = desk.part("ledger")
    ledger._open_row(next(one for one in ledger.table.model.rows() if one.label.startswith("Night")))
    desk.settle()
    lengths = {one.who: one.length for one in ledger.opened.table.model.rows()}
    assert lengths["Chief executive"] == HIDDEN_LENGTH
    assert lengths["Support worker"] == "2 h 30 min"
    ledger.close_opened()
    alone = next(row for row in services.costs.report().rows if row.label.startswith("Young carers breaks"))
    on_sam = pounds(alone.figure.cost_pence)
    assert on_sam not in words_of(ledger)
    assert HIDDEN_MONEY in words_of(ledger)
    view = desk.part("people")
    view.open_row(next(row for row in view.table.model.rows() if row.person.name == "Mari Lewis"))
    assert not any(secret in words_of(desk.page) for secret in secrets)
    view.finance.setFocus()
    press(Qt.Key.Key_Space)
    desk.settle()
    assert all(secret in words_of(desk.page) for secret in secrets)
    ledger = desk.part("ledger")
    row = next(one for one in ledger.table.model.rows() if one.label.startswith("Ashdale"))
    ledger._open_row(row)
    desk.settle()
    assert "Mari Lewis" in words_of(ledger)
    ledger.close_opened()
    assert on_sam in words_of(ledger)
    desk.window.go("library")
    desk.window.go("time")
    desk.settle()
    said = words_of(ledger)
    assert ledger.front.isVisible()
    assert "Mari Lewis" not in said
    assert on_sam not in said


def test_that_a_statement_goes_out_in_four_kinds_and_stays_as_it_was(desk, services, asker, tmp_path):
    view = desk.part("ledger")
    before = services.costs.report().total
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for ending in (".docx", ".pdf", ".xlsx", ".csv"):
        asker.paths.append(tmp_path / f"statement{ending}")
        view.statements.make(ending)
        desk.settle()
        assert (tmp_path / f"statement{ending}").stat().st_size > 200
    kept = services.statements.list()
    assert len(kept) == 4
    services.time.log_line(mari(services).id, "2h Tue Ashdale tender")
    desk.settle()
    asker.paths.append(tmp_path / "again.csv")
    view.statements._choose(".csv", kept[0])
    desk.settle()
    first, again = ((tmp_path / name).read_bytes() for name in ("statement.csv", "again.csv"))
    assert first == again
    assert services.costs.report().total.unfunded_pence > before.unfunded_pence
    rows = list(csv.reader((tmp_path / "again.csv").read_text("utf-8-sig").splitlines()))
    assert any(f"{before.unfunded_pence / 100:.2f}" in row for row in rows)


def test_that_people_roles_rates_overheads_tax_years_and_locks_are_kept_here(desk, services):
    view = desk.part("people")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    write("Priya Nair")
    view.panel.hours.set_value("37.5")
    view.panel.keep()
    desk.settle()
    priya = services.people.find("Priya")
    assert priya.weekly_minutes == 2250
    view.finance.setChecked(True)
    desk.settle()
    view.panel.rates.begin()
    desk.settle()
    form = view.panel.rates.form
    form.since.set_value(date(2026, 4, 6))
    form.salary.set_value(30_000_00)
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert "productive hours" in words_of(form)
    form.reckoner.take.click()
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    desk.settle()
    assert services.people.rates_of(priya.id)[0].salary == 30_000_00
    view.show_roles()
    view.panel.name.set_value("Fundraiser")
    view.panel.keep()
    assert "Fundraiser" in [role.title for role in services.people.roles()]
    view.show_overheads()
    panel = view.panel
    next(iter(panel.weights.values())).set_value("50")
    panel.keep()
    assert "not to 100 %" in words_of(panel)
    next(iter(panel.weights.values())).set_value("60")
    panel.own.setChecked(True)
    panel.own_direct.set_value(20_000_00)
    for field in panel.parts.values():
        field.set_value("10")
    panel.keep()
    assert any(area.bidding for area in services.people.overheads()[0].areas)
    view.show_locks()
    QTest.mouseClick(view.panel.buttons[date(2026, 10, 1)], Qt.MouseButton.LeftButton)
    desk.settle()
    assert [lock.month.month for lock in services.time.locks()] == [9, 10]


def test_that_a_contracts_full_cost_is_recorded_and_its_gap_told_and_written(desk, services, asker, tmp_path):
    view = desk.part("full")
    assert [row.title for row in view.table.model.rows()] == ["Day centre"]
    view.table.view.setFocus()
    view.open_row(view.table.model.rows()[0])
    view.panel.begin()
    form = view.panel.form
    form.keep()
    desk.settle()
    assert "Give what its staff cost" in words_of(form)
    form.staff.set_value(60_000_00)
    form.other.set_value(4_000_00)
    form.parts[Driver.HEADCOUNT].set_value("40")
    form.parts[Driver.SPEND].set_value("30")
    form.keep()
    assert "Say for how many people" in words_of(form)
    form.people.set_value(2)
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    desk.settle()
    # By hand: 64,000 + 41,234.56 x (60 % x 40 % + 40 % x 30 %) = 78,844.44; less 70,000 = 8,844.44.
    assert "£8,844.44" in words_of(view)
    assert "costs £78,844.44 and is paid £70,000: the charity puts in £8,844.44 of its own money" in words_of(view)
    asker.paths.append(tmp_path / "full.xlsx")
    view.panel.save(".xlsx")
    desk.settle()
    assert (tmp_path / "full.xlsx").stat().st_size > 3_000
    contract = services.recoveries.all()[0].contract
    year = services.recoveries.years()[0]
    services.recoveries.keep(year.ends_on, replace(year.area_of(contract), people=1))
    desk.settle()
    assert "£78,844.44" not in words_of(view)
    assert HIDDEN_MONEY in words_of(view)
    desk.page.state.set_finance(True)
    desk.settle()
    assert "£78,844.44" in words_of(view)
    view.panel.begin()
    view.panel.form.staff.set_value(51_000_00)
    view.panel.form.dirty = True
    desk.page.state.set_finance(False)
    desk.settle()
    assert "£78,844.44" not in words_of(view), "what one person is paid stayed in sight beside an unsaved form"
    assert view.panel.form is None
