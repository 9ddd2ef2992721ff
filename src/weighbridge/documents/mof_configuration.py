"""The MOF configuration file, `mof.json`, written from what a release shows."""

import json
from collections.abc import Iterable

from weighbridge import catalogs
from weighbridge.documents.openness_rows import Row


def draft(rows: Iterable[Row], *, name: str, version: str, date: str) -> str:
    """The configuration as JSON: the framework, the release, and each component with its licence.

    Args:
        date: day of the release, or of the file where that is not known, ISO 8601.

    Source: Model Openness Framework (arXiv:2403.13784), "MOF configuration file"; its fields as
    the Model Openness Tool's schema/mof_schema.json has them.
    """
    framework = catalogs.entry("vocabularies", "mot-schema-2026-05")["framework"]
    value = {
        "framework": {key: framework[key] for key in ("name", "version", "date")},
        "release": {
            "name": name,
            "version": version,
            "date": date,
            "type": "",
            "architecture": "",
            "origin": "",
            "producer": "",
            "contact": "",
            "components": [_entry(row) for row in rows],
        },
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _entry(row: Row) -> dict[str, str]:
    return {
        "name": row.component.mot_name or row.component.title,
        "description": " ".join(row.component.description.split()),
        "location": row.path,
        "license_name": row.license,
        "license_path": row.license_path,
    }
