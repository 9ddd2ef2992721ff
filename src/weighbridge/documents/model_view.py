"""What the template of a model card speaks of, gathered from the record."""

from typing import Any

from weighbridge.catalogs import components
from weighbridge.documents import snippets, sources_of
from weighbridge.documents.model_metadata import names
from weighbridge.documents.record import Record

_DETAILS = ("model.parameters", "model.architecture", "model.family", "model.adapter",
            "model.format", "model.library", "model.base-models")  # fmt: skip
_SPECIFICATIONS = ("model.layers", "model.hidden-size", "model.heads", "model.context-length",
                   "model.vocabulary", "model.dtypes")  # fmt: skip
_MOST = 60
"""Rows of one table."""
_TYPED = frozenset({"card-table", "model-index"})
"""Results that a person typed into the card: they are no evidence for it."""
_PURPOSES = {
    "security": "Security problems",
    "support": "Questions",
    "conduct": "Conduct",
    "maintainers": "Maintainers",
    "contributing": "Contributions",
    "governance": "Who decides",
    "citation": "Authors",
}
_LICENSED = (
    "model-parameters-final", "model-architecture", "training-code", "inference-code",
    "evaluation-code", "data-preprocessing-code", "datasets", "evaluation-data",
)  # fmt: skip
_DATA_ROLES = {"datasets": "training", "evaluation-data": "evaluation"}


def view(record: Record) -> dict[str, Any]:
    """The names that the blocks of the template use."""
    return {
        "record": record,
        "told": lambda name: sources_of.told(record, name),
        "line": lambda label, name, shown: _line(record, label, name, shown),
        "written": lambda topic: f"words.model.{topic}" in record.fields,
        "duration": duration,
        "amount": amount,
        "known_of_model": any(record.value(name) is not None for name in _DETAILS),
        "known_specifications": any(record.value(n) is not None for n in _SPECIFICATIONS)
        or bool(_dependencies(record)),
        "snippet": snippets.snippet(record),
        **_made(record),
        **_measured(record),
        **_governed(record),
        "licenses": _licenses(record),
    }


def _line(record: Record, label: str, name: str, shown: str) -> str:
    """One item of a list; empty where the field is not known."""
    if record.value(name) is None:
        return ""
    return f"- **{label}:** {shown}{sources_of.told(record, name)}"


def duration(seconds: float | None) -> str:
    """A time as people say it: `2 h 3 min`, `4.2 s`."""
    if seconds is None:
        return "not stated"
    if seconds < 60:
        return f"{seconds:.3g} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def amount(value: float | None, unit: str) -> str:
    """An amount with its unit, three digits."""
    return "not stated" if value is None else f"{value:.3g} {unit}"


def _made(record: Record) -> dict[str, Any]:
    stated = record.value("front-matter.language") or ()
    languages = (stated,) if isinstance(stated, str) else stated
    files = record.value("data.files") or ()
    revisions = {row["name"]: row["revision"] for row in record.value("data.datasets") or ()}
    return {
        "languages": [one for one in languages if isinstance(one, str)],
        "bases": names(record, "model.base-models"),
        "datasets": [
            {"name": name, "revision": revisions.get(name, "")}
            for name in names(record, "data.datasets")
        ],
        "training_files": [row for row in files if row["role"] == "training"][:_MOST],
        "settings": list(record.value("training.settings") or ())[:_MOST],
        "training_code": list(record.value("code.training") or ())[:10],
        "preprocessing_code": list(record.value("code.data-preprocessing") or ())[:10],
        "revisions": [
            (name, field.value) for name, field in record.under("release.revision") if field.value
        ],
        "dtypes": record.value("model.dtypes") or (),
        "dependencies": _dependencies(record),
    }


def _dependencies(record: Record) -> dict[str, list[str]]:
    """What each file at the top asks for; those further down serve documents, tests and tools."""
    found: dict[str, list[str]] = {}
    for row in record.value("code.dependencies") or ():
        path, wanted = row["path"], f"{row['name']}{row['requirement']}"
        if "/" not in path and wanted not in found.setdefault(path, []):
            found[path].append(wanted)
    return {path: wanted[:30] for path, wanted in found.items()}


def _measured(record: Record) -> dict[str, Any]:
    rates = list(record.value("evaluation.rates") or ())
    held = [r for r in record.value("evaluation.results") or () if r["source"] not in _TYPED]
    results = [] if rates else held
    memory = record.value("hardware.run") or ()
    return {
        "rates": rates[:_MOST],
        "results": results[:_MOST],
        "results_left": max(0, len(results) - _MOST),
        "grouped": any(row["group"] for row in (*rates, *results)),
        "runs": list(record.value("environment.runs") or ())[:_MOST],
        "memory": memory,
        "tuning": [row for row in record.value("hardware.train") or () if row["total"] is not None],
        "generates": record.value("hardware.context") is not None,
    }


def _governed(record: Record) -> dict[str, Any]:
    uses = [row["entry"] for row in record.value("governance.use-cases") or ()]
    risks = [row["entry"] for row in record.value("governance.risks") or ()]
    told = {"path", "role"}
    contacts = [
        {"purpose": _PURPOSES[row["role"]], "address": row["address"], "path": row["path"]}
        for row in record.value("contact.addresses") or ()
        if told <= row.keys() and row["role"] in _PURPOSES
    ]
    listed = {row["path"] for row in contacts}
    documents = [
        {"purpose": purpose, "path": record.value(f"governance.{role}")}
        for role, purpose in _PURPOSES.items()
        if role != "citation" and record.value(f"governance.{role}")
    ]
    return {
        "allowed": [one for one in uses if one.allowed in {"yes", "conditional"}],
        "forbidden": [one for one in uses if one.allowed == "no"],
        "risks": risks[:_MOST],
        "measures": [
            {"title": m.title, "state": m.state, "risk": risk.title}
            for risk in risks
            for m in risk.mitigations
            if m.title and m.state in {"in-place", "verified"}
        ][:_MOST],
        "contacts": contacts[:10],
        "documents": [row for row in documents if row["path"] not in listed],
    }


def _licenses(record: Record) -> list[dict[str, str]]:
    """The licence of each component whose files are there, where one statement holds alone."""
    roles = {row["role"] for row in record.value("data.files") or ()}
    rows = []
    for name in _LICENSED:
        field = record[f"license.{name}"]
        lacks = name in _DATA_ROLES and _DATA_ROLES[name] not in roles
        if field.state.is_known and not field.alternatives and not lacks:
            told = sources_of.told(record, f"license.{name}")
            if told:
                title = components.find(name).title
                rows.append({"title": title, "expression": str(field.value), "told": told})
    return rows
