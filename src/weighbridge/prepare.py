"""Prepare: draft a release's documents from its record, beside what people wrote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from weighbridge.documents import drafts, managed
from weighbridge.documents.record import Field, Record, State, build
from weighbridge.facts.release import Release
from weighbridge.readers import governance_files
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
    release: Release,
    folder: str,
    *,
    documents: Sequence[str] = (),
    record: Record | None = None,
    audience: str = "",
) -> Iterator[Prepared]:
    """Draft documents for a folder; nothing is written.

    Args:
        folder: where the release lies, and where the documents would be written.
        documents: names of the documents; every default one where none is named.
        audience: draft for these readers instead: each named document that has a view for them.

    Raises:
        KeyError: there is no such document, or it has no such view.
        OSError: a file that is there cannot be read.
    """
    held = record or build(release)
    if audience:
        yield from _planned(folder, list(_for_audience(held, documents, audience)))
        return
    chosen = documents or [name for name in drafts.names() if drafts.find(name).DEFAULT]
    first = [draft for name in chosen if (draft := drafts.find(name).draft(held))]
    foreseen = _foreseen(held, first)
    again = ((name, drafts.find(name).draft(foreseen)) for name in chosen)
    yield from _planned(folder, [(name, draft) for name, draft in again if draft])


def audiences() -> dict[str, tuple[str, ...]]:
    """Readers for whom there are views → the documents that have one."""
    found: dict[str, tuple[str, ...]] = {}
    for name in drafts.names():
        for audience in getattr(drafts.find(name), "AUDIENCES", ()):
            found[audience] = (*found.get(audience, ()), name)
    return found


def _for_audience(
    record: Record, documents: Sequence[str], audience: str
) -> Iterator[tuple[str, drafts.Draft]]:
    views = audiences()
    if audience not in views:
        raise KeyError(audience)
    for name in documents or views[audience]:
        if name not in views[audience]:
            raise KeyError(name)
        draft = drafts.find(name).draft_for(record, audience)  # type: ignore[attr-defined]
        if draft is not None:
            yield name, draft


def _foreseen(record: Record, planned: Sequence[drafts.Draft]) -> Record:
    """The record as it will be once the drafts lie there: documents name one another, so that
    the next run finds what this one foresaw.
    """
    fields = dict(record.fields)
    for draft in planned:
        role = governance_files.role_of(draft.path)
        if role:
            fields.setdefault(f"governance.{role}", Field(draft.path, State.VERIFIED))
    return replace(record, fields=fields)


def _planned(folder: str, wanted: Sequence[tuple[str, drafts.Draft]]) -> Iterator[Prepared]:
    """Each document and its step; of those that share a file the last one's step writes it all."""
    texts: dict[str, str | None] = {}
    last = {draft.path: number for number, (_, draft) in enumerate(wanted)}
    for number, (name, draft) in enumerate(wanted):
        place = Path(folder, draft.path)
        existing = texts[draft.path] if draft.path in texts else _present(place)
        merged = managed.merge(existing, draft.text, covered=draft.covered)
        texts[draft.path] = merged.text
        changes = merged.text != (existing or "")
        yield Prepared(
            document=name,
            path=str(place),
            step=plan(str(place), merged.text) if last[draft.path] == number else None,
            diff=_diff(draft.path, existing or "", merged.text) if changes else "",
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
