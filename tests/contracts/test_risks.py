"""What holds of every public taxonomy of risks, and of every risk a register can start with."""

import re
from datetime import date

import pytest

from weighbridge import catalogs
from weighbridge.catalogs import risks
from weighbridge.catalogs.vocabularies import risk_terms

SEEDS = {seed.id: seed for seed in risks.seeds()}
each_taxonomy = pytest.mark.parametrize("name", risks.taxonomies())
each_seed = pytest.mark.parametrize("seed", SEEDS)


def test_the_taxonomies_are_the_eight_that_registers_refer_to() -> None:
    assert set(risks.taxonomies()) == {
        *("mitre-atlas", "ibm-risk-atlas", "air-2024", "nist-ai-600-1", "avid", "mit-ai-risk"),
        *("owasp-llm", "mlcommons"),
    }


@pytest.mark.parametrize(
    ("name", "count"), [("nist-ai-600-1", 12), ("owasp-llm", 10), ("ibm-risk-atlas", 99)]
)
def test_a_taxonomy_is_whole(name: str, count: int) -> None:
    leaves = [e for e in risks.taxonomy(name).entries.values() if not e.id.startswith("g-")]
    assert len(leaves) == count


def test_the_hazards_and_domains_are_whole() -> None:
    hazards = [e for e in risks.taxonomy("mlcommons").entries.values() if e.parent]
    domains = [e for e in risks.taxonomy("mit-ai-risk").entries.values() if not e.parent]
    assert (len(hazards), len(domains)) == (12, 7)
    assert len([e for e in risks.taxonomy("air-2024").entries.values() if e.id[:2] != "g-"]) == 314


@each_taxonomy
def test_a_taxonomy_states_where_it_is_from(name: str) -> None:
    record = catalogs.entry("risks", name)
    assert record["id"] == name
    assert record["source"].startswith("https://")
    assert isinstance(record["read"], date)
    assert record["license"]
    assert record["publisher"]


@each_taxonomy
def test_its_entries_have_one_id_each_and_known_parents(name: str) -> None:
    rows = catalogs.entry("risks", name)["entries"]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert [row["id"] for row in rows if row.get("parent", ids[0]) not in ids] == []
    assert [i for i in ids if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", i)] == []


@each_taxonomy
def test_its_entries_carry_a_name_and_no_description(name: str) -> None:
    rows = catalogs.entry("risks", name)["entries"]
    assert [r["id"] for r in rows if not set(r) <= {"id", "name", "parent", "see"}] == []
    assert [r["id"] for r in rows if not r["name"] or len(r["name"]) > 200] == []


@each_taxonomy
def test_the_entries_it_sees_are_in_the_catalogue(name: str) -> None:
    seen = [one for entry in risks.taxonomy(name).entries.values() for one in entry.see]
    assert [one for one in seen if risks.find(one) is None] == []


def test_there_are_about_sixty_risks_to_start_with() -> None:
    assert 55 <= len(SEEDS) <= 90


@each_seed
def test_a_seed_lies_in_the_file_of_its_id_and_says_where_it_is_from(seed: str) -> None:
    record = catalogs.entry("risks/seeds", seed)
    assert record["id"] == seed
    assert record["source"]
    assert isinstance(record["read"], date)


@each_seed
def test_a_seed_says_what_a_register_needs(seed: str) -> None:
    held = SEEDS[seed]
    assert all(text.endswith(".") for text in (held.harm, held.cause))
    assert held.affected
    assert held.mitigations
    assert not held.title.endswith(".")


@each_seed
def test_a_seed_speaks_the_vocabulary(seed: str) -> None:
    held = SEEDS[seed]
    assert set(held.modalities) <= set(risk_terms.modalities())
    assert set(held.capabilities) <= set(risk_terms.capabilities())
    assert set(held.uses) <= set(risk_terms.uses())
    assert {one.modality for one in held.misuse} <= set(risk_terms.modalities())
    assert all(one.scenario.endswith(".") for one in held.misuse)


@each_seed
def test_a_seed_refers_to_entries_of_public_taxonomies(seed: str) -> None:
    assert SEEDS[seed].references
    assert [one for one in SEEDS[seed].references if risks.find(one) is None] == []


@pytest.mark.parametrize("modality", risk_terms.modalities())
def test_every_modality_has_misuse_scenarios(modality: str) -> None:
    told = [m for seed in SEEDS.values() for m in seed.misuse if m.modality == modality]
    assert len(told) >= 5


@pytest.mark.parametrize("modality", risk_terms.modalities())
def test_every_modality_meets_a_scenario_in_a_seed_that_concerns_it(modality: str) -> None:
    terms = {modality, *risk_terms.capabilities()}
    chosen = [seed for seed in SEEDS.values() if seed.concerns(terms)]
    assert any(m.modality == modality for seed in chosen for m in seed.misuse)


def test_every_task_of_the_hub_tells_something() -> None:
    known = {*risk_terms.modalities(), *risk_terms.capabilities(), *risk_terms.uses()}
    tasks = catalogs.entry("vocabularies", "hub-metadata")["tasks"]
    told = {task: risk_terms.told_by("tasks", task) for task in tasks}
    assert [task for task, terms in told.items() if not terms and task != "other"] == []
    for kind in ("tasks", "tags", "architectures"):
        held = catalogs.entry("vocabularies", "risk-terms")[kind]
        assert {term for terms in held.values() for term in terms} <= known


def test_a_reference_that_no_taxonomy_has_is_none() -> None:
    assert risks.find("nowhere:LLM01") is None
    assert risks.find("owasp-llm:LLM99") is None
    assert risks.find("owasp-llm:LLM01") == risks.taxonomy("owasp-llm").entries["LLM01"]
