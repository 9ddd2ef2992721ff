"""The first process of a confined run: closes every door, starts the command, and watches it.

It is run as a program of its own, by this interpreter and with nothing of the release imported. It
needs namespaces made for it (`unshare`) and does in them what a shell could not do in one go.

Sources: user_namespaces(7), mount_setattr(2), pid_namespaces(7), capabilities(7), prctl(2).
"""

import ctypes
import fcntl
import json
import os
import resource
import signal
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

READY, CROWDED = b"ready\n", b"crowded\n"
BROKEN = 97
"""Exit code where the doors could not be closed; nothing was started then."""

_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_BIND, _MS_REC = 0x2, 0x4, 0x8, 0x1000, 0x4000
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 0x1, 0x2, 0x4
_AT_FDCWD, _AT_RECURSIVE, _MOUNT_SETATTR = -100, 0x8000, 442
_SET_DUMPABLE, _CAPBSET_DROP, _NO_NEW_PRIVS = 4, 24, 38
_CAPABILITIES_V3 = 0x20080522
_DEVICES = ("null", "zero", "full", "random", "urandom")
_PAUSE = 0.02
"""Seconds between two looks at how many processes there are."""
_LIBC = ctypes.CDLL(None, use_errno=True)


def main() -> None:
    """Close the doors, start the command, and watch it."""
    with open(int(sys.argv[1]), "rb") as stream:  # noqa: PTH123  # a descriptor has no path
        plan = json.load(stream)
    told = int(plan["told"])
    os.set_inheritable(told, False)
    try:
        if plan["level"] != "none":
            _raise_loopback()
        if plan["level"] == "full":
            _close(plan)
    except OSError as error:
        sys.stderr.write(f"The run could not be confined: {error}.\n")
        sys.exit(BROKEN)
    os.write(told, READY)
    child = os.fork()
    if child == 0:
        _start(plan)
    _check(_LIBC.prctl(_SET_DUMPABLE, 0, 0, 0, 0), "prctl")
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
    sys.exit(_watched(child, plan, told))


def _close(plan: dict[str, Any]) -> None:
    """Leave the command its own folder to write in, and nothing private to read."""
    _mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    Path("/proc/sys/user/max_user_namespaces").write_text("0", encoding="ascii")
    devices = {name: os.open(f"/dev/{name}", os.O_PATH) for name in _DEVICES}
    kept = [(path, os.open(path, os.O_PATH)) for path in plan["kept"]]
    work = (plan["work"], os.open(plan["work"], os.O_PATH))
    masked = [place for place in plan["masked"] if Path(place).is_dir()]
    for place in masked:
        _mount("tmpfs", place, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=256m,mode=0777")
    for path, descriptor in (*kept, work):
        Path(path).mkdir(parents=True, exist_ok=True)
        _mount(f"/proc/self/fd/{descriptor}", path, "", _MS_BIND | _MS_REC)
    _mount("tmpfs", "/dev", "tmpfs", _MS_NOSUID, "size=64m,mode=0755")
    for name, descriptor in devices.items():
        Path("/dev", name).touch()
        _mount(f"/proc/self/fd/{descriptor}", f"/dev/{name}", "", _MS_BIND)
    Path("/dev/fd").symlink_to("/proc/self/fd")
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        Path("/dev", name).symlink_to(f"/proc/self/fd/{number}")
    Path("/dev/shm").mkdir()  # noqa: S108  # a new one, of this run alone
    _mount("tmpfs", "/dev/shm", "tmpfs", _MS_NOSUID | _MS_NODEV, "size=1g,mode=1777")  # noqa: S108
    _attributes("/", wanted=_ATTR_RDONLY | _ATTR_NOSUID | _ATTR_NODEV, flags=_AT_RECURSIVE)
    for name in devices:
        _attributes(f"/dev/{name}", unwanted=_ATTR_NODEV | _ATTR_RDONLY)
    for place in (*masked, "/dev/shm", plan["work"]):  # noqa: S108  # as above
        _attributes(place, unwanted=_ATTR_RDONLY)
    for _, descriptor in (*kept, work, *devices.items()):
        os.close(descriptor)


def _start(plan: dict[str, Any]) -> None:
    """Become the command, without any privilege and within limits."""
    try:
        _raise_nothing()
        for name, most in plan["limits"].items():
            kind = getattr(resource, f"RLIMIT_{name}")
            _, hard = resource.getrlimit(kind)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (least, least))
        os.chdir(plan["folder"])
        os.execvpe(plan["words"][0], plan["words"], plan["environment"])  # noqa: S606  # no shell
    except OSError as error:
        sys.stderr.write(f"{plan['words'][0]} could not be started: {error.strerror}.\n")
    os._exit(127)


def _raise_nothing() -> None:
    """Give up every capability for good, those of later programs too."""
    _check(_LIBC.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    for one in range(64):
        if _LIBC.prctl(_CAPBSET_DROP, one, 0, 0, 0) != 0:
            break  # no further capability, or none that may be dropped without namespaces
    header = struct.pack("Ii", _CAPABILITIES_V3, 0)
    _check(_LIBC.capset(header, struct.pack("6I", *[0] * 6)), "capset")


def _watched(child: int, plan: dict[str, Any], told: int) -> int:
    """Wait for the command; as the first process of its namespace, count all that it starts."""
    counting = plan["level"] == "full"
    while True:
        found, status = os.waitpid(-1, os.WNOHANG)
        if found == child:
            return os.waitstatus_to_exitcode(status) % 256
        if counting and sum(name.isdigit() for name in os.listdir("/proc")) > plan["processes"]:  # noqa: PTH208
            os.write(told, CROWDED)
            return BROKEN
        if not found:
            time.sleep(_PAUSE)


def _raise_loopback() -> None:
    """Let programs talk to themselves: the namespace has no other network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0x1)  # IFF_UP
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    given = (source.encode(), target.encode(), kind.encode() or None, flags, data.encode() or None)
    _check(_LIBC.mount(given[0], given[1], given[2], ctypes.c_ulong(given[3]), given[4]), target)


def _attributes(place: str, *, wanted: int = 0, unwanted: int = 0, flags: int = 0) -> None:
    """Source: mount_setattr(2); the call's number is the same on every architecture."""
    asked = struct.pack("4Q", wanted, unwanted, 0, 0)
    call = (_MOUNT_SETATTR, _AT_FDCWD, place.encode(), flags, asked, ctypes.c_size_t(len(asked)))
    _check(_LIBC.syscall(*call), place)


def _check(result: int, place: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), place)


if __name__ == "__main__":
    main()
