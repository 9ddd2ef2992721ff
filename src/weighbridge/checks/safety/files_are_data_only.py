"""Every file that models are loaded from holds data only.

A file that names classes or functions runs their code when it is loaded, even where that is an
ordinary library's. Whoever loads it trusts that library, its version, and the file's last writer.
Source code that is named as such is no concern of this check.

Source: PyTorch security policy, "Untrusted models"; scikit-learn documentation, "Model
persistence".

## How to fix

Store weights as safetensors, and what a pipeline needs besides as JSON or skops.
"""

from collections.abc import Iterator

from weighbridge.facts.safety import FileVerdict, Harm, Safety
from weighbridge.findings import Finding, Persona, Severity, check, failed, passed, unknown

_REMEDY = "Store weights as safetensors, and what else is needed as JSON or skops."
_CODE = frozenset(("source-code", "script", "native-program"))
"""Rules of files that are code and say so."""


@check(severity=Severity.MEDIUM, since="0.1", persona=Persona.PEDANTIC)
def files_are_data_only(safety: Safety) -> Iterator[Finding]:
    """Name what each file runs that is no code by its name."""
    looked_at = [one for one in safety.verdicts if not _is_code(one)]
    worse = [one for one in looked_at if one.harm is not Harm.DATA_ONLY]
    for verdict in worse:
        if verdict.harm is Harm.INCOMPLETE:
            yield unknown(f"{verdict.at.path} could not be looked at whole.", verdict.at)
        else:
            yield failed(_told(verdict), verdict.at, remedy=_REMEDY)
    if not safety.verdicts or safety.gaps:
        yield unknown("Not every file was looked into.")
    elif not worse:
        yield passed(f"{len(looked_at):,} files hold data only.")


def _told(verdict: FileVerdict) -> str:
    if not verdict.names:
        return f"{verdict.at.path}: {verdict.reasons[0].message}"
    named = ", ".join(verdict.names[:5])
    more = f" and {len(verdict.names) - 5} more" if len(verdict.names) > 5 else ""
    return f"Loading {verdict.at.path} runs code of {named}{more}."


def _is_code(verdict: FileVerdict) -> bool:
    return bool(verdict.reasons) and all(reason.rule in _CODE for reason in verdict.reasons)
