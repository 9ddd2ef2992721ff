"""What was found out about unchanged files, kept between runs in the user's cache folder.

It may be deleted at any time, by any hand, and several programs may use it at once; one that is
damaged, locked or not ours is as good as none.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from weighbridge.sources.stamps import Stamp

if TYPE_CHECKING:
    import sqlite3

PLACE = "WEIGHBRIDGE_CACHE"
"""Environment variable that names the folder; set and empty, nothing is kept."""
_NAME = "files-1.sqlite"
_LARGEST = 256 << 20
"""Bytes after which it starts again."""
_WAIT = 0.5
"""Seconds to wait for another program that is writing."""
_PENDING = 10_000
"""Answers held before they are written together."""


@dataclass(slots=True)
class Cache:
    """A memory on a disk, opened when it is first asked, for one program in one thread.

    Attributes:
        folder: where it lies; None for one that forgets at once.
    """

    folder: Path | None
    _database: "sqlite3.Connection | None" = field(default=None, init=False)
    _closed: bool = field(default=False, init=False)
    _pending: dict[bytes, str] = field(default_factory=dict, init=False)

    def recall(self, stamp: Stamp, what: str) -> str | None:
        """The answer that was remembered; None when there is none, or it is damaged."""
        key = stamp.key(what)
        database = self._opened()
        if database is None:
            return None
        row = None
        with suppress(*_errors()):
            query = "SELECT answer, seal FROM known WHERE key = ?"
            row = database.execute(query, (key,)).fetchone()
        match row:
            case (str(answer), bytes(seal)) if seal == _seal(key, answer):
                return answer
        return None

    def remember(self, stamp: Stamp, what: str, answer: str) -> None:
        """Keep an answer, unless the file may be written again under the same times."""
        if self.folder is None or not stamp.settled(time.time_ns()):
            return
        self._pending[stamp.key(what)] = answer
        if len(self._pending) >= _PENDING:
            self._write()

    def close(self) -> None:
        """Write what is not written yet."""
        if self._pending:
            self._write()
        if self._database is not None:
            with suppress(*_errors()):
                self._database.close()
        self._database, self._closed = None, True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _write(self) -> None:
        rows = [(key, answer, _seal(key, answer)) for key, answer in self._pending.items()]
        self._pending.clear()
        database = self._opened()
        if database is None:
            return
        with suppress(*_errors()), database:
            database.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", rows)

    def _opened(self) -> "sqlite3.Connection | None":
        if self._database is None and not self._closed and self.folder is not None:
            self._database = _open(self.folder) or _open_anew(self.folder)
            self._closed = self._database is None
        return self._database


def of_user() -> Cache:
    """The user's own: in `WEIGHBRIDGE_CACHE`, or where their system keeps caches.

    Source: XDG Base Directory Specification, `XDG_CACHE_HOME`.
    """
    named = os.environ.get(PLACE)
    if named is not None:
        return Cache(Path(named) if named else None)
    home = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return Cache(None)
    return Cache(folder / "weighbridge")


def _open(folder: Path) -> "sqlite3.Connection | None":
    """The database of a folder; None where it cannot be used as it is."""
    import sqlite3  # noqa: PLC0415  # 8 ms only whoever asks it pays

    place = folder / _NAME
    database = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if place.is_file() and place.stat().st_size > _LARGEST:
            return None
        if not _is_ours(folder):
            return None
        database = sqlite3.connect(place, timeout=_WAIT)
        database.execute("PRAGMA synchronous = OFF")
        database.execute(
            "CREATE TABLE IF NOT EXISTS known"
            " (key BLOB PRIMARY KEY, answer TEXT NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID"
        )
        database.execute("SELECT key, answer, seal FROM known LIMIT 1").fetchone()
    except (OSError, ValueError, sqlite3.Error):
        if database is not None:
            database.close()
        return None
    return database


def _open_anew(folder: Path) -> "sqlite3.Connection | None":
    """The database, begun again in place of one that is damaged or has grown too large."""
    import sqlite3  # noqa: PLC0415  # as above

    place = folder / _NAME
    try:
        if not _is_ours(folder) or not place.is_file() or not _is_lost(place):
            return None
        for ending in ("", "-journal", "-wal", "-shm"):
            place.with_name(_NAME + ending).unlink(missing_ok=True)
    except (OSError, sqlite3.Error):
        return None
    return _open(folder)


def _is_lost(place: Path) -> bool:
    """Whether a database is of no use to anyone; one that is merely locked is."""
    import sqlite3  # noqa: PLC0415  # as above

    if place.stat().st_size > _LARGEST:
        return True
    try:
        with suppress(sqlite3.OperationalError):
            sqlite3.connect(place, timeout=_WAIT).execute("SELECT key, answer, seal FROM known")
    except sqlite3.DatabaseError:
        return True
    return False


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can write there: an answer is believed without looking again."""
    if not hasattr(os, "getuid"):
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _seal(key: bytes, answer: str) -> bytes:
    """What an answer must be stored with, so that damage shows."""
    return blake2b(answer.encode(), key=key, digest_size=8).digest()


def _errors() -> tuple[type[Exception], ...]:
    import sqlite3  # noqa: PLC0415  # as above

    return (sqlite3.Error, OSError, ValueError)
