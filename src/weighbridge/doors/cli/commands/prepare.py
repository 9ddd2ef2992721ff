"""`weighbridge prepare`: draft a release's documents, and show what only a person can answer."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.parameters import Day, Name

if TYPE_CHECKING:
    from weighbridge.facts.release import Release
    from weighbridge.prepare import Prepared


def document_names() -> tuple[str, ...]:
    """The name of every document."""
    from weighbridge.documents import drafts  # noqa: PLC0415  # 20 ms help need not pay

    return drafts.names()


@click.command(short_help="Draft a release's documents from what its bytes show.")
@click.argument("release", metavar="RELEASE", type=click.Path())
@click.option(
    "documents",
    "--document",
    "-d",
    metavar="NAME",
    type=Name(document_names, "document"),
    multiple=True,
    help="Draft this document only. Repeat it for several.",
)
@click.option(
    "--audience",
    type=click.Choice(["operators", "researchers", "end-users"]),
    help="Draft for these readers alone: the sections they ask for, in docs/for-AUDIENCE.md.",
)
@click.option(
    "of_record",
    "--record",
    is_flag=True,
    help="Print all that is known, as JSON: each field with its state and evidence.",
)
@click.option("--apply", "apply_", is_flag=True, help="Write the drafts; else they are shown.")
@click.option("--as-of", metavar="DATE", type=Day(), help="Draft as on this day.  [default: today]")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write what would change.",
)
@click.option("--reproduce", is_flag=True, help="Run its instructions too: see reproduce --help.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def command(  # noqa: PLR0913  # an option each
    *,
    release: str,
    documents: tuple[str, ...],
    audience: str | None,
    of_record: bool,
    apply_: bool,
    as_of: date | None,
    form: str,
    reproduce: bool,
    quiet: bool,
) -> int | None:
    """Draft the documents of RELEASE, a folder, from what its bytes show.

    What a person wrote stays: only sections between weighbridge markers are written anew, and
    those no longer once a person has changed them. Without --apply the changes are shown as a
    diff and nothing is written; what only a person can answer is listed.
    """
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay

    if of_record and apply_:
        message = "--record prints what is known and writes nothing. Leave out --apply."
        raise click.UsageError(message, click.get_current_context())
    opened = _opened(release, as_of, quiet=quiet)
    if of_record:
        to_stdout(_record(opened), utf_8=True)
        return None
    prepared = _prepared(opened, release, documents, audience or "")
    if apply_:
        from weighbridge.targets import folder  # noqa: PLC0415  # as above

        folder.apply_all(one.step for one in prepared if one.step)
    if form == "json":
        to_stdout(_json(prepared, applied=apply_), utf_8=True)
    else:
        to_stdout("".join(_text(one, applied=apply_) for one in prepared))
    return _reproduced(release, as_of) if reproduce else None


def _reproduced(release: str, as_of: date | None) -> int:
    from weighbridge.doors.cli.commands.reproduce import follow  # noqa: PLC0415  # on request only
    from weighbridge.reproduce import Wish  # noqa: PLC0415  # as above

    return follow(release, Wish(), as_of=as_of)


def _opened(release: str, as_of: date | None, *, quiet: bool) -> "Release":
    from pathlib import Path  # noqa: PLC0415  # as above

    from weighbridge.audit import open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # as above

    if not Path(release).is_dir():
        message = f"{release}: it is no folder. Name the folder that the documents belong in."
        raise click.UsageError(message, click.get_current_context())
    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    with counting(release, quiet=quiet) as told:
        return open_release(release, as_of=day, offline=True, progress=told)


def _prepared(
    opened: "Release", folder: str, documents: Sequence[str], audience: str
) -> "list[Prepared]":
    from weighbridge.prepare import prepare  # noqa: PLC0415  # as above

    try:
        return list(prepare(opened, folder, documents=documents, audience=audience))
    except KeyError as error:
        message = f"{error.args[0]} has no view for {audience}. Leave --document out."
        raise click.UsageError(message, click.get_current_context()) from error


def _record(opened: "Release") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    from weighbridge.documents.record import build, plain  # noqa: PLC0415  # as above

    return json.dumps(plain.plain(build(opened)), ensure_ascii=False, indent=2) + "\n"


def _text(one: "Prepared", *, applied: bool) -> str:
    said = "written" if applied and one.step else "would change" if one.step else "up to date"
    lines = [f"{one.path}: {said}"]
    lines += [f"  kept as you changed it: {name}" for name in one.kept]
    lines += [f"  to answer: {question}" for question in one.open]
    diff = "" if applied else one.diff
    return "\n".join(lines) + "\n" + (f"\n{diff}\n" if diff else "")


def _json(prepared: "Sequence[Prepared]", *, applied: bool) -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    rows = [
        {
            "document": one.document,
            "path": one.path,
            "changes": one.step is not None,
            "written": applied and one.step is not None,
            "diff": one.diff,
            "kept": list(one.kept),
            "open": list(one.open),
        }
        for one in prepared
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
