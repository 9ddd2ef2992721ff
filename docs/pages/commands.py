"""The command line: every command with its help, as the program prints it."""

import click

from weighbridge.doors.cli.reference import walk


def files() -> dict[str, str]:
    """The page."""
    sections = "\n".join(_section(command, context) for command, context in walk())
    return {"docs/reference/commands.md": f"# Commands\n\n{sections}"}


def _section(command: click.Command, context: click.Context) -> str:
    context.terminal_width = 90
    return f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
