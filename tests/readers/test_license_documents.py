"""Licences that are not plain text: PDF, HTML, RTF, the archives of word processors."""

import json
import sys
from html import escape
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Read
from pdf_files import pdf, written
from weighbridge.doors.cli.commands.license import command
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseNotice, LicenseText
from weighbridge.readers.license_texts.files import identify_bytes
from weighbridge.readers.license_texts.identification import Verdict

APACHE = (Path(__file__).parents[2] / "LICENSE").read_text()
PARAGRAPHS = APACHE.split("\n\n")


def rtf(text: str) -> bytes:
    marked = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    body = marked.replace("\n", "\\par\n").replace("“", r"\ldblquote ").replace('"', r"\'94")
    head = r"{\rtf1\ansi{\fonttbl{\f0 Times{\*\falt Arial};}}{\*\generator Word}\f0 "
    return (head + body + "}").encode("ascii", "replace")


def html(text: str) -> bytes:
    shown = "".join(f"<p>{escape(p)}</p>" for p in text.split("\n\n"))
    style = "<style>p { color: red }</style><script>var a = 'not for commercial use';</script>"
    return f"<!DOCTYPE html><html><head>{style}</head><body>{shown}</body></html>".encode()


def archive(name: str, xml: str) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as made:
        made.writestr(name, xml)
    return data.getvalue()


def docx(text: str) -> bytes:
    runs = "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in text.split("\n"))
    return archive("word/document.xml", f"<w:document><w:body>{runs}</w:body></w:document>")


def odt(text: str) -> bytes:
    runs = "".join(f"<text:p>{escape(p)}</text:p>" for p in text.split("\n"))
    return archive("content.xml", f"<office:text>{runs}</office:text>")


WRITTEN = {
    "pdf": pdf(APACHE),
    "packed.pdf": pdf(APACHE, packed=True),
    "html": html(APACHE),
    "rtf": rtf(APACHE),
    "docx": docx(APACHE),
    "odt": odt(APACHE),
}


def text_in(read: Read, path: str, data: bytes) -> tuple[LicenseText, list[Gap], list[str]]:
    facts = read({path: data}).facts
    (text,) = (f for f in facts if isinstance(f, LicenseText))
    gaps = [f for f in facts if isinstance(f, Gap) and f.topic == "licensing"]
    return text, gaps, [f.expression for f in facts if isinstance(f, LicenseNotice)]


@pytest.mark.parametrize("form", WRITTEN)
def test_a_license_is_that_license_in_every_form(form: str) -> None:
    assert identify_bytes(WRITTEN[form]).licenses == ("Apache-2.0",)


@pytest.mark.parametrize("form", WRITTEN)
def test_an_audit_reads_every_form(read: Read, form: str) -> None:
    text, gaps, stated = text_in(read, f"LICENSE.{form.removeprefix('packed.')}", WRITTEN[form])

    assert (text.identified, gaps, stated) == (("Apache-2.0",), [], ["Apache-2.0"])


@pytest.mark.parametrize("make", [pdf, html, rtf, docx, odt])
def test_a_clause_that_was_put_in_is_seen_in_every_form(make: object) -> None:
    changed = "\n\n".join(
        [*PARAGRAPHS[:9], "You may not use the Work for any commercial purpose.", *PARAGRAPHS[9:]]
    )
    found = identify_bytes(make(changed))  # type: ignore[operator]  # each takes a text

    assert (found.licenses, found.nearest) == ((), "Apache-2.0")


def test_without_pypdf_a_pdf_is_unknown_and_says_what_to_install(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    text, (gap,), stated = text_in(read, "LICENSE.pdf", WRITTEN["pdf"])

    assert (text.is_read, text.identified, stated) == (False, None, [])
    assert "pip install 'weighbridge[pdf]'" in gap.remedy


def test_the_command_says_what_to_install_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    file = tmp_path / "LICENSE.pdf"
    file.write_bytes(WRITTEN["pdf"])
    row = json.loads(
        CliRunner().invoke(command, ["identify", str(file), "--format", "jsonl"]).output
    )

    assert (row["verdict"], row["licenses"], row["restricted"]) == ("unknown", [], None)
    assert "pip install 'weighbridge[pdf]'" in row["note"]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.4\nnothing", "is a PDF that could not be read"),
        (WRITTEN["pdf"][:2000], "is a PDF that could not be read"),
        (pdf(""), "is a PDF without text"),
        (archive("model.bin", "words"), "is an archive, not a text"),
        (b"PK\x03\x04nothing", "is a document that could not be read"),
    ],
)
def test_what_cannot_be_read_is_a_gap(read: Read, data: bytes, cause: str) -> None:
    text, (gap,), stated = text_in(read, "LICENSE.pdf", data)

    assert (text.is_read, stated) == (False, [])
    assert cause in gap.reason


def test_a_pdf_that_draws_without_end_is_not_followed() -> None:
    drawing = b"BT /F1 10 Tf\n" + b"(a) Tj T*\n" * 60_000 + b"ET"
    found = identify_bytes(written([drawing] * 6, packed=True))

    assert (found.verdict, found.licenses) == (Verdict.UNKNOWN, ())
    assert "more work" in found.note


def test_a_page_that_unpacks_to_much_is_not_followed() -> None:
    found = identify_bytes(written([b" " * (4 << 20)], packed=True))

    assert "more work" in found.note


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1" + b"{\\*" * 300_000,
        b"{\\rtf1" + b"{\\*{}" * 200_000,
        b"<!---->" * 580 + b"<htm",
        b"<html>" + b"<script" * 100_000,
        b"<html>" + b"<p " * 300_000,
    ],
)
def test_forms_built_to_cost_time_do_not(data: bytes) -> None:
    start = process_time()
    identify_bytes(data)

    assert process_time() - start < 5


@given(st.binary(max_size=3000))
@settings(max_examples=60, deadline=None)
def test_any_bytes_behind_the_mark_of_a_pdf_are_read(data: bytes) -> None:
    assert identify_bytes(b"%PDF-1.7\n" + data).licenses == ()


@given(st.binary(max_size=40), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_damaged_pdf_is_never_another_license(data: bytes, where: float) -> None:
    whole = WRITTEN["packed.pdf"]
    at = int(where * len(whole))

    assert set(identify_bytes(whole[:at] + data + whole[at + len(data) :]).licenses) <= {
        "Apache-2.0"
    }


@given(st.sampled_from([b"{\\rtf1 ", b"PK\x03\x04", b"<html>"]), st.binary(max_size=3000))
@settings(max_examples=60, deadline=None)
def test_any_bytes_behind_the_mark_of_a_form_are_read(mark: bytes, data: bytes) -> None:
    assert identify_bytes(mark + data).licenses == ()
