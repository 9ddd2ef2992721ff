"""Reports written by hand, for what is tested on a Report alone: one that claims more than it
shows, one that reached the top, one of nothing, and one whose every word is hostile.
"""

from dataclasses import replace

from weighbridge.findings import Evidence, Finding, Kind, Outcome, Severity
from weighbridge.findings.statistics.proportions import Rate, rate
from weighbridge.verdicts.report import (
    Cell,
    Change,
    ComponentRow,
    Criterion,
    Evaluated,
    GapRow,
    Level,
    Lineage,
    LineageEdge,
    LineageNode,
    PartRow,
    RateRow,
    Report,
    Verdict,
)

READINGS = ("claims", "evidence", "evidence-unblanketed")
_CLASSES = {
    "class-iii": (
        "Class III · Open Model",
        {
            "model-architecture": "Model architecture",
            "model-parameters-final": "Model parameters (final)",
            "technical-report": "Technical report",
            "evaluation-results": "Evaluation results",
            "model-card": "Model card",
            "data-card": "Data card",
        },
    ),
    "class-ii": (
        "Class II · Open Tooling",
        {
            "training-code": "Training code",
            "inference-code": "Inference code",
            "evaluation-code": "Evaluation code",
            "evaluation-data": "Evaluation data",
        },
    ),
    "class-i": (
        "Class I · Open Science",
        {
            "datasets": "Datasets",
            "data-preprocessing-code": "Data preprocessing code",
            "model-parameters-intermediate": "Model parameters (intermediate)",
            "research-paper": "Research paper",
        },
    ),
}
_OPTIONAL = {
    "sample-model-outputs": "Sample model outputs",
    "supporting-libraries-and-tools": "Supporting libraries and tools",
}
_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_LONG = "a-library-with-a-very-long-name-that-nobody-in-this-place-ever-heard-of"
_ADD_CODE = (
    "Add the scripts and configuration that trained the model, under an OSI-approved licence."
)
_LICENSE = "State an open licence for every component, with its full text in LICENSES/."
_ANSWER = "Answer the seven questions of data information in governance/data-information.toml."


def claiming() -> Report:
    """Claims Class II, shows Class III, and leaves a data question open."""
    missing = {"training-code": Outcome.FAIL, "evaluation-data": Outcome.UNKNOWN}
    later = dict.fromkeys(_CLASSES["class-i"][1], Outcome.FAIL)
    return Report(
        release="tiny-guess",
        version="1.0",
        tool="0.1.0",
        as_of="2026-11-20",
        parts=(
            PartRow("code", "code", "git+./code@v1.0", "git", "5c8d1b7e0f", 23, 81_204),
            PartRow("weights", "weights", "./weights", "folder", None, 6, 2_411_000),
        ),
        components=tuple(_components(missing | later)),
        verdicts=(
            _mof("claims", later),
            _mof("evidence", missing | later),
            _mof("evidence-unblanketed", {"model-card": Outcome.FAIL} | missing | later),
            *(_osaid(reading) for reading in READINGS),
        ),
        findings=tuple(_findings()),
    )


def complete() -> Report:
    """Reaches the top of everything under every reading."""
    held = tuple(f for f in _findings() if f.outcome is Outcome.PASS)
    return replace(
        claiming(),
        release="tiny-whole",
        components=tuple(_components({})),
        verdicts=tuple(_mof(reading, {}) for reading in READINGS),
        findings=held,
    )


def empty() -> Report:
    """Nothing was read, nothing asked."""
    return Report(release="nothing", version="", tool="0.1.0", as_of="2026-11-20")


def hostile() -> Report:
    """Every word that a publisher chose tries to be more than a word."""
    evil = '<script>alert(1)</script>"\x1b[31m\u202e&amp;\ud800'
    at = Evidence(evil, evil, (1, 2), None, _SHA, evil, Kind.DECLARED, "javascript:alert(1)", evil)
    finding = Finding(Outcome.FAIL, evil, (at,), "weights-load-safely", Severity.HIGH, remedy=evil)
    row = ComponentRow("model-card", evil, "document", "present", evil, evil, (at,))
    part = PartRow(evil, evil, evil, evil, evil, 1, 1)
    change = Change(evil, (evil,), (evil,))
    verdict = replace(_mof("evidence", {}), title=evil, next=evil, changes=(change,))
    node = LineageNode(evil, evil, evil, evil, (evil,), (at,))
    lineage = Lineage((node, node), (LineageEdge(evil, evil, evil, "conflict", evil),))
    rates = (RateRow(evil, evil, evil, evil, evil, evil, 1, 2, 0.5, 0.1, 0.9, 0.95, evil, (at,)),)
    gaps = (GapRow(evil, evil, evil, evil, (evil,), evil, evil, 0.5, 0.1, 0.9),)
    return replace(
        empty(),
        release=evil,
        version=evil,
        parts=(part,),
        components=(row,),
        verdicts=(verdict,),
        findings=(finding,),
        lineage=lineage,
        evaluation=Evaluated(rates, gaps),
    )


def drawn() -> Report:
    """A framework that draws a picture instead of a conclusion."""
    at = Evidence("code", "README.md", (3, 3), None, _SHA)
    words = (("use", "yes"), ("study", "partly"), ("modify", "no"), ("share", "unknown"))
    cells = tuple(
        Cell(name, title, word, freedom, freedom.title(), "weights", "It says so.", (at,))
        for name, title in (("weights", "Weights"), ("biases", "Biases"))
        for freedom, word in words
    )
    picture = Verdict("freedoms", "Four freedoms", "evidence", None, cells=cells, score=2.5)
    return replace(claiming(), release="tiny-picture", verdicts=(picture,))


def descended() -> Report:
    """Made from what is fine, what is not, and what people disagree about."""
    at = Evidence("code", "README.md", (5, 5), None, _SHA, quote="base_model: example/base")
    made = (
        ("example/base-7b", "base-model", "fine-tune", "LicenseRef-Llama-2", "conflict"),
        ("example/other-7b", "base-model", "merge", "Apache-2.0", "fine"),
        ("example/stories", "dataset", "trained-on", "CC-BY-NC-4.0", "contested"),
        ("example/questions", "dataset", "trained-on", "CC-BY-NC-4.0", "decided"),
        (_LONG, "code-dependency", "depends-on", "", "undecided"),
        ("third_party/signals", "embedded-code", "embeds", "MIT", "fine"),
    )
    limits = {"CC-BY-NC-4.0": ("no commercial use",), "LicenseRef-Llama-2": ("a naming duty",) * 3}
    nodes = tuple(
        LineageNode(f"a{n}", name, kind, license_, limits.get(license_, ()), (at,))
        for n, (name, kind, _, license_, _) in enumerate(made, start=1)
    )
    edges = tuple(
        LineageEdge(f"a{n}", "release", relation, outcome, f"{name}: it says “{license_}”.")
        for n, (name, _, relation, license_, outcome) in enumerate(made, start=1)
    )
    itself = LineageNode("release", "tiny-child", "release", "MIT", (), (at,))
    lineage = Lineage((itself, *nodes), edges)
    return replace(claiming(), release="tiny-child", lineage=lineage)


def measured() -> Report:
    """Rates by domain and group, one on too few samples and one of a run that is no evidence."""
    at = Evidence("code", "evaluation/verdicts.jsonl", None, None, _SHA)
    rates = (
        _rate("false-negative-rate", "", "", 30, 400, at),
        _rate("false-negative-rate", "weapons", "", 24, 200, at),
        _rate("false-negative-rate", "weapons", "language=de", 20, 100, at),
        _rate("false-negative-rate", "weapons", "language=en", 4, 100, at),
        _rate("false-negative-rate", "weapons", "language=ja", 0, 7, at),
        _rate("false-positive-rate", "", "", 12, 800, at),
        _rate("accuracy", "a-domain-with-a-very-long-name-indeed", "", 990, 1000, at, limited=True),
    )
    gap = GapRow(
        at.path, "false-negative-rate", "weapons", "", ("language",), "language=en",
        "language=de", 0.16, 0.07, 0.25, 1,
    )  # fmt: skip
    return replace(claiming(), release="tiny-filter", evaluation=Evaluated(rates, (gap,), 3))


def _rate(  # noqa: PLR0917  # a column each
    metric: str,
    domain: str,
    group: str,
    hits: int,
    total: int,
    at: Evidence,
    *,
    limited: bool = False,
) -> RateRow:
    found = rate(hits, total)
    stated = found if isinstance(found, Rate) else None
    note = "" if isinstance(found, Rate) else found.reason
    return RateRow(
        at.path, "weighbridge", metric, domain, group, "", hits, total,
        stated.value if stated else None,
        stated.low if stated else None,
        stated.high if stated else None,
        note="It does not count, since the run was limited." if limited else note,
        evidence=(at,),
    )  # fmt: skip


EVERY = {
    "claiming": claiming,
    "measured": measured,
    "descended": descended,
    "drawn": drawn,
    "complete": complete,
    "empty": empty,
    "hostile": hostile,
}


def _mof(reading: str, outcomes: dict[str, Outcome]) -> Verdict:
    levels: list[Level] = []
    criteria: tuple[Criterion, ...] = ()
    for identity, (title, names) in _CLASSES.items():
        criteria += tuple(
            Criterion(
                name,
                words,
                outcomes.get(name, Outcome.PASS),
                (f"component-is-openly-licensed[{name}]", f"component-is-present[{name}]"),
            )
            for name, words in names.items()
        )
        levels.append(_level(identity, title, criteria, levels))
    reached = [level for level in levels if level.outcome is Outcome.PASS]
    ahead = levels[len(reached)] if len(reached) < len(levels) else None
    return Verdict(
        framework="mof-1.0",
        title="Model Openness Framework 1.0",
        reading=reading,
        conclusion=reached[-1].title if reached else None,
        levels=tuple(levels),
        next=ahead.title if ahead else None,
        changes=tuple(_changes(ahead)) if ahead else (),
    )


def _level(identity: str, title: str, criteria: tuple[Criterion, ...], below: list[Level]) -> Level:
    missing = tuple(c.id for c in criteria if c.outcome is Outcome.FAIL)
    unknown = tuple(c.id for c in criteria if c.outcome is Outcome.UNKNOWN)
    share = round((len(criteria) - len(missing) - len(unknown)) / len(criteria), 4)
    outcome = Outcome.FAIL if missing else Outcome.UNKNOWN if unknown else Outcome.PASS
    gated = any(level.outcome is not Outcome.PASS for level in below)
    return Level(
        identity, title, outcome, share, 0.0 if gated else share, missing, unknown, criteria
    )


def _changes(ahead: Level) -> list[Change]:
    acts = {"training-code": _ADD_CODE, "evaluation-data": _LICENSE, "model-card": _LICENSE}
    found: dict[str, tuple[str, ...]] = {}
    for name in (*ahead.missing, *ahead.unknown):
        remedy = acts.get(name, f"Add the {name.replace('-', ' ')}, or an exact link to it.")
        found[remedy] = (*found.get(remedy, ()), name)
    return [
        Change(remedy, names, tuple(f"component-is-present[{name}]" for name in names))
        for remedy, names in found.items()
    ]


def _osaid(reading: str) -> Verdict:
    code = Criterion("training-code", "Code that trains", Outcome.FAIL, ("training-code-is-run",))
    data = Criterion(
        "data-information", "Data information", Outcome.UNKNOWN, ("data-information-is-complete",)
    )
    terms = Criterion(
        "parameters", "Parameters under approved terms", Outcome.PASS, ("weights-load-safely",)
    )
    return Verdict(
        framework="osaid-1.0",
        title="Open Source AI Definition 1.0",
        reading=reading,
        conclusion="not met",
        levels=(
            Level("data", "Data information", Outcome.UNKNOWN, 0.0, 0.0, (), (data.id,), (data,)),
            Level("code", "Code", Outcome.FAIL, 0.0, 0.0, (code.id,), (), (code,)),
            Level("parameters", "Parameters", Outcome.PASS, 1.0, 1.0, (), (), (terms,)),
        ),
        next="Open Source AI",
        changes=(
            Change(_ANSWER, (data.id,), ("data-information-is-complete",)),
            Change(_ADD_CODE, (code.id,), ("training-code-is-run",)),
        ),
    )


def _components(outcomes: dict[str, Outcome]) -> list[ComponentRow]:
    states = {"evaluation-data": "unknown", "research-paper": "mentioned", "datasets": "linked"}
    named = {k: v for _, members in _CLASSES.values() for k, v in members.items()} | _OPTIONAL
    rows = []
    for name, title in named.items():
        absent = outcomes.get(name) is Outcome.FAIL or name in _OPTIONAL
        state = states.get(name, "absent" if absent else "present") if outcomes else "present"
        kind = "code" if "code" in name else "data" if "data" in name else "document"
        path = f"{name}.md"
        at = Evidence("code", path, (1, 40), None, _SHA, "5c8d1b7e0f", Kind.OBSERVED)
        if state == "linked":
            link = "https://doi.org/10.5281/zenodo.123456"
            at = replace(at, link=link, kind=Kind.DECLARED, quote=f"The data is at {link}.")
        there = state in {"present", "linked", "mentioned"}
        rows.append(
            ComponentRow(
                id=name,
                title=title,
                type=kind,
                state=state,
                license="CC-BY-4.0" if there and kind != "code" else "Apache-2.0" if there else "",
                note="Markdown, 40 lines" if there else "",
                evidence=(at,) if there else (),
            )
        )
    return rows


def _findings() -> list[Finding]:
    weights = Evidence("weights", "pytorch_model.bin", None, (0, 512), _SHA)
    card = Evidence("code", "README.md", (12, 14), None, _SHA, "5c8d1b7e0f", quote="license: other")
    gap = Evidence("code", "data/eval.parquet", kind=Kind.OBSERVED)
    return [
        Finding(
            Outcome.PASS,
            "Model architecture: present (Python, class TinyGuess).",
            (card,),
            "component-is-present[model-architecture]",
            Severity.MEDIUM,
            readings=READINGS,
        ),
        Finding(
            Outcome.FAIL,
            "Training code: none was found.",
            (),
            "component-is-present[training-code]",
            Severity.MEDIUM,
            readings=READINGS,
            remedy=_ADD_CODE,
        ),
        Finding(
            Outcome.UNKNOWN,
            "Evaluation data: none was found, and 1 places could not be read.",
            (gap,),
            "data-files-can-be-read",
            Severity.LOW,
            readings=READINGS[1:],
            remedy="Make every file of the release readable, and audit again.",
        ),
        Finding(
            Outcome.FAIL,
            "Pickle checkpoint runs code when loaded.",
            (weights,),
            "weights-load-safely",
            Severity.HIGH,
            readings=READINGS,
            remedy="Convert the checkpoint to safetensors and publish that file instead.",
        ),
        Finding(
            Outcome.FAIL,
            "The card says license: other, which names no licence.",
            (card,),
            "license-names-one-license",
            Severity.MEDIUM,
            readings=READINGS,
            remedy="Write an SPDX id instead.",
        ),
        Finding(
            Outcome.NOT_APPLICABLE,
            "No tokenizer is needed.",
            (),
            "tokenizer-is-complete",
            Severity.LOW,
            readings=READINGS,
        ),
    ]
