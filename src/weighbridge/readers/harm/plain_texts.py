"""Texts: the JSON, XML, YAML and templates among them that make their reader do more than read."""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm import jinja_templates, keras_model, masquerade, tensorflow_graph
from weighbridge.readers.harm.found import Found, gathered
from weighbridge.readers.harm.pickle_globals import is_dangerous
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.zip_tricks import escapes

_LONGEST = 32 << 20
_HEAD = 4096
_SIGNS = lazy(
    rb'"(?:chat_template|class_name|__loader__|weight_map|template|_target_|handler|op_type)"\s*:'
)
_TARGET = lazy(rb"""\b_target_['"]?\s*:\s*['"]?([A-Za-z_][\w.]*)""")
_LIBRARY = lazy(rb"""["'>]([^"'<>\s]{1,200}\.(?:so|dll|dylib))["'<]""")
_ENTITY = lazy(rb"<!ENTITY\s+(%?\s*[\w.-]+)\s+(SYSTEM|PUBLIC|['\"])", re.IGNORECASE)
_REFERENCES = lazy(rb"&([A-Za-z_][\w.-]*);")
_INCLUDED = lazy(rb"<xi:include\b|<!DOCTYPE\s+[\w:.-]+\s+(?:SYSTEM|PUBLIC)\s", re.IGNORECASE)
_YAML_TAG = lazy(
    rb"!!python/(object/apply|object/new|object|name|module)[:/]([\w.]*)|!<tag:yaml\.org,2002:python/([\w/]+):([\w.]*)>"
)
_TEMPLATE = lazy(rb"\s*\{[{%#]")
_PTH = lazy(rb"^import[ \t]", re.MULTILINE)
_ACTIVE = lazy(rb"<script\b|\bon(?:load|error)\s*=|javascript:", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def is_text(head: bytes) -> bool:
    """Whether some bytes are text."""
    if head.startswith(_UTF_16):
        return _is_wide_text(head[: len(head) // 2 * 2])
    if b"\0" in head:
        return False
    controls = len(head.translate(None, _WRITTEN))
    if controls * 50 > len(head):
        return False
    try:
        getincrementaldecoder("utf-8")().decode(head, final=len(head) < _HEAD)
    except UnicodeDecodeError:
        return len(head.translate(None, _PRINTABLE)) * 5 < len(head)
    return True


def _is_wide_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-16")
    except UnicodeDecodeError:
        return False
    return sum(one.isprintable() or one.isspace() for one in text) * 20 > len(text) * 19


_PROSE = lazy(r"\.(?:md|mdx|markdown|rst|adoc)$|(?:^|/)(?:metadata|readme|changelog|changes)$")
_FRONT_MATTER = lazy(rb"\s{0,200}---[ \t]*\r?\n.*?^(?:---|\.\.\.)", re.DOTALL | re.MULTILINE)
_PRINTABLE = bytes((*range(9, 14), 27, *range(32, 127)))
_WRITTEN = bytes((*range(9, 14), 27, *range(32, 256)))


def read_text(piece: Piece) -> Found:
    """Look into a text for what its usual reader would do."""
    head = piece.head(_HEAD)
    reasons = [*masquerade.scripts(piece, head)]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    named = piece.suffix in {".jinja", ".jinja2", ".j2"}
    if start in {b"{", b"["} and not named and not _TEMPLATE.match(head):
        return gathered("json", [*reasons, *_json(piece)])
    data = piece.at(0, piece.kept or _LONGEST)
    if start == b"<" or b"<?xml" in head[:256]:
        return gathered("xml", [*reasons, *_xml(piece, data)])
    if named or "chat_template" in piece.name or _TEMPLATE.match(head):
        text = data.decode("utf-8", "replace")
        chat = "chat" in piece.name
        found = jinja_templates.reasons(text, piece.where(), of_chat=chat)
        return gathered("template", [*reasons, *found])
    if piece.suffix == ".pth" and _PTH.search(data):
        message = (
            "Python runs the import lines of it at every start, once it lies among its packages."
        )
        reasons.append(Reason(Harm.DANGEROUS, "path-configuration", message, piece.where()))
    reasons += [*_yaml(piece, data), *_targets(data, piece)]
    reasons += tensorflow_graph.read_text_graph(data, piece.where()) if b'op: "' in data else ()
    return gathered("text", reasons)


def _json(piece: Piece) -> Iterator[Reason]:
    data = piece.at(0, piece.kept or _LONGEST)
    yield from _targets(data, piece)
    if not _SIGNS.search(data):
        return
    if piece.size > len(data):
        message = f"It is longer than {len(data):,} bytes and was not looked at whole."
        yield Reason(Harm.INCOMPLETE, "file-too-large", message, piece.where())
        return
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        message = "It is damaged JSON, of the kind that loaders act upon."
        yield Reason(Harm.INCOMPLETE, "json-damaged", message, piece.where())
        return
    yield from _acted_upon(value, piece.where())


def _acted_upon(value: Any, where: str) -> Iterator[Reason]:
    """What loaders do with some JSON, by the keys they look for."""
    if not isinstance(value, dict):
        return
    for template in _templates(value):
        yield from jinja_templates.reasons(template, where)
    if keras_model.is_configuration(value) or "class_name" in json.dumps(value)[:2000]:
        yield from keras_model.reasons(value, where)
    if "__loader__" in value or "__class__" in value:
        yield from _skops(value, where)
    yield from _archive_manifest(value, where)
    if any(isinstance(n, dict) and n.get("op") == "Custom" for n in _list(value.get("nodes"))):
        message = "Running it runs the Python code that its custom operators name."
        yield Reason(Harm.RUNS_CODE, "mxnet-custom-operator", message, where)
    shards = value.get("weight_map")
    if isinstance(shards, dict):
        for shard in {one for one in shards.values() if isinstance(one, str) and escapes(one)}:
            message = f"Loading it reads {shard[:200]!r}, outside of its folder."
            yield Reason(Harm.DANGEROUS, "path-escape", message, where)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _archive_manifest(value: dict[str, Any], where: str) -> Iterator[Reason]:
    """The files that a model server runs or unpacks, as TorchServe's archives name them."""
    model = value.get("model")
    if not isinstance(model, dict):
        return
    for key in ("handler", "serializedFile", "modelFile", "extraFiles", "requirementsFile"):
        names = model.get(key)
        for name in names.split(",") if isinstance(names, str) else ():
            if escapes(name):
                message = f"Serving it reads {name[:200]!r}, outside of its folder."
                yield Reason(Harm.DANGEROUS, "path-escape", message, where)
    if isinstance(model.get("handler"), str):
        message = f"Serving it runs its handler {model['handler'][:100]}."
        yield Reason(Harm.RUNS_CODE, "served-handler", message, where)


def _targets(data: bytes, piece: Piece) -> Iterator[Reason]:
    """Classes and functions that a configuration makes its loader call."""
    for one in list(_TARGET.finditer(data))[:200]:
        name = one[1].decode()
        if does := is_dangerous(name):
            message = f"Loading it calls {name[:200]}, which {does}."
            where = piece.where(one.start())
            yield Reason(Harm.DANGEROUS, "configured-call", message, where)


def _templates(value: dict[str, Any]) -> Iterator[str]:
    found = value.get("chat_template")
    listed = found if isinstance(found, list) else [found]
    for one in listed:
        template = one.get("template") if isinstance(one, dict) else one
        if isinstance(template, str):
            yield template
    if isinstance(found, dict):
        yield from (one for one in found.values() if isinstance(one, str))


def _skops(value: Any, where: str) -> Iterator[Reason]:
    """The types that a skops schema makes its loader import."""
    stack, seen = [value], set[str]()
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            stack += one.values()
            module, name = one.get("__module__"), one.get("__class__")
            if isinstance(module, str) and isinstance(name, str):
                seen.add(f"{module}.{name}")
            if one.get("__loader__") == "MethodNode":
                seen.add(f"{module}.{name}.{_method(one)}")
        elif isinstance(one, list):
            stack += one
    for full in sorted(seen):
        root = full.partition(".")[0]
        if does := is_dangerous(full):
            message = f"Loading it makes {full[:200]}, which {does}."
            yield Reason(Harm.DANGEROUS, "skops-dangerous-type", message, where)
        elif root not in {"sklearn", "numpy", "scipy", "builtins", "collections"}:
            message = f"Loading it imports {full[:200]}."
            yield Reason(Harm.RUNS_CODE, "skops-type", message, where)


def _method(node: dict[str, Any]) -> str:
    """The method that a node of a schema takes from its object."""
    content = node.get("content")
    found = content.get("func") if isinstance(content, dict) else None
    return found if isinstance(found, str) else "?"


def _xml(piece: Piece, data: bytes) -> Iterator[Reason]:
    entities = {one[1].strip(b"% "): one[2].upper() for one in _ENTITY.finditer(data)}
    if outside := [name for name, kind in entities.items() if kind in {b"SYSTEM", b"PUBLIC"}]:
        name = outside[0].decode("utf-8", "replace")[:60]
        message = f"Reading it fetches a file or an address through its entity {name}."
        yield Reason(Harm.DANGEROUS, "xml-external-entity", message, piece.where())
    if len(entities) > 4 and len(_REFERENCES.findall(data[: 1 << 20])) > 4 * len(entities):
        message = "Its entities hold one another many times: reading it exhausts memory."
        yield Reason(Harm.DANGEROUS, "xml-expansion", message, piece.where())
    if piece.suffix in {".pmml", ".xml"} and _INCLUDED.search(data):
        message = "Reading it fetches another document."
        yield Reason(Harm.DANGEROUS, "xml-external-entity", message, piece.where())
    if (b"<net" in data[:_HEAD]) and (found := _LIBRARY.search(data)):
        message = f"Loading it loads the native library {found[1].decode('utf-8', 'replace')}."
        yield Reason(Harm.RUNS_CODE, "native-library", message, piece.where(found.start()))
    if piece.suffix in {".html", ".htm", ".xhtml"} and _ACTIVE.search(data):
        message = "Opening it in a browser runs the script it holds."
        yield Reason(Harm.RUNS_CODE, "active-page", message, piece.where())
    if piece.suffix == ".svg" and _ACTIVE.search(data):
        message = "Opening it in a browser runs the script it holds."
        yield Reason(Harm.DANGEROUS, "active-image", message, piece.where())


def _yaml(piece: Piece, data: bytes) -> Iterator[Reason]:
    """Tags that make a loader of YAML call something; prose is loaded as far as its metadata go."""
    if _PROSE.search(piece.name):
        opened = _FRONT_MATTER.match(data)
        data = opened[0] if opened else b""
    for one in _YAML_TAG.finditer(data):
        name = (one[2] or one[4] or b"").decode("utf-8", "replace")
        does = is_dangerous(name)
        if does or b"apply" in one[0] or b"new" in one[0]:
            message = f"Loading it as YAML calls {name[:200]}."
            yield Reason(
                Harm.DANGEROUS if does else Harm.RUNS_CODE,
                "yaml-python-tag",
                message,
                piece.where(one.start()),
            )
