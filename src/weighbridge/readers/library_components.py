"""Supporting libraries and tools: a package that lies in the release, or the list of what it asks
for.
"""

from collections import defaultdict
from collections.abc import Iterator

from weighbridge.facts.code import Code, Dependency
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Inventory
from weighbridge.readers.code_roles import ignored
from weighbridge.readers.port import derives

_COMPONENT = "supporting-libraries-and-tools"
_BUILD = frozenset({"pyproject.toml", "setup.py", "setup.cfg"})


@derives(gives=(Sighting,), topic="code")
def derive(code: Code, inventory: Inventory) -> Iterator[Sighting]:
    """See libraries: a package beside its build file, or a list of dependencies."""
    homes = set(_homes(inventory))
    holding = {(f.at.part, f.at.path.rpartition("/")[0]) for f in code.files}
    for file in inventory.files:
        folder, _, name = file.at.path.rpartition("/")
        if name != "__init__.py" or not folder or ignored(file.at.path):
            continue
        if (file.at.part, _home(folder)) in homes and (file.at.part, folder) in holding:
            yield Sighting(_COMPONENT, Presence.PRESENT, file.at, f"the Python package {folder}")
    by_file: dict[str, list[Dependency]] = defaultdict(list)
    for dependency in code.dependencies:
        by_file[f"{dependency.at.part}\0{dependency.at.path}"].append(dependency)
    for listed in by_file.values():
        pinned = all(one.pinned for one in listed)
        state = "all pinned" if pinned else f"{sum(one.pinned for one in listed)} pinned"
        note = f"{len(listed)} libraries in {listed[0].at.path}, {state}"
        yield Sighting(_COMPONENT, Presence.LINKED, listed[0].at, note, pinned)


def _homes(inventory: Inventory) -> Iterator[tuple[str, str]]:
    """Part and folder of every place that is built into a package; a wheel is one as a whole."""
    for file in inventory.files:
        folder, _, name = file.at.path.rpartition("/")
        if name in _BUILD and not ignored(folder + "/x"):
            yield file.at.part, folder
        elif name == "METADATA" and folder.endswith(".dist-info"):
            yield file.at.part, folder.rpartition("/")[0]


def _home(folder: str) -> str:
    """The folder a top-level package in `folder` would be built from."""
    parent = folder.rpartition("/")[0]
    return parent.removesuffix("src").rstrip("/") if f"/{parent}".endswith("/src") else parent
