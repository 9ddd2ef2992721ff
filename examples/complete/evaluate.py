# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Measure the model on the test sets, group by group, and write the results down."""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tiny_tongues import records
from tiny_tongues.intervals import wilson
from tiny_tongues.release import UNDETERMINED, TinyTongues

Record = dict[str, Any]
GROUPS = {
    "test": ("language", "variety", "register", "length", "spelling", "phrase"),
    "handwritten": ("language", "variety", "register", "length"),
}


def main() -> None:
    """Evaluate from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path())
    parser.add_argument("--weights", default="model.safetensors")
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--output", type=Path, default=Path("evaluation"))
    given = parser.parse_args()
    found = results(given.model, given.weights, given.data)
    records.write(given.output / "results.json", found)
    rows = predictions(given.model, given.weights, given.data)
    records.write_lines(given.output / "predictions.jsonl", rows)
    (given.output / "results.md").write_text(table(found), encoding="utf-8")
    for name in GROUPS:
        print(f"{name}: {found[name]['overall']}, macro-F1 {found[name]['macro_f1']}")
    print(f"other languages: {found['other_languages']['refused']}")


def results(folder: Path, weights: str, data: Path) -> Record:
    """Every number, with digests of what it was measured on."""
    release = TinyTongues.load(folder, weights)
    files = {name: data / f"{name}.jsonl" for name in (*GROUPS, "other_languages")}
    judged = {name: _judged(release, records.read_lines(file)) for name, file in files.items()}
    return {
        "model": {
            "file": weights,
            "sha256": records.digest(folder / weights),
            "parameters": release.model.parameters(),
        },
        "data": {f"data/{file.name}": records.digest(file) for file in files.values()},
        "interval": "Wilson score, 95 %",
        **{name: _measured(judged[name], groups) for name, groups in GROUPS.items()},
        "other_languages": {
            "refused": _share(s["answer"] == UNDETERMINED for s in judged["other_languages"]),
            "by_language": {
                language: _share(s["answer"] == UNDETERMINED for s in sentences)
                for language, sentences in _grouped(judged["other_languages"], "language").items()
            },
        },
    }


def predictions(folder: Path, weights: str, data: Path) -> list[Record]:
    """What was said of each sentence, after a line on the run: the shares can be checked."""
    release = TinyTongues.load(folder, weights)
    rows = [
        {
            "id": f"{name}-{number:04}",
            "domain": name,
            "group": sentence["language"],
            "label": sentence["language"],
            "prediction": sentence["guess"],
        }
        for name in GROUPS
        for number, sentence in enumerate(
            _judged(release, records.read_lines(data / f"{name}.jsonl")), start=1
        )
    ]
    run = {
        "tool": "evaluate.py",
        "model": "tiny-tongues",
        "dataset": ", ".join(f"data/{name}.jsonl" for name in GROUPS),
        "samples": len(rows),
        "limited": False,
        "weights": [records.digest(folder / weights)],
    }
    return [{"run": run}, *rows]


def table(found: Record) -> str:
    """The results as the model card shows them."""
    lines = [
        "| set | group | value | sentences | accuracy | 95 % interval |",
        "|---|---|---|---:|---:|---|",
    ]
    for name, groups in GROUPS.items():
        lines.append(_row(name, "all", "all", found[name]["overall"]))
        for group in groups:
            for value, share in found[name]["groups"][group].items():
                lines.append(_row(name, group, value, share))
    return "\n".join(lines) + "\n"


def _row(name: str, group: str, value: str, share: Record) -> str:
    low, high = share["interval"]
    return (
        f"| {name} | {group} | {value} | {share['n']} | {share['accuracy']:.3f} "
        f"| {low:.3f} to {high:.3f} |"
    )


def _judged(release: TinyTongues, sentences: list[Record]) -> list[Record]:
    found = []
    for sentence in sentences:
        guess = release.guess(sentence["text"])
        found.append({**sentence, "guess": guess.language, "answer": guess.answer})
    return found


def _measured(sentences: list[Record], groups: Iterable[str]) -> Record:
    answered = [s for s in sentences if s["answer"] != UNDETERMINED]
    pairs = Counter((s["language"], s["guess"]) for s in sentences)
    return {
        "overall": _accuracy(sentences),
        "macro_f1": _macro_f1(pairs),
        "answered": _share(s["answer"] != UNDETERMINED for s in sentences),
        "accuracy_when_answered": _accuracy(answered),
        "groups": {
            group: {v: _accuracy(some) for v, some in _grouped(sentences, group).items()}
            for group in groups
        },
        "confusions": [
            {"language": truth, "guess": guess, "n": n}
            for (truth, guess), n in sorted(pairs.items())
            if truth != guess
        ],
    }


def _grouped(sentences: list[Record], group: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for sentence in sorted(sentences, key=lambda s: s[group]):
        found.setdefault(sentence[group], []).append(sentence)
    return found


def _accuracy(sentences: list[Record]) -> Record:
    share = _share(s["guess"] == s["language"] for s in sentences)
    return {"accuracy" if key == "share" else key: value for key, value in share.items()}


def _share(outcomes: Iterable[bool]) -> Record:
    seen = list(outcomes)
    low, high = wilson(sum(seen), len(seen))
    return {
        "n": len(seen),
        "hits": sum(seen),
        "share": round(sum(seen) / len(seen), 4),
        "interval": [round(low, 4), round(high, 4)],
    }


def _macro_f1(pairs: Counter[tuple[str, str]]) -> float:
    languages = sorted({truth for truth, _ in pairs})
    scores = []
    for language in languages:
        right = pairs[language, language]
        true = sum(n for (truth, _), n in pairs.items() if truth == language)
        guessed = sum(n for (_, guess), n in pairs.items() if guess == language)
        scores.append(2 * right / (true + guessed))
    return round(sum(scores) / len(scores), 4)


if __name__ == "__main__":
    main()
