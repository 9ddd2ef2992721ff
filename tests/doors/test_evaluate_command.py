"""A filter of one's own, asked over a labelled set: real programs, a real server."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shlex import join
from threading import Thread
from time import sleep

import pytest

from conftest import Read
from doors.conftest import Run
from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.provenance import Reading

FILTER = """
import json, sys
for line in sys.stdin:
    item = json.loads(line)
    assert not {"label", "domain", "group", "weight"} & item.keys(), item
    print(json.dumps({"id": item["id"], "prediction": "bomb" in item["text"]}), flush=True)
"""


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """80 items in two domains; 10 of the harmful ones in one of them are worded softly."""
    rows = []
    for n in range(40):
        harm = "a softer word" if n < 10 else "a bomb"
        rows.append({"id": f"h{n}", "text": f"{harm} {n}", "label": True, "domain": "weapons"})
        rows.append({"id": f"o{n}", "text": f"bath bomb {n}", "label": False, "domain": "weapons"})
        rows.append({"id": f"c{n}", "text": f"cake {n}", "label": False, "domain": "food"})
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def _program(folder: Path, text: str) -> str:
    file = folder / "filter.py"
    file.write_text(text)
    return join([sys.executable, str(file)])


def _lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text().splitlines()][1:]


def test_a_program_is_asked_and_its_errors_are_told_per_domain(
    run: Run, labelled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "verdicts.jsonl"
    program = _program(tmp_path, FILTER)
    done = run("evaluate", "filter", "--set", labelled, "--command", program, "-o", out)
    lines = done.stdout.decode().splitlines()

    assert done.returncode == 0, done.stderr
    assert lines[1].startswith("food     0.0 % (0 of 40;")
    assert lines[1].endswith("0 samples are too few; it takes 30.")
    assert "100.0 % (40 of 40;" in lines[2]
    assert "25.0 % (10 of 40; 95 % interval 14.2 % to 40.2 %)" in lines[2]
    assert [line["id"] for line in _lines(out)][:3] == ["h0", "o0", "c0"]
    assert not list(tmp_path.glob("*.part"))


def test_a_release_with_the_verdicts_has_the_same_counts(
    run: Run, labelled: Path, tmp_path: Path, read: Read
) -> None:
    out = tmp_path / "verdicts.jsonl"
    program = _program(tmp_path, FILTER)
    run("evaluate", "filter", "--set", labelled, "--command", program, "-o", out)
    facts = read({"evaluation/verdicts.jsonl": out.read_bytes()}).view(Evaluation, Reading.EVIDENCE)
    counts = {(t.metric, t.domain): (t.successes, t.total) for t in facts.tallies}

    assert counts["false-negative-rate", "weapons"] == (10, 40)
    assert counts["false-positive-rate", ""] == (40, 80)
    assert [(r.completed, r.samples, r.defects) for r in facts.runs] == [(True, 120, ())]
    assert str(tmp_path) not in out.read_text()


def test_a_program_that_fails_at_an_item_is_an_error_and_never_a_pass(
    run: Run, labelled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "verdicts.jsonl"
    text = FILTER.replace(
        "    assert", "    if item['id'] == 'h3': sys.exit('no memory')\n    assert"
    )
    program = _program(tmp_path, text)
    done = run("evaluate", "filter", "--set", labelled, "--command", program, "-o", out)
    (failed,) = [line for line in _lines(out) if line["prediction"] is None]

    assert done.returncode == 4
    assert "119 of 120 items have a verdict." in done.stdout.decode()
    assert failed["id"] == "h3"
    assert failed["error"] == "It ended with code 1 in place of an answer: no memory."


def test_a_program_that_hangs_is_ended_and_the_next_item_is_asked(
    run: Run, labelled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "verdicts.jsonl"
    text = FILTER.replace(
        "    assert", "    if item['id'] == 'h3': __import__('time').sleep(60)\n    assert"
    )
    program = _program(tmp_path, text)
    done = run(
        "evaluate", "filter", "--set", labelled, "--command", program, "-o", out, "--seconds", "2"
    )

    assert done.returncode == 4
    assert "It gave no answer within 2 seconds." in done.stdout.decode()


def test_what_was_answered_is_not_asked_again(run: Run, labelled: Path, tmp_path: Path) -> None:
    out, log = tmp_path / "verdicts.jsonl", tmp_path / "log"
    text = FILTER.replace(
        "    assert",
        f"    open({str(log)!r}, 'a').write(item['id'] + ' ')\n"
        f"    said = open({str(log)!r}).read().split()\n"
        "    if item['id'] == 'h3' and said.count('h3') < 2: sys.exit()\n    assert",
    )
    program = _program(tmp_path, text)
    options = ["evaluate", "filter", "--set", labelled, "--command", program, "-o", out]
    first, second, third = run(*options), run(*options), run(*options)

    assert (first.returncode, second.returncode, third.returncode) == (4, 0, 0)
    assert log.read_text().split().count("h3") == 2
    assert log.read_text().split().count("h4") == 1
    assert run(*options, "--anew").returncode == 0
    assert log.read_text().split().count("h4") == 2


def test_another_filter_is_asked_anew(run: Run, labelled: Path, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.jsonl"
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    strict = FILTER.replace('"bomb" in item["text"]', "True")
    options = ["evaluate", "filter", "--set", labelled, "-o", out, "--command"]
    run(*options, _program(one, FILTER))
    run(*options, _program(other, strict))

    assert all(line["prediction"] is True for line in _lines(out))


def test_a_run_that_was_killed_goes_on_where_it_stopped(
    run: Run, labelled: Path, tmp_path: Path
) -> None:
    out, log = tmp_path / "verdicts.jsonl", tmp_path / "log"
    text = FILTER.replace(
        "    assert",
        f"    open({str(log)!r}, 'a').write(item['id'] + ' ')\n"
        f"    __import__('time').sleep(0.02)\n    assert",
    )
    program = _program(tmp_path, text)
    options = ["evaluate", "filter", "--set", str(labelled), "--command", program, "-o", str(out)]
    running = subprocess.Popen([sys.executable, "-m", "weighbridge", *options])
    for _ in range(500):
        if log.exists() and len(log.read_text().split()) > 20:
            break
        sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()

    assert not out.exists()
    assert run(*options).returncode == 0
    assert len(_lines(out)) == 120
    assert sum(times > 1 for times in _counted(log)) <= 2


def _counted(log: Path) -> list[int]:
    asked = log.read_text().split()
    return [asked.count(one) for one in set(asked)]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ('{"id": "other", "prediction": true}', "It answered for 'other' in place of"),
        ('{"prediction": "yes"}', "neither true nor false"),
        ("[true]", "no JSON object"),
        ("sure", "no JSON"),
        ('{"error": "overloaded"}', "It says: overloaded"),
        ('{"prediction": null}', "neither true nor false"),
    ],
)
def test_an_answer_that_is_none_is_an_error(
    run: Run, labelled: Path, tmp_path: Path, answer: str, said: str
) -> None:
    program = _program(tmp_path, f"import sys\nfor _ in sys.stdin: print({answer!r}, flush=True)\n")
    done = run(
        "evaluate", "filter", "--set", labelled, "--command", program, "-o", tmp_path / "out.jsonl"
    )

    assert done.returncode == 4
    assert said in done.stdout.decode()
    assert "asked no further" in done.stdout.decode()


def test_a_program_that_is_not_there_is_an_error(run: Run, labelled: Path, tmp_path: Path) -> None:
    done = run(
        "evaluate", "filter", "--set", labelled, "--command", "no-such-filter", "-o", tmp_path / "o"
    )

    assert done.returncode == 4
    assert "It cannot be started" in done.stdout.decode()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        item = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/filter")
            self.end_headers()
            return
        if self.path == "/slow":
            sleep(1)
        if self.path == "/secret" and self.headers["Authorization"] != "Bearer s3cret":
            self.send_error(401)
            return
        body = json.dumps({"prediction": "bomb" in item["text"]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_asked(run: Run, labelled: Path, tmp_path: Path, address: str) -> None:
    out = tmp_path / "verdicts.jsonl"
    done = run(
        "evaluate", "filter", "--set", labelled, "--url", f"{address}/filter", "-o", out,
        "--format", "json",
    )  # fmt: skip
    told = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert [one["domain"] for one in told["rates"]] == ["food", "weapons", ""]
    assert told["rates"][1]["false_negative"]["successes"] == 10


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/elsewhere", "It answered with status 302."),
        ("/secret", "It answered with status 401."),
        ("/slow", "It gave no answer within 0.1 seconds."),
    ],
)
def test_an_address_that_gives_no_answer_is_an_error(  # noqa: PLR0917
    run: Run, labelled: Path, tmp_path: Path, address: str, path: str, said: str
) -> None:
    done = run(
        "evaluate", "filter", "--set", labelled, "--url", address + path, "-o", tmp_path / "o",
        "--seconds", "0.1",
    )  # fmt: skip

    assert done.returncode == 4
    assert said in done.stdout.decode()


def test_a_token_comes_from_the_environment(
    run: Run, labelled: Path, tmp_path: Path, address: str
) -> None:
    options = ["evaluate", "filter", "--set", labelled, "--url", f"{address}/secret"]
    variables = {"MY_TOKEN": "s3cret"}
    done = run(*options, "-o", tmp_path / "o", "--token-from", "MY_TOKEN", **variables)

    assert done.returncode == 0
    assert b"s3cret" not in done.stdout + (tmp_path / "o").read_bytes()
    assert run(*options, "-o", tmp_path / "o", "--token-from", "NO_TOKEN").returncode == 2


def test_a_function_is_called_in_a_process_of_its_own(
    run: Run, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "import os\ndef judge(item):\n    print(os.getppid())\n    return 'bomb' in item['text']\n"
    )
    (tmp_path / "mine.py").write_text(text)
    done = run(
        "evaluate", "filter", "--set", labelled, "--callable", "mine:judge", "-o", tmp_path / "o",
        PYTHONPATH=os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]),
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
    assert "120 of 120 items have a verdict." in done.stdout.decode()


def test_a_function_that_raises_is_an_error(run: Run, labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def judge(item):\n    raise ValueError('too long')\n")
    done = run(
        "evaluate", "filter", "--set", labelled, "--callable", "mine:judge", "-o", tmp_path / "o",
        PYTHONPATH=str(tmp_path),
    )  # fmt: skip

    assert done.returncode == 4
    assert "It says: ValueError: too long" in done.stdout.decode()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Name one of --command, --url and --callable."),
        (["--command", "a", "--url", "http://x"], "Name one of"),
        (["--url", "ftp://x"], "it is no address"),
        (["--callable", "os"], "Write it as module:function"),
        (["--command", "'"], "No closing quotation"),
    ],
)
def test_wrong_usage_says_what_to_write(
    run: Run, labelled: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    done = run("evaluate", "filter", "--set", labelled, "-o", tmp_path / "o", *options)

    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_set_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run(
        "evaluate", "filter", "--set", "none.jsonl", "--command", "cat", "-o", tmp_path / "o"
    )

    assert done.returncode == 2
    assert "none.jsonl: No such file" in done.stderr.decode()


def test_an_output_that_cannot_be_written_is_named(
    run: Run, labelled: Path, tmp_path: Path
) -> None:
    done = run(
        "evaluate",
        "filter",
        "--set",
        labelled,
        "--command",
        "cat",
        "-o",
        tmp_path / "no" / "o.jsonl",
    )

    assert done.returncode == 2
    assert "o.jsonl: No such file or directory." in done.stderr.decode()
