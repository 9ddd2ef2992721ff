"""Looking into some bytes: which format they are in, whatever their name says, and what that format
makes its reader do.
"""

from collections.abc import Callable

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm import (
    core_ml,
    gguf_templates,
    hdf5,
    hidden_code,
    known_data,
    masquerade,
    messagepack,
    numpy_objects,
    onnx_graph,
    paddle_program,
    plain_texts,
    r_objects,
    safetensors_attacks,
    seven_zip,
    smuggled,
    tensorflow_graph,
    unpacking,
)
from weighbridge.readers.harm.code import judging
from weighbridge.readers.harm.found import Found, gathered, incomplete
from weighbridge.readers.harm.pickle_globals import is_dangerous
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.secrets import searching
from weighbridge.readers.harm.streams import BINARY, after_the_end, looks_textual, read_pickles
from weighbridge.readers.harm.tar_tricks import is_tar, read_tar
from weighbridge.readers.harm.zip_members import read_zip, zip_at_the_end

_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
_MAY_END_AS_ARCHIVE = frozenset(("tflite", "native", "script"))
"""Formats that carry an archive at their end by design."""
_TEXTS = frozenset(("text", "json", "xml", "template"))
_LONGEST_TEXT = 8 << 20
_OPENED = frozenset((
    "empty", "pickle", "joblib", "pytorch-legacy", "native", "zip", "wheel", "tar", "pytorch",
    "npz", "torchscript", "torch-package", "pytorch-export", "keras", "skops", "office-document",
    "npy-objects", "pytorch-tar", "tensor", "7z", "torchserve", "nemo",
))  # fmt: skip
"""Formats that were walked through or opened whole."""
_SMALL = 1 << 16
"""Members of archives up to this size are searched too; larger ones are tensors as a rule."""
_TOLD_BY_HEADER = frozenset(("safetensors", "gguf", "npy", "lfs-pointer", "pytorch", "npz"))
"""Formats whose headers account for every byte."""
_PICKLES = frozenset((
    ".pkl", ".pickle", ".pt", ".pth", ".bin", ".ckpt", ".joblib", ".sav", ".p", ".dill",
    ".pdparams", ".pdopt", ".dat", ".th", ".tar", ".model", ".data",
))  # fmt: skip
"""Names under which pickles are common: one that breaks is damage rather than another format."""


def look(piece: Piece) -> Found:
    """Everything that loading some bytes, or unpacking them, would do."""
    head = piece.head()
    found = _by_bytes(piece, head)
    reasons = [*found.reasons, *masquerade.promises(piece, found.form)]
    if found.form in _TEXTS:
        data = piece.at(0, piece.kept or _LONGEST_TEXT)
        reasons += smuggled.in_text(piece, data, look)
        reasons += judging.reasons(piece, data, found.form)
        reasons += searching.reasons(piece, data)
    elif not piece.kept and _searched(found) and (not piece.depth or piece.size <= _SMALL):
        reasons += smuggled.in_data(piece)
    if not piece.kept and (not piece.depth or piece.size <= _SMALL):
        reasons += hidden_code.reasons(piece, found.form)
    if found.form in {"pickle", "joblib"} and not piece.kept:
        inner = smuggled.in_text(piece, piece.at(0, 1 << 20), look)
        reasons += (one for one in inner if one.harm is Harm.DANGEROUS)
    if piece.kept:
        reasons += _not_fetched(piece, found.form)
    elif found.form not in _MAY_END_AS_ARCHIVE and not head.startswith(
        (b"PK\x03\x04", b"PK\x05\x06")
    ):
        reasons += _archive_at_the_end(piece)
    return gathered(judging.form_of(piece, found.form), reasons, found.names)


def _by_bytes(piece: Piece, head: bytes) -> Found:  # noqa: PLR0911  # one answer a format
    if not head:
        return Found("empty")
    if head.startswith(_POINTER) and piece.size < 1024:
        return Found("lfs-pointer")
    for begins, read in _FORMATS:
        if begins(piece, head):
            return read(piece)
    if what := masquerade.program(head):
        return Found("native", (masquerade.native(piece, what),))
    form = unpacking.compression(head)
    if form and (found := _compressed(piece, form)) is not None:
        return found
    if name := next(
        (name for magic, name in unpacking.UNREAD.items() if head.startswith(magic)), ""
    ):
        message = f"It is packed as {name}, which is not opened here."
        return incomplete(name, "archive-unread", message, piece.where())
    return _by_trying(piece, head)


def _by_trying(piece: Piece, head: bytes) -> Found:  # noqa: PLR0911  # one answer a format
    """Formats without first bytes of their own."""
    old = looks_textual(head) or piece.suffix in _PICKLES or not plain_texts.is_text(head)
    if old and (found := _old_pickle(piece)) is not None:
        return found
    if plain_texts.is_text(head):
        return plain_texts.read_text(piece)
    if onnx_graph.is_onnx(piece):
        return onnx_graph.read_onnx(piece)
    if paddle_program.is_program(piece):
        return paddle_program.read_program(piece)
    if core_ml.is_core_ml(piece):
        return core_ml.read_core_ml(piece)
    if form := tensorflow_graph.form_of(piece):
        return tensorflow_graph.read_graph(piece, form)
    if onnx_graph.is_tensor(piece):
        return onnx_graph.read_tensor(piece)
    if messagepack.begins_map(head):
        return messagepack.read_messagepack(piece)
    if form := known_data.form_of(piece, head):
        return Found(form)
    message = "Its bytes are of no format that is known here, so nobody can tell what loads them."
    return incomplete("unknown", "format-unknown", message, piece.where(0))


def _pickle(piece: Piece) -> Found:
    # inside an archive, persistent ids are PyTorch's
    found = read_pickles(piece, torch=piece.name == "data.pkl" or piece.within.endswith("data.pkl"))
    lines = found.walks[0]
    nothing = not (lines.imports or lines.computed or lines.tricks or found.stopped)
    if nothing and piece.suffix not in _PICKLES and lines.end < 64:
        return _by_trying(piece, piece.head())
    return gathered(found.form, found.reasons, found.names)


def _old_pickle(piece: Piece) -> Found | None:
    """A pickle of protocol 0 or 1; None where the bytes are rather something else."""
    found = read_pickles(piece)
    called = [name for one in found.walks for name, _ in one.calls]
    acts = any(one.tricks for one in found.walks) or any(map(is_dangerous, called))
    whole = found.stopped and not any(one.harm is Harm.INCOMPLETE for one in found.reasons)
    return gathered(found.form, found.reasons, found.names) if acts or whole else None


def _compressed(piece: Piece, form: str) -> Found | None:
    """What lies behind a compression; None where the bytes only look like one."""
    if piece.too_deep:
        message = "Compressed files are nested too deeply to be opened."
        return incomplete(form, "nested-too-deep", message, piece.where())
    try:
        data = unpacking.unpacked(piece, form)
    except unpacking.BombError as error:
        reason = Reason(Harm.DANGEROUS, "archive-bomb", f"It is a bomb: {error}.", piece.where())
        return gathered(form, [reason])
    except unpacking.UnpackingError as error:
        if form in {"zlib", "lzma"}:
            return None
        message = f"It cannot be unpacked: {error}."
        return incomplete(form, "archive-unread", message, piece.where())
    inner = Piece(piece.path.removesuffix(piece.suffix) or piece.path, data.size, data.fetch,
                  f"{piece.within} > {form}".removeprefix(" > "), piece.depth + 1,
                  budget=piece.budget)  # fmt: skip
    found = look(inner)
    reasons = [*found.reasons, *after_the_end(piece, data.end)]
    return gathered(found.form if found.form != "unknown" else form, reasons, found.names)


def _archive_at_the_end(piece: Piece) -> list[Reason]:
    """A zip archive that a file of another format ends with."""
    directory = zip_at_the_end(piece)
    if directory is None:
        return []
    message = (
        "It ends with a zip archive: readers of archives see another file than its name promises."
    )
    where = piece.where(directory.start)
    inside = [] if piece.too_deep else read_zip(piece, look).reasons
    return [Reason(Harm.DANGEROUS, "polyglot", message, where), *inside]


def _searched(found: Found) -> bool:
    """Whether a file was not walked through, so that its bytes are worth a search."""
    damaged = any(reason.rule == "archive-damaged" for reason in found.reasons)
    return damaged or found.form not in _OPENED


def _not_fetched(piece: Piece, form: str) -> list[Reason]:
    """What lies on a network is not fetched whole where no header tells what the rest is."""
    if piece.size <= piece.kept or form in _TOLD_BY_HEADER:
        return []
    message = f"It lies on a network, and only parts of its {piece.size:,} bytes were fetched."
    return [Reason(Harm.INCOMPLETE, "not-fetched", message, piece.where())]


def _starts(*magics: bytes, at: int = 0) -> Callable[[Piece, bytes], bool]:
    return lambda _, head: head.startswith(magics, at)


_FORMATS: tuple[tuple[Callable[[Piece, bytes], bool], Callable[[Piece], Found]], ...] = (
    (_starts(b"PK\x03\x04", b"PK\x05\x06"), lambda piece: read_zip(piece, look)),
    (_starts(*BINARY), _pickle),
    (_starts(seven_zip.MAGIC), lambda piece: seven_zip.read_7z(piece, look)),
    (_starts(b"GGUF"), gguf_templates.read_gguf),
    (lambda _, head: hdf5.is_hdf5(head), hdf5.read_hdf5),
    (_starts(numpy_objects.MAGIC), numpy_objects.read_array),
    (_starts(b"TFL3", at=4), tensorflow_graph.read_tflite),
    (lambda _, head: r_objects.is_r(head), r_objects.read_r),
    (lambda _, head: is_tar(head[:512]), lambda piece: read_tar(piece, look)),
    (
        lambda piece, _: safetensors_attacks.is_safetensors(piece),
        safetensors_attacks.read_safetensors,
    ),
)
"""Formats that first bytes tell, with what reads each."""
