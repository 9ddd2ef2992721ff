"""`weighbridge render`: a saved report in another format, however old it is."""

import click

from weighbridge.doors.cli.parameters import Name, format_names


@click.command(short_help="Write a saved report in another format.")
@click.argument("report", metavar="REPORT", type=click.Path())
@click.option(
    "form",
    "--format",
    metavar="NAME",
    type=Name(format_names, "format"),
    default="text",
    show_default=True,
    help="How to write the report; `weighbridge list formats` names them.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.")
def command(*, report: str, form: str, output: str | None) -> None:
    """Write REPORT in another format; nothing is read or judged again.

    A REPORT is what `weighbridge audit --format json` or `jsonl` wrote, by this version or any
    earlier one; - is standard input.
    """
    from weighbridge import formats  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.doors.cli import saved, writing  # noqa: PLC0415  # as above

    reports = saved.load(report)
    chosen = formats.find(form)
    if output is not None:
        writing.to_file(output, chosen.render(reports))
        return
    utf_8 = chosen.MEDIA_TYPE != "text/plain"
    writing.to_stdout(chosen.render(reports, writing.look()), utf_8=utf_8)
