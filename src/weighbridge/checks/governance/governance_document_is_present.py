"""The project has this document, and it says something.

Whoever finds a vulnerability, wants to help, or depends on the release needs to know whom to
turn to and how decisions are made. A file that only holds a template's placeholders does not
tell them.

Source: OpenSSF OSPS Baseline; GitHub community profiles; Citation File Format.

## How to fix

Write the document, at the top of the release, in `docs/` or in `.github/`.
"""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import governance_documents
from weighbridge.facts.governance import Governance
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)


@check(severity=Severity.LOW, since="0.1", over=governance_documents.every)
def governance_document_is_present(
    document: governance_documents.Document, governance: Governance
) -> Iterator[Finding]:
    """Judge one kind of document."""
    files = [file for file in governance.files if file.role == document.id]
    good = [file for file in files if file.words >= document.words]
    gaps = [gap for gap in governance.gaps if gap.topic in {"", "governance"}]
    if good:
        message = f"{document.title}: {good[0].at.path}, {good[0].words:,} words."
        yield passed(message, *(file.at for file in good[:5]))
    elif files:
        message = f"{document.title}: {files[0].at.path} is there, but says next to nothing."
        yield failed(message, *(file.at for file in files[:5]), remedy=document.advice)
    elif gaps:
        message = f"{document.title}: none was found, and {len(gaps)} places could not be read."
        yield unknown(message, *(gap.at for gap in gaps[:5]), remedy=document.advice)
    elif document.needed:
        yield failed(f"{document.title}: none was found.", remedy=document.advice)
    else:
        yield not_applicable(f"{document.title}: none was found; not every release needs one.")
