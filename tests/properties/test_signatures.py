"""What holds of signatures whatever is signed, and whatever bytes claim to be one."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from signing.keys import Owner, owner
from weighbridge import sign
from weighbridge.readers.signing import certificates, keys
from weighbridge.records.signatures import (
    NotTrustedError,
    SignatureError,
    bundle,
    comparing,
    statement,
)
from weighbridge.records.signatures.bundle import Bundle, Method
from weighbridge.records.signatures.statement import Resource, Statement
from weighbridge.targets.signing import keys as private

PARTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/\0"), min_size=1)
PATHS = (
    st.lists(PARTS, min_size=1, max_size=3)
    .map("/".join)
    .filter(lambda path: not {".", ".."} & set(path.split("/")))
)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
WHOLE = st.dictionaries(PATHS, DIGESTS, max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def _ordered(files: dict[str, str]) -> tuple[Resource, ...]:
    return tuple(sorted((Resource(p, d) for p, d in files.items()), key=lambda one: one.order))


@given(name=st.text(st.characters(exclude_categories=("Cs",))), files=WHOLE, links=st.booleans())
def test_a_statement_is_read_as_it_was_written(
    *, name: str, files: dict[str, str], links: bool
) -> None:
    stated = Statement(name, _ordered(files), symlinks=links, ignored=(".git",))

    assert statement.parse(statement.written(stated)) == stated


@given(files=WHOLE, shard=st.integers(1, 1 << 40), sizes=st.lists(st.integers(1, 5), max_size=8))
def test_stretches_are_read_as_they_were_written(
    files: dict[str, str], shard: int, sizes: list[int]
) -> None:
    resources = (
        Resource(path, digest, n * shard, (n + 1) * shard)
        for (path, digest), count in zip(sorted(files.items()), sizes, strict=False)
        for n in range(count)
    )
    stated = Statement("m", tuple(sorted(resources, key=lambda one: one.order)), shard=shard)

    assert statement.parse(statement.written(stated)) == stated


@given(
    payload=st.binary(), signature=st.binary(), chain=st.lists(st.binary(), min_size=1, max_size=3)
)
def test_a_bundle_is_read_as_it_was_written(
    payload: bytes, signature: bytes, chain: list[bytes]
) -> None:
    for one in (
        Bundle(payload, signature, Method.KEY, "hint"),
        Bundle(payload, signature, Method.CERTIFICATE, certificates=tuple(chain)),
    ):
        assert bundle.parse(bundle.written(one).encode()) == one


@given(signed=WHOLE, there=WHOLE)
def test_files_verify_if_and_only_if_they_are_what_was_signed(
    signed: dict[str, str], there: dict[str, str]
) -> None:
    stated = Statement("m", _ordered(signed))
    found: dict[comparing.Stretch, str] = {(path, 0, None): d for path, d in there.items()}

    told = comparing.differences(stated, found, there.keys(), ())

    assert (not told) == (signed == there)
    assert len({one.path for one in told}) == len(told)


@given(signed=WHOLE)
def test_whatever_is_signed_verifies_itself(signed: dict[str, str]) -> None:
    stated = Statement("m", _ordered(signed))
    found: dict[comparing.Stretch, str] = {(path, 0, None): d for path, d in signed.items()}

    assert comparing.differences(stated, found, signed.keys(), ()) == []


@given(data=st.binary(max_size=200) | ANYTHING.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_bundle_or_named_as_none(data: bytes) -> None:
    for parse in (bundle.parse, statement.parse):
        with pytest.raises(SignatureError):
            parse(data)


@given(keyed=ANYTHING, predicate=ANYTHING, subject=ANYTHING)
def test_any_statement_is_read_or_refused_in_words(
    keyed: object, predicate: object, subject: object
) -> None:
    for kind in (statement.PREDICATE, statement.EARLIER):
        value = {
            "_type": "https://in-toto.io/Statement/v1",
            "predicateType": kind,
            "subject": subject,
            "predicate": {
                "serialization": {"method": "files", "hash_type": "sha256", "x": keyed},
                "resources": predicate,
            },
        }
        assert _parsed(json.dumps(value).encode()).endswith(".")


def _parsed(data: bytes) -> str:
    """What a statement says of itself, or why it is none."""
    try:
        return f"{len(statement.parse(data).resources)} files."
    except SignatureError as error:
        return str(error)


@settings(max_examples=60)
@given(data=st.data())
def test_verifying_a_spoilt_bundle_never_fails_and_never_holds(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, good, public = _signed(tmp_path_factory)
    at = data.draw(st.integers(0, len(good) - 1))
    spoilt = data.draw(
        st.sampled_from([good[:at], good[:at] + b"\0" + good[at:], good[:at] + good[at + 1 :]])
    )
    (folder / "model.sig").write_bytes(spoilt)

    def trust(one: Bundle, _: bytes) -> tuple[bytes, str]:
        keys.trust(one, public)
        return one.payload, "key"

    done = sign.verify(str(folder), str(folder / "model.sig"), trust, sign.Scope())

    assert not done.verified or _says_the_same(spoilt, good)


def _says_the_same(spoilt: bytes, good: bytes) -> bool:
    """Whether what was spoilt is nothing that is signed: white space, or a key's hint."""
    one, other = bundle.parse(spoilt), bundle.parse(good)
    return (one.payload, one.signature) == (other.payload, other.signature)


@settings(max_examples=60)
@given(data=st.data())
def test_spoilt_certificates_are_never_trusted(data: st.DataObject) -> None:
    root = owner("root", authority=True) if not _OWNERS else _OWNERS[0]
    signer = owner("signer", root) if not _OWNERS else _OWNERS[1]
    _OWNERS[:] = [root, signer]
    der = signer.certificate.public_bytes(Encoding.DER)
    at = data.draw(st.integers(0, len(der) - 1))
    flipped = bytes([der[at] ^ data.draw(st.integers(1, 255))])
    spoilt = data.draw(st.sampled_from([der[:at], der[:at] + flipped + der[at + 1 :]]))
    made = private.signed(b"x", signer.key)
    certified = Bundle(b"x", made.signature, Method.CERTIFICATE, certificates=(spoilt,))

    with pytest.raises(NotTrustedError):
        certificates.trust(certified, [root.certificate])


_OWNERS: list[Owner] = []
_MADE: list[tuple[Path, bytes, object]] = []


def _signed(factory: pytest.TempPathFactory) -> tuple[Path, bytes, "object"]:
    """A small release, its signature and its key; made once."""
    if not _MADE:
        folder = factory.mktemp("signed")
        (folder / "a").write_text("a")
        private.generate(str(folder.parent / "key"))
        key = private.private_key((folder.parent / "key").read_bytes())
        stated = sign.state(str(folder), str(folder / "model.sig"), sign.Scope())
        made = private.signed(statement.written(stated), key)
        _MADE.append((folder, bundle.written(made).encode(), key.public_key()))
    return _MADE[0]
