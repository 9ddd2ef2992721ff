"""`weighbridge weights`: what weights are, and what hardware they need."""

import click


@click.group(short_help="Inspect weights without loading them.")
def command() -> None:
    """Questions about weights; no tensor is ever loaded and nothing in a file is run."""


@command.command(short_help="Show parameters, types, sizes, tokenizer and the memory needed.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write what was found.",
)
@click.option("--tensors", is_flag=True, help="List every tensor with its type and shape.")
@click.option("--zeros", is_flag=True, help="Read tensors too, and name those filled with zeros.")
@click.option(
    "--context",
    metavar="TOKENS",
    type=click.IntRange(1, 1 << 30),
    help="Length of the sequence that estimates of memory assume.  [default: 4096, or the "
    "model's own if that is shorter]",
)
@click.option("--offline", is_flag=True, help="Read nothing over a network.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def show(  # noqa: PLR0913  # what the command line offers
    *,
    paths: tuple[str, ...],
    form: str,
    tensors: bool,
    zeros: bool,
    context: int | None,
    offline: bool,
    quiet: bool,
) -> None:
    """Show what the weights in each PATH are: a file, folder, archive, or an address.

    Shards are put together as one model, with the configuration and tokenizer beside them. Formats
    are told by content, whatever a file is called, and read by their headers. Memory is estimated
    from counts, as the documentation says, and never measured.
    """
    import json  # noqa: PLC0415  # 5 ms help need not pay

    from weighbridge.doors.cli import weights_table, writing  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # as above
    from weighbridge.weigh import weigh  # noqa: PLC0415  # 60 ms help need not pay

    with counting(paths[0], quiet=quiet) as told:
        found = list(weigh(*paths, context=context, zeros=zeros, offline=offline, progress=told))
    if form == "json":
        values = [weights_table.value(one, tensors=tensors) for one in found]
        writing.to_stdout(json.dumps(values, ensure_ascii=False, indent=2) + "\n", utf_8=True)
    elif found:
        writing.to_stdout("\n".join(weights_table.text(one, tensors=tensors) for one in found))
    else:
        writing.to_stdout("No weights were found.\n")
