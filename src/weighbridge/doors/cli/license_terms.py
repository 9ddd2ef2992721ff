"""`weighbridge license diff` and `weighbridge license advise`: terms compared, and chosen by."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from weighbridge.catalogs.licenses.advice import Advice
    from weighbridge.catalogs.licenses.differing import Difference

_KINDS = ("code", "weights", "data", "documents")
_AIMS = ("adoption", "patents", "copyleft", "misuse-limits", "attribution", "one-license")
_SHOWN = 3
"""Licences that the advice names in full; more would be no advice."""
_FORM = click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)


@click.command(short_help="Say in what two licences differ.")
@click.argument("left", metavar="LICENSE")
@click.argument("right", metavar="LICENSE")
@_FORM
def diff(*, left: str, right: str, form: str) -> None:
    """Say in what the terms of two licences differ, with the words that ground each."""
    from weighbridge.catalogs.licenses import differing  # noqa: PLC0415  # 100 ms help need not pay

    try:
        found = differing.differences(left, right)
    except KeyError as error:
        message = f"{error.args[0]}: no licence has this id. `weighbridge list licenses` names all."
        raise click.UsageError(message) from None
    _write(form, _differences(left, right, found), [asdict(one) for one in found])


@click.command(short_help="Advise a licence for your aims, with reasons.")
@click.option("kind", "--for", type=click.Choice(_KINDS), help="What is to be licensed.")
@click.option(
    "aims", "--aim", type=click.Choice(_AIMS), multiple=True, help="What you want; repeatable."
)
@_FORM
def advise(*, kind: str | None, aims: tuple[str, ...], form: str) -> None:
    """Advise a licence for a kind of component and your aims, with what the frameworks make of it.

    Asks for what is left out when it runs in a terminal. This is no legal advice.
    """
    from weighbridge.catalogs.licenses import advice  # noqa: PLC0415  # 100 ms help need not pay

    if kind is None:
        kind, aims = _asked(advice.aims(), aims)
    found = advice.advise(kind, aims)
    _write(form, _advice(kind, aims, found), [asdict(one) for one in found])


def _asked(meanings: dict[str, str], aims: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Ask for what was left out; only where somebody can answer."""
    if not sys.stdin.isatty():
        raise click.UsageError(f"Say what to license with --for: {', '.join(_KINDS)}.")
    kind: str = click.prompt("What is to be licensed", type=click.Choice(_KINDS), err=True)
    if not aims:
        asked = (
            one for one in _AIMS if click.confirm(f"Do you want that {meanings[one]}", err=True)
        )
        aims = tuple(asked)
    return kind, aims


def _advice(kind: str, aims: tuple[str, ...], found: "tuple[Advice, ...]") -> str:
    wanted = ", ".join(aims) or "no particular aim"
    if not found:
        return f"No licence for {kind} serves {wanted}.\n"
    return "\n".join(_one(advice) for advice in found[:_SHOWN])


def _one(advice: "Advice") -> str:
    served = [f"serves: {', '.join(advice.serves)}"] if advice.serves else []
    missed = [f"does not serve: {', '.join(advice.misses)}"] if advice.misses else []
    details = [*served, *missed, *advice.reasons, *advice.consequences]
    head = f"{advice.license} ({advice.name})"
    return "\n".join([head, *(f"  - {one}" for one in details), ""])


def _differences(left: str, right: str, found: "tuple[Difference, ...]") -> str:
    if not found:
        return f"{left} and {right}: their terms are not recorded as different.\n"
    blocks = []
    for one in found:
        grounds = [f" ({g})" if g else "" for g in one.grounds]
        blocks += [one.term, f"  {left}: {one.left}{grounds[0]}"]
        blocks += [f"  {right}: {one.right}{grounds[1]}", ""]
    return "\n".join(blocks)


def _write(form: str, text: str, value: list[dict[str, Any]]) -> None:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay

    if form == "json":
        to_stdout(json.dumps(value, ensure_ascii=False, indent=2) + "\n", utf_8=True)
    else:
        to_stdout(text)
