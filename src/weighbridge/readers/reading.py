"""Reading a release: every file once, by every reader that wants it, within bounds."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from weighbridge import shelf
from weighbridge.facts.distribution import FileEntry, Gap, Part
from weighbridge.facts.provenance import Evidence, Reading
from weighbridge.facts.release import AsOf, Fact, Release
from weighbridge.readers.blob import Blob
from weighbridge.readers.content import media_type
from weighbridge.readers.port import Deriver, Reader
from weighbridge.sources import Limits, Obstacle, Source, SourceFile
from weighbridge.sources.stamps import Memory

Progress = Callable[[int], None]


def read_release(  # noqa: PLR0913  # what a reading depends on, each by name
    name: str,
    parts: Iterable[tuple[Part, Source]],
    *,
    as_of: date,
    version: str = "",
    limits: Limits | None = None,
    memory: Memory | None = None,
    progress: Progress = lambda _: None,
) -> Release:
    """Gather the facts of a release from its parts.

    Args:
        memory: what earlier runs found out about files that are unchanged.
        progress: told the number of files read so far.
    """
    opened = tuple(parts)
    readers = every_reader()
    facts: list[Fact] = []
    count = 0
    for part, source in opened:
        for item in source.files(limits or Limits()):
            facts.extend(_facts_of(part, item, readers, memory))
            count += 1
            progress(count)
    release = Release(name, tuple(part for part, _ in opened), AsOf(as_of), tuple(facts), version)
    return _derived(release)


@cache
def every_reader() -> tuple[Reader, ...]:
    """Every reader on the shelf."""
    return tuple(one for one in _shelved() if isinstance(one, Reader))


@cache
def every_deriver() -> tuple[Deriver, ...]:
    """Every deriver on the shelf, in the order of their names."""
    return tuple(one for one in _shelved() if isinstance(one, Deriver))


@cache
def _shelved() -> tuple[object, ...]:
    return tuple(
        value
        for name in shelf.names("weighbridge.readers", str(Path(__file__).parent), deep=False)
        for value in vars(shelf.load(name)).values()
        if isinstance(value, Reader | Deriver) and value.name == name
    )


def _facts_of(
    part: Part,
    item: SourceFile | Obstacle,
    readers: tuple[Reader, ...],
    memory: Memory | None,
) -> Iterator[Fact]:
    if isinstance(item, Obstacle):
        yield Gap(Evidence(part.name, item.path, revision=part.revision), item.reason, item.remedy)
        return
    try:
        with item.open() as stream:
            blob = _blob(part, item, stream)
            blob.memory = memory
            yield _entry(blob)
            yield from _read(blob, readers)
    except (OSError, EOFError, ValueError) as error:
        at = Evidence(part.name, item.path, revision=part.revision)
        yield Gap(at, f"{item.path} could not be read: {error}.", "Check the file and audit again.")


def _blob(part: Part, item: SourceFile, stream: BinaryIO) -> Blob:
    blob = Blob(part, item.path, item.size, stream, item.executable, item.target, item.digest)
    if item.kept is not None:
        blob.kept = blob.hashed = item.kept
    return blob


def _entry(blob: Blob) -> FileEntry:
    return FileEntry(
        at=blob.evidence(),
        size=blob.size,
        content=media_type(blob.name, blob.head()),
        executable=blob.executable,
        target=blob.target,
    )


def _read(blob: Blob, readers: tuple[Reader, ...]) -> Iterator[Fact]:
    path, head = blob.path.lower(), blob.head()
    for one in readers:
        if not one.takes(path, head):
            continue
        try:
            nothing = True
            for fact in one.read(blob):
                nothing = False
                yield fact
            if nothing and one.whole and blob.costly and blob.cut:
                yield _unread(blob, one)
        except OSError as error:
            reason = f"{blob.path} could not be read further: {_sentence(error)}"
            yield Gap(blob.evidence(), reason, "Check the file and audit again.", one.topic)
        except Exception as error:  # noqa: BLE001  # a defect of ours must not hide a release's
            reader = one.name.rpartition(".")[2]
            yield Gap(
                blob.evidence(),
                f"The {reader} reader failed on it: {type(error).__name__}: {error}.",
                "Please report this file: a reader must cope with any bytes.",
                one.topic,
            )


def _unread(blob: Blob, reader: Reader) -> Gap:
    """A file of which only a part was fetched, and whose part says nothing, may say something."""
    reason = f"Only the first {blob.kept:,} of its {blob.size:,} bytes were fetched."
    return Gap(blob.evidence(), reason, "Download it and audit the folder.", reader.topic)


def _sentence(error: OSError) -> str:
    return f"{str(error).rstrip('.')}."


def _derived(release: Release) -> Release:
    """The release with what only several of its facts together show."""
    for one in every_deriver():
        views: dict[str, Any] = {
            name: release.view(kind, Reading.CLAIMS) for name, kind in one.needs.items()
        }
        more = tuple(one.derive(**views))
        release = Release(
            release.name, release.parts, release.as_of, release.facts + more, release.version
        )
    return release
