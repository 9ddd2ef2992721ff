"""Libraries a release asks for."""

import pytest

from conftest import Read
from weighbridge.facts.code import Dependency
from weighbridge.facts.distribution import Gap


def asked(read: Read, path: str, text: str) -> list[tuple[str, str, bool]]:
    release = read({path: text.encode()})
    return [(f.name, f.requirement, f.pinned) for f in release.facts if isinstance(f, Dependency)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("numpy==2.3.1", ("numpy", "==2.3.1", True)),
        ("torch[cuda]>=2,<3 ; python_version > '3'", ("torch", ">=2,<3", False)),
        ("numpy==2.*", ("numpy", "==2.*", False)),
        ("safetensors", ("safetensors", "", False)),
        ("a==1.0 --hash=sha256:00", ("a", "==1.0", True)),
        (
            "x @ git+https://h/x@0123456789abcdef0123456789abcdef01234567",
            ("x", "@ git+https://h/x@0123456789abcdef0123456789abcdef01234567", True),
        ),
        ("git+https://h/org/tool.git", ("tool", "@ git+https://h/org/tool.git", False)),
    ],
)
def test_a_requirement_is_read(read: Read, line: str, expected: tuple[str, str, bool]) -> None:
    assert asked(read, "requirements.txt", f"# list\n-r other.txt\n{line}\n") == [expected]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\ndependencies = ["numpy>=2"]\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3"\nnumpy = ">=2"\n'),
        ("setup.cfg", "[options]\ninstall_requires =\n  numpy>=2\n"),
        ("setup.py", 'setup(install_requires=["numpy>=2"])\n'),
        ("environment.yml", "dependencies:\n- python=3.11\n- numpy>=2\n"),
        ("environment.yml", "dependencies:\n- pip:\n  - numpy>=2\n"),
    ],
)
def test_every_kind_of_list_is_read(read: Read, path: str, text: str) -> None:
    assert asked(read, path, text) == [("numpy", ">=2", False)]


@pytest.mark.parametrize(
    ("specification", "pinned"),
    [("numpy=1.21.2=py39_0", True), ("numpy=1.21.2", True), ("numpy=1.21", False)],
)
def test_conda_names_a_version_in_its_own_way(
    read: Read,
    specification: str,
    pinned: bool,  # noqa: FBT001
) -> None:
    found = asked(read, "environment.yml", f"dependencies: ['{specification}']\n")

    assert [one[2] for one in found] == [pinned]


def test_each_points_at_its_line(read: Read) -> None:
    release = read({"requirements.txt": b"a\n\nb==1\n"})

    found = [f.at.lines for f in release.facts if isinstance(f, Dependency)]

    assert found == [(1, 1), (3, 3)]


@pytest.mark.parametrize(
    ("path", "text"),
    [("pyproject.toml", "["), ("setup.cfg", "x"), ("environment.yml", "a: [")],
)
def test_broken_syntax_is_a_gap(read: Read, path: str, text: str) -> None:
    release = read({path: text.encode()})

    assert any(f.topic == "code" for f in release.facts if isinstance(f, Gap))
