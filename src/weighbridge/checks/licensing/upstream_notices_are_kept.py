"""A NOTICE file that source files send their readers to lies in the release.

Apache-2.0 asks whoever passes on a work with a `NOTICE` file to pass on what that file says. Code
taken over from such a project still says "see the NOTICE file", and often leaves it behind. A file
counts for the folder it lies in and those below it.

Source: Apache License 2.0, section 4(d).

## How to fix

Copy the project's `NOTICE` beside the code taken from it, or its words into your own `NOTICE`.
"""

from collections.abc import Iterator

from weighbridge.facts.licensing import Licensing, NoticeMention
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown

_REMEDY = "Copy the NOTICE file of the project the code was taken from into the release."
_SHOWN = 5


@check(severity=Severity.MEDIUM, since="0.1")
def upstream_notices_are_kept(licensing: Licensing) -> Iterator[Finding]:
    """Judge each folder with files that speak of a NOTICE."""
    folders: dict[tuple[str, str], list[NoticeMention]] = {}
    for mention in licensing.mentions:
        folder = mention.at.path.rpartition("/")[0]
        folders.setdefault((mention.at.part, folder), []).append(mention)
    for (part, folder), mentions in folders.items():
        at = tuple(mention.at for mention in mentions[:_SHOWN])
        notice = _notice(licensing, part, folder)
        speaks = f"{mentions[0].at.place} says “{mentions[0].words}”"
        if notice:
            yield passed(f"{speaks}, and {notice} is there.", *at)
        else:
            absent = unknown if licensing.gaps else failed
            yield absent(f"{speaks}, and no NOTICE file was found.", *at, remedy=_REMEDY)
    if not folders:
        yield not_applicable("No file of the release speaks of a NOTICE file.")


def _notice(licensing: Licensing, part: str, folder: str) -> str:
    """Where the notices lie that count for a folder; empty for nowhere."""
    for text in licensing.texts:
        home = text.at.path.rpartition("/")[0]
        above = not home or folder == home or folder.startswith(f"{home}/")
        if text.role == "notice" and text.at.part == part and above:
            return text.at.place
    return ""
