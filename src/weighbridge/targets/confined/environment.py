"""A fresh place to run a release in: a copy of its files, and a Python with what it asks for."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from subprocess import PIPE, STDOUT, TimeoutExpired
from subprocess import run as started
from tempfile import mkdtemp

from weighbridge.records.reproduction import Input
from weighbridge.sources import Limits, Obstacle, Source

NEEDS = "uv is not installed. Install it with pip install 'weighbridge[reproduce]'."
_LONG_AGO = 1_000_000_000
"""Seconds since 1970 that copied files are dated to, so that what a run writes is told apart."""
_SPARE = 1 << 30
"""Bytes that stay free on the disk beside the copy."""
_CHUNK = 1 << 20
_INSTALLED = 1_800.0
"""Seconds that installing may take."""
_LATER = frozenset({"model.sig"})
"""Files about a release that are written once nothing in it changes any more."""


class NotRunError(Exception):
    """A release cannot be run here: the cause, then the remedy."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for one run, gone afterwards.

    Attributes:
        work: all that the run may write in.
        inputs: every file of the release that was copied.
    """

    work: Path
    inputs: tuple[Input, ...] = ()

    @property
    def release(self) -> Path:
        """Where the copy of the release lies."""
        return self.work / "release"

    @property
    def python(self) -> Path:
        """The interpreter of the fresh environment."""
        return self.work / "python" / "bin" / "python"

    @property
    def variables(self) -> Mapping[str, str]:
        """All environment variables of the run; none is taken over."""
        return {
            "PATH": f"{self.work}/python/bin:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.work / "home"),
            "TMPDIR": str(self.work / "temporary"),
            "LANG": "C.UTF-8",
            "VIRTUAL_ENV": str(self.work / "python"),
            "PYTHONNOUSERSITE": "1",
            "HF_HUB_OFFLINE": "1",
            "TRANSFORMERS_OFFLINE": "1",
        }

    @property
    def kept(self) -> tuple[str, ...]:
        """Folders that Python needs, wherever they lie."""
        return (sys.base_prefix, str(self.python.resolve().parent.parent))


@contextmanager
def copied(source: Source, left_out: frozenset[str] = frozenset()) -> Iterator[Place]:
    """A copy of every file of a release, in a folder that is removed in the end.

    Args:
        left_out: paths that are not copied.

    Raises:
        NotRunError: a file could not be read, or the disk is too small.
    """
    work = Path(mkdtemp(prefix="weighbridge-")).resolve()
    try:
        place = Place(work)
        for folder in ("release", "home", "temporary"):
            (work / folder).mkdir()
        inputs = tuple(_files(source, place.release, left_out | _LATER))
        yield Place(work, inputs)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _files(source: Source, folder: Path, left_out: frozenset[str]) -> Iterator[Input]:
    for item in source.files(Limits()):
        if isinstance(item, Obstacle):
            raise NotRunError(f"{item.path}: {item.reason} {item.remedy}".strip())
        path = PurePosixPath(item.path)
        if item.path in left_out:
            continue
        if path.is_absolute() or ".." in path.parts:
            raise NotRunError(f"{item.path} leads out of the release. Rename it.")
        if shutil.disk_usage(folder).free < item.size + _SPARE:
            raise NotRunError(f"The disk is too small for a copy: {item.path} does not fit.")
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        state = sha256()
        with item.open() as stream, copy.open("xb") as out:
            while chunk := stream.read(_CHUNK):
                state.update(chunk)
                out.write(chunk)
        copy.chmod(0o755 if item.executable else 0o644)
        os.utime(copy, (_LONG_AGO, _LONG_AGO))
        yield Input(item.path, state.hexdigest())


def rewritten(place: Place) -> set[str]:
    """Paths of the files in the copy that the run wrote, whatever it wrote into them."""
    found = set()
    for file in place.release.rglob("*"):
        if file.is_file() and not file.is_symlink() and file.stat().st_mtime != _LONG_AGO:
            found.add(file.relative_to(place.release).as_posix())
    return {path for path in found if own_file(place, path)}


def own_file(place: Place, path: str) -> Path | None:
    """A file of the copy; None where the run has put a link or something else in its way."""
    file = place.release / path
    if file.is_file() and file.resolve() == file:
        return file
    return None


def uv() -> str:
    """The program `uv`.

    Raises:
        NotRunError: it is not installed.
    """
    try:
        from uv import find_uv_bin  # noqa: PLC0415  # an extra

        return str(find_uv_bin())
    except (ImportError, FileNotFoundError):
        found = shutil.which("uv")
    if found is None:
        raise NotRunError(NEEDS)
    return found


def make_python(place: Place, requirements: str, *, network: bool) -> tuple[str, ...]:
    """Make the environment, and install what a list of the release asks for; nothing is built.

    Nothing of a package runs while it is installed: only wheels are taken. Packages that this user
    has installed before are taken from the cache of uv.

    Args:
        requirements: path of the list in the release; empty for none.
        network: whether packages may be fetched.

    Returns:
        Name and version of each package.

    Raises:
        NotRunError: uv is missing, or the packages cannot be had.
    """
    program, alone = uv(), ["--no-config", "--quiet"]
    _done([program, "venv", *alone, "--offline", "--python", sys.executable, *_at(place)], place)
    if not requirements:
        return ()
    how = [] if network else ["--offline"]
    into = ["--python", str(place.python), "--no-build", "--link-mode", "copy"]
    install = [program, "pip", "install", *alone, *how, *into, "--requirement", requirements]
    try:
        _done(install, place)
    except NotRunError as error:
        if network:
            raise
        remedy = "Allow the network for installing with --allow-install-network."
        raise NotRunError(
            f"{requirements} asks for packages that are not here. {remedy}"
        ) from error
    return tuple(_packages(place))


def _packages(place: Place) -> Iterator[str]:
    """Name and version of what is installed, by the names of its folders.

    Nobody asks the interpreter: it would run what packages leave for every start.
    """
    for folder in sorted(place.work.glob("python/lib/python*/site-packages/*.dist-info")):
        name, _, version = folder.name.removesuffix(".dist-info").rpartition("-")
        yield f"{name}=={version}"


def _at(place: Place) -> list[str]:
    return [str(place.python.parent.parent)]


def _done(words: list[str], place: Place) -> None:
    """Run uv; it is not a stranger's, and is not confined.

    Raises:
        NotRunError: it did not do what was asked.
    """
    held = ("PATH", "HOME", "UV_CACHE_DIR", "XDG_CACHE_HOME", "SSL_CERT_FILE", "UV_DEFAULT_INDEX",
            "UV_INDEX_URL", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")  # fmt: skip
    variables = {name: os.environ[name] for name in held if name in os.environ}
    try:
        done = started(  # noqa: S603  # named by us; the release gives it a list to read
            words, cwd=place.release, env=variables, stdout=PIPE, stderr=STDOUT, check=False,
            timeout=_INSTALLED,
        )  # fmt: skip
    except (OSError, TimeoutExpired) as error:
        raise NotRunError(f"uv could not be run: {error}.") from error
    if done.returncode:
        cause = " ".join(done.stdout.decode("utf-8", "replace").split())[:300]
        raise NotRunError(f"The environment could not be made: {cause}.")
