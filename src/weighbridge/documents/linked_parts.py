"""What a release links and a manifest could name as further parts of it: datasets, base models and
repositories of code.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.catalogs import components
from weighbridge.facts.card import Cards
from weighbridge.facts.components import Components, Presence
from weighbridge.facts.data import Data
from weighbridge.facts.provenance import Evidence, Reading
from weighbridge.facts.release import Release
from weighbridge.patterns import lazy

_ID = lazy(r"[\w-][\w.-]{0,95}(?:/[\w-][\w.-]{0,95})?", re.ASCII)
_ON_HUB = lazy(r"https?://(?:huggingface\.co|hf\.co)/datasets/", re.IGNORECASE)
_REPOSITORY = lazy(
    r"https?://(?:www\.)?(?P<host>github\.com|gitlab\.com|codeberg\.org|bitbucket\.org|gitee\.com)"
    r"/(?P<path>[\w.-]+/[\w.-]+?)(?:\.git)?(?=[/?#]|$)"
    r"(?:/(?:-/)?(?:tree|blob|commit)/(?P<commit>[0-9a-f]{40})(?![0-9a-f]))?",
    re.IGNORECASE | re.ASCII,
)
_COMMIT = lazy(r"[0-9a-f]{40}")
_UNKNOWN = "REVISION"
"""What stands for a revision that a person has to name."""


@dataclass(frozen=True, slots=True)
class LinkedPart:
    """A place that could be a part.

    Attributes:
        what: what it is, as the beginning of a sentence.
        at: where it is linked.
        pinned: whether its location names a commit.
    """

    name: str
    role: str
    location: str
    what: str
    at: Evidence
    pinned: bool


def linked_parts(release: Release) -> tuple[LinkedPart, ...]:
    """Every place that is linked and can be read, each once, the first link's."""
    found: dict[str, LinkedPart] = {}
    for part in (*_datasets(release), *_base_models(release), *_code(release)):
        found.setdefault(part.location, part)
    own = {part.location.partition("@")[0] for part in release.parts}
    return tuple(p for p in found.values() if p.location.partition("@")[0] not in own)


def _datasets(release: Release) -> Iterator[LinkedPart]:
    for link in release.view(Data, Reading.CLAIMS).links:
        named = _ID.match(_ON_HUB.sub("", link.target))
        elsewhere = "://" in link.target and not _ON_HUB.match(link.target)
        if elsewhere or named is None:
            continue
        what = "Training data" if link.role == "training" else "Data"
        revision = link.revision if _COMMIT.fullmatch(link.revision) else ""
        yield _on_hub(f"datasets/{named[0]}", revision, "data", what, link.at)


def _base_models(release: Release) -> Iterator[LinkedPart]:
    for field in release.view(Cards, Reading.CLAIMS).fields:
        if field.name != "base_model":
            continue
        value = json.loads(field.value)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and _ID.fullmatch(one):
                yield _on_hub(one, "", "weights", "Base model", field.at)


def _code(release: Release) -> Iterator[LinkedPart]:
    for sighting in release.view(Components, Reading.CLAIMS).sightings:
        component = components.find(sighting.component)
        if component.type != "code" or sighting.presence is not Presence.LINKED:
            continue
        if found := _REPOSITORY.match(sighting.at.link or ""):
            commit = found["commit"] or ""
            location = f"git+https://{found['host'].lower()}/{found['path']}@{commit or _UNKNOWN}"
            name = found["path"].rpartition("/")[2]
            yield LinkedPart(name, "code", location, component.title, sighting.at, bool(commit))


def _on_hub(path: str, revision: str, role: str, what: str, at: Evidence) -> LinkedPart:
    location = f"hf://{path}@{revision}" if revision else f"hf://{path}"
    return LinkedPart(path.rpartition("/")[2], role, location, what, at, bool(revision))
