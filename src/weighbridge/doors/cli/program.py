"""The program `weighbridge`: its commands are the files of a folder, loaded when they are named."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from weighbridge import shelf
from weighbridge._version import __version__
from weighbridge.doors.cli.problems import DEBUG, Exit, report

_COMMANDS = "weighbridge.doors.cli.commands"
_YOUNG = 100_000
"""Objects made between two looks for garbage: facts and findings live to the end of an audit, and
looking them through every 700 objects costs a quarter of its time."""


class Program(click.Group):
    """A group whose commands are the files of `commands/`, and whose errors are one line each."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        """The name of every command, sorted."""
        folder = str(Path(__file__).parent / "commands")
        return [name.rpartition(".")[2] for name in shelf.names(_COMMANDS, folder)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, loaded now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = shelf.load(f"{_COMMANDS}.{cmd_name}").command
        return command

    def main(  # noqa: D102  # click's, which says it
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002  # click's
        **extra: Any,
    ) -> Any:
        named = prog_name or "weighbridge"
        if not standalone_mode:
            return super().main(args, named, complete_var, standalone_mode=False, **extra)
        gc.set_threshold(_YOUNG)
        _open_what_is_closed()
        try:
            code = super().main(args, named, complete_var, standalone_mode=False, **extra)
        except Exception as error:  # the last boundary: one line, no traceback
            if os.environ.get(DEBUG):
                raise
            code = report(error)
        sys.exit(code if isinstance(code, int) else Exit.DONE)


def _open_what_is_closed() -> None:
    """Write to nowhere in place of a stream that whoever started the program has closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # kept


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Exit codes: 0 done or gate open, 1 gate closed, 2 wrong usage or configuration, "
        "3 nothing to audit, 4 evidence could not be fetched."
    ),
)
@click.version_option(__version__, prog_name="weighbridge", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> int | None:
    """Weigh an open model or dataset release: what is in it, how open it is, and what shows it."""
    if context.invoked_subcommand is not None:
        return None
    click.echo(context.get_help(), err=True)
    return Exit.USAGE
