"""No file of the release gives away a key, a token or a password.

Whoever downloads the release can use what it gives away, and copies stay around after it is
deleted. Secrets are told by the shapes that their providers document; a report never repeats one:
it says the first four characters and the length.

Source: CWE-798 "Use of Hard-coded Credentials"; CWE-540 "Inclusion of Sensitive Information in
Source Code".

## How to fix

Withdraw the secret at its provider first, then take it out of the file and of the repository's
history. Read it from the environment instead.
"""

from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Safety
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Withdraw the secret at its provider, then remove it from the file and its history."
_RULE = "secret"


@check(severity=Severity.HIGH, since="0.1")
def no_secrets_are_published(safety: Safety) -> Iterator[Finding]:
    """Name every secret, redacted, with its line."""
    clean = True
    for verdict in safety.verdicts:
        for reason in verdict.reasons:
            if reason.rule == _RULE:
                clean = False
                place = f" ({reason.where})" if reason.where else ""
                text = f"{verdict.at.path}{place}: {reason.message}"
                yield failed(text, verdict.at, remedy=_REMEDY)
        if verdict.harm is Harm.INCOMPLETE:
            clean = False
            yield unknown(f"{verdict.at.path} could not be looked at whole.", verdict.at)
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
        count = len(safety.verdicts)
        yield passed(f"None of {count:,} files gives away a secret of a shape that is known.")
