"""`weighbridge sign` and `verify`: a key in, a signature out, and every difference named."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def signed(run: Run, release: Path) -> Path:
    """A release of two files, signed with the key beside it."""
    run("sign", "--generate-key", release.parent / "key")
    done = run("sign", release, "--key", release.parent / "key")
    assert done.returncode == 0, done.stderr
    return release


def _verify(run: Run, release: Path, *more: str | Path) -> Any:
    return run("verify", release, "--key", release.parent / "key.pub", *more)


def test_what_was_signed_is_verified(run: Run, signed: Path) -> None:
    done = _verify(run, signed)

    assert done.returncode == 0
    assert done.stdout.startswith(b"Verified: 2 files are as signed by key ")


def test_every_difference_is_named_in_a_line(run: Run, signed: Path) -> None:
    (signed / "train.py").rename(signed / "start.py")
    (signed / "README.md").unlink()
    (signed / "README.md").symlink_to("start.py")
    (signed / "new").write_text("new")

    done = _verify(run, signed)

    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "README.md is a symbolic link to start.py, and the signature allows none.",
        "new is not in the signature.",
        "start.py was signed as train.py.",
        "Not verified: 3 differences.",
    ]


def test_a_removed_and_a_changed_file_are_named(run: Run, signed: Path) -> None:
    (signed / "train.py").unlink()
    (signed / "README.md").write_text("other")

    done = _verify(run, signed, "--format", "json")

    told = json.loads(done.stdout)
    assert (done.returncode, told["verified"]) == (1, False)
    assert [(one["path"], one["change"]) for one in told["differences"]] == [
        ("README.md", "changed"),
        ("train.py", "removed"),
    ]


def test_some_files_can_be_verified_alone(run: Run, signed: Path) -> None:
    (signed / "README.md").write_text("other")

    assert _verify(run, signed, "--only", "*.py").returncode == 0
    assert _verify(run, signed, "--only", "*.md").returncode == 1
    nothing = _verify(run, signed, "--only", "*.safetensors")
    assert nothing.returncode == 1
    assert b"No signed file matches *.safetensors." in nothing.stdout


def test_another_key_verifies_nothing(run: Run, signed: Path) -> None:
    run("sign", "--generate-key", signed.parent / "other")

    done = run("verify", signed, "--key", signed.parent / "other.pub")

    assert done.returncode == 1
    assert b"It was signed with another key than the one given." in done.stdout


def test_a_key_is_its_owners_alone_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "key"
    assert run("sign", "--generate-key", place).returncode == 0
    assert place.stat().st_mode & 0o777 == 0o600
    before = place.read_bytes()

    done = run("sign", "--generate-key", place)

    assert (done.returncode, place.read_bytes()) == (2, before)
    assert b"it exists already" in done.stderr


def test_an_encrypted_key_asks_for_its_password(run: Run, release: Path) -> None:
    key = release.parent / "key"
    run("sign", "--generate-key", key, WEIGHBRIDGE_KEY_PASSWORD="secret")  # noqa: S106
    assert b"ENCRYPTED" in key.read_bytes()

    assert run("sign", release, "--key", key).returncode == 2
    wrong = run("sign", release, "--key", key, WEIGHBRIDGE_KEY_PASSWORD="guess")  # noqa: S106
    assert b"the password is wrong" in wrong.stderr
    right = run("sign", release, "--key", key, WEIGHBRIDGE_KEY_PASSWORD="secret")  # noqa: S106
    assert right.returncode == 0


def test_a_signature_is_replaced_only_when_asked(run: Run, signed: Path) -> None:
    before = (signed / "model.sig").read_bytes()
    key = signed.parent / "key"

    assert run("sign", signed, "--key", key).returncode == 2
    assert (signed / "model.sig").read_bytes() == before
    assert run("sign", signed, "--key", key, "--replace").returncode == 0
    assert (signed / "model.sig").read_bytes() != before
    assert _verify(run, signed).returncode == 0


def test_a_file_is_signed_beside_itself(run: Run, release: Path) -> None:
    key = release.parent / "key"
    run("sign", "--generate-key", key)
    assert run("sign", release / "train.py", "--key", key).returncode == 0

    done = run("verify", release / "train.py", "--key", f"{key}.pub")

    assert (done.returncode, (release / "train.py.sig").is_file()) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sign"], b"Name the PATH to sign."),
        (["sign", "."], b"either --key FILE or --keyless"),
        (["sign", ".", "--key", "absent"], b"absent: No such file or directory."),
        (["sign", ".", "--key", "k", "--chain", "c"], b"belongs to a --certificate"),
        (["verify", "."], b"Say whom you trust"),
        (["verify", ".", "--identity", "me"], b"needs its --issuer"),
        (["verify", ".", "--root", "absent"], b"absent: No such file or directory."),
    ],
)
def test_wrong_usage_is_said_in_a_line(run: Run, arguments: list[str], says: bytes) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_signature_is_wrong_usage(run: Run, release: Path) -> None:
    run("sign", "--generate-key", release.parent / "key")

    done = _verify(run, release)

    assert done.returncode == 2
    assert b"model.sig: No such file or directory. Name it with --signature." in done.stderr


def test_without_the_library_the_remedy_is_named(run: Run, release: Path, tmp_path: Path) -> None:
    (tmp_path / "cryptography.py").write_text("raise ImportError")
    (tmp_path / "key").write_text("-")

    done = run("sign", release, "--key", tmp_path / "key", PYTHONPATH=str(tmp_path))

    assert done.returncode == 2
    assert b"pip install 'weighbridge[sign]'" in done.stderr


def test_without_its_library_a_keyless_signature_is_refused(
    run: Run, signed: Path, tmp_path: Path
) -> None:
    (tmp_path / "sigstore.py").write_text("raise ImportError")
    place = {"PYTHONPATH": str(tmp_path)}

    made = run("sign", signed, "--keyless", "--replace", **place)
    read = run("verify", signed, "--identity", "a@b", "--issuer", "https://c", **place)

    for done in (made, read):
        assert done.returncode == 2
        assert b"Install it: pip install sigstore" in done.stderr


def test_no_half_signature_is_left_by_a_process_that_is_killed(
    run: Run, signed: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os\nos.fsync = lambda _: os.kill(os.getpid(), 9)\n"
    )
    before = (signed / "model.sig").read_bytes()

    done = run(
        "sign", signed, "--key", signed.parent / "key", "--replace", PYTHONPATH=str(tmp_path)
    )

    assert done.returncode == -9
    assert (signed / "model.sig").read_bytes() == before


def test_an_unchanged_file_is_read_once(run: Run, signed: Path, tmp_path: Path) -> None:
    place = signed / "weights.bin"
    place.write_bytes(bytes(2 << 20))
    os.utime(place, (1_000_000_000, 1_000_000_000))
    subprocess.run(["sleep", "2.1"], check=True)  # what was just written is not remembered
    cache = {"WEIGHBRIDGE_CACHE": str(tmp_path / "cache")}
    run("sign", signed, "--key", signed.parent / "key", "--replace", **cache)

    again = run("verify", signed, "--key", signed.parent / "key.pub", **cache)
    fresh = run("verify", signed, "--key", signed.parent / "key.pub", "--no-cache", **cache)

    assert b"(1 unchanged since they were last read; --no-cache reads them again)" in again.stdout
    assert (fresh.returncode, b"unchanged" in fresh.stdout) == (0, False)
