"""`weighbridge card`: judge model and data cards by themselves."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from weighbridge.card import JudgedCard

_MOST = 4 << 20
"""Bytes of a card that are read."""


@click.group(short_help="Judge model and data cards by themselves.")
def command() -> None:
    """Judge model and data cards by themselves."""


@command.command(short_help="Say what a card answers, what it leaves open, and what is wrong.")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False)
)
@click.option("--repo", metavar="OWNER/NAME", default="", help="The repository the card is of.")
@click.option("--data", "of_data", is_flag=True, help="The cards describe data.")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
def check(*, files: tuple[str, ...], repo: str, of_data: bool, form: str) -> int:
    """Judge each FILE: which sections say something, whether it is a template that nobody
    completed, and what is wrong with its metadata. Nothing is asked over a network.
    """
    from weighbridge.card import judge_card  # noqa: PLC0415  # 60 ms help need not pay
    from weighbridge.doors.cli.problems import Exit, report  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above

    worst, judged = Exit.DONE, []
    for file in files:
        try:
            with Path(file).open("rb") as stream:
                data = stream.read(_MOST)
        except OSError as error:
            cause = error.strerror or type(error).__name__
            worst = max(worst, report(click.ClickException(f"{file}: {cause}. Name a card.")))
            continue
        card = judge_card(file, data, repository=repo, of_data=of_data)
        judged.append(card)
        if form == "jsonl":
            to_stdout(_json(card), utf_8=True)
    if form == "json":
        to_stdout("[" + ",\n".join(_json(card).rstrip() for card in judged) + "]\n", utf_8=True)
    elif form == "text":
        to_stdout("\n".join(_text(card) for card in judged))
    return worst


def _json(card: "JudgedCard") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay
    from dataclasses import asdict  # noqa: PLC0415  # as above

    return json.dumps(asdict(card), ensure_ascii=False) + "\n"


def _text(card: "JudgedCard") -> str:
    words = "1 word" if card.words == 1 else f"{card.words:,} words"
    says = f"{card.path}: a {card.kind} card of {words}"
    lines = [f"{says}; a template that nobody completed" if card.template else says]
    for state in ("substantial", "placeholder", "missing"):
        lines += _listed(state, (name for name, held in card.sections.items() if held == state))
    lines += [f"  ! {defect}" for defect in card.front_matter]
    return "\n".join(lines) + "\n"


def _listed(state: str, names: Iterable[str]) -> list[str]:
    import textwrap  # noqa: PLC0415  # as above

    named = ", ".join(names)
    return (
        textwrap.wrap(f"{state}: {named}", 92, initial_indent="  ", subsequent_indent="    ")
        if (named)
        else []
    )
