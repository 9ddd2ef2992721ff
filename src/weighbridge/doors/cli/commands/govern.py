"""`weighbridge govern`: keep the register of a release's governance, and publish it."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from weighbridge.doors.cli import register_entries as shown
from weighbridge.doors.cli.parameters import Day, Name
from weighbridge.doors.cli.register_entries import KINDS, EntryId

if TYPE_CHECKING:
    from weighbridge.facts.release import Release
    from weighbridge.targets.folder import Write


def _terms(kind: str) -> Callable[[], tuple[str, ...]]:
    def names() -> tuple[str, ...]:
        from weighbridge.catalogs.vocabularies import risk_terms  # noqa: PLC0415  # when needed

        found: tuple[str, ...] = getattr(risk_terms, kind)()
        return found

    return names


_release = click.argument(
    "release", metavar="[RELEASE]", required=False, default=".", type=click.Path()
)
_of = click.option(
    "--release", "-C", metavar="FOLDER", default=".", help="The release.  [default: this folder]"
)
_folder = click.option(
    "--folder", metavar="NAME", default="governance", show_default=True, help="Where it lies."
)
_form = click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
_as_of = click.option(
    "--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]"
)
_set = click.option(
    "values",
    "--set",
    metavar="KEY=VALUE",
    multiple=True,
    help="A field and its value. Repeat it for several, and for the items of a list.",
)


@click.group(short_help="Keep the register: risks, objectives, decisions, plan, reviews.")
def command() -> None:
    """Keep the register of a release's governance: a file an entry, in a folder beside it.

    Every change keeps the comments, the order and the unknown fields of the file, and is refused
    where another hand has changed the file meanwhile.
    """


@command.command(short_help="Start a register with the risks that concern the release.")
@_release
@_folder
@click.option(
    "modalities",
    "--modality",
    metavar="NAME",
    type=Name(_terms("modalities"), "modality"),
    multiple=True,
    help="What it takes in or gives out, such as text, image, audio, video, code or biology.",
)
@click.option(
    "capabilities",
    "--capability",
    metavar="NAME",
    type=Name(_terms("capabilities"), "capability"),
    multiple=True,
    help="What it can do, such as generation, conversation or tool-use.",
)
@click.option(
    "uses",
    "--use",
    metavar="NAME",
    type=Name(_terms("uses"), "use"),
    multiple=True,
    help="Where it may be used, such as health, education or elections.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@_form
def init(  # noqa: PLR0913  # an option each
    *,
    release: str,
    folder: str,
    modalities: tuple[str, ...],
    capabilities: tuple[str, ...],
    uses: tuple[str, ...],
    dry_run: bool,
    form: str,
) -> None:
    """Start the register of RELEASE with the risks of public taxonomies that concern it.

    What it is is read from its card and weights; options add to that. Owners and ratings are left
    to be named. A file that is there is never written over.
    """
    from weighbridge import govern  # noqa: PLC0415  # 100 ms help need not pay
    from weighbridge.documents.register_seed import told  # noqa: PLC0415  # as above
    from weighbridge.targets.folder import apply_all  # noqa: PLC0415  # as above

    place = shown.folder(release, folder)
    found = dict.fromkeys((*modalities, *capabilities, *uses), "named") | told(
        _opened(release, None)
    )
    if not any(one in found for one in _terms("modalities")()):
        found |= dict.fromkeys(_asked_for(), "named")
    planned = list(govern.seed(place, found))
    if not dry_run:
        apply_all(step for _, step in planned if step)
    rows = [{"path": path, "kept": step is None} for path, step in planned]
    if form == "json":
        _print(shown.as_json({"told": found, "written": not dry_run, "entries": rows}))
        return
    _print(_started(found, planned, dry_run=dry_run))


@command.command(short_help="Add an entry.")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ident", metavar="ID")
@_of
@_folder
@_set
@_form
def add(  # noqa: PLR0913  # an option each
    *, kind: str, ident: str, release: str, folder: str, values: tuple[str, ...], form: str
) -> None:
    """Add an entry of a KIND under an ID.

    Values are written as in TOML or as plain text: --set owner="Ada Example"
    --set residual.likelihood=rare --set affected=users --set affected=bystanders.
    """
    from weighbridge import govern  # noqa: PLC0415  # as above

    place = shown.folder(release, folder)
    _write(lambda: govern.add(place, kind, ident, values), form)


@command.command("list", short_help="List the entries.")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@_of
@_folder
@_form
def list_(*, kind: str | None, release: str, folder: str, form: str) -> None:
    """List the entries of the register, or those of one KIND."""
    from weighbridge import govern  # noqa: PLC0415  # as above

    place = shown.folder(release, folder)
    rows = shown.rows(one for one in govern.held(place) if kind in {None, one.written.kind})
    if form == "json":
        _print(shown.as_json(rows))
        return
    head = ("KIND", "ID", "STATE", "LOOK BY", "OWNER", "TITLE")
    body = [
        (
            row["kind"],
            row["id"],
            "cannot be read" if row["problems"] else row["state"],
            row["review_by"],
            row["owner"],
            row["title"],
        )
        for row in rows
    ]
    if body:
        _print(shown.table(head, body))
    elif Path(place).is_dir():
        _print("The register holds no such entry.\n")
    else:
        _print(f"{place}: there is no register. Start one with `weighbridge govern init`.\n")


@command.command(short_help="Show an entry as it is read.")
@click.argument("ident", metavar="ID", type=EntryId())
@_of
@_folder
@_form
def show(*, ident: str, release: str, folder: str, form: str) -> None:
    """Show the entry of an ID: its file, and what in it cannot be read."""
    from weighbridge import govern  # noqa: PLC0415  # as above

    one = _tried(lambda: govern.find(shown.folder(release, folder), ident))
    if form == "json":
        _print(shown.as_json(shown.fields(one)))
        return
    said = [f"line {p.line}: {p.message}" for p in one.written.problems]
    said += [
        f"`{key}` is no field of a {one.written.kind}; it is kept."
        for key in one.written.unknown
        if key != "reviewed"
    ]
    _print("\n".join([f"# {one.path}", *(f"# {line}" for line in said), one.text]))


@command.command(short_help="Record that somebody looked at an entry, and until when.")
@click.argument("ident", metavar="ID", type=EntryId())
@_of
@_folder
@click.option("--until", metavar="DATE", type=Day(), help="The day it is looked at again.")
@click.option("--by", metavar="NAME", default="", help="Who looked.")
@click.option("--note", metavar="TEXT", default="", help="What was found.")
@click.option("--on", metavar="DATE", type=Day(), help="When.  [default: today]")
@_set
@_form
def review(  # noqa: PLR0913  # an option each
    *,
    ident: str,
    release: str,
    folder: str,
    until: date | None,
    by: str,
    note: str,
    on: date | None,
    values: tuple[str, ...],
    form: str,
) -> None:
    """Record a look at the entry of an ID, and change fields of it with --set."""
    from weighbridge import govern  # noqa: PLC0415  # as above

    place, day = shown.folder(release, folder), on or date.today()  # noqa: DTZ011  # the user's day
    if until is not None and until < day:
        raise click.UsageError(f"--until {until} has passed. Name a day to come.")
    look = govern.Reviewed(day, by, note)
    _write(lambda: govern.review(place, ident, look, until=until, values=values), form)


@command.command(short_help="Print the decision log, as Markdown.")
@_release
@_folder
@_form
def log(*, release: str, folder: str, form: str) -> None:
    """Print the decisions of RELEASE in order, under the headings of MADR."""
    from weighbridge import govern  # noqa: PLC0415  # as above

    place = shown.folder(release, folder)
    if form == "text":
        _print(govern.log(place))
        return
    found = [one for one in govern.held(place) if one.written.kind == "decision"]
    _print(shown.as_json([shown.fields(one) for one in found]))


@command.command(short_help="Say what is overdue, ownerless or without evidence.")
@_release
@_as_of
@_form
def status(*, release: str, as_of: date | None, form: str) -> None:
    """Say what in the register of RELEASE is overdue, ownerless, without evidence or open.

    The exit code is 0 whatever is found: only a gate fails on findings.
    """
    from weighbridge import govern  # noqa: PLC0415  # as above

    found = [shown.finding(one) for one in govern.status(_opened(release, as_of))]
    if form == "json":
        _print(shown.as_json(found))
    elif not found:
        _print("Nothing in the register is overdue, ownerless or without evidence.\n")
    else:
        rows = [(f["outcome"], f["place"], f["message"]) for f in found]
        _print(shown.table(("", "WHERE", "WHAT"), rows))


@command.command(short_help="Write the register as one page, in HTML or Markdown.")
@_release
@click.option("--output", "-o", metavar="FILE", help="An .html or .md file instead of stdout.")
@_as_of
def publish(*, release: str, output: str | None, as_of: date | None) -> None:
    """Write one page about RELEASE: safety case, risks, uses, plan, reviews and decision log.

    It is HTML unless FILE ends in .md; it needs no network and no script.
    """
    from weighbridge import govern  # noqa: PLC0415  # as above
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # as above

    text = govern.publish(
        _opened(release, as_of), markdown=bool(output and output.lower().endswith(".md"))
    )
    if output is None:
        writing.to_stdout(text, utf_8=True)
    else:
        writing.to_file(output, text)


def _opened(release: str, as_of: date | None) -> "Release":
    from weighbridge.audit import open_release  # noqa: PLC0415  # as above

    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    return open_release(release, as_of=day, offline=True)


def _asked_for() -> Sequence[str]:
    """The modality, where nothing tells it and somebody is there to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ()
    choice = click.Choice([*_terms("modalities")(), "none"])
    said: str = click.prompt("What does it work on", type=choice, default="none", err=True)
    return () if said == "none" else (said,)


def _started(
    found: dict[str, str], planned: "Sequence[tuple[str, Write | None]]", *, dry_run: bool
) -> str:
    told = ", ".join(f"{term} ({why})" for term, why in found.items())
    written = [path for path, step in planned if step]
    kept = len(planned) - len(written)
    lines = [f"What it is: {told or 'nothing tells; only risks of any release are taken'}."]
    lines += [f"{'would write' if dry_run else 'wrote'} {path}" for path in written]
    lines += [f"{kept} kept as they are."] if kept else []
    lines += ["Now name an owner for each risk, and rate it. `weighbridge govern status` helps."]
    return "\n".join(lines) + "\n"


def _write(planned: "Callable[[], Write]", form: str) -> None:
    """Write a step, and say where."""
    from weighbridge.targets.folder import apply  # noqa: PLC0415  # as above

    step = _tried(planned)
    _tried(lambda: apply(step))
    _print(shown.as_json({"path": step.path}) if form == "json" else f"wrote {step.path}\n")


Made = TypeVar("Made")


def _tried(made: Callable[[], Made]) -> Made:
    """What something makes; what the register refuses becomes one line.

    Raises:
        UsageError: it refuses.
    """
    from weighbridge.govern import GovernError  # noqa: PLC0415  # as above
    from weighbridge.targets.folder import ChangedError  # noqa: PLC0415  # as above

    try:
        return made()
    except (GovernError, ChangedError) as error:
        raise click.UsageError(str(error), click.get_current_context()) from error


def _print(text: str) -> None:
    """Write text; on a terminal nothing in it moves the cursor or turns letters around."""
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above

    if sys.stdout.isatty():
        text = "".join(
            c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode()
            for c in text
        )
    to_stdout(text, utf_8=True)
