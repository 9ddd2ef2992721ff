"""The component is under a licence that lets anyone use, study, modify and share it.

Open means: approved by the Open Source Initiative, free in the Free Software Foundation's list,
or conformant with the Open Definition. Every statement that covers the component counts, the most
direct ones first; where several licences hold at once, each of them has to be open. Outside the
reading `claims` a statement counts only when the licence's text lies in the release. A licence
that nobody has classified gives `unknown`.

Source: Model Openness Framework 1.0, "Licensing"; Open Source AI Definition 1.0.

## How to fix

State an open licence that covers the component, in `weighbridge.toml` under `[[licenses]]` or in
an SPDX header, and put the licence's full text into `LICENSES/`.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components, licenses
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import Licensing
from weighbridge.findings import Finding, Severity, check
from weighbridge.findings.licensing import Question, judge_component


def _is_open(license_id: str) -> bool | None:
    known = licenses.find(license_id)
    return known.open if known else None


_QUESTION = Question(
    ask=_is_open,
    yes="{license} is an open licence",
    no="{license} is not an open licence",
    open="nothing is known about the licence {license}",
    remedy="State an open licence for every component, with its full text in LICENSES/.",
)


@check(severity=Severity.HIGH, since="0.1", over=components.every)
def component_is_openly_licensed(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component."""
    yield from judge_component(component, seen, licensing, _QUESTION)
