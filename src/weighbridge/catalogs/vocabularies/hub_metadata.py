"""What the Hugging Face Hub knows of tasks, languages, licences and libraries."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.patterns import lazy

_TERM = lazy(r'(?P<open>\()|(?P<close>\))|(?P<word>AND|OR)|(?P<field>\w+):"(?P<value>[^"]*)"')
SPECIAL_LANGUAGES = frozenset({"code", "multilingual"})
"""Values of `language` that are no language."""


@dataclass(frozen=True, slots=True)
class HubMetadata:
    """The vocabularies.

    Attributes:
        languages: two-letter codes of ISO 639-1.
        libraries: library id → its query over file paths; empty for the usual one.
        counted: paths that count a download where a library has no query of its own.
        licenses: ids that `license` may hold.
    """

    tasks: frozenset[str]
    languages: frozenset[str]
    libraries: dict[str, str]
    counted: tuple[str, ...]
    licenses: frozenset[str]

    def counts(self, library: str, paths: Collection[str]) -> bool:
        """Whether a release with these files has one whose download the Hub counts."""
        query = self.libraries.get(library, "")
        if not query:
            return any(path in self.counted for path in paths)
        return any(_holds(list(_TERM.finditer(query)), path) for path in paths)


@cache
def known() -> HubMetadata:
    """The vocabularies as they were read last."""
    record: dict[str, Any] = catalogs.entry("vocabularies", "hub-metadata")
    return HubMetadata(
        tasks=frozenset(record["tasks"]),
        languages=frozenset(record["languages"]),
        libraries=record["libraries"],
        counted=tuple(record["counted-files"]),
        licenses=frozenset(catalogs.entry("vocabularies", "hub-licenses")["ids"]),
    )


def _holds(terms: list[re.Match[str]], path: str) -> bool:
    """Whether a path satisfies a query: a disjunction of conjunctions, with brackets."""
    result = _conjunction(terms, path)
    while terms and terms[0]["word"] == "OR":
        terms.pop(0)
        result = _conjunction(terms, path) or result
    return result


def _conjunction(terms: list[re.Match[str]], path: str) -> bool:
    result = _atom(terms, path)
    while terms and terms[0]["word"] == "AND":
        terms.pop(0)
        result = _atom(terms, path) and result
    return result


def _atom(terms: list[re.Match[str]], path: str) -> bool:
    term = terms.pop(0)
    if term["open"]:
        result = _holds(terms, path)
        if terms and terms[0]["close"]:
            terms.pop(0)
        return result
    return _matches(term["field"], term["value"], path)


def _matches(field: str, value: str, path: str) -> bool:
    """One term. Source: Hugging Face Hub documentation, "Models Download Stats"."""
    folder, _, name = path.rpartition("/")
    stem, _, extension = name.rpartition(".")
    match field:
        case "path":
            return path == value
        case "path_prefix":
            return f"{folder}/" == value
        case "path_extension":
            return bool(stem) and extension == value
        case "path_filename":
            return stem == value
        case "_exists_":
            return bool(folder)
    return False
