"""The hub counts the downloads of this release.

The Hugging Face Hub counts requests for certain files of each library, its query files. A release
without one shows no downloads, however often it is fetched.

Source: Hugging Face Hub documentation, "Models Download Stats".

## How to fix

Name the library under `library_name`, and publish the file its loader asks for first, usually
`config.json`.
"""

import json
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import hub_metadata
from weighbridge.facts.card import Cards
from weighbridge.facts.distribution import Inventory
from weighbridge.findings import Finding, Persona, Severity, check, failed, passed, unknown


@check(severity=Severity.LOW, since="0.1", persona=Persona.PEDANTIC)
def downloads_are_counted(cards: Cards, inventory: Inventory) -> Iterator[Finding]:
    """Judge the library that the first card names."""
    stated = [field for field in cards.fields if field.name == "library_name"]
    if not stated:
        yield unknown(
            "No card names a library, so the Hub has to guess whose downloads to count.",
            remedy="Name the library under `library_name` in the card's metadata.",
        )
        return
    library = json.loads(stated[0].value)
    paths = [file.at.path for file in inventory.files]
    if hub_metadata.known().counts(str(library), paths):
        yield passed(f"A file that the Hub counts for {library} is there.", stated[0].at)
    else:
        yield failed(
            f"No file that the Hub counts for {library} is there: downloads will not be counted.",
            stated[0].at,
            remedy="Publish the file that the Hub counts for the library, usually config.json.",
        )
