"""Which sources a letter cites: for each point the strongest two, so that it stays short enough to persuade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charitydesk.domain.findings import Verdict
from charitydesk.domain.gate import GateTest, Offer, citation_rank
from charitydesk.domain.letter_checks import Check, Severity
from charitydesk.domain.letters import LetterCitation
from charitydesk.domain.provisions import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from charitydesk.domain.findings import Finding
    from charitydesk.domain.gate import GateAnswer
    from charitydesk.domain.letter_kinds import LetterKind
    from charitydesk.domain.letters import Draft, LetterOptions

FOR_A_QUESTION = 1


def cited(
    kind: LetterKind,
    findings: Sequence[Finding],
    answers: Mapping[str, GateAnswer],
    options: LetterOptions,
    flags: frozenset[str],
) -> tuple[tuple[LetterCitation, ...], tuple[GateAnswer, ...]]:
    """Return what the letter cites, strongest first and numbered, and what could be cited and is left out.

    It cites what passes the gate, and recorded overrides. A promise that was kept is not cited, and neither is one
    that turns on a nation or kind of body not recorded yet. A source that the user took out makes room for the next.

    Args:
        kind: What letter it is: how many sources a point has; those it names itself are all cited.
        findings: The findings it speaks of.
        answers: The gate's answers by provision id.
        options: What the user decided.
        flags: What is known of the case.
    """
    wanted: dict[str, GateAnswer] = {}
    could: dict[str, GateAnswer] = {}
    for finding in findings:
        if finding.fell_short or finding.verdict is Verdict.CANNOT_TELL:
            fit = [answer for answer in finding.provisions if _usable(answer, options, flags)]
            could.update({answer.provision.id: answer for answer in fit})
            most = kind.sources if finding.fell_short else FOR_A_QUESTION
            wanted.update({answer.provision.id: answer for answer in strongest(fit, most)})
    for id_ in (*kind.cites, *options.overrides):
        if (answer := answers.get(id_)) is not None and _usable(answer, options, flags):
            wanted[answer.provision.id] = answer
    chosen = sorted(wanted.values(), key=_rank)
    citations = tuple(
        LetterCitation(
            answer,
            number,
            options.overrides.get(answer.provision.id, "") if answer.offer is Offer.NOT_OFFERED else "",
            answer.provision.id in options.checked,
        )
        for number, answer in enumerate(chosen, start=1)
    )
    left_out = sorted((answer for id_, answer in could.items() if id_ not in wanted), key=_rank)
    return citations, tuple(left_out)


def strongest(answers: Sequence[GateAnswer], most: int) -> tuple[GateAnswer, ...]:
    """Return the strongest of the sources that bear out one point.

    The order is that of a letter. Of two, one needs no check where there is such a source; good practice is cited only
    where nothing stronger is, and then one source of it.

    Args:
        answers: The gate's answers for sources that may be cited.
        most: How many to return at most, one or two.
    """
    ordered = sorted(answers, key=_rank)
    if not ordered or most == FOR_A_QUESTION:
        return tuple(ordered[:most])
    first, *rest = ordered
    rest = [answer for answer in rest if answer.provision.effect is not Effect.GOOD_PRACTICE]
    if first.offer is not Offer.OFFER:
        rest.sort(key=lambda answer: answer.offer is not Offer.OFFER)
    return (first, *rest[: most - 1])


def left_out_checks(draft: Draft, words: Mapping[str, str]) -> tuple[Check, ...]:
    """Return the line that tells the user which sources were left out, where any were.

    Args:
        draft: The letter as drawn up.
        words: The checks' sentences.
    """
    if not draft.left_out:
        return ()
    what = "; ".join(answer.citation for answer in draft.left_out)
    return (Check("left-out", Severity.LOOK, words["left-out"].format(what=what)),)


def _rank(answer: GateAnswer) -> int:
    return citation_rank(answer.provision.effect)


def _usable(answer: GateAnswer, options: LetterOptions, flags: frozenset[str]) -> bool:
    id_ = answer.provision.id
    if id_ in options.dropped:
        return False
    return id_ in options.overrides or not (answer.offer is Offer.NOT_OFFERED or _turns_on_unknown(answer, flags))


def _turns_on_unknown(answer: GateAnswer, flags: frozenset[str]) -> bool:
    """Return whether a provision's reach turns on the nation or kind of a body that nobody has recorded."""
    if answer.provision.effect is Effect.CONTRACT_TERM:
        return False
    return (answer.failed is GateTest.NATION and "known:body.nation" not in flags) or (
        answer.failed is GateTest.BODY and "known:body.kind" not in flags
    )
