"""The commands and their options as data, for the documentation and the tests that guard it."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from weighbridge.doors.cli.program import main


@dataclass(frozen=True, slots=True)
class Documented:
    """One command.

    Attributes:
        path: as it is typed: `weighbridge audit`.
        options: every spelling of every option.
        arguments: as the help shows them.
    """

    path: str
    help: str
    options: tuple[str, ...]
    arguments: tuple[str, ...]


def commands() -> Iterator[Documented]:
    """The program itself, then every command, by name."""
    root = click.Context(main, info_name="weighbridge")
    yield _documented(main, root)
    for name in main.list_commands(root):
        command = main.get_command(root, name)
        if command is not None:
            yield _documented(command, click.Context(command, info_name=name, parent=root))


def _documented(command: click.Command, context: click.Context) -> Documented:
    given = command.get_params(context)
    return Documented(
        path=context.command_path,
        help=command.help or "",
        options=tuple(o for p in given if isinstance(p, click.Option) for o in _spellings(p)),
        arguments=tuple(p.make_metavar(context) for p in given if isinstance(p, click.Argument)),
    )


def _spellings(option: click.Option) -> tuple[str, ...]:
    return (*option.opts, *option.secondary_opts)
