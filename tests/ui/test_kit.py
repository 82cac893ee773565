"""Fields, forms, tables and what else pages are made of, as a keyboard and a screen reader meet them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextDocumentFragment
from PySide6.QtWidgets import QWidget
from walker import settle

from charitydesk.domain.bodies import Answer
from charitydesk.presentation.badges import KEPT, Badge, Shape, Tone, deadline_badge
from charitydesk.presentation.forms import Choice, FieldProblem
from charitydesk.ui.cards import LinkCard
from charitydesk.ui.choices import AnswerField, ChoiceField
from charitydesk.ui.disclosure import Disclosure
from charitydesk.ui.empty import EmptyState
from charitydesk.ui.fields import DateField, LongTextField, MoneyField, NumberUnitField, SelectField, TextField
from charitydesk.ui.forms import FormBuilder
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.parts import column, label, tip
from charitydesk.ui.status import StatusBadge
from charitydesk.ui.table_view import RowsTable
from charitydesk.ui.tables import Column, Fetch, RowsModel
from charitydesk.ui.timeline import Mark, Timeline, TimelineMark

pytestmark = pytest.mark.usefixtures("theme")

TODAY = date(2026, 11, 27)


def name_of(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.fixture
def form(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    builder = FormBuilder(column(page))
    builder.page = page
    return builder


def today():
    return TODAY


def test_a_field_is_called_by_its_question_and_described_by_its_help(form):
    form.row("Who sent it?", TextField(), help="As on the letter.")
    field = form.rows["Who sent it?"].field
    assert name_of(field) == "Who sent it?"
    assert field.accessibleDescription() == "As on the letter."


def test_no_two_fields_of_a_form_share_a_mnemonic(form):
    for title in ("Council", "Contract", "Charity", "Clause"):
        form.row(title, TextField())
    letters = [row.title.text()[row.title.text().index("&") + 1].lower() for row in form.rows.values()]
    assert len(set(letters)) == 4


def test_a_problem_stands_by_its_field_is_spoken_and_goes_when_the_answer_changes(form, qtbot):
    form.row("Council", TextField(), key="council", help="Its name.")
    form.row("Received", DateField(today), key="received")
    assert not form.show_problems([FieldProblem("received", "Type the day.")])
    row = form.rows["received"]
    qtbot.waitUntil(row.error.isVisible)
    assert row.field.line.accessibleDescription() == "Type the day."
    qtbot.waitUntil(row.field.line.hasFocus)
    qtbot.keyClicks(row.field.line, "friday")
    assert row.error.isHidden()
    assert form.show_problems([])


def test_a_date_field_writes_the_date_it_understood_with_its_weekday(form, qtbot):
    field = DateField(today, may_be_unknown=True)
    form.row("Received", field)
    qtbot.keyClicks(field.line, "20/11")
    assert field.understood.text() == "Friday 20 November 2026"
    assert field.value() == date(2026, 11, 20)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "Fri 20 Nov 2026"
    field.unknown.setChecked(True)
    assert field.value() is None
    assert field.is_unknown()
    assert name_of(field.unknown) == "Received: not known yet"


def test_what_a_field_cannot_read_is_a_problem_of_the_form(form, qtbot):
    form.row("When", DateField(today), key="when")
    form.row("Worth", MoneyField(), key="worth")
    form.row("Notice", NumberUnitField([Choice("months", "months"), Choice("days", "days")]), key="notice")
    for key, field in (("when", "line"), ("worth", "line"), ("notice", "number")):
        qtbot.keyClicks(getattr(form.rows[key].field, field), "rather a lot")
    assert [problem.field for problem in form.problems()] == ["when", "worth", "notice"]


def test_money_and_a_number_with_its_unit_come_back_as_values(form, qtbot):
    money, notice = MoneyField(), NumberUnitField([Choice("months", "months"), Choice("days", "days")])
    form.row("Worth", money)
    form.row("Notice", notice)
    qtbot.keyClicks(money.line, "12430.5")
    qtbot.keyClick(money.line, Qt.Key.Key_Return)
    notice.set_value((30, "days"))
    assert money.value() == 1243050
    assert money.line.text() == "£12,430.50"
    assert notice.value() == (30, "days")


def test_not_known_yet_is_an_answer_and_the_arrows_move_between_answers(form, qtbot):
    field = AnswerField()
    form.row("Were you consulted?", field)
    assert field.answer() is Answer.UNKNOWN
    settle()
    field.focus_widget().setFocus()
    qtbot.keyClick(field.focus_widget(), Qt.Key.Key_Left)
    assert field.answer() is Answer.NO


def test_a_choice_explains_itself_and_may_have_no_answer_yet(form):
    field = ChoiceField([Choice("grant", "Grant", "Money for a purpose."), Choice("contract", "Contract")])
    form.row("What is the money?", field)
    assert not field.is_answered()
    assert field.buttons[0].accessibleDescription() == "Money for a purpose."
    field.set_value("contract")
    assert field.value() == "contract"


def test_a_list_of_choices_begins_with_not_known_yet(form):
    field = SelectField([Choice(Answer.YES, "Yes")], may_be_unknown=True)
    form.row("Nation", field)
    assert field.value() is None
    field.set_value(Answer.YES)
    assert field.value() is Answer.YES


def test_a_long_text_grows_with_what_is_typed_and_tab_leaves_it(form):
    field = LongTextField()
    form.row("What did it say?", field)
    before = field.height()
    field.set_value("line\n" * 8)
    assert field.height() > before
    assert field.tabChangesFocus()


def test_user_text_is_shown_as_typed_and_never_as_markup():
    words = label("<b>Kent & Medway</b>\n<CC>")
    assert words.text() == "<b>Kent & Medway</b>\n<CC>"
    assert name_of(words).split() == ["<b>Kent", "&", "Medway</b>", "<CC>"]


def test_how_did_you_get_this_opens_by_keyboard(qtbot):
    shown = Disclosure("How did you get this?", "20 working days, skipping Christmas Day.", about="FOI answer")
    qtbot.addWidget(shown)
    shown.show()
    assert name_of(shown.toggle) == "How did you get this? FOI answer"
    qtbot.keyClick(shown.toggle, Qt.Key.Key_Space)
    assert shown.is_open()


def test_a_card_opens_with_enter_and_speaks_its_badge(qtbot):
    card = LinkCard("Give reasons", "Clause 4.2", 7, StatusBadge(KEPT))
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert opened.args == [7]
    assert name_of(card) == "Give reasons, Clause 4.2, Kept"


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_of_a_badge_differs_from_the_others_without_colour(qtbot, shape):
    def picture(which):
        badge = StatusBadge(Badge("Same word", which, Tone.UNSURE))
        qtbot.addWidget(badge)
        badge.resize(badge.sizeHint())
        return badge.grab().toImage()

    drawn = picture(shape)
    assert all(drawn != picture(other) for other in Shape if other is not shape)


COLUMNS = [
    Column("Name", lambda row: row[0]),
    Column("Days", lambda row: str(row[1]), sort_key=lambda row: row[1], sort_name="days", width=90),
    Column(
        "Status",
        lambda row: deadline_badge(row[1]).word,
        badge=lambda row: deadline_badge(row[1]),
        keep=True,
        width=150,
    ),
]


@pytest.fixture
def table(qtbot):
    model = RowsModel(COLUMNS)
    shown = RowsTable(model, "Clocks", EmptyState("clock", "No clocks", "They start with a notice."))
    qtbot.addWidget(shown)
    shown.resize(640, 300)
    shown.show()
    return shown


def test_a_row_speaks_as_a_whole_sentence(table):
    table.model.set_rows([("Reasons", 9)])
    index = table.view.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Name: Reasons, Days: 9, Status: 9 days left"


def test_a_small_list_sorts_by_value_filters_by_every_word_and_opens_with_enter(table, qtbot):
    table.model.set_rows([("Reasons", 9), ("Review", 10), ("Answer", 100)])
    table.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [table.view.model().index(row, 0).data() for row in range(3)] == ["Reasons", "Review", "Answer"]
    table.set_text("re 10")
    assert table.shown_count() == 1
    table.choose_row(0)
    with qtbot.waitSignal(table.activated) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [("Review", 10)]


def test_an_empty_list_says_what_will_be_there(table):
    assert table._stack.currentIndex() == 1
    table.model.set_rows([("Reasons", 9)])
    assert table._stack.currentIndex() == 0


def test_a_long_list_is_fetched_a_page_at_a_time_and_sorted_by_its_store(table):
    asked = []

    def fetch(wanted):
        asked.append(wanted)
        return [(f"row {number}", number) for number in range(wanted.offset, min(wanted.offset + wanted.limit, 250))]

    table.model.set_source(fetch)
    assert table.shown_count() == 100
    assert not table.view.isSortingEnabled()
    while table.model.canFetchMore(table.view.rootIndex()):
        table.model.fetchMore(table.view.rootIndex())
    assert table.shown_count() == 250
    table.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    table.set_text("row")
    assert asked[-1] == Fetch("days", descending=True, text="row")


def test_columns_give_way_on_a_narrow_table_but_the_ones_to_keep_stay(table):
    table.model.set_rows([("Reasons", 9)])
    assert not any(table.view.isColumnHidden(place) for place in range(3))
    table.resize(360, 300)
    assert [table.view.isColumnHidden(place) for place in range(3)] == [False, True, False]


def test_a_record_opens_beside_its_list_and_takes_turns_with_it_where_there_is_no_room(qtbot, table):
    both = MasterDetail(table)
    qtbot.addWidget(both)
    both.resize(1000, 400)
    both.show()
    both.show_record(label("A notice"))
    assert table.isVisible()
    both.resize(500, 400)
    assert not table.isVisible()
    assert both.back.isVisible()
    qtbot.mouseClick(both.back, Qt.MouseButton.LeftButton)
    assert table.isVisible()
    assert both.record() is None


def test_a_tool_tip_shows_a_title_as_it_was_typed():
    title = "Care <b>& support</b>\nin the north"
    assert QTextDocumentFragment.fromHtml(tip(title)).toPlainText() == title
    assert tip("Fish & chips") == "Fish & chips"


def test_the_marks_of_a_timeline_are_stops_of_the_keyboard_and_never_overlap(qtbot):
    days = [date(2026, 12, day) for day in (1, 1, 2, 15)]
    marks = [Mark(f"Step {place}", day, deadline_badge((day - TODAY).days), place) for place, day in enumerate(days)]
    line = Timeline(marks, TODAY, (date(2026, 11, 25), "Notice received"))
    qtbot.addWidget(line)
    line.resize(500, 120)
    line.show()
    buttons = line.findChildren(TimelineMark)
    assert name_of(buttons[0]) == "1. Step 0, Tue 1 Dec 2026, 4 days left"
    areas = [button.geometry() for button in buttons]
    assert not any(a.intersects(b) for at, a in enumerate(areas) for b in areas[at + 1 :])
    assert all(line.rect().contains(area) for area in areas)
    with qtbot.waitSignal(line.chosen) as chosen:
        qtbot.keyClick(buttons[3], Qt.Key.Key_Space)
    assert chosen.args == [3]


@pytest.mark.parametrize("days", [-40, -2, -1, 0, 1, 3])
def test_that_the_words_over_a_timeline_never_run_into_each_other(qtbot, days):
    marks = [Mark("Step", TODAY + timedelta(days=90), deadline_badge(90))]
    line = Timeline(marks, TODAY, (TODAY + timedelta(days=days), "Notice received"))
    qtbot.addWidget(line)
    line.resize(300, 120)
    metrics, flags = line.fontMetrics(), line.flags()
    assert len(flags) == (2 if days else 1)
    for before, after in pairwise(flags):
        assert before.left >= 0
        assert before.left + metrics.horizontalAdvance(before.words) * 0.8 < after.left
    assert any("today" in flag.words.lower() and flag.now for flag in flags)


def test_that_an_arrow_chooses_where_nothing_was_chosen_yet(qtbot):
    field = ChoiceField([Choice("en", "England"), Choice("cy", "Wales"), Choice("sc", "Scotland")])
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.buttons[0].setFocus()
    qtbot.waitUntil(field.buttons[0].hasFocus)
    qtbot.keyClick(field.buttons[0], Qt.Key.Key_Down)
    assert field.value() == "cy"
    qtbot.keyClick(field.buttons[1], Qt.Key.Key_Down)
    assert field.value() == "sc"
