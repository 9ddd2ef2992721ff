"""What changed since a saved report, said after the reports of an audit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from weighbridge.verdicts.report import Report


def tell(earlier: "Sequence[Report]", reports: "Sequence[Report]", *, to_stdout: bool) -> None:
    """Say what changed for each report that has an earlier one.

    Args:
        to_stdout: whether it is part of the text there; else a message.
    """
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.formats import _changes_since  # noqa: PLC0415  # as above
    from weighbridge.verdicts.since import since  # noqa: PLC0415  # as above

    for report in reports:
        before = _before(earlier, report)
        if before is None:
            click.echo(f"{report.release}: the earlier reports hold none on it.", err=True)
            continue
        text = _changes_since.text(since(before, report), writing.look().width)
        if to_stdout:
            writing.to_stdout(text)
        else:
            click.echo(text, nl=False, err=True)


def _before(earlier: "Sequence[Report]", report: "Report") -> "Report | None":
    """The report on the release of the same name, or the only one there is."""
    if len(earlier) == 1:
        return earlier[0]
    return next((one for one in earlier if one.release == report.release), None)
