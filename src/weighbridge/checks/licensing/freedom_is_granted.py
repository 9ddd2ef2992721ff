"""The terms grant the freedom over code, architecture and weights alike.

A system can be used, studied, modified and shared only as far as the terms of each of its
elements allow: weights for research alone take the freedom to use from the most open code. Access
comes first: nobody can study or modify what is not there. Of several licences that hold at once
each has to grant the freedom; a licence that nobody has classified gives `unknown`, and so does,
outside the reading `claims`, one whose text is not in the release.

Source: Open Source AI Definition 1.0, "What is Open Source AI".

## How to fix

Release training code, inference code, architecture and final weights, each under a licence that
allows anybody any use, of changed versions too, with its full text in `LICENSES/`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge import catalogs
from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import Finding, Severity, check, failed, unknown
from weighbridge.findings.licensing import Question, judge_claim

_REMEDY = "State an open licence for every component, with its full text in LICENSES/."


@dataclass(frozen=True, slots=True)
class _Freedom:
    id: str
    title: str
    takes: tuple[str, ...]


def _freedoms() -> tuple[_Freedom, ...]:
    vocabulary = catalogs.entry("vocabularies", "freedoms")
    named = {key: value for key, value in vocabulary.items() if isinstance(value, dict)}
    return tuple(_Freedom(key, v["title"], tuple(v["takes"])) for key, v in named.items())


@check(severity=Severity.HIGH, since="0.1", over=_freedoms)
def freedom_is_granted(
    freedom: _Freedom, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one freedom, over every element that it takes."""
    for element in map(components.find, freedom.takes):
        sightings = seen.strongest(element.id)
        about = f"Freedom to {freedom.id}, {element.title.lower()}"
        if not sightings:
            hidden = any(seen.hiding(element.topic))
            absent = unknown if hidden else failed
            yield absent(f"{about}: nothing was found to {freedom.id}.", remedy=element.advice)
        for claim in licensing.covering(sightings, element.type):
            yield _judge(freedom, about, claim, licensing)
        for sighting in licensing.uncovered(sightings, element.type)[:5]:
            yield unknown(f"{about}: no licence is stated for it.", sighting.at, remedy=_REMEDY)


def _judge(freedom: _Freedom, about: str, claim: LicenseClaim, licensing: Licensing) -> Finding:
    question = Question(
        ask=lambda one: licenses.grants(one, freedom.id),
        yes="granted by {license}",
        no="limited by {license}",
        open="what {license} grants is not known",
        remedy=_REMEDY,
        why=lambda expression: expressions.restrictions(expression, freedom.id),
    )
    return judge_claim(about, claim, licensing, question)
