"""Bom: write a release's bill of materials, and judge anyone's: its schema, its profiles, what the
G7 ask for at least, and its claims beside the release.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from weighbridge.documents.bom import FORMATS, NOTHING, Answers, Written, write
from weighbridge.documents.bom.claims import Held, held
from weighbridge.documents.bom.elements import Judged, judged
from weighbridge.documents.bom.leaving_out import DRAFTS, without
from weighbridge.documents.bom.schemas import (
    NoValidatorError,
    cyclonedx_defects,
    cyclonedx_xml_defects,
    spdx_defects,
)
from weighbridge.documents.bom.spdx_profiles import missing
from weighbridge.documents.record import build
from weighbridge.facts.release import Release
from weighbridge.patterns import lazy
from weighbridge.records.bills.loading import LARGEST, BillError, loaded
from weighbridge.records.bills.reading import bill_of, form_of

__all__ = ["FORMATS", "LARGEST", "NOTHING", "Answers", "BillError", "JudgedBill", "Written",
           "judge_bill", "write_bill"]  # fmt: skip

_XML = lazy(r"<(?:\w+:)?bom\b[^>]{0,2000}http://cyclonedx\.org/schema/bom/(\d\.\d)")
_ADDRESS = lazy(r"(?:git\+)?https://[^\s@]+(?:@[^\s@]+)?")
_NO_SCHEMA = "Nothing here validates SPDX 2: write the bill as SPDX 3 or CycloneDX."


@dataclass(frozen=True, slots=True)
class JudgedBill:
    """What was found in one bill.

    Attributes:
        form: `cyclonedx`, `cyclonedx-xml`, `spdx-3` or `spdx-2`.
        version: of the format, as the bill states it.
        valid: whether its schema holds; None where nothing here can tell.
        schema: what is wrong by its schema, or why that cannot be told.
        profile: what the SPDX profiles require and is missing, a sentence each.
        elements: the minimum elements for AI.
        claims: what it claims of the release; empty where none was at hand.
    """

    form: str
    version: str
    valid: bool | None
    schema: tuple[str, ...]
    profile: tuple[str, ...] = ()
    elements: tuple[Judged, ...] = ()
    claims: tuple[Held, ...] = ()


def write_bill(
    release: Release,
    form: str,
    answers: Answers = NOTHING,
    *,
    left_out: Collection[str] = (),
) -> Written:
    """The bill of a release.

    Args:
        form: one of `FORMATS`.
        left_out: paths that it is not of: its own, above all. Drafts of bills are never listed.

    Raises:
        KeyError: there is no such format.
    """
    record = without(build(release), {*DRAFTS, *left_out})
    return write(record, form, replace(answers, location=answers.location or _fetched(release)))


def _fetched(release: Release) -> str:
    """The address that a release of one part was fetched from."""
    places = [part.location for part in release.parts]
    found = _ADDRESS.fullmatch(places[0]) if len(places) == 1 else None
    return found[0] if found else ""


def judge_bill(data: bytes, release: Release | None = None) -> JudgedBill:
    """Judge a bill.

    Args:
        release: what it is about, to hold its claims against.

    Raises:
        BillError: the bytes are no bill, or go beyond the bounds.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _judged_xml(data)
    value = loaded(data)
    form, version = form_of(value)
    bill = bill_of(value)
    if bill is None:
        raise BillError("It is neither CycloneDX nor SPDX. Name a bill of materials.")
    valid, defects = _schema(value, form, version)
    return JudgedBill(
        form=form,
        version=version,
        valid=valid,
        schema=defects,
        profile=tuple(one.sentence for one in missing(value)) if form == "spdx-3" else (),
        elements=judged(value, form),
        claims=tuple(held(bill, build(release))) if release is not None else (),
    )


def _schema(value: dict[str, Any], form: str, version: str) -> tuple[bool | None, tuple[str, ...]]:
    """Whether a bill is valid, and what is wrong with it or with validating it."""
    try:
        match form:
            case "cyclonedx":
                defects = cyclonedx_defects(value, version)
            case "spdx-3":
                defects = spdx_defects(value)
            case _:
                return None, (_NO_SCHEMA,)
    except NoValidatorError as error:
        return None, (str(error),)
    return not defects, defects


def _judged_xml(data: bytes) -> JudgedBill:
    """CycloneDX in XML: its schema is asked, and nothing more of it is read."""
    if len(data) > LARGEST:
        raise BillError(f"It holds more than {LARGEST:,} bytes. Split it, or check it elsewhere.")
    text = data.decode("utf-8-sig", "replace")
    found = _XML.search(text[:8192])
    if not found:
        raise BillError("It is XML, and no CycloneDX. Name a bill in CycloneDX or SPDX.")
    try:
        defects = cyclonedx_xml_defects(text, found[1])
    except NoValidatorError as error:
        return JudgedBill("cyclonedx-xml", found[1], None, (str(error),), elements=_unread())
    return JudgedBill("cyclonedx-xml", found[1], not defects, defects, elements=_unread())


def _unread() -> tuple[Judged, ...]:
    return judged({}, "cyclonedx-xml")


def rows(bill: JudgedBill) -> Iterator[dict[str, Any]]:
    """The minimum elements as rows of plain values."""
    for one in bill.elements:
        yield {
            "id": one.element.id,
            "title": one.element.title,
            "cluster": one.element.cluster,
            "presence": str(one.presence),
            "lacking": list(one.lacking),
        }
