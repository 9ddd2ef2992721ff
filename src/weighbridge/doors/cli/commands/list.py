"""`weighbridge list`: everything there is of one kind."""

from collections.abc import Iterable

import click

from weighbridge.doors.cli.shelves import KINDS, rows


@click.command("list", short_help="List checks, frameworks, components, licenses, formats…")
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the list.",
)
def command(*, kind: str, form: str) -> None:
    """List everything there is of one KIND, with a word about each."""
    import json  # noqa: PLC0415  # 5 ms help need not pay

    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay

    found = list(rows(kind))
    if form == "json":
        to_stdout(json.dumps(found, ensure_ascii=False, indent=2) + "\n", utf_8=True)
    else:
        to_stdout(_text((str(row["id"]), str(row["title"])) for row in found))


def _text(pairs: Iterable[tuple[str, str]]) -> str:
    """Two columns, so that a line is an id and what it means."""
    told = list(pairs)
    width = max((len(name) for name, _ in told), default=0)
    return "".join(f"{name:<{width}}  {title}".rstrip() + "\n" for name, title in told)
