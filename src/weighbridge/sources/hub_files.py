"""Files of one commit on the Hub: their list, and stretches of each, over the session of the Hub's
own client.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from huggingface_hub import HfApi, errors, hf_hub_url
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # documented, not marked so
    build_hf_headers,
    get_session,
    hf_raise_for_status,
)

from weighbridge._version import __version__
from weighbridge.patterns import lazy
from weighbridge.sources.hub_address import Address
from weighbridge.sources.hub_errors import Asked, UnfetchedError, seconds_to_wait, unfetched

_TIMEOUT = 20
"""Seconds without a byte after which the Hub counts as unreachable."""
_PAUSES = (0.3, 1.5)
"""Seconds before each further try."""
_LONGEST_PAUSE = 5
"""Seconds that the Hub may ask to wait for without being told of to the user."""
_SHA256 = lazy(r"[0-9a-f]{64}")
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Answers that another try may better."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a commit.

    Attributes:
        size: bytes.
        sha256: of its bytes, where the Hub knows it; else None.
    """

    path: str
    size: int
    sha256: str | None = None

    @classmethod
    def of(cls, entry: dict[str, Any]) -> "Listed":
        """A file as the Hub lists it."""
        path = str(entry["path"]).encode("utf-8", "backslashreplace").decode()
        oid = str((entry.get("lfs") or {}).get("oid", ""))
        return cls(path, max(0, int(entry["size"])), oid if _SHA256.fullmatch(oid) else None)


@dataclass(slots=True)
class Repository:
    """A repository as it is asked about.

    Attributes:
        endpoint: where the Hub is.
        headers: those the client sends, with the user's token where there is one.
    """

    address: Address
    endpoint: str
    headers: dict[str, str]
    _refusal: UnfetchedError | None = field(default=None, init=False)

    @classmethod
    def of(cls, address: Address, endpoint: str) -> "Repository":
        """The repository at an address."""
        headers = build_hf_headers(library_name="weighbridge", library_version=__version__)
        return cls(address, endpoint, headers | {"Accept-Encoding": "identity"})

    def commit(self) -> str:
        """The commit behind the address's revision.

        Raises:
            UnfetchedError: there is none, or it cannot be told.
        """
        address = self.address
        api = HfApi(self.endpoint, library_name="weighbridge", library_version=__version__)
        revision = address.revision or None

        def ask() -> str:
            found = api.repo_info(
                address.id, repo_type=address.kind, revision=revision, timeout=_TIMEOUT
            )
            return found.sha or ""

        commit = self._tried(ask)
        if not commit:
            raise UnfetchedError("The repository has no commit.", "Put files into it first.")
        return commit

    def files(self, commit: str) -> Iterator[Listed]:
        """Every file of a commit, in the Hub's order, page by page.

        Raises:
            UnfetchedError: it cannot be listed further.
        """
        address = self.address
        url = f"{self.endpoint}/api/{address.kind}s/{address.id}/tree/{commit}?recursive=true"
        while url:
            page, url = self._tried(partial(self._page, url))
            yield from page

    def stretch(self, commit: str, file: Listed, offset: int, length: int) -> bytes:
        """Bytes of a file, exactly as many as asked for.

        Raises:
            UnfetchedError: it cannot be fetched.
        """
        if not length:
            return b""
        url = hf_hub_url(
            self.address.id,
            file.path,
            repo_type=self.address.kind,
            revision=commit,
            endpoint=self.endpoint,
        )
        return self._tried(partial(self._stretch, url, file.size, offset, length))

    def _page(self, url: str) -> tuple[list[Listed], str]:
        """The files on one page of the tree, and the next page's address; empty after the last."""
        answer = get_session().get(url, headers=self.headers, timeout=_TIMEOUT)
        hf_raise_for_status(answer)
        following = str(answer.links.get("next", {}).get("url", ""))
        if following and not following.startswith(f"{self.endpoint}/"):
            raise UnfetchedError("The Hub's list of files goes on elsewhere.", "Audit a download.")
        return [Listed.of(one) for one in answer.json() if one["type"] == "file"], following

    def _stretch(self, url: str, size: int, offset: int, length: int) -> bytes:
        whole = offset == 0 and length == size
        ranged = {} if whole else {"Range": f"bytes={offset}-{offset + length - 1}"}
        found = bytearray()
        with get_session().stream(
            "GET", url, headers=self.headers | ranged, timeout=_TIMEOUT
        ) as answer:
            if answer.status_code >= 400:
                answer.read()
            hf_raise_for_status(answer)
            begins = answer.headers.get("Content-Range", "").startswith(f"bytes {offset}-")
            if not (begins if answer.status_code == 206 else offset == 0):
                cause = "The Hub does not give it in stretches."
                raise UnfetchedError(cause, "Download it and name the folder.")
            for piece in answer.iter_raw():
                found += piece
                if len(found) > length:
                    break  # more than was asked for; what stops in time keeps its connection
        if len(found) < length:
            raise UnfetchedError("It ended before its size, as the Hub states it.", "Audit again.")
        return bytes(found[:length])

    def _tried(self, ask: Callable[[], Found]) -> Found:
        """What asking gives, after some tries; once the Hub refuses for long, it is left alone."""
        pauses = iter(_PAUSES)
        while True:
            if self._refusal is not None:
                raise self._refusal.with_traceback(None)
            try:
                return ask()
            except Exception as error:
                pause = _pause(error, next(pauses, None))
                if pause is None:
                    told = unfetched(error, self._asked())
                    self._refusal = told if told.lasting else None
                    raise told from error
                time.sleep(pause)

    def _asked(self) -> Asked:
        address = self.address
        return Asked(f"{self.endpoint}/{address.path}", address.revision or "main")


def _pause(error: Exception, usual: float | None) -> float | None:
    """Seconds to wait before another try; None when there is to be none."""
    match error:
        case errors.HfHubHTTPError() if error.response.status_code in _PASSING:
            asked = seconds_to_wait(error.response.headers)
            if usual is None or asked is None:
                return usual
            return asked if asked <= _LONGEST_PAUSE else None
        case UnfetchedError() | OSError() | ValueError():
            return None
    return usual
