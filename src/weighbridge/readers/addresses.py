"""Addresses: whether one names an exact version of what it points at."""

import re

from weighbridge.patterns import lazy

_PINNED = lazy(
    r"""
    \b10\.\d{4,9}/\S            # DOI
    | arxiv\.org/(?:abs|pdf)/ | ^arxiv:
    | @sha256: | [/@=](?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-f])
    | archive\.softwareheritage\.org/swh: | ^swh:1:
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAGGED = lazy(
    r"//[^/]+/[^/]+/[^/]+/(?:(?:tree|blob|-/tree|archive)/(?:refs/tags/)?v?\d+[\w.]*\.\d"
    r"|releases/(?:tag|download)/)",
    re.IGNORECASE,
)


def pinned(address: str) -> bool:
    """Whether an address names a commit, a digest or an archived identifier."""
    return bool(_PINNED.search(address))


def tagged(address: str) -> bool:
    """Whether an address names a tag or release of a repository."""
    return bool(_TAGGED.search(address))
