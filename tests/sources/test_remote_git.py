"""A repository elsewhere is read at one commit, without its history and its large files."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.gathering import gather
from sources.git_server import serving
from weighbridge.sources import FetchError, Limits, SourceError, open_source, remote_git

LARGE = bytes(range(256)) * (9 << 12)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of two commits, the first one tagged."""
    found = tmp_path / "served" / "code"
    found.mkdir(parents=True)
    git(found, "init", "--quiet", "--initial-branch=main")
    git(found, "config", "uploadpack.allowFilter", "true")
    (found / "train.py").write_text("print('one')\n")
    git(found, "add", ".")
    git(found, "commit", "--quiet", "-m", "One")
    git(found, "tag", "-a", "v1.0", "-m", "v1.0")
    (found / "train.py").write_text("print('two')\n")
    (found / "weights.bin").write_bytes(LARGE)
    git(found, "add", ".")
    git(found, "commit", "--quiet", "-m", "Two")
    return found


@pytest.fixture
def address(repository: Path) -> Iterator[str]:
    """Where the repository is served."""
    with serving(repository.parent) as server:
        yield f"git+{server}/code/.git"


def test_the_newest_commit_is_read_where_none_is_named(address: str, repository: Path) -> None:
    source = open_source(address)

    assert source.name == "git"
    assert source.revision == git(repository, "rev-parse", "HEAD")
    assert gather(address).contents == {"train.py": b"print('two')\n"}


@pytest.mark.parametrize("revision", ["v1.0", "refs/heads/main", "main"])
def test_a_branch_or_tag_is_read_at_its_commit(
    address: str, repository: Path, revision: str
) -> None:
    source = open_source(f"{address}@{revision}")

    assert source.revision == git(repository, "rev-parse", f"{revision}^{{commit}}")


def test_a_commit_is_read_by_its_hash(address: str, repository: Path) -> None:
    first = git(repository, "rev-parse", "v1.0^{commit}")

    assert gather(f"{address}@{first}").contents == {"train.py": b"print('one')\n"}


def test_a_large_file_is_an_obstacle(address: str) -> None:
    found = gather(address)

    assert found.reason("weights.bin") == "It is larger than 8 MiB, and was not fetched."


def test_nothing_is_left_on_the_disk(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = sorted(tmp_path.iterdir())

    files = open_source(address).files(Limits())
    next(files)
    during = sorted(tmp_path.iterdir())
    del files

    assert len(during) == len(before) + 1
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_revision_is_named(address: str) -> None:
    with pytest.raises(FetchError, match="has no branch or tag v9"):
        open_source(f"{address}@v9")


def test_a_missing_commit_is_an_error(address: str) -> None:
    with pytest.raises(FetchError, match="git could not fetch it"):
        gather(f"{address}@{'0' * 39}1")


def test_a_missing_repository_may_also_be_private(address: str) -> None:
    with pytest.raises(FetchError, match="no such repository, or it is private"):
        open_source(address.replace("/code/", "/other/"))


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(FetchError, match="Check the address and the network"):
        open_source("git+http://127.0.0.1:9/code")


@pytest.mark.parametrize("user", ["me:secret", "secret"])
def test_a_password_in_the_address_is_refused_and_not_repeated(user: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(f"git+https://{user}@example.org/code@v1")

    assert "secret" not in str(caught.value)
    assert "~/.netrc" in str(caught.value)


@pytest.mark.parametrize(
    "location",
    [
        "git+https://example.org/",
        "git+https:///code",
        "git+https://example.org/code@--upload-pack=x",
        "git+ssh://-oProxyCommand=x/code",
        "git+https://example.org/code@a b",
    ],
)
def test_an_address_of_no_repository_is_refused(location: str) -> None:
    with pytest.raises(SourceError, match="Write git\\+https"):
        open_source(location)


@pytest.mark.parametrize("location", ["git+https://example.org/a@v1", "git+ssh://git@h/a.git"])
def test_addresses_over_https_and_ssh_are_accepted(location: str) -> None:
    assert remote_git.accepts(location)


@pytest.mark.parametrize("location", ["git+file:///a", "git+/a", "https://h/a", "git+ext::sh -c x"])
def test_other_locations_are_left_to_other_sources(location: str) -> None:
    assert not remote_git.accepts(location)
