"""How results are named: metrics, benchmarks, and the groups results are broken down by."""

import re
from functools import cache, lru_cache

from weighbridge import catalogs
from weighbridge.patterns import lazy

_SIGNS = lazy(r"[\W_]+")
_SHOTS = lazy(r"\(?\b\d{1,3}[- ]?shots?\b\)?|\(.{0,40}\)|\[.{0,40}\]|[↑↓]", re.IGNORECASE)
_LONGEST = 60
"""Characters of a name; longer ones are sentences."""


@lru_cache(maxsize=4096)
def is_metric(name: str) -> bool:
    """Whether a short name is a metric of quality."""
    if not 0 < len(name) <= _LONGEST or is_something_else(name):
        return False
    if _is_in("metrics", name):
        return True
    return _metric_words().search(name.lower().replace("_", " ")) is not None


@lru_cache(maxsize=4096)
def is_benchmark(name: str) -> bool:
    """Whether a short name is a public benchmark."""
    if not 0 < len(name) <= _LONGEST:
        return False
    return _is_in("benchmarks", name)


def is_something_else(name: str) -> bool:
    """Whether a name is that of a number which measures no quality."""
    words = name.lower()
    return any(other in words for other in _record()["not-results"] if len(other) > _SHORT) or bool(
        set(re.split(r"[\W_]+", words)) & set(_record()["not-results"])
    )


_SHORT = 6
"""Characters up to which a name must be a whole word."""


def heads_groups(heading: str) -> bool:
    """Whether the heading of a column says that its rows are groups."""
    return " ".join(heading.lower().strip(" *_").split()) in _record()["group-headings"]


def is_group(name: str) -> bool:
    """Whether a name is that of a group of people."""
    return " ".join(name.lower().strip(" *_").split()) in _record()["groups"]


@cache
def _record() -> dict[str, list[str]]:
    return catalogs.entry("vocabularies", "evaluation")


def _is_in(shelf: str, name: str) -> bool:
    """Whether a name is on a shelf, as it stands or without the setting it was measured in."""
    short = _SHOTS.sub(" ", name)
    if short.strip(" *_:") in _record()[f"{shelf}-as-spelled"]:
        return True
    return bool({_bare(name), _bare(short)} & _named(shelf))


@cache
def _named(shelf: str) -> frozenset[str]:
    return frozenset(_record()[shelf])


@cache
def _metric_words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _record()["metric-words"])
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")


def _bare(name: str) -> str:
    return _SIGNS.sub("", name.lower())
