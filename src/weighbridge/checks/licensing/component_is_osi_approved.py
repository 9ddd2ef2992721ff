"""The component is under a licence that the Open Source Initiative has approved.

The Open Source AI Definition asks this of code, and of parameters terms that the Initiative has
approved. Where several licences hold at once, each of them has to be approved; outside the reading
`claims` a statement counts only when the licence's text lies in the release.

Source: Open Source AI Definition 1.0, "Preferred form to make modifications"; SPDX License List,
"OSI Approved?".

## How to fix

State an OSI-approved licence such as Apache-2.0 or MIT for it, in `weighbridge.toml` under
`[[licenses]]`, and put the licence's full text into `LICENSES/`.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components, licenses
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import Licensing
from weighbridge.findings import Finding, Severity, check
from weighbridge.findings.licensing import Question, judge_component

_PARAMETERS = frozenset({"model-parameters-final", "model-parameters-intermediate"})


def _is_approved(license_id: str) -> bool | None:
    known = licenses.find(license_id)
    return known.osi if known else None


_QUESTION = Question(
    ask=_is_approved,
    yes="{license} is OSI-approved",
    no="{license} is not OSI-approved",
    open="whether {license} is OSI-approved is not known",
    remedy="State an OSI-approved licence for code and parameters, with its text in LICENSES/.",
)


def _asked() -> tuple[components.Component, ...]:
    return tuple(c for c in components.every() if c.type == "code" or c.id in _PARAMETERS)


@check(severity=Severity.MEDIUM, since="0.1", over=_asked)
def component_is_osi_approved(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component."""
    yield from judge_component(component, seen, licensing, _QUESTION)
