"""The bill of materials in the release says what the release holds.

A bill that names other digests, or another licence, was written for other files: whoever relies on
it, relies on what is not there.

Source: CycloneDX 1.7, `components.hashes`; SPDX 3.0.1, `verifiedUsing` and `hasDeclaredLicense`.

## How to fix

Write the bill again once every other file is done: `weighbridge bom write . -o bom.cdx.json`.
"""

from collections.abc import Iterator

from weighbridge.facts.bom import BilledFile, BillOfMaterials, Bills
from weighbridge.facts.distribution import FileEntry, Inventory
from weighbridge.facts.licensing import LicenseClaim, Licensing, Reach
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown

_REMEDY = "Write the bill of materials again, after every other file."
_SHOWN = 20
"""Files of one bill that are told one by one."""

Files = dict[tuple[str, str], FileEntry]


@check(severity=Severity.MEDIUM, since="0.1")
def bom_matches_the_release(
    bills: Bills, inventory: Inventory, licensing: Licensing
) -> Iterator[Finding]:
    """Judge each bill by its digests and by its licence."""
    files = {(entry.at.part, entry.at.path): entry for entry in inventory.files}
    for bill in bills.bills:
        yield from _digests(bill, bills.listed(bill), files)
        yield from _license(bill, licensing)
    unread = [gap for gap in bills.gaps if "bill of materials" in gap.reason]
    for gap in unread:
        yield unknown(gap.reason, gap.at, remedy=gap.remedy)
    if not bills.bills and not unread:
        remedy = "Write a bill of materials: weighbridge bom write."
        yield not_applicable("The release holds no bill of materials.", remedy=remedy)


def _digests(
    bill: BillOfMaterials, listed: tuple[BilledFile, ...], files: Files
) -> Iterator[Finding]:
    name, good, unhashed, wrong = bill.at.path, 0, 0, []
    for one in listed:
        entry = _named(one, bill, files)
        if entry is None:
            wrong.append(f"{name} lists {one.path}, which is not in the release.")
        elif entry.at.sha256 is None:
            unhashed += 1
        elif entry.at.sha256 != one.sha256:
            wrong.append(f"{name} states another SHA-256 of {one.path} than the file has.")
        else:
            good += 1
    for message in wrong[:_SHOWN]:
        yield failed(message, bill.at, remedy=_REMEDY)
    if len(wrong) > _SHOWN:
        more = f"{name} is wrong about {len(wrong) - _SHOWN} more files."
        yield failed(more, bill.at, remedy=_REMEDY)
    if unhashed:
        yield unknown(f"{name} lists {unhashed} files that were not hashed.", bill.at)
    if not listed:
        words = f"{name} lists no file with its SHA-256, so that it cannot be compared."
        yield unknown(words, bill.at, remedy=_REMEDY)
    elif not wrong and not unhashed:
        files_ = "file" if good == 1 else "files"
        yield passed(f"{name} states the SHA-256 that {good} listed {files_} have.", bill.at)


def _named(one: BilledFile, bill: BillOfMaterials, files: Files) -> FileEntry | None:
    """The file that a path means: from the top of the part, or from where the bill lies."""
    path = one.path.removeprefix("./").removeprefix("/")
    folder = bill.at.path.rpartition("/")[0]
    beside = f"{folder}/{path}" if folder else path
    return files.get((bill.at.part, path)) or files.get((bill.at.part, beside))


def _license(bill: BillOfMaterials, licensing: Licensing) -> Iterator[Finding]:
    """Its licence beside what the same part states otherwise."""
    if not bill.license:
        return
    mine = [one for one in licensing.claims if _is_of(one, bill)]
    types = frozenset().union(*(one.types for one in mine))
    others = [c for c in licensing.claims if c.part == bill.at.part and c.source != "bom"]
    same = [one for one in others if one.expression == bill.license]
    wide = [one for one in others if one.reach <= Reach.PART and _overlaps(one, types)]
    name = bill.at.path
    if same:
        words = f"{name} states {bill.license}, as {same[0].at.place} does."
        yield passed(words, bill.at, same[0].at)
    elif wide:
        words = f"{name} states {bill.license}, and {wide[0].at.place} states {wide[0].expression}."
        yield failed(words, bill.at, wide[0].at, remedy=_REMEDY)
    else:
        words = f"{name} states {bill.license}, and nothing else states a licence of the release."
        yield unknown(words, bill.at, remedy="State the licence in the release itself.")


def _is_of(claim: LicenseClaim, bill: BillOfMaterials) -> bool:
    return claim.source == "bom" and (claim.at.part, claim.at.path) == (bill.at.part, bill.at.path)


def _overlaps(claim: LicenseClaim, types: frozenset[str]) -> bool:
    return bool(claim.expression) and (not claim.types or not types or bool(claim.types & types))
