"""Whatever the release calls open source is under terms that are open.

"Open source" tells a reader that anyone may use, study, modify and share, for any purpose. Said of
weights with a list of forbidden uses, a cap on users or a ban on commerce, it is not true, and
whoever builds on it finds out later. Comparisons, thanks, plans, and what is said of other people's
models or tools are not claims; a claim about the code is judged by the licence of the code alone.

A sentence that is no claim, or that may stand, is taken out by a comment on its line or the one
above, with a reason: `<!-- weighbridge: ignore openness-claims-match-terms: REASON -->` in
Markdown, `# weighbridge: ignore openness-claims-match-terms: REASON` in metadata. It is still
shown, with the reason.

Source: Open Source Definition; Open Source AI Definition 1.0, "What is Open Source AI".

## How to fix

Say what is so: "open-weight" for weights under limits, "source-available" for code under limits,
"research-only" where nothing else is allowed, or the licence of each: "code: Apache-2.0; weights:
LicenseRef-Llama-3".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components, Sighting
from weighbridge.facts.licensing import LicenseClaim, Licensing, OpennessClaim, OpennessClaims
from weighbridge.findings import (
    Finding,
    Outcome,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.findings.finding import overall
from weighbridge.findings.licensing import Question, judge_claim

_WEIGHTS = ("model-parameters-final",)
_CODE = (
    "training-code", "inference-code", "evaluation-code", "data-preprocessing-code",
    "supporting-libraries-and-tools", "model-architecture",
)  # fmt: skip
_DATA = ("datasets",)
_COMPONENTS = {"weights": _WEIGHTS, "code": _CODE, "data": _DATA}
_TRUE_WORDS = {"weights": "open-weight", "code": "source-available", "data": "restricted data"}
_LIMITED = {
    "research-only": "research-only",
    "non-commercial": "{word}, non-commercial",
    "no-derivatives": "{word}, no derivatives",
    "responsible-ai": "{word}, with use restrictions",
}
"""Kind of licence → the word for what lies under it, where it says more than that it is limited."""
_SHOWN = 2
"""Limits of a licence that a message names."""
_REMEDY = "Say what each part is: {words}."
_UNSTATED = "State the licence of what is called open source, with its full text in LICENSES/."


@dataclass(frozen=True, slots=True)
class Terms:
    """What is stated about one kind of thing.

    Attributes:
        outcome: whether every statement that decides is open; unknown when none does.
        deciding: those statements, the ones of the worst outcome.
        stated: their licences.
        seen: whether there is any such thing, or a word about its licence.
    """

    outcome: Outcome
    deciding: tuple[LicenseClaim, ...]
    stated: tuple[str, ...]
    seen: bool


def _is_open(license_id: str) -> bool | None:
    known = licenses.find(license_id)
    return known.open if known else None


_QUESTION = Question(ask=_is_open, yes="open", no="not open", open="not known", remedy="")


@check(severity=Severity.MEDIUM, since="0.1")
def openness_claims_match_terms(
    said: OpennessClaims, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge each sentence by the terms of what it calls open."""
    terms = {kind: _terms(ids, seen, licensing) for kind, ids in _COMPONENTS.items()}
    for claim in said.claims:
        if claim.suppressed_reason:
            message = f"“{_quoted(claim)}” is left out, because: {claim.suppressed_reason}"
            yield not_applicable(f"{message.rstrip('.')}.", claim.at)
        else:
            yield _judged(claim, terms)
    if not said.claims:
        yield not_applicable("Nothing in the release calls it open source.")


def _terms(ids: tuple[str, ...], seen: Components, licensing: Licensing) -> Terms:
    """The terms of all components of one kind."""
    statements: dict[LicenseClaim, None] = {}
    bare: tuple[Sighting, ...] = ()
    any_seen = False
    for component in ids:
        kind = components.find(component).type
        sightings = seen.strongest(component)
        any_seen = any_seen or bool(sightings)
        named = (c for c in licensing.claims if component in c.components)
        found = licensing.covering(sightings, kind) if sightings else tuple(named)
        statements.update(dict.fromkeys(found))
        bare += licensing.uncovered(sightings, kind)
    judged = {c: judge_claim("", c, licensing, _QUESTION).outcome for c in statements}
    outcome = overall(judge_claim("", c, licensing, _QUESTION) for c in statements)
    if outcome is Outcome.PASS and bare:
        outcome = Outcome.UNKNOWN
    deciding = tuple(c for c, one in judged.items() if one is outcome)
    stated = tuple(dict.fromkeys(c.expression or c.raw for c in statements))
    return Terms(outcome, deciding, stated, any_seen or bool(statements))


def _judged(claim: OpennessClaim, terms: dict[str, Terms]) -> Finding:
    kinds = [claim.subject] if claim.subject != "release" else [k for k in terms if terms[k].seen]
    worst = overall(Finding(terms[kind].outcome, "") for kind in kinds)
    about = next((kind for kind in kinds if terms[kind].outcome is worst), claim.subject)
    at = (claim.at, *(c.at for c in terms[about].deciding[:3])) if kinds else (claim.at,)
    called = f"“{_quoted(claim)}” calls {_title(claim.subject)} open source"
    match worst:
        case Outcome.FAIL:
            stated = ", ".join(_limits(c) for c in terms[about].deciding[:3])
            message = f"{called}, but the terms of {_title(about)} are not open: {stated}."
            return failed(message, *at, remedy=_REMEDY.format(words=_words(about, terms)))
        case Outcome.PASS:
            return passed(f"{called}, and its terms are open.", *at)
        case _:
            return unknown(f"{called}, but {_open(about, terms)}.", *at, remedy=_UNSTATED)


def _words(about: str, terms: dict[str, Terms]) -> str:
    """The true words: one for the kind, and the licences as they are stated."""
    word = _TRUE_WORDS[about]
    found = (_LIMITED.get(one.kind, "") for c in terms[about].deciding for one in _restricting(c))
    word = next(filter(None, found), word).format(word=word)
    stated = "; ".join(
        f"{kind}: {', '.join(one.stated[:3])}"
        for kind, one in sorted(terms.items())
        if one.stated and kind in {"code", "weights", about}
    )
    return f"“{word}”, or “{stated}”" if stated else f"“{word}”"


def _restricting(claim: LicenseClaim) -> Iterator[licenses.License]:
    """The licences of a statement that are known and not open."""
    for license_id in expressions.ids(claim.expression) if claim.expression else ():
        known = licenses.find(license_id)
        if known and known.open is False:
            yield known


def _limits(claim: LicenseClaim) -> str:
    """A statement, with what its licences limit in a few words."""
    limits = [limit for one in _restricting(claim) for limit in one.restrictions[:_SHOWN]]
    stated = claim.expression or claim.raw
    return f"{stated} ({'; '.join(limits)})" if limits else stated


def _open(about: str, terms: dict[str, Terms]) -> str:
    """Why the terms of a kind of thing are not known."""
    deciding = terms[about].deciding if about in terms else ()
    stated = ", ".join(claim.expression or claim.raw for claim in deciding[:3])
    if stated:
        return f"whether {stated} is open, or its text is there, is not known"
    return f"no licence is stated for {_title(about)}"


def _title(subject: str) -> str:
    return f"the {subject}"


def _quoted(claim: OpennessClaim) -> str:
    """The sentence, shortened."""
    words = claim.words
    return words if len(words) <= 160 else f"{words[:159].rstrip()}…"
