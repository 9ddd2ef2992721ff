"""What a bill claims of a release, held against what the release's own bytes show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from weighbridge.catalogs.licenses.expressions import ids, together
from weighbridge.documents.bom.naming import plain
from weighbridge.documents.record import FileRow, Record
from weighbridge.records.bills.bill import Bill, Component, Kind

_SHA256 = "SHA-256"


class Standing(StrEnum):
    """How a claim stands beside the bytes."""

    HOLDS = "holds"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Held:
    """One claim beside the release.

    Attributes:
        subject: what is claimed: `hash`, `license`, `parameters` or `base-models`.
        message: a sentence that stands alone.
    """

    subject: str
    standing: Standing
    message: str


def held(bill: Bill, record: Record) -> Iterator[Held]:
    """Every claim that can be compared."""
    yield from _hashes(bill, record.files)
    if bill.root is not None:
        yield from _license(bill.root, record)
        yield from _parameters(bill.root, record)
        yield from _bases(bill.root, record)


def _hashes(bill: Bill, files: tuple[FileRow, ...]) -> Iterator[Held]:
    by_path = {row.path: row for row in files}
    for one in bill.every:
        claimed = [digest for algorithm, digest in one.digests if algorithm == _SHA256]
        for digest in claimed:
            if one.kind is Kind.FILE:
                yield _file(one.name, digest, by_path)
            elif one is bill.root:
                yield _among(one.name, digest, files)


def _file(name: str, digest: str, by_path: Mapping[str, FileRow]) -> Held:
    row = by_path.get(name.removeprefix("./").removeprefix("/"))
    if row is None:
        return Held("hash", Standing.CONTRADICTED, f"{name} is listed, and not in the release.")
    if row.sha256 is None:
        return Held("hash", Standing.UNKNOWN, f"{name} was not hashed: ask for it with --hash.")
    if row.sha256 == digest:
        return Held("hash", Standing.HOLDS, f"{name} has the SHA-256 that is claimed.")
    words = f"{name} hashes to {row.sha256[:12]}…, and the bill claims {digest[:12]}…."
    return Held("hash", Standing.CONTRADICTED, words)


def _among(name: str, digest: str, files: tuple[FileRow, ...]) -> Held:
    """A digest of the release as a whole is that of one of its files, as tools write it."""
    match = next((row.path for row in files if row.sha256 == digest), "")
    if match:
        return Held("hash", Standing.HOLDS, f"The SHA-256 claimed of {name} is that of {match}.")
    unhashed = any(row.sha256 is None for row in files)
    standing = Standing.UNKNOWN if unhashed else Standing.CONTRADICTED
    return Held("hash", standing, f"No file is known to have the SHA-256 claimed of {name}.")


def _license(root: Component, record: Record) -> Iterator[Held]:
    if not root.licenses:
        return
    claimed = together(list(root.licenses))
    names = (
        ("model-parameters-final", "datasets") if root.kind is not Kind.DATASET else ("datasets",)
    )
    fields = [record[f"license.{name}"] for name in names] + [record["license.release"]]
    field = next((one for one in fields if one.state.is_known), None)
    if field is None:
        yield Held("license", Standing.UNKNOWN, f"The release states no licence beside {claimed}.")
        return
    stated = {str(field.value), *(str(other.value) for other in field.alternatives)}
    where = field.at[0].place if field.at else "the release"
    if set(ids(claimed)) <= {one for text in stated for one in ids(text)}:
        yield Held("license", Standing.HOLDS, f"{claimed} is the licence that {where} states.")
    else:
        words = f"The bill states {claimed}, and {where} states {field.value}."
        yield Held("license", Standing.CONTRADICTED, words)


def _parameters(root: Component, record: Record) -> Iterator[Held]:
    counted = record.value("model.parameters")
    if root.parameters is None:
        return
    if counted is None:
        words = f"The bill states {root.parameters:,} parameters, and none could be counted."
        yield Held("parameters", Standing.UNKNOWN, words)
    elif counted == root.parameters:
        words = f"The weights have the {counted:,} parameters that are claimed."
        yield Held("parameters", Standing.HOLDS, words)
    else:
        words = f"The weights have {counted:,} parameters, and the bill states {root.parameters:,}."
        yield Held("parameters", Standing.CONTRADICTED, words)


def _bases(root: Component, record: Record) -> Iterator[Held]:
    """Each base model on either side; one that only the bill names cannot be shown to be wrong."""
    claimed = {plain(one.name).lower(): one.name for one in root.ancestors}
    rows: tuple[dict[str, Any], ...] = record.value("model.base-models") or ()
    teachers: tuple[dict[str, Any], ...] = record.value("model.teachers") or ()
    stated = {plain(row["name"]).lower(): row["name"] for row in rows}
    known = stated.keys() | {plain(row["name"]).lower() for row in teachers}
    for key, name in claimed.items():
        if key in known:
            words = f"The release names its base model {name} too."
            yield Held("base-models", Standing.HOLDS, words)
        else:
            words = f"The bill names a base model {name}, and no file of the release does."
            yield Held("base-models", Standing.UNKNOWN, words)
    for key, name in stated.items():
        if key not in claimed:
            words = f"The release names its base model {name}, and the bill does not."
            yield Held("base-models", Standing.CONTRADICTED, words)
