"""`weighbridge compare`: two releases side by side, under every framework and reading."""

from datetime import date
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.parameters import Day

if TYPE_CHECKING:
    from weighbridge.verdicts.report import Report


@click.command(short_help="Lay two releases side by side.")
@click.argument("left", metavar="A", type=click.Path())
@click.argument("right", metavar="B", type=click.Path())
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the comparison.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.")
@click.option("--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]")
@click.option("--offline", is_flag=True, help="Read nothing over a network.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def command(  # noqa: PLR0913  # an option each
    *,
    left: str,
    right: str,
    form: str,
    output: str | None,
    as_of: date | None,
    offline: bool,
    quiet: bool,
) -> None:
    """Lay A and B side by side: what each reached, its components, and what one has that the other
    lacks. No score is made.

    Each is a saved report (.json, .jsonl) or a release, as `weighbridge audit` takes it.
    """
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.verdicts.comparison import compare  # noqa: PLC0415  # as above

    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    first, second = (_report(one, day, offline=offline, quiet=quiet) for one in (left, right))
    compared = compare(first, second)
    if form == "json":
        import json  # noqa: PLC0415  # 5 ms help need not pay

        from weighbridge.verdicts.report_json import to_json  # noqa: PLC0415  # as above

        text = json.dumps(to_json(compared), ensure_ascii=False, indent=2) + "\n"
    else:
        from weighbridge.formats import _side_by_side  # noqa: PLC0415  # as above

        text = _side_by_side.text(compared, writing.look().width)
    if output is not None:
        writing.to_file(output, text)
    else:
        writing.to_stdout(text, utf_8=form == "json")


def _report(place: str, day: date, *, offline: bool, quiet: bool) -> "Report":
    """The one report that a file holds, or the one on a release.

    Raises:
        ClickException: a file holds several.
    """
    from weighbridge.audit import audit, open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli import saved  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # as above

    if saved.is_report(place):
        return saved.only(place)
    with counting(place, quiet=quiet) as told:
        release = open_release(place, as_of=day, offline=offline, progress=told)
    return audit(release)
