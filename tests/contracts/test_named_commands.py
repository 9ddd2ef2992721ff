"""Every command that a text tells to run is there, with the subcommand it names."""

import re
from pathlib import Path

import click

from weighbridge.doors.cli.program import main

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md", "src/**/*.py", "src/**/*.j2")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md" and "reference" not in path.parts
)
"""What people wrote; the reference is generated from it."""
_TOLD = re.compile(r"(?:`|\$ )weighbridge ((?:[a-z]+ ){0,2}[a-z]+)")


def _lost(told: str) -> str:
    """The first word that should be a command and is none; else empty."""
    command: click.Command = main
    context = click.Context(main)
    for word in told.split():
        if not isinstance(command, click.Group):
            return ""
        below = command.get_command(context, word)
        if below is None:
            return word
        command = below
    return ""


def test_every_command_that_a_text_names_is_there() -> None:
    told = [(path.name, one) for path in TEXTS for one in _TOLD.findall(path.read_text("utf-8"))]

    assert len(told) > 100
    assert [(name, one) for name, one in told if _lost(one)] == []
