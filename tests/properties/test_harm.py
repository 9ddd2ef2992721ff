import pickle  # writes only: nothing is ever loaded
import pickletools
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from harm import archives, attacks, benign, more_attacks
from harm import pickles as p
from weighbridge.facts.distribution import Part
from weighbridge.facts.safety import Harm
from weighbridge.readers.blob import Blob
from weighbridge.readers.harm.jinja_templates import reasons
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.pickle_walk import walk
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.scanning import judged

SEEDS = [data for _, _, data, _ in (*attacks.every(), *more_attacks.every(), *benign.every())]
PATHS = ["model.pt", "model.safetensors", "model.gguf", "a.npy", "m.onnx", "notes.txt", "x"]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.tuples(inner, inner, inner, inner)
        | st.dictionaries(st.text(), inner)
        | st.frozensets(st.integers())
    ),
    max_leaves=30,
)


def _piece(data: bytes, path: str = "model.pkl") -> Piece:
    return Piece(path, len(data), lambda offset, length: data[offset : offset + length])


@given(st.sampled_from(SEEDS), st.data())
@settings(deadline=None, max_examples=300)
def test_a_changed_file_never_breaks_the_scan(seed: bytes, data: st.DataObject) -> None:
    seed = seed[:20_000]
    at = data.draw(st.integers(0, len(seed)))
    bent = seed[:at] + data.draw(st.binary(max_size=20)) + seed[at + data.draw(st.integers(0, 9)) :]
    path = data.draw(st.sampled_from(PATHS))

    verdict = judged(Blob(Part("release"), path, len(bent), BytesIO(bent)))

    assert verdict.reasons or verdict.harm is Harm.DATA_ONLY


@given(st.binary(max_size=400), st.sampled_from(PATHS))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_told_for_something(data: bytes, path: str) -> None:
    assert look(_piece(data, path)).form


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_bytes_can_be_walked_as_a_pickle(data: bytes) -> None:
    found = walk(_piece(b"\x80\x04" + data))

    assert found.fault or found.end <= len(data) + 2


@given(PLAIN, st.integers(0, 5))
@settings(deadline=None, max_examples=300)
def test_plain_values_are_data_only(value: object, protocol: int) -> None:
    data = pickle.dumps(value, protocol)

    assert look(_piece(data)).harm is Harm.DATA_ONLY


@given(PLAIN, st.integers(2, 5))
@settings(deadline=None, max_examples=200)
def test_a_walk_ends_where_the_library_says_the_pickle_ends(value: object, protocol: int) -> None:
    data = pickle.dumps(value, protocol)
    last = max(place for _, _, place in pickletools.genops(data))

    found = walk(_piece(data + b"behind"))

    assert (found.fault, found.end) == ("", last + 1)


@given(PLAIN, PLAIN, st.integers(2, 5))
@settings(deadline=None, max_examples=200)
def test_a_call_among_any_values_is_found(before: object, after: object, protocol: int) -> None:
    around = [pickle.dumps(value, protocol) for value in (before, after)]
    bare = [data[2:-1] if protocol < 4 else pickletools.optimize(data)[2:-1] for data in around]
    bare = [data[9:] if data[:1] == b"\x95" else data for data in bare]
    body = bare[0] + b"0" + p.attack() + b"0" + bare[1]

    assert look(_piece(p.pickle(body))).harm is Harm.DANGEROUS


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?", fullmatch=True), st.text()))
@settings(deadline=None, max_examples=100)
def test_an_honest_archive_of_texts_plays_no_tricks(members: dict[str, str]) -> None:
    packed = archives.zipped({name: text.encode() for name, text in members.items()}, packed=True)

    assert {
        one.rule for one in look(_piece(packed, "a.zip")).reasons if one.harm is Harm.DANGEROUS
    } == set()


@given(st.text(alphabet="{}%# abc._|()[]'\"~+forin", max_size=80))
@settings(deadline=None, max_examples=300)
def test_any_text_is_told_as_a_template(template: str) -> None:
    assert all(reason.message.endswith(".") for reason in reasons("{{ x }}" + template, ""))
