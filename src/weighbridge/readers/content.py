"""Media types judged from a file's first bytes; its name counts only where they say nothing."""

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"GGUF", "application/x-gguf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (257, b"ustar", "application/x-tar"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (0, b"\x89HDF\r\n\x1a\n", "application/x-hdf5"),
    (0, b"\x93NUMPY", "application/x-numpy"),
    (0, b"PAR1", "application/vnd.apache.parquet"),
    (0, b"ARROW1", "application/vnd.apache.arrow.file"),
    (4, b"TFL3", "application/x-tflite"),
    (0, b"\x7fELF", "application/x-elf"),
    (0, b"MZ", "application/x-dosexec"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
)
_PICKLE = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))
_TEXTS = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".toml": "application/toml",
    ".py": "text/x-python",
    ".ipynb": "application/x-ipynb+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".sh": "text/x-shellscript",
    ".html": "text/html",
    ".tex": "text/x-tex",
    ".bib": "text/x-bibtex",
    ".cff": "application/yaml",
}


def media_type(name: str, head: bytes) -> str:  # noqa: PLR0911  # one answer a line
    """The media type of a file.

    Args:
        head: the first bytes; 512 are enough.
    """
    if not head:
        return "inode/x-empty"
    for offset, magic, found in _MAGIC:
        if head.startswith(magic, offset):
            return found
    if head.startswith(_PICKLE):
        return "application/x-pickle"
    if head[:4] == b"RIFF":
        return "audio/wav" if head[8:12] == b"WAVE" else "application/octet-stream"
    if _is_safetensors(head):
        return "application/x-safetensors"
    if b"\x00" in head[:512] and head[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return "application/octet-stream"
    if head.startswith(b"#!"):
        return "text/x-python" if b"python" in head[:64] else "text/x-shellscript"
    suffix = "." + name.lower().rpartition(".")[2]
    return _TEXTS.get(suffix, "text/plain")


def _is_safetensors(head: bytes) -> bool:
    """Eight bytes of little-endian header length, then a JSON object."""
    return len(head) > 9 and int.from_bytes(head[:8], "little") < (100 << 20) and head[8:9] == b"{"
