from conftest import Read
from weighbridge.documents.record import State, build


def test_base_models_and_datasets_are_named_once_with_their_places(read: Read) -> None:
    card = b"---\nbase_model: acme/base\nlicense: mit\ndatasets: [acme/words]\n---\n# Tiny\n"
    record = build(read({"README.md": card}))
    assert record.value("model.base-models")[0]["name"] == "acme/base"
    assert record.value("data.datasets")[0]["name"] == "acme/words"
    assert record["data.datasets"].state is State.EVIDENCED
