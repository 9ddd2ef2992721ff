"""`weighbridge evaluate`: measure what a release is judged by; for now, a safety filter."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from weighbridge.evaluate import Filtered
    from weighbridge.findings.statistics.proportions import Rate, Refused
    from weighbridge.sources.filters.port import Filter


@click.group(short_help="Measure a safety filter over a labelled set.")
def command() -> None:
    """Measure what a release is judged by."""


@command.command("filter", short_help="Ask a filter about each item of a labelled set.")
@click.option(
    "--set",
    "labelled",
    metavar="FILE",
    required=True,
    type=click.Path(),
    help="Items with id, text and label (true for harm); JSON lines or CSV.",
)
@click.option("program", "--command", metavar="CMD", help="A program: one JSON line in, one out.")
@click.option("--url", metavar="URL", help="An address: one JSON object by POST, one back.")
@click.option(
    "function",
    "--callable",
    metavar="MODULE:FUNCTION",
    help="A Python function of one item; imported and run in a process of its own.",
)
@click.option("--output", "-o", metavar="FILE", required=True, help="Where the verdicts go.")
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(0.01, 3600),
    default=30.0,
    show_default=True,
    help="How long one answer may take.",
)
@click.option("--token-from", metavar="VAR", help="Environment variable with the URL's token.")
@click.option("--anew", is_flag=True, help="Ask again what was answered before.")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the rates.",
)
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def filter_(  # noqa: PLR0913  # an option each
    *,
    labelled: str,
    program: str | None,
    url: str | None,
    function: str | None,
    output: str,
    seconds: float,
    token_from: str | None,
    anew: bool,
    form: str,
    quiet: bool,
) -> int:
    """Ask a filter about each item of a set, and print its errors per domain.

    The filter is shown each item without its label, domain, group and weight, and answers with
    {"prediction": true} for what it takes for harm. An item without an answer is an error, never a
    pass; run the command again to ask only those. The verdicts go to --output, for a release to
    include. Exit 4 where an item has no answer.
    """
    from weighbridge.doors.cli.problems import Exit  # noqa: PLC0415  # help need not pay
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above
    from weighbridge.evaluate import evaluate_filter, open_set  # noqa: PLC0415  # as above
    from weighbridge.records.verdicts import SetError  # noqa: PLC0415  # as above

    asking = _filter(program, url, function, seconds, token_from)
    try:
        every = open_set(labelled)
    except SetError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None
    try:
        with _progress(len(every), quiet=quiet) as told:
            name = Path(labelled).name
            found = evaluate_filter(asking, every, output, dataset=name, anew=anew, progress=told)
    except OSError as error:
        message = f"{output}: {error.strerror}. Choose another --output."
        raise click.ClickException(message) from error
    to_stdout(_json(found) if form == "json" else _text(found), utf_8=form == "json")
    return Exit.DONE if found.answered == found.items else Exit.UNFETCHED


@contextmanager
def _progress(length: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Give what is told how many items are done; it shows them when stderr is a terminal."""
    stream = sys.stderr
    if quiet or not stream.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, label="Asking", file=stream) as bar:
        yield lambda done: bar.update(done - bar.pos)


def _filter(
    program: str | None,
    url: str | None,
    function: str | None,
    seconds: float,
    token_from: str | None,
) -> "Filter":
    from weighbridge.sources.filters.endpoint import Endpoint  # noqa: PLC0415  # as above
    from weighbridge.sources.filters.program import Program  # noqa: PLC0415  # as above
    from weighbridge.sources.filters.program import function as called  # noqa: PLC0415  # as above

    context = click.get_current_context()
    match [one for one in (program, url, function) if one]:
        case [_]:
            pass
        case _:
            raise click.UsageError("Name one of --command, --url and --callable.", context)
    if token_from and token_from not in os.environ:
        raise click.UsageError(f"{token_from} is not in the environment. Set it.", context)
    try:
        if url:
            return Endpoint(url, seconds, token=os.environ[token_from] if token_from else "")
        if function:
            return called(_spec(function), seconds)
        return Program(program or "", seconds)
    except ValueError as error:
        raise click.UsageError(str(error), context) from None


def _spec(function: str) -> str:
    module, _, name = function.partition(":")
    if not all(part.isidentifier() for part in (*module.split("."), *name.split("."))):
        raise ValueError(f"{function}: it is no function. Write it as module:function.")
    return function


def _text(found: "Filtered") -> str:
    head = ("Domain", "Harmless, held back", "Harmful, let through")
    rows = [
        (one.domain or "all", _rate(one.false_positive), _rate(one.false_negative))
        for one in found.rates
    ]
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(2)]
    lines = [f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c}" for a, b, c in (head, *rows)]
    lines += ["", f"{found.answered:,} of {found.items:,} items have a verdict."]
    lines += [f"No answer: {one}" for one in found.errors]
    if found.stopped:
        lines.append("It was asked no further, since it seems to be down. Run it again later.")
    return "\n".join(lines) + "\n"


def _rate(rate: "Rate | Refused") -> str:
    from weighbridge.findings.statistics import saying  # noqa: PLC0415  # as above
    from weighbridge.findings.statistics.proportions import Refused  # noqa: PLC0415  # as above

    return rate.reason if isinstance(rate, Refused) else saying.stated(rate, 0.95)


def _json(found: "Filtered") -> str:
    from weighbridge.verdicts.report_json import written  # noqa: PLC0415  # as above

    return written(found, indent=2) + "\n"
