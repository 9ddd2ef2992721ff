"""Signature bundles in a release, read and not verified."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Release
from weighbridge.facts.signatures import SignatureFile
from weighbridge.records.signatures import bundle
from weighbridge.records.signatures.statement import Resource, Statement, written

Read = Callable[[Mapping[str, bytes]], Release]
DIGEST = sha256(b"a").hexdigest()


def _bundle(stated: Statement) -> bytes:
    return bundle.written(
        bundle.Bundle(written(stated), b"sig", bundle.Method.KEY, "hint")
    ).encode()


def _found(release: Release) -> list[SignatureFile]:
    return [fact for fact in release.facts if isinstance(fact, SignatureFile)]


def test_a_bundle_names_its_files_and_is_only_declared(read: Read) -> None:
    stated = Statement("m", (Resource("a", DIGEST), Resource("b/c", DIGEST)))

    (found,) = _found(read({"sub/model.sig": _bundle(stated)}))

    assert [(one.path, one.sha256) for one in found.files] == [
        ("sub/a", DIGEST),
        ("sub/b/c", DIGEST),
    ]
    assert (found.method, found.digest, found.at.kind) == ("key", stated.root, Kind.DECLARED)


def test_a_file_signed_alone_is_named_by_its_name(read: Read) -> None:
    stated = Statement("w.bin", (Resource(".", DIGEST),))

    (found,) = _found(read({"sub/w.bin.sig": _bundle(stated)}))

    assert [one.path for one in found.files] == ["sub/w.bin"]


def test_stretches_have_no_digest_to_compare(read: Read) -> None:
    stated = Statement("m", (Resource("a", DIGEST, 0, 5), Resource("a", DIGEST, 5, 9)), shard=5)

    (found,) = _found(read({"model.sig": _bundle(stated)}))

    assert [(one.path, one.sha256) for one in found.files] == [("a", "")]


def test_a_signature_of_another_kind_is_passed_over(read: Read) -> None:
    pgp = b"-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    release = read({"a.sig": pgp, "b.sig": b"\x88\x75\x04"})

    assert not _found(release)
    assert not [f for f in release.facts if isinstance(f, Gap) and f.at.path.endswith(".sig")]


def test_a_damaged_bundle_is_a_gap(read: Read) -> None:
    value = json.loads(_bundle(Statement("m", (Resource("a", DIGEST),))))
    del value["dsseEnvelope"]

    gaps = [f for f in read({"model.sig": json.dumps(value).encode()}).facts if isinstance(f, Gap)]

    assert gaps[0].reason == (
        "model.sig is no readable signature: It holds no envelope with one signature."
    )
