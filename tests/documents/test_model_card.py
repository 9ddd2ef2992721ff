import json
import re
from dataclasses import replace

import pytest

from case_files import safetensors
from conftest import Read
from weighbridge.card import judge_card
from weighbridge.documents.drafts import Draft, model_card
from weighbridge.documents.record import Field, State, build
from weighbridge.facts.release import Release

WEIGHTS = safetensors({"w": ["F16", [100, 10]]})
LLAMA = {
    "model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2,
    "hidden_size": 8, "num_attention_heads": 2, "max_position_embeddings": 64,
}  # fmt: skip
FILES = {"model.safetensors": WEIGHTS, "config.json": json.dumps(LLAMA).encode()}
RISK = """title = "Wrong guesses"
harm = "People are refused"
affected = ["speakers of dialects"]
[[mitigations]]
title = "A threshold"
state = "in-place"
"""
USE = 'title = "Sorting mail"\ndescription = "By language."\narea = "office"\nallowed = "{}"\n'


def drafted(release: Release) -> Draft:
    draft = model_card.draft(build(release))
    assert draft is not None
    return draft


def section(draft: Draft, name: str) -> str:
    found = re.search(
        rf"<!-- weighbridge:begin {name} \w+ -->\n(.*?)<!-- weighbridge:end", draft.text, re.DOTALL
    )
    assert found
    return found[1]


def test_a_release_without_a_model_has_no_card(read: Read) -> None:
    assert model_card.draft(build(read({"notes.txt": b"Hello."}))) is None


def test_what_was_counted_stands_with_its_file(read: Read) -> None:
    text = section(drafted(read(FILES)), "model-details")
    assert "- **Parameters:** 1,000 (read from `model.safetensors`)" in text
    assert "- **Architecture:** `LlamaForCausalLM` (stated in `config.json`)" in text


def test_the_judge_of_cards_tells_filled_sections_from_open_ones(read: Read) -> None:
    draft = drafted(read(FILES))
    judged = judge_card("README.md", draft.text.encode())
    filled = {"model-details", "how-to-start", "hardware-requirements", "technical-specifications"}
    asked = set(model_card._ORDER)
    assert {name for name in asked if judged.sections[name] == "substantial"} == filled
    assert {name for name in asked if judged.sections[name] == "placeholder"} == asked - filled
    assert judged.front_matter == ()


def test_what_only_a_person_can_answer_is_asked(read: Read) -> None:
    draft = drafted(read(FILES))
    assert any(one.startswith("Intended use: ") for one in draft.open)
    assert not any(one.startswith("Hardware requirements") for one in draft.open)


def test_front_matter_holds_what_is_beyond_doubt(read: Read) -> None:
    manifest = b'[release]\nname = "tiny"\n[[licenses]]\nexpression = "Apache-2.0"\n'
    draft = drafted(read({**FILES, "weighbridge.toml": manifest}))
    assert draft.text.startswith(
        "---\nlicense: apache-2.0\nlibrary_name: transformers\npipeline_tag: text-generation\n---\n"
    )


def test_a_licence_that_is_contradicted_is_not_stated(read: Read) -> None:
    manifest = b'[release]\nname = "t"\n[[licenses]]\nexpression = "Apache-2.0"\n'
    manifest += b'[[licenses]]\nexpression = "MIT"\n'
    draft = drafted(read({**FILES, "weighbridge.toml": manifest}))
    assert "license:" not in draft.text.partition("# Model card")[0]


def test_the_snippet_names_the_files_and_runs_no_code_of_others(read: Read) -> None:
    text = section(drafted(read(FILES)), "how-to-start")
    assert "`model.safetensors`" in text
    assert "AutoModelForCausalLM.from_pretrained(folder, local_files_only=True)" in text
    assert "trust_remote_code" not in text


def test_a_snippet_that_runs_code_pins_its_revision(read: Read) -> None:
    config = {**LLAMA, "auto_map": {"AutoModelForCausalLM": "acme/code--modeling.Tiny"}}
    text = section(
        drafted(read({**FILES, "config.json": json.dumps(config).encode()})), "how-to-start"
    )
    assert "trust_remote_code=True" in text
    assert re.search(r"^    revision=", text, re.MULTILINE)
    assert "code_revision=" in text


def test_python_in_a_snippet_is_python(read: Read) -> None:
    odd = {'it\'s "new".safetensors': WEIGHTS}
    code = re.search(r"```python\n(.*?)```", drafted(read(odd)).text, re.DOTALL)
    assert code
    compile(code[1], "snippet", "exec")


def test_results_are_broken_down_with_their_intervals(read: Read) -> None:
    record = build(read({**FILES}))
    rates = tuple(
        {"metric": "accuracy", "domain": "words", "group": g, "label": "", "successes": 40,
         "total": 40, "value": 1.0, "low": 0.912, "high": 1.0, "path": "log.json"}
        for g in ("a", "b")
    )  # fmt: skip
    fields = {**record.fields, "evaluation.rates": Field(rates, State.VERIFIED)}
    draft = model_card.draft(replace(record, fields=fields))
    assert draft is not None
    assert "| words | a | accuracy | 1.000 | 0.912 to 1.000 | 40 | `log.json` |" in draft.text
    assert "for each group" not in section(draft, "evaluation")


def test_results_without_groups_ask_for_them(read: Read) -> None:
    files = {**FILES, "eval_results.json": b'{"words": {"accuracy": 0.9}}'}
    text = section(drafted(read(files)), "evaluation")
    assert "| words | all | accuracy | 0.9 | `eval_results.json` |" in text
    assert "[More Information Needed]" in text


@pytest.mark.parametrize(("allowed", "where"), [("yes", "intended"), ("no", "out-of-scope")])
def test_uses_that_were_decided_stand_where_they_belong(
    read: Read, allowed: str, where: str
) -> None:
    files = {**FILES, "governance/use-cases/mail.toml": USE.format(allowed).encode()}
    draft = drafted(read(files))
    assert "**Sorting mail**: By language." in section(draft, f"{where}-use")


def test_risks_and_measures_come_from_the_register(read: Read) -> None:
    draft = drafted(read({**FILES, "governance/risks/wrong.toml": RISK.encode()}))
    assert "| Wrong guesses | People are refused | speakers of dialects |" in section(
        draft, "bias-and-risks"
    )
    assert "- A threshold (in-place), against: Wrong guesses" in section(draft, "safeguards")


def test_tracked_emissions_are_quoted(read: Read) -> None:
    table = b"project_name,duration,emissions,energy_consumed\nfit,7260,0.123,0.456\n"
    text = section(drafted(read({**FILES, "emissions.csv": table})), "environmental-impact")
    assert "| fit | codecarbon | 2 h 1 min | 0.456 kWh | 0.123 kg |" in text


def test_a_section_that_a_person_wrote_is_covered(read: Read) -> None:
    card = b"---\nlicense: mit\npipeline_tag: fill-mask\n---\n# T\n\n## Limitations\n\n"
    card += b"It fails on digits and on short lines.\n\n## Contact\n\nTBD\n"
    draft = drafted(read({**FILES, "README.md": card}))
    assert {"limitations", "contact"} <= set(draft.covered)
    assert "model-details" not in draft.covered
    assert not any(one.startswith("Limitations") for one in draft.open)
    assert any(one.startswith("Contact") for one in draft.open)


def test_a_readme_that_is_no_card_is_left_alone(read: Read) -> None:
    assert drafted(read({**FILES, "README.md": b"# Tiny\n\nRun it.\n"})).path == "MODEL_CARD.md"


def test_a_name_that_writes_markdown_stays_a_name(read: Read) -> None:
    name = "x`|[a](b)<!-- weighbridge:end model-details -->.safetensors"
    draft = drafted(read({name: WEIGHTS}))
    assert draft.text.count("<!-- weighbridge:end model-details -->") == 1
    assert "`x'/[a](b)<!- weighbridge:end model-details -->.safetensors`" in draft.text


@pytest.mark.parametrize("audience", sorted(model_card.AUDIENCES))
def test_each_audience_gets_its_sections_in_its_order(read: Read, audience: str) -> None:
    draft = model_card.draft_for(build(read(FILES)), audience)
    assert draft is not None
    assert (
        tuple(re.findall(r"weighbridge:begin ([\w-]+)", draft.text))
        == (model_card.AUDIENCES[audience])
    )


def test_an_audience_is_led_to_what_a_person_wrote(read: Read) -> None:
    card = b"---\nlicense: mit\npipeline_tag: fill-mask\n---\n# T\n\n## Known limits\n\n"
    card += b"It fails on digits and on short lines.\n"
    files = {**FILES, "README.md": card.replace(b"Known limits", b"Limitations")}
    draft = model_card.draft_for(build(read(files)), "operators")
    assert draft is not None
    text = "See \u201cLimitations\u201d in [the model card](../README.md)."
    assert text in section(draft, "limitations")


def test_only_what_the_top_asks_for_is_called_its_software(read: Read) -> None:
    files = {**FILES, "requirements.txt": b"torch==2.9\n", "docs/requirements.txt": b"sphinx\n"}
    text = section(drafted(read(files)), "technical-specifications")
    assert "- **Software:** `torch==2.9` (stated in `requirements.txt`)" in text
    assert "sphinx" not in text


def test_a_configuration_in_a_folder_without_weights_describes_nothing(read: Read) -> None:
    draft = model_card.draft(build(read({"parts/config.json": FILES["config.json"]})))
    assert draft is None
