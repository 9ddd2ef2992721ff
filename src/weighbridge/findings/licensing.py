"""Questions asked of the licences of a component: what counts as an answer, the same for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from weighbridge.catalogs.components import Component
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.facts.provenance import Reading
from weighbridge.findings.finding import Finding, failed, not_applicable, passed, unknown


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the sentences that answer it; `{license}` stands for what is stated.

    Attributes:
        ask: answers for one licence id; None when it is not known.
        yes: what is so when it holds, for instance `{license} is an open licence`.
        no: what is so when it does not.
        open: what is so when it is not known.
        remedy: what the publisher can do when it is not a yes.
        why: what a licence expression says against it, in a few words; may be empty.
    """

    ask: Callable[[str], bool | None]
    yes: str
    no: str
    open: str
    remedy: str
    why: Callable[[str], str] = lambda _: ""


def judge_component(
    component: Component, seen: Components, licensing: Licensing, question: Question
) -> Iterator[Finding]:
    """Ask a question of every licence that decides about a component; each one has to hold."""
    sightings = seen.strongest(component.id)
    if not sightings:
        absent = unknown if any(seen.hiding(component.topic)) else not_applicable
        yield absent(f"{component.title}: nothing was found to license.", remedy=component.advice)
    for claim in licensing.covering(sightings, component.type):
        yield judge_claim(component.title, claim, licensing, question)
    bare = licensing.uncovered(sightings, component.type)
    if bare:
        at = (sighting.at for sighting in bare[:5])
        message = f"{component.title}: no licence is stated for it."
        yield failed(message, *at, remedy=question.remedy)


def judge_claim(
    about: str, claim: LicenseClaim, licensing: Licensing, question: Question
) -> Finding:
    """Ask a question of one statement.

    Outside the reading `claims` a statement counts only with its text in the release: of an OR,
    the text of one side that answers yes.
    """
    stated = claim.expression or claim.raw
    match expressions.holds(claim.expression, question.ask):
        case False:
            why = question.why(claim.expression)
            reason = f" ({why})" if why else ""
            message = f"{about}: {question.no.format(license=stated)}{reason}."
            return failed(message, claim.at, remedy=question.remedy)
        case None:
            message = f"{about}: {question.open.format(license=stated)}."
            return unknown(message, claim.at, remedy=question.remedy)
    if licensing.reading is not Reading.CLAIMS and not _is_backed(claim, licensing, question):
        message = f"{about}: {stated} is stated, but no text of it lies in the release."
        return unknown(message, claim.at, remedy=question.remedy)
    return passed(f"{about}: {question.yes.format(license=stated)}.", claim.at)


def _is_backed(claim: LicenseClaim, licensing: Licensing, question: Question) -> bool:
    backed = expressions.holds(
        claim.expression,
        lambda one: bool(question.ask(one)) and licensing.text_of(claim, one) is not None,
    )
    return backed is True
