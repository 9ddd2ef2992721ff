"""Identifiers of papers in addresses and references, and whether an address names one exact
version of what it points at.
"""

import re
from dataclasses import dataclass

from weighbridge.catalogs.vocabularies import paper_archives
from weighbridge.patterns import lazy
from weighbridge.readers.addresses import pinned

_LONGEST = 2_000
"""Characters of an address that are looked at; longer ones are not addresses of papers."""
_ADDRESS = lazy(r"(?:https?|git\+https|ftp|hf|oci)://|doi:|arxiv:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """What names a paper.

    Attributes:
        text: `arXiv:2501.12948`, `doi:10.1038/…`.
        archived: whether it is persistent.
    """

    text: str
    archived: bool

    @property
    def deposit(self) -> bool:
        """Whether it is a DOI of an archive that keeps software and data."""
        return self.text.startswith(tuple(f"doi:{p}/" for p in paper_archives.deposits()))

    @property
    def address(self) -> str:
        """Where it resolves; empty where the archive has no resolver known here."""
        archive, _, number = self.text.partition(":")
        match archive:
            case "arXiv":
                return f"https://arxiv.org/abs/{number}"
            case "doi":
                return f"https://doi.org/{number}"
            case "ACL":
                return f"https://aclanthology.org/{number}"
        return ""


def identify(text: str) -> Identifier | None:
    """The identifier in an address or a reference; None when no archive is recognised."""
    for archive in paper_archives.every():
        found = archive.address.search(text[:_LONGEST])
        if found:
            number = found.group(1).rstrip(".")
            # DOIs are compared without case (DOI Handbook, 2.4); some addresses add a version.
            if archive.id == "doi":
                number = re.sub(
                    r"(?:(?<=\d)v\d+)?(?:\.full|\.abstract)?(?:\.pdf)?$", "", number.lower()
                )
            return Identifier(f"{archive.id}:{number}", archive.archived)
    return None


def is_address(text: str) -> bool:
    """Whether this is a link rather than a path."""
    return _ADDRESS.match(text.strip()) is not None


def is_pinned(text: str) -> bool:
    """Whether this is a link that names a commit, a digest or an archived identifier."""
    if not is_address(text):
        return False
    found = identify(text)
    return pinned(text[:_LONGEST]) or (found is not None and found.archived)
