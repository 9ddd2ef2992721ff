"""`weighbridge scan`: say of every file what loading it would do."""

from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.problems import Exit
from weighbridge.doors.cli.remembering import remembering

if TYPE_CHECKING:
    from weighbridge.scan import Scanned

_COLORS = {"dangerous": "red", "incomplete": "yellow", "runs-code": "cyan", "data-only": "green"}
_SHOWN = 10
"""Reasons of one file that the text shows."""


@click.command(short_help="Say of every file what loading it would do.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="How to write what was found; jsonl has one line for each file.",
)
@click.option("--all", "everything", is_flag=True, help="Show data-only files in the text too.")
@click.option("--no-cache", is_flag=True, help="Look into unchanged files again.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def command(
    *, paths: tuple[str, ...], form: str, everything: bool, no_cache: bool, quiet: bool
) -> int:
    """Look into each PATH, a file, folder or archive, and say what loading it would do.

    A file is data-only, runs-code (it names what it runs), dangerous (it says what it would do, and
    where), or incomplete (a limit or damage kept part of it from being looked at). Nothing is
    loaded. The exit code is 1 if any file is dangerous.
    """
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.doors.cli.writing import look, to_stdout  # noqa: PLC0415  # as above
    from weighbridge.scan import scan  # noqa: PLC0415  # as above

    counts = dict.fromkeys(_COLORS, 0)
    color = look().color
    with counting(paths[0], quiet=quiet) as told, remembering(kept=not no_cache) as memory:
        for one in scan(*paths, memory=memory, progress=told):
            counts[one.verdict.harm.value] += 1
            if form == "jsonl":
                to_stdout(_line(one), utf_8=True)
            elif everything or one.verdict.harm.value != "data-only":
                to_stdout(_text(one, color=color))
    if form == "text":
        to_stdout(_summary(counts))
    return Exit.GATE_CLOSED if counts["dangerous"] else Exit.DONE


def _line(one: "Scanned") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    reasons = [
        {"rule": reason.rule, "message": reason.message, "where": reason.where}
        for reason in one.verdict.reasons
    ]
    record = {
        "path": one.path,
        "format": one.verdict.format,
        "outcome": one.verdict.harm.value,
        "reasons": reasons,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _text(one: "Scanned", *, color: bool) -> str:
    outcome = one.verdict.harm.value
    word = click.style(outcome, fg=_COLORS[outcome]) if color else outcome
    lines = [f"{word}  {_printable(one.path)}  ({one.verdict.format})"]
    for reason in one.verdict.reasons[:_SHOWN]:
        where = f" [{_printable(reason.where)}]" if reason.where else ""
        lines.append(f"    {_printable(reason.message)}{where} {reason.rule}")
    if len(one.verdict.reasons) > _SHOWN:
        lines.append(f"    and {len(one.verdict.reasons) - _SHOWN} more; --format jsonl has them.")
    return "\n".join(lines) + "\n"


def _summary(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    told = ", ".join(f"{count:,} {outcome}" for outcome, count in counts.items())
    return f"{total:,} files: {told}.\n"


def _printable(text: str) -> str:
    """A name or sentence that cannot move a terminal's cursor: files choose their names."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
