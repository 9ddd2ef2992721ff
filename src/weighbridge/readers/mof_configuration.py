"""The MOF configuration file: a record of the release's components in the Model Openness Tool's
form.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader
from weighbridge.readers.yaml_nodes import YamlError, compose, elements, items, scalar


@reader(
    names=("mof.yml", "mof.yaml", "mof.json", "mof-*.yml", "mof_config*.yml", "mof_config*.yaml"),
    gives=(Sighting, Gap),
    topic="governance",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a record; one that lists no components says nothing about the release.

    Source: Model Openness Framework (2024 paper), "MOF configuration file"; Model Openness Tool,
    record format (`framework`, `release`, `components`).
    """
    if blob.path.count("/") > 1:
        return
    try:
        root = dict(items(compose(blob.text())))
    except YamlError as error:
        reason = f"{blob.path} is not a readable MOF configuration: {error}."
        remedy = "Write the file again as the Model Openness Tool exports it."
        yield Gap(blob.evidence(), reason, remedy, "governance")
        return
    release = dict(items(root.get("release")))
    components = list(elements(release.get("components") or root.get("components")))
    if not components:
        return
    version = scalar(dict(items(root.get("framework"))).get("version"))
    stated = f", framework {version}" if re.fullmatch(r"[\w.-]{1,20}", version) else ""
    note = f"{len(components)} components{stated}"
    yield Sighting("mof-configuration-file", Presence.PRESENT, blob.evidence(), note)
