"""Libraries a release asks for: requirement lists, environments and package build files."""

import configparser
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from weighbridge.facts.code import Dependency
from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader

_NAMES = (
    "requirements*.txt", "*requirements.txt", "*/requirements/*.txt", "requirements/*.txt",
    "pyproject.toml", "setup.cfg", "setup.py", "environment*.yml", "environment*.yaml",
    "conda*.yml", "conda*.yaml",
)  # fmt: skip
_REQUIREMENT = lazy(
    r"^(?P<name>[A-Za-z0-9][\w.\-]*)\s*(?:\[[^\]]*\])?\s*(?P<rest>\(?\s*(?:[=<>!~]|@)[^;#]*)?"
)
_EXACT = lazy(r"^===?\s*[^*,\s]+$")
_CONDA_EXACT = lazy(r"^==?\d+(?:\.\d+){2,}[^*,|]*$|^==?[^*,|=]+=[^*,|]+$")
_POETRY_EXACT = lazy(r"^(?:==?)?\s*\d+(?:\.\d+)+$")
_FIXED = lazy(r"[0-9a-f]{40}|#sha256=|--hash=")
_INSTALL = lazy(r"install_requires\s*=\s*\[(.*?)\]", re.DOTALL)
_QUOTED = lazy(r"[\"']([^\"'\n]{1,200})[\"']")


@reader(names=_NAMES, gives=(Dependency, Gap), topic="code")
def read(blob: Blob) -> Iterator[Fact]:
    """Read what a file asks for; nothing is resolved, nothing is run.

    Source: PEP 440 and PEP 508; pip's requirements file format; PEP 621; conda's match
    specification.
    """
    try:
        match blob.suffix:
            case ".toml":
                yield from _pyproject(blob)
            case ".cfg":
                yield from _requirements(blob, _setup_cfg(blob.text()))
            case ".py":
                yield from _requirements(blob, _setup_py(blob.text()))
            case ".yml" | ".yaml":
                yield from _environment(blob)
            case _:
                yield from _requirements(blob, _list(blob))
    except (ValueError, configparser.Error, RecursionError) as error:
        yield Gap(
            blob.evidence(),
            f"{blob.path} could not be read: {' '.join(str(error).split())[:120]}.",
            "Mend its syntax.",
            "code",
        )


def _requirements(blob: Blob, lines: Iterable[tuple[int, str]]) -> Iterator[Dependency]:
    for number, line in lines:
        found = _REQUIREMENT.match(line)
        if found and found["name"].lower() != "python":
            wanted = (found["rest"] or "").strip(" ()\\")
            exact = bool(_EXACT.match(wanted) or (wanted[:1] == "@" and _FIXED.search(wanted)))
            yield _dependency(blob, number, found["name"], wanted, pinned=exact)


def _dependency(blob: Blob, line: int, name: str, wanted: str, *, pinned: bool) -> Dependency:
    quote = f"{name} {wanted}".strip()
    return Dependency(
        blob.evidence(line=line or None, kind=Kind.DECLARED, quote=quote), name, wanted, pinned
    )


def _list(blob: Blob) -> Iterator[tuple[int, str]]:
    """The lines of a requirements file; an address is a requirement of its own."""
    for number, line in blob.lines():
        text = line.split(" #")[0].split(" --hash")[0].strip()
        if "://" in text and not text.startswith(("-", "#")) and "@ " not in text:
            name = text.partition("#egg=")[2] or text.partition("://")[2].rstrip("/")
            text = f"{re.split('[@#]', name)[0].rpartition('/')[2].removesuffix('.git')} @ {text}"
        if text and not text.startswith(("#", "-")):
            yield number, text


def _setup_cfg(text: str) -> Iterator[tuple[int, str]]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    asked = parser.get("options", "install_requires", fallback="")
    yield from _placed(text, [line.strip() for line in asked.splitlines() if line.strip()])


def _setup_py(text: str) -> Iterator[tuple[int, str]]:
    asked = _INSTALL.search(text)
    yield from _placed(text, _QUOTED.findall(asked[1]) if asked else [])


def _pyproject(blob: Blob) -> Iterator[Dependency]:
    text = blob.text()
    data = tomllib.loads(text)
    match data:
        case {"project": {"dependencies": [*asked]}}:
            lines = _placed(text, [one for one in asked if isinstance(one, str)])
            yield from _requirements(blob, lines)
    match data:
        case {"tool": {"poetry": {"dependencies": dict(table)}}}:
            for name, value in table.items():
                wanted = value.get("version", "") if isinstance(value, dict) else value
                if name != "python" and isinstance(wanted, str):
                    exact = bool(_POETRY_EXACT.match(wanted))
                    yield _dependency(blob, _line(text, name), name, wanted, pinned=exact)


def _environment(blob: Blob) -> Iterator[Dependency]:
    """A conda environment: exact with a build, or with at least three numbers of a version."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # 20 ms only where such a file is there
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    text = blob.text()
    try:
        data: Any = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ValueError(str(error).splitlines()[0]) from error
    asked = data.get("dependencies") if isinstance(data, dict) else None
    items = asked if isinstance(asked, list) else []
    for one in items:
        match one:
            case str():
                name, wanted = _split(one.rpartition("::")[2])
                exact = bool(_CONDA_EXACT.match(wanted))
                if name and name != "python":
                    yield _dependency(blob, _line(text, one), name, wanted, pinned=exact)
            case {"pip": [*more]}:
                lines = _placed(text, [line for line in more if isinstance(line, str)])
                yield from _requirements(blob, lines)


def _placed(text: str, asked: Iterable[str]) -> Iterator[tuple[int, str]]:
    yield from ((_line(text, one), one) for one in asked)


def _line(text: str, words: str) -> int:
    """The line in which words stand first; 0 when they do not stand so in the file."""
    place = text.find(words)
    return text.count("\n", 0, place) + 1 if place >= 0 else 0


def _split(specification: str) -> tuple[str, str]:
    """Name and version part of a conda match specification."""
    name = re.split(r"[=<>!\s]", specification, maxsplit=1)[0]
    return name, specification[len(name) :].strip()
