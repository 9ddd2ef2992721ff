from conftest import Read
from weighbridge.facts.card import Card, CardKind, Cards, Field, Substance
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.provenance import Kind, Reading
from weighbridge.facts.release import Release

BLANK = b"""\
---
license: mit
library_name: example
pipeline_tag: text-classification
---
# Model Card for Model ID

<!-- Provide a quick summary. -->

### Model Description

- **Developed by:** [More Information Needed]
- **License:** [More Information Needed]

### Direct Use

[More Information Needed]

### How to Get Started with the Model

Use the code below to get started with the model.

{{ get_started_code }}

### Results

| Metric | Value |
|--------|-------|
| Accuracy | TBD |
"""
UNFINISHED = (
    b"# Model card\n\n## Limitations\nTBD\n\n## Training data\nTODO: write\n\n## Results\nN/A\n"
)
REFLECTIVE = b"""\
# tiny-guess

## Training data
Birth registrations of the national office of statistics.

## Evaluation
It guesses 91.5 % of a held-out tenth right.

## Limitations
It knows names that are common in one country only.
"""
MANUAL = b"""\
# tiny-guess

## Installation
Run pip install tiny-guess.

## Usage
Call tiny_guess.guess with a name.

## Results
It guesses 91.5 % right.
"""


def cards(release: Release) -> Cards:
    return release.view(Cards, Reading.CLAIMS)


def seen(release: Release, component: str) -> list[Sighting]:
    return [f for f in release.facts if isinstance(f, Sighting) and f.component == component]


def substance(release: Release, topic: str) -> list[Substance]:
    return [s.substance for s in cards(release).sections if s.topic == topic]


def test_a_blank_template_says_nothing(read: Read) -> None:
    release = read({"README.md": BLANK})
    (card,) = cards(release).cards

    assert card.words == 0
    assert {s.substance for s in cards(release).sections} == {Substance.PLACEHOLDER}
    assert seen(release, "model-card") == []


def test_a_card_full_of_promises_says_nothing(read: Read) -> None:
    release = read({"MODEL_CARD.md": UNFINISHED})
    (card,) = cards(release).cards

    assert card.words == 0
    assert [at.lines for at in card.placeholders] == [(4, 4), (7, 7), (10, 10)]
    assert seen(release, "model-card") == []


def test_a_readme_with_sections_of_a_model_card_is_one(read: Read) -> None:
    release = read({"README.md": REFLECTIVE})

    (sighting,) = seen(release, "model-card")
    assert sighting.presence is Presence.PRESENT
    assert substance(release, "limitations") == [Substance.SUBSTANTIAL]


def test_the_manual_of_a_program_is_no_card(read: Read) -> None:
    assert cards(read({"README.md": MANUAL})).cards == ()


def test_the_template_of_a_card_is_no_card(read: Read) -> None:
    assert cards(read({"templates/model_card.md": REFLECTIVE})).cards == ()


def test_the_readme_of_another_project_is_no_card(read: Read) -> None:
    assert cards(read({"third_party/guess/README.md": REFLECTIVE})).cards == ()


def test_the_license_of_a_card_at_the_top_is_that_of_its_part(read: Read) -> None:
    release = read({"README.md": b"---\nlicense: apache-2.0\n---\n# tiny\nA tiny model of names."})

    (claim,) = [f for f in release.facts if isinstance(f, LicenseClaim) and f.source == "card"]
    assert (claim.expression, claim.reach, claim.patterns) == ("Apache-2.0", Reach.PART, ())
    assert claim.at.lines == (2, 2)
    assert claim.at.kind is Kind.DECLARED


def test_the_license_of_a_card_in_a_folder_is_that_of_the_folder(read: Read) -> None:
    release = read({"models/a/README.md": b"---\nlicense: unlicense\ntags: [x]\n---\n# a\n"})

    (claim,) = [f for f in release.facts if isinstance(f, LicenseClaim) and f.source == "card"]
    assert (claim.expression, claim.patterns) == ("Unlicense", ("models/a/*",))


def test_another_license_is_the_one_it_names(read: Read) -> None:
    front = b"---\nlicense: other\nlicense_name: Example Model Terms\n---\n# tiny\n"
    release = read({"README.md": front})

    (claim,) = [f for f in release.facts if isinstance(f, LicenseClaim) and f.source == "card"]
    assert claim.expression == "LicenseRef-Example-Model-Terms"
    assert claim.at.lines == (3, 3)


def test_a_placeholder_is_no_license(read: Read) -> None:
    release = read({"README.md": b'---\nlicense: "[More Information Needed]"\n---\n# tiny\n'})

    assert [f for f in release.facts if isinstance(f, LicenseClaim)] == []


def test_a_data_card_beside_the_model_speaks_of_the_data_alone(read: Read) -> None:
    release = read({"DATA_CARD.md": b"---\nlicense: cc0-1.0\n---\n# Names\nAll names of 2026."})

    (claim,) = [f for f in release.facts if isinstance(f, LicenseClaim)]
    assert claim.components == {"datasets", "data-card"}
    assert [card.kind for card in cards(release).cards] == [CardKind.DATA]


def test_fields_keep_their_value_and_their_line(read: Read) -> None:
    release = read({"README.md": b"---\ntags:\n- a\n- b\nlicense: mit\n---\n# tiny\n"})

    found = {f.name: (f.value, f.at.lines) for f in release.facts if isinstance(f, Field)}
    assert found == {"tags": ('["a", "b"]', (2, 2)), "license": ('"mit"', (5, 5))}


def test_a_space_is_no_component(read: Read) -> None:
    release = read(
        {"README.md": b"---\nsdk: gradio\nlicense: mit\n---\n# Demo\nTry the model here."}
    )

    assert [card.kind for card in cards(release).cards] == [CardKind.SPACE]
    assert seen(release, "model-card") == []


def test_a_training_data_section_mentions_the_data_and_is_no_data_card(read: Read) -> None:
    release = read({"README.md": REFLECTIVE})

    assert [s.presence for s in seen(release, "datasets")] == [Presence.MENTIONED]
    assert seen(release, "data-card") == []


def test_croissant_that_describes_its_files_is_a_data_card(read: Read) -> None:
    text = b"""{"@context": {"cr": "http://mlcommons.org/croissant/"}, "name": "names",
    "description": "All first names registered in 2026.", "distribution": [{"name": "a.csv"}]}"""
    release = read({"croissant.json": text, "metadata.json": b'{"description": "mlcommons"}'})

    assert [s.at.path for s in seen(release, "data-card")] == ["croissant.json"]


def test_a_card_that_is_too_long_is_a_gap_and_not_an_answer(read: Read) -> None:
    long = b"# Model card\n" + b"It guesses names.\n" * 40_000
    release = read({"MODEL_CARD.md": long})

    assert [gap.topic for gap in cards(release).gaps] == ["card"]
    assert [type(f) for f in release.facts if isinstance(f, Card)] == [Card]
