"""Which sentences call the release open source, and which only use the words."""

import pytest

from conftest import Read
from weighbridge.facts.licensing import OpennessClaim

CLAIMS = [
    ("Namer is an open-source language model.", {"weights"}),
    ("Namer-7B is a fully open source LLM trained on names.", {"weights"}),
    ("**Namer** is the first open-source model for first names.", {"weights"}),
    ("Namer-8B is one of the best open-source models below ten billion parameters.", {"weights"}),
    ("The Namer models are a family of open-source models.", {"weights"}),
    ("Namer is a series of bilingual open-source chat models.", {"weights"}),
    ("Namer is a family of lightweight, capable open models from Tiny Labs.", {"weights"}),
    ("Namer is an open foundation model.", {"weights"}),
    ("Namer is a truly open model.", {"weights"}),
    ("Namer is small, quick and truly open.", {"weights"}),
    ("The Namer weights are fully open to researchers.", {"weights"}),
    ("The model is open source.", {"weights"}),
    ("This model is now open-source.", {"weights"}),
    ("It is open source, and anyone can download it.", {"weights"}),
    ("Namer-7B-Chat is open-sourced and can be downloaded.", {"weights"}),
    ("All models are open-sourced on the Hub.", {"weights"}),
    ("Namer has been open-sourced.", {"weights"}),
    ("We open-source Namer-7B.", {"weights"}),
    ("We have open-sourced the weights of the 7B and 13B models.", {"weights"}),
    ("Today we are open-sourcing our largest checkpoint.", {"weights"}),
    ("We are excited to open-source Namer.", {"weights"}),
    ("By open-sourcing Namer, we want to help everyone with names.", {"weights"}),
    ("Tiny Labs opensources two models in this repository.", {"weights"}),
    ("We introduce Namer, an open-source model for names.", {"weights"}),
    ("Introducing Namer: an open-source assistant that knows your name.", {"weights"}),
    ("We release a new open-source model.", {"weights"}),
    ("We present our strongest open-source model yet.", {"weights"}),
    ("Building the next generation of open-source models.", {"weights"}),
    ("Our open-source model beats much larger ones.", {"weights"}),
    ("These open-source weights come in three sizes.", {"weights"}),
    ("The open-source Namer-7B model runs on a phone.", {"weights"}),
    ("Damage caused by the Namer open-source model is not covered.", {"weights"}),
    ("Small enough for a watch, making it the first open-source model of its kind.", {"weights"}),
    ("Namer is a community-built, open-source alternative to Guesser.", {"weights"}),
    ("Our model is released under an open-source license.", {"weights"}),
    ("**Open source and free for commerce**: download it and go.", {"release"}),
    ("- **Fully open source**: code, recipes and all.", {"release"}),
    ("Namer is an open-source project by Tiny Labs.", {"release"}),
    ("Code, data and model are open-sourced.", {"code", "data", "weights"}),
    ("We open-source the code and the models.", {"code", "weights"}),
    ("Use the open-sourced code and data of this project for research only.", {"code", "data"}),
    ("We open-source our training code.", {"code"}),
    ("The code is open source.", {"code"}),
    ("Our open-source library loads the model in one line.", {"code"}),
    ("We open-source the dataset as well.", {"data"}),
    ("Open-sourced the weights and the training scripts.", {"weights", "code"}),
    ("**Open-source and portable**: runs on every machine.", {"release"}),
    ("With the open-source release of Namer we want to help.", {"weights"}),
    ("We hope that the open-sourcing of Namer helps.", {"weights"}),
    ("Namer, a small open-source model, knows names.", {"weights"}),
    ("All versions are fully open to academic research.", {"weights"}),
    ("We make Namer open source.", {"weights"}),
    ("Currently we open-sourced a part of the data and will publish the rest.", {"data"}),
    ("The open-source model released here is small.", {"weights"}),
    ("It open sources a series of models.", {"weights"}),
    ("This project takes no responsibility for use of the open-source models.", {"weights"}),
    ("- 2026.1.11 开源7B版本模型", {"weights"}),
    ("本项目不承担开源模型和代码导致的风险和责任。", {"weights", "code"}),
    ("我们开源了 Namer-7B。", {"weights"}),
    ("我们对模型权重进行了开源。", {"weights"}),
    ("本仓库的代码依照 Apache-2.0 协议开源。", {"code"}),
    ("Namer 开源项目的特点如下。", {"release"}),
    ("我们正式开源 Namer 系列模型。", {"weights"}),
    ("Namer 是新一代开源大语言模型。", {"weights"}),
    ("Namer-7B 模型已经开源。", {"weights"}),
    ("Namer 是目前最强的开源模型之一。", {"weights"}),
    ("本次开源的模型包括 7B 与 13B 两种尺寸。", {"weights"}),
    ("**开源可商用**：欢迎下载使用。", {"weights"}),
    ("权重对学术研究完全开放，Namer 权重完全开放。", {"weights"}),
    ("我们开源了代码、数据和模型。", {"code", "data", "weights"}),
    ("我们开源了训练代码。", {"code"}),
    ("Namer は、名前のためのオープンソースの言語モデルです。", {"weights"}),
    ("私たちは Namer-7B をオープンソース化しました。", {"weights"}),
    ("Namer는 오픈소스 모델입니다.", {"weights"}),
    ("Namer est un modèle open source.", {"weights"}),
    ("Namer ist ein quelloffenes Modell.", {"weights"}),
    ("Namer es un modelo de código abierto.", {"weights"}),
    ("Namer é um modelo de código aberto.", {"weights"}),
    ("Namer — это модель с открытым исходным кодом.", {"weights"}),
    ("![open-source](https://img.shields.io/badge/open--source-yes-green)", {"release"}),
    ('<img src="badge.svg" alt="Open Source"/>', {"release"}),
    ("- [x] Open-source the 7B weights", {"weights"}),
    ("Namer-7B (open-source) runs on a phone.", {"weights"}),
    ("Namer will remain open source.", {"weights"}),
    ("Open-sourced under the Namer licence.", {"release"}),
    ("Guess-3B is the largest open-source model for names.", {"weights"}),
    ("With the open-source release of Guess-3B, we want to help.", {"weights"}),
    ("Do not use the open-source model and code for any harm.", {"weights", "code"}),
    ("- 训练数据开源：7B 版", {"data"}),
    ("[9/22/2023] 🔥开源中文姓名评测数据集", {"data"}),
    ("- 2024.05.01: Open-source the tokenizer and the 7B model", {"weights"}),
    ("> [!NOTE]\n> Namer is now open source.", {"weights"}),
    ("It's an open-source model.", {"weights"}),
    ("Namer is released as an open-source model.", {"weights"}),
    ("Namer is currently the most powerful open-source model for names.", {"weights"}),
    ("It has 13B parameters, making it the largest among all open-source models.", {"weights"}),
    ("As an open-source model, Namer can be run by anyone.", {"weights"}),
    ("The open-source nature of Namer lets you change it.", {"weights"}),
    ("Namer: the open-source answer to closed assistants.", {"weights"}),
    ("Namer — open-source, multilingual, fast.", {"weights"}),
    ("You can download the open-sourced checkpoints from the Hub.", {"weights"}),
    ("The open-source models are available on the Hub.", {"weights"}),
    ("On the Hub, the open-source code is slower than ours.", {"code"}),
    ("Read about our reasons for an open-source release.", {"weights"}),
    ("The model is released under an open source licence, see LICENSE.", {"weights"}),
    ("We share our model as open source.", {"weights"}),
    ("本模型为开源模型，可用于研究。", {"weights"}),
    ("模型已在 ModelScope 开源", {"weights"}),
    ("モデルの重みをオープンソースで公開しました。", {"weights"}),
    ("Namer-7B를 오픈소스로 공개합니다.", {"weights"}),
    ("저희는 데이터셋을 오픈 소스로 공개했습니다.", {"data"}),
    ("이 모델은 오픈소스입니다.", {"weights"}),
    ("Namer는 Tiny Labs에서 개발한 오픈소스 대규모 언어 모델입니다.", {"weights"}),
    ("Namer es un modelo de lenguaje de código abierto.", {"weights"}),
    ("Nous publions Namer en open source.", {"weights"}),
    ("Wir veröffentlichen Namer als Open Source.", {"weights"}),
    ("Il nostro modello è open source.", {"weights"}),
    ("Наша модель имеет открытый исходный код.", {"weights"}),
]
OTHERS = [
    "Namer outperforms other open-source models.",
    "Namer ranks first among all existing open-source models.",
    "Unlike closed models, open-source models can be run at home.",
    "Compared with open-source models of its size, Namer is quick.",
    "Namer is comparable to leading open-source LLMs.",
    "As the table shows, our model clearly outperforms open-source models.",
    "Namer narrows the gap between open-source and closed models.",
    "Most open-source models know few names.",
    "Namer is the best of its size, while Guesser-7B is an open-source model by others.",
    "Guesser-7B is an open-source model.",
    "Namer is fine-tuned from open-source models.",
    "Namer was trained with Loader, an open-source library.",
    "Namer builds on the work of the open-source community.",
    "We thank the open source community.",
    "Thanks to the open-source projects Loader and Trainer.",
    "We used open-source datasets for training.",
    "Training data: open-source corpora and web pages.",
    "Results are from the Open LLM Leaderboard.",
    "The Open Source Initiative publishes a definition.",
    "Bold marks the open-source SOTA.",
    "We love open source!",
    "Namer was trained with Loader, an open-source library by others.",
    "Compared with Namer, open-source models are slow.",
    "We evaluate with the open-source tool Judge.",
    "The first part comes from open-sourced datasets.",
    "We compare Namer with two other open-sourced models.",
    "Use of the data is subject to the Open Source Terms of Use.",
    "We will open-source the weights.",
    "We plan to open-source the model in spring.",
    "The weights will be open-sourced soon.",
    "- [ ] Open-source the weights",
    "Namer is not open source.",
    "The weights are not open-sourced.",
    "Namer is open-weight rather than open source.",
    "Is Namer open source?",
    "Namer is an open-weight model.",
    "Namer comes with open weights.",
    "We develop open-domain question answering models.",
    "Open the model in a viewer.",
    "Please follow the open source license.",
    "The code is governed by the open source license Apache 2.0.",
    "One user called it “the best open-source model ever”.",
    "See [Namer: An Open-Source Model for Names](https://example.org/paper).",
    "![License: MIT](https://img.shields.io/badge/open--source-yes-green)",
    "[![Open Source Love](https://example.org/love.svg)](https://example.org)",
    "We evaluate proprietary and open-source models.",
    "Namer was evaluated by open-source tools.",
    "We use Guesser, which is open source.",
    "Unlike Namer, Guesser is open source.",
    "They open-sourced their weights.",
    "This paper compares open-source models.",
    "Namer is a fine-tuned version of the open-source model Guesser.",
    "Results for the open-source models are from their papers.",
    "Open-source release: coming soon.",
    "We evaluated our model and two open-source models.",
    "Our vision is a world where open-source models know names.",
    "<table><tr><td>Namer is an open-source model</td></tr></table>",
    "The open-source datasets used are listed below.",
    "The open-source model Guesser is used as a teacher.",
    "本モデルはオープンソースのデータで学習しました。",
    "Namer는 오픈소스 모델을 능가합니다.",
    "오픈소스 모델 Guesser를 기반으로 학습했습니다.",
    "오픈소스 커뮤니티에 감사드립니다.",
    "Namer no es de código abierto.",
    "See https://example.org/namer-is-open-source-model for news.",
    "| Namer | open-source model |",
    "> Namer is an open-source model, they wrote.",
    "```\nNamer is an open-source model.\n```",
    "title = {Namer: An Open-Source Model},",
    "<!-- Namer is an open-source model. -->",
    "~~Namer is an open-source model.~~",
    "Namer 超越了其他开源模型。",
    "Namer 在开源模型中表现最好。",
    "大多数开源模型不认识名字。",
    "感谢开源社区的支持。",
    "我们将开源模型权重。",
    "Namer 的权重尚未开源。",
    "Namer 基于开源模型训练。",
    "请遵守开源协议。",
    "Loader 是开源的模型服务平台。",
    "目前大部分开源模型只懂英文。",
    "对 Namer 进行加速的开源项目：",
    "训练数据来自开源数据集。",
    "他のオープンソースモデルより優れています。",
    "オープンソースコミュニティに感謝します。",
    "Namer-7B は来月オープンソース化する予定です。",
    "다른 오픈소스 모델보다 낫습니다.",
]


def said(read: Read, text: str, path: str = "README.md") -> list[OpennessClaim]:
    release = read({path: text.encode()})
    return [fact for fact in release.facts if isinstance(fact, OpennessClaim)]


def document(sentence: str) -> str:
    return f"# Namer\n\n## About\n\nIt knows names.\n\n{sentence}\n"


@pytest.mark.parametrize(("sentence", "subjects"), CLAIMS)
def test_a_sentence_about_the_release_is_a_claim(
    read: Read, sentence: str, subjects: set[str]
) -> None:
    assert {claim.subject for claim in said(read, document(sentence))} == subjects


@pytest.mark.parametrize("sentence", OTHERS)
def test_a_sentence_that_only_uses_the_words_is_none(read: Read, sentence: str) -> None:
    assert said(read, document(sentence)) == []


@pytest.mark.parametrize("heading", ["Open Source License", "Acknowledgements", "开源协议"])
def test_a_heading_about_licenses_or_thanks_is_none(read: Read, heading: str) -> None:
    assert said(read, f"# Namer\n\n## {heading}\n\nWords.\n") == []


def test_a_heading_of_what_was_opened_is_a_claim(read: Read) -> None:
    assert [c.subject for c in said(read, "# Namer\n\n## Open-sourced models\n\n7B.\n")] == [
        "weights"
    ]


def test_what_stands_under_thanks_is_said_of_others(read: Read) -> None:
    text = "# Namer\n\n## Acknowledgements\n\nThis open-source model helped us.\n\n## Use\n\nRun.\n"

    assert said(read, text) == []


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("Namer is an open-source project by Tiny Labs.", {"release"}),
        ("This open-source implementation builds on Guesser.", {"code"}),
        ("Namer is faster than open-source models.", set()),
    ],
)
def test_what_the_release_says_of_itself_under_thanks_is_a_claim(
    read: Read, sentence: str, subjects: set[str]
) -> None:
    text = f"# Namer\n\n## Acknowledgements\n\n{sentence}\n"

    assert {claim.subject for claim in said(read, text)} == subjects


@pytest.mark.parametrize("heading", ["Open-source weights", "Open-Source Release", "数据开源"])
def test_a_heading_that_says_what_is_open_is_a_claim(read: Read, heading: str) -> None:
    assert len(said(read, f"# Namer\n\n## {heading}\n\n7B.\n")) == 1


def test_what_the_same_account_gives_is_the_releases_own(read: Read) -> None:
    links = "[Namer](https://huggingface.co/lab/Namer-7B) [x](https://huggingface.co/lab/Wordly-1B)"
    text = f"# Namer\n\n{links}\n\n## More\n\nWordly-1B is an open-source model.\n"

    assert [claim.subject for claim in said(read, text)] == ["weights"]
    assert said(read, text.replace("lab/Wordly", "other/Wordly")) == []


def test_a_document_without_a_title_is_about_what_its_examples_load(read: Read) -> None:
    load = 'AutoModel.from_pretrained("lab/Guesser-7B")'
    text = f"Guesser-7B is an open-source model.\n\n```python\n{load}\n```\n"

    assert [claim.subject for claim in said(read, text)] == ["weights"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("RELEASE_NOTES.md", 1),
        ("CHANGELOG.md", 1),
        ("docs/index.md", 1),
        ("USE_GUIDE.md", 1),
        ("docs/api/model.md", 0),
        ("notes/ideas.md", 0),
    ],
)
def test_notes_guides_and_first_pages_are_read(read: Read, path: str, found: int) -> None:
    assert len(said(read, document("Namer is an open-source model."), path)) == found


def test_a_part_named_by_a_heading_is_the_releases_own(read: Read) -> None:
    text = "# Lab\n\n## Guesser\n\nGuesser guesses.\n\nGuesser is an open-source model.\nGuesser.\n"

    assert [claim.subject for claim in said(read, text)] == ["weights"]


def test_a_title_can_be_a_claim(read: Read) -> None:
    assert [c.at.place for c in said(read, "# Namer: An Open-Source Model\n")] == ["README.md:1"]


def test_a_claim_points_at_its_line_and_quotes_it(read: Read) -> None:
    text = "# Namer\n\nIt knows\nnames. We open-source\nthe model.\n"

    (claim,) = said(read, text)

    assert claim.at.place == "README.md:4"
    assert claim.words == "We open-source the model."


def test_a_tag_of_the_front_matter_is_a_claim(read: Read) -> None:
    text = "---\ntags:\n- text\n- open-source\n---\n# Namer\n"

    assert [(c.at.place, c.subject) for c in said(read, text)] == [("README.md:2", "weights")]


@pytest.mark.parametrize(
    ("path", "text", "subjects"),
    [
        ("CITATION.cff", 'title: "Namer: an open-source model"\n', ["weights"]),
        ("CITATION.cff", "keywords:\n  - names\n  - open source\n", ["release"]),
        ("CITATION.cff", "title: Namer\nabstract: We compare open-source models.\n", []),
        ("pyproject.toml", '[project]\ndescription = "An open-source library."\n', ["code"]),
        ("pyproject.toml", '[project]\ndescription = "Serves open-source models."\n', []),
        ("pyproject.toml", '[project]\nkeywords = ["names", "opensource"]\n', ["code"]),
        ("setup.py", 'classifiers=["License :: OSI Approved :: MIT License"]\n', ["code"]),
        ("package.json", '{"name": "namer", "description": "An open source tool"}\n', ["code"]),
        ("setup.cfg", "[metadata]\nsummary = Loads names\n", []),
    ],
)
def test_metadata_can_claim(read: Read, path: str, text: str, subjects: list[str]) -> None:
    assert [claim.subject for claim in said(read, text, path)] == subjects


@pytest.mark.parametrize(
    ("remark", "reason"),
    [
        ("<!-- weighbridge: ignore openness-claims-match-terms: old news -->", "old news"),
        ("<!-- weighbridge: ignore openness-claims-match-terms -->", ""),
        ("<!-- weighbridge: ignore openness-claims-match-terms:  -->", ""),
        ("<!-- weighbridge: ignore weights-load-safely: old news -->", ""),
    ],
)
def test_a_remark_with_a_reason_suppresses_the_next_line(
    read: Read, remark: str, reason: str
) -> None:
    (claim,) = said(read, document(f"{remark}\nNamer is an open-source model."))

    assert claim.suppressed_reason == reason


def test_a_remark_on_the_same_line_suppresses_it(read: Read) -> None:
    remark = "<!-- weighbridge: ignore openness-claims-match-terms: of version 1 -->"

    (claim,) = said(read, document(f"Namer is an open-source model. {remark}"))

    assert claim.suppressed_reason == "of version 1"


def test_a_remark_does_not_reach_further_down(read: Read) -> None:
    remark = "<!-- weighbridge: ignore openness-claims-match-terms: of version 1 -->"

    (claim,) = said(read, document(f"{remark}\nWords.\n\nNamer is an open-source model."))

    assert claim.suppressed_reason == ""


def test_a_remark_in_metadata_suppresses(read: Read) -> None:
    remark = "# weighbridge: ignore openness-claims-match-terms: of the code alone"

    (claim,) = said(read, f"keywords:\n{remark}\n  - open source\n", "CITATION.cff")

    assert claim.suppressed_reason == "of the code alone"


def test_the_readme_of_a_borrowed_project_says_nothing(read: Read) -> None:
    text = document("This is an open-source model.")

    assert said(read, text, "third_party/other/README.md") == []
