"""Reading the packaged rules with a time limit; every field is checked, and a slip in the file stops the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import yaml

from charitydesk import resources
from charitydesk.domain.bodies import Nation
from charitydesk.domain.calendars import Basis
from charitydesk.domain.deadline_rules import Counting, DeadlineRule, Leg, Option, OptionKind, Safe, Take
from charitydesk.domain.ids import ProvisionId, RuleId
from charitydesk.domain.periods import Period, Unit, parse_period
from charitydesk.domain.provisions import Verification
from charitydesk.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

RULE_FILE = "register/clock_rules.yaml"
_WITH_COUNT = {OptionKind.POSTED, OptionKind.DATE, OptionKind.YES_NO}

E = TypeVar("E", bound="StrEnum")


class RuleFileError(ValueError):
    """The packaged rule file breaks its own rules: a fault of ours, never of the user's."""


@cache
def load_rules() -> Mapping[RuleId, DeadlineRule]:
    """Return the packaged rules by id, every spelling among them, in the file's order.

    Raises:
        RuleFileError: The file cannot be used; the message names the rule and the field.
    """
    return parse_rules(resources.read_text(RULE_FILE))


def parse_rules(text: str) -> Mapping[RuleId, DeadlineRule]:
    """Return the rules of a rule file.

    Args:
        text: The file's YAML.

    Raises:
        RuleFileError: As for `load_rules`.
    """
    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is seven times faster
    try:
        document = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are the safe ones
    except yaml.YAMLError as problem:
        raise RuleFileError(f"the rule file is no YAML: {problem}") from problem
    whole = _Fields("the rule file", document)
    rules: dict[RuleId, DeadlineRule] = {}
    for entry in whole.entries("rules"):
        for rule in _read_rule(_Fields("a rule", entry)):
            if rule.id in rules:
                raise RuleFileError(f"{rule.id}: the id is used twice")
            rules[rule.id] = rule
    whole.done()
    return rules


def _read_rule(fields: _Fields) -> list[DeadlineRule]:
    """Return a rule and its spellings."""
    rule_id = fields.text("id")
    fields.where = rule_id
    if not rule_id.replace("_", "").isalnum() or rule_id != rule_id.upper():
        raise RuleFileError(f"{rule_id}: the id must be capitals, digits and underscores")
    legs = tuple(_read_leg(rule_id, leg) for leg in fields.one_or_more("count"))
    basis = fields.maybe_one_of("working_days", Basis)
    if basis is None and (fields.has("rolls") or any(leg.unit is Unit.WORKING_DAYS for leg in legs)):
        raise RuleFileError(f"{rule_id}: working_days is missing")
    at = fields.text("at", "")
    act_by = fields.text("act_by", "")
    applies_from = fields.take("applies_from", None)
    if applies_from is not None and not isinstance(applies_from, date):
        raise RuleFileError(f"{rule_id}: applies_from is no date")
    nations = tuple(_member(rule_id, "nations", Nation, nation) for nation in fields.texts("nations"))
    if not nations:
        raise RuleFileError(f"{rule_id}: nations is empty")
    whose = fields.text("whose")
    if whose not in {"us", "them"}:
        raise RuleFileError(f"{rule_id}: whose must be us or them")
    spellings = fields.mapping("spellings")
    rule = DeadlineRule(
        id=RuleId(rule_id),
        title=fields.text("title"),
        start_event=fields.text("start"),
        legs=legs,
        basis=basis or Basis.NATION,
        nations=nations,
        whose=whose,
        safe=fields.one_of("safe", Safe),
        if_missed=fields.text("if_missed"),
        provisions=tuple(ProvisionId(provision) for provision in fields.texts("provisions")),
        confidence=fields.one_of("confidence", Verification),
        rolls=fields.yes_no("rolls"),
        starts_later=fields.number("starts_later"),
        answers_later=fields.number("answers_later"),
        act_by=_period(rule_id, "act_by", act_by) if act_by else None,
        at=_time(rule_id, at) if at else None,
        options=tuple(_read_option(rule_id, option) for option in fields.entries("options", [])),
        applies_from=applies_from,
        notes=tuple(fields.texts("notes", [])),
    )
    fields.done()
    return [rule, *(_read_spelling(rule, name, fixed) for name, fixed in spellings.items())]


def _read_leg(where: str, value: object) -> Leg:
    fields = _Fields(f"{where}, count", value)
    period = _period(where, "count", fields.text("period"))
    leg = Leg(period.amount, period.unit, fields.one_of("counting", Counting), fields.text("name", ""))
    fields.done()
    return leg


def _read_option(where: str, value: object) -> Option:
    fields = _Fields(f"{where}, options", value)
    kind = fields.one_of("kind", OptionKind)
    leg = _read_leg(where, fields.take("count")) if fields.has("count") else None
    if (leg is not None) is not (kind in _WITH_COUNT):
        raise RuleFileError(f"{where}: an option of kind {kind} {'needs a' if leg is None else 'takes no'} count")
    option = Option(
        name=fields.text("name"),
        kind=kind,
        words=fields.text("words"),
        default=fields.text("default", ""),
        required=fields.yes_no("required"),
        minimum=fields.number("minimum"),
        leg=leg,
        take=fields.maybe_one_of("take", Take) or Take.EARLIER,
    )
    fields.done()
    return option


def _read_spelling(rule: DeadlineRule, name: str, fixed: object) -> DeadlineRule:
    fields = _Fields(f"{rule.id}, spelling {name}", fixed)
    options = tuple(
        replace(option, fixed=fields.text(option.name), required=False) if fields.has(option.name) else option
        for option in rule.options
    )
    fields.done()
    return replace(rule, id=RuleId(name), options=options, same_as=rule.id)


class _Fields:
    """A mapping read field by field, so that nothing is missed and nothing unknown is left."""

    def __init__(self, where: str, value: object) -> None:
        if not isinstance(value, dict):
            raise RuleFileError(f"{where}: a mapping is expected")
        self.where = where
        self._left = {str(key): entry for key, entry in cast("dict[object, object]", value).items()}

    def has(self, name: str) -> bool:
        return name in self._left

    def take(self, name: str, *default: object) -> object:
        if name not in self._left and not default:
            raise RuleFileError(f"{self.where}: {name} is missing")
        return self._left.pop(name, *default)

    def text(self, name: str, *default: str) -> str:
        value = self.take(name, *default)
        if not isinstance(value, str) or (not value.strip() and not default):
            raise RuleFileError(f"{self.where}: {name} must be text")
        return value.strip()

    def texts(self, name: str, *default: list[str]) -> list[str]:
        values = self.entries(name, *default)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise RuleFileError(f"{self.where}: {name} must be a list of texts")
        return [str(value).strip() for value in values]

    def entries(self, name: str, *default: object) -> list[object]:
        value = self.take(name, *default)
        if not isinstance(value, list):
            raise RuleFileError(f"{self.where}: {name} must be a list")
        return cast("list[object]", value)

    def mapping(self, name: str) -> dict[str, object]:
        value = self.take(name, {})
        if not isinstance(value, dict):
            raise RuleFileError(f"{self.where}: {name} must be a mapping")
        return {str(key): entry for key, entry in cast("dict[object, object]", value).items()}

    def number(self, name: str) -> int:
        value = self.take(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise RuleFileError(f"{self.where}: {name} must be a whole number")
        return value

    def yes_no(self, name: str) -> bool:
        value = self.take(name, False)
        if not isinstance(value, bool):
            raise RuleFileError(f"{self.where}: {name} must be true or false")
        return value

    def one_or_more(self, name: str) -> list[object]:
        value = self.take(name)
        return cast("list[object]", value) if isinstance(value, list) else [value]

    def one_of(self, name: str, kind: type[E]) -> E:
        return _member(self.where, name, kind, self.take(name))

    def maybe_one_of(self, name: str, kind: type[E]) -> E | None:
        return self.one_of(name, kind) if self.has(name) else None

    def done(self) -> None:
        if self._left:
            raise RuleFileError(f"{self.where}: unknown field {', '.join(sorted(self._left))}")


def _member(where: str, name: str, kind: type[E], value: object) -> E:
    try:
        return kind(str(value))
    except ValueError:
        allowed = ", ".join(kind)
        raise RuleFileError(f"{where}: {name} is “{value}”, not one of {allowed}") from None


def _period(where: str, name: str, text: str) -> Period:
    try:
        return parse_period(text)
    except UserFacingError as problem:
        raise RuleFileError(f"{where}: {name}: {problem}") from problem


def _time(where: str, text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise RuleFileError(f"{where}: at is no time of day") from None
