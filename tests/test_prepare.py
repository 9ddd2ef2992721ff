"""Documents are drafted beside what people wrote, alike every time, and say nothing false."""

import json
import re
import shutil
import struct
from math import prod
from pathlib import Path

import pytest

from case_files import safetensors
from conftest import AS_OF
from golden_files import same_as_golden
from weighbridge.audit import open_release
from weighbridge.card import judge_card
from weighbridge.prepare import Prepared, audiences, prepare
from weighbridge.targets import folder as target

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("claiming", "complete", "hopeless")
CARDS = ("model-card", "data-card", "croissant")


def prepared(
    folder: Path, documents: tuple[str, ...] = CARDS, audience: str = ""
) -> list[Prepared]:
    release = open_release(str(folder), as_of=AS_OF, offline=True)
    return list(prepare(release, str(folder), documents=documents, audience=audience))


def apply(folder: Path, documents: tuple[str, ...] = CARDS, audience: str = "") -> list[str]:
    done = prepared(folder, documents, audience)
    return target.apply_all(one.step for one in done if one.step)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(params=NAMES)
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / request.param, tmp_path / request.param))


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Weights and their configuration, and not a word about them."""
    folder = tmp_path / "tiny-words"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(
        safetensors({"embed": ["BF16", [100, 8]], "norm": ["F32", [8]]})
    )
    config = {
        "model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2,
        "hidden_size": 8, "num_attention_heads": 2, "vocab_size": 100,
        "max_position_embeddings": 64,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def test_nothing_is_written_before_it_is_asked_for(example: Path) -> None:
    before = contents(example)
    prepared(example)
    assert contents(example) == before


def test_a_second_run_changes_nothing(example: Path) -> None:
    apply(example)
    once = contents(example)
    assert apply(example) == []
    assert contents(example) == once


def test_a_second_run_of_every_default_document_changes_nothing(example: Path) -> None:
    apply(example, ())
    once = contents(example)
    assert apply(example, ()) == []
    assert contents(example) == once


def test_every_word_of_a_person_is_still_there(example: Path) -> None:
    before = contents(example)
    apply(example)
    after = contents(example)
    for path, data in before.items():
        lines = after[path].splitlines()
        assert [line for line in data.splitlines() if line not in lines] == []


def test_what_a_person_wrote_into_a_section_stays(bare: Path) -> None:
    apply(bare)
    card = bare / "README.md"
    mine = "## Limitations\n\nIt knows a hundred words.\n"
    text = re.sub(r"## Limitations\n\n<!--.*?-->\n\[More Information Needed\]\n", mine,
                  card.read_text())  # fmt: skip
    card.write_text(text)
    (bare / "model.safetensors").write_bytes(safetensors({"embed": ["F32", [200, 8]]}))
    (one,) = prepared(bare, ("model-card",))
    assert one.kept == ("limitations",)
    assert one.step is not None
    assert mine in one.step.text
    assert "- **Parameters:** 1,600" in one.step.text
    assert not any(question.startswith("Limitations") for question in one.open)


def test_documents_that_share_a_file_are_written_together(bare: Path) -> None:
    done = prepared(bare, ("model-card", "readme"))
    assert [one.step is not None for one in done] == [False, True]
    target.apply_all(one.step for one in done if one.step)
    text = (bare / "README.md").read_text()
    assert "weighbridge:begin quick-start" in text
    assert "weighbridge:begin model-details" in text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("document", CARDS)
def test_the_drafts_of_the_examples_are_the_golden_ones(name: str, document: str) -> None:
    texts = [one.diff for one in prepared(EXAMPLES / name, (document,))]
    assert same_as_golden(f"documents/{name}.{document}.diff", "".join(texts))


def test_the_card_of_bare_weights_is_the_golden_one(bare: Path) -> None:
    (one,) = prepared(bare, ("model-card",))
    assert one.step is not None
    assert same_as_golden("documents/bare.model-card.md", one.step.text)


@pytest.mark.parametrize("audience", sorted(audiences()))
def test_a_view_for_an_audience_is_written_and_stays(bare: Path, audience: str) -> None:
    assert apply(bare, (), audience) == [str(bare / "docs" / f"for-{audience}.md")]
    assert apply(bare, (), audience) == []


def test_there_is_no_view_for_just_anybody(bare: Path) -> None:
    with pytest.raises(KeyError, match="nobody"):
        prepared(bare, (), "nobody")


def test_the_card_of_bare_weights_is_seen_as_still_to_be_completed(bare: Path) -> None:
    apply(bare)
    judged = judge_card("README.md", (bare / "README.md").read_bytes())
    assert judged.template
    assert judged.front_matter == ()


STATED = frozenset(
    """
With transformers, from the folder of this release. It reads `model.safetensors` and `config.json`.
In all: the weights, the keys and values of 64 tokens in 16 bits, and a fifth of the weights for \
the rest ("Transformer Math 101", EleutherAI).
Full fine-tuning takes 16 bytes for each parameter (mixed precision with Adam: Rajbhandari and \
others, "ZeRO", section 3.1); an adapter keeps the weights as they are, in 16 bits or in about 4.1 \
(Dettmers and others, "QLoRA", section 3), and takes 16 bytes for each parameter of its own. \
Activations are left out.
""".splitlines()
)
"""Sentences of the draft that are true of every such model, or of its very files."""


def test_a_card_of_bare_weights_says_nothing_false(bare: Path) -> None:
    """Every line outside placeholders is held against what the bytes say, read anew here."""
    apply(bare)
    facts = _facts(bare)
    text = re.sub(r"<!--.*?-->", "", (bare / "README.md").read_text(), flags=re.DOTALL)
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    assert set(front.splitlines()) == {
        "library_name: transformers",
        "pipeline_tag: text-generation",
    }
    body = re.sub(r"```python\n.*?```", "", body, flags=re.DOTALL)
    for line in filter(None, map(str.strip, body.splitlines())):
        if line.startswith(("#", "|---")) or "[More Information Needed]" in line:
            continue
        assert line in STATED or line in facts, line


def _facts(folder: Path) -> set[str]:
    """Every line that may stand in the card, computed from the bytes without the program."""
    data = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    counts = {name: prod(one["shape"]) for name, one in header.items()}
    types = {header[name]["dtype"]: count for name, count in counts.items()}
    config = json.loads((folder / "config.json").read_text())
    layers, width, heads = (
        config[key] for key in ("num_hidden_layers", "hidden_size", "num_attention_heads")
    )
    total, stored = sum(counts.values()), len(data) - 8 - length
    cache = 2 * layers * width * 64 * 2  # as many heads of keys and values as of queries
    read, stated = "(read from `model.safetensors`)", "(stated in `config.json`)"
    lora = layers * 16 * (2 * width + heads * 2 * (width // heads)) * 16
    half, quarter = total * 2, -(-total * 4127 // 8000)
    rows = [("as stored", stored), *((f"{b}-bit", total * b // 8) for b in (32, 16, 8, 4))]
    return {
        f"- **Parameters:** {total} {read}",
        f"- **Architecture:** `{config['architectures'][0]}` {stated}",
        f"- **Family:** `{config['model_type']}` {stated}",
        f"- **Library:** `transformers` {stated}",
        f"- **Format of the weights:** safetensors {read}",
        f"- **Size of the weights:** {_size(len(data))} {read}",
        f"- **Layers:** {layers} {stated}",
        f"- **Hidden size:** {width} {stated}",
        f"- **Attention heads:** {heads} {stated}",
        f"- **Context length:** {config['max_position_embeddings']} tokens {stated}",
        f"- **Vocabulary:** {config['vocab_size']} tokens {stated}",
        f"- **Parameters by data type:** {types['BF16']} in BF16, {types['F32']} in F32 {read}",
        f"Memory, estimated from {total} parameters {read}; the library and the system need more.",
        "| to run | weights | keys and values | in all |",
        "| to fine-tune | weights | gradients and optimiser | in all |",
        *(
            f"| {what} | {_size(size)} | {_size(cache)} | {_size(size + cache + round(size / 5))} |"
            for what, size in rows
        ),
        f"| {_FULL} | {_size(half)} | {_size(total * 14)} | {_size(total * 16)} |",
        f"| LoRA, rank 16 | {_size(half)} | {_size(lora)} | {_size(half + lora)} |",
        f"| QLoRA, rank 16 | {_size(quarter)} | {_size(lora)} | {_size(quarter + lora)} |",
    }


_FULL = "full, AdamW, mixed precision"


def _size(count: int) -> str:
    return f"{count / 1000:.3g} kB" if count >= 1000 else f"{count} bytes"
