"""What holds of every reader: any bytes under any name do no harm, and no read is unbounded."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.catalogs import components
from weighbridge.facts.components import Sighting
from weighbridge.facts.distribution import Part
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import KEPT, Blob
from weighbridge.readers.port import Reader
from weighbridge.readers.reading import every_deriver, every_reader

PART = Part("release")
SEEDS = [
    b"",
    b"{",
    b'{"model_type": [1, {"a": null}], "architectures": 3, "auto_map": {"AutoModel": 7}}',
    b"---\nlicense: [x, {y: z}]\nmodel-index: 3\ntags: {a: b}\ndatasets: 4\n---\n# Title\n\ntext\n",
    b"[[parts]]\nname = 3\n[components]\nmodel-card = 7\n",
    b"GGUF\x03\x00\x00\x00" + b"\xff" * 16,
    b"PK\x03\x04" + b"\x00" * 40,
    (9).to_bytes(8, "little") + b'{"a":null}',
    b"\x80\x04}q\x00.",
    b"import torch\n\ndef train():\n    loss.backward()\n",
]
NAMED = st.sampled_from(every_reader()).flatmap(
    lambda one: st.tuples(st.just(one), st.sampled_from(one.names or ("file.bin",)))
)


class _Counting(BytesIO):
    """Counts what is read in one go."""

    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, remembering the largest request."""
        wanted = len(self.getbuffer()) if size is None or size < 0 else size
        self.largest = max(self.largest, wanted)
        return super().read(size)


def _facts(reader: Reader, path: str, data: bytes) -> Iterator[Fact]:
    return reader.read(Blob(PART, path, len(data), BytesIO(data)))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    named=NAMED,
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(str.encode),
        st.sampled_from(SEEDS),
        st.tuples(st.sampled_from(SEEDS), st.binary(max_size=40)).map(b"".join),
    ),
)
def test_any_bytes_give_facts_or_gaps_and_no_error(named: tuple[Reader, str], data: bytes) -> None:
    reader, pattern = named
    path = pattern.replace("*", "x").replace("?", "x").replace("[", "").replace("]", "")

    for fact in _facts(reader, path, data):
        assert fact.at.part == "release"
        assert isinstance(fact, reader.gives)


@pytest.mark.parametrize("reader", every_reader(), ids=lambda one: one.name.rpartition(".")[2])
def test_no_single_read_is_larger_than_the_bound(reader: Reader) -> None:
    stream = _Counting(b"{" + b" " * (KEPT + 10_000))
    path = (reader.names or ("file.bin",))[0].replace("*", "x")

    list(reader.read(Blob(PART, path, KEPT + 10_001, stream)))

    assert stream.largest <= 4 * KEPT


@pytest.mark.parametrize("reader", every_reader(), ids=lambda one: one.name.rpartition(".")[2])
def test_it_says_what_it_reads_and_what_it_gives(reader: Reader) -> None:
    assert reader.names or reader.magic
    assert all(name == name.lower() for name in reader.names)
    assert reader.gives


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(named=NAMED, data=st.sampled_from(SEEDS))
def test_every_sighting_is_of_a_catalogued_component(
    named: tuple[Reader, str], data: bytes
) -> None:
    reader, pattern = named
    seen = _facts(reader, pattern.replace("*", "x"), data)

    assert {s.component for s in seen if isinstance(s, Sighting)} <= set(components.ids())


@pytest.mark.parametrize("deriver", every_deriver(), ids=lambda one: one.name.rpartition(".")[2])
def test_a_deriver_asks_for_topics(deriver) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    assert deriver.needs
    assert deriver.gives
