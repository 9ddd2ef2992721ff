"""How well sentences that call a release open source are told from those that only use the words.

Run as `python benchmarks/claims.py LABELS.jsonl [--wrong]`. Each line of the file is an object:
`{"text": …, "claim": true}` for one sentence, with the `title` of the document it stands in (else
none), the name of the `release` (else the title) and a `group` to count it under; or
`{"file": …, "lines": [3, 9]}` for a whole document beside the labels, with the lines on which its
claims begin. A claim in a document is found where one is told on its line.

precision: of what is told, the share that is a claim. recall: of the claims, the share that is
told. The bounds are Wilson's, for 95 of 100 samples.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from weighbridge.facts.distribution import Part
from weighbridge.facts.licensing import OpennessClaim
from weighbridge.readers import openness_claims
from weighbridge.readers.blob import Blob

_Z = 1.96


class Mark(NamedTuple):
    """One place that is a claim, or is told as one."""

    group: str
    claim: bool
    told: bool
    words: str


def main() -> None:
    """Print precision and recall, for all and for each group."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print what was missed or invented")
    chosen = parser.parse_args()
    start = perf_counter()
    marks = [
        mark
        for line in chosen.labels.read_text().splitlines()
        if line.strip()
        for mark in _marks(json.loads(line), chosen.labels.parent)
    ]
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[mark.group].append(mark)
    print(f"{'group':16}{'places':>8}{'claims':>8}{'precision':>24}{'recall':>24}")
    for name, some in (*sorted(groups.items()), ("all", marks)):
        _row(name, some)
    print(f"{perf_counter() - start:.2f} s")
    for mark in marks if chosen.wrong else ():
        if mark.claim is not mark.told:
            print("missed  " if mark.claim else "invented", mark.words)


def _marks(row: dict[str, Any], folder: Path) -> Iterator[Mark]:
    group = str(row.get("group", ""))
    if "file" not in row:
        title = row.get("title", "")
        opening = f"# {title}\n\nIt runs.\n\n## About\n\nMore.\n\n" if title else ""
        text = f"{opening}{row['text']}\n"
        told = bool(_told(text, str(row.get("release", title))))
        yield Mark(group, bool(row["claim"]), told, row["text"])
        return
    path = folder / row["file"]
    text = path.read_text(errors="replace")
    lines, found, wanted = text.splitlines(), _told(text, path.parent.name), set(row["lines"])
    for number in sorted(found | wanted):
        yield Mark(group, number in wanted, number in found, f"{path}:{number} {lines[number - 1]}")


def _told(text: str, release: str) -> set[int]:
    """The lines on which the reader tells a claim."""
    data = text.encode()
    facts = openness_claims.read.read(Blob(Part(release), "README.md", len(data), BytesIO(data)))
    return {f.at.lines[0] for f in facts if isinstance(f, OpennessClaim) and f.at.lines}


def _row(name: str, marks: list[Mark]) -> None:
    right = sum(mark.claim and mark.told for mark in marks)
    told, claims = sum(mark.told for mark in marks), sum(mark.claim for mark in marks)
    shares = "".join(f"{_share(right, of):>24}" for of in (told, claims))
    print(f"{name or '-':16}{len(marks):8}{claims:8}{shares}")


def _share(part: int, whole: int) -> str:
    """A share and its Wilson bounds.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
    """
    if not whole:
        return "-"
    p, z2 = part / whole, _Z * _Z
    middle = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    wide = _Z * math.sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole)) / (1 + z2 / whole)
    return f"{p:.2f} ({max(0.0, middle - wide):.2f} to {min(1.0, middle + wide):.2f})"


if __name__ == "__main__":
    main()
