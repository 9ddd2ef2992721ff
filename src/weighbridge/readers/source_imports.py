"""What Python files import from beside themselves: the way from a module to all that it runs."""

import re
from collections.abc import Iterator
from posixpath import normpath

from weighbridge.facts.release import Fact
from weighbridge.facts.safety import SourceImports
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader

_FROM = lazy(
    rb"^[ \t]*from[ \t]+(\.+)[ \t]*([\w.]*)[ \t]+import[ \t]+(\([^)]{0,4000}|[^\n#]{0,1000})",
    re.MULTILINE,
)
_NAME = lazy(r"[A-Za-z_]\w*")
_MOST = 500


@reader(names=("*.py",), gives=(SourceImports,), topic="safety")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the relative imports; these are the ones that loaders of model code follow.

    Source: transformers `dynamic_module_utils.get_relative_imports`; Python language reference
    3.14, "Package Relative Imports".
    """
    data = blob.data()
    if b"from ." not in data and b"from\t." not in data:
        return
    modules = dict.fromkeys(path for found in _FROM.finditer(data) for path in _paths(blob, found))
    if modules:
        yield SourceImports(blob.evidence(), tuple(modules)[:_MOST])


def _paths(blob: Blob, found: re.Match[bytes]) -> Iterator[str]:
    """Where an import may lead: to the module it names, and to modules among the names."""
    dots, module, names = (found[one].decode("utf-8", "replace") for one in (1, 2, 3))
    steps = "/".join([".."] * (len(dots) - 1))
    place = normpath("/".join(filter(None, (blob.folder, steps, module.replace(".", "/")))) or ".")
    if place.startswith(".."):
        return
    root = "" if place == "." else place
    if module:
        yield root
    for name in _NAME.findall(names.replace(" as ", " , "))[:50]:
        yield f"{root}/{name}".lstrip("/")
