"""The calls of some Python code that reach beyond computing, and when each of them happens."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from weighbridge.readers.harm.code.naming import Named, Names
from weighbridge.readers.harm.code.vocabulary import vocabulary


class Moment(IntEnum):
    """When code runs, soonest first."""

    IMPORTED = 0
    """As soon as the file is imported."""
    LOADED = 1
    """When a loader or an installer uses what the file defines."""
    STARTED = 2
    """When a person starts the file as a program."""
    CALLED = 3
    """When something calls it."""


Key = tuple[str, str]
"""The class and the function that code stands in; empty outside of any."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where code stands."""

    owner: str = ""
    function: str = ""
    guarded: bool = False

    @property
    def key(self) -> Key:
        """Class and function."""
        return self.owner if self.function else "", self.function


@dataclass(frozen=True, slots=True)
class Act:
    """One call that reaches beyond computing."""

    kind: str
    named: Named
    call: ast.Call
    scope: Scope
    moment: Moment

    @property
    def line(self) -> int:
        """Its line, from 1."""
        return self.call.lineno


@dataclass(frozen=True, slots=True)
class Laid:
    """A file laid out: statements and calls with where they stand.

    Attributes:
        functions: every function, and its parameters' names.
    """

    placed: list[tuple[ast.AST, Scope]] = field(default_factory=list)
    functions: dict[Key, list[str]] = field(default_factory=dict)
    classes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def calls(self) -> Iterator[tuple[ast.Call, Scope]]:
        """Every call."""
        return ((node, scope) for node, scope in self.placed if isinstance(node, ast.Call))


def laid_out(tree: ast.Module) -> Laid:
    """Lay a file out."""
    laid = Laid()
    stack: list[tuple[ast.AST, Scope]] = [(tree, Scope())]
    while stack:
        node, scope = stack.pop()
        laid.placed.append((node, scope))
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                inside = Scope(scope.owner, node.name, scope.guarded)
                laid.functions[inside.key] = [one.arg for one in node.args.args]
                stack += [(one, inside) for one in node.body]
                stack += [(one, scope) for one in (*node.decorator_list, *node.args.defaults)]
            case ast.ClassDef():
                laid.classes[node.name] = [_last(base) for base in node.bases]
                inside = Scope(node.name, scope.function, scope.guarded)
                stack += [(one, inside) for one in node.body]
                stack += [(one, scope) for one in node.decorator_list]
            case ast.If(test=test, body=body, orelse=orelse) if _is_guard(test):
                guarded = Scope(scope.owner, scope.function, guarded=True)
                stack += [(one, guarded) for one in body]
                stack += [(one, scope) for one in orelse]
            case _:
                stack += [(one, scope) for one in ast.iter_child_nodes(node)]
    return laid


def _last(base: ast.expr) -> str:
    match base:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_guard(test: ast.expr) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "__name__" for one in ast.walk(test))


def acts_in(laid: Laid, names: Names, moments: dict[Key, Moment]) -> list[Act]:
    """Every call that reaches beyond computing."""
    found = []
    for call, scope in laid.calls:
        named = names.of(call.func)
        if kind := vocabulary().kind(named.dotted):
            found.append(Act(kind, named, call, scope, moment_of(scope, moments)))
    return sorted(found, key=lambda act: act.line)


def moment_of(scope: Scope, moments: dict[Key, Moment]) -> Moment:
    """When code at some place runs."""
    if not scope.function:
        return Moment.STARTED if scope.guarded else Moment.IMPORTED
    return moments.get(scope.key, Moment.CALLED)


def moments_of(laid: Laid, *, loader: bool) -> dict[Key, Moment]:
    """When each function runs that is called on import, by a loader, or from the main part.

    Args:
        loader: whether a loader or an installer uses the file, and so its classes' methods.
    """
    edges: dict[Key, set[Key]] = {}
    waiting: list[tuple[Key, Moment]] = []
    for call, scope in laid.calls:
        target = _target(call, scope, laid)
        if target and scope.function:
            edges.setdefault(scope.key, set()).add(target)
        elif target:
            waiting.append((target, Moment.STARTED if scope.guarded else Moment.IMPORTED))
    methods = vocabulary().methods
    if loader:
        waiting += [(key, Moment.LOADED) for key in laid.functions if key[0] and key[1] in methods]
        waiting += [(("", "__getattr__"), Moment.LOADED)]
    moments: dict[Key, Moment] = {}
    for key, moment in sorted(waiting, key=lambda one: one[1]):
        _reach(key, moment, edges, moments)
    return moments


def _reach(
    key: Key, moment: Moment, edges: dict[Key, set[Key]], moments: dict[Key, Moment]
) -> None:
    stack = [key]
    while stack:
        one = stack.pop()
        if one not in moments:
            moments[one] = moment
            stack += edges.get(one, ())


def _target(call: ast.Call, scope: Scope, laid: Laid) -> Key | None:
    """The function of the file that a call runs."""
    match call.func:
        case ast.Name(id=name) if name in laid.classes:
            return name, "__init__"
        case ast.Name(id=name) if ("", name) in laid.functions:
            return "", name
        case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
            return scope.owner, name
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in laid.classes:
            return owner, name
        case ast.Attribute(value=ast.Call(func=ast.Name(id=owner)), attr=name) if (
            owner in laid.classes
        ):
            return owner, name
    return None
