"""Citations of a CycloneDX 1.7 bill: which bytes each of its claims rests on.

Source: CycloneDX 1.7 JSON schema, `citations` (pointers are JSON Pointers, RFC 6901).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.records.bills.bill import Bill, Claim, Component

_POINTERS = {
    "name": ("/name",),
    "supplier": ("/supplier",),
    "licenses": ("/licenses",),
    "data": ("/data",),
    "ancestors": ("/pedigree/ancestors",),
    "card.task": ("/modelCard/modelParameters/task",),
    "card.family": ("/modelCard/modelParameters/architectureFamily",),
    "card.architecture": ("/modelCard/modelParameters/modelArchitecture",),
    "card.datasets": ("/modelCard/modelParameters/datasets",),
    "card.metrics": ("/modelCard/quantitativeAnalysis/performanceMetrics",),
    "card.use-cases": ("/modelCard/considerations/useCases",),
    "card.limitations": ("/modelCard/considerations/technicalLimitations",),
    "card.energy": ("/modelCard/considerations/environmentalConsiderations",),
}
"""Where each field of a component stands in it."""


def citations(bill: Bill, document: Mapping[str, Any], tool: str) -> Iterator[dict[str, Any]]:
    """One citation for each claim that the document makes and that rests on bytes.

    Args:
        tool: reference of who read those bytes.
    """
    for place, one in _places(bill):
        for claim in one.claims:
            pointers = [
                f"{place}{pointer}"
                for pointer in (
                    *_POINTERS.get(claim.field, ()),
                    *_counted(one, claim, document, place),
                )
                if _resolves(document, f"{place}{pointer}")
            ]
            if pointers:
                yield {
                    "pointers": pointers,
                    "timestamp": bill.made,
                    "attributedTo": tool,
                    "note": claim.words,
                }


def _places(bill: Bill) -> Iterator[tuple[str, Component]]:
    if bill.root is not None:
        yield "/metadata/component", bill.root
    for number, one in enumerate(bill.components):
        yield f"/components/{number}", one


def _counted(
    one: Component, claim: Claim, document: Mapping[str, Any], place: str
) -> Iterator[str]:
    """The property that states how many parameters were counted."""
    if claim.field == "parameters" and one.parameters is not None:
        held = _at(document, f"{place}/properties")
        for number, stated in enumerate(held if isinstance(held, list) else ()):
            if stated["name"].endswith(":parameters"):
                yield f"/properties/{number}"


def _resolves(document: Mapping[str, Any], pointer: str) -> bool:
    return _at(document, pointer) is not None


def _at(document: Mapping[str, Any], pointer: str) -> Any:
    here: Any = document
    for step in pointer.split("/")[1:]:
        if isinstance(here, list):
            here = here[int(step)]
        elif isinstance(here, Mapping):
            here = here.get(step)
        else:
            return None
    return here
