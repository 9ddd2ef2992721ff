"""Code that lies elsewhere: links to a repository that a README calls training, inference,
evaluation or data preparation code.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.addresses import pinned, tagged
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.readers.project_names import squashed

_LINK = lazy(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org|gitee\.com)"
    r"/[\w.\-]+/[\w.\-]+[^\s)>\]\"'`,]{0,200}"
)
_CODE = r"(?:[ \-](?:and [\w-]+ )?(?:code\w*|scripts?|pipelines?|recipes?|repo\w*|source))"
_CALLED = {
    "training-code": re.compile(
        rf"\b(?:(?:pre-?)?training|fine-?tuning|train){_CODE}|\bcode (?:to|for|used to) (?:pre-?)?"
        r"(?:train|fine-?tun)|训练代码",
        re.IGNORECASE,
    ),
    "inference-code": re.compile(
        rf"\b(?:inference|sampling|generation){_CODE}|\bcode (?:to|for) (?:run|inference)|推理代码"
        r"|\b(?:about|for|on) running [\w.\- ]{2,40} locally",
        re.IGNORECASE,
    ),
    "evaluation-code": re.compile(
        rf"\b(?:eval|evaluation|benchmark\w*){_CODE}|\bcode (?:to|for) (?:eval|benchmark)|评测代码",
        re.IGNORECASE,
    ),
    "data-preprocessing-code": re.compile(
        rf"\b(?:data (?:pre-?)?(?:processing|preparation|curation|cleaning)|preprocessing|dedup\w*)"
        rf"{_CODE}|\bcode (?:to|for|used to) (?:process|prepare|clean|curate)|数据处理代码",
        re.IGNORECASE,
    ),
    "model-architecture": re.compile(
        r"\bmodel(?:ing|ling)?(?: architecture)? (?:code|implementation|definition)"
        r"|\bmodel architecture\b[^.\n]{0,30}\b(?:refer to|see|found in)\b",
        re.IGNORECASE,
    ),
}
_NOT_YET = lazy(
    r"\b(?:coming soon|will be|to be released|not (?:yet )?released|todo)\b", re.IGNORECASE
)
_NEAR = 80
"""Characters between a link and the words that call it something."""
_AROUND = 30
"""Characters around both that may say it is still to come."""
_LONGEST = 256 << 10


@reader(names=("readme*", "model_card*.md", "modelcard*.md"), gives=(Sighting,), topic="code")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a README's links to code."""
    if blob.suffix not in {"", ".md", ".markdown", ".rst", ".txt"}:
        return
    seen: set[tuple[str, str]] = set()
    folders = {squashed(folder) for folder in blob.folder.split("/")}
    for number, line in enumerate(blob.text()[:_LONGEST].splitlines(), 1):
        for component, address, near in _called(line):
            copied = squashed(address.split("/")[4]) in folders  # a copy speaks of its origin
            if copied or (component, address) in seen or _NOT_YET.search(near):
                continue
            seen.add((component, address))
            yield Sighting(
                component,
                Presence.LINKED,
                blob.evidence(line=number, kind=Kind.DECLARED, link=address, quote=near),
                note=f"{blob.path}:{number} points at {address}",
                pinned=pinned(address) or tagged(address),
            )


def _called(line: str) -> Iterator[tuple[str, str, str]]:
    """Component, address and the words around it: what a line calls its nearest link."""
    links = list(_LINK.finditer(line))
    if not links:
        return
    for component, pattern in _CALLED.items():
        for called in pattern.finditer(line):
            link = min(links, key=lambda one: _distance(one, called))
            if _distance(link, called) <= _NEAR:
                start, end = min(link.start(), called.start()), max(link.end(), called.end())
                near = line[max(0, start - _AROUND) : end + _AROUND]
                yield component, link[0].rstrip(".;:"), near


def _distance(one: re.Match[str], other: re.Match[str]) -> int:
    """Characters between two places of a line; 0 where one holds the other."""
    return max(one.start() - other.end(), other.start() - one.end(), 0)
