"""The data in the release and those it points at."""

from collections.abc import Iterator

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.data import Data
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release


def items(release: Release) -> Iterator[Item]:
    """Files with their records and sizes, links, and what was attested about them."""
    data = release.view(Data, Reading.CLAIMS)
    if data.files:
        rows = tuple(
            {
                "path": file.at.path,
                "format": file.format,
                "role": file.role,
                "size": file.size,
                "records": file.records,
            }
            for file in data.files
        )
        yield item("data.files", rows, State.VERIFIED, *(file.at for file in data.files))
    if data.links:
        links = tuple(
            {"target": link.target, "role": link.role, "revision": link.revision}
            for link in data.links
        )
        yield item("data.links", links, State.EVIDENCED, *(link.at for link in data.links))
    for answer in data.answers:
        if answer.holds is not None:
            name = f"data.attested.{answer.question}"
            yield item(name, answer.holds, State.ASSERTED, answer.at)
