"""One command of a stranger's, run within limits and cut off as far as this system allows."""

import json
import os
import selectors
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, Popen, TimeoutExpired
from tempfile import TemporaryFile
from time import monotonic
from typing import Any

from weighbridge.records.reproduction import Ran
from weighbridge.targets.confined import stage

_SPACES: dict[str, tuple[str, ...]] = {
    "full": ("--net", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child"),
    "network": ("--net",),
}
_PROBED = 20.0
"""Seconds a trial may take."""
_DRAINED = 1.0
"""Seconds that output is waited for once the command has ended."""
_CHUNK = 1 << 16
_TIME = "It ran out of wall time."
_SPARE = 64 << 20
"""Bytes that a run leaves free on its disk."""


class Level(StrEnum):
    """How far a run is cut off."""

    FULL = "full"
    """No network; it writes in its own folder alone, sees no process and no home but its own."""
    NETWORK = "network"
    """No network, and nothing else."""
    NONE = "none"
    """Limits alone."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use.

    Attributes:
        seconds: of wall time; as many of each process's own time on each core.
        memory: bytes of address space of each process.
        file: bytes of one file it writes.
        processes: that live at once, threads too where the system counts them.
        output: bytes of a transcript; a run that says more is ended.
    """

    seconds: float = 3_600
    memory: int = 16 << 30
    file: int = 16 << 30
    processes: int = 256
    output: int = 8 << 20


@dataclass(frozen=True, slots=True)
class Ground:
    """Where commands run, and as what.

    Attributes:
        work: the one folder they may write in.
        folder: they start in; inside `work`.
        environment: all of their environment variables.
        kept: folders that stay readable where what is around them is hidden.
    """

    work: str
    folder: str
    environment: Mapping[str, str]
    kept: tuple[str, ...] = ()
    level: Level = Level.FULL
    limits: Limits = field(default_factory=Limits)


@cache
def best() -> Level:
    """How far a run can be cut off here, found out by trying."""
    for level in (Level.FULL, Level.NETWORK):
        with tempfile.TemporaryDirectory() as place:
            work = str(Path(place).resolve())
            ground = Ground(work, work, {"PATH": os.defpath}, level=level)
            if shutil.which("unshare") and run(("true",), ground, seconds=_PROBED).done:
                return level
    return Level.NONE


def run(words: Sequence[str], ground: Ground, *, seconds: float | None = None) -> Ran:
    """Run a command; whatever it started is ended with it.

    Args:
        seconds: of wall time it may take; those of the limits if it is not said.
    """
    given = ground.limits.seconds if seconds is None else seconds
    started = monotonic()
    reading, told = os.pipe()
    try:
        with TemporaryFile() as plan:
            plan.write(json.dumps(_plan(words, ground, told)).encode())
            plan.seek(0)
            process = _started(_command(ground, plan.fileno()), ground, (plan.fileno(), told))
        os.close(told)
        with _ended(process):
            output, ended = _heard(process, ground, started + given)
            if ended:
                _kill(process)
            code = process.wait()
        said = os.read(reading, _CHUNK)
    finally:
        os.close(reading)
    if stage.CROWDED in said:
        ended = f"It started more than {ground.limits.processes} processes."
    elif stage.READY not in said and not ended:
        ended = "It could not be started."
    elif ended == _TIME:
        ended = f"It did not end within {given:g} s of wall time."
    return Ran(code, round(monotonic() - started, 2), output, ended)


def _plan(words: Sequence[str], ground: Ground, told: int) -> dict[str, Any]:
    """What the first process is to do."""
    limits, masked = ground.limits, _masked()
    most = {
        "CPU": int(limits.seconds * (os.cpu_count() or 1)) + 1,
        "FSIZE": limits.file,
        "AS": limits.memory,
        "CORE": 0,
    }
    if ground.level is not Level.NONE:  # elsewhere it counts all that the user has running
        most["NPROC"] = limits.processes
    return {
        "told": told,
        "level": ground.level.value,
        "work": ground.work,
        "folder": ground.folder,
        "kept": _below(ground.kept, masked),
        "masked": masked,
        "words": list(words),
        "environment": dict(ground.environment),
        "processes": limits.processes,
        "limits": most,
    }


def _command(ground: Ground, plan: int) -> list[str]:
    own = [sys.executable, "-I", "-S", "-B", str(Path(stage.__file__)), str(plan)]
    spaces = _SPACES.get(ground.level.value)
    if spaces is None:
        return own
    return [shutil.which("unshare") or "unshare", "--user", "--map-root-user", *spaces, "--", *own]


def _started(command: list[str], ground: Ground, passed: tuple[int, ...]) -> "Popen[bytes]":
    return Popen(  # noqa: S603  # asked for by name, confined, without a shell
        command,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        env={"PATH": os.defpath},
        cwd=ground.work,
        pass_fds=passed,
        start_new_session=True,
    )


@contextmanager
def _ended(process: "Popen[bytes]") -> Iterator[None]:
    """Leave nothing behind, whatever happens here."""
    try:
        yield
    finally:
        _kill(process)
        process.wait()
        if process.stdout:
            process.stdout.close()


def _heard(process: "Popen[bytes]", ground: Ground, until: float) -> tuple[str, str]:
    """What a command says until it ends, and why it has to be ended, if it has."""
    kept, most, over = bytearray(), ground.limits.output, 0.0
    stream = process.stdout
    if stream is None:
        return "", ""
    os.set_blocking(stream.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(stream, selectors.EVENT_READ)
        while not (ended := _why_ended(ground, until, len(kept))):
            if ready.select(timeout=0.05):
                piece = stream.read(_CHUNK)
                if piece == b"":
                    break
                kept += piece or b""
            if process.poll() is not None:  # what it left behind may still hold its output
                over = over or monotonic() + _DRAINED
                if monotonic() > over:
                    break
    if not ended:
        with suppress(TimeoutExpired):
            process.wait(max(0.1, until - monotonic()))
        ended = _TIME if process.poll() is None else ""
    return bytes(kept[:most]).decode("utf-8", "replace"), ended


def _why_ended(ground: Ground, until: float, said: int) -> str:
    """Why a command has to be ended now; empty where it need not be."""
    if said > ground.limits.output:
        return f"It said more than {ground.limits.output} bytes."
    if monotonic() > until:
        return _TIME
    if shutil.disk_usage(ground.work).free < _SPARE:
        return "It filled the disk."
    return ""


def _kill(process: "Popen[bytes]") -> None:
    """End the whole process group; a namespace of processes ends with its first."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _masked() -> list[str]:
    """Folders that others keep private things in, or sockets that lead out."""
    named = (str(Path.home()), "/home", "/root", "/tmp", "/var/tmp", "/run", "/mnt", "/media")  # noqa: S108
    real = dict.fromkeys(os.path.realpath(one) for one in named)
    there = [one for one in real if Path(one).is_dir() and one != "/"]
    return [one for one in there if not any(one.startswith(f"{other}/") for other in there)]


def _below(kept: Sequence[str], masked: Sequence[str]) -> list[str]:
    """The kept folders that would be hidden."""
    real = [os.path.realpath(one) for one in kept]
    hidden = [o for o in real if any(o == m or o.startswith(f"{m}/") for m in masked)]
    return list(dict.fromkeys(hidden))
