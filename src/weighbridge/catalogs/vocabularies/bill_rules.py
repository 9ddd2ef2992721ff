"""What bills of materials are asked for: SPDX profiles, and the minimum elements of the G7."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs.vocabularies import card_placeholders


@dataclass(frozen=True, slots=True)
class ProfileRule:
    """One property, or relationship, that an SPDX profile requires.

    Attributes:
        type: of the elements it is required of.
        needs: the property, as the serialization names it, or the relationship.
        relationship: type of the relationship that must lead away once; empty for a property.
        allows: words for nothing that the standard itself has for the property.
        remedy: an imperative sentence.
    """

    type: str
    needs: str
    remedy: str
    relationship: str = ""
    allows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One minimum element.

    Attributes:
        cluster: of the seven, in the words of the source.
        of: what it is asked of: `bill`, `root`, `model`, `dataset` or `library`.
        cyclonedx: dotted paths from there, any of which answers it.
        spdx: the same for SPDX 3.
    """

    id: str
    title: str
    cluster: str
    of: str
    cyclonedx: tuple[str, ...] = ()
    spdx: tuple[str, ...] = ()


@cache
def profile_rules(type_: str) -> tuple[ProfileRule, ...]:
    """What is required of elements of a type."""
    record = catalogs.entry("vocabularies", "spdx-profiles")
    rows = (row for row in record["rules"] if row["type"] == type_)
    return tuple(ProfileRule(**{**row, "allows": tuple(row.get("allows", ()))}) for row in rows)


@cache
def elements() -> tuple[Element, ...]:
    """The minimum elements, in the order of their source."""
    return tuple(_elements(catalogs.entry("vocabularies", "g7-sbom-for-ai")))


def clusters() -> tuple[str, ...]:
    """The seven clusters."""
    return tuple(dict.fromkeys(one.cluster for one in elements()))


def says(value: Any) -> bool:
    """Whether a value says something: no placeholder, and none of the words for nothing."""
    match value:
        case None:
            return False
        case bool() | int() | float():
            return True
        case str():
            return not _is_placeholder(value)
        case list() | tuple():
            return any(says(one) for one in value)
        case dict():
            return any(says(one) for key, one in value.items() if key not in {"type", "@id"})
    return False


def _is_placeholder(text: str) -> bool:
    stated = text.strip()
    if not stated or stated.lower().rpartition("/")[2] in _nothing():
        return True
    known = card_placeholders.known()
    return bool(known.whole.fullmatch(stated) or known.anywhere.fullmatch(stated))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(catalogs.entry("vocabularies", "g7-sbom-for-ai")["nothing"])


def _elements(record: dict[str, Any]) -> Iterator[Element]:
    for row in record["elements"]:
        given = {"cyclonedx": tuple(row.get("cyclonedx", ())), "spdx": tuple(row.get("spdx", ()))}
        yield Element(**{**row, **given})
