"""`weighbridge completion`: the script that makes a shell complete this program's words."""

import click

_HELP = """Print the completion script of a SHELL.

Keep it where your shell looks for it, for instance:

\b
  weighbridge completion bash > ~/.bash_completion
  weighbridge completion zsh  > ~/.zfunc/_weighbridge
  weighbridge completion fish > ~/.config/fish/completions/weighbridge.fish
"""


@click.command(help=_HELP, short_help="Print the script that completes commands in your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(*, shell: str) -> None:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415  # 5 ms for help

    made = get_completion_class(shell)
    root = click.get_current_context().find_root().command
    if made is None:
        raise click.UsageError(f"{shell}: no completion is known for it.")
    script = made(root, {}, "weighbridge", "_WEIGHBRIDGE_COMPLETE")
    click.echo(script.source_template % script.source_vars())
