"""Python modules: their public functions, whether each is documented and typed, and whether its
docstring describes the parameters it has.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.interface import Misnamed, PublicModule
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import is_borrowed, is_explaining, is_for_tests
from weighbridge.readers.port import reader
from weighbridge.readers.python_text.described import described
from weighbridge.readers.python_text.signatures import Signature, signatures

_SCANNED = 256 << 10
"""Characters of one module that are looked at."""
_MOST = 400
"""Functions of one module that are counted."""
_NAMED = 5
_SCRIPT = re.compile(r"^if __name__ ==", re.MULTILINE)
_EXAMPLE = re.compile(
    r"^[ \t]*(?:>>> |```|\.\. code|examples?:{0,2}[ \t]*$)", re.MULTILINE | re.IGNORECASE
)
_NO_MODULE = re.compile(r"(?:_.*|test_.*|.*_test|conftest|setup|noxfile|tasks)\.py")


@reader(names=("*.py",), gives=(PublicModule,), topic="code")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a module that others may import; scripts, tests and copies of others' code are none."""
    path = blob.path
    if is_borrowed(path) or is_for_tests(path) or is_explaining(path):
        return
    if _NO_MODULE.fullmatch(blob.name.lower()) and blob.name != "__init__.py":
        return
    text = blob.head(_SCANNED).decode("utf-8", "replace")
    if "def " not in text or _SCRIPT.search(text):
        return
    found = [one for _, one in zip(range(_MOST), signatures(text), strict=False)]
    if found:
        yield _module(blob, found)


def _module(blob: Blob, found: list[Signature]) -> PublicModule:
    told = [(one, described(one.docstring)) for one in found if one.docstring]
    return PublicModule(
        at=blob.evidence(),
        functions=len(found),
        documented=len(told),
        typed=sum(one.typed for one in found),
        described=sum(bool(names) for _, names in told),
        examples=sum(bool(_EXAMPLE.search(one.docstring or "")) for one, _ in told),
        undocumented=tuple(one.name for one in found if one.docstring is None)[:_NAMED],
        untyped=tuple(one.name for one in found if not one.typed)[:_NAMED],
        misnamed=tuple(_misnamed(blob, told))[:_NAMED],
    )


def _misnamed(blob: Blob, told: list[tuple[Signature, tuple[str, ...]]]) -> Iterator[Misnamed]:
    """Parameters that are described and not there; any name may be where any keyword is taken."""
    for one, names in told:
        for name in names:
            if name not in {*one.parameters, "self", "cls"} and not one.takes_any:
                yield Misnamed(blob.evidence(line=one.line), one.name, name)
