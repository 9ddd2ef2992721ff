"""What a release's record says, as a bill of materials; nothing is said that it does not hold."""

from collections.abc import Iterable, Iterator

from weighbridge.documents.bom import datasets, libraries, model
from weighbridge.documents.bom.answers import Answers
from weighbridge.documents.bom.evidence import claim
from weighbridge.documents.bom.licensing import concluded, stated
from weighbridge.documents.record import FileRow, Record, State
from weighbridge.records.bills.bill import Bill, Claim, Component, Kind, Link, Relation

_REFERENCES = {
    "card.model": "model-card",
    "card.data": "documentation",
    "governance.security": "security-contact",
    "governance.citation": "citation",
    "governance.changelog": "release-notes",
    "governance.contributing": "documentation",
}
"""Fields that name a file of the release, and the kind of reference it makes."""


def bill(record: Record, answers: Answers) -> Bill:
    """The bill of a release: what it is first, then its data, libraries and files."""
    root = _root(record, answers)
    data = tuple(datasets.components(record, answers))
    needed = tuple(libraries.components(record))
    files = tuple(_files(record))
    roles = datasets.by_role(record)
    relations = (
        Relation(root.ref, Link.CONTAINS, tuple(one.ref for one in files)),
        Relation(root.ref, Link.TRAINED_ON, roles["training"]),
        Relation(root.ref, Link.TESTED_ON, roles["evaluation"]),
        Relation(root.ref, Link.DEPENDS_ON, tuple(one.ref for one in needed)),
        *datasets.contained(record, _ref_of(record)),
    )
    return Bill(
        made=f"{record.as_of.isoformat()}T00:00:00Z",
        root=root,
        components=(*data, *needed, *files),
        relations=tuple(one for one in relations if one.targets),
    )


def _root(record: Record, answers: Answers) -> Component:
    """The release itself: a model where it holds weights or describes them, else its data."""
    is_model = bool(record.value("model.format") or record.value("card.model"))
    license_of = "model-parameters-final" if is_model else "datasets"
    licenses = stated(record, license_of)
    return Component(
        ref="release",
        kind=Kind.MODEL if is_model else Kind.DATASET,
        name=record.name,
        version=record.version or _revision(record),
        supplier=answers.supplier,
        licenses=licenses,
        concluded=concluded(record, license_of),
        parameters=record.value("model.parameters"),
        card=model.card(record) if is_model else None,
        ancestors=tuple(model.ancestors(record)),
        links=tuple(_links(record, answers)),
        properties=(*_released(answers), *model.properties(record)),
        claims=(
            *claim(record, "licenses", f"license.{license_of}", "license.release"),
            *model.claims(record),
            *_answered(answers),
        ),
    )


def _answered(answers: Answers) -> Iterator[Claim]:
    """What rests on the word of whoever had the bill written."""
    for name in ("supplier", "originator", "location", "released", "built"):
        if getattr(answers, name):
            yield Claim(name, str(State.ASSERTED))


def _released(answers: Answers) -> Iterator[tuple[str, str]]:
    """The day it came out, and which fields nobody but the bill's writer vouches for."""
    if answers.released:
        yield "weighbridge:released", answers.released
    if stated := ", ".join(one.field for one in _answered(answers)):
        yield "weighbridge:stated-when-written", stated


def _revision(record: Record) -> str:
    """The commit a release stands at, where all of it stands at one."""
    found = {held.value for _, held in record.under("release.revision")}
    return str(found.pop()) if len(found) == 1 else ""


def _links(record: Record, answers: Answers) -> Iterator[tuple[str, str]]:
    for field, kind in _REFERENCES.items():
        if path := record.value(field):
            yield kind, _address(path)
    for path in record.value("license.texts") or ():
        yield "license", _address(path)
    if answers.location:
        yield "distribution", answers.location


def _address(path: str) -> str:
    """A path as a relative reference, without characters that would end it."""
    for character in ("%", " ", "#", "?", "[", "]", "\\", "|", "<", ">", '"', "^", "`", "{", "}"):
        path = path.replace(character, f"%{ord(character):02X}")
    return "".join(c if c.isprintable() else "%3F" for c in path).replace(":", "%3A")


def _files(record: Record) -> Iterator[Component]:
    ref_of = _ref_of(record)
    for row in record.files:
        yield Component(
            ref=ref_of[row.part, row.path],
            kind=Kind.FILE,
            name=row.path,
            digests=(("SHA-256", row.sha256),) if row.sha256 else (),
            media=row.content,
            size=row.size,
        )


def _ref_of(record: Record) -> dict[tuple[str, str], str]:
    """The reference of each file; the part's name leads where there are several."""
    several = len({row.part for row in record.files}) > 1
    return {(row.part, row.path): _file_ref(row, several=several) for row in record.files}


def _file_ref(row: FileRow, *, several: bool) -> str:
    return f"file:{row.part}/{row.path}" if several else f"file:{row.path}"


def unhashed(files: Iterable[FileRow]) -> list[str]:
    """Paths of the files whose digest is not known."""
    return [row.path for row in files if not row.sha256]
