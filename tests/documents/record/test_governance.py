from conftest import Read
from weighbridge.documents.record import build


def test_addresses_stand_with_the_document_that_tells_them(read: Read) -> None:
    record = build(read({"SECURITY.md": b"# Security\n\nWrite to safety@tiny-models.eu.\n"}))
    assert record.value("contact.addresses") == (
        {"role": "security", "address": "safety@tiny-models.eu", "path": "SECURITY.md"},
    )
    assert record.value("governance.security") == "SECURITY.md"
