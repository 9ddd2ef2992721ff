"""A repository on the Hugging Face Hub (model, dataset or Space) at one commit, read without
downloading its weights.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, cast

from weighbridge.sources import hub_address
from weighbridge.sources.members import unsafe
from weighbridge.sources.port import FetchError, Limits, Obstacle, SourceError, SourceFile
from weighbridge.sources.ranged import FIRST, Fetch, Ranged

if TYPE_CHECKING:
    from weighbridge.sources.hub_files import Listed, Repository

KEPT = 1 << 20
"""Bytes of one file that are read at once; shorter ones are fetched whole."""


@dataclass(frozen=True)
class Hub:
    """A part that is a commit on the Hub.

    Attributes:
        revision: the commit's full hash.
    """

    location: str
    repository: "Repository"
    revision: str
    name: str = "hub"

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every file, sorted by path, the beginnings of the next ones fetched meanwhile.

        Raises:
            FetchError: the files cannot be listed.
        """
        from weighbridge.sources.ahead import ahead  # noqa: PLC0415  # threads, only when needed

        listed = self._listed(limits)
        excess = listed[limits.files :]
        for file, beginning in ahead(self._beginning, listed[: limits.files]):
            yield self._given(file, beginning)
        if excess:
            cause = f"More than {limits.files} files; the rest was not read."
            yield Obstacle(excess[0].path, cause, "Download it and audit its folders.")

    def _listed(self, limits: Limits) -> list["Listed"]:
        try:
            found = islice(self.repository.files(self.revision), limits.files + 1)
            return sorted(found, key=lambda file: file.path)
        except OSError as error:
            raise FetchError(f"{self.location}: {error}") from error

    def _beginning(self, file: "Listed") -> bytes:
        if problem := unsafe(file.path):
            raise OSError(f"Its path {problem}, and it was not read.")
        whole = file.size <= KEPT and file.sha256 is None
        return self._stretch(file, 0, file.size if whole else min(file.size, FIRST))

    def _given(self, file: "Listed", beginning: Callable[[], bytes]) -> SourceFile | Obstacle:
        path = "" if unsafe(file.path) else file.path
        try:
            first = beginning()
        except OSError as error:
            cause = getattr(error, "cause", f"{file.path[:200]!r}: {error}")
            return Obstacle(path, cause, getattr(error, "remedy", "Give it another name."))
        opened = partial(_opened, partial(self._stretch, file), file.size, first)
        return SourceFile(path, file.size, opened, digest=file.sha256, kept=KEPT)

    def _stretch(self, file: "Listed", offset: int, length: int) -> bytes:
        return self.repository.stretch(self.revision, file, offset, length)


def accepts(location: str) -> bool:
    """Whether the location is an address on the Hub."""
    return hub_address.is_hub(location)


def open_location(location: str) -> Hub:
    """The repository at `hf://[datasets/|spaces/]OWNER/NAME[@REVISION]`, or at a page's address.

    Raises:
        SourceError: the Hub's client is not installed, or the address is none.
        FetchError: the repository or revision cannot be told, or is not there.
    """
    address = hub_address.parse(location)
    try:
        from weighbridge.sources.hub_files import Repository  # noqa: PLC0415  # 200 ms, and optional
    except ImportError as error:
        raise SourceError(
            f"{location}: the Hub's client is not installed ({error.name}). "
            "Install it: pip install 'weighbridge[hub]'"
        ) from error
    repository = Repository.of(address, hub_address.endpoint())
    try:
        return Hub(location, repository, repository.commit())
    except OSError as error:
        raise FetchError(f"{location}: {error}") from error


def _opened(fetch: Fetch, size: int, first: bytes) -> BinaryIO:
    whole = len(first) == size
    return BytesIO(first) if whole else cast("BinaryIO", Ranged(fetch, size, first))
