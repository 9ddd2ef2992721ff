"""Croissant 1.1 metadata of the data in a release, with the vocabulary for responsible AI."""

import json
from typing import Any

from weighbridge.documents import managed
from weighbridge.documents.drafts import Draft
from weighbridge.documents.drafts.data_card import licenses, splits
from weighbridge.documents.record import FileRow, Record

NAME = "croissant"
TITLE = "Croissant metadata of the data"
DEFAULT = True

_PATH = "croissant.json"
_CONFORMS = ("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The names of the format. Source: Croissant format specification 1.1, "Recommended context"."""
_RESPONSIBLE = {
    "collection": "rai:dataCollection",
    "processing": "rai:dataPreprocessingProtocol",
    "labeling": "rai:dataAnnotationProtocol",
    "consent-and-personal-data": "rai:personalSensitiveInformation",
    "biases": "rai:dataBiases",
    "limitations": "rai:dataLimitations",
    "intended-use": "rai:dataUseCases",
    "social-impact": "rai:dataSocialImpact",
    "maintenance": "rai:dataReleaseMaintenancePlan",
}
"""Section of the data card → property. Source: Croissant RAI specification 1.0."""
_TYPES = {
    "JSON lines": "application/jsonlines",
    "JSON": "application/json",
    "CSV": "text/csv",
    "TSV": "text/tab-separated-values",
    "Parquet": "application/x-parquet",
}
_MOST = 5_000


def draft(record: Record) -> Draft | None:
    """The metadata of the data files; None where the release holds none."""
    rows = record.value("data.files")
    if not rows:
        return None
    held = {file.path: file for file in record.files}
    described = [(row, held[row["path"]]) for row in rows if row["path"] in held]
    known = [(row, file) for row, file in described if file.sha256]
    if not known:
        return None
    value = _dataset(record, known[:_MOST], len(rows))
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    asked = tuple(
        f"{prefixed.partition(':')[2]}: write the section of the data card that says it."
        for topic, prefixed in _RESPONSIBLE.items()
        if f"words.data.{topic}" not in record.fields
    )
    return Draft(_PATH, managed.stamped(text), (), asked)


def _dataset(
    record: Record, files: list[tuple[dict[str, Any], FileRow]], count: int
) -> dict[str, Any]:
    """The description as a mapping, in the order people read it."""
    told = record.value("words.data.summary") or _counted(record, count)
    value: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": list(_CONFORMS),
        "name": record.name,
        "description": told,
        "keywords": managed.STAMP,
    }
    if stated := {row["expression"] for row in licenses(record)}:
        addresses = [_license(one) for one in sorted(stated)]
        value["license"] = addresses if len(addresses) > 1 else addresses[0]
    if record.version:
        value["version"] = record.version
    value["distribution"] = [_file(row, file) for row, file in files]
    for topic, name in _RESPONSIBLE.items():
        if words := record.value(f"words.data.{topic}"):
            value[name] = words
    return value


def _counted(record: Record, count: int) -> str:
    """What can be said of data that nobody has described."""
    told = f"{count:,} data {'file' if count == 1 else 'files'} of the release {record.name}."
    for row in splits(record.value("data.files") or ()):
        if row["records"] is not None:
            told += f" Records for {row['role']}: {row['records']:,}."
    return told


def _file(row: dict[str, Any], file: FileRow) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": _TYPES.get(row["format"], file.content),
        "sha256": file.sha256,
    }


def _license(expression: str) -> str:
    """A licence as Croissant asks for it: the address of its SPDX entry where it is one."""
    plain = not any(sign in expression for sign in " ()") and "LicenseRef" not in expression
    return f"https://spdx.org/licenses/{expression}.html" if plain else expression
