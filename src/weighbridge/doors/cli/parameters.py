"""Kinds of value on the command line, each read when it is given and completed when asked for."""

from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

import click
from click.shell_completion import CompletionItem

ROLES = ("code", "weights", "data", "documents")


class Name(click.ParamType[str]):
    """One of some names, which are looked up only when they are needed.

    Args:
        names: gives them.
        name: what they are names of, as the help shows it.
    """

    def __init__(self, names: Callable[[], Iterable[str]], name: str) -> None:
        self.names, self.name = names, name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if there is one like it."""
        known = list(self.names())
        if value not in known:
            near = get_close_matches(str(value), known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Choose from {', '.join(known)}."
            self.fail(f"there is no {self.name} {value!r}. {hint}", param, ctx)
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        param: click.Parameter,  # noqa: ARG002  # click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that begin so."""
        return [CompletionItem(name) for name in self.names() if name.startswith(incomplete)]


class Known(click.ParamType[str]):
    """Any id that has a manual page."""

    name = "id"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        param: click.Parameter,  # noqa: ARG002  # click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """The ids that begin so."""
        from weighbridge.verdicts import manual  # noqa: PLC0415  # only when a shell asks

        return [CompletionItem(one) for one in manual.ids() if one.startswith(incomplete)]


class Day(click.ParamType[date]):
    """A day as ISO 8601 writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day. Write it as 2026-11-20.", param, ctx)


class RolePlace(click.ParamType[tuple[str, str]]):
    """A part of a release: `ROLE=LOCATION`."""

    name = "role=location"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Role and location."""
        if isinstance(value, tuple):
            return value
        role, _, location = str(value).partition("=")
        if role not in ROLES or not location:
            choice = ", ".join(ROLES)
            self.fail(f"{value!r} is not ROLE=LOCATION, with a role of {choice}.", param, ctx)
        return role, location

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        param: click.Parameter,  # noqa: ARG002  # click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """The roles."""
        return [CompletionItem(f"{role}=") for role in ROLES if role.startswith(incomplete)]


def format_names() -> tuple[str, ...]:
    """The name of every format."""
    from weighbridge import formats  # noqa: PLC0415  # 20 ms that `--help` need not pay

    return formats.names()


def framework_ids() -> tuple[str, ...]:
    """The id of every framework."""
    from weighbridge.catalogs import entries  # noqa: PLC0415  # as above

    return entries("frameworks")


class Target(click.ParamType[tuple[str, str]]):
    """A format and the file it is written to: `FORMAT=FILE`.

    Args:
        names: gives the names of the formats.
    """

    name = "format=file"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self.names = names

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Format and file."""
        if isinstance(value, tuple):
            return value
        form, _, file = str(value).partition("=")
        if form not in self.names() or not file:
            choice = ", ".join(self.names())
            self.fail(f"{value!r} is not FORMAT=FILE, with a format of {choice}.", param, ctx)
        return form, file

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        param: click.Parameter,  # noqa: ARG002  # click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """The formats."""
        found = (f"{name}=" for name in self.names())
        return [CompletionItem(one) for one in found if one.startswith(incomplete)]
