"""What calls reach beyond computing, and which files loaders run, as the catalogue says."""

import re
from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs
from weighbridge.patterns import lazy


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary `code-acts`.

    Attributes:
        kinds: dotted name → kind of act.
        does: kind of act → what it does, as a clause.
        loaded: names of files that loaders run by themselves.
        loaded_beginnings: how names of such files begin.
        parents: classes whose children a loader instantiates.
        methods: methods that loading or installing calls.
        programs: programs that are started in the ordinary course of work.
        secret_files: pieces of paths of files that hold credentials.
        persistence: pieces of paths of files that are run at every start.
        variables: environment variables that hold credentials.
        drops: hosts that take in or give out what anybody left there.
        words: what code may do, and the words that say so.
        tricks: words that are worth a closer look in code that acts.
        sure: words that are worth one anywhere.
    """

    kinds: dict[str, str]
    does: dict[str, str]
    loaded: frozenset[str]
    loaded_beginnings: tuple[str, ...]
    parents: frozenset[str]
    methods: frozenset[str]
    programs: frozenset[str]
    secret_files: tuple[str, ...]
    persistence: tuple[str, ...]
    variables: frozenset[str]
    drops: tuple[str, ...]
    words: dict[str, tuple[bytes, ...]]
    tricks: tuple[bytes, ...]
    sure: tuple[bytes, ...]

    def kind(self, name: str) -> str:
        """The kind of act that calling a dotted name is; empty for none."""
        while name:
            if found := self.kinds.get(name):
                return found
            name = name.rpartition(".")[0]
        return ""


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    record = catalogs.entry("vocabularies", "code-acts")
    return Vocabulary(
        kinds={name: one["kind"] for one in record["acts"] for name in one["names"]},
        does={one["kind"]: one["does"] for one in record["acts"]},
        loaded=frozenset(record["loaders"]["files"]),
        loaded_beginnings=tuple(record["loaders"]["beginnings"]),
        parents=frozenset(record["loaders"]["parents"]),
        methods=frozenset(record["loaders"]["methods"]),
        programs=frozenset(record["programs"]["ordinary"]),
        secret_files=tuple(record["secrets"]["files"]),
        persistence=tuple(record["secrets"]["persistence"]),
        variables=frozenset(record["secrets"]["variables"]),
        drops=tuple(record["drops"]["hosts"]),
        words={one["does"]: _bytes(one["words"]) for one in record["words"]["groups"]},
        tricks=_bytes(record["words"]["tricks"]),
        sure=_bytes(record["words"]["sure"]),
    )


def _bytes(words: list[str]) -> tuple[bytes, ...]:
    return tuple(word.encode() for word in words)


_HOST = lazy(r"(?:https?|ftp)://(?:[^/@\s'\"]*@)?([^/:\s'\"\\)]+)(/[^\s'\"\\)]*)?", re.IGNORECASE)
_NUMBERS = lazy(r"\d{1,3}(?:\.\d{1,3}){3}")
_HOME = lazy(r"(?:127|10|0|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.")


def suspect_address(text: str) -> str:
    """The first address in some text that names no publisher; empty if there is none.

    A bare public number, or a host where anybody may leave or collect things.
    """
    for found in _HOST.finditer(text[:100_000]):
        host, path = found[1].lower(), found[2] or ""
        if _NUMBERS.fullmatch(host) and not _HOME.match(host):
            return found[0][:200]
        place = host + path
        if any(_is_at(drop, host, place) for drop in vocabulary().drops):
            return found[0][:200]
    return ""


def _is_at(drop: str, host: str, place: str) -> bool:
    if "/" in drop:
        return place.startswith(drop)
    return host == drop or host.endswith(f".{drop}")
