"""A tar archive: members that lead out of the folder, links, devices, names that stand twice; and
every file in it looked into.
"""

import tarfile
from collections import Counter
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, Look, gathered
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.piece_stream import PieceStream
from weighbridge.readers.harm.zip_tricks import escapes

_MOST_MEMBERS = 200_000
_BLOCK = 512


def is_tar(head: bytes) -> bool:
    """Whether some bytes begin a tar archive, by the sum its first header states."""
    if len(head) < _BLOCK or not head[0]:
        return False
    try:
        stated = int(head[148:156].strip(b"\0 ") or b"-1", 8)
    except ValueError:
        return False
    total = sum(head[:148]) + 8 * 32 + sum(head[156:_BLOCK])
    return stated == total and head[257:262] in {b"ustar", b"\0\0\0\0\0"}


def read_tar(piece: Piece, look: Look) -> Found:
    """Look into an archive and everything in it."""
    reasons: list[Reason] = []
    names: list[str] = []
    counts = Counter[str]()
    legacy = False
    try:
        with tarfile.open(fileobj=PieceStream(piece), mode="r:") as archive:
            for number, member in enumerate(archive):
                if number >= _MOST_MEMBERS:
                    raise tarfile.TarError("it holds more members than are looked at")  # noqa: TRY301
                archive.members = []  # type: ignore[attr-defined]  # the library keeps every header
                counts[member.name] += 1
                legacy |= member.name in {"storages", "tensors"}
                found = _member(piece, member, look)
                reasons += [*found.reasons, *_tricks(piece, member)]
                names += found.names
    except (tarfile.TarError, OSError, ValueError, OverflowError, RecursionError) as error:
        message = f"The archive cannot be read to its end: {error}."
        reasons.append(Reason(Harm.INCOMPLETE, "archive-damaged", message, piece.where()))
    for name in [name for name, count in counts.items() if count > 1][:20]:
        message = f"Several members are named {name[:200]}; the last one unpacked stays."
        reasons.append(Reason(Harm.DANGEROUS, "archive-duplicate-names", message, piece.where()))
    return gathered("pytorch-tar" if legacy else "tar", reasons, names)


def _member(piece: Piece, member: tarfile.TarInfo, look: Look) -> Found:
    if not member.isreg() or not member.size:
        return Found("folder")
    inner = piece.part(member.offset_data, member.size, member.name[:200])
    if inner.size < member.size:
        reason = Reason(
            Harm.INCOMPLETE, "archive-damaged", "The archive is cut short.", inner.within
        )
        return Found("tar", (reason,))
    if piece.too_deep:
        message = "Archives are nested too deeply to be opened."
        return Found("tar", (Reason(Harm.INCOMPLETE, "nested-too-deep", message, inner.within),))
    return look(inner)


def _tricks(piece: Piece, member: tarfile.TarInfo) -> Iterator[Reason]:
    where, name = piece.member(member.name[:200], b"").within, member.name[:200]
    if escapes(member.name):
        message = f"Unpacking it writes {name} outside of the folder it is unpacked in."
        yield Reason(Harm.DANGEROUS, "path-escape", message, where)
    if member.issym() or member.islnk():
        folder = "" if member.islnk() else member.name.rpartition("/")[0]
        if _leaves(folder, member.linkname):
            message = f"Unpacking it makes {name} a link to {member.linkname[:200]}, outside."
            yield Reason(Harm.DANGEROUS, "archive-link", message, where)
    elif member.isdev():
        message = f"Unpacking it makes {name} a device or a pipe."
        yield Reason(Harm.DANGEROUS, "archive-device", message, where)


def _leaves(folder: str, target: str) -> bool:
    """Whether a link from a folder leads out of the archive."""
    if target.startswith("/") or (len(target) > 1 and target[1] == ":"):
        return True
    depth = len([step for step in folder.split("/") if step not in {"", "."}])
    for step in target.replace("\\", "/").split("/"):
        depth += -1 if step == ".." else step not in {"", "."}
        if depth < 0:
            return True
    return False
