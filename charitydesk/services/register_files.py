"""Reads the register from its packaged files and refuses, by entry and field, anything it does not understand."""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast

import yaml

from charitydesk import resources
from charitydesk.domain.bodies import BodyKind, Nation, NhsBody, Regime, Relationship
from charitydesk.domain.ids import ProvisionId
from charitydesk.domain.provisions import (
    Binding,
    DateBasis,
    Effect,
    KindCheck,
    Provision,
    Reach,
    Standing,
    Verification,
)
from charitydesk.domain.register import Register
from charitydesk.errors import BadInputError, UserFacingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum
    from importlib.resources.abc import Traversable

_FOLDER = "register"
_ANY_PUBLIC_BODY = "any-public-body"
_SURENESS = (Verification.RECALLED, Verification.REPORTED, Verification.VERIFIED)
_TOPIC_MARKS = frozenset(string.ascii_lowercase + string.digits + "-")
_Code = TypeVar("_Code", bound="StrEnum")


def read_yaml(text: str, name: str) -> object:
    """Return what a packaged YAML file holds.

    Args:
        text: The file's text.
        name: The file's name, for the error.

    Raises:
        UserFacingError: It is not YAML.
    """
    loader = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders; the C one is six times faster
    except yaml.YAMLError as error:
        raise UserFacingError(f"The file {name} cannot be read: {' '.join(str(error).split())}.", _REINSTALL) from error


_REINSTALL = "Install CharityDesk again, or put the file back as it was."


def load_register(folder: Traversable | None = None) -> Register:
    """Return the packaged register, every field of it checked.

    Args:
        folder: Where it lies, with `reaches.yaml` and the folder `provisions`; None for the packaged one.

    Raises:
        UserFacingError: A file, entry or field is wrong; the message names all three.
    """
    home = folder if folder is not None else resources.root().joinpath(_FOLDER)
    reaches = _read_reaches(read_yaml(home.joinpath("reaches.yaml").read_text(encoding="utf-8"), "reaches.yaml"))
    provisions: list[Provision] = []
    files = sorted((entry for entry in home.joinpath("provisions").iterdir()), key=lambda entry: entry.name)
    for file in files:
        if file.name.endswith(".yaml"):
            content = read_yaml(file.read_text(encoding="utf-8"), file.name)
            provisions.extend(_read_file(content, file.name, reaches))
    try:
        return Register(tuple(provisions))
    except BadInputError as error:
        raise UserFacingError(error.what_happened, _REINSTALL) from error


@cache
def packaged_register() -> Register:
    """Return the packaged register, read once.

    Raises:
        UserFacingError: As for `load_register`.
    """
    return load_register()


def _wrong(place: str, problem: str) -> UserFacingError:
    return UserFacingError(f"The register's {place} {problem}.", _REINSTALL)


@dataclass(slots=True)
class _Fields:
    """The fields of one entry, taken one by one so that what is left over is known to be a mistake."""

    place: str
    left: dict[str, object]

    def wrong(self, name: str, problem: str) -> UserFacingError:
        return _wrong(f"{self.place}, field {name},", problem)

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.left.pop(name, "")
        if not isinstance(value, str):
            raise self.wrong(name, f"must be words, not {value!r}")
        if needed and not value.strip():
            raise self.wrong(name, "is missing")
        return value

    def flag(self, name: str) -> bool:
        value = self.left.pop(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, f"must be true or false, not {value!r}")
        return value

    def day(self, name: str) -> date | None:
        value = self.left.pop(name, None)
        if value is not None and type(value) is not date:
            raise self.wrong(name, f"must be a date such as 2025-02-24, not {value!r}")
        return value

    def code(self, name: str, kind: type[_Code], default: _Code | None = None) -> _Code:
        value = self.left.pop(name, default)
        if value is None:
            raise self.wrong(name, "is missing")
        return self._one(name, kind, value)

    def codes(self, name: str, kind: type[_Code]) -> frozenset[_Code]:
        return frozenset(self._one(name, kind, value) for value in self.sequence(name))

    def _one(self, name: str, kind: type[_Code], value: object) -> _Code:
        try:
            return kind(str(value))
        except ValueError:
            raise self.wrong(name, f"has {value!r}; it must be one of {', '.join(kind)}") from None

    def sequence(self, name: str) -> Sequence[object]:
        value = self.left.pop(name, None)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(name, f"must be a list, not {value!r}")
        return cast("list[object]", value)

    def words(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        for value in self.sequence(name):
            if not isinstance(value, str) or not value.strip():
                raise self.wrong(name, f"must be a list of words, not {value!r}")
            found.append(value)
        return tuple(found)

    def end(self) -> None:
        for name in self.left:
            raise self.wrong(name, "is not a field the register knows")


def _mapping(value: object, place: str) -> dict[str, object]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in cast("dict[object, object]", value)):
        raise _wrong(place, "must be a set of named fields")
    return dict(cast("dict[str, object]", value))


def _list_of(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise _wrong(place, "must be a list")
    return cast("list[object]", value)


def _read_reaches(content: object) -> Mapping[str, tuple[Reach, ...]]:
    return {
        name: tuple(_read_reach(value, f"reach {name}") for value in _list_of(values, f"reach {name}"))
        for name, values in _mapping(content, "file reaches.yaml").items()
    }


def _read_reach(value: object, place: str) -> Reach:
    fields = _Fields(place, _mapping(value, place))
    if fields.left.get("bodies") == _ANY_PUBLIC_BODY:
        del fields.left["bodies"]
        bodies = frozenset(BodyKind) - {BodyKind.PRIME_CONTRACTOR}
    else:
        bodies = fields.codes("bodies", BodyKind)
    reach = Reach(
        bodies=bodies - fields.codes("except", BodyKind),
        nations=fields.codes("nations", Nation),
        binding=fields.code("binding", Binding),
        check=fields.text("check"),
        caution=fields.text("caution"),
        nhs=fields.code("nhs", NhsBody) if "nhs" in fields.left else None,
    )
    fields.end()
    if not reach.bodies or not reach.nations:
        raise _wrong(place, "must name bodies and nations")
    return reach


def _read_file(content: object, name: str, reaches: Mapping[str, tuple[Reach, ...]]) -> list[Provision]:
    found: list[Provision] = []
    for group in _list_of(content, f"file {name}"):
        parts = _Fields(f"file {name}", _mapping(group, f"file {name}"))
        shared = _mapping(parts.left.pop("shared", {}), f"file {name}, field shared,")
        entries = parts.sequence("provisions")
        parts.end()
        for entry in entries:
            values = _mapping(entry, f"file {name}, an entry")
            found.append(_read_provision({**shared, **values}, name, reaches))
    return found


def _read_provision(values: dict[str, object], file: str, reaches: Mapping[str, tuple[Reach, ...]]) -> Provision:
    name = values.get("id")
    fields = _Fields(f"entry {name} in {file}", values)
    text_known = fields.code("text", Verification)
    number_known = fields.code("number", Verification)
    provision = Provision(
        id=ProvisionId(fields.text("id", needed=True)),
        instrument=fields.text("instrument", needed=True),
        edition=fields.text("edition"),
        reference=fields.text("reference", needed=True),
        effect=fields.code("effect", Effect),
        topics=_topics(fields),
        commitment=fields.text("commitment", needed=True),
        reaches=_named_reach(fields, reaches),
        relationships=fields.codes("relationships", Relationship),
        regimes=fields.codes("regimes", Regime),
        date_basis=fields.code("date_basis", DateBasis, DateBasis.EVENT),
        applies_from=fields.day("applies_from"),
        applies_to=fields.day("applies_to"),
        standing=fields.code("standing", Standing),
        verification=min(text_known, number_known, key=_SURENESS.index),
        text_verification=text_known,
        reference_verification=number_known,
        not_citable=fields.text("not_citable"),
        check=fields.text("check"),
        wording=fields.text("wording"),
        caution=fields.text("caution"),
        source=fields.text("source", needed=True),
        note=fields.text("note"),
        also=fields.words("also"),
        cite_as=_citation_form(fields),
        cited_by_heading=fields.flag("cited_by_heading"),
        kind_checks=_kind_checks(fields),
        standing_caution=fields.text("standing_caution"),
        standing_caution_from=fields.day("standing_caution_from"),
    )
    fields.end()
    for field_name, problem, is_wrong in _CONSISTENT:
        if is_wrong(provision):
            raise fields.wrong(field_name, problem)
    return provision


def _topics(fields: _Fields) -> tuple[str, ...]:
    topics = fields.words("topics")
    for topic in topics:
        if not _TOPIC_MARKS.issuperset(topic):
            raise fields.wrong("topics", f"has {topic!r}; a topic is lower case with hyphens")
    if not topics or len(set(topics)) != len(topics):
        raise fields.wrong("topics", "must name each topic once, and at least one")
    return topics


def _named_reach(fields: _Fields, reaches: Mapping[str, tuple[Reach, ...]]) -> tuple[Reach, ...]:
    value = fields.left.pop("reaches", None)
    if value == []:
        return ()
    if not isinstance(value, str) or value not in reaches:
        raise fields.wrong("reaches", f"must be a name in reaches.yaml, or an empty list, not {value!r}")
    return reaches[value]


def _citation_form(fields: _Fields) -> str:
    form = fields.text("cite_as")
    try:
        named = {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}
    except ValueError:
        named = {"an open brace"}
    if not named <= {"instrument", "edition", "reference"}:
        raise fields.wrong("cite_as", "may name only {instrument}, {edition} and {reference}")
    return form


def _kind_checks(fields: _Fields) -> tuple[KindCheck, ...]:
    found: list[KindCheck] = []
    for value in fields.sequence("kind_checks"):
        inner = _Fields(f"{fields.place}, field kind_checks", _mapping(value, f"{fields.place}, field kind_checks,"))
        found.append(KindCheck(inner.codes("regimes", Regime), inner.text("sentence", needed=True)))
        inner.end()
    return tuple(found)


def _overtaken_but_called_in_force(entry: Provision) -> bool:
    return entry.standing not in {Standing.IN_FORCE, Standing.SAVED_FOR_OLDER_CASES} and "in force" in entry.wording


def _is_no_sentence(text: str) -> bool:
    return bool(text) and not text.endswith(".")


def _ends_before_it_starts(entry: Provision) -> bool:
    return bool(entry.applies_from and entry.applies_to and entry.applies_to < entry.applies_from)


def _unsettled(entry: Provision) -> bool:
    return not entry.check and not entry.not_citable


def _not_law(entry: Provision) -> bool:
    return entry.standing is Standing.NOT_YET or entry.effect is Effect.BILL


_CONSISTENT: tuple[tuple[str, str, Callable[[Provision], object]], ...] = (
    ("not_citable", "must say why the entry reaches no body", lambda e: not e.reaches and not e.not_citable),
    ("wording", "must not call an overtaken provision in force", _overtaken_but_called_in_force),
    ("wording", "is missing", lambda e: not e.not_citable and not e.wording),
    ("applies_to", "comes before applies_from", _ends_before_it_starts),
    ("applies_to", "is missing", lambda e: e.standing is Standing.SUPERSEDED and not e.applies_to),
    ("check", "is missing", lambda e: e.standing is Standing.UNCONFIRMED and _unsettled(e)),
    ("not_citable", "is missing from what is not law yet", lambda e: _not_law(e) and not e.not_citable),
    ("applies_from", "is missing, with no check to settle it", lambda e: not e.applies_from and _unsettled(e)),
    ("relationships", "are missing beside regimes", lambda e: e.regimes and not e.relationships),
    ("regimes", "are missing beside kind_checks", lambda e: e.kind_checks and not e.regimes),
    ("commitment", "must be a full sentence", lambda e: _is_no_sentence(e.commitment)),
    ("not_citable", "must be a full sentence", lambda e: _is_no_sentence(e.not_citable)),
    ("check", "must be a full sentence", lambda e: _is_no_sentence(e.check)),
    ("caution", "must be a full sentence", lambda e: _is_no_sentence(e.caution)),
)
