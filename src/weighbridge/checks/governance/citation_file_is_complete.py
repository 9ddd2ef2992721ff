"""The citation file says what the format asks for: version, message, title and authors.

Forges, archives and reference managers read CITATION.cff by program, and give up on one that lacks
a key. An author whose name is a placeholder is cited as one.

Source: Citation File Format 1.2.0, schema guide.

## How to fix

Add the keys that are named, and at least one author: a person's family and given names, or an
organisation's name.
"""

from collections.abc import Iterator

from weighbridge import catalogs
from weighbridge.facts.papers import CitationFile, Papers
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Give CITATION.cff every key that the format requires, and the authors' names."


@check(severity=Severity.LOW, since="0.1")
def citation_file_is_complete(papers: Papers) -> Iterator[Finding]:
    """Judge the citation file, if there is one."""
    for one in papers.citations:
        reason = _lacking(one)
        if reason:
            yield failed(f"{one.at.path} {reason}.", one.at, remedy=_REMEDY)
        else:
            names = ", ".join(one.authors[:3])
            yield passed(f"{one.at.path} is complete, and names {names}.", one.at)
    if not papers.citations:
        yield unknown("There is no citation file that could be read.", remedy=_REMEDY)


def _lacking(one: CitationFile) -> str:
    """What is wrong with it, as the end of a sentence; empty for nothing."""
    required = catalogs.entry("vocabularies", "citation-file")["required"]
    missing = [key for key in required if key not in one.keys]
    if missing:
        return f"lacks {', '.join(missing)}"
    if not one.version.startswith("1."):
        return f"states the format's version as “{one.version}”"
    if not all(one.authors) or not one.authors:
        return "has an author without a name"
    return ""
