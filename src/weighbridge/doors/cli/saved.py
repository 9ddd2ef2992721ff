"""Saved reports, read from a file or from standard input."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from weighbridge.verdicts.report import Report

STDIN = "-"


def load(path: str) -> "list[Report]":
    """Every report of a file: one object, a list of them, or one on each line.

    Raises:
        ClickException: it cannot be read, or holds something else.
    """
    from weighbridge.verdicts.report_json import ReportError, from_json  # noqa: PLC0415  # 20 ms help need not pay

    try:
        found = [from_json(value) for value in _values(_text(path))]
    except (ReportError, ValueError, RecursionError) as error:
        cause = str(error) or type(error).__name__
        raise click.ClickException(
            f"{path}: no saved report: {cause.rstrip('.')}. Save one with --format json."
        ) from error
    if not found:
        raise click.ClickException(f"{path}: it holds no report. Save one with --format json.")
    return found


def only(path: str) -> "Report":
    """The report of a file that holds one.

    Raises:
        ClickException: as `load`, or it holds several.
    """
    found = load(path)
    if len(found) > 1:
        raise click.ClickException(
            f"{path}: it holds {len(found)} reports. Name a file that holds one."
        )
    return found[0]


def is_report(path: str) -> bool:
    """Whether a place is a file of reports, by its name; a release of one file may be JSON too."""
    if not path.endswith((".json", ".jsonl")) or not Path(path).is_file():
        return False
    return b'"schema"' in Path(path).read_bytes()


def _text(path: str) -> str:
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise click.ClickException(f"{path}: {cause}. Name a saved report.") from error
    return data.decode("utf-8-sig")


def _values(text: str) -> Iterator[Any]:
    """The objects of a JSON text, or of a text with one on each line."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2:
            raise
        yield from map(json.loads, lines)
        return
    yield from value if isinstance(value, list) else [value]
