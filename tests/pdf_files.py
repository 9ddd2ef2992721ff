"""Small PDFs, written by hand, for the tests of what reads them."""

from zlib import compress


def pdf(text: str, *, packed: bool = False) -> bytes:
    """A PDF that shows a text, 50 lines a page.

    Args:
        packed: whether its drawings are compressed.
    """
    lines = text.splitlines()
    pages = [lines[n : n + 50] for n in range(0, max(len(lines), 1), 50)]
    return written([_drawing(page) for page in pages], packed=packed)


def written(drawings: list[bytes], *, packed: bool = False) -> bytes:
    """A PDF with a page for each drawing.

    Source: ISO 32000-1, 7.5 (file structure).
    """
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(drawings)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(drawings)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, drawing in enumerate(drawings):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R"
            b" >> >> /Contents %d 0 R >>" % (5 + 2 * number)
        )
        data = compress(drawing) if packed else drawing
        how = b" /Filter /FlateDecode" if packed else b""
        objects.append(b"<< /Length %d%b >>\nstream\n%b\nendstream" % (len(data), how, data))
    return _file(objects)


def _drawing(lines: list[str]) -> bytes:
    shown = [line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in lines]
    steps = "\n".join(f"({line}) Tj T*" for line in shown)
    return f"BT /F1 10 Tf 14 TL 50 740 Td\n{steps}\nET".encode("cp1252", "replace")


def _file(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n" % (
        size, table, size,
    )  # fmt: skip
    return data + end + b"startxref\n%d\n%%%%EOF\n" % len(data)
