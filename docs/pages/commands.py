"""The command line: every command with its help, as the program prints it."""

import click

from weighbridge.doors.cli import main


def files() -> dict[str, str]:
    """The page."""
    return {"docs/reference/commands.md": _page()}


def _page() -> str:
    root = click.Context(main, info_name="weighbridge")
    sections = [_section(main, root)]
    for name in main.list_commands(root):
        command = main.get_command(root, name)
        if command is not None and not command.hidden:
            context = click.Context(command, info_name=name, parent=root)
            sections.append(_section(command, context))
    return "# Commands\n\n" + "\n".join(sections)


def _section(command: click.Command, context: click.Context) -> str:
    context.terminal_width = 90
    return f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
