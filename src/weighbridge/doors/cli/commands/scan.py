"""`weighbridge scan`: say of every file what loading it would do."""

from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.problems import Exit
from weighbridge.doors.cli.remembering import remembering

if TYPE_CHECKING:
    from weighbridge.scan import Scanned

_COLORS = {"dangerous": "red", "incomplete": "yellow", "runs-code": "cyan", "data-only": "green"}
_WHOLE = frozenset(("json", "sarif"))
"""Ways to write that need every file before the first is written."""
_SHOWN = 10
"""Reasons of one file that the text shows."""


@click.command(short_help="Say of every file what loading it would do.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json", "jsonl", "sarif"]),
    default="text",
    show_default=True,
    help="How to write what was found: jsonl has a line for each file, sarif is for code scanning.",
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

    found: list[Scanned] = []
    counts = dict.fromkeys(_COLORS, 0)
    color = look().color
    with counting(paths[0], quiet=quiet) as told, remembering(kept=not no_cache) as memory:
        for one in scan(*paths, memory=memory, progress=told):
            counts[one.verdict.harm.value] += 1
            if form in _WHOLE:
                found.append(one)
            elif form == "jsonl":
                to_stdout(_line(one), utf_8=True)
            elif everything or one.verdict.reasons:
                to_stdout(_text(one, color=color))
    if form in _WHOLE:
        from weighbridge.doors.cli import scan_documents  # noqa: PLC0415  # as above

        write = scan_documents.as_json if form == "json" else scan_documents.as_sarif
        to_stdout(write(found), utf_8=True)
    if form == "text":
        to_stdout(_summary(counts))
    return Exit.GATE_CLOSED if counts["dangerous"] else Exit.DONE


def _line(one: "Scanned") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    from weighbridge.doors.cli.scan_documents import record  # noqa: PLC0415  # as above

    return json.dumps(record(one), ensure_ascii=False) + "\n"


def _text(one: "Scanned", *, color: bool) -> str:
    from weighbridge.doors.cli.scan_documents import conversion  # noqa: PLC0415  # as above

    outcome = one.verdict.harm.value
    word = click.style(outcome, fg=_COLORS[outcome]) if color else outcome
    lines = [f"{word}  {_printable(one.path)}  ({one.verdict.format})"]
    for reason in one.verdict.reasons[:_SHOWN]:
        where = f" [{_printable(reason.where)}]" if reason.where else ""
        lines.append(f"    {_printable(reason.message)}{where} {reason.rule}")
    if len(one.verdict.reasons) > _SHOWN:
        lines.append(f"    and {len(one.verdict.reasons) - _SHOWN} more; --format jsonl has them.")
    if remedy := conversion(one):
        lines.append(f"    {remedy}")
    return "\n".join(lines) + "\n"


def _summary(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    told = ", ".join(f"{count:,} {outcome}" for outcome, count in counts.items())
    return f"{total:,} {'file' if total == 1 else 'files'}: {told}.\n"


def _printable(text: str) -> str:
    """A name or sentence that cannot move a terminal's cursor: files choose their names."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
