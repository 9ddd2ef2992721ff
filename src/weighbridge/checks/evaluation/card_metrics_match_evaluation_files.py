"""The results that the card states are those of the evaluation's own files.

A number is copied once and then forgotten while the model changes. Results of `model-index` and of
tables in the card are held against files of results, where both name the same metric on the same
data; a number is the same when it is so to the digits the card gives, per cent or not. A number of
three digits or more that a file gives for data it names otherwise counts as the same one. Rows of a
table that speak of other models are left out. Where no file names the same data the answer is
`unknown`.

Source: Hugging Face Hub documentation, "Evaluation results".

## How to fix

Write the numbers of the evaluation's file into the card, or add the file they come from.
"""

from collections.abc import Iterator, Sequence
from math import isfinite

from weighbridge.facts.card import Cards
from weighbridge.facts.evaluation import Evaluation, Result
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown
from weighbridge.patterns import lazy

_REMEDY = "Write the numbers of the evaluation's own file into the card."
_STATED = frozenset({"model-index", "card-table"})
_MOST = 40
"""Results that are told; a table may have hundreds."""
_DIGITS = 3
"""Digits that a number seldom shares with another one by chance."""
_WORD = lazy(r"[^\W_]+")
_FILLING = frozenset({"the", "of", "on", "set", "dataset", "data", "benchmark", "results", "score",
                      "all", "overall", "eval", "evaluation", "split", "metrics"})  # fmt: skip
_METRICS = {"acc": "accuracy", "f1score": "f1", "rocauc": "auc", "em": "exactmatch"}


@check(severity=Severity.MEDIUM, since="0.1")
def card_metrics_match_evaluation_files(evaluation: Evaluation, cards: Cards) -> Iterator[Finding]:
    """Judge each result of a card that a file speaks of too."""
    names = {frozenset(_words(card.title)) for card in cards.cards}
    stated = [
        one
        for one in evaluation.results
        if one.source in _STATED
        and not one.group
        and (not one.subject or frozenset(_words(one.subject)) in names)
    ]
    files = [one for one in evaluation.results if one.source not in _STATED]
    if not stated or not files:
        yield not_applicable("No result stands both in a card and in a file of results.")
        return
    told = 0
    for one in stated:
        same = [other for other in files if _metric(other) == _metric(one) and not other.group]
        if same and told < _MOST:
            told += 1
            yield _judge(one, same)
    if not told:
        at = tuple(dict.fromkeys(one.at for one in stated))[:3]
        message = "The files of results name none of the metrics that the card states."
        yield unknown(message, *at, remedy=_REMEDY)


def _judge(one: Result, files: Sequence[Result]) -> Finding:
    on = [other for other in files if _shares_data(one, other)]
    telling = sum(sign.isdigit() for sign in one.value.strip("0.")) >= _DIGITS
    agreeing = [other for other in (*on, *(files if telling else ())) if _agree(one, other)]
    if agreeing:
        return passed(f"{_told(one)}, and {_told(agreeing[0])}.", one.at, agreeing[0].at)
    exact = [other for other in on if _words(one.task) == _words(other.task)]
    if exact and len({other.value for other in on}) == 1 and _number(exact[0].value) is not None:
        return failed(f"{_told(one)}, and {_told(exact[0])}.", one.at, exact[0].at, remedy=_REMEDY)
    message = f"{_told(one)}; {_told(files[0])}. Whether they speak of the same cannot be told."
    return unknown(message, one.at, files[0].at, remedy=_REMEDY)


def _told(one: Result) -> str:
    on = f" on {one.task}" if one.task else f" for {one.subject}" if one.subject else ""
    return f"{one.at.place} gives {one.metric} {one.value}{on}"


def _shares_data(one: Result, other: Result) -> bool:
    """Whether both may be on the same data: one's words are among the other's."""
    first, second = _words(one.task), _words(other.task)
    return bool(first and second) and (first <= second or second <= first)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _FILLING}


def _metric(one: Result) -> str:
    bare = "".join(_WORD.findall(one.metric.casefold().removeprefix("eval_")))
    return _METRICS.get(bare, bare)


def _agree(stated: Result, held: Result) -> bool:
    """Whether a stated number is a held one, rounded or in per cent."""
    said, exact = _number(stated.value), _number(held.value)
    if said is None or exact is None:
        return stated.value.strip() == held.value.strip()
    digits = len(stated.value.strip().rstrip("%").partition(".")[2])
    off = 10.0**-digits
    return any(abs(said - exact * scale) < off for scale in (1, 100, 0.01))


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().rstrip("%"))
    except ValueError:
        return None
    return number if isfinite(number) else None
