"""Which library function a Python expression stands for, through imports, other names, and the
ways by which code says a name without writing it.
"""

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from weighbridge.readers.harm.code.folding import Budget, Folded, folded
from weighbridge.readers.harm.code.vocabulary import vocabulary

_BUILTIN = frozenset(name for name in dir(builtins) if not name.startswith("_")) | {
    "__import__",
    "execfile",
}
_DEEPEST = 30
_TABLES = {"builtins.vars", "builtins.globals", "builtins.locals"}
_MODULES = {"__builtins__": "builtins", "__builtin__": "builtins", "builtins": "builtins"}


@dataclass(frozen=True, slots=True)
class Named:
    """What an expression stands for.

    Attributes:
        dotted: module and name; empty if that is not known.
        hidden: whether the code goes out of its way not to write the name.
    """

    dotted: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one file.

    Attributes:
        imported: name → what it was imported as or set to.
        constants: names that are assigned once, and to what.
    """

    imported: Mapping[str, Named]
    constants: Mapping[str, ast.expr]
    budget: Budget = field(default_factory=Budget)

    def of(self, node: ast.expr, depth: int = 0) -> Named:
        """What an expression stands for."""
        if depth > _DEEPEST:
            return Named()
        match node:
            case ast.Name(id=name):
                return self._name(name)
            case ast.Attribute(value=value, attr=attr):
                return _below(self.of(value, depth + 1), attr)
            case ast.Subscript(value=value, slice=index):
                return self._item(value, index, depth)
            case ast.Call(func=func, args=args):
                return self._given(self.of(func, depth + 1), args, depth)
        return Named()

    def dotted(self, node: ast.expr) -> str:
        """The dotted name alone."""
        return self.of(node).dotted

    def text(self, node: ast.expr) -> Folded | None:
        """The text that an expression comes to."""
        return folded(node, self.constants, self.dotted, self.budget)

    def _name(self, name: str) -> Named:
        if name in self.imported:
            return self.imported[name]
        if name in _MODULES:
            return Named("builtins")
        return Named(f"builtins.{name}") if name in _BUILTIN else Named()

    def _item(self, value: ast.expr, index: ast.expr, depth: int) -> Named:
        """An entry of a table of names, such as `vars(os)["system"]`."""
        key = self.text(index)
        if key is None:
            return Named()
        match value:
            case ast.Attribute(value=owner, attr="__dict__"):
                return _below(self.of(owner, depth + 1), key.text, hidden=True)
            case ast.Attribute(attr="modules") if self.of(value, depth + 1).dotted == "sys.modules":
                return Named(key.text, hidden=key.built)
            case ast.Call(func=func, args=args) if self.of(func, depth + 1).dotted in _TABLES:
                if not args:
                    return self._name(key.text)
                return _below(self.of(args[0], depth + 1), key.text, hidden=True)
        found = self.of(value, depth + 1)
        return _below(found, key.text, hidden=True) if found.dotted == "builtins" else Named()

    def _given(self, called: Named, args: list[ast.expr], depth: int) -> Named:
        """What a call gives that looks a module or a name up."""
        if (
            called.dotted
            in {"builtins.__import__", "importlib.import_module", "importlib.__import__"}
            and args
        ):
            module = self.text(args[0])
            plain = called.dotted == "importlib.import_module" and module and not module.built
            return Named(module.text, hidden=not plain) if module else Named()
        if called.dotted == "builtins.getattr" and len(args) > 1:
            name = self.text(args[1])
            owner = self.of(args[0], depth + 1)
            if name is None or not owner.dotted:
                return Named()
            behind = isinstance(args[0], ast.Name) and args[0].id == "__builtins__"
            sly = name.built or behind or owner.hidden
            return _below(owner, name.text, hidden=sly)
        return Named()


def _below(owner: Named, attr: str, *, hidden: bool = False) -> Named:
    if not owner.dotted:
        return Named()
    return Named(f"{owner.dotted}.{attr}"[:200], owner.hidden or hidden)


def names_in(tree: ast.Module) -> Names:
    """The names of one file, wherever they are bound; one bound twice keeps its import."""
    imported: dict[str, Named] = {}
    assigned: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                imported.update(_imported(node))
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                assigned.setdefault(name, []).append(value)
            case ast.For(target=ast.Name(id=name)) | ast.AugAssign(target=ast.Name(id=name)):
                assigned.setdefault(name, []).extend([ast.Constant(0), ast.Constant(0)])
            case ast.arg(arg=name):
                assigned.setdefault(name, []).extend([ast.Constant(0), ast.Constant(0)])
    constants = {name: values[0] for name, values in assigned.items() if len(values) == 1}
    names = Names(imported, constants)
    for name, value in constants.items():
        if name not in imported and isinstance(
            value, ast.Name | ast.Attribute | ast.Call | ast.Subscript
        ):
            found = names.of(value)
            if found.dotted:
                imported[name] = found
    return names


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Named]]:
    """Names that an import binds; those of the release itself are left out."""
    for one in node.names:
        root = one.name.partition(".")[0]
        if isinstance(node, ast.Import):
            yield one.asname or root, Named(one.name if one.asname else root)
        elif one.name == "*" and node.module and not node.level:
            yield from _starred(node.module)
        elif node.module and not node.level:
            yield one.asname or one.name, Named(f"{node.module}.{one.name}")


def _starred(module: str) -> Iterator[tuple[str, Named]]:
    """What `import *` binds, as far as it matters."""
    for name in vocabulary().kinds:
        owner, _, last = name.rpartition(".")
        if owner == module:
            yield last, Named(name)
