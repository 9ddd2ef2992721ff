"""Where the values of some Python code come from: the network, hidden text, the environment, files
that hold credentials. What a name is given anywhere in its function counts for the whole of it.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from weighbridge.readers.harm.code.acting import Key, Laid, Scope
from weighbridge.readers.harm.code.naming import Names
from weighbridge.readers.harm.code.vocabulary import vocabulary

NETWORK, DECODED, ENVIRONMENT, SECRET, IDENTITY, SOCKET, DOWNLOADED, RECEIVED = (
    "network", "decoded", "environment", "secret-file",
    "identity", "socket", "downloaded", "received",
)  # fmt: skip
_ORIGINS = {"fetch": NETWORK, "decoding": DECODED, "identity": IDENTITY, "socket": SOCKET}
_CURATED = ("huggingface_hub.", "torch.hub.", "nltk.", "keras.", "tensorflow.", "gdown.")
"""Downloads of models and data, which are files to load rather than to run."""
_ONE_VARIABLE = {"os.getenv", "os.environ.get", "os.environ.pop", "os.environ.setdefault"}
_PASSES = 3
_LONGEST_PATH = 300
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Flow:
    """What is known about the values of one file."""

    names: Names
    held: dict[tuple[Key, str], frozenset[str]] = field(default_factory=dict)

    def origins(self, node: ast.AST | None, scope: Scope) -> frozenset[str]:
        """Where a value comes from."""
        found: set[str] = set()
        stack: list[ast.AST] = [node] if node is not None else []
        while stack:
            one = stack.pop()
            origins, whole = self._of(one, scope)
            found |= origins
            if not whole:
                stack += ast.iter_child_nodes(one)
        return frozenset(found)

    def _of(  # noqa: PLR0911  # one answer a kind of node
        self, node: ast.AST, scope: Scope
    ) -> tuple[frozenset[str], bool]:
        """The origins of one node alone, and whether what is below it adds nothing."""
        match node:
            case ast.Name(id=name):
                known = self.held.get((scope.key, name)) or self.held.get((("", ""), name))
                return known or _NOTHING, False
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return self.held.get(((scope.owner, "self"), name), _NOTHING), True
            case ast.Attribute():
                whole = self.names.dotted(node) == "os.environ"
                return frozenset([ENVIRONMENT] if whole else []), whole
            case ast.Constant(value=str() as text):
                return frozenset([SECRET] if is_secret_path(text) else []), True
            case ast.Subscript(value=value, slice=index) if (
                self.names.dotted(value) == "os.environ"
            ):
                return self._variable(index), True
            case ast.Call():
                return self._call(node, scope)
        return _NOTHING, False

    def _call(self, node: ast.Call, scope: Scope) -> tuple[frozenset[str], bool]:
        name = self.names.dotted(node.func)
        if name in _ONE_VARIABLE and node.args:
            return self._variable(node.args[0]), True
        origin = _ORIGINS.get(vocabulary().kind(name), "")
        curated = origin == NETWORK and name.startswith(_CURATED)
        # what is unpacked from elsewhere is hidden only if it was so before
        if curated or (origin == DECODED and name.endswith(".decompress")):
            origin = ""
        found = {origin} if origin else set()
        text = self.names.text(node)
        if text is not None and text.decoded:
            found.add(DECODED)
        if (
            name in {"marshal.loads", "marshal.load"}
            and node.args
            and self.names.text(node.args[0])
        ):
            found.add(DECODED)
        match node.func:
            case ast.Attribute(value=owner, attr="recv" | "recvfrom" | "recv_into" | "makefile"):
                found |= {RECEIVED} if SOCKET in self.origins(owner, scope) else set()
            case ast.Name(id=called):
                found |= self.held.get((("", called), "return"), _NOTHING)
            case ast.Attribute(value=ast.Name(id="self"), attr=called):
                found |= self.held.get(((scope.owner, called), "return"), _NOTHING)
        return frozenset(found), False

    def _variable(self, index: ast.expr) -> frozenset[str]:
        text = self.names.text(index)
        return frozenset([f"variable:{text.text}"]) if text else _NOTHING


def is_secret_path(text: str) -> bool:
    """Whether some text is the path of a file that holds credentials."""
    if len(text) > _LONGEST_PATH:
        return False
    return any(piece in text for piece in vocabulary().secret_files)


def flow_of(laid: Laid, names: Names) -> Flow:
    """Follow the values of one file."""
    flow = Flow(names)
    moves = [*_moves(laid)]
    for _ in range(_PASSES):
        before = dict(flow.held)
        for place, value, scope in moves:
            if origins := flow.origins(value, scope):
                flow.held[place] = flow.held.get(place, _NOTHING) | origins
        _written(laid, flow)
        if flow.held == before:
            break
    return flow


Move = tuple[tuple[Key, str], ast.AST | None, Scope]


def _moves(laid: Laid) -> Iterator[Move]:  # noqa: C901  # a kind of statement each
    """Every place that is given a value, with the value."""
    for node, scope in laid.placed:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _into(target, value, scope)
            case (
                ast.AnnAssign(target=target, value=value)
                | ast.AugAssign(target=target, value=value)
            ):
                yield from _into(target, value, scope)
            case ast.NamedExpr(target=target, value=value) | ast.For(target=target, iter=value):
                yield from _into(target, value, scope)
            case ast.comprehension(target=target, iter=value):
                yield from _into(target, value, scope)
            case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
                yield from _into(target, value, scope)
            case ast.Return(value=value):
                yield (scope.key, "return"), value, scope
            case ast.Call(func=ast.Name(id=name), args=args) if ("", name) in laid.functions:
                for parameter, value in zip(laid.functions["", name], args, strict=False):
                    yield (("", name), parameter), value, scope


def _into(target: ast.AST, value: ast.AST | None, scope: Scope) -> Iterator[Move]:
    for one in ast.walk(target):
        match one:
            case ast.Name(id=name):
                yield (scope.key, name), value, scope
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                yield ((scope.owner, "self"), name), value, scope


def _written(laid: Laid, flow: Flow) -> None:
    """Files that are written from the network, under the names that hold their paths."""
    for node, scope in laid.placed:
        match node:
            case ast.Call(args=[_, path, *_]) if flow.names.dotted(node.func).endswith(
                "urlretrieve"
            ):
                _mark(path, scope, flow)
            case ast.With(items=items, body=body):
                for item in items:
                    if _downloads(body, scope, flow):
                        _mark(item.context_expr, scope, flow)
            case ast.Call(
                func=ast.Attribute(value=owner, attr="write" | "write_bytes" | "write_text"),
                args=[value, *_],
            ):
                if NETWORK in flow.origins(value, scope):
                    _mark(owner, scope, flow)


def _downloads(body: list[ast.stmt], scope: Scope, flow: Flow) -> bool:
    return any(
        NETWORK in flow.origins(one.args[0], scope)
        for statement in body
        for one in ast.walk(statement)
        if isinstance(one, ast.Call) and one.args and _is_write(one.func)
    )


def _is_write(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and func.attr == "write"


def _mark(path: ast.AST, scope: Scope, flow: Flow) -> None:
    for one in ast.walk(path):
        if isinstance(one, ast.Name) and flow.names.dotted(one) == "":
            place = (scope.key, one.id)
            flow.held[place] = flow.held.get(place, _NOTHING) | {DOWNLOADED}
