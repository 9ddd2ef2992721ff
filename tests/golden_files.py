"""Golden files: what a format wrote once, kept under `tests/golden`, and compared from then on.

`UPDATE_GOLDEN=1 pytest` writes them anew; the change is then read in the diff like any other.
"""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def same_as_golden(name: str, text: str) -> bool:
    """Whether a text is the one in the golden file of a name."""
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(text.encode())
    return file.exists() and file.read_bytes() == text.encode()
