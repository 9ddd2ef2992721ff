"""The code of the release: what it needs, and how it is started."""

from collections.abc import Iterator

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.code import Code
from weighbridge.facts.provenance import Evidence, Reading
from weighbridge.facts.release import Release


def items(release: Release) -> Iterator[Item]:
    """Dependencies, commands of the documents, and files by the work they do."""
    code = release.view(Code, Reading.CLAIMS)
    if code.dependencies:
        needed = tuple(
            {
                "name": one.name,
                "requirement": one.requirement,
                "pinned": one.pinned,
                "path": one.at.path,
            }
            for one in code.dependencies
        )
        at = (one.at for one in code.dependencies)
        yield item("code.dependencies", needed, State.EVIDENCED, *at)
    if code.commands:
        words = tuple(dict.fromkeys(one.words for one in code.commands))
        at = (one.at for one in code.commands)
        yield item("code.commands", words, State.EVIDENCED, *at)
    by_role: dict[str, list[Evidence]] = {}
    for file in code.files:
        for role in dict.fromkeys(role for role, _ in file.roles):
            by_role.setdefault(role.value, []).append(file.at)
    for work, places in by_role.items():
        paths = tuple(dict.fromkeys(at.path for at in places))
        yield item(f"code.{work}", paths, State.VERIFIED, *places)
