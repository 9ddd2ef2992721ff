"""The words that say where a statement comes from, and how far it can be relied on."""

from weighbridge.documents.card_sections import code
from weighbridge.documents.record import Field, Record, State

_WORDS = {
    State.VERIFIED: "read from",
    State.EVIDENCED: "stated in",
    State.ASSERTED: "said in",
}
_DRAFTED = frozenset({"README.md", "MODEL_CARD.md", "DATA_CARD.md", "croissant.json"})
_SHOWN = 3


def paths(record: Record, field: Field) -> tuple[str, ...]:
    """The files a field was seen in, sorted, each once.

    Cards and what else is drafted from the record are no source of what they say.
    """
    own = drafted_paths(record)
    return tuple(sorted({at.path for at in field.at if at.path} - own))


def drafted_paths(record: Record) -> frozenset[str]:
    """The cards of a release, and where they would be written."""
    cards = (record["card.model"], record["card.data"])
    held = {one.value for card in cards for one in (card, *card.alternatives)}
    return _DRAFTED | frozenset(path for path in held if isinstance(path, str))


def told(record: Record, name: str) -> str:
    """` (read from `config.json`)`, as a part of a sentence; empty where no file says it."""
    field = record[name]
    seen = paths(record, field)
    if not seen or field.state not in _WORDS:
        return ""
    more = f" and {len(seen) - _SHOWN} more" if len(seen) > _SHOWN else ""
    return f" ({_WORDS[field.state]} {', '.join(code(path) for path in seen[:_SHOWN])}{more})"
