"""An archive (zip, wheel, or tar, plain or compressed by gzip, bzip2 or xz), read as it lies, with
nothing unpacked to a disk.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from weighbridge.sources.port import Limits, Obstacle, SourceError, SourceFile
from weighbridge.sources.regular import is_file

_SUFFIXES = (
    ".zip", ".whl", ".egg", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz",
    ".tar.zst", ".tzst",
)  # fmt: skip
"""Names that promise an archive: one that is not is an error, rather than a file of its own."""
_ONE_FILE = (
    ".npz", ".pt", ".pt2", ".pth", ".ptl", ".pth.tar", ".th", ".ckpt", ".bin", ".keras", ".pkl",
    ".joblib", ".mlmodel", ".task", ".tflite", ".onnx", ".h5", ".docx", ".odt", ".xlsx", ".pptx",
    ".epub", ".jar",
)  # fmt: skip
"""Names of formats that happen to be zip archives inside, and are one file of a release."""
_HASHED = 512 << 20
"""Archives up to this size have their sha256 as revision."""
_ZIP = (b"PK\3\4", b"PK\5\6")


@dataclass(frozen=True)
class Archive:
    """A part that is an archive.

    When one top folder holds everything, as in source distributions, it is taken off every path:
    `pkg-1.0/README.md` reads as `README.md`. Wheels are read as they are. Members come in the
    archive's order, links after all others.
    """

    location: str
    form: str
    name: str = "archive"
    revision: str | None = None

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every member that may be read, and an obstacle for every other."""
        from weighbridge.sources import tars, zips  # noqa: PLC0415  # only where it is needed
        from weighbridge.sources.giving import given  # noqa: PLC0415  # the same

        kind = zips if self.form == "zip" else tars
        strip = not self.location.lower().endswith(".whl")
        return given(partial(kind.members, Path(self.location), limits), limits, strip=strip)


def accepts(location: str) -> bool:
    """Whether the location is a file that is an archive, by its first bytes or its name."""
    name = location.lower()
    if location.startswith("git+") or name.endswith(_ONE_FILE) or not is_file(location):
        return False
    try:
        return name.endswith(_SUFFIXES) or bool(_form(location))
    except OSError:
        return False


def open_location(location: str) -> Archive:
    """The archive at a location.

    Raises:
        SourceError: it is no archive, or one that cannot be read at all.
    """
    try:
        if form := _form(location):
            return Archive(location, form, revision=_revision(location))
    except OSError as error:
        cause = f"{location}: the archive cannot be read ({error.strerror})."
        raise SourceError(f"{cause} Check the path and permissions.") from error
    raise SourceError(
        f"{location}: it is not a readable archive. Fetch it again, or unpack it and give the "
        "folder; read here are zip, wheel, and tar, plain or with gzip, bzip2 or xz."
    )


def _form(location: str) -> str:
    """Either zip or tar; empty for anything else.

    Raises:
        OSError: the file cannot be opened.
    """
    from weighbridge.sources import tars, zip_directory  # noqa: PLC0415  # only for files
    from weighbridge.sources.members import DamagedError  # noqa: PLC0415  # the same

    with Path(location).open("rb") as file:
        try:
            if file.read(4) in _ZIP or location.lower().endswith((".zip", ".whl", ".egg")):
                zip_directory.find_directory(file)
                return "zip"
        except DamagedError:
            return ""
        file.seek(0)
        return "tar" if tars.is_tar(file) else ""


def _revision(location: str) -> str | None:
    from hashlib import file_digest  # noqa: PLC0415  # only for archives

    with Path(location).open("rb") as file:
        if os.fstat(file.fileno()).st_size > _HASHED:
            return None
        return f"sha256:{file_digest(file, 'sha256').hexdigest()}"
