"""The security policy says where to report.

A policy is read by somebody who has found something and wants to tell you and nobody else. An
address, a page or a forge's private reports is the one thing it cannot do without.

Source: OpenSSF OSPS Baseline, OSPS-VM-02; ISO/IEC 29147.

## How to fix

Name in SECURITY.md an address, a page or the forge's private vulnerability reports.
"""

from collections.abc import Iterator

from weighbridge.facts.papers import Papers
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Name in SECURITY.md an address, a page or private vulnerability reports to report to."


@check(severity=Severity.LOW, since="0.1")
def security_policy_names_a_contact(papers: Papers) -> Iterator[Finding]:
    """Judge every security policy that is there."""
    found = [one for one in papers.filled if one.role == "security"]
    for one in found:
        if one.channels:
            message = f"{one.at.path} says where to report: {one.channels[0]}."
            yield passed(message, one.at)
        else:
            message = f"{one.at.path} names no address, page or private way to report."
            yield failed(message, one.at, remedy=_REMEDY)
    if not found:
        yield unknown("There is no security policy to look into.", remedy=_REMEDY)
