"""Entries of a register on the command line: completed by id, shown as rows and as fields."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from weighbridge.findings import Finding
    from weighbridge.govern import Held

KINDS = ("risk", "objective", "decision", "plan", "review", "waiver", "incident", "use-case")


class EntryId(click.ParamType[str]):
    """The id of an entry, completed from the register of the release that is named."""

    name = "id"

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002  # click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """The ids that begin so."""
        from weighbridge.govern import held  # noqa: PLC0415  # only when a shell asks

        place = folder(ctx.params.get("release") or ".", ctx.params.get("folder") or "governance")
        found = ((one.written.id, one.written.kind) for one in held(place))
        return [CompletionItem(i, help=kind) for i, kind in found if i.startswith(incomplete)]


def folder(release: str, name: str) -> str:
    """The register's own folder.

    Raises:
        UsageError: the release is no folder.
    """
    from pathlib import Path  # noqa: PLC0415  # as above

    if not Path(release).is_dir():
        message = f"{release}: it is no folder. Name the folder of the release."
        raise click.UsageError(message, click.get_current_context(silent=True))
    return str(Path(release, name))


def rows(entries: Iterable["Held"]) -> list[dict[str, Any]]:
    """Each entry in a line: kind, id, title, owner, state and the day it is looked at again."""
    return [
        {
            "kind": one.written.kind,
            "id": one.written.id,
            "title": one.written.entry.title,
            "owner": getattr(one.written.entry, "owner", ""),
            "state": _state(one.written.entry),
            "review_by": str(getattr(one.written.entry, "review_by", None) or ""),
            "path": one.path,
            "problems": [problem.message for problem in one.written.problems],
        }
        for one in entries
    ]


def fields(one: "Held") -> dict[str, Any]:
    """An entry as it is read: its fields, those its kind does not have, and its problems."""
    held = one.written
    return {
        "kind": held.kind,
        "id": held.id,
        "path": one.path,
        "fields": asdict(held.entry),
        "unknown": dict(held.unknown),
        "problems": [asdict(problem) for problem in held.problems],
    }


def finding(one: "Finding") -> dict[str, Any]:
    """What is open, in a line."""
    return {
        "outcome": str(one.outcome),
        "severity": str(one.severity),
        "check": one.check,
        "message": one.message,
        "place": one.evidence[0].place if one.evidence else "",
        "remedy": one.remedy,
    }


def as_json(value: Any) -> str:
    """Rows or fields as JSON."""
    import json  # noqa: PLC0415  # 5 ms help need not pay

    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Rows in columns, each as wide as its widest word; the last one runs on."""
    lines = [tuple(head), *(tuple(" ".join(cell.split()) for cell in row) for row in body)]
    widths = [min(max(len(line[n]) for line in lines), 48) for n in range(len(head) - 1)]
    shown = (
        "  ".join([*(c.ljust(w) for c, w in zip(line, widths, strict=False)), line[-1]]).rstrip()
        for line in lines
    )
    return "\n".join(shown) + "\n"


def _state(entry: Any) -> str:
    return str(getattr(entry, "status", "") or getattr(entry, "state", "") or "") or str(
        getattr(entry, "allowed", "") or getattr(entry, "current", "")
    )
