import json

from conftest import Read
from weighbridge.documents.record import build, plain


def test_the_record_is_printed_with_state_and_evidence(read: Read) -> None:
    printed = plain.plain(build(read({"data/train.jsonl": b'{"a": 1}\n'})))
    field = json.loads(json.dumps(printed))["fields"]["data.files"]
    assert field["state"] == "verified"
    assert field["evidence"][0]["path"] == "data/train.jsonl"
