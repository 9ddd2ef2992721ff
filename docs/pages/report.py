"""The JSON Schema of a report, which ships with the package."""

import json

from weighbridge.verdicts.report_schema import schema


def files() -> dict[str, str]:
    """The schema."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    return {"src/weighbridge/formats/report.schema.json": text}
