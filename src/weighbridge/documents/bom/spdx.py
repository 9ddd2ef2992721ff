"""A bill as SPDX 3.0.1 JSON-LD with the AI and Dataset profiles.

Source: SPDX 3.0.1: model (Core, Software, SimpleLicensing, AI, Dataset) and its JSON-LD context.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from json import dumps
from typing import Any

from weighbridge._version import __version__
from weighbridge.documents.bom.answers import Answers
from weighbridge.documents.bom.cyclonedx import TOOL, serial
from weighbridge.documents.bom.spdx_elements import Graph, package
from weighbridge.documents.bom.spdx_profiles import missing
from weighbridge.records.bills.bill import Bill, Component, Kind, Link

CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
NO_ASSERTION = "expandedlicensing_NoAssertionLicense"
_LINKS = {
    Link.CONTAINS: "contains",
    Link.TRAINED_ON: "trainedOn",
    Link.TESTED_ON: "testedOn",
    Link.DEPENDS_ON: "dependsOn",
}
_PROFILES = {"ai_AIPackage": "ai", "dataset_DatasetPackage": "dataset"}


def written(bill: Bill, answers: Answers) -> tuple[str, tuple[str, ...]]:
    """The bill as text, and what its profiles ask for and nothing shows.

    A profile is named as one that the bill conforms to only where nothing of it is missing.
    """
    draft = _graph(bill, answers, "urn:weighbridge:draft")
    name = serial(dumps(draft, sort_keys=True))
    graph = _graph(bill, answers, f"https://spdx.org/spdxdocs/weighbridge-{name}")
    value = {"@context": CONTEXT, "@graph": graph}
    lacking = tuple(missing(value))
    _conform(graph, {lack.type for lack in lacking})
    text = dumps(value, ensure_ascii=False, indent=2) + "\n"
    return text, tuple(lack.sentence for lack in lacking)


def _graph(bill: Bill, answers: Answers, namespace: str) -> list[dict[str, Any]]:
    building = _Building(bill, answers, Graph(namespace))
    building.build()
    return building.graph.elements


@dataclass
class _Building:
    """The graph of one bill, element by element."""

    bill: Bill
    answers: Answers
    graph: Graph
    agents: dict[str, str] = field(default_factory=dict)

    def build(self) -> None:
        """Add every element, the document last but named first."""
        self._made()
        for one in self.bill.every:
            self._component(one)
        for one in self.bill.every:
            self._licensed(one)
        for relation in self.bill.relations:
            self.graph.relate(
                _LINKS[relation.link],
                self.graph.id_of(relation.source),
                [self.graph.id_of(ref) for ref in relation.targets],
            )
        self._document()

    def _made(self) -> None:
        """Who wrote the bill, with what, and when."""
        agent = self.graph.id_of("agent:weighbridge")
        tool = self.graph.id_of("tool:weighbridge")
        self.graph.elements.append({
            "type": "CreationInfo",
            "@id": "_:creation",
            "specVersion": "3.0.1",
            "created": self.bill.made,
            "createdBy": [agent],
            "createdUsing": [tool],
        })  # fmt: skip
        self.graph.add("SoftwareAgent", "agent:weighbridge", name=TOOL)
        self.graph.add("Tool", "tool:weighbridge", name=f"{TOOL}-{__version__}")

    def _component(self, one: Component) -> None:
        supplier = self._agent(one.supplier)
        package(self.graph, one, self.answers, supplier, root=one is self.bill.root)
        for above in one.ancestors:
            package(self.graph, above, self.answers, "", root=False)
            self.graph.relate(
                "ancestorOf", self.graph.id_of(above.ref), [self.graph.id_of(one.ref)]
            )
            self._licensed(above)

    def _agent(self, name: str) -> str:
        if not name:
            return ""
        if name not in self.agents:
            self.agents[name] = self.graph.add("Agent", f"agent:{name}", name=name)
        return self.agents[name]

    def _licensed(self, one: Component) -> None:
        """Declared and concluded licence; that nothing is asserted has a name of its own."""
        if one.kind is Kind.FILE:
            return
        me = self.graph.id_of(one.ref)
        declared = [self._expression(stated) for stated in one.licenses] or [NO_ASSERTION]
        concluded = self._expression(one.concluded) if one.concluded else NO_ASSERTION
        self.graph.relate("hasDeclaredLicense", me, declared)
        self.graph.relate("hasConcludedLicense", me, [concluded])

    def _expression(self, stated: str) -> str:
        return self.graph.add(
            "simplelicensing_LicenseExpression",
            f"license:{stated}",
            simplelicensing_licenseExpression=stated,
        )

    def _document(self) -> None:
        root = self.bill.root
        listed = [one["spdxId"] for one in self.graph.elements if "spdxId" in one]
        top = [self.graph.id_of(root.ref)] if root else listed[:1]
        sbom = self.graph.add(
            "software_Sbom",
            "sbom",
            software_sbomType=["analyzed"],
            rootElement=top,
            element=listed,
        )
        name = f"Bill of materials of {root.name}" if root else "Bill of materials"
        self.graph.add(
            "SpdxDocument", "document", name=name, rootElement=[sbom], element=[*listed, sbom]
        )


def _conform(graph: list[dict[str, Any]], lacking: set[str]) -> None:
    """Name the profiles that the document conforms to."""
    present = {one["type"] for one in graph}
    named = [
        profile for kind, profile in _PROFILES.items() if kind in present and kind not in lacking
    ]
    for one in _collections(graph):
        one["profileConformance"] = ["core", "software", "simpleLicensing", *named]


def _collections(graph: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (one for one in graph if one["type"] in {"SpdxDocument", "software_Sbom"})
