"""What a release may do with the data it was trained on."""

import re
from collections.abc import Iterable, Iterator

from weighbridge.catalogs.licenses import expressions
from weighbridge.findings.lineage.answers import (
    Answer,
    Standing,
    conflict,
    contested,
    fine,
    undecided,
)
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent, same
from weighbridge.patterns import lazy

_LIST = lazy(r"^(?:attributions?|notices?|credits|data[-_ ]?(?:sources|licenses))\b", re.IGNORECASE)


def research_data_is_decided(used: tuple[Parent, ...], child: Child) -> Iterator[Answer]:
    """Whether weights are bound by the terms of their data is contested: never decided here."""
    unread = [one for one in used if not one.terms.commercial]
    for one in used:
        clause = one.clause("commercial")
        match one.terms.commercial, child.allows_commerce():
            case "", _:
                continue
            case "no", False:
                yield fine(one, f"{clause}, and {child.license} allows no commerce")
            case "no", True:
                why = f"it is contested whether {clause} binds weights under {child.commerce()}"
                yield contested(one, why)
            case "no", None:
                yield undecided(one, f"what the release allows beside {clause} is unknown")
            case _:
                yield fine(one, f"{clause} is not limited to research")
    yield from _unknown(unread)


def dataset_attribution_is_listed(used: tuple[Parent, ...], child: Child) -> Iterator[Answer]:
    """A file of attributions is there where a dataset's licence asks for notices."""
    listed = any(_LIST.match(f.at.path.rpartition("/")[2]) for f in child.inventory.files)
    unread = [one for one in used if not one.grounded("flow-down")]
    for one in used:
        clause = one.clause("flow-down")
        if not one.grounded("flow-down"):
            continue
        if "notice" not in one.terms.flow_down:
            yield fine(one, f"{clause} asks for no attribution")
        elif listed:
            yield fine(one, f"a file of attributions is there, as {clause} asks")
        else:
            yield conflict(one, f"no file of attributions is there, as {clause} asks")
        if one.terms.share_alike not in {"", "none"} and not child.keeps(one.license):
            why = f"it is contested whether the share-alike of {clause} reaches {child.license}"
            yield contested(one, why)
    yield from _unknown(unread)


def dataset_licenses_are_known(
    used: tuple[Parent, ...],
    child: Child,  # noqa: ARG001  # as its like
) -> Iterator[Answer]:
    """Every dataset has a licence that the release states or that is well known."""
    for one in used:
        if len(expressions.ids(one.license)) > 1:
            yield undecided(one, f"several licences are stated for it, {one.license}")
        elif one.license and one.known and not same(one.license, one.known):
            why = f"{one.license} is stated for it, and it is known to be under {one.known}"
            yield undecided(one, why)
        elif one.license:
            yield fine(one, f"it is under {one.license}")
    yield from _unknown([one for one in used if not one.license])


def _unknown(unread: Iterable[Parent]) -> Iterator[Answer]:
    """One answer for all of them, since one act mends it."""
    found = tuple(unread)
    if found:
        yield Answer(Standing.UNDECIDED, found, "the licence or its terms are not known")
