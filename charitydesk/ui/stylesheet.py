"""The one small style sheet. It names tokens, never colours, and sizes in steps of the body text."""

from __future__ import annotations

import re
from functools import partial
from string import Template
from typing import TYPE_CHECKING

from charitydesk.ui.tokens import as_mapping

if TYPE_CHECKING:
    from charitydesk.ui.tokens import Tokens

BODY = 16
"""Pixels of body text at 100 %."""

_ROOMY = re.compile(r"(?<=padding: )[^;]+|(?<=padding-right: )[^;]+|(?<=spacing: )[^;]+")

_SIZES = {"small": 14, "body": BODY, "lead": 18, "heading": 20, "title": 29, "figure": 34}

_SHEET = Template("""
QWidget { font-size: ${body}px; }
QMainWindow, QWidget#paper { background: $page; }
QToolTip { background: $ink; color: $page; border: 0; padding: 6px 8px; }

QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="subheading"], QLabel[role="label"] { font-weight: 600; }
QLabel[role="lead"] { font-size: ${lead}px; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[role="quiet"], QLabel[role="subtitle"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: ${small}px; }
QLabel[role="overline"] { color: $quiet; font-size: ${small}px; font-weight: 600; }
QLabel[role="error"] { color: $bad; font-weight: 600; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $raised; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 7px 10px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $quiet; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 6px 9px; }
QLineEdit[problem="true"], QTextEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] {
  border: 2px solid $bad; padding: 6px 9px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $sunken; color: $quiet; }
QComboBox { padding-right: 32px; }
QComboBox::drop-down { border: 0; width: ${drop}px; }
QComboBox::down-arrow { image: url(icons:control-chevron.svg); width: ${arrow}px; height: ${arrow}px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $ink; outline: 0; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 2px 8px; }

QPushButton { background: $raised; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 7px 16px;
  font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 15px; outline: 0; }
QPushButton:disabled { color: $quiet; background: $sunken; border: 1px dashed $edge; }
QPushButton[menu="true"] { padding-right: 34px; }
QPushButton[menu="true"]:focus { padding-right: 33px; }
QPushButton[bare="true"] { padding-left: 9px; padding-right: 9px; }
QPushButton[bare="true"]:focus { padding-left: 8px; padding-right: 8px; }
QPushButton[bare="true"][menu="true"] { padding-right: 25px; }
QPushButton[bare="true"][menu="true"]:focus { padding-right: 24px; }
QPushButton[bare="true"]::menu-indicator { right: 6px; }
QPushButton::menu-indicator { image: url(icons:control-chevron.svg); width: ${arrow}px; height: ${arrow}px;
  subcontrol-origin: padding; subcontrol-position: center right; right: 12px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus_on_accent; padding: 6px 15px; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $quiet; border: 1px dashed $edge; }
QPushButton[kind="quiet"], QToolButton { background: transparent; color: $accent; border: 2px solid transparent;
  border-radius: 6px; padding: 6px 8px; font-weight: 500; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid $accent; }
QPushButton[kind="quiet"]:disabled, QToolButton:disabled { background: transparent; color: $quiet;
  border: 2px solid transparent; }
QPushButton[kind="link"] { background: transparent; color: $accent; border: 0; border-bottom: 2px solid transparent;
  border-radius: 0; padding: 2px 0; text-align: left; font-weight: 500; }
QPushButton[kind="link"]:hover, QPushButton[kind="link"]:focus { border-bottom: 2px solid $accent; }
QToolButton[kind="choice"] { color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 7px 14px;
  background: $raised; }
QToolButton[kind="choice"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QToolButton[kind="choice"]:focus { border: 2px solid $accent; padding: 6px 13px; }
QToolButton[kind="choice"]:checked:focus { border: 2px solid $focus_on_accent; }

QFrame#sidebar { background: $sunken; border: 0; border-right: 1px solid $line; }
QFrame#sidebar QPushButton { background: transparent; color: $ink; border: 2px solid transparent;
  border-radius: 6px; padding: 7px 10px; text-align: left; font-weight: 400; }
QFrame#sidebar QPushButton:hover { background: $hover; }
QFrame#sidebar QPushButton:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QFrame#sidebar QPushButton:focus { border: 2px solid $accent; }
QFrame#sidebar[compact="true"] QPushButton { padding: 7px; text-align: center; }
QFrame#topbar { background: $page; border: 0; }
QFrame#header { background: $page; border: 0; }
QFrame#rule { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame#card { background: $raised; border: 1px solid $line; border-radius: 10px; }
QFrame#card[open="true"] { border: 1px solid $accent; }
QFrame#panel { background: $sunken; border: 0; border-radius: 10px; }
QFrame#help { background: $sunken; border: 0; border-left: 1px solid $line; }
QFrame#note { background: $accent_soft; border: $note_border; border-radius: 8px; }
QFrame#note[tone="caution"] { background: $caution_soft; }
QFrame#note[tone="bad"] { background: $bad_soft; }
QFrame#note[tone="good"] { background: $good_soft; }
QFrame#note[tone="unsure"] { background: $unsure_soft; }
QFrame#whybox { border: 0; border-left: 3px solid $accent; }
QFrame#results { background: $raised; border: 1px solid $edge; border-radius: 8px; }
QFrame#segment { border: 0; }

QScrollArea, QScrollArea > QWidget > QWidget#paper { background: $page; border: 0; }
QScrollArea[plain="true"], QScrollArea[plain="true"] > QWidget > QWidget { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { border-left: 1px solid $line; margin: 0 8px; }

QTableView, QListView, QTreeView { background: $raised; alternate-background-color: $raised; color: $ink;
  border: 1px solid $line; border-radius: 8px; gridline-color: $line; outline: 0;
  selection-background-color: $accent_soft; selection-color: $ink; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $accent; }
QListView#resultlist, QListView#resultlist:focus { border: 0; background: transparent; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: $quiet; font-weight: 600; font-size: ${small}px; border: 0;
  border-bottom: 1px solid $line; padding: 9px 12px; }
QTableCornerButton::section { background: $raised; border: 0; }

QRadioButton, QCheckBox { border: 2px solid transparent; border-radius: 6px; padding: 3px 4px; spacing: 10px; }
QRadioButton:focus, QCheckBox:focus { border: 2px solid $accent; }
QRadioButton::indicator, QCheckBox::indicator { width: ${mark}px; height: ${mark}px; background: $raised;
  border: 1px solid $edge; border-radius: 4px; }
QRadioButton::indicator { border-radius: ${mark_round}px; }
QRadioButton::indicator:hover, QCheckBox::indicator:hover { border: 1px solid $accent; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url(icons:$tick); }
QRadioButton::indicator:checked { width: ${dot}px; height: ${dot}px; border: ${dot_edge}px solid $accent;
  background: $on_accent; }

QProgressBar { background: $hover; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenuBar { background: $page; border: 0; padding: 2px 8px; }
QMenuBar::item { padding: 5px 10px; border-radius: 6px; background: transparent; color: $ink; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $edge; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 4px; color: $ink; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QStatusBar { background: $page; color: $quiet; border: 0; }
QStatusBar::item { border: 0; }
QTabBar::tab { background: transparent; color: $quiet; border: 0; border-bottom: 2px solid transparent;
  padding: 9px 4px; margin-right: 20px; font-weight: 500; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $ink; }
QTabBar:focus { outline: 0; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 4px; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
""")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """Return the style sheet for one appearance and text size.

    Args:
        tokens: The colours.
        scale: Text size, 1.0 to 2.0.
    """
    sizes = {name: str(round(size * scale)) for name, size in _SIZES.items()}
    dark_text = tokens.on_accent != "#ffffff"
    sheet = _SHEET.substitute(
        as_mapping(tokens),
        **sizes,
        tick="control-tick-dark.svg" if dark_text else "control-tick-white.svg",
        accent_hover={"light": "#0d4362", "dark": "#b3dcf1", "contrast": "#fff0a0"}[tokens.name],
        focus_on_accent=tokens.ink,
        note_border=f"1px solid {tokens.ink}" if tokens.name == "contrast" else "0",
        drop=str(round(32 * scale)),
        arrow=str(round(16 * scale)),
        mark=str(round(18 * scale)),
        mark_round=str(round(9 * scale) + 1),
        dot=str(round(8 * scale)),
        dot_edge=str(round(5 * scale) + 1),
    )
    return _ROOMY.sub(partial(_grown, scale), sheet)


def _grown(scale: float, sizes: re.Match[str]) -> str:
    """Return paddings grown with the text."""
    return re.sub(r"\d+", partial(_times, scale), sizes[0])


def _times(scale: float, number: re.Match[str]) -> str:
    return str(round(int(number[0]) * scale))
