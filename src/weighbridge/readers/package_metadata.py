"""The licence a package states in its metadata: wheels, source distributions and build files."""

import configparser
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from weighbridge.catalogs.licenses.expressions import normalise, together
from weighbridge.catalogs.licenses.places import classified
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_scope import home, reach_of
from weighbridge.readers.port import reader

_NAMES = (
    "metadata", "pkg-info", "pyproject.toml", "setup.cfg", "setup.py", "package.json", "cargo.toml",
    "codemeta.json", ".zenodo.json",
)  # fmt: skip
_LONGEST = 100
"""Characters of a licence field; a longer one is the text itself."""
_NOTHING = frozenset({"", "unknown", "none", "other", "see license", "see license file", "license"})
_CLASSIFIER = lazy(r"License :: (?:OSI Approved :: )?[^\n\"',]+")
_SETUP = lazy(r"\blicense(?:_expression)?\s*=\s*[\"']([^\"'\n]{1,100})[\"']")
_HEADER = lazy(r"^([A-Za-z-]+):[ \t]*(.*)$", re.MULTILINE)


@reader(names=_NAMES, gives=(LicenseClaim, Gap), topic="licensing")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the licence a package states; its classifiers count only where the field says nothing.

    Several licences listed beside each other hold together; npm's old list of them is a choice.

    Source: core metadata 2.5, "License-Expression", "License", "Classifier"; PEP 639; npm
    `package.json`, "license"; the Cargo manifest, "license"; CodeMeta 3.0, "license"; Zenodo
    deposition metadata, "license".
    """
    text = blob.text()
    try:
        fields = _READERS[blob.name.lower()](text)
        raw = next((one for one in fields if one.strip().casefold() not in _NOTHING), "")
    except (ValueError, configparser.Error, RecursionError) as error:
        cause = " ".join(str(error).split())[:120]
        yield Gap(
            blob.evidence(),
            f"{blob.path} could not be read: {cause}.",
            "Mend its syntax.",
            "licensing",
        )
        return
    if raw:
        yield _claim(blob, text, raw, normalise(raw.strip()))
        return
    for words, expression in _classified(text):
        yield _claim(blob, text, words, expression)


def _claim(blob: Blob, text: str, raw: str, expression: str) -> LicenseClaim:
    place = max(text.find(raw), 0)
    at = blob.evidence(line=text.count("\n", 0, place) + 1, kind=Kind.DECLARED, quote=raw)
    reach, patterns = reach_of(home(blob.folder))
    return LicenseClaim(
        expression=expression,
        raw=raw.strip(),
        source="package",
        part=blob.part.name,
        at=at,
        reach=reach,
        patterns=patterns,
        types=frozenset({"code"}),
        stretches=True,
    )


def _classified(text: str) -> Iterator[tuple[str, str]]:
    """The classifiers that name a licence, and what each means."""
    for found in dict.fromkeys(_CLASSIFIER.findall(text)):
        expression = classified(found.strip())
        if expression:
            yield found.strip(), expression


def _core_metadata(text: str) -> Iterator[str]:
    """Header fields of core metadata; the description after the empty line is none of them."""
    fields: dict[str, str] = {}
    for name, value in _HEADER.findall(text.split("\n\n", 1)[0]):
        fields.setdefault(name.lower(), value.strip())
    yield fields.get("license-expression", "")
    yield from _short(fields.get("license", ""))


def _pyproject(text: str) -> Iterator[str]:
    data = tomllib.loads(text)
    for table in (data.get("project"), _at(data, "tool", "poetry"), _at(data, "tool", "flit")):
        stated = table.get("license") if isinstance(table, dict) else None
        yield from _short(stated.get("text", "") if isinstance(stated, dict) else stated)


def _setup_cfg(text: str) -> Iterator[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    yield from _short(parser.get("metadata", "license_expression", fallback=""))
    yield from _short(parser.get("metadata", "license", fallback=""))


def _setup_py(text: str) -> Iterator[str]:
    found = _SETUP.search(text)
    yield found[1] if found else ""


def _package_json(text: str) -> Iterator[str]:
    data = json.loads(text)
    stated = data.get("license") if isinstance(data, dict) else None
    yield from _short(stated.get("type") if isinstance(stated, dict) else stated)
    listed = data.get("licenses") if isinstance(data, dict) else None
    types = [_at(one, "type") for one in listed] if isinstance(listed, list) else []
    yield from _short(" OR ".join(one for one in types if isinstance(one, str)))


def _described(text: str) -> Iterator[str]:
    """A description in JSON: a name, an address, an object with an id, or several of these."""
    stated = _at(json.loads(text), "license")
    each = stated if isinstance(stated, list) else [stated]
    named = [_named(one) for one in each]
    yield from _short(together(one for one in named if isinstance(one, str)))


def _named(one: Any) -> Any:
    keys = ("@id", "id", "url", "name")
    return next((one[k] for k in keys if one.get(k)), "") if isinstance(one, dict) else one


def _cargo(text: str) -> Iterator[str]:
    stated = _at(tomllib.loads(text), "package", "license")
    yield from _short(stated.replace("/", " OR ") if isinstance(stated, str) else "")


def _short(value: Any) -> Iterator[str]:
    """A field that names a licence, rather than holding its text or pointing at it."""
    if (
        isinstance(value, str)
        and len(value) <= _LONGEST
        and not value.startswith(("file:", "SEE "))
    ):
        yield value.strip()


def _at(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


_READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "metadata": _core_metadata,
    "pkg-info": _core_metadata,
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "package.json": _package_json,
    "cargo.toml": _cargo,
    "codemeta.json": _described,
    ".zenodo.json": _described,
}
