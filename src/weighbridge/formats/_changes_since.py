"""What changed since an earlier report, as text."""

from collections.abc import Iterator, Sequence

from weighbridge.findings import Finding
from weighbridge.formats._columns import wrapped
from weighbridge.formats._words import OUTCOMES, plural, prose, visible
from weighbridge.verdicts.since import Moved, Since

_SHOWN = 10
"""Findings and files that are named one by one."""


def text(since: Since, width: int) -> str:
    """The changes, in lines that do not pass a width."""
    return "\n".join(_lines(since, width)) + "\n"


def _lines(since: Since, width: int) -> Iterator[str]:
    earlier = prose(f"{since.before.release} {since.before.version}".strip())
    yield wrapped(f"Since the report on {earlier} of {prose(since.before.as_of)}", width)
    for sentence in since.judged:
        yield wrapped(prose(sentence), width, "  ")
    if since.nothing:
        yield wrapped("No verdict, component or finding changed.", width, "  ")
    for one in since.verdicts:
        yield from _moved(one, f"{one.title}, {one.id.rpartition(', ')[2]}", width)
    for one in since.components:
        yield from _moved(one, one.title, width)
    yield from _findings("New", since.new, width)
    yield from _findings("Gone", since.gone, width)
    yield from _files(since.files, width)


def _moved(one: Moved, title: str, width: int) -> Iterator[str]:
    before, after = one.before or "not there", one.after or "not there"
    words = f"still {after}" if before == after else f"was {before}; is {after}"
    yield wrapped(prose(f"{title}: {words}."), width, "  ")
    for sentence in one.why:
        yield wrapped(prose(sentence), width, "    ")


def _findings(word: str, findings: Sequence[Finding], width: int) -> Iterator[str]:
    if not findings:
        return
    ordered = sorted(findings, key=lambda f: (f.severity.rank, f.check))
    yield wrapped(f"{word}, {plural(len(ordered), 'finding')}:", width, "  ")
    for finding in ordered[:_SHOWN]:
        label = f"{OUTCOMES[finding.outcome]}, {finding.severity}: {visible(finding.check)}: "
        yield wrapped(f"{label}{prose(finding.message)}", width, "    ", "      ")
    if len(ordered) > _SHOWN:
        yield wrapped(f"and {len(ordered) - _SHOWN:,} more.", width, "    ")


def _files(files: Sequence[str], width: int) -> Iterator[str]:
    if not files:
        return
    yield wrapped("Files that this rests on:", width, "  ")
    for sentence in files[:_SHOWN]:
        yield wrapped(prose(sentence), width, "    ")
    if len(files) > _SHOWN:
        yield wrapped(f"and {len(files) - _SHOWN:,} more.", width, "    ")
