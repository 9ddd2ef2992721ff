"""The terms of the component grant the freedom to everybody, for any purpose.

The four freedoms are asked of every component on its own, so that a release whose code is free and
whose weights are not shows as exactly that. A component that is not there grants nothing, and the
check does not apply to it.

Source: Open Source AI Definition 1.0, "What is Open Source AI".

## How to fix

State a licence for the component that does not limit the freedom, with its full text in
`LICENSES/`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from weighbridge import catalogs
from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import Licensing
from weighbridge.findings import Finding, Persona, Severity, check
from weighbridge.findings.licensing import Question, judge_component

_REMEDY = "State an open licence for every component, with its full text in LICENSES/."


@dataclass(frozen=True, slots=True)
class Grant:
    """A freedom over a component; the id reads `model-card:use`."""

    component: components.Component
    freedom: str

    @property
    def id(self) -> str:
        """The part of the check's id between brackets."""
        return f"{self.component.id}:{self.freedom}"


@cache
def _grants() -> tuple[Grant, ...]:
    vocabulary = catalogs.entry("vocabularies", "freedoms")
    freedoms = [key for key, value in vocabulary.items() if isinstance(value, dict)]
    return tuple(Grant(*pair) for pair in product(components.every(), freedoms))


@check(severity=Severity.INFO, since="0.1", over=_grants, persona=Persona.AUDITOR)
def component_grants_freedom(
    grant: Grant, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one freedom over one component."""
    question = Question(
        ask=lambda one: licenses.grants(one, grant.freedom),
        yes="{license} grants it",
        no="limited by {license}",
        open="what {license} grants is not known",
        remedy=_REMEDY,
        why=lambda expression: expressions.restrictions(expression, grant.freedom),
    )
    yield from judge_component(grant.component, seen, licensing, question)
