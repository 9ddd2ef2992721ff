"""A confined run: what it may do, what it may not, and that nothing of it is left."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from weighbridge.targets.confined import running
from weighbridge.targets.confined.running import Ground, Level, Limits, run

confined = pytest.mark.skipif(
    sys.platform != "linux" or running.best() is not Level.FULL,
    reason="this system does not let a run be confined",
)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """A folder to work in, beside one that is none of its business."""
    work = tmp_path / "work"
    work.mkdir()
    (tmp_path / "other").mkdir()
    path = {"PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"}
    limits = Limits(seconds=20, processes=40)
    return Ground(str(work), str(work), path, kept=(sys.base_prefix,), limits=limits)


def _python(code: str) -> tuple[str, ...]:
    return (os.path.realpath(sys.executable), "-S", "-c", code)


def test_a_run_gives_its_exit_code_and_what_it_said(ground: Ground) -> None:
    ran = run(("sh", "-c", "echo out; echo err >&2; exit 3"), _free(ground))

    assert (ran.code, ran.output, ran.done) == (3, "out\nerr\n", False)


def test_a_program_that_is_not_there_is_told(ground: Ground) -> None:
    ran = run(("no-such-program",), _free(ground))

    assert ran.code == 127
    assert "no-such-program could not be started" in ran.output


def test_a_hanging_command_is_killed(ground: Ground) -> None:
    ran = run(("sleep", "60"), _free(ground), seconds=0.5)

    assert ran.ended == "It did not end within 0.5 s of wall time."
    assert ran.seconds < 10


def test_a_command_that_says_too_much_is_ended(ground: Ground) -> None:
    small = Ground(
        ground.work, ground.folder, ground.environment, level=Level.NONE, limits=Limits(output=1000)
    )

    ran = run(("yes",), small)

    assert ran.ended == "It said more than 1000 bytes."
    assert len(ran.output) == 1000


def test_a_file_beyond_the_limit_is_not_written(ground: Ground) -> None:
    small = Ground(
        ground.work, ground.folder, ground.environment, level=Level.NONE, limits=Limits(file=4096)
    )

    ran = run(("sh", "-c", "head -c 100000 /dev/zero > big"), small)

    assert not ran.done
    assert Path(ground.work, "big").stat().st_size <= 4096


def test_memory_beyond_the_limit_is_not_given(ground: Ground) -> None:
    small = Ground(
        ground.work,
        ground.folder,
        ground.environment,
        level=Level.NONE,
        limits=Limits(memory=512 << 20),
    )

    ran = run(_python("bytearray(1 << 30)"), small)

    assert "MemoryError" in ran.output


def test_no_variable_of_ours_reaches_it(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "hunter2")

    ran = run(("env",), _free(ground))

    assert "A_SECRET" not in ran.output


@confined
def test_the_network_is_off(ground: Ground) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        ran = run(_python(code), ground)
    ran_out = run(_python("import socket; socket.create_connection(('192.0.2.1', 80), 2)"), ground)

    assert "ConnectionRefusedError" in ran.output  # its own loopback, not ours
    assert "Network is unreachable" in ran_out.output


@confined
def test_it_can_talk_to_itself(ground: Ground) -> None:
    code = (
        "import socket; s = socket.create_server(('127.0.0.1', 0));"
        "socket.create_connection(s.getsockname()); print('heard')"
    )

    assert run(_python(code), ground).output == "heard\n"


@confined
def test_it_writes_in_its_own_folder_alone(ground: Ground) -> None:
    other = Path(ground.work).parent / "other" / "file"
    other.write_text("mine")

    places = (str(other), "/etc/weighbridge", "/usr/weighbridge", "/dev/weighbridge")
    tries = "; ".join(f"echo theirs > {place}" for place in places)
    ran = run(("sh", "-c", f"echo kept > own; {tries}; true"), ground)

    assert ran.done
    assert Path(ground.work, "own").read_text() == "kept\n"
    assert other.read_text() == "mine"
    assert not any(Path(place).exists() for place in places[1:])


@confined
def test_the_home_of_who_runs_it_is_hidden(ground: Ground) -> None:
    """Save for the Python it runs with, where that lies there."""
    home = Path.home().resolve()
    python = Path(sys.base_prefix).resolve()
    kept = {python.relative_to(home).parts[0]} if python.is_relative_to(home) else set()

    ran = run(("ls", "-A", str(home)), ground)

    # A home below another folder that is hidden, such as /tmp, is not there at all.
    assert set(ran.output.split()) == kept or "No such file" in ran.output


@confined
def test_it_sees_no_process_but_its_own_and_has_no_privilege(ground: Ground) -> None:
    code = (
        "import os; print(sum(n.isdigit() for n in os.listdir('/proc')));"
        "print(next(l for l in open('/proc/self/status') if l.startswith('CapBnd')).split()[1])"
    )

    count, bound = run(_python(code), ground).output.split()

    assert int(count) <= 3
    assert int(bound, 16) == 0


@confined
def test_it_can_make_no_further_namespace_and_no_device(ground: Ground) -> None:
    ran = run(("sh", "-c", "unshare -rn true || mknod device b 8 0 || echo neither"), ground)

    assert ran.output.endswith("neither\n")


@confined
def test_kernel_settings_cannot_be_changed(ground: Ground) -> None:
    place = Path("/proc/sys/kernel/core_pattern")
    before = place.read_text()

    ran = run(("sh", "-c", f"echo '|/tmp/x' > {place}"), ground)

    assert not ran.done
    assert place.read_text() == before


@confined
def test_a_program_that_starts_too_many_others_is_ended(ground: Ground) -> None:
    # Two hundred sleepers, not a real bomb: it is the limit that is tested, not the machine.
    ran = run(("bash", "-c", "for n in {1..200}; do sleep 4712 & done; wait"), ground, seconds=10)

    assert (
        ran.ended == "It started more than 40 processes."
        or "Resource temporarily unavailable" in ran.output
    )
    assert _gone("sleep 4712")


@confined
def test_what_it_leaves_behind_ends_with_it(ground: Ground) -> None:
    ran = run(("sh", "-c", "setsid sleep 4711 & echo done"), ground)

    assert ran.output == "done\n"
    assert _gone("sleep 4711")


def test_a_system_that_confines_nothing_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running.shutil, "which", lambda _: None)

    assert running.best.__wrapped__() is Level.NONE


def _free(ground: Ground) -> Ground:
    """The same ground where nothing but limits holds, so that the test runs anywhere."""
    return Ground(
        ground.work, ground.folder, ground.environment, level=Level.NONE, limits=ground.limits
    )


def _gone(words: str) -> bool:
    """Whether no process of that name is left, once the system has had the time to end them."""
    until = monotonic() + 10
    while any(words in line for line in _processes()):
        if monotonic() > until:
            return False
        sleep(0.05)
    return True


def _processes() -> Iterator[str]:
    done = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    yield from done.stdout.splitlines()
