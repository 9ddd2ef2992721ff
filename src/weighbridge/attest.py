"""Attest: state which weights results were measured on, and hold such a statement against files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from weighbridge.facts.distribution import Part
from weighbridge.facts.evaluation import Evaluation, EvaluationRun
from weighbridge.facts.provenance import Reading
from weighbridge.readers.reading import read_release
from weighbridge.readers.signing import keys as public_keys
from weighbridge.records import result_statement
from weighbridge.records.result_statement import Bound, File, StatementError
from weighbridge.records.signatures import RefusedError, SignatureError
from weighbridge.records.signatures import bundle as bundles
from weighbridge.sources import SourceError, open_source

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
    )

_LONGEST = 16 << 20
"""Bytes of a statement."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that a statement names, held against what lies there.

    Attributes:
        state: `same`, `differs`, or `not here`.
    """

    name: str
    sha256: str
    state: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement, and what came of its files.

    Attributes:
        signed: whether it stands in a signed bundle.
        verified: whether the signature was made with the key given; None without a key.
    """

    bound: Bound
    results: tuple[Held, ...]
    weights: tuple[Held, ...]
    signed: bool
    verified: bool | None = None


def bind(
    results: Iterable[str], weights: Iterable[str], *, dataset_revision: str, today: date
) -> tuple[Bound, tuple[EvaluationRun, ...]]:
    """What is to be stated of results, and the runs that are in them.

    Args:
        results: files that evaluation tools wrote, or folders of them.
        weights: files that were measured.
        dataset_revision: used where the results name none.
        today: the day on which results are read.

    Raises:
        RefusedError: a file cannot be read, or no run is read from a result.
    """
    runs: list[EvaluationRun] = []
    files: list[File] = []
    for place in results:
        found, named = _runs(place, today)
        runs += found
        files += named
    first = runs[0]
    stated = Bound(
        results=tuple(files),
        weights=tuple(_hashed(one) for one in weights),
        tool=_same(run.tool for run in runs),
        tool_version=_same(run.tool_version for run in runs),
        model=_same(run.model for run in runs),
        dataset=_same(run.dataset for run in runs),
        dataset_revision=dataset_revision or _same(run.dataset_revision for run in runs),
        started=first.started if len(runs) == 1 else "",
    )
    return stated, tuple(runs)


def signed(text: str, key: "EllipticCurvePrivateKey") -> str:
    """A statement in a signed bundle, as the one line of a file.

    Raises:
        RefusedError: nothing here can sign.
    """
    from weighbridge.targets.signing import keys  # noqa: PLC0415  # most statements are not signed

    return bundles.written(keys.signed(text.encode(), key))


def show(path: str, *, near: str, key: "EllipticCurvePublicKey | None" = None) -> Shown:
    """A statement, held against the files it names as they lie in a folder.

    Raises:
        RefusedError: it cannot be read, or is no statement about results.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_LONGEST)
    except OSError as error:
        raise RefusedError(f"{path}: {error.strerror}. Check the path.") from error
    payload, bundle = data, None
    try:
        bundle = bundles.parse(data)
        payload = bundle.payload
    except SignatureError:
        pass  # a statement that stands by itself
    try:
        bound = result_statement.parse(payload)
    except StatementError as error:
        raise RefusedError(f"{path}: {error} Write one with weighbridge evidence bind.") from error
    shown = Shown(bound, _held(bound.results, near), _held(bound.weights, near), bundle is not None)
    return shown if key is None else replace(shown, verified=_verified(bundle, key))


def _verified(bundle: bundles.Bundle | None, key: "EllipticCurvePublicKey") -> bool:
    from weighbridge.records.signatures import NotTrustedError  # noqa: PLC0415  # with a key alone

    if bundle is None or bundle.method is not bundles.Method.KEY:
        return False
    try:
        public_keys.trust(bundle, key)
    except NotTrustedError:
        return False
    return True


def _runs(place: str, today: date) -> tuple[list[EvaluationRun], list[File]]:
    """The runs of a result, and the files that tell of their counts."""
    try:
        release = read_release(place, [(Part("result"), open_source(place))], as_of=today)
    except SourceError as error:
        raise RefusedError(str(error)) from error
    found = release.view(Evaluation, Reading.CLAIMS)
    if not found.runs:
        why = " ".join(gap.reason for gap in found.gaps[:1])
        raise RefusedError(f"{place}: no run of an evaluation tool is read from it. {why}".strip())
    places = [one.at for one in found.runs] + [one.at for one in found.tallies]
    base = Path(place) if Path(place).is_dir() else Path(place).parent
    paths = dict.fromkeys(str(base / at.path) for at in places)
    return list(found.runs), [_hashed(one) for one in paths]


def _hashed(path: str) -> File:
    try:
        with Path(path).open("rb") as stream:
            return File(_name(path), file_digest(stream, "sha256").hexdigest())
    except OSError as error:
        raise RefusedError(f"{path}: {error.strerror}. Check the path.") from error


def _name(path: str) -> str:
    """A path as a statement names it: as it was given, and by its last part where that leads out
    of the folder.
    """
    parts = [part for part in Path(path).as_posix().split("/") if part not in {"", "."}]
    outside = Path(path).is_absolute() or ".." in parts
    return parts[-1] if outside else "/".join(parts)


def _same(values: Iterable[str]) -> str:
    """What all runs share; empty where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _held(files: tuple[File, ...], near: str) -> tuple[Held, ...]:
    return tuple(Held(one.name, one.sha256, _state(one, near)) for one in files)


def _state(file: File, near: str) -> str:
    """Whether a file of the name lies in the folder and has the digest."""
    if ".." in file.name.split("/") or Path(file.name).is_absolute():
        return "not here"
    place = Path(near) / file.name
    if not place.is_file():
        return "not here"
    return "same" if _hashed(str(place)).sha256 == file.sha256 else "differs"
