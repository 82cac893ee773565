"""The file of facts that a person fills in: every question with why it is asked and what may be answered."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

from charitydesk.domain.bodies import Answer, BodyKind
from charitydesk.domain.facts_form import FactField, fields_of
from charitydesk.domain.money import Pence
from charitydesk.domain.notices import NoticeFacts
from charitydesk.domain.periods import Period
from charitydesk.i18n import and_list
from charitydesk.services.content_files import load_questions
from charitydesk.services.facts_file import clause_topics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charitydesk.domain.notice_questions import Question

_HEAD = """\
The facts of one notice, for `charitydesk-cli notice record`. Fill in what you know after each colon and leave the
rest empty: an empty answer means "not known yet" and becomes a question to ask, never an assumption.
Text that holds a colon or begins with a quotation mark, a dash or one of # & * ! goes in "quotation marks".
Several lines of text: write | after the colon, and the lines below it, each indented by four spaces."""

_COMPACT_HEAD = """\
The local compact, if there is one: an agreement between local public bodies and the voluntary sector. Take the signs
away to use it. It is kept in the Library together with the notice. Type each clause from your copy, word for word."""

_COMPACT = """\
local_compact:
  name: Anytown Compact
  area: Anytown
  edition: 2019 edition
  adopted_on: 2019-06-12
  # active, dormant or none-found
  status: active
  notice_period: 3 months
  # Who told you that it is active, and how
  confirmed_by:
  signatories:
    - body: Anytown Council
      # yes, partly or no
      signed: yes
      signed_on: 2019-06-12
  clauses:
    # The number as printed; where there is none, leave it empty and give the page or the heading.
    - reference: "4.2"
      text: Partners will give three months' written notice
      topics: [notice, three-months]
      page:
      heading:"""


def facts_template() -> str:
    """Return the file, ready to be filled in."""
    questions = {item.path: item for page in load_questions() for item in page.questions}
    known = fields_of(NoticeFacts)
    lines = [*_comment(_HEAD, ""), ""]
    group = ""
    for path in _in_order(known, questions):
        part, _, name = path.partition(".")
        if part != group:
            lines += [] if not group else [""]
            lines.append(f"{part}:")
            group = part
        lines += [*_about(known[path], questions[path]), f"  {name}:"]
    topics = textwrap.wrap(f"Topics by which it is found: {', '.join(clause_topics())}.", 108)
    example = _COMPACT.replace("topics: [", "\n      ".join((*(f"# {line}" for line in topics), "topics: [")))
    lines += ["", *_comment(_COMPACT_HEAD, ""), "#", *(f"# {line}" for line in example.splitlines())]
    return "\n".join(lines) + "\n"


def _in_order(known: Iterable[str], questions: Iterable[str]) -> list[str]:
    """Return the facts part by part, and within a part in the order in which they are asked."""
    parts = list(dict.fromkeys(path.partition(".")[0] for path in known))
    asked = list(questions)
    return sorted(known, key=lambda path: (parts.index(path.partition(".")[0]), asked.index(path)))


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in text.splitlines()]


def _about(item: FactField, question: Question) -> Iterator[str]:
    said = [question.ask]
    if question.why and question.why != "The same.":
        said.append(f"Why: {question.why}")
    if question.help:
        said.append(question.help)
    said.extend(_conditions(question.when))
    said.append(f"Answer: {_allowed(item, question)}.")
    for text in said:
        yield from (f"  # {line}" for line in textwrap.wrap(text, 112, subsequent_indent="  "))


def _allowed(item: FactField, question: Question) -> str:
    if question.choices:
        return "; ".join(f"{word} ({words[:1].lower()}{words[1:]})" for word, words in question.choices.items())
    if item.kind is Answer:
        return "yes, partly or no"
    if item.kind is BodyKind:
        return "; ".join(f"{kind.value} ({kind.label})" for kind in BodyKind)
    if item.enumeration:
        return and_list([word for word in item.choices if word != "unknown"], "or")
    return _KINDS.get(item.kind, "text, on several lines if need be" if question.long else "text")


_KINDS: dict[object, str] = {
    date: "a date such as 2026-11-27 or 27/11/2026",
    Pence: "pounds, such as 12430 or £12,430.50",
    Period: "a period such as 3 months, 30 days or 10 working days",
    int: "a whole number",
}


def _conditions(conditions: Iterable[str]) -> Iterator[str]:
    for condition in conditions:
        parts = [part.lstrip("!").split("=") for part in condition.split("|")]
        answers = and_list([answer for _, answer in parts], "or")
        word = "unless" if condition.startswith("!") else "when"
        yield f"Only {word} {parts[0][0]} is {answers}."
