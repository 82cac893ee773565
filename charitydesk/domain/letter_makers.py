"""The parts of a letter drawn from findings and citations rather than written out in its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from charitydesk.domain.document import Column
from charitydesk.domain.findings import Verdict
from charitydesk.domain.letter_costs import cost_schedule
from charitydesk.domain.letters import DraftBlock, Grid, Role, Sentence, Source, SourceKind
from charitydesk.domain.provisions import Binding, Effect, Verification
from charitydesk.domain.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from charitydesk.domain.findings import Finding
    from charitydesk.domain.ids import ProvisionId
    from charitydesk.domain.letter_context import LetterContext
    from charitydesk.domain.letter_kinds import CitationWords, LetterContent, LetterKind
    from charitydesk.domain.letters import LetterCitation, LetterOptions


@dataclass(frozen=True, slots=True)
class Making:
    """What a block maker works from."""

    kind: LetterKind
    content: LetterContent
    context: LetterContext
    findings: Sequence[Finding]
    citations: Sequence[LetterCitation]
    options: LetterOptions

    def words(self, maker: str) -> Mapping[str, str]:
        """Return a maker's own words."""
        return self.content.makers[maker]


def _finding_source(finding: Finding, making: Making) -> Source:
    label = f"{finding.title} ({finding.verdict.label})"
    return Source(SourceKind.FINDING, finding.id, making.context.words.source("finding", label))


def _records(finding: Finding, making: Making) -> tuple[Source, ...]:
    return tuple(
        Source(SourceKind.RECORD, path, making.context.words.source("record", making.context.labels.get(path, path)))
        for path in finding.facts
    )


def _clean(text: str) -> str:
    return text[:1].upper() + text[1:]


def agreed(key: str, making: Making) -> Iterator[DraftBlock]:
    """One numbered point a promise or duty, strongest first, in words that fit how it reaches this body."""
    last, led = _said_last(making), set[Effect]()
    for citation in making.citations:
        provision = citation.answer.provision
        words = citation_words(citation, making.content)
        fields = {name: item.text or "" for name, item in making.context.fields.items()}
        fields |= {"citation": citation.answer.citation, "commitment": provision.commitment.rstrip(".")}
        fields["body"] = fields["body"] or making.words("agreed")["the-body"]
        usual = making.content.defaults[provision.effect.value]
        fields["lead"] = (usual.lead_again if provision.effect in led else usual.lead).format_map(fields)
        if _only_measures(citation):
            led.add(provision.effect)
        text = words.format_map(fields)
        label = making.context.words.source("register", citation.answer.citation)
        source = Source(SourceKind.PROVISION, provision.id, label)
        said = [Sentence(f"{key}.{provision.id}", _clean(text), (source,))]
        if once := last.get(provision.id):
            said.append(Sentence(f"{key}.{provision.id}.once", once, (source,)))
        yield DraftBlock(f"{key}.{provision.id}", Role.POINT, tuple(said), cites=(provision.id,))


def _said_last(making: Making) -> dict[ProvisionId, str]:
    """Return what is said once, after the last source of a kind of authority that binds the body."""
    last = {
        citation.answer.provision.effect: citation.answer.provision.id
        for citation in making.citations
        if not _only_measures(citation)
    }
    return {id_: once for effect, id_ in last.items() if (once := making.content.defaults[effect.value].once)}


def citation_words(citation: LetterCitation, content: LetterContent) -> str:
    """Return the words that bring a citation in: its own, or those of its kind of authority."""
    provision = citation.answer.provision
    usual: CitationWords = content.defaults[provision.effect.value]
    own = content.provisions.get(provision.id, usual)
    return (own.benchmark or usual.benchmark) if _only_measures(citation) else own.binds or usual.binds


def _only_measures(citation: LetterCitation) -> bool:
    """Return whether a source is a yardstick and no promise of the body's own.

    A local compact is one too while nobody has confirmed that the body signed it and stands by it.
    """
    local = citation.answer.provision.effect is Effect.LOCAL_COMPACT
    return citation.answer.binding is Binding.BENCHMARK or (local and must_check(citation))


def comparison(key: str, making: Making) -> Iterator[DraftBlock]:
    """A table of how the facts compare, one line a promise."""
    rows = tuple(
        (finding.title, _clean(finding.told), finding.verdict.label.capitalize())
        for finding in making.findings
        if finding.verdict is not Verdict.NOT_APPLICABLE and not (finding.private or finding.practical)
    )
    if rows:
        words = making.words("comparison")
        columns = (Column(words["promise"], 3), Column(words["facts"], 6), Column(words["result"], 2))
        yield DraftBlock(key, Role.TABLE, grid=Grid(columns, rows))


def shortfalls(key: str, making: Making) -> Iterator[DraftBlock]:
    """One numbered point for each promise that was not fully kept."""
    for finding in making.findings:
        if finding.fell_short and not finding.practical:
            sources = (_finding_source(finding, making), *_records(finding, making))
            sentence = Sentence(f"{key}.{finding.id}", _clean(finding.told), sources)
            yield DraftBlock(f"{key}.{finding.id}", Role.POINT, (sentence,))


def asks(key: str, making: Making) -> Iterator[DraftBlock]:
    """One numbered point for each remedy; the same ask is made once."""
    seen: set[str] = set()
    furthest = _furthest(making.findings)
    for finding in making.findings:
        if finding.group and furthest.get(finding.group) is not finding:
            continue
        if finding.remedy and not finding.practical and finding.remedy not in seen:
            seen.add(finding.remedy)
            sentence = Sentence(f"{key}.{finding.id}", _clean(finding.remedy), (_finding_source(finding, making),))
            yield DraftBlock(f"{key}.{finding.id}", Role.POINT, (sentence,))


def _furthest(findings: Sequence[Finding]) -> dict[str, Finding]:
    """Return, for each group that asks for the same thing, the finding whose remedy reaches furthest."""
    best: dict[str, Finding] = {}
    for finding in findings:
        if finding.group and finding.remedy:
            held = best.get(finding.group)
            if held is None or (finding.until or date.min) > (held.until or date.min):
                best[finding.group] = finding
    return best


def practical(key: str, making: Making) -> Iterator[DraftBlock]:
    """One paragraph of what the notice does to people that is no promise broken."""
    told = [finding for finding in making.findings if finding.practical and finding.fell_short]
    if told:
        sentences = tuple(
            Sentence(f"{key}.{finding.id}", _clean(finding.told), (_finding_source(finding, making),))
            for finding in told
        )
        yield DraftBlock(key, Role.PARAGRAPH, sentences)


def requests(key: str, making: Making) -> Iterator[DraftBlock]:
    """One numbered point for each thing we cannot tell and the body can."""
    seen: set[str] = set()
    for finding in making.findings:
        if finding.request and finding.request not in seen:
            seen.add(finding.request)
            sentence = Sentence(f"{key}.{finding.id}", _clean(finding.request), (_finding_source(finding, making),))
            yield DraftBlock(f"{key}.{finding.id}", Role.POINT, (sentence,))


def annexes(key: str, making: Making) -> Iterator[DraftBlock]:
    """The annex of citations and, where wanted, the chronology; lettered in order."""
    letter = iter("AB")
    if making.kind.annex and making.citations:
        yield from _citation_annex(f"{key}.citations", next(letter), making)
    if making.options.chronology:
        yield from _chronology(f"{key}.chronology", next(letter), making)


def _annex_heading(key: str, letter: str, title: str, making: Making) -> DraftBlock:
    source = Source(SourceKind.WORDING, key, making.context.words.source("wording"))
    sentence = Sentence(key, making.words("annexes")["heading"].format(letter=letter, title=title), (source,))
    return DraftBlock(f"{key}.heading", Role.HEADING, (sentence,), level=1, annex=True)


def _citation_annex(key: str, letter: str, making: Making) -> Iterator[DraftBlock]:
    words = making.words("annex")
    yield _annex_heading(key, letter, words["title"], making)
    wording = Source(SourceKind.WORDING, f"{key}.note", making.context.words.source("wording"))
    note = Sentence(f"{key}.note", words["note"], (wording,))
    yield DraftBlock(f"{key}.note", Role.PARAGRAPH, (note,), annex=True)
    columns = (
        Column(words["number"], 2),
        Column(words["source"], 8),
        Column(words["says"], 11),
        Column(words["standing"], 7),
    )
    rows = tuple(
        (
            str(citation.number),
            _clean(citation.answer.citation),
            _clean(citation.answer.provision.commitment.rstrip(".")) + ".",
            _standing(citation, words),
        )
        for citation in making.citations
    )
    cites = tuple(citation.answer.provision.id for citation in making.citations)
    yield DraftBlock(f"{key}.table", Role.TABLE, grid=Grid(columns, rows), cites=cites, annex=True)


def _standing(citation: LetterCitation, words: Mapping[str, str]) -> str:
    provision = citation.answer.provision
    if _only_measures(citation):
        return words.get(f"{provision.effect.value}-benchmark", words["benchmark"])
    return words.get(provision.effect.value, words["other"])


def _chronology(key: str, letter: str, making: Making) -> Iterator[DraftBlock]:
    words = making.words("chronology")
    fields = making.context.fields
    events = [
        (name, words[name])
        for name in ("started", "consulted_from", "consulted_to", "decided", "dated", "received", "effective", "ends")
        if fields[name].text is not None
    ]
    if not events:
        return
    yield _annex_heading(key, letter, words["title"], making)
    rows = tuple((fields[name].text or "", text) for name, text in events)
    last = (long_date(making.options.date), words["this_letter"])
    columns = (Column(words["when"], 2), Column(words["what"], 5))
    yield DraftBlock(f"{key}.table", Role.TABLE, grid=Grid(columns, _by_date((*rows, last))), annex=True)


def _by_date(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], ...]:
    from charitydesk.domain.facts_form import parse_uk_date  # noqa: PLC0415 - used here alone

    return tuple(sorted(rows, key=lambda row: (parse_uk_date(row[0]) is None, parse_uk_date(row[0]))))


def schedule(key: str, making: Making) -> Iterator[DraftBlock]:
    """The cost schedule: what bidding cost, or a price against its full cost."""
    yield from cost_schedule(key, making.context.costs, making.words("cost_schedule"))


def must_check(citation: LetterCitation) -> bool:
    """Return whether a person must still check a citation before the letter goes."""
    unsure = citation.answer.provision.verification is not Verification.VERIFIED or citation.answer.reason
    return bool(unsure) and not citation.checked and not citation.overridden


MAKERS: Mapping[str, Callable[[str, Making], Iterator[DraftBlock]]] = {
    "agreed": agreed,
    "comparison": comparison,
    "shortfalls": shortfalls,
    "asks": asks,
    "practical": practical,
    "requests": requests,
    "annexes": annexes,
    "cost_schedule": schedule,
}
