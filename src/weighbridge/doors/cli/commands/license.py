"""`weighbridge license`: what a licence text is, and how licences differ."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weighbridge.doors.cli.license_terms import advise, diff
from weighbridge.doors.cli.problems import Exit, report

if TYPE_CHECKING:
    from weighbridge.readers.license_texts.identification import Identification


@click.group(short_help="Identify licence texts, compare licences, and choose one.")
def command() -> None:
    """Questions about licences."""


command.add_command(advise)
command.add_command(diff)


@command.command(short_help="Say which licence a file is, or what it restricts.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
def identify(*, files: tuple[Path, ...], form: str) -> int:
    """Say which licence each of FILES is, by its text alone.

    A licence is named only when it holds: a text that differs in anything that matters is a
    variant, and what it restricts is quoted.
    """
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay

    rows, worst = [], Exit.DONE
    for path in files:
        try:
            rows.append((str(path), _identified(path)))
        except click.ClickException as error:
            worst = max(worst, report(error))
    if form == "text":
        to_stdout("\n".join(_text(path, one) for path, one in rows))
    else:
        to_stdout(_json([_row(path, one) for path, one in rows], form), utf_8=True)
    return worst


def _identified(path: Path) -> "Identification":
    from weighbridge.readers.license_texts.files import (  # noqa: PLC0415  # 100 ms help need not pay
        identify_bytes,
        read_limit,
    )

    try:
        with path.open("rb") as stream:
            head = stream.read(8)
            return identify_bytes(head + stream.read(read_limit(head) - len(head)))
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise click.ClickException(f"{path}: {cause}. Name a text file.") from error


def _row(path: str, found: "Identification") -> dict[str, Any]:
    return {
        "path": path,
        "verdict": found.verdict.value,
        "licenses": list(found.licenses),
        "nearest": found.nearest or None,
        "differences": [
            {
                "line": one.line,
                "added": one.added,
                "missing": list(one.missing),
                "missing_words": one.count,
                "matters": one.matters,
            }
            for one in found.differences
        ],
        "clauses": [{"kind": one.kind, "quote": one.quote} for one in found.clauses],
        "restricted": found.restricted,
        "note": found.note or None,
    }


def _json(rows: list[dict[str, Any]], form: str) -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _text(path: str, found: "Identification") -> str:
    return "\n".join([f"{path}: {_headline(found)}", *_details(found), ""])


def _headline(found: "Identification") -> str:
    if found.licenses:
        return f"{found.verdict.value} {', '.join(found.licenses)}"
    if found.nearest and found.verdict in {"variant-of", "truncated"}:
        return f"{found.verdict.value} {found.nearest}"
    return f"{found.verdict.value}" + (f", nearest {found.nearest}" if found.nearest else "")


def _details(found: "Identification") -> Iterable[str]:
    if found.note:
        yield f"  {found.note}"
    if found.restricted is not None:
        yield f"  restricted: {'yes' if found.restricted else 'no'}"
    for one in found.differences:
        if one.matters:
            yield f"  line {one.line}: {_difference(one.added, one.missing, one.count)}"
    for clause in found.clauses:
        yield f"  {clause.kind}: {_short(clause.quote)}"


def _difference(added: str, missing: tuple[str, ...], count: int) -> str:
    parts = [f"adds “{_short(added)}”"] if added else []
    if count:
        told = [word for word in missing if word != "…"]
        parts.append(f"lacks {count} words" + (f": {_short(' '.join(missing))}" if told else ""))
    return ", ".join(parts)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else f"{plain[:159]}…"
