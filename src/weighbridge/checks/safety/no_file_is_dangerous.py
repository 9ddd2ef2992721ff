"""No file of the release would do harm when it is loaded, opened or unpacked.

A pickle that calls the operating system, a template that reaches behind its objects, an archive
that writes outside of its folder: each acts on the machine of whoever uses the release. What would
happen, and where it stands, is told from the bytes alone; nothing is loaded to find out.

Source: CWE-502 "Deserialization of Untrusted Data"; CWE-22 "Path Traversal"; Python's `pickle`
documentation, opening warning.

## How to fix

Remove the file, or write it again from a source you trust, in a format that holds data only.
"""

from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Safety
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Remove the file, or write it again in a format that holds data only."


@check(severity=Severity.CRITICAL, since="0.1")
def no_file_is_dangerous(safety: Safety) -> Iterator[Finding]:
    """Judge every file by the worst thing in it."""
    clean = True
    for verdict in safety.verdicts:
        if verdict.harm is Harm.DANGEROUS:
            clean = False
            worst = verdict.reasons[0]
            place = f" ({worst.where})" if worst.where else ""
            yield failed(f"{verdict.at.path}{place}: {worst.message}", verdict.at, remedy=_REMEDY)
        elif verdict.harm is Harm.INCOMPLETE:
            clean = False
            told = verdict.reasons[0].message
            yield unknown(f"{verdict.at.path} could not be looked at whole: {told}", verdict.at)
    for gap in safety.gaps:
        if gap.topic in {"", "safety"}:
            clean = False
            yield unknown(f"{gap.at.place} could not be looked into.", gap.at, remedy=gap.remedy)
    for file in safety.passed_over:
        clean = False
        yield unknown(f"{file.at.path} was not looked into.", file.at)
    if not safety.verdicts:
        yield unknown("No file was looked into.")
    elif clean:
        yield passed(f"None of {len(safety.verdicts):,} files would do harm when it is loaded.")
