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
    """The program itself, then every command, by name, those of a group after the group."""
    return (_documented(command, context) for command, context in walk())


def walk() -> Iterator[tuple[click.Command, click.Context]]:
    """Every command with the context its help is written in."""
    return _under(main, click.Context(main, info_name="weighbridge"))


def _under(
    command: click.Command, context: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    yield command, context
    names = command.list_commands(context) if isinstance(command, click.Group) else ()
    for name in names:
        inner = command.get_command(context, name)  # type: ignore[attr-defined]
        if inner is not None and not inner.hidden:
            yield from _under(inner, click.Context(inner, info_name=name, parent=context))


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
