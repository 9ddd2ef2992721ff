"""Another's bill as a graph: what it is about, and how its elements lead to one another."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from weighbridge.records.bills.shapes import objects, text, texts, under
from weighbridge.records.bills.spdx_3 import elements, name_of

Object = dict[str, Any]

_CYCLONEDX = {
    "machine-learning-model": "model",
    "data": "dataset",
    "library": "library",
    "framework": "library",
}
_SPDX = {
    "ai_AIPackage": "model",
    "dataset_DatasetPackage": "dataset",
    "software_Package": "library",
}


@dataclass
class Graph:
    """Elements by name, and relations between them.

    Attributes:
        held: kind (`bill`, `root`, `model`, `dataset`, `library`) → the elements of it.
        leading: type of a relation → name → names it leads to.
    """

    held: dict[str, list[Object]] = field(default_factory=dict)
    names: dict[str, Object] = field(default_factory=dict)
    leading: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def subjects(self, kind: str) -> list[Object]:
        """The elements of a kind."""
        return self.held.get(kind, [])

    def named(self, name: str) -> Object | None:
        """The element of a name."""
        return self.names.get(name)

    def label(self, one: Mapping[str, Any]) -> str:
        """What people call an element."""
        return text(one.get("name")) or name_of(one) or "the bill"

    def related(self, one: Mapping[str, Any], kind: str, *, back: bool) -> Iterator[Object]:
        """The elements that a relation leads to, or that it comes from."""
        me = name_of(one) or text(one.get("bom-ref"))
        leading = self.leading.get(kind, {})
        names = (
            [s for s, targets in leading.items() if me in targets] if back else leading.get(me, [])
        )
        yield from (self.names[name] for name in names if name in self.names)

    def lead(self, kind: str, source: str, targets: tuple[str, ...]) -> None:
        """Add a relation."""
        self.leading.setdefault(kind, {}).setdefault(source, []).extend(targets)


def cyclonedx_graph(value: Mapping[str, Any]) -> Graph:
    """The graph of a CycloneDX bill; models it was made from are not asked about."""
    root = under(value, "metadata", "component")
    graph = Graph({"bill": [dict(value)], "root": [root] if isinstance(root, dict) else []})
    for one in _components(value):
        if kind := _CYCLONEDX.get(text(one.get("type"))):
            graph.held.setdefault(kind, []).append(one)
        graph.names[text(one.get("bom-ref"))] = one
    for one in objects(value.get("compositions")):
        first, *others = texts(one.get("assemblies")) or ("",)
        graph.lead("contains", first, tuple(others))
    for one in objects(value.get("dependencies")):
        graph.lead("dependsOn", text(one.get("ref")), texts(one.get("dependsOn")))
    return graph


def spdx_graph(value: Mapping[str, Any]) -> Graph:
    """The graph of an SPDX 3 document; elements of a type stand under it in the bill."""
    every = list(elements(value))
    by_type: dict[str, Any] = {}
    graph = Graph()
    for one in every:
        by_type.setdefault(text(one.get("type")), []).append(one)
        graph.names[name_of(one)] = one
        if isinstance(one.get("relationshipType"), str):
            graph.lead(one["relationshipType"], text(one.get("from")), texts(one.get("to")))
    above = set(graph.leading.get("ancestorOf", {}))
    packages = [one for one in every if text(one.get("type")) in _SPDX]
    roots = {name for one in every for name in texts(one.get("rootElement"))}
    graph.held = {"bill": [by_type], "root": [o for o in packages if name_of(o) in roots]}
    for one in packages:
        if name_of(one) not in above:
            graph.held.setdefault(_SPDX[one["type"]], []).append(one)
    return graph


def _components(value: Mapping[str, Any]) -> Iterator[Object]:
    """Every component, with those in it."""
    root = under(value, "metadata", "component")
    waiting = deque([root] if isinstance(root, dict) else [])
    waiting.extend(objects(value.get("components")))
    while waiting:
        one = waiting.popleft()
        yield one
        waiting.extend(objects(one.get("components")))
