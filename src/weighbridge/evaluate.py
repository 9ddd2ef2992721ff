"""Evaluate: ask a person's own filter about every item of a labelled set, and keep what it says."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from weighbridge._version import __version__
from weighbridge.findings.statistics import filters, groups
from weighbridge.findings.statistics.filters import DomainRates
from weighbridge.records.verdicts import (
    Item,
    SetError,
    Verdict,
    answers,
    asked,
    head,
    items,
    written,
)
from weighbridge.sources.filters.port import Failed, Filter

MOST_IN_A_ROW = 10
"""Items without an answer in a row, after which the filter is taken to be down."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """What came of asking a filter.

    Attributes:
        rates: its errors, per domain and over all.
        items: how many the set has.
        answered: how many have a verdict.
        kept: how many of these were answered in an earlier run.
        errors: the first reasons why others have none, each once.
        stopped: whether the asking ended early, the filter being down.
    """

    rates: tuple[DomainRates, ...]
    items: int
    answered: int
    kept: int
    errors: tuple[str, ...]
    stopped: bool


def open_set(place: str) -> tuple[Item, ...]:
    """The items of a file: CSV by its name, else JSON lines.

    Raises:
        SetError: it cannot be read or used.
    """
    path = Path(place)
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = tuple(items(text, table=path.suffix.lower() in {".csv", ".tsv"}))
    except SetError as error:
        raise SetError(f"{place}: {error}") from error
    except OSError as error:
        raise SetError(f"{place}: {error.strerror}. Name another file.") from error
    except UnicodeDecodeError as error:
        raise SetError(f"{place}: it is no UTF-8 text. Save it as UTF-8.") from error
    if not found:
        raise SetError(f"{place}: it holds no item. Write one on each line.")
    return found


def evaluate_filter(  # noqa: PLR0913  # what an asking depends on, each by name
    asking: Filter,
    every: Sequence[Item],
    output: str,
    *,
    dataset: str = "",
    anew: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Filtered:
    """Ask a filter about every item, and write the labelled verdicts.

    Each verdict is kept as it comes, in `OUTPUT.part`; what was answered there, or in the output
    itself, by the same filter to the same question is not asked again. The output is written whole
    or not at all.

    Args:
        dataset: what the set is called in the output.
        anew: whether to ask everything again.
        progress: told how many items are done.

    Raises:
        OSError: a file cannot be written.
    """
    target = Path(output)
    journal = target.with_name(f"{target.name}.part")
    run = _run(asking, every, dataset)
    known = {} if anew else _known(target, run) | _known(journal, run)
    if anew:
        journal.unlink(missing_ok=True)
    verdicts, kept, stopped = [], 0, False
    with journal.open("a", encoding="utf-8") as stream:
        if journal.stat().st_size:
            stream.write("\n")  # a killed writer may have left half a line
        for verdict, was_known in _asked(asking, every, known):
            if not was_known:
                stream.write(written(verdict, whole=False))
                stream.flush()
            verdicts.append(verdict)
            kept += was_known
            progress(len(verdicts))
    stopped = len(verdicts) < len(every)
    verdicts += [Verdict(item, None, "It was not asked.") for item in every[len(verdicts) :]]
    _put(target, head(run) + "".join(written(verdict, whole=True) for verdict in verdicts))
    journal.unlink(missing_ok=True)
    return _told(verdicts, kept, stopped=stopped)


def rates(verdicts: Sequence[Verdict]) -> tuple[DomainRates, ...]:
    """A filter's errors per domain; items without an answer count for nothing."""
    samples = [
        groups.Sample(
            one.item.label,
            one.prediction,
            groups.attributes(one.item.group),
            one.item.domain,
            one.item.weight,
        )
        for one in verdicts
        if one.prediction is not None
    ]
    return tuple(filters.by_domain(samples))


def _asked(
    asking: Filter, every: Sequence[Item], known: dict[tuple[str, str], bool]
) -> Iterator[tuple[Verdict, bool]]:
    """Each verdict, and whether it was known; it ends where too many in a row have none."""
    missed = 0
    with asking:
        for item in every:
            mark = asked(asking.name, item)
            before = known.get((item.id, mark), known.get((item.id, "")))
            if before is not None:
                yield Verdict(item, before, asked=mark), True
                continue
            if missed >= MOST_IN_A_ROW:
                return
            answer = asking.ask(item.shown)
            if isinstance(answer, Failed):
                missed += 1
                yield Verdict(item, None, answer.reason, mark), False
            else:
                missed = 0
                yield Verdict(item, answer, asked=mark), False


def _told(verdicts: Sequence[Verdict], kept: int, *, stopped: bool) -> Filtered:
    silent = [one for one in verdicts if one.prediction is None]
    return Filtered(
        rates=rates(verdicts),
        items=len(verdicts),
        answered=len(verdicts) - len(silent),
        kept=kept,
        errors=tuple(dict.fromkeys(one.error for one in silent))[:5],
        stopped=stopped,
    )


def _run(asking: Filter, every: Sequence[Item], dataset: str) -> dict[str, Any]:
    """What the output says of its run; `asked` tells its answers from those to another question."""
    marks = sorted(asked(asking.name, item) for item in every)
    return {
        "tool": "weighbridge",
        "tool_version": __version__,
        "model": asking.title,
        "dataset": dataset,
        "dataset_revision": f"sha256:{sha256(_content(every)).hexdigest()}",
        "samples": len(every),
        "asked": sha256("".join(marks).encode()).hexdigest()[:16],
    }


def _content(every: Sequence[Item]) -> bytes:
    told = [(one.id, one.label, one.domain, one.group, one.weight, one.shown) for one in every]
    return json.dumps(told, sort_keys=True, default=str).encode()


def _known(place: Path, run: dict[str, Any]) -> dict[tuple[str, str], bool]:
    try:
        return answers(place.read_text(encoding="utf-8", errors="replace"), run)
    except FileNotFoundError:
        return {}


def _put(target: Path, text: str) -> None:
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8")
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
