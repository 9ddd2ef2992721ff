"""What an attack in Python code is, what a file that was read holds, and a call in words."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.readers.harm.code.acting import Act, Key, Laid, Moment
from weighbridge.readers.harm.code.flowing import Flow
from weighbridge.readers.harm.code.naming import Names

SOON = (Moment.IMPORTED, Moment.LOADED)
_WHEN = {
    Moment.IMPORTED: "As soon as it is imported, it",
    Moment.LOADED: "When it is loaded, it",
    Moment.STARTED: "When it is started, it",
    Moment.CALLED: "Its code",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """An attack.

    Attributes:
        message: a sentence that stands alone.
        line: from 1.
    """

    rule: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read.

    Attributes:
        loader: whether a loader or an installer runs it by itself.
        installs: whether it is there to install or test something, and so to start programs.
    """

    laid: Laid
    names: Names
    flow: Flow
    acts: list[Act]
    moments: dict[Key, Moment]
    loader: bool
    installs: bool


def say(act: Act, rule: str, does: str) -> Shape:
    """An attack that a call is, in words."""
    return Shape(rule, f"{_WHEN[act.moment]} {does}.", act.line)


def given_to(act: Act, flow: Flow) -> frozenset[str]:
    """Where what a call is given comes from."""
    values = [*act.call.args, *(one.value for one in act.call.keywords)]
    return frozenset[str]().union(*(flow.origins(one, act.scope) for one in values))


def constants_in(node: ast.AST, read: Read) -> Iterator[str]:
    """Texts in an expression, and those that its names stand for."""
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
        elif isinstance(one, ast.Name) and one.id in read.names.constants:
            found = read.names.constants[one.id]
            yield from (
                x.value
                for x in ast.walk(found)
                if isinstance(x, ast.Constant) and isinstance(x.value, str)
            )
