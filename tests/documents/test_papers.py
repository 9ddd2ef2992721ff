import html
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from markdown_it import MarkdownIt

from golden_files import same_as_golden
from weighbridge import catalogs, checks
from weighbridge.audit import open_release
from weighbridge.catalogs.licenses import installed_texts
from weighbridge.documents import drafts, managed
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import OPEN, block, code, question, shown
from weighbridge.documents.record import Record, build
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.findings import Outcome
from weighbridge.prepare import prepare
from weighbridge.readers.license_texts.files import identify_bytes
from weighbridge.targets.folder import apply_all

AS_OF = date(2026, 11, 20)
EXAMPLES = Path(__file__).parents[2] / "examples"
EVERY_EXAMPLE = ("complete", "claiming", "hopeless")
MANAGED = (
    *("usage-guide", "acceptable-use", "security-policy", "incident-report", "incident-response"),
    *("support", "contributing", "code-of-conduct", "governance", "notice", "readme"),
    *("release-notes", "eu-model-documentation", "eu-training-summary"),
)
PAPERS = (
    *MANAGED,
    *("citation", "license-text", "quick-start-notebook"),
    *("eu-model-documentation-json", "eu-training-summary-json"),
)


def _record(folder: Path) -> Record:
    return build(_release(folder))


def _release(folder: Path) -> Release:
    return open_release(str(folder), as_of=AS_OF, offline=True)


def _drafted(name: str, record: Record) -> Draft:
    draft = drafts.find(name).draft(record)
    assert draft is not None
    return draft


@pytest.fixture(scope="module", params=EVERY_EXAMPLE)
def record(request: pytest.FixtureRequest) -> Record:
    return _record(EXAMPLES / request.param)


@pytest.mark.parametrize("name", PAPERS)
def test_a_second_draft_is_the_same(name: str, record: Record) -> None:
    document = drafts.find(name)

    assert document.draft(record) == document.draft(record)


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "license-text"])
def test_a_draft_is_as_it_was(name: str) -> None:
    draft = _drafted(name, _record(EXAMPLES / "claiming"))

    assert same_as_golden(f"documents/papers/{name}{Path(draft.path).suffix}", draft.text)


@pytest.mark.parametrize("name", PAPERS)
def test_a_document_has_its_files_name(name: str) -> None:
    assert name == drafts.find(name).NAME


def test_what_a_release_usually_lacks_is_drafted_unasked() -> None:
    usual = {name for name in PAPERS if drafts.find(name).DEFAULT}

    assert usual == {"usage-guide", "security-policy", "citation"}


@pytest.mark.parametrize("name", MANAGED)
def test_every_question_stands_in_the_draft_as_an_open_place(name: str, record: Record) -> None:
    draft = _drafted(name, record)

    asked = [words for words in draft.open if str(question(words)) in draft.text]
    assert asked == list(draft.open)


@pytest.mark.parametrize("name", MANAGED)
def test_of_a_release_nothing_is_known_of_every_paper_asks(name: str) -> None:
    here, there = (Record(title, "", AS_OF) for title in ("here", "there"))

    assert _drafted(name, here).open
    assert _drafted(name, here).open == _drafted(name, there).open


@pytest.mark.parametrize("name", MANAGED)
def test_writing_a_draft_again_changes_nothing(name: str, record: Record, tmp_path: Path) -> None:
    first = _drafted(name, record)
    place = tmp_path / first.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(managed.merge(None, first.text).text, encoding="utf-8")

    again = managed.merge(place.read_text(encoding="utf-8"), first.text, covered=first.covered)
    assert again.text == first.text


@pytest.mark.parametrize("name", ["security-policy", "contributing", "code-of-conduct"])
def test_nothing_is_added_to_a_document_that_a_person_wrote(name: str) -> None:
    draft = _drafted(name, _record(EXAMPLES / "complete"))
    existing = (EXAMPLES / "complete" / draft.path).read_text(encoding="utf-8")

    assert managed.merge(existing, draft.text, covered=draft.covered).text == existing
    assert draft.open == ()


@pytest.mark.parametrize("example", EVERY_EXAMPLE)
def test_all_papers_written_together_change_nothing_on_the_second_run(
    example: str, tmp_path: Path
) -> None:
    folder = copytree(EXAMPLES / example, tmp_path / example)
    steps = [one.step for one in prepare(_release(folder), str(folder), documents=PAPERS)]
    apply_all(step for step in steps if step)

    again = prepare(_release(folder), str(folder), documents=PAPERS)
    assert [(one.document, one.diff) for one in again if one.diff] == []


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, Outcome]]]:
    """What our checks say of a bare folder of weights once all papers are drafted into it."""
    folder = tmp_path_factory.mktemp("bare")
    weights = (EXAMPLES / "claiming" / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(weights)
    record = _record(folder)
    for name in PAPERS:
        if draft := drafts.find(name).draft(record):
            (folder / draft.path).write_text(draft.text, encoding="utf-8")
    release = _release(folder)
    asked = (
        *("governance-documents-are-filled-in", "security-policy-names-a-contact"),
        *("citation-file-is-complete", "usage-guide-answers", "readme-opens-with-a-summary"),
        *("readme-has-a-quick-start", "readme-states-requirements"),
        "benchmarks-state-their-method",
    )
    found = checks.run([checks.find(name) for name in asked], release, Reading.CLAIMS)
    by_check: dict[str, list[tuple[str, Outcome]]] = {name: [] for name in asked}
    for one in found:
        by_check[one.check.partition("[")[0]].append((one.message, one.outcome))
    return by_check


@pytest.mark.parametrize(
    "check",
    [
        "governance-documents-are-filled-in",
        "security-policy-names-a-contact",
        "citation-file-is-complete",
        "readme-opens-with-a-summary",
        "readme-states-requirements",
        "benchmarks-state-their-method",
    ],
)
def test_a_draft_that_nobody_answered_does_not_pass(
    check: str, judged: dict[str, list[tuple[str, Outcome]]]
) -> None:
    assert {outcome for _, outcome in judged[check]} == {Outcome.FAIL}


def test_of_an_unanswered_usage_guide_nothing_open_passes(
    judged: dict[str, list[tuple[str, Outcome]]],
) -> None:
    assert {outcome for _, outcome in judged["usage-guide-answers"]} == {Outcome.FAIL}


def test_an_answered_policy_passes(tmp_path: Path) -> None:
    draft = _drafted("security-policy", _record(EXAMPLES / "claiming"))
    text = draft.text.replace(OPEN, "Write to security@tiny-guess.org; we answer in seven days.")
    (tmp_path / "SECURITY.md").write_text(text, encoding="utf-8")
    asked = ("security-policy-names-a-contact", "governance-documents-are-filled-in")
    found = checks.run([checks.find(n) for n in asked], _release(tmp_path), Reading.CLAIMS)

    assert {one.outcome for one in found} == {Outcome.PASS}


def test_the_usage_guide_says_what_the_licence_records_say() -> None:
    text = _drafted("usage-guide", _record(EXAMPLES / "complete")).text

    assert "**Apache License 2.0** (`Apache-2.0`)" in text
    assert "What goes with every copy: a copy of the licence, the notices" in text


def test_terms_that_nobody_recorded_are_asked_for() -> None:
    draft = _drafted("usage-guide", _record(EXAMPLES / "claiming"))

    asked = "What does LicenseRef-riverbank-community-license permit, in plain words?"
    assert asked in draft.open


def test_a_policy_asks_what_an_unrecorded_licence_limits() -> None:
    draft = _drafted("acceptable-use", _record(EXAMPLES / "claiming"))

    assert "Which uses does LicenseRef-riverbank-community-license limit?" in draft.open


def test_a_cap_of_a_licence_is_named_where_uses_are_restricted(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "---\nlicense: llama3.1\npipeline_tag: text-generation\n---\n# M\n", encoding="utf-8"
    )
    text = _drafted("usage-guide", _record(tmp_path)).text
    permitted, _, restricted = text.partition("## What is restricted")

    assert "for any purpose" not in permitted
    assert "700,000,000 monthly active users" in restricted
    assert "names of models made from it begin with “Llama”" in restricted


def test_a_value_means_nothing_but_itself() -> None:
    assert shown("a <!-- b --> [c](d)\n# e") == "a &lt;!-- b --&gt; \\[c\\](d) \\# e"


@pytest.mark.parametrize(
    "text", ["_a_", "__a__", "a_b_c", "_", "*a*", "`a`", "<b>", "# a", "~~a~~"]
)
def test_a_value_reads_as_written_on_the_page(text: str) -> None:
    page = MarkdownIt("gfm-like", {"linkify": False}).render(f"Seen: {shown(text)}.")

    assert html.unescape(page) == f"<p>Seen: {text}.</p>\n"


def test_no_marker_of_a_section_stands_in_code() -> None:
    assert "<!--" not in code("<!-- weighbridge:end x -->") + block("<!-- weighbridge:end x -->")


@pytest.mark.parametrize("license_id", ["Apache-2.0", "CC-BY-4.0"])
def test_a_license_file_is_recognised_as_that_license(license_id: str) -> None:
    found = identify_bytes(installed_texts.text_of(license_id).encode())

    assert found.licenses == (license_id,)


@pytest.mark.parametrize("license_id", ["MIT", "BSD-3-Clause"])
def test_whose_copyright_it_is_stays_open(license_id: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        f"---\nlicense: {license_id.lower()}\npipeline_tag: text-generation\n---\n# M\n",
        encoding="utf-8",
    )
    draft = _drafted("license-text", _record(tmp_path))

    assert draft.path == "LICENSE"
    assert draft.text.startswith("Copyright (c) [year] [copyright holder]\n")
    assert draft.text.count("opyright (c)") == 1
    (tmp_path / "LICENSE").write_text(draft.text, encoding="utf-8")
    check = checks.find("copyright-lines-are-filled-in")
    found = checks.run([check], _release(tmp_path), Reading.CLAIMS)
    assert {one.outcome for one in found} == {Outcome.FAIL}
    assert identify_bytes(draft.text.encode()).licenses == (license_id,)


def test_a_license_whose_text_is_not_installed_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "---\nlicense: mpl-2.0\npipeline_tag: text-generation\n---\n# M\n", encoding="utf-8"
    )
    draft = _drafted("license-text", _record(tmp_path))

    assert draft.open == (
        "Put the full text of MPL-2.0 here: https://spdx.org/licenses/MPL-2.0.html",
    )
    assert identify_bytes(draft.text.encode()).licenses == ()


def test_a_release_with_its_texts_needs_no_license_file() -> None:
    assert drafts.find("license-text").draft(_record(EXAMPLES / "complete")) is None


def test_the_notice_names_what_the_release_was_made_from() -> None:
    text = _drafted("notice", _record(EXAMPLES / "claiming")).text

    assert "riverbank-example/river-sentences, data" in text


def test_notices_that_lie_beside_the_code_of_others_are_named(tmp_path: Path) -> None:
    for path in ("third_party/x/NOTICE", "LICENSES/MIT.txt", "LICENSE"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("Copyright 2020 Ada Example\n", encoding="utf-8")
    text = _drafted("notice", _record(tmp_path)).text

    assert "- [third_party/x/NOTICE](third_party/x/NOTICE)\n" in text
    assert text.count("](") == 1


def test_a_file_under_letters_of_another_case_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "security.md").write_text("# Security\n\nWrite to us.\n", encoding="utf-8")

    assert _drafted("security-policy", _record(tmp_path)).path == "security.md"


def test_restricted_uses_are_named_once_said_in_sentences_and_found_somewhere() -> None:
    uses = catalogs.entry("vocabularies", "use-restrictions")["uses"]

    assert len({use["id"] for use in uses}) == len({use["title"] for use in uses}) == len(uses)
    assert all(use["words"].endswith(".") and use["of"] for use in uses)
