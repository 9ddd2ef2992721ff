"""The draft OCI annotations that say how open a model artifact is: `org.cncf.ai.model.mof.*`."""

import json
from collections.abc import Iterable, Sequence

from weighbridge import catalogs
from weighbridge.documents.openness_rows import Row

_PREFIX = "org.cncf.ai.model.mof."
_IMAGE = "org.opencontainers.image."
_CLASSES = {3: "III", 2: "II", 1: "I"}
_RENAMED = {
    "model-parameters-final": "final-model-parameters",
    "model-parameters-intermediate": "intermediate-model-parameters",
    "mof-configuration-file": "model-openness-config-file",
}
"""Components that the draft calls otherwise than this project does."""


def draft(rows: Iterable[Row], *, name: str, version: str, reached: int | None) -> str:
    """The annotations as one JSON object of strings.

    The draft has no annotation for the licence of each component: the licences stand together in
    the OCI image annotation, and one by one in the configuration file.

    Args:
        reached: the class that was reached: 3, 2 or 1; None leaves the annotation out, since the
            draft has no word for it.

    Source: CNCF, "Interoperability Profile: OCI Annotation Conventions", draft 0.1 of September
    2026 (cncf/toc pull request 2299); OCI image specification 1.1, annotations.
    """
    listed = list(rows)
    framework = catalogs.entry("vocabularies", "mot-schema-2026-05")["framework"]
    value = {
        _PREFIX + "class": _CLASSES.get(reached or 0, ""),
        _PREFIX + "version": framework["version"],
        _PREFIX + "components": ",".join(_component(row) for row in listed),
        _IMAGE + "title": name,
        _IMAGE + "version": version,
        _IMAGE + "licenses": _licenses(listed),
    }
    stated = {key: text for key, text in value.items() if text}
    return json.dumps(stated, ensure_ascii=False, indent=2) + "\n"


def _component(row: Row) -> str:
    return _RENAMED.get(row.component.id, row.component.id)


def _licenses(rows: Sequence[Row]) -> str:
    """All licences at once; each id that has to be met anyway is named once."""
    met: dict[str, None] = {}
    for row in rows:
        if " OR " in row.license:
            met[f"({row.license})"] = None
        elif row.license not in {"", "unlicensed"}:
            met.update(dict.fromkeys(row.license.split(" AND ")))
    return " AND ".join(met) if len(met) > 1 else next(iter(met), "").strip("()")
