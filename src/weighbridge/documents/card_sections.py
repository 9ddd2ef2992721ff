"""A card drafted section by section: what the record holds is written, and the rest is asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from weighbridge.catalogs.vocabularies.card_sections import Topic
from weighbridge.documents import managed
from weighbridge.documents.record import Record, State

if TYPE_CHECKING:
    from jinja2 import Environment

OPEN = "[More Information Needed]"
"""What stands where only a person can answer; a judge of cards counts it as nothing said."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The sections of one card.

    Attributes:
        text: all of them, between their marks.
        covered: those a person has written, or has a heading for that ours adds nothing to.
        open: what only a person can answer, one sentence each.
    """

    text: str
    covered: tuple[str, ...]
    open: tuple[str, ...]


def drafted(
    template: str, topics: Iterable[Topic], record: Record, view: Mapping[str, Any], kind: str
) -> Drafted:
    """Draft the sections of a card.

    Args:
        template: file whose blocks are named as the topics, with underscores.
        view: what the template may speak of.
        kind: `model` or `data`, as sections are named in the record.
    """
    parts, covered, asked = [], [], []
    for topic in topics:
        words = rendered(template, topic, view)
        held = record[f"section.{kind}.{topic.id}"]
        written = held.state is State.ASSERTED
        if written or (held.state is State.PLACEHOLDER and not says(words)):
            covered.append(topic.id)
        if OPEN in (words or OPEN):
            asked += [] if written else [f"{topic.title}: {topic.advice}"]
        body = words or question(topic.advice)
        parts.append(managed.section(topic.id, f"## {topic.title}\n\n{body}"))
    return Drafted("\n".join(parts), tuple(covered), tuple(asked))


def rendered(template: str, topic: Topic, view: Mapping[str, Any]) -> str:
    """What the template says on a topic; empty where it has nothing to say."""
    page = environment().get_template(template)
    block = page.blocks.get(topic.id.replace("-", "_"))
    if block is None:
        return ""
    text = "".join(block(page.new_context(dict(view))))
    return _tight([line.rstrip() for line in text.splitlines()])


def _tight(lines: list[str]) -> str:
    """Lines without the empty ones that loops leave: between items, between rows, and doubled."""
    kept: list[str] = []
    empty = False
    for line in lines:
        if not line:
            empty = bool(kept)
            continue
        alike = bool(kept) and line[:2] in {"- ", "| "} and kept[-1][:2] == line[:2]
        if empty and not alike:
            kept.append("")
        kept.append(line)
        empty = False
    return "\n".join(kept)


def says(words: str) -> bool:
    """Whether drafted words hold anything but headings, questions and what stands for answers."""
    lines = (line.strip() for line in words.splitlines())
    return any(line and not line.startswith(("#", "<!--")) and OPEN not in line for line in lines)


def question(text: str) -> str:
    """A question to a person, and the placeholder that their answer takes the place of."""
    return f"<!-- {text.replace('--', '-')} -->\n{OPEN}"


@cache
def environment() -> "Environment":
    """Where the templates of documents come from; Markdown is not escaped as HTML is, so that
    every value of the record goes through a filter.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # 40 ms

    made = Environment(
        loader=PackageLoader("weighbridge.documents", "templates"),
        autoescape=False,  # noqa: S701  # Markdown: see the filters
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    filters: dict[str, Callable[..., str]] = {
        "code": code, "plain": plain, "size": size, "number": number, "ask": question, "link": link,
    }  # fmt: skip
    made.filters.update(filters)
    return made


def code(text: object) -> str:
    """A text as code in one line, which can neither end it nor begin a tag or a table's cell."""
    words = " ".join(str(text).split()).replace("`", "'").replace("|", "/").replace("<!--", "<!-")
    return f"`{words[:300]}`"


def plain(text: object) -> str:
    """A text in one line that says what it says, and forms nothing of Markdown or HTML."""
    words = " ".join(str(text).split())[:600]
    for sign in "\\`*_[]<>|#":
        words = words.replace(sign, f"\\{sign}" if sign not in "<>" else _ENTITIES[sign])
    return words


_ENTITIES = {"<": "&lt;", ">": "&gt;"}


def link(path: str) -> str:
    """A path as the target of a link."""
    return "".join(sign if sign.isalnum() or sign in "/._-" else f"%{ord(sign):02X}"
                   for sign in path if sign.isascii())  # fmt: skip


def size(count: int | None) -> str:
    """Bytes in decimal units, three digits: `548 MB`."""
    if count is None:
        return "not known"
    for unit, name in ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (1000, "kB")):
        if count >= unit:
            return (
                f"{count / unit:.3g} {name}" if count < 1000 * unit else f"{count // unit} {name}"
            )
    return f"{count} bytes"


def number(value: object) -> str:
    """A number as people read it: `16,502`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return plain(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"
