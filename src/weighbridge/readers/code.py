"""Source files: their language, what their contents show them to be for, and whether they can be
started.
"""

from collections.abc import Iterator

from weighbridge.facts.code import CodeFile
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.code_roles import SCANNED, is_entry_point, language_of, roles_of
from weighbridge.readers.port import reader

_NAMES = (
    "*.py", "*.pyi", "*.pyx", "*.sh", "*.bash", "*.zsh", "*.slurm", "*.sbatch", "*.ps1", "makefile",
    "gnumakefile", "*.mk", "*.c", "*.h", "*.cc", "*.cpp", "*.cxx", "*.hpp", "*.cu", "*.cuh", "*.js",
    "*.mjs", "*.ts", "*.tsx", "*.rs", "*.jl", "*.go", "*.java", "*.r", "*.lua", "*.swift", "*.mojo",
)  # fmt: skip
_WEIGHED = frozenset({"python", "shell", "make", "powershell"})


@reader(names=_NAMES, magic=(b"#!",), gives=(CodeFile,), topic="code")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a source file; an empty or binary one is none."""
    head = blob.head()
    language = language_of(blob.path, head)
    if not language or b"\0" in head or not head.strip():
        return
    text = blob.head(SCANNED).decode("utf-8", "replace") if language in _WEIGHED else ""
    roles = roles_of(text, blob.path, language) if text else ()
    yield CodeFile(blob.evidence(), language, roles, is_entry_point(text, language))
