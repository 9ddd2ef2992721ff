"""An address that takes one item as JSON by POST, and answers with JSON."""

import json
from collections.abc import Mapping
from http.client import HTTPException
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from weighbridge.sources.filters.port import LONGEST, Answer, Failed, understood


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: an item is shown to whom the person named, and to nobody else."""

    def redirect_request(self, *_: Any) -> None:
        """No further request."""


class Endpoint:
    """An HTTP address.

    Args:
        seconds: how long each step of an answer may take.
        token: sent as a bearer token; empty for none.

    Raises:
        ValueError: it is no address of the web.
    """

    def __init__(self, url: str, seconds: float, *, token: str = "") -> None:
        if not url.lower().startswith(("http://", "https://")):
            raise ValueError(f"{url}: it is no address. Write it with http:// or https://.")
        self.name, self._seconds = url, seconds
        parts = urlsplit(url)
        self.title = f"{parts.hostname or ''}{parts.path}"
        self._opener = build_opener(_Stay())
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opener.close()

    def ask(self, shown: Mapping[str, Any]) -> Answer:
        """Post an item, and read what comes back."""
        body = json.dumps(shown, ensure_ascii=True, default=str).encode()
        request = Request(self.name, body, self._headers, method="POST")  # noqa: S310  # checked
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                return understood(response.read(LONGEST + 1), str(shown.get("id")))
        except HTTPError as error:
            error.close()
            return Failed(f"It answered with status {error.code}.")
        except TimeoutError:
            return Failed(f"It gave no answer within {self._seconds:g} seconds.")
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                return Failed(f"It gave no answer within {self._seconds:g} seconds.")
            return Failed(f"It cannot be reached: {reason}.")
