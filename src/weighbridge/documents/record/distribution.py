"""What the inventory says: the files, their sizes and digests, and the revisions they stand at."""

from collections.abc import Iterator

from weighbridge.documents.record.field import FileRow, Item, State, item
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release


def files(release: Release) -> Iterator[FileRow]:
    """Every file, by part and path."""
    entries = release.view(Inventory, Reading.CLAIMS).files
    for entry in sorted(entries, key=lambda one: (one.at.part, one.at.path)):
        yield FileRow(entry.at.part, entry.at.path, entry.size, entry.content, entry.at.sha256)


def items(release: Release) -> Iterator[Item]:
    """Totals, and the revision of each part."""
    inventory = release.view(Inventory, Reading.CLAIMS)
    if inventory.files:
        at = inventory.files[0].at
        total = sum(entry.size for entry in inventory.files)
        yield item("release.size", total, State.VERIFIED, at)
        yield item("release.files", len(inventory.files), State.VERIFIED, at)
    for part in release.parts:
        if part.revision:
            yield item(f"release.revision.{part.name}", part.revision, State.VERIFIED)
