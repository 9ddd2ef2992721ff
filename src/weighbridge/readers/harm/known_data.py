"""Formats of data whose readers run nothing of what they hold, told by first bytes or by name."""

import re

from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "png"), (0, b"\xff\xd8\xff", "jpeg"), (0, b"GIF8", "gif"),
    (0, b"BM", "bmp"), (0, b"II*\0", "tiff"), (0, b"MM\0*", "tiff"), (0, b"RIFF", "riff"),
    (0, b"%PDF-", "pdf"), (0, b"OggS", "ogg"), (0, b"fLaC", "flac"), (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"), (0, b"\xff\xf3", "mp3"), (4, b"ftyp", "mp4"),
    (0, b"\x1aE\xdf\xa3", "matroska"), (0, b"PAR1", "parquet"), (0, b"ARROW1", "arrow"),
    (0, b"ORC", "orc"), (0, b"Obj\x01", "avro"), (0, b"SQLite format 3\0", "sqlite"),
    (0, b"CBM1", "catboost"), (0, b"lmgg", "ggml"), (0, b"fmgg", "ggml"), (0, b"tjgg", "ggml"),
    (0, b"\xba\x16\x4f\x2f", "fasttext"), (0, b"\x0c\xdb\x3a\x2a", "orbax"),
    (0, b"binf", "xgboost"), (0, b"{L\0\0", "ubjson"), (0, b"wOFF", "font"), (0, b"wOF2", "font"),
    (0, b"OTTO", "font"), (0, b"\0\1\0\0\0", "font"), (0, b"ttcf", "font"),
    (0, b"\0\0\1\0", "icon"), (0, b"\x12\x01\0\0\0\0\0\0", "mxnet"),
    (0, b"IxF", "faiss"), (0, b"IxM", "faiss"), (0, b"IwF", "faiss"), (0, b"CDF\x01", "netcdf"),
    (0, b"CDF\x02", "netcdf"), (0, b"MATLAB 5.0", "matlab"), (0, b"glTF", "gltf"),
    (0, b"8BPS", "photoshop"), (0, b"\xff\x06\0\0sNaPpY", "snappy"),
    (0, b"\x76\x2f\x31\x01", "exr"),
    (4, b"ET12", "executorch"), (4, b"ORTM", "onnxruntime"),
    (0, b"mmap lm http://kheafield.com/code", "kenlm"),
)  # fmt: skip
"""Where a format's first bytes stand, and its name. Source: each format's own specification."""
_RAW = lazy(
    r"\.data-\d{5}-of-\d{5}$|\.index$|group\d+-shard\d+of\d+(?:\.bin)?$|\.pdiparams$|\.caffemodel$"
    r"|openvino[^/]*\.bin$|\.onnx[._]data(?:_\d+)?$|\.onnx\.data$|weight\.bin$|\.weights?$|\.ort$|\.mnn$"
    r"|\.raw$|\.idx$|\.vec$|\.spm$|\.ubj$|\.tfrecords?$|events\.out\.tfevents|fingerprint\.pb$|\.mar$|\.i8$"
    r"|\.pcm$|\.u8$|\.f32$|\.f16$|\.dbf$|\.shp$|\.mo$|\.db$|\.trie$|\.fst$|\.ark$|\.mdl$"
)
"""Names of files that hold raw numbers beside a model that says what they mean."""
_PIECE = lazy(rb"\x0a[\x03-\x7f]\x0a", re.DOTALL)


def form_of(piece: Piece, head: bytes) -> str:
    """The format of some data; empty if it is none that is known here."""
    for offset, magic, form in _MAGIC:
        if head.startswith(magic, offset):
            return form
    if head[:2] == b"\x0a" + head[1:2] and _PIECE.match(head) and b"\x15" in head[:64]:
        return "sentencepiece"
    if _RAW.search(piece.path.lower()):
        return "raw-tensors"
    if not head.strip(b"\0"):
        return "zeros"
    return ""
