"""`weighbridge gate`: decide by a policy whether a release may leave."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weighbridge.doors.cli.parameters import Day, Name, Target

if TYPE_CHECKING:
    from weighbridge.gate import Gated, OwnChecks
    from weighbridge.verdicts.policies import Policy


def _formats() -> tuple[str, ...]:
    from weighbridge.formats import _gates  # noqa: PLC0415  # help need not pay

    return _gates.names()


@click.command(short_help="Decide by a policy whether a release may leave; exit 1 if it may not.")
@click.argument("releases", metavar="RELEASE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--policy",
    metavar="NAME",
    default="house",
    show_default=True,
    help="A shipped policy, or a .toml file of your own.",
)
@click.option("--stage", metavar="NAME", help="The stage to enter.  [default: the policy's last]")
@click.option(
    "--against",
    metavar="PREVIOUS",
    type=click.Path(),
    help="The release before it; show that no protection is weaker now.",
)
@click.option(
    "--since",
    metavar="FILE",
    help="The last release's decision, as JSON; a weaker policy closes the gate.",
)
@click.option(
    "--checks",
    metavar="FOLDER",
    help="Checks of your own, a Python file each; they are run, so name your own alone.",
)
@click.option("--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]")
@click.option(
    "form",
    "--format",
    metavar="NAME",
    type=Name(_formats, "format"),
    default="text",
    show_default=True,
    help="How to write the decision: text, json, sarif, junit, github, gitlab or markdown.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.")
@click.option(
    "also",
    "--also",
    metavar="FORMAT=FILE",
    multiple=True,
    type=Target(_formats),
    help="Write it in this format to a file, too.",
)
@click.option("--attest", metavar="FILE", help="Write it as in-toto statements on every file.")
@click.option("--key", metavar="FILE", help="Sign the statements; beside who signed the same.")
@click.option("--offline", is_flag=True, help="Read nothing over a network.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def command(  # noqa: PLR0913  # an option each
    *,
    releases: tuple[str, ...],
    policy: str,
    stage: str | None,
    against: str | None,
    since: str | None,
    checks: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
    also: tuple[tuple[str, str], ...],
    attest: str | None,
    key: str | None,
    offline: bool,
    quiet: bool,
) -> int:
    """Decide whether the release that the RELEASE places make up may leave at a stage.

    Whatever is not shown to hold keeps the gate closed: exit 0 means open, 1 closed.
    """
    from weighbridge.audit import open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli.policies import stage_of  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.problems import Exit  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # as above
    from weighbridge.gate import gate  # noqa: PLC0415  # as above
    from weighbridge.verdicts.policies import PolicyError  # noqa: PLC0415  # as above

    if key is not None and attest is None:
        raise click.UsageError("A --key signs what --attest writes. Give both.")
    own, held = _prepared(policy, checks, releases)
    entered, earlier = stage_of(held, stage), _earlier(since)
    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    with counting(releases[0], quiet=quiet) as told:
        release = open_release(
            *releases, as_of=day, offline=offline, hashed=attest is not None, progress=told
        )
        before = open_release(against, as_of=day, offline=offline) if against else None
    try:
        gated = gate(
            release,
            held,
            entered,
            own=own,
            since=earlier,
            against=before,
            digests=attest is not None,
        )
    except PolicyError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None
    _write(gated, form, output, also)
    if attest is not None:
        _attest(attest, gated, key)
    return Exit.DONE if gated.gate.is_open else Exit.GATE_CLOSED


def _prepared(
    policy: str, folder: str | None, releases: tuple[str, ...]
) -> "tuple[OwnChecks, Policy]":
    """Checks of one's own, and the policy that may name them."""
    from weighbridge.doors.cli.policies import opened  # noqa: PLC0415  # help need not pay
    from weighbridge.gate import NONE  # noqa: PLC0415  # as above

    if folder is None:
        return NONE, opened(policy, NONE)
    from weighbridge.doors.cli import own_checks  # noqa: PLC0415  # as above

    own = own_checks.load(folder, releases)
    return own, opened(policy, own)


def _earlier(since: str | None) -> dict[str, Any] | None:
    """The decision on the last release.

    Raises:
        UsageError: it is none.
    """
    if since is None:
        return None
    from weighbridge.verdicts.gate_json import DecisionError, earlier  # noqa: PLC0415  # as above

    try:
        return earlier(Path(since).read_text("utf-8"))
    except OSError as error:
        raise click.UsageError(f"{since}: {error.strerror}. Check the path.") from error
    except (UnicodeDecodeError, DecisionError) as error:
        raise click.UsageError(f"{since}: {error}") from error


def _write(
    gated: "Gated", form: str, output: str | None, also: tuple[tuple[str, str], ...]
) -> None:
    """Write the decision, in every format that was asked for."""
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # help need not pay
    from weighbridge.formats import _gates  # noqa: PLC0415  # as above

    for other, place in also:
        writing.to_file(place, _gates.find(other).render(gated.gate, gated.report))
    shown = _gates.find(form)
    if output is not None:
        writing.to_file(output, shown.render(gated.gate, gated.report))
    else:
        text = shown.render(gated.gate, gated.report, writing.look())
        writing.to_stdout(text, utf_8=shown.UTF_8)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(_gates.find("markdown").render(gated.gate, gated.report))


def _attest(place: str, gated: "Gated", key: str | None) -> None:
    from weighbridge.doors.cli.attesting import attest  # noqa: PLC0415  # help need not pay

    count = attest(place, gated, key)
    told = f"signed by {count:,} {'key' if count == 1 else 'keys'}" if count else "unsigned"
    click.echo(f"{place}: the decision, {told}.", err=True)
