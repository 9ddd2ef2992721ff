"""YAML front matter: a person's own keys stay as they are, and keys they lack are added."""

import re
from io import StringIO
from typing import Any

from weighbridge.patterns import lazy

_BLOCK = lazy(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)


def split(text: str) -> tuple[str, str]:
    """A text's front matter, with its fences, and the words after it; the first may be empty."""
    found = _BLOCK.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def merged(existing: str, wanted: str) -> str:
    """Front matter with the keys that only the wanted one has added at its end.

    What cannot be read as a mapping is left as it is.
    """
    if not existing or not wanted:
        return existing or wanted
    held, fresh = _mapping(existing), _mapping(wanted)
    missing = {key: value for key, value in fresh.items() if key not in held}
    if not missing or not held:
        return existing
    body = existing.rstrip().removesuffix("---")
    return f"{body}{dumped(missing)}---\n"


def dumped(values: dict[str, Any]) -> str:
    """A mapping as YAML lines."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # heavy; only drafts need it

    form = YAML()
    form.width = 100
    form.indent(mapping=2, sequence=2, offset=0)
    out = StringIO()
    form.dump(values, out)
    return out.getvalue()


def _mapping(block: str) -> dict[str, Any]:
    from ruamel.yaml import YAML  # noqa: PLC0415  # as above
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    found = _BLOCK.match(block)
    try:
        value = YAML(typ="rt").load(found["yaml"]) if found else None
    except (YAMLError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
