"""NOTICE: whose work the release builds on, and what their licences ask to be said."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weighbridge.catalogs.licenses import expressions, terms
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "notice"
TITLE = "Notices and attributions of what the release builds on (NOTICE.md)"
DEFAULT = False

_KINDS = {
    "model.base-models": "a base model",
    "model.teachers": "a model whose outputs were learned from",
    "data.datasets": "data",
}
_OWN = {"LICENSES", ".git", ".github"}


@dataclass(frozen=True, slots=True)
class _Upstream:
    """One work of others.

    Attributes:
        asks: what its licence asks copies to say or show.
    """

    name: str
    kind: str
    revision: str
    license: str
    place: str
    asks: tuple[str, ...]


def draft(record: Record) -> Draft | None:
    """Draft it from the lineage that the release states."""
    path = str(record.value("governance.notice") or "NOTICE.md")
    return paper(
        path,
        "notice.md.j2",
        record,
        upstream=tuple(_upstream(record)),
        kept=tuple(_kept(record)),
    )


def _kept(record: Record) -> Iterator[str]:
    """Notices and licences of others that lie in folders of the release, beside what they are of.

    `LICENSES` at the top holds the release's own texts.
    """
    for file in record.files:
        folder, _, name = file.path.rpartition("/")
        stem = name.lower().partition(".")[0]
        own = folder.partition("/")[0] in _OWN
        if folder and not own and stem in {"notice", "notices", "license", "licence", "copying"}:
            yield file.path


def _upstream(record: Record) -> Iterator[_Upstream]:
    seen: dict[str, None] = {}
    for name, kind in _KINDS.items():
        place = next((at.place for at in record[name].at), "")
        for row in record.value(name) or ():
            if row["name"] not in seen:
                seen[row["name"]] = None
                yield _one(row, kind, place)


def _one(row: dict[str, Any], kind: str, place: str) -> _Upstream:
    asks: list[str] = []
    for license_id in expressions.ids(row["license"]):
        held = terms.of(license_id)
        if held.notice_text:
            asks.append(f"a notice that begins “{held.notice_text}”")
        asks.extend(f"to show “{phrase}”" for phrase in held.naming.display)
    return _Upstream(row["name"], kind, row["revision"], row["license"], place, tuple(asks))
