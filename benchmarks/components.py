"""How often an audit sees the components that people say are there, and what they disagree about.

Run as `python benchmarks/components.py CORPUS`: a folder of releases (one folder each, with
`labels.json` beside them). Labels are soft: people judge a model, a repository is part of one.
Prints precision and recall per component, and every cell in dispute; `--settled FILE` applies
verdicts of a person who read the files: lines of `release<TAB>component<TAB>yes|no|-<TAB>reason`,
where `-` leaves a cell out that the bytes at hand cannot decide.
"""

import argparse
import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from weighbridge.audit import audit, open_release
from weighbridge.catalogs import components
from weighbridge.facts.distribution import Part

SEEN = {"present", "linked", "mentioned"}
OSAI = {
    "weights_endmodel": ("model-parameters-final",),
    "trainingcode": ("training-code",),
    "preprint": ("research-paper", "technical-report"),
    "modelcard": ("model-card",),
    "datasheet": ("data-card",),
}
"""Dimensions of the European index that speak of a component; open or partial counts as there."""

Cells = dict[tuple[str, str], bool]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--settled", type=Path)
    given = parser.parse_args()
    labels = json.loads((given.corpus / "labels.json").read_text(encoding="utf-8"))
    found = {name: _found(given.corpus / name.replace("/", "+"), name) for name in labels}
    for title, truth in (("tool records", _mot(labels)), ("European index", _osai(labels))):
        _table(title, _judged(truth, _settled(given.settled) if given.settled else {}), found)


def _found(folder: Path, name: str) -> set[str]:
    """The components an audit sees in a clone, which bears the name of its repository."""
    clone = Part(name.rpartition("/")[2], location=str(folder))
    report = audit(open_release(clone, as_of=datetime.now(UTC).date()))
    return {row.id for row in report.components if row.state in SEEN}


def _mot(labels: dict[str, dict[str, list[dict[str, object]]]]) -> Cells:
    """What the records list: a component that any record of the release names is there."""
    named = {one.mot_name: one.id for one in components.recorded()}
    cells: Cells = {}
    for release, rows in labels.items():
        for row in rows.get("mot") or ():
            listed = {named.get(name) for name in row["components"]}  # type: ignore[attr-defined]
            for component in named.values():
                key = (release, component)
                cells[key] = cells.get(key, False) or component in listed
    return cells


def _osai(labels: dict[str, dict[str, list[dict[str, object]]]]) -> Cells:
    cells: Cells = {}
    for release, rows in labels.items():
        for row in rows.get("osai") or ():
            for dimension, named in OSAI.items():
                there = row["labels"].get(dimension) in {"open", "partial"}  # type: ignore[attr-defined]
                key = (release, "|".join(named))
                cells[key] = cells.get(key, False) or there
    return cells


def _settled(file: Path) -> dict[tuple[str, str], str]:
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line)
    return {(release, component): said for release, component, said, *_ in lines}


def _judged(truth: Cells, settled: dict[tuple[str, str], str]) -> Cells:
    """The labels, with what reading the files changed; what they cannot decide left out."""
    kept = {key: there for key, there in truth.items() if settled.get(key) != "-"}
    print(f"\n{len(truth)} cells, {len(truth) - len(kept)} left out")
    return {key: settled.get(key, "yes" if there else "no") == "yes" for key, there in kept.items()}


def _table(title: str, truth: Cells, found: dict[str, set[str]]) -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    disputes = []
    for (release, component), there in sorted(truth.items()):
        seen = bool(found[release] & set(component.split("|")))
        counts[component][2 * (not there) + (there is not seen)] += 1
        if there is not seen:
            disputes.append(f"{release}\t{component}\t{'missed' if there else 'only ours'}")
    print(f"\n{title}\n{'component':34} {'both':>5} {'missed':>7} {'neither':>8} {'only us':>8}")
    for component, (both, missed, neither, ours) in sorted(counts.items()):
        print(f"{component:34} {both:5} {missed:7} {neither:8} {ours:8}")
    both, missed, neither, ours = (sum(column) for column in zip(*counts.values(), strict=True))
    print(
        f"precision {both / max(1, both + ours):.2f}, recall {both / max(1, both + missed):.2f}, ",
        end="",
    )
    print(f"agreement {(both + neither) / (both + missed + neither + ours):.2f}\n")
    print("\n".join(disputes))


if __name__ == "__main__":
    main()
