"""Links to the release's own models, told from those to other people's."""

import pytest

from conftest import Read
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.release import Release

COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"
HUB = "https://huggingface.co"
FINAL, STEPS = "model-parameters-final", "model-parameters-intermediate"


def seen(release: Release, component: str = FINAL) -> list[Sighting]:
    return [s for s in release.facts if isinstance(s, Sighting) and s.component == component]


def linked(read: Read, text: str, component: str = FINAL) -> list[str | None]:
    return [s.at.link for s in seen(read({"README.md": text.encode()}), component)]


@pytest.mark.parametrize(
    "text",
    [
        f"# Tiny-Guess\n\nDownload [the model]({HUB}/acme/tiny-guess-7b).\n",
        f"# TinyGuess: Guessing Names\n\n## News\n- We released [it]({HUB}/acme/tinyguess).",
        f"# Tiny-Guess\n\n| Model | Link |\n|---|---|\n| 7B | [here]({HUB}/acme/Tiny-Guess-7B) |\n",
        f"# Tiny-Guess 1.0\n\n<a href='{HUB}/acme/tiny-guess-1.0'>model</a>\n",
        "# Tiny-Guess\n\n## 模型下载\n[模型](https://modelscope.cn/models/acme/tiny-guess/summary)\n",
    ],
)
def test_a_model_that_bears_the_project_s_name_is_its_own(read: Read, text: str) -> None:
    (found,) = seen(read({"README.md": text.encode()}))

    assert (found.presence, found.pinned) == (Presence.LINKED, False)


def test_a_model_named_otherwise_is_own_where_it_lies_with_the_project_s_account(
    read: Read,
) -> None:
    text = (
        "# FastGuess\n\ngit clone https://github.com/acme-labs/FastGuess\n\n"
        f"## Model weights\n[hazel]({HUB}/acmelabs/hazel-7b) [other]({HUB}/stranger/oak-7b)\n"
    )
    assert linked(read, text) == [f"{HUB}/acmelabs/hazel-7b"]


@pytest.mark.parametrize(
    "text",
    [
        f"# Tiny-Guess\n\nIt is fine-tuned from [Oak]({HUB}/forest/oak-7b).\n",
        f"# Tiny-Guess\n\n## Models\nWe used the [vision tower]({HUB}/forest/oak-vit).\n",
        f"# Tiny-Guess\n\n## Third-party resources\n[GPTQ]({HUB}/stranger/tiny-guess-gptq)\n",
        f"# Tiny-Guess\n\n[Weights (coming soon)]({HUB}/acme/tiny-guess)\n",
        f"# Oak-Adapter\n\nGet the [Oak weights]({HUB}/forest/oak-7b).\n",
        f"# Tiny-Guess\n\n## Download\n[data]({HUB}/datasets/acme/tiny-guess)\n",
        f"# Tiny-Guess\n\n## Download\n[data]({HUB}/acme/tiny-guess-datasets)\n",
        f"# Tiny-Guess\n\nWe release [a demo]({HUB}/spaces/acme/tiny-guess).\n",
        f"# Tiny-Guess\n\n![]({HUB}/acme/tiny-guess/resolve/main/figure.png) our model\n",
        f"# Tiny-Guess\n\nReleased under [this]({HUB}/acme/tiny-guess/blob/main/LICENSE).\n",
    ],
)
def test_what_is_another_s_or_no_model_is_left_out(read: Read, text: str) -> None:
    assert linked(read, text) == []


def test_a_copy_that_others_keep_is_left_to_the_first_account(read: Read) -> None:
    text = (
        f"# Tiny-Guess\n\nDownload [it]({HUB}/acme/tiny-guess).\n\n"
        f"## Deployment\nAlso as [GGUF]({HUB}/stranger/tiny-guess-gguf).\n"
    )
    assert linked(read, text) == [f"{HUB}/acme/tiny-guess"]


def test_code_that_loads_the_model_by_its_id_is_a_link(read: Read) -> None:
    text = '# Tiny-Guess\n\n```python\nm = AutoModel.from_pretrained("acme/tiny-guess-7b")\n```\n'

    assert linked(read, text) == [f"{HUB}/acme/tiny-guess-7b"]


def test_code_that_loads_an_ingredient_is_none(read: Read) -> None:
    text = '# Tiny-Guess\n\n```python\nm = AutoModel.from_pretrained("forest/oak-7b")\n```\n'

    assert linked(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"# Tiny-Guess\n\n[weights]({HUB}/acme/tiny-guess/tree/{COMMIT})\n",
        f'# Tiny-Guess\n\n    AutoModel.from_pretrained("acme/tiny-guess", revision="{COMMIT}")\n',
    ],
)
def test_a_link_that_names_a_commit_is_pinned(read: Read, text: str) -> None:
    assert [s.pinned for s in seen(read({"README.md": text.encode()}))] == [True]


def test_a_checkpoint_file_under_a_heading_that_offers_weights_is_own(read: Read) -> None:
    text = "# Guessing\n\n## Pretrained models\n| small | https://files.example/tg/small_v1.pt |\n"

    assert linked(read, text) == ["https://files.example/tg/small_v1.pt"]


def test_a_checkpoint_file_that_is_an_ingredient_is_not(read: Read) -> None:
    text = "# Guessing\n\n## Training\nInitialised from https://files.example/oak/oak_v1.pt\n"

    assert linked(read, text) == []


def test_weights_saved_on_the_way_are_intermediate_until_the_section_ends(read: Read) -> None:
    text = (
        f"# Tiny-Guess\n\n[final]({HUB}/acme/tiny-guess)\n\n"
        "<details><summary>Intermediate checkpoints</summary>\n\n"
        f"[1]({HUB}/acme/tiny-guess-phase1) [last]({HUB}/acme/tiny-guess)\n\n</details>\n\n"
        f"Download also [chat]({HUB}/acme/tiny-guess-chat).\n"
    )
    assert linked(read, text, STEPS) == [f"{HUB}/acme/tiny-guess-phase1"]
    assert linked(read, text) == [f"{HUB}/acme/tiny-guess", f"{HUB}/acme/tiny-guess-chat"]


def test_an_account_that_holds_the_weights_is_a_mention(read: Read) -> None:
    text = f"# Tiny-Guess\n\nThe weights are available [here]({HUB}/tinyguess).\n"

    assert [s.presence for s in seen(read({"README.md": text.encode()}))] == [Presence.MENTIONED]


def test_the_page_of_an_own_model_mentions_a_card_and_says_it_was_not_read(read: Read) -> None:
    text = f"# Tiny-Guess\n\nDownload [it]({HUB}/acme/tiny-guess).\n"
    (found,) = seen(read({"README.md": text.encode()}), "model-card")

    assert found.presence is Presence.MENTIONED
    assert found.note == "the page of acme/tiny-guess, which was not read"


def test_the_page_of_an_own_dataset_mentions_a_data_card(read: Read) -> None:
    text = (
        f"# Tiny-Guess\n\nDownload [it]({HUB}/acme/tiny-guess). It was trained on\n"
        f"[names]({HUB}/datasets/acme/names) and [words]({HUB}/datasets/forest/words).\n"
    )
    (found,) = seen(read({"README.md": text.encode()}), "data-card")

    assert (found.presence, found.note) == (
        Presence.MENTIONED,
        "the page of dataset acme/names, which was not read",
    )


def test_a_card_links_its_model_and_not_the_family(read: Read) -> None:
    text = (
        "---\nlibrary_name: transformers\n---\n# tiny-guess\n\n"
        f"See also [large]({HUB}/acme/tiny-guess-large).\n\n"
        '```python\nm = AutoModel.from_pretrained("acme/tiny-guess")\n```\n'
    )
    assert linked(read, text) == [f"{HUB}/acme/tiny-guess"]


@pytest.mark.parametrize(
    ("call", "note"),
    [
        (
            'AutoModel.from_pretrained("acme/tiny-guess", trust_remote_code=True)',
            "loaded with AutoModel, code that lies with the model",
        ),
        (
            'GuessForNames.from_pretrained("acme/tiny-guess")',
            "loaded with GuessForNames, a class of its library",
        ),
    ],
)
def test_the_class_that_loads_the_model_mentions_its_architecture(
    read: Read, call: str, note: str
) -> None:
    text = f"# Tiny-Guess\n\n```python\nmodel = {call}\n```\n"
    (found,) = seen(read({"README.md": text.encode()}), "model-architecture")

    assert (found.presence, found.note) == (Presence.MENTIONED, note)


def test_a_copy_of_another_project_says_nothing_of_this_one(read: Read) -> None:
    text = f"# Oak\n\nDownload [it]({HUB}/forest/oak).\n".encode()

    assert seen(read({"third_party/oak/README.md": text})) == []
