"""`weighbridge evidence`: tie results of evaluations to the weights they were measured on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.problems import Exit
from weighbridge.doors.cli.signing import private_key, read, refusing

if TYPE_CHECKING:
    from weighbridge.attest import Held, Shown
    from weighbridge.facts.evaluation import EvaluationRun


@click.group(short_help="Tie evaluation results to the weights they were measured on.")
def command() -> None:
    """Tie evaluation results to the weights they were measured on."""


@command.command(short_help="State which weights results were measured on.")
@click.argument("results", metavar="RESULT...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--weights",
    metavar="FILE",
    multiple=True,
    required=True,
    help="A file of the weights that were measured; may be given again.",
)
@click.option(
    "--dataset-revision", metavar="REVISION", default="", help="Commit or digest of the data."
)
@click.option("--key", metavar="FILE", help="Sign the statement with this private key, in PEM.")
@click.option("-o", "--output", metavar="FILE", required=True, help="Where to write it.")
@click.option("--replace", is_flag=True, help="Replace a statement that is there.")
def bind(  # noqa: PLR0913  # an option each
    *,
    results: tuple[str, ...],
    weights: tuple[str, ...],
    dataset_revision: str,
    key: str | None,
    output: str,
    replace: bool,
) -> int:
    """State, as in-toto does, that each RESULT was measured on these weights.

    RESULT is what an evaluation tool wrote, or a folder of it. The statement holds the digests of
    results and weights, the tool, and the data. Run it where the evaluation ran: a statement says
    what whoever writes it saw. Name it *.intoto.json, or *.intoto.jsonl when it is signed, so that
    an audit finds it.
    """
    from datetime import UTC, datetime  # noqa: PLC0415  # 30 ms help need not pay

    from weighbridge import attest  # noqa: PLC0415  # as above
    from weighbridge.records import result_statement  # noqa: PLC0415  # as above

    with refusing():
        held = private_key(key) if key else None
        today = datetime.now(UTC).date()
        bound, runs = attest.bind(results, weights, dataset_revision=dataset_revision, today=today)
        text = result_statement.written(bound)
        _write(output, attest.signed(text, held) if held else text, replace=replace)
    for run in runs:
        _warn(run)
    told = f"{output}: {len(bound.results)} of results tied to {len(bound.weights)} of weights."
    click.echo(told, err=True)
    return Exit.DONE


@command.command(short_help="Say what a statement ties together, and whether its files are here.")
@click.argument("statement", metavar="STATEMENT", type=click.Path())
@click.option(
    "--release",
    metavar="FOLDER",
    default=".",
    show_default=True,
    help="Where the files it names lie.",
)
@click.option("--key", metavar="FILE", help="The public key it must be signed with, in PEM.")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write it.",
)
def show(*, statement: str, release: str, key: str | None, form: str) -> int:
    """Say what STATEMENT ties together, and hold it against the files of a folder.

    The exit code is 1 if a file differs, or if the signature was not made with the key given.
    """
    import json  # noqa: PLC0415  # help need not pay
    from dataclasses import asdict  # noqa: PLC0415  # as above

    from weighbridge import attest  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above
    from weighbridge.readers.signing.keys import public_key  # noqa: PLC0415  # as above

    with refusing():
        known = read(key, public_key) if key else None
        shown = attest.show(statement, near=release, key=known)
    if form == "json":
        to_stdout(json.dumps(asdict(shown), ensure_ascii=False, indent=2) + "\n", utf_8=True)
    else:
        to_stdout(_text(shown))
    wrong = any(one.state == "differs" for one in (*shown.results, *shown.weights))
    return Exit.GATE_CLOSED if wrong or shown.verified is False else Exit.DONE


def _text(shown: "Shown") -> str:
    bound = shown.bound
    match shown.verified, shown.signed:
        case True, _:
            signature = "made with this key"
        case False, _:
            signature = "not made with this key"
        case _, True:
            signature = "not verified"
        case _:
            signature = "none"
    said = {
        "tool": " ".join(filter(None, (bound.tool, bound.tool_version))),
        "model": bound.model,
        "data": " ".join(filter(None, (bound.dataset, bound.dataset_revision))),
        "began": bound.started,
        "signature": signature,
    }
    lines = [f"{name}: {value}" for name, value in said.items() if value]
    lines += ["results:", *map(_line, shown.results), "weights:", *map(_line, shown.weights)]
    return "\n".join(lines) + "\n"


def _line(held: "Held") -> str:
    return f"  {held.state:<8}  {held.sha256}  {held.name}"


def _warn(run: "EvaluationRun") -> None:
    """What an audit will say against a run, said at once."""
    if run.completed is False:
        click.echo(f"{run.at.path}: the run did not come to its end.", err=True)
    if run.limited:
        click.echo(f"{run.at.path}: the run asked a part of the data only.", err=True)
    for defect in run.defects:
        click.echo(f"{run.at.path}: {defect}", err=True)


def _write(place: str, text: str, *, replace: bool) -> None:
    from weighbridge.targets import folder  # noqa: PLC0415  # help need not pay

    if not replace and Path(place).exists():
        raise click.UsageError(f"{place}: it exists already. Write it with --replace.")
    try:
        step = folder.plan(place, text)
        if step is not None:
            folder.apply(step)
    except OSError as error:
        cause = f"{place}: {error.strerror}. Choose another --output."
        raise click.ClickException(cause if error.strerror else str(error)) from error
