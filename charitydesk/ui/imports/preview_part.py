"""A file before it is imported: what it holds, its rows and columns, and what is decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QTabBar, QWidget

from charitydesk.i18n import counted
from charitydesk.presentation import import_preview as told
from charitydesk.presentation.badges import Tone
from charitydesk.presentation.forms import Choice
from charitydesk.presentation.import_preview import Decisions
from charitydesk.presentation.import_rows import Fate, NoticeRows, TableRows
from charitydesk.presentation.notice_words import capital
from charitydesk.services.import_notices import NoticesPreview
from charitydesk.services.imports import Treatment
from charitydesk.ui.cards import ButtonRow, Note
from charitydesk.ui.fields import SelectField
from charitydesk.ui.flow import FlowLayout
from charitydesk.ui.imports.columns_part import ColumnsPart
from charitydesk.ui.imports.row_part import RowPart
from charitydesk.ui.imports.rows_part import rows_table, show_rows
from charitydesk.ui.master_detail import MasterDetail
from charitydesk.ui.parts import button, column, label, row
from charitydesk.ui.scale import fix_width, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QVBoxLayout

    from charitydesk.domain.imports.kinds import ImportKind
    from charitydesk.presentation.import_rows import PreviewRow
    from charitydesk.services.imports import Preview


_LEAST_ROWS = 170
_LIST, _DETAIL = 3, 2
"""How rows and the chosen row's reading share the width."""


class _Parts(QStackedWidget):
    """Rows or columns; they ask for little height, so that the page need not scroll."""

    def sizeHint(self) -> QSize:
        """Return a height at which a few rows are seen."""
        return QSize(super().sizeHint().width(), scaled(_LEAST_ROWS))


class PreviewPart(QWidget):
    """A file before it is imported.

    Args:
        preview: As the importer read it.
        kinds: What a table's rows may be.
        treatment: What to do with rows that are here already.
    """

    kind_wanted = Signal(str)
    mapping_wanted = Signal(object)
    sheet_wanted = Signal(str)
    import_wanted = Signal(object, bool)
    back_wanted = Signal()

    def __init__(self, preview: Preview | NoticesPreview, kinds: Sequence[ImportKind], treatment: Treatment) -> None:
        super().__init__()
        self.preview = preview
        if isinstance(preview, NoticesPreview):
            self.rows: NoticeRows | TableRows = NoticeRows(preview)
            self.decided = Decisions(Treatment.MERGE, (Treatment.SKIP, Treatment.MERGE))
        else:
            self.rows = TableRows(preview)
            self.decided = Decisions(treatment)
        layout = column(self, gap=12)
        summary = (
            told.notices_summary(preview)
            if isinstance(preview, NoticesPreview)
            else told.table_summary(preview, self.rows.counts)
        )
        self.summary = label(summary)
        layout.addWidget(self.summary)
        layout.addWidget(self._choices(kinds, treatment))
        remarks = list(preview.remarks)
        if closed := self.rows.counts[Fate.CLOSED]:
            remarks.append(told.closed_words(closed))
        if remarks:
            layout.addWidget(Note("\n".join(remarks), Tone.ACCENT))
        self._add_problems(layout)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the file")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.stack = _Parts()
        self._add_parts()
        self.only = SelectField(told.show_choices(self.rows.counts))
        fix_width(self.only, 220)
        self.only.setAccessibleName("Show which rows")
        self.only.changed.connect(self._filter)
        self.tabs.currentChanged.connect(self._turn)
        head = QWidget()
        across = FlowLayout(head, gap=24, line_gap=8)
        across.addWidget(self.tabs)
        across.addWidget(self.only)
        layout.addWidget(head)
        layout.addWidget(self.stack, 1)
        self.go = button("", self._import, kind="primary", icon="check")
        back = button("&Back without importing", self.back_wanted.emit, kind="quiet")
        self.why = label("Every row is here already and stays as it is.", "quiet", wrap=False)
        self.foot = ButtonRow(self.go, back, self.why)
        """The way on and the way back, which the page keeps in sight."""
        self._fit()
        self._begun = False

    def _add_parts(self) -> None:
        self.table = rows_table(self.rows, self.decided)
        show_rows(self.table, self.rows, None)
        self.table.chosen.connect(self._row_chosen)
        self.table.activated.connect(self._open_row)
        self.table.view.clicked.connect(self._row_clicked)
        self.split = MasterDetail(self.table)
        self.tabs.addTab("&Rows")
        self.stack.addWidget(self.split)
        self.columns: ColumnsPart | None = None
        if not isinstance(self.preview, NoticesPreview):
            self.columns = ColumnsPart(self.preview)
            self.columns.mapped.connect(self.mapping_wanted)
            unused = len(self.preview.unused)
            self.tabs.addTab(f"&Columns ({unused} not taken)" if unused else "&Columns")
            self.stack.addWidget(self.columns)

    def _choices(self, kinds: Sequence[ImportKind], treatment: Treatment) -> QWidget:
        holder = QWidget()
        across = FlowLayout(holder, gap=24, line_gap=8)
        if isinstance(self.preview, NoticesPreview):
            self.kind = SelectField(told.BECOME)
            self.kind.set_value(self.preview.kind)
            across.addWidget(_named("They become", self.kind))
        else:
            self.kind = SelectField([Choice(kind.name, capital(kind.plural)) for kind in kinds])
            self.kind.set_value(self.preview.kind.name)
            across.addWidget(_named("The rows are", self.kind))
            sheets = self.preview.file.sheets
            self.sheet = SelectField([Choice(name, name) for name in sheets])
            self.sheet.set_value(self.preview.file.sheet)
            self.sheet.changed.connect(self._sheet_changed)
            box = _named("Sheet", self.sheet)
            box.setVisible(len(sheets) > 1)
            across.addWidget(box)
        self.kind.changed.connect(self._kind_changed)
        self.treatment = SelectField(told.TREATMENTS)
        self.treatment.set_value(treatment)
        self.treatment.changed.connect(self._treat)
        here = self.rows.counts[Fate.HERE] + self.rows.counts[Fate.REPEATED]
        box = _named("Those here already", self.treatment)
        across.addWidget(box)
        box.setVisible(bool(here) and not isinstance(self.preview, NoticesPreview))
        closed = self.rows.counts[Fate.CLOSED]
        self.leave_closed = QCheckBox(f"Leave out the {closed:,} that can no longer be bid for")
        self.leave_closed.toggled.connect(self._leave_closed)
        across.addWidget(self.leave_closed)
        self.leave_closed.setVisible(bool(closed))
        return holder

    def _add_problems(self, layout: QVBoxLayout) -> None:
        self.leave_out = QCheckBox("Leave these rows out and take the others")
        self.leave_out.toggled.connect(self._fit)
        self.leave_out.hide()
        count = self.rows.counts[Fate.PROBLEM]
        if isinstance(self.rows, TableRows) and (whole := self.rows.whole_problems):
            words = "\n".join(capital(problem) + "." for problem in whole)
            layout.addWidget(Note(words, Tone.BAD, "This cannot be imported yet"))
        elif count:
            words = f"{counted(count, 'row')} cannot be taken as {'it is' if count == 1 else 'they are'}."
            layout.addWidget(Note(words, Tone.CAUTION, "", self.leave_out))
            self.leave_out.show()

    @property
    def may_import(self) -> bool:
        """Whether it can be imported as things stand."""
        if isinstance(self.rows, TableRows) and self.rows.whole_problems:
            return False
        if self.rows.counts[Fate.PROBLEM] and not self.leave_out.isChecked():
            return False
        return self.wanted() > 0

    def wanted(self) -> int:
        """Return how many rows would be written, at most."""
        return self.rows.writes(self.decided)

    def chosen(self) -> Treatment:
        """Return what to do with rows that are here already."""
        value = self.treatment.value()
        return value if isinstance(value, Treatment) else Treatment.SKIP

    def _fit(self, _checked: bool = False) -> None:
        what = "notice" if isinstance(self.preview, NoticesPreview) else "row"
        self.go.setText(f"&Import {counted(self.wanted(), what)}")
        self.go.setAccessibleName(self.go.text().replace("&", ""))
        self.go.setEnabled(self.may_import)
        self.why.setVisible(not self.wanted())

    def _leave_closed(self, checked: bool) -> None:
        self.decided.without_closed = checked
        self._decided_one()

    def _treat(self) -> None:
        self.decided.treatment = self.chosen()
        self._decided_one()

    def _decided_one(self) -> None:
        self.table.view.viewport().update()
        if self.row is not None:
            self.row.follow()
        self._fit()

    @property
    def row(self) -> RowPart | None:
        """The reading of the chosen row, if it is shown."""
        found = self.split.record()
        return found if isinstance(found, RowPart) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin once there is a width."""
        super().resizeEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        """Show beside the rows how the first of them is read, where there is room for both."""
        if self.split.has_room and self.table.shown_count() and self.table.current() is None:
            self.table.choose_row(0)

    def _row_chosen(self, shown: PreviewRow) -> None:
        if self.split.has_room:
            self._open_row(shown)

    def _row_clicked(self, _index: object) -> None:
        if (shown := self.table.current()) is not None and (self.row is None or self.row.row is not shown):
            self._open_row(shown)

    def _open_row(self, shown: PreviewRow) -> None:
        part = RowPart(shown, self.rows, self.decided)
        part.changed.connect(self._decided_one)
        was_open = self.split.is_open
        self.split.show_record(part)
        if not was_open:
            self.split.share(_LIST, _DETAIL)
        if not self.split.has_room:
            self.split.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Return to the rows where a row's reading stands in their place; return False where it does not."""
        stands_alone = self.split.is_open and not self.split.has_room
        if stands_alone:
            self.split.close_record()
        return stands_alone

    def _sheet_changed(self) -> None:
        self.sheet_wanted.emit(str(self.sheet.value()))

    def _kind_changed(self) -> None:
        self.kind_wanted.emit(str(self.kind.value()))

    def _filter(self) -> None:
        only = self.only.value()
        show_rows(self.table, self.rows, only if isinstance(only, Fate) else None)
        self._begin()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.only.setVisible(place == 0)

    def _import(self) -> None:
        self.import_wanted.emit(self.chosen(), self.leave_out.isChecked())


def _named(words: str, field: SelectField) -> QWidget:
    """Return a field with its name beside it."""
    fix_width(field, 240)
    field.setAccessibleName(words)
    holder = QWidget()
    holder.setLayout(row(label(words, "quiet", wrap=False), field, gap=10, stretch=False))
    return holder
