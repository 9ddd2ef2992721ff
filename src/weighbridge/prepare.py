"""Prepare: draft a release's documents from its record, beside what people wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from weighbridge.documents import drafts, managed
from weighbridge.documents.record import Record, build
from weighbridge.facts.release import Release
from weighbridge.targets.folder import Write, plan


@dataclass(frozen=True, slots=True)
class Prepared:
    """One document, and what writing it would change.

    Attributes:
        path: where, as the user would open it.
        step: what is to be written; None where the file says all of it already.
        diff: the change, as a unified diff; empty where there is none.
        kept: managed sections that a person has changed, and that stay.
        open: what only a person can answer.
    """

    document: str
    path: str
    step: Write | None
    diff: str
    kept: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def prepare(
    release: Release, folder: str, *, documents: Sequence[str] = (), record: Record | None = None
) -> Iterator[Prepared]:
    """Draft documents for a folder; nothing is written.

    Args:
        folder: where the release lies, and where the documents would be written.
        documents: names of the documents; every default one where none is named.

    Raises:
        KeyError: there is no such document.
        OSError: a file that is there cannot be read.
    """
    held = record or build(release)
    chosen = documents or [name for name in drafts.names() if drafts.find(name).DEFAULT]
    for name in chosen:
        draft = drafts.find(name).draft(held)
        if draft is not None:
            yield _prepared(name, folder, draft)


def _prepared(name: str, folder: str, draft: drafts.Draft) -> Prepared:
    place = Path(folder, draft.path)
    existing = _present(place)
    merged = managed.merge(existing, draft.text, covered=draft.covered)
    step = plan(str(place), merged.text)
    return Prepared(
        document=name,
        path=str(place),
        step=step,
        diff=_diff(draft.path, existing or "", merged.text) if step else "",
        kept=merged.kept,
        open=draft.open,
    )


def _present(place: Path) -> str | None:
    try:
        return place.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise OSError(f"{place}: it is no UTF-8 text. Save it as UTF-8.") from error


def _diff(path: str, before: str, after: str) -> str:
    return "".join(
        unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{path}" if before else "/dev/null",
            f"b/{path}",
        )
    )
