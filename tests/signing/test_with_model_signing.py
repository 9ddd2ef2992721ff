"""Signatures are exchanged with the reference implementation, both ways."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from model_signing import hashing, signing, verifying

from signing.keys import owner, written
from weighbridge import sign
from weighbridge.readers.signing import certificates, keys
from weighbridge.records.signatures import bundle as bundles
from weighbridge.records.signatures import statement as statements
from weighbridge.sign import Scope, Trust, Verification
from weighbridge.targets.signing import keys as private

CURVES = [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder in which the order of paths and what git leaves there matter."""
    folder = tmp_path / "model"
    for path in ("a.txt", "a/b.bin", "a-b", "z/__pycache__/x.pyc", ".git/HEAD", ".gitignore"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(path.encode() * 1000)
    (folder / "empty").write_bytes(b"")
    return folder


@pytest.fixture(params=CURVES, ids=lambda curve: curve.name)
def key(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A private key, with its public half beside it."""
    return _key(tmp_path, request.param)


def _key(folder: Path, curve: ec.EllipticCurve) -> Path:
    made = ec.generate_private_key(curve)
    public = made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "key.pub").write_bytes(public)
    place = folder / "key"
    place.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return place


def by_key(folder: Path) -> Trust:
    """Trust in the public key of a folder."""
    public = keys.public_key((folder / "key.pub").read_bytes())

    def trust(bundle: bundles.Bundle, _: bytes) -> tuple[bytes, str]:
        keys.trust(bundle, public)
        return bundle.payload, "key"

    return trust


def by_root(*places: Path) -> Trust:
    """Trust in the roots of some files."""
    trusted = certificates.certificates(b"".join(place.read_bytes() for place in places))

    def trust(bundle: bundles.Bundle, _: bytes) -> tuple[bytes, str]:
        return bundle.payload, certificates.trust(bundle, trusted)

    return trust


def ours(release: Path, signature: Path, key: Path, chain: bytes = b"", **scope: Any) -> None:
    """Sign with this project."""
    stated = sign.state(str(release), str(signature), Scope(**scope))
    made = private.signed(statements.written(stated), private.private_key(key.read_bytes()), chain)
    signature.write_text(bundles.written(made))


def verified(release: Path, signature: Path, trust: Trust, **scope: Any) -> Verification:
    """Verify with this project."""
    return sign.verify(str(release), str(signature), trust, Scope(**scope))


def theirs(key: Path) -> signing.Config:
    """What signs with the reference implementation."""
    return signing.Config().use_elliptic_key_signer(private_key=key)


def checker(key: Path) -> verifying.Config:
    """What verifies with the reference implementation."""
    return verifying.Config().use_elliptic_key_verifier(public_key=key.with_name("key.pub"))


def files(**options: Any) -> hashing.Config:
    """How the reference implementation's program hashes, the signature left out."""
    return hashing.Config().set_ignored_paths(paths=["model.sig"], **options)


def test_theirs_verifies_ours(model: Path, key: Path) -> None:
    ours(model, model / "model.sig", key)

    checker(key).verify(model, model / "model.sig")


def test_ours_verifies_theirs(model: Path, key: Path) -> None:
    theirs(key).set_hashing_config(files()).sign(model, model / "model.sig")

    done = verified(model, model / "model.sig", by_key(key.parent))

    assert (done.differences, done.files) == ((), 5)


def test_both_state_the_same_about_a_folder(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    theirs(key).set_hashing_config(files()).sign(model, model / "model.sig")
    stated = statements.parse(bundles.parse((model / "model.sig").read_bytes()).payload)

    made = sign.state(str(model), str(model / "model.sig"), Scope())

    assert (made.name, made.resources, made.root) == (stated.name, stated.resources, stated.root)
    assert set(made.ignored) == set(stated.ignored)


def test_a_single_file_goes_both_ways(tmp_path: Path) -> None:
    key, model = _key(tmp_path, CURVES[0]), tmp_path / "model.bin"
    model.write_bytes(b"weights")
    ours(model, tmp_path / "ours.sig", key)
    theirs(key).sign(model, tmp_path / "theirs.sig")

    checker(key).verify(model, tmp_path / "ours.sig")
    assert verified(model, tmp_path / "theirs.sig", by_key(tmp_path)).verified


@pytest.mark.parametrize("length", [1, 7, 1000, 5000, 10_000])
def test_a_signature_of_stretches_is_verified(model: Path, tmp_path: Path, length: int) -> None:
    key = _key(tmp_path, CURVES[0])
    config = hashing.Config().use_shard_serialization(shard_size=length)
    theirs(key).set_hashing_config(config.set_ignored_paths(paths=["model.sig"])).sign(
        model, model / "model.sig"
    )

    assert verified(model, model / "model.sig", by_key(tmp_path)).verified
    with (model / "a" / "b.bin").open("r+b") as file:
        file.write(b"?")
    changed = verified(model, model / "model.sig", by_key(tmp_path))
    assert [one.message.partition(" between")[0] for one in changed.differences] == [
        "a/b.bin holds other bytes than were signed"
    ]


def test_a_signature_of_stretches_tells_a_longer_and_a_shorter_file(
    model: Path, tmp_path: Path
) -> None:
    key = _key(tmp_path, CURVES[0])
    config = hashing.Config().use_shard_serialization(shard_size=1000)
    theirs(key).set_hashing_config(config.set_ignored_paths(paths=["model.sig"])).sign(
        model, model / "model.sig"
    )
    with (model / "a.txt").open("ab") as file:
        file.write(b"x" * 1500)
    (model / "a-b").write_bytes(b"")
    (model / "new").write_bytes(b"1")

    done = verified(model, model / "model.sig", by_key(tmp_path))

    assert [(d.path, d.change.value) for d in done.differences] == [
        ("a-b", "changed"),
        ("a.txt", "changed"),
        ("new", "added"),
    ]


def test_blake3_goes_both_ways(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    config = hashing.Config().use_file_serialization(hashing_algorithm="blake3")
    (model / "empty").unlink()
    theirs(key).set_hashing_config(config.set_ignored_paths(paths=["model.sig"])).sign(
        model, model / "model.sig"
    )
    assert verified(model, model / "model.sig", by_key(tmp_path)).verified

    stated = sign.state(str(model), str(model / "model.sig"), Scope(), algorithm="blake3")
    made = private.signed(statements.written(stated), private.private_key(key.read_bytes()))
    (model / "model.sig").write_text(bundles.written(made))
    checker(key).verify(model, model / "model.sig")


def test_blake2_of_theirs_is_verified(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    config = hashing.Config().use_file_serialization(hashing_algorithm="blake2")
    theirs(key).set_hashing_config(config.set_ignored_paths(paths=["model.sig"])).sign(
        model, model / "model.sig"
    )

    assert verified(model, model / "model.sig", by_key(tmp_path)).verified


def test_a_signed_git_folder_goes_both_ways(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    config = files(ignore_git_paths=False)
    theirs(key).set_hashing_config(config).sign(model, model / "model.sig")
    assert verified(model, model / "model.sig", by_key(tmp_path)).files == 7

    stated = sign.state(str(model), str(model / "model.sig"), Scope(git=True))
    made = private.signed(statements.written(stated), private.private_key(key.read_bytes()))
    (model / "model.sig").write_text(bundles.written(made))
    checker(key).set_hashing_config(files(ignore_git_paths=False)).verify(
        model, model / "model.sig"
    )


def test_links_are_refused_alike(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    (model / "link").symlink_to("a.txt")

    with pytest.raises(ValueError, match="symlink"):
        theirs(key).set_hashing_config(files()).sign(model, model / "model.sig")
    with pytest.raises(sign.RefusedError, match="link is a symbolic link"):
        ours(model, model / "model.sig", key)


def test_links_that_are_allowed_go_both_ways(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    (tmp_path / "outside").write_bytes(b"blob")
    (model / "link").symlink_to("../outside")
    (model / "folder").symlink_to("a")
    config = files().set_allow_symlinks(allow_symlinks=True)
    theirs(key).set_hashing_config(config).sign(model, model / "model.sig")

    done = verified(model, model / "model.sig", by_key(tmp_path))
    assert (done.differences, done.files) == ((), 6)
    assert done.notes == ("folder is a link to a folder, and what lies in it is not covered.",)

    ours(model, model / "model.sig", key, symlinks=True)
    checker(key).set_hashing_config(config).verify(model, model / "model.sig")


def test_unsigned_files_are_let_pass_alike(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    ours(model, model / "model.sig", key)
    (model / "new").write_bytes(b"1")

    checker(key).set_ignore_unsigned_files(ignore_unsigned_files=True).verify(
        model, model / "model.sig"
    )
    assert verified(model, model / "model.sig", by_key(tmp_path), unsigned=True).verified
    with pytest.raises(ValueError, match="Extra files"):
        checker(key).verify(model, model / "model.sig")
    assert not verified(model, model / "model.sig", by_key(tmp_path)).verified


def test_an_encrypted_key_signs_for_theirs(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    plain = private.private_key(key.read_bytes())
    key.write_bytes(
        plain.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    )
    stated = statements.written(sign.state(str(model), str(model / "model.sig"), Scope()))
    made = private.signed(stated, private.private_key(key.read_bytes(), "secret"))
    (model / "model.sig").write_text(bundles.written(made))

    checker(key).verify(model, model / "model.sig")


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """A root, one it vouches for, and one that this vouches for."""
    root = owner("root", authority=True)
    between = owner("between", root, authority=True)
    written(tmp_path, root=root, between=between, signer=owner("signer", between))
    return tmp_path


def test_a_certificate_goes_both_ways(model: Path, chain: Path) -> None:
    config = signing.Config().use_certificate_signer(
        private_key=chain / "signer.key",
        signing_certificate=chain / "signer.pem",
        certificate_chain=[chain / "between.pem"],
    )
    config.set_hashing_config(files()).sign(model, model / "model.sig")
    done = verified(model, model / "model.sig", by_root(chain / "root.pem"))
    assert (done.differences, done.signer) == ((), "CN=signer")

    bundled = (chain / "signer.pem").read_bytes() + (chain / "between.pem").read_bytes()
    ours(model, model / "model.sig", chain / "signer.key", bundled)
    verifying.Config().use_certificate_verifier(certificate_chain=[chain / "root.pem"]).verify(
        model, model / "model.sig"
    )


@pytest.mark.parametrize("given", [["root.pem", "between.pem"], ["between.pem", "root.pem"]])
def test_the_verifier_may_bring_the_certificates_between(
    model: Path, chain: Path, given: list[str]
) -> None:
    places = [chain / name for name in given]
    ours(model, model / "model.sig", chain / "signer.key", (chain / "signer.pem").read_bytes())

    assert verified(model, model / "model.sig", by_root(*places)).verified
    verifying.Config().use_certificate_verifier(certificate_chain=places).verify(
        model, model / "model.sig"
    )


def _foreign(chain: Path) -> Path:
    other = owner("root", authority=True)
    written(chain, other=other)
    return chain / "other.pem"


def _no_right(chain: Path) -> Path:
    root = owner("root", authority=True)
    written(chain, root=root, signer=owner("signer", root, signs=False))
    return chain / "root.pem"


def _no_authority(chain: Path) -> Path:
    root = owner("root", authority=True)
    between = owner("between", root)
    written(chain, root=root, between=between, signer=owner("signer", between))
    return chain / "root.pem"


@pytest.mark.parametrize(
    ("arranged", "word"),
    [
        (_foreign, "No trusted root vouches for CN=signer"),
        (_no_right, "may not be used for signing"),
        (_no_authority, "No trusted root vouches for CN=signer"),
    ],
)
def test_both_refuse_a_signer_nobody_may_trust(
    model: Path, chain: Path, arranged: Callable[[Path], Path], word: str
) -> None:
    root = arranged(chain)
    bundled = (chain / "signer.pem").read_bytes() + (chain / "between.pem").read_bytes()
    ours(model, model / "model.sig", chain / "signer.key", bundled)

    done = verified(model, model / "model.sig", by_root(root))

    assert word in done.differences[0].message
    config = verifying.Config().use_certificate_verifier(certificate_chain=[root])
    with pytest.raises(Exception):  # noqa: B017, PT011  # OpenSSL's or its own
        config.verify(model, model / "model.sig")


def test_a_certificate_for_code_alone_may_sign(model: Path, tmp_path: Path) -> None:
    root = owner("root", authority=True)
    written(tmp_path, root=root, signer=owner("signer", root, signs=False, code=True))
    ours(
        model, model / "model.sig", tmp_path / "signer.key", (tmp_path / "signer.pem").read_bytes()
    )

    assert verified(model, model / "model.sig", by_root(tmp_path / "root.pem")).verified
    verifying.Config().use_certificate_verifier(certificate_chain=[tmp_path / "root.pem"]).verify(
        model, model / "model.sig"
    )


def test_what_version_0_2_signed_is_verified_by_both(model: Path, tmp_path: Path) -> None:
    key = _key(tmp_path, CURVES[0])
    stated = sign.state(str(model), str(model / "model.sig"), Scope())
    payload = json.dumps(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "predicateType": "https://model_signing/Digests/v0.1",
            "subject": [
                {"name": one.path, "digest": {"sha256": one.digest}} for one in stated.resources
            ],
        }
    ).encode()
    loaded = private.private_key(key.read_bytes())
    signature = loaded.sign(
        bundles.encoded_earlier(payload), ec.ECDSA(keys.hashing(loaded.public_key()))
    )
    old = bundles.Bundle(payload, signature, bundles.Method.KEY)
    value = json.loads(bundles.written(old))
    assert base64.b64decode(value["dsseEnvelope"]["payload"]) == payload
    (tmp_path / "model.sig").write_text(json.dumps(value))

    assert verified(model, tmp_path / "model.sig", by_key(tmp_path)).verified
    checker(key).verify(model, tmp_path / "model.sig")
