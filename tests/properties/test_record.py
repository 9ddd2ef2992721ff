"""Whatever facts a release holds, its record can be built, printed and drafted from."""

import json
from dataclasses import replace
from datetime import date
from typing import get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.documents import drafts
from weighbridge.documents.drafts import croissant, data_card, model_card
from weighbridge.documents.record import build, plain
from weighbridge.facts.card import Card, Field, Section, SectionWords
from weighbridge.facts.code import CodeFile, Command, Dependency
from weighbridge.facts.components import Sighting
from weighbridge.facts.data import AttestedAnswer, DatasetFile, DatasetLink
from weighbridge.facts.distribution import FileEntry, Part
from weighbridge.facts.evaluation import EvaluationRun, Result, Tally
from weighbridge.facts.governance import Citation, Contact, GovernanceFile
from weighbridge.facts.licensing import LicenseClaim
from weighbridge.facts.lineage import Ancestor
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.register import Recorded
from weighbridge.facts.release import AsOf, Release
from weighbridge.facts.training import Emission, TrainingInput, TrainingSetting
from weighbridge.facts.weights import Configuration, ModelSettings, Tokenizer, WeightsFile
from weighbridge.records.governance import Risk, UseCase

WORDS = st.text(max_size=30) | st.sampled_from(
    ["a/b", "README.md", "model.safetensors", "]]>", "-->", "`|`", "\n# x", "{{ x }}", "model-card",
     "model-parameters-final", "security", "training", "3", '"x"', "safetensors"]
)  # fmt: skip
PLACES = st.builds(Evidence, part=st.just("release"), path=WORDS)
LEAVES = (
    Card, Field, Section, SectionWords, CodeFile, Command, Dependency, Sighting, AttestedAnswer,
    DatasetFile, DatasetLink, FileEntry, EvaluationRun, Result, Tally, Citation, Contact,
    GovernanceFile, LicenseClaim, Ancestor, Emission, TrainingInput, TrainingSetting,
    Configuration, ModelSettings, Tokenizer, WeightsFile,
)  # fmt: skip
KNOWN = {str: WORDS, int: st.integers(0, 10**13), Evidence: PLACES}


def any_of(leaf: type) -> st.SearchStrategy[object]:
    """Any value of a leaf, with texts and places that matter here."""
    hints = get_type_hints(leaf)
    return st.builds(leaf, **{name: KNOWN[hint] for name, hint in hints.items() if hint in KNOWN})


ENTRIES = st.builds(
    Recorded, at=PLACES, entry=st.one_of(any_of(Risk), any_of(UseCase)), problems=st.just(())
)
FACTS = st.lists(st.one_of(*map(any_of, LEAVES), ENTRIES), max_size=12)


def release_of(facts: list[object]) -> Release:
    return Release("release", (Part("release"),), AsOf(date(2026, 11, 20)), tuple(facts))  # type: ignore[arg-type]


@settings(max_examples=150)
@given(FACTS)
def test_arbitrary_facts_give_a_record_that_json_holds(facts: list[object]) -> None:
    text = json.dumps(plain.plain(build(release_of(facts))), allow_nan=False)
    assert json.loads(text)["name"] == "release"


@settings(max_examples=100)
@given(FACTS, st.text(max_size=40))
def test_arbitrary_facts_give_drafts_whose_sections_are_closed(
    facts: list[object], name: str
) -> None:
    record = replace(build(release_of(facts)), name=name)
    for document in (model_card, data_card, croissant):
        draft = document.draft(record)
        assert draft is None or isinstance(draft, drafts.Draft)
        if draft is not None and document is not croissant:
            assert draft.text.count("<!-- weighbridge:begin") == len(_ORDERS[document.NAME])
            assert draft.text.count("<!-- weighbridge:end") == len(_ORDERS[document.NAME])


_ORDERS = {"model-card": model_card._ORDER, "data-card": data_card._ORDER}
