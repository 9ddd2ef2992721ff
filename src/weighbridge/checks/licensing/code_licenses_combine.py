"""The licences of the code that a release asks for and holds go together with its own.

Code under one licence cannot always become part of code under another, and whoever passes on the
whole has to keep to both. What a release asks for is taken from its requirements and lock files,
what it holds from folders of others' code and from the headers of its files; the licence of a
package from what lies in the release, or from a short catalogue of the most used ones. Whether a
program that only asks for a library is bound by its copyleft is contested: that never passes in
silence, and is never called a breach.

Source: license compatibility matrix of the Open Source Automation Development Lab (OSADL) eG,
https://www.osadl.org/?id=3780, CC-BY-4.0.

## How to fix

State a licence for the code that takes in what it is made of; replace what does not fit; and
record the decision, where people disagree, in `governance/decisions/`.
"""

from collections.abc import Iterator

from weighbridge.facts.components import Components
from weighbridge.facts.licensing import Licensing
from weighbridge.facts.lineage import Lineage
from weighbridge.findings import Finding, Severity, check
from weighbridge.findings.finding import not_applicable
from weighbridge.findings.lineage import code

_REMEDY = (
    "Put the code under a licence that takes in what it is made of, replace what does not fit, or "
    "record why it does."
)


@check(severity=Severity.MEDIUM, since="0.1")
def code_licenses_combine(
    lineage: Lineage, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge each licence of others' code against the licence of the release's own."""
    own = code.own_code(seen, licensing, lineage)
    nothing = True
    for one in code.judge(own):
        nothing = False
        yield one.finding(_REMEDY, *own.at)
    if nothing:
        yield not_applicable("It asks for no library, and no code of others was found in it.")
