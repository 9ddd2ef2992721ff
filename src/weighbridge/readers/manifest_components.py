"""Components whose files the manifest names: seen where such a file is there and holds anything."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice

from weighbridge.catalogs import components
from weighbridge.facts.code import Code
from weighbridge.facts.components import NamedFiles, Naming, Presence, Sighting
from weighbridge.facts.distribution import FileEntry, Inventory
from weighbridge.readers.port import derives

_SHOWN = 8
"""Files shown for one component."""


@derives(gives=(Sighting,), topic="")
def derive(naming: Naming, inventory: Inventory, code: Code) -> Iterator[Sighting]:
    """Join what is named with what lies there; code has to be code."""
    sources = {(file.at.part, file.at.path) for file in code.files}
    for named in naming.named:
        is_code = components.find(named.component).type == "code"
        found = (
            file
            for file in inventory.files
            if _matches(named, file) and (not is_code or (file.at.part, file.at.path) in sources)
        )
        for file in islice(found, _SHOWN):
            yield Sighting(
                named.component,
                Presence.PRESENT,
                file.at,
                note=f"{file.at.path}, named in {named.at.place}",
                license=named.license,
            )


def _matches(named: NamedFiles, file: FileEntry) -> bool:
    if not file.size or named.part not in {"", file.at.part}:
        return False
    return any(fnmatchcase(file.at.path, pattern) for pattern in named.patterns)
