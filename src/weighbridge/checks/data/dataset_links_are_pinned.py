"""Every dataset that the release says it was trained or measured on is named with its version.

Datasets change and disappear. Only a commit, a DOI, a numbered record or a digest still shows
later which data was meant.

## How to fix

Give the revision with each dataset: `revision=` with a commit where code loads it, and an address
with the commit (`/tree/<commit>`) or a DOI where a card links to it.
"""

from collections.abc import Iterator

from weighbridge.facts.data import Data, DatasetLink
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown

_REMEDY = "Name the exact version of every dataset: a commit, a DOI or a digest."


@check(severity=Severity.MEDIUM, since="0.1")
def dataset_links_are_pinned(data: Data) -> Iterator[Finding]:
    """Judge every dataset once, by all the links to it."""
    links: dict[str, list[DatasetLink]] = {}
    for link in data.links:
        if link.role == "unknown":
            continue
        links.setdefault(_dataset(link.target), []).append(link)
    for name, same in links.items():
        exact = next((link for link in same if link.revision), None)
        if exact:
            yield passed(f"Dataset {name} is pinned to {exact.revision}.", exact.at)
        else:
            at = tuple(link.at for link in same[:5])
            yield failed(f"Dataset {name} is named without a version.", *at, remedy=_REMEDY)
    if not links and data.files:
        held = data.files[0].at
        yield not_applicable("The data lies in the release, and no link to more was found.", held)
    elif not links:
        yield unknown("No link to a dataset for training or evaluation was found.", remedy=_REMEDY)


def _dataset(target: str) -> str:
    """The dataset a link means: its id where it lies on the Hub, else the address."""
    _, hub, path = target.partition("/datasets/")
    if not hub or not target.startswith(("https://huggingface.co/", "https://hf.co/")):
        return target
    return "/".join(path.partition("?")[0].split("/")[:2])
