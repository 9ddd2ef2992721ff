"""PMML, R data and skops, inspected: who wrote them, and what they count.

Source: PMML 4.4.1, "General Structure"; R Internals 4.5, "Serialization Formats"; skops 0.16
`io._persist`.
"""

import json
import struct
from collections import Counter
from collections.abc import Mapping
from typing import Any

from weighbridge.facts.tensors import Inspected
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats import numpy_files
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import UnreadError
from weighbridge.readers.zip_directory import Member, beginning

_LONGEST = 32 << 20
_HEAD = 1 << 16
_PMML = lazy(r'<PMML\b[^>]{0,2000}?\bversion="([^"]{1,20})"')
_APPLICATION = lazy(
    r'<Application\b[^>]{0,500}?\bname="([^"]{1,100})"(?:[^>]{0,200}?\bversion="([^"]{1,60})")?'
)
_ELEMENT = lazy(
    r"<(\w{1,60}Model|RegressionTable|NeuralNetwork|RuleSet|Scorecard|DataField|Segment|TreeModel)\b"
)


def is_pmml(head: bytes) -> bool:
    """Whether a text begins a PMML document."""
    return b"<PMML" in head


def pmml(piece: Piece) -> Inspected:
    """A PMML document: its version, writer, fields and models."""
    text = piece.at(0, _LONGEST).decode("utf-8", "replace")
    version, by = _PMML.search(text[:_HEAD]), _APPLICATION.search(text[:_HEAD])
    counts = Counter(_ELEMENT.findall(text))
    models = [name for name in counts if name not in {"DataField", "Segment", "RegressionTable"}]
    words = (("fields", "DataField"), ("segments", "Segment"), ("trees", "TreeModel"))
    cut = ("Only its beginning was read.",) if piece.size > _LONGEST else ()
    return Inspected(
        form("pmml"),
        piece.size,
        metadata=(("PMML version", version[1]),) if version else (),
        producer=" ".join(part for part in by.groups() if part) if by else "",
        architecture=models[0] if models else "",
        told=tuple((word, f"{counts[name]:,}") for word, name in words if counts[name]),
        notes=cut,
    )


def r_data(piece: Piece) -> Inspected:
    """R data: the versions of the layout and of the R that wrote it; its values stay unread."""
    head = piece.head(32)
    at = 7 if head.startswith(b"RD") else 2
    order = {b"X\n": "big", b"B\n": "little"}.get(head[at - 2 : at])
    if order is None or len(head) < at + 12:
        raise UnreadError("it is not in R's binary layout")
    layout, writer = struct.unpack_from(">2I" if order == "big" else "<2I", head, at)
    text = f"{writer >> 16}.{writer >> 8 & 255}.{writer & 255}"
    note = "R's objects are not counted as parameters."
    metadata = (("layout version", str(layout)),)
    return Inspected(
        form("r-data"), piece.size, metadata=metadata, producer=f"R {text}", notes=(note,)
    )


def skops(piece: Piece, members: Mapping[str, Member]) -> Inspected:
    """A skops archive: the object's class, and its arrays.

    Raises:
        UnreadError: its schema is damaged.
    """
    member = members["schema.json"]
    if member.size > _LONGEST:
        raise UnreadError("its schema is longer than is read")
    try:
        schema: Any = json.loads(beginning(piece, member, member.size))
    except (ValueError, RecursionError) as error:
        raise UnreadError("its schema is not valid JSON") from error
    if not isinstance(schema, dict):
        raise UnreadError("its schema is no object")
    arrays = numpy_files.archive(piece, members.values()).tensors
    named = f"{schema.get('__module__', '')}.{schema.get('__class__', '')}".strip(".")
    return Inspected(
        form("skops"),
        piece.size,
        tensors=arrays,
        producer=f"skops {schema.get('_skops_version', '')}".strip()[:60],
        architecture=named[:200],
    )
