"""JSON files as objects, read within bounds; the gap where one is not."""

import json
from typing import Any

from weighbridge.facts.distribution import Gap
from weighbridge.readers.blob import Blob

Parsed = dict[str, Any]


def parse(blob: Blob, longest: int | None = None) -> Parsed | Gap | None:
    """The object a file holds; None where it holds another value or is too long.

    Args:
        longest: bytes, for what is worth reading beyond what the blob keeps.
    """
    if blob.size > (longest or blob.kept):
        return None
    data = blob.data() if not blob.cut else blob.at(0, blob.size)
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        return Gap(
            blob.evidence(),
            f"{blob.path} is not valid JSON: {str(error)[:120]}.",
            "Write it again with the library that made it.",
            "weights",
        )
    return value if isinstance(value, dict) else None


def line_of(blob: Blob, key: str) -> int | None:
    """The first line on which a key stands."""
    before, found, _ = blob.data().partition(b'"' + key.encode() + b'"')
    return before.count(b"\n") + 1 if found else None
