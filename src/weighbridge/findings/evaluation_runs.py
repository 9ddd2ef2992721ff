"""What can be said of a run of an evaluation tool once all files about it are seen together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weighbridge.facts.evaluation import Evaluation, EvaluationRun, ResultStatement
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a run proves nothing, in a sentence."""

    message: str
    at: Evidence


def name(run: EvaluationRun) -> str:
    """A run in few words, to stand at the beginning of a sentence."""
    model = f" of {run.model[:60]}" if run.model else ""
    return f"The {run.tool} run{model} in {run.at.place}"


def ended(run: EvaluationRun) -> bool | None:
    """Whether a run came to its end; None where it cannot say."""
    return run.completed


def limit(run: EvaluationRun, evaluation: Evaluation) -> str:
    """How much of the data was asked, where it was not all of it; empty where nothing limits it.

    HELM cuts every split at `max_eval_instances`; a split that reaches it was cut.
    """
    if run.limited:
        size = f" {run.samples} of {run.planned} samples" if run.planned else " a part of the data"
        return f"was asked{size} only" if run.samples != run.planned else "was limited on purpose"
    sizes = [tally.total for tally in evaluation.tallies if tally.run == run.id]
    if run.tool == "helm" and run.planned is not None and max(sizes, default=0) >= run.planned:
        return f"was cut at {run.planned} instances"
    return ""


def problems(evaluation: Evaluation, today: date) -> dict[str, list[Problem]]:
    """What contradicts itself about each run, by its id."""
    found: dict[str, list[Problem]] = {run.id: [] for run in evaluation.runs}
    for run in evaluation.runs:
        found[run.id] += [Problem(defect, run.at) for defect in run.defects]
        found[run.id] += _future(run, today)
        found[run.id] += _unsealed(run, evaluation)
    for id_, problem in (*_beside(evaluation), *_unequal(evaluation), *_borrowed(evaluation)):
        found.setdefault(id_, []).append(problem)
    return found


def orphans(evaluation: Evaluation) -> dict[str, Evidence]:
    """Ids of runs that counts or samples name and that are not there, with where they are named."""
    known = {run.id for run in evaluation.runs}
    told = [(one.run, one.at) for one in evaluation.tallies]
    told += [(one.run, one.at) for one in evaluation.outcomes]
    told += [(one.run, one.at) for one in evaluation.samples]
    told += [(one.run, one.at) for one in evaluation.problems]
    return {run: at for run, at in reversed(told) if run not in known}


def sound(evaluation: Evaluation, today: date) -> tuple[EvaluationRun, ...]:
    """Runs that came to their end, asked all of the data, and contradict nothing."""
    wrong = problems(evaluation, today)
    return tuple(
        run
        for run in evaluation.runs
        if ended(run) and not limit(run, evaluation) and not wrong.get(run.id)
    )


def flaws(evaluation: Evaluation, today: date) -> dict[str, str]:
    """Why counts of a run are no evidence, by its id, where only several files show it."""
    found = {
        run: f"the output contradicts itself: {wrong[0].message.rstrip('.')}"
        for run, wrong in problems(evaluation, today).items()
        if wrong
    }
    limits = {run.id: limit(run, evaluation) for run in evaluation.runs}
    return {run: f"the run {why}" for run, why in limits.items() if why} | found


def _beside(evaluation: Evaluation) -> Iterator[tuple[str, Problem]]:
    for problem in evaluation.problems:
        yield problem.run, Problem(problem.message, problem.at)


def _future(run: EvaluationRun, today: date) -> Iterator[Problem]:
    try:
        started = date.fromisoformat(run.started[:10])
    except ValueError:
        return
    if started > today:
        yield Problem(f"It says that it began on {started}, which is still to come.", run.at)


def _unsealed(run: EvaluationRun, evaluation: Evaluation) -> Iterator[Problem]:
    """Samples that are not those the run recorded."""
    seals = dict(run.seals)
    for file in evaluation.samples:
        seal = seals.get(file.domain)
        if file.run == run.id and seal and file.seal and seal != file.seal:
            message = f"The samples of {file.domain[:80]} are not those its results were made of."
            yield Problem(message, file.at)


def _unequal(evaluation: Evaluation) -> Iterator[tuple[str, Problem]]:
    """Counts that the samples do not sum to."""
    stated = {
        (t.run, t.metric, t.domain): t for t in evaluation.tallies if not t.group and not t.label
    }
    for one in evaluation.outcomes:
        tally = stated.get((one.run, one.metric, one.domain))
        found = (sum(one.values), len(one.ids))
        if tally and not one.cut and (tally.successes, tally.total) != found:
            yield (
                one.run,
                Problem(
                    f"It states {tally.successes} of {tally.total} for {one.metric[:60]} of "
                    f"{one.domain[:60]}, and its samples give {found[0]} of {found[1]}.",
                    one.at,
                ),
            )
    totals = {(t.run, t.domain): t for t in evaluation.tallies}
    for file in evaluation.samples:
        total = totals.get((file.run, file.domain))
        if total and total.total != file.samples:
            text = f"It states {total.total} samples of {file.domain[:80]}, and {file.samples}"
            yield file.run, Problem(f"{text} are there.", file.at)


def _borrowed(evaluation: Evaluation) -> Iterator[tuple[str, Problem]]:
    """The very same samples and answers under the names of several models."""
    models = {run.id: run.model for run in evaluation.runs}
    told = [(r.samples_digest, r.id, r.at) for r in evaluation.runs]
    told += [(s.samples_digest, s.run, s.at) for s in evaluation.samples]
    sharing: dict[str, set[str]] = {}
    for digest, id_, _ in told:
        if digest and models.get(id_):
            sharing.setdefault(digest, set()).add(models[id_])
    for digest, id_, at in told:
        others = sorted(sharing.get(digest, set()) - {models.get(id_, "")})
        if others and models.get(id_):
            text = (
                f"Its samples and answers are those of the run of {others[0][:80]}, to the letter."
            )
            yield id_, Problem(text, at)


class Tie(StrEnum):
    """What ties a run to the weights of the release."""

    ATTESTED = "attested"
    """A statement names its files and weights, by digests that are those of the release."""
    DECLARED = "declared"
    """Nothing but its own word."""
    UNCERTAIN = "uncertain"
    """A statement names weights whose digest is not known here."""
    BROKEN = "broken"
    """The weights it names have other bytes than those of the release."""
    CHANGED = "changed"
    """Its own files have other bytes than the statement names."""


@dataclass(frozen=True, slots=True)
class Binding:
    """How a run is tied, in a sentence that continues its name."""

    tie: Tie
    says: str
    at: tuple[Evidence, ...] = ()


def binding(run: EvaluationRun, evaluation: Evaluation) -> Binding:
    """What ties a run to the weights."""
    own = _own_weights(run, evaluation)
    if own is not None:
        return own
    files = _files(run, evaluation)
    found = [_bound(one, files, evaluation) for one in evaluation.statements]
    told = [one for one in found if one is not None]
    for tie in (Tie.BROKEN, Tie.ATTESTED, Tie.UNCERTAIN, Tie.CHANGED):
        for one in told:
            if one.tie is tie:
                return one
    return Binding(Tie.DECLARED, "is declared: nothing ties it to the weights it was measured on")


def _files(run: EvaluationRun, evaluation: Evaluation) -> dict[str, str | None]:
    """Path and digest of every file that tells of a run's counts; samples must fit these."""
    places = [one.at for one in evaluation.tallies if one.run == run.id]
    return {at.path: at.sha256 for at in places or [run.at]}


def _own_weights(run: EvaluationRun, evaluation: Evaluation) -> Binding | None:
    """A run that itself names weights, none of which are these."""
    if not run.weights or _unhashed(evaluation):
        return None
    if set(run.weights) <= _weights(evaluation):
        return None
    return Binding(Tie.BROKEN, "names weights that are not in the release", (run.at,))


def _weights(evaluation: Evaluation) -> set[str]:
    files = evaluation.weights
    return {one for file in files for one in (file.at.sha256, file.pointer) if one}


def _unhashed(evaluation: Evaluation) -> bool:
    return any(not file.at.sha256 and not file.pointer for file in evaluation.weights)


def _is_named(path: str, statement: ResultStatement) -> bool:
    """Whether a statement speaks of a file by its path, or the end of it."""
    whole = f"/{path}"
    return any(
        whole.endswith(f"/{one.name}") or f"/{one.name}".endswith(whole)
        for one in statement.results
    )


def _bound(
    statement: ResultStatement, files: dict[str, str | None], evaluation: Evaluation
) -> Binding | None:
    """What a statement says of a run's files; None where it does not speak of them."""
    digests = {one.sha256 for one in statement.results}
    at = (statement.at,)
    if not set(files.values()) <= digests:
        if any(files[path] not in digests and _is_named(path, statement) for path in files):
            return Binding(Tie.CHANGED, f"has changed since {statement.at.place} was written", at)
        return None
    unknown = [one for one in statement.weights if one.sha256 not in _weights(evaluation)]
    if unknown and _unhashed(evaluation):
        says = f"is bound to {unknown[0].name[:80]}, and weights here are too large to be hashed"
        return Binding(Tie.UNCERTAIN, says, at)
    if unknown:
        says = f"is bound to {unknown[0].name[:80]} with other bytes than any weights here"
        return Binding(Tie.BROKEN, says, at)
    count = len(statement.weights)
    how = "a signed statement, not verified here" if statement.signed else "an unsigned statement"
    says = f"is tied to {count} {'file' if count == 1 else 'files'} of weights by {how}"
    return Binding(Tie.ATTESTED, says, at)
