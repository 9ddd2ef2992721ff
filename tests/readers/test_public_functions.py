import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import griffe
import pytest

from conftest import Read
from weighbridge.facts.interface import Interface, PublicModule
from weighbridge.facts.provenance import Reading
from weighbridge.readers.python_text.described import described
from weighbridge.readers.python_text.signatures import Signature, signatures

PACKAGES = ("click", "jinja2", "rich")
GRIFFE_PARAMETERS = {
    "google": """Say.

Args:
    text (str): a sentence.
        It goes on: here.
    most: how many.

Returns:
    list: of ids.
""",
    "numpy": """Say.

Parameters
----------
text : str
    A sentence.
most : int, optional
    How many.

Returns
-------
list
    Of ids.
""",
    "sphinx": """Say.

:param text: a sentence.
:param int most: how many.
:returns: ids.
""",
}


def _modules(package: str) -> Iterator[Path]:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return (file for file in sorted(Path(spec.origin).parent.glob("*.py")))


def _parsed(text: str) -> dict[tuple[str, int], tuple[set[str], set[str], bool, bool]]:
    """What Python's own parser says of the public functions and methods of a module."""
    found = {}
    function = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.parse(text).body:
        if isinstance(node, function) and node.name[0] != "_" and node.name != "main":
            found[node.name, node.lineno] = _facts(node)
        if isinstance(node, ast.ClassDef) and node.name[0] != "_":
            for one in node.body:
                if isinstance(one, function) and one.name[0] != "_":
                    found[f"{node.name}.{one.name}", one.lineno] = _facts(one)
    return found


def _facts(
    node: ast.FunctionDef | ast.AsyncFunctionDef,
) -> tuple[set[str], set[str], bool, bool]:
    a = node.args
    every = [*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))]
    own = [one for one in every if one.arg not in {"self", "cls"}]
    untyped = {one.arg for one in own if one.annotation is None}
    docstring = ast.get_docstring(node, clean=False)
    return {one.arg for one in own}, untyped, node.returns is not None, bool(docstring)


def _read(one: Signature) -> tuple[set[str], set[str], bool, bool]:
    return set(one.parameters), set(one.untyped), one.returns, one.docstring is not None


@pytest.mark.parametrize("package", PACKAGES)
def test_signatures_are_what_pythons_own_parser_says(package: str) -> None:
    expected, wrong = 0, []
    for file in _modules(package):
        text = file.read_text(encoding="utf-8")
        parsed = _parsed(text)
        expected += len(parsed)
        found = {(one.name, one.line): _read(one) for one in signatures(text)}
        wrong += [key for key in parsed if found.get(key) != parsed[key]]

    assert expected > 100
    assert wrong == []


@pytest.mark.parametrize("style", sorted(GRIFFE_PARAMETERS))
def test_described_parameters_are_those_that_griffe_reads(style: str) -> None:
    text = GRIFFE_PARAMETERS[style]
    sections = griffe.Docstring(text).parse(style)  # type: ignore[arg-type]
    kind = griffe.DocstringSectionKind.parameters
    expected = [one.name for section in sections if section.kind is kind for one in section.value]

    assert list(described(text)) == expected == ["text", "most"]


@pytest.mark.parametrize(
    ("package", "style"), [("click", "sphinx"), ("jinja2", "sphinx"), ("rich", "google")]
)
def test_parameters_that_are_not_there_are_those_that_pydoclint_names(
    read: Read, package: str, style: str
) -> None:
    from pydoclint.visitor import Visitor  # noqa: PLC0415  # it takes 70 ms

    seen = 0
    for file in _modules(package):
        text = file.read_text(encoding="utf-8")
        visitor = Visitor(style=style, argTypeHintsInDocstring=False)
        visitor.visit(ast.parse(text))
        lines = {one.line for one in visitor.violations if one.code in {102, 103}}
        modules = read({f"pkg/{file.name}": file.read_bytes()}).view(Interface, Reading.CLAIMS)
        for one in [misnamed for module in modules.modules for misnamed in module.misnamed]:
            assert one.at.lines is not None
            assert one.at.lines[0] in lines
            seen += 1
    assert bool(seen) is (package == "rich")


def _module(read: Read, source: str, path: str = "pkg/a.py") -> PublicModule:
    (one,) = read({path: source.encode()}).view(Interface, Reading.CLAIMS).modules
    return one


def test_what_is_inside_a_function_is_not_public(read: Read) -> None:
    one = _module(read, "def outer():\n    def inner():\n        pass\n    return inner\n")

    assert one.functions == 1


def test_a_default_that_holds_a_colon_is_no_type(read: Read) -> None:
    assert _module(read, "def f(a={1: 2}, *, b: int = 0) -> None: ...\n").untyped == ("f",)


def test_a_private_class_has_no_public_methods(read: Read) -> None:
    one = _module(read, "class _A:\n    def f(self): ...\n\n\nclass B:\n    def g(self): ...\n")

    assert one.undocumented == ("B.g",)


@pytest.mark.parametrize(
    "path", ["tests/a.py", "pkg/test_a.py", "third_party/x/a.py", "setup.py", "pkg/_a.py"]
)
def test_code_that_nobody_imports_is_left_out(read: Read, path: str) -> None:
    release = read({path: b"def f(): ...\n"})

    assert release.view(Interface, Reading.CLAIMS).modules == ()


def test_a_long_module_is_read_in_time_that_grows_with_it(read: Read) -> None:
    one = _module(read, "def f(" + "a, " * 60_000 + "):\n    pass\ndef g(): ...\n")

    assert one.functions == 1
