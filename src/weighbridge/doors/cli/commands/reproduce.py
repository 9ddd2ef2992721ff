"""`weighbridge reproduce`: run a release's own instructions, cut off, and compare the numbers."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.parameters import Day
from weighbridge.doors.cli.problems import Exit

if TYPE_CHECKING:
    from weighbridge.findings.numbers import Pair
    from weighbridge.reproduce import Reproduced, Wish

_GIB = 1 << 30


@click.command(short_help="Run a release's instructions and compare the numbers.")
@click.argument("release", metavar="RELEASE")
@click.option("--instructions", metavar="FILE", default="", help="Follow this document.")
@click.option("--section", metavar="HEADING", default="", help="Run what stands under it alone.")
@click.option("--snippets", is_flag=True, help="Run how the README shows to start, instead.")
@click.option("--notebooks", is_flag=True, help="Run the notebooks, instead.")
@click.option(
    "--tolerance",
    type=click.FloatRange(min=0),
    help="How far numbers may lie apart.  [default: as the document states]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=3600,
    show_default=True,
    help="Seconds that the run may take.",
)
@click.option(
    "--memory",
    type=click.FloatRange(min=0.1),
    default=16,
    show_default=True,
    help="GiB of addresses that each process may use.",
)
@click.option(
    "--allow-install-network", is_flag=True, help="Fetch required packages before the run."
)
@click.option("--allow-unconfined", is_flag=True, help="Run even where it cannot be cut off.")
@click.option("--key", metavar="FILE", help="Sign the statement with this private key, in PEM.")
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="Where to write it.  [default: RELEASE/governance/reproduction.json]",
)
@click.option("--as-of", metavar="DATE", type=Day(), help="Say this day.  [default: today]")
def command(  # noqa: PLR0913  # an option each
    *,
    release: str,
    instructions: str,
    section: str,
    snippets: bool,
    notebooks: bool,
    tolerance: float | None,
    timeout: float,
    memory: float,
    allow_install_network: bool,
    allow_unconfined: bool,
    key: str | None,
    output: str | None,
    as_of: date | None,
) -> int:
    """Run the instructions of RELEASE, and compare what comes out with what it states.

    This executes what the release holds: in a copy, in a fresh environment, without a network,
    within limits, and without the rest of this machine's files to write in. The exit code is 0
    where every step and number came out, and 1 where not, or where nothing could be compared. The
    statement of it is written in both cases.
    """
    from decimal import Decimal  # noqa: PLC0415  # help need not pay

    from weighbridge.reproduce import Wish  # noqa: PLC0415  # 60 ms help need not pay
    from weighbridge.targets.confined.running import Limits  # noqa: PLC0415  # as above

    if snippets and notebooks:
        raise click.UsageError("Run either --snippets or --notebooks.")
    wish = Wish(
        document=instructions,
        section=section,
        snippets=snippets,
        notebooks=notebooks,
        tolerance=None if tolerance is None else Decimal(str(tolerance)),
        network=allow_install_network,
        unconfined=allow_unconfined,
        limits=Limits(seconds=timeout, memory=int(memory * _GIB)),
    )
    return follow(release, wish, key=key, output=output, as_of=as_of)


def follow(
    release: str,
    wish: "Wish",
    *,
    key: str | None = None,
    output: str | None = None,
    as_of: date | None = None,
) -> int:
    """Run a release, say what came of it, write the statement; gives the exit code."""
    from weighbridge.doors.cli.signing import private_key, refusing  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above
    from weighbridge.records.reproduction import PASSED, written  # noqa: PLC0415  # as above
    from weighbridge.reproduce import NAME, reproduce  # noqa: PLC0415  # as above
    from weighbridge.sources import open_source  # noqa: PLC0415  # as above
    from weighbridge.targets.confined.environment import NotRunError  # noqa: PLC0415  # as above

    place = output or _inside(release, NAME)
    with refusing():
        signer = private_key(key) if key else None
        day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
        name = Path(release).resolve().name
        try:
            came = reproduce(open_source(release), name, wish, on=day)
        except NotRunError as error:
            raise click.ClickException(f"{release}: {error}") from error
        payload = written(came.statement)
        text = payload.decode()
        if signer is not None:
            from weighbridge.records.signatures import bundle  # noqa: PLC0415  # as above
            from weighbridge.targets.signing import keys  # noqa: PLC0415  # as above

            text = bundle.written(keys.signed(payload, signer))
    to_stdout(_text(came))
    _write(place, text)
    return Exit.DONE if came.statement.result == PASSED else Exit.GATE_CLOSED


def _inside(release: str, name: str) -> str:
    if not Path(release).is_dir():
        raise click.UsageError("Say with --output where the statement of it is to be written.")
    return str(Path(release, name))


def _write(place: str, text: str) -> None:
    from weighbridge.targets import folder  # noqa: PLC0415  # help need not pay

    try:
        step = folder.plan(place, text)
        if step is not None:
            folder.apply(step)
    except OSError as error:
        raise click.ClickException(f"{place}: {error}. Choose another --output.") from error
    click.echo(f"{place}: written.", err=True)


def _text(came: "Reproduced") -> str:
    told = came.statement.details["confinement"]
    lines = [f"{came.document}: run with network {told['network']}, files {told['files']}."]
    for step in came.came.steps:
        ended = step.ran.ended or ("done" if step.ran.done else f"failed with {step.ran.code}")
        lines.append(f"  {step.script.title}: {ended.rstrip('.')}, {step.ran.seconds:.1f} s")
        lines += [f"    it did not say: {line}" for line in step.missing]
        if not step.ran.done:
            lines += [f"    {line}" for line in step.ran.output.splitlines()[-5:]]
    lines += [f"  {_pair(one)}" for one in came.came.pairs]
    for path, one, other in came.came.digests:
        lines.append(f"  {path}: {'the same bytes' if one == other else 'other bytes'}")
    return "\n".join(map(_printable, [*lines, _summary(came)])) + "\n"


def _pair(one: "Pair") -> str:
    if one.obtained is None:
        return f"not compared: {one.stated.place} states {one.stated.text}; {one.how}"
    return (
        f"{one.outcome}: {one.stated.place} states {one.stated.text}, "
        f"{one.obtained.place} gives {one.obtained.text}"
    )


def _summary(came: "Reproduced") -> str:
    counts = dict.fromkeys(("match", "different", "not-compared"), 0)
    for one in came.came.pairs:
        counts[one.outcome.value] += 1
    numbers = ", ".join(f"{count} {word.replace('-', ' ')}" for word, count in counts.items())
    word = {"PASSED": "Reproduced", "FAILED": "Not reproduced"}.get(came.statement.result)
    told = word or "Nothing could be compared"
    return f"{told}: {numbers}." if came.came.comparing else f"{told}."


def _printable(text: str) -> str:
    """A line that cannot move a terminal's cursor: the release chose the words."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
