"""How people spell licences: many spellings of one licence fold into one."""

from weighbridge.patterns import lazy

_TOKEN = lazy(r"[^\W\d_]+|\d+(?:\.\d+)*|\+")
_TRAILING_ZEROS = lazy(r"(?:\.0)+$")
_NOISE = frozenset(
    {"the", "license", "licence", "licenses", "licences", "version", "ver", "v", "agreement"}
)
_CREATIVE_COMMONS = lazy(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-\d")
_GNU_CHOICE = lazy(r"(?:-only|-or-later|\+)$")


def folded(spelling: str) -> str:
    """A spelling without what does not tell licences apart: case, hyphens, "the", "License".

    `Apache License, Version 2.0`, `apache-2` and `The Apache 2.0 licence` become `apache 2`;
    empty when nothing else is left.
    """
    tokens = _TOKEN.findall(spelling.casefold())
    return " ".join(_TRAILING_ZEROS.sub("", t) for t in tokens if t not in _NOISE)


def parent(spdx_id: str) -> str:
    """The id whose record speaks for this one too; empty when there is none.

    A GNU licence "only" and "or later" is the same text; the versions and national ports of a
    Creative Commons licence grant and forbid the same.
    """
    found = _CREATIVE_COMMONS.match(spdx_id)
    if found:
        return f"CC-{found[1]}-4.0"
    return _GNU_CHOICE.sub("", spdx_id) if _GNU_CHOICE.search(spdx_id) else ""
