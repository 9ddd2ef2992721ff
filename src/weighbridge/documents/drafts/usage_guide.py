"""The usage guide: what is permitted and what is not, in plain words, and where to get help."""

from collections.abc import Iterator

from weighbridge.documents import plain_licenses
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "usage-guide"
TITLE = "Usage guide in plain words (USAGE.md)"
DEFAULT = True


def draft(record: Record) -> Draft | None:
    """Draft it from the licences' recorded terms and the model's settings."""
    return paper(
        "USAGE.md",
        "usage_guide.md.j2",
        record,
        licenses=plain_licenses.told(record),
        settings=tuple(_settings(record)),
        contact=record.value("section.model.contact"),
        card=next((at.path for at in record["section.model.contact"].at), ""),
    )


def _settings(record: Record) -> Iterator[tuple[str, str]]:
    """What the files show about how the model is meant to run."""
    value = record.value
    if value("model.library"):
        yield "Library, as the configuration names it", str(value("model.library"))
    if value("model.format"):
        yield "Format of the weights", str(value("model.format"))
    if value("model.dtypes"):
        yield "Numbers the weights are stored in", ", ".join(n for n, _ in value("model.dtypes"))
    if value("model.context-length"):
        yield "Longest input the configuration allows", f"{value('model.context-length'):,} tokens"
    if value("model.chat-template"):
        yield "Chat template", "the tokenizer has one; messages go through it"
    if value("model.remote-code"):
        yield "Code of its own", "loading it runs code of the repository; name one revision"
    for one in [one for one in value("code.dependencies") or () if one["pinned"]][:10]:
        yield "Library version asked for", f"{one['name']} {one['requirement']}"
