"""The archives that keep papers, and how an address or a reference names a paper in one."""

import re
from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive.

    Attributes:
        id: prefix of its identifiers as this project writes them.
        address: finds an identifier in an address or a reference, as its first group.
        archived: whether its identifiers are persistent and keep the version they were given for.
        reviewed: whether it holds reviewed work only.
    """

    id: str
    title: str
    address: re.Pattern[str]
    archived: bool
    source: str
    reviewed: bool = False


@cache
def every() -> tuple[Archive, ...]:
    """Every archive; where several name the same paper, the first one does."""
    record = catalogs.entry("vocabularies", "paper-archives")
    return tuple(
        Archive(**{**one, "address": re.compile(one["address"], re.IGNORECASE)})
        for one in record["archives"]
    )


@cache
def deposits() -> tuple[str, ...]:
    """DOI prefixes under which software and data are kept, rather than papers."""
    return tuple(catalogs.entry("vocabularies", "paper-archives")["deposits"])


def is_reviewed(identifier: str) -> bool:
    """Whether an identifier (`doi:…`, `ACL:…`) is that of reviewed work.

    A DOI is, unless its prefix is one of a preprint server or of an archive of deposits.
    """
    archive, _, rest = identifier.partition(":")
    if archive.lower() == "doi":
        prefix = rest.partition("/")[0]
        record = catalogs.entry("vocabularies", "paper-archives")
        return prefix not in {*record["deposits"], *record["preprints"]}
    return any(one.reviewed for one in every() if one.id == archive)
