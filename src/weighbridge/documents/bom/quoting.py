"""Words of a card, as a bill quotes them."""

_LONGEST = 1_000
"""Characters of a section that are quoted."""


def shortened(words: str) -> str:
    """Words of a section in one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
