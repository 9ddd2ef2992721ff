"""`weighbridge weights`: what weights are, and what hardware they need."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from weighbridge.load import Loaded


_LIBRARIES = ("diffusers", "safetensors", "sentence-transformers", "timm", "transformers")


@click.group(short_help="Inspect weights without loading them.")
def command() -> None:
    """Questions about weights. `show` loads no tensor and runs nothing; `load` loads on request, in
    a process that is cut off.
    """


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


@command.command(short_help="Really load a model with its library, cut off from the network.")
@click.argument("path", metavar="FOLDER", type=click.Path())
@click.option(
    "--library",
    type=click.Choice(_LIBRARIES),
    default="transformers",
    show_default=True,
    help="What loads it.",
)
@click.option("--python", metavar="PROGRAM", help="The interpreter that has the library.")
@click.option("--trust-remote-code", is_flag=True, help="Let the model's own code run, cut off.")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write what came of it.",
)
def load(*, path: str, library: str, python: str | None, trust_remote_code: bool, form: str) -> int:
    """Load the model in FOLDER with its library, in a process of its own without a network.

    This runs the library, and what the files make it run, so it is done only when it is asked for.
    The exit code is 1 where the library gives no model.
    """
    import json  # noqa: PLC0415  # 5 ms help need not pay
    import sys  # noqa: PLC0415  # as above
    from dataclasses import asdict  # noqa: PLC0415  # as above

    from weighbridge import load as loading  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.problems import Exit  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above

    try:
        came = loading.load(
            path, library, python=python or sys.executable, trusted=trust_remote_code
        )
    except loading.LoadError as error:
        raise click.ClickException(str(error)) from None
    if form == "json":
        to_stdout(json.dumps(asdict(came), ensure_ascii=False, indent=2) + "\n", utf_8=True)
    else:
        to_stdout(_came(came))
    return Exit.DONE if came.loaded else Exit.GATE_CLOSED


def _came(came: "Loaded") -> str:
    if came.loaded:
        count = f" with {came.parameters:,} parameters" if came.parameters is not None else ""
        return f"{came.path}: {came.library} {came.version} loads it as {came.kind}{count}.\n"
    if came.loaded is None:
        return (
            f"{came.path}: unknown. {came.library} is not installed here: pip install "
            f"{came.library}, or name an interpreter that has it with --python.\n"
        )
    return f"{came.path}: {came.library} does not load it.\n\n{came.said}\n"
