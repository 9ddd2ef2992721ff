import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from weighbridge.doors.cli.writing import to_file


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_takes_the_text_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    to_file(str(pipe), "words")
    reader.join()

    assert read == ["words"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    to_file(str(link), "new")

    assert link.is_symlink()
    assert target.read_text() == "new"
