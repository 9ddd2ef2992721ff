"""Addresses of repositories on the Hugging Face Hub, as people write them."""

import os
import re
from dataclasses import dataclass
from urllib.parse import unquote

from weighbridge.patterns import lazy
from weighbridge.sources.port import SourceError

HUB = "https://huggingface.co"
"""Where the Hub is when `HF_ENDPOINT` does not name another place."""
_SCHEME = "hf://"
_HOSTS = (HUB, "https://hf.co")
_KINDS = {"models": "model", "datasets": "dataset", "spaces": "space"}
_NAME = lazy(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?")
"""Source: `validate_repo_id` of huggingface_hub 2.4, read 2026-11-20."""
_REVISION = lazy(r"[^\s\x00-\x1f\x7f~^:?*\[\\]{1,255}")
"""Source: git-check-ref-format, rules 4, 5 and 10."""
_FORMS = "Write hf://OWNER/NAME@REVISION, with datasets/ or spaces/ before the owner of one."


@dataclass(frozen=True, slots=True)
class Address:
    """One repository.

    Attributes:
        kind: `model`, `dataset` or `space`, as the Hub's client names them.
        id: owner and name; the name alone for the oldest ones.
        revision: branch, tag or commit; empty for the main branch.
    """

    kind: str
    id: str
    revision: str = ""

    @property
    def path(self) -> str:
        """Where the repository lies under the endpoint."""
        return self.id if self.kind == "model" else f"{self.kind}s/{self.id}"

    def at(self, revision: str) -> str:
        """The location of this repository at another revision."""
        return f"{_SCHEME}{self.path}@{revision}"


def endpoint() -> str:
    """Where the Hub is, without a slash at the end."""
    return (os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")


def is_hub(location: str) -> bool:
    """Whether a location is an address on the Hub."""
    return location.startswith(_SCHEME) or _on_host(location) is not None


def parse(location: str) -> Address:
    """Read an address: `hf://[datasets/|spaces/]OWNER/NAME[@REVISION]`, or that of a page.

    Raises:
        SourceError: it is none, or names a place inside a repository.
    """
    page = _on_host(location)
    whole, revision = _page(location, page) if page is not None else _short(location)
    first, _, rest = whole.partition("/")
    kind, name = (_KINDS[first], rest) if first in _KINDS else ("model", whole)
    pieces = name.split("/")
    if len(pieces) > 2 or not all(_NAME.fullmatch(piece) for piece in pieces):
        raise SourceError(f"{location}: this names no repository on the Hub. {_FORMS}")
    if revision and (not _REVISION.fullmatch(revision) or ".." in revision):
        raise SourceError(f"{location}: {revision!r} cannot name a revision. {_FORMS}")
    return Address(kind, name, revision)


def _on_host(location: str) -> str | None:
    """What follows the host in the address of a page; None for any other location."""
    for host in (endpoint(), *_HOSTS):
        if location.startswith(f"{host}/"):
            return location.removeprefix(f"{host}/")
    return None


def _short(location: str) -> tuple[str, str]:
    whole, at, revision = location.removeprefix(_SCHEME).partition("@")
    if at and not revision:
        raise SourceError(f"{location}: nothing follows the @. {_FORMS}")
    return whole.rstrip("/"), revision


def _page(location: str, page: str) -> tuple[str, str]:
    """Repository and revision in `OWNER/NAME/tree/REVISION`, and in `OWNER/NAME@REVISION`."""
    path = re.split(r"[?#]", page, maxsplit=1)[0].rstrip("/")
    whole, tree, shown = path.partition("/tree/")
    if "/" in shown and not shown.startswith("refs/"):
        raise SourceError(f"{location}: this names a folder in a repository. {_FORMS}")
    if tree:
        return whole, unquote(shown)
    whole, _, revision = path.partition("@")
    return whole, unquote(revision)
