"""No file holds a program under the name of data.

A program named `weights.bin` or `vocab.txt` passes filters that look at names, and waits for a
script or a person to start it. Programs that are named as programs are no concern of this check.

## How to fix

Remove the file, or give it the name of what it is and say in the README what it is for.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.distribution import FileEntry, Inventory
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.patterns import lazy

_PROGRAMS = {
    "application/x-elf": "a program or library for Linux (ELF)",
    "application/x-dosexec": "a program or library for Windows (PE)",
    "application/x-mach-binary": "a program or library for macOS (Mach-O)",
}
_NAMED_SO = lazy(
    r"(?:^|/)[^/.]+$"
    r"|\.so(?:\.\d+)*$"
    r"|\.(?:exe|dll|sys|scr|com|msi|cpl|ocx|drv|efi|pyd|dylib|bundle|node|jnilib|o|obj|a|lib|ko|elf"
    r"|axf|out|run|appimage|cubin|hsaco|mexw64|mexa64|mexmaci64|wasm|abi3)$",
    re.IGNORECASE,
)
"""Names that people give to programs, libraries and object files of any platform."""
_REMEDY = "Remove the program, or name it as one."


@check(severity=Severity.CRITICAL, since="0.1")
def no_executables_are_hidden(inventory: Inventory) -> Iterator[Finding]:
    """Compare the first bytes of every file with its name."""
    hidden = [entry for entry in inventory.files if _is_hidden(entry)]
    for entry in hidden:
        what = _PROGRAMS.get(entry.content, "a script that may be executed")
        message = f"{entry.at.path} is {what}, and its name does not say so."
        yield failed(message, entry.at, remedy=_REMEDY)
    if not inventory.files:
        yield unknown("No file was read, so none was looked into.")
    elif not hidden:
        yield passed(
            f"None of {len(inventory.files):,} files is a program named as something else."
        )


def _is_hidden(entry: FileEntry) -> bool:
    if entry.content in _PROGRAMS:
        return _NAMED_SO.search(entry.at.path) is None
    return (
        entry.executable
        and entry.content == "text/x-shellscript"
        and entry.at.path.lower().endswith((".txt", ".json", ".md", ".csv", ".bin", ".png", ".pdf"))
    )
