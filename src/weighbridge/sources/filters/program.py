"""A program that reads one JSON line for each item and writes one; a function is one too, behind
a worker in a process of its own.
"""

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import Any, Self

from weighbridge.sources.filters.port import LONGEST, Answer, Failed, understood

_WORKER = "weighbridge.sources.filters.worker"


class Program:
    """A program, started when it is first asked, and again after it hung or ended.

    Args:
        command: as a shell would split it; no shell is started.
        seconds: how long one answer may take, the start included.

    Raises:
        ValueError: the command is empty, or its quotes do not match.
    """

    def __init__(self, command: str, seconds: float, *, name: str = "") -> None:
        self.name = name or command
        self._words, self._seconds = shlex.split(command), seconds
        if not self._words:
            raise ValueError("The command is empty. Name a program.")
        self.title = name or Path(self._words[0]).name
        self._running: subprocess.Popen[bytes] | None = None
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the filter

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        self._said.close()

    def ask(self, shown: Mapping[str, Any]) -> Answer:
        """Write a line, and wait for one."""
        try:
            running = self._started()
        except OSError as error:
            return Failed(f"It cannot be started: {error.strerror or error}.")
        line = json.dumps(shown, ensure_ascii=True, default=str).encode() + b"\n"
        answers: Queue[bytes] = Queue()
        Thread(target=_exchange, args=(running, line, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=self._seconds)
        except Empty:
            self._end()
            return Failed(f"It gave no answer within {self._seconds:g} seconds.")
        if not answer.endswith(b"\n"):
            return self._broken(answer)
        return understood(answer, str(shown.get("id")))

    def _broken(self, answer: bytes) -> Failed:
        """What became of a program that ended in place of an answer, or does not end its line."""
        if len(answer) >= LONGEST:
            self._end()
            return Failed(f"Its answer is longer than {LONGEST:,} bytes.")
        code, said = self._end(), self._last_words()
        how = f"It ended with code {code}" if code is not None else "It ended its output"
        return Failed(f"{how} in place of an answer{f': {said}' if said else ''}.")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._running is None:
            self._said.truncate(0)
            self._running = subprocess.Popen(  # noqa: S603  # the person's own program
                self._words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                start_new_session=True,
            )
        return self._running

    def _end(self) -> int | None:
        """Stop the program and what it started; its code, where it had ended by itself."""
        running, self._running = self._running, None
        if running is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(0.2 if running.poll() is None else 0)
        code = running.poll()
        if code is None:
            with contextlib.suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(running.pid, signal.SIGKILL)
                else:
                    running.kill()
            running.wait()
        for stream in (running.stdin, running.stdout):
            if stream:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        return code

    def _last_words(self) -> str:
        size = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(size - 2000, 0))
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return lines[-1].strip()[:200].rstrip(".") if lines else ""


def function(spec: str, seconds: float) -> Program:
    """A Python function, `module:function`, imported and called in a process of its own."""
    words = [sys.executable, "-m", _WORKER, spec]
    return Program(shlex.join(words), seconds, name=f"callable {spec}")


def _exchange(running: "subprocess.Popen[bytes]", line: bytes, answers: "Queue[bytes]") -> None:
    """Give a line and take one; killing the program ends the waiting."""
    answer = b""
    with contextlib.suppress(OSError, ValueError):
        if running.stdin and running.stdout:
            running.stdin.write(line)
            running.stdin.flush()
            answer = running.stdout.readline(LONGEST)
    answers.put(answer)
