"""The README that a newcomer meets: what it is, a first run, what it needs, results, links."""

import re
from collections.abc import Iterator
from typing import Any

from weighbridge.documents import plain_licenses
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper, size, standing
from weighbridge.documents.record import Record

NAME = "readme"
TITLE = "README for newcomers (README.md)"
DEFAULT = False

_SECTIONS = {
    "quick-start": "how-to-start",
    "requirements": "hardware-requirements",
    "benchmarks": "evaluation",
}
"""Managed section → the section of a model card that says the same."""
_ROWS = 20
_FIRST = re.compile(
    r"predict|infer|generat|demo|chat|sampl|quick|start|guess|translat", re.IGNORECASE
)
_PAPERS = ("citation", "changelog", "contributing", "conduct", "security", "governance")


def draft(record: Record) -> Draft | None:
    """Draft it; what a card in the same file says already is not added.

    No default: where the release holds a model or data, the README is the card, which answers the
    same questions and more.
    """
    there = standing(record, "README.md")
    covered = tuple(
        name for name, topic in _SECTIONS.items() if record.value(f"section.model.{topic}")
    )
    return paper(
        "README.md",
        "readme.md.j2",
        record,
        covered=("readme-summary", *covered) if there else (),
        facts=tuple(_facts(record)),
        commands=_first_commands(record),
        weights=_first_weights(record),
        needs=tuple(_needs(record)),
        memory=estimates(record),
        results=(record.value("evaluation.results") or ())[:_ROWS],
        evaluation=record.value("code.evaluation") or (),
        links=tuple(_links(record)),
    )


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    if record.value("front-matter.pipeline_tag"):
        yield "Task", str(record.value("front-matter.pipeline_tag"))
    if record.value("model.parameters"):
        yield "Parameters", f"{record.value('model.parameters'):,}"
    if record.value("model.format"):
        yield "Format", str(record.value("model.format"))
    stated = plain_licenses.stated(record)
    if stated:
        yield "Licences" if len(stated) > 1 else "Licence", ", ".join(stated)


def _first_commands(record: Record) -> tuple[str, ...]:
    """Three commands: those that start the code for inference first, then those that sound so.

    Their order says nothing: a README that repeats them changes which one is found first.
    """
    files = record.value("code.inference") or ()

    def rank(words: str) -> tuple[bool, bool, str]:
        return not any(path in words for path in files), not _FIRST.search(words), words

    return tuple(sorted(record.value("code.commands") or (), key=rank)[:3])


def _first_weights(record: Record) -> str:
    """A safetensors file that can be opened without running anything."""
    found = (file.path for file in record.files if file.path.endswith(".safetensors"))
    return min(found, key=lambda path: (path.count("/"), path), default="")


def _needs(record: Record) -> Iterator[str]:
    for one in (record.value("code.dependencies") or ())[:15]:
        yield f"{one['name']} {one['requirement']}".strip()


def _links(record: Record) -> Iterator[tuple[str, str]]:
    names: dict[str, Any] = {
        "Data card": record.value("card.data"),
        **{name.capitalize(): record.value(f"governance.{name}") for name in _PAPERS},
    }
    yield from ((title, str(path)) for title, path in names.items() if path)


def estimates(record: Record) -> tuple[tuple[str, str], ...]:
    """Memory to run the model, as estimated from its weights: how stored, and how much."""
    rows = record.value("hardware.run") or ()
    return tuple((row["what"], size(row["total"])) for row in rows if row.get("total"))
