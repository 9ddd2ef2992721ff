"""Chat templates, parsed and never rendered: what reaches behind objects, what calls out, and what
never ends.

Source: Jinja 3.1 `nodes` and "Sandbox"; Transformers 4.57, "Chat templates".
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy

_DUNDER = lazy(r"__\w+__|^_[A-Za-z]")
_GENERATION = lazy(r"\{%(-?)\s*(?:end)?generation\s*(-?)%\}")
_LONGEST = 256 << 10
_MOST_ROUNDS = 10_000_000
_FOLDED = frozenset(("Concat", "Add", "Filter", "Getitem"))
_MOST_FOLDED = 60
_SHORT_FILTERS = frozenset(("join", "lower", "upper", "reverse", "string", "trim", "first", "last"))
_SHORT_NODES = frozenset(("Concat", "Add", "Getitem", "Slice", "Const", "TemplateData", "List",
    "Tuple", "Neg", "Output"))  # fmt: skip
_REACHING = ("Import", "FromImport", "Include", "Extends")


def reasons(template: str, where: str, *, of_chat: bool = True) -> Iterator[Reason]:
    """What rendering a template would do.

    Args:
        of_chat: whether a tokenizer renders it; pages made of several templates are ordinary.
    """
    if "{" not in template:
        return
    if len(template) > _LONGEST:
        yield Reason(
            Harm.INCOMPLETE, "template-unread", "A template is too long to be parsed.", where
        )
        return
    from jinja2 import TemplateSyntaxError, nodes  # noqa: PLC0415  # 60 ms that only templates need

    try:
        tree = _environment().parse(_GENERATION.sub(r"{#\1 \2#}", template))
        found = {(rule, message, line) for rule, message, line in _walked(tree, nodes)}
    except TemplateSyntaxError as error:
        message = f"A chat template cannot be parsed: {str(error)[:100]}."
        yield Reason(Harm.INCOMPLETE, "template-unread", message, where)
        return
    except (RecursionError, ValueError, OverflowError, MemoryError):
        yield Reason(Harm.INCOMPLETE, "template-unread", "A template nests too deeply.", where)
        return
    for rule, message, line in sorted(found, key=lambda one: one[2]):
        ordinary = rule == "template-calls" or (rule == "template-reads-files" and not of_chat)
        harm = Harm.RUNS_CODE if ordinary else Harm.DANGEROUS
        yield Reason(harm, rule, message, f"{where}, line {line}" if where else f"line {line}")


@cache
def _environment() -> Any:
    from jinja2 import Environment  # noqa: PLC0415  # as above

    return Environment(extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do"])  # noqa: S701  # it only parses


def _walked(tree: Any, nodes: Any) -> Iterator[tuple[str, str, int]]:
    known = catalogs.entry("vocabularies", "dangerous-operations")
    own = {node.name for node in tree.find_all((nodes.Macro,))}
    own |= {node.name for node in tree.find_all((nodes.Name,)) if node.ctx in {"store", "param"}}
    for node in _every(tree):
        kind, line = type(node).__name__, getattr(node, "lineno", 0)
        if kind in _REACHING:
            yield "template-reads-files", "A chat template reads another template.", line
        elif kind in {"Getattr", "Getitem"} and (found := [*_reach(node, known, line)]):
            yield from found
        elif kind == "Filter" and node.name == "attr":
            yield "template-escape", "A chat template takes attributes by a computed name.", line
        elif kind == "Const" and isinstance(node.value, str) and _inner(node.value):
            yield "template-escape", f"A chat template names {node.value[:60]!r}.", line
        elif kind in _FOLDED and _inner(folded := _folded(node, nodes)):
            yield "template-escape", f"A chat template puts {folded[:60]!r} together.", line
        elif kind == "Call":
            yield from _called(node, known, own, line, nodes)


def _every(tree: Any) -> Iterator[Any]:
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(node.iter_child_nodes())


def _is_short(node: Any) -> bool:
    """Whether evaluating a node gives little: no repetition, and only filters that keep lengths."""
    kind = type(node).__name__
    if kind == "Filter":
        return node.name in _SHORT_FILTERS
    return kind in _SHORT_NODES and len(str(getattr(node, "value", ""))) < 1000


def _inner(name: str) -> bool:
    return bool(re.search(r"__[A-Za-z]\w*?__", name)) and len(name) < 200


def _folded(node: Any, nodes: Any) -> str:
    """The text that an expression of texts is; empty when it is not only that, or may be long."""
    inner = [one for _, one in zip(range(_MOST_FOLDED + 1), _every(node), strict=False)]
    if len(inner) > _MOST_FOLDED or any(not _is_short(one) for one in inner):
        return ""
    try:
        value = node.as_const()
    except (nodes.Impossible, TypeError, ArithmeticError):
        return ""
    return value if isinstance(value, str) else ""


def _reach(node: Any, known: dict[str, Any], line: int) -> Iterator[tuple[str, str, int]]:
    name = node.attr if type(node).__name__ == "Getattr" else getattr(node.arg, "value", None)
    if not isinstance(name, str):
        return
    if _DUNDER.search(name):
        message = f"A chat template reaches {name[:60]}, behind the objects it is given."
        yield "template-escape", message, line
    elif type(node).__name__ == "Getattr" and name in known["template-gadgets"]:
        yield "template-escape", f"A chat template reaches for {name[:60]}.", line


def _called(
    node: Any, known: dict[str, Any], own: set[str], line: int, nodes: Any
) -> Iterator[tuple[str, str, int]]:
    target = node.node
    if isinstance(target, nodes.Name):
        if target.name in known["template-gadgets"]:
            yield "template-escape", f"A chat template calls {target.name[:60]}.", line
        elif target.name not in known["template-functions"] and target.name not in own:
            message = f"A chat template calls {target.name[:60]}, which templates are not given."
            yield "template-calls", message, line
        elif target.name == "range" and any(_number(one) > _MOST_ROUNDS for one in node.args):
            yield "template-never-ends", "A chat template goes round without an end.", line
    elif isinstance(target, nodes.Getattr):
        if target.attr not in known["template-methods"] and not _own_object(target, own, nodes):
            message = f"A chat template calls the method {target.attr[:60]}."
            yield "template-calls", message, line
    elif isinstance(target, nodes.Call | nodes.Getitem):
        message = "A chat template calls what another call or look-up gives."
        yield "template-calls", message, line


def _own_object(target: Any, own: set[str], nodes: Any) -> bool:
    return isinstance(target.node, nodes.Name) and target.node.name in own


def _number(node: Any) -> float:
    try:
        value = node.as_const()
    except Exception:  # noqa: BLE001  # an expression of the template's own making
        return 0
    return float(value) if isinstance(value, int | float) else 0
