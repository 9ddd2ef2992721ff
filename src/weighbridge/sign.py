"""Sign: bind a release to its publisher's key; verify: hold it against what was signed."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from weighbridge.readers.signing import files
from weighbridge.records.signatures import NotTrustedError, RefusedError, SignatureError
from weighbridge.records.signatures import bundle as bundles
from weighbridge.records.signatures import statement as statements
from weighbridge.records.signatures.comparing import Change, Difference, Stretch, differences
from weighbridge.records.signatures.statement import GIT_PATHS, Resource, Statement
from weighbridge.sources import digests
from weighbridge.sources.digests import Digest
from weighbridge.sources.signable import Listed, listed, tidy
from weighbridge.sources.stamps import Memory

NAME = "model.sig"
"""What the signature of a folder is called."""
_LONGEST = 512 << 20
"""Bytes of one bundle: the digests of some two million files."""

Trust = Callable[[bundles.Bundle, bytes], tuple[bytes, str]]
"""From a bundle, parsed and as it is, to the payload that is trusted and a name for the signer;
raises `NotTrustedError`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which files a signature speaks of, beyond what it says itself.

    Attributes:
        ignored: paths that are left out, relative to the release.
        symlinks: whether a link may stand for what it leads to.
        only: shell patterns of the paths to verify, in which `*` crosses folders; empty for all.
        unsigned: whether files that no signature speaks of are let pass.
        git: whether what stands there for git alone is signed too.
    """

    ignored: tuple[str, ...] = ()
    symlinks: bool = False
    only: tuple[str, ...] = ()
    unsigned: bool = False
    git: bool = False

    def holds(self, path: str) -> bool:
        """Whether a path is to be verified."""
        return not self.only or any(fnmatchcase(path, pattern) for pattern in self.only)


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of holding a release against its signature.

    Attributes:
        signer: who signed it; empty when the signature itself does not hold.
        files: signed files that were looked at.
        recalled: of these, the ones whose digest was remembered and not computed again.
        differences: every file that is not as it was signed; the signature itself too.
        notes: what the signature does not cover, in sentences.
    """

    signature: str
    signer: str = ""
    files: int = 0
    recalled: int = 0
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether everything is as it was signed."""
        return not self.differences


def place_of(release: str) -> str:
    """Where the signature of a release lies unless another place is named."""
    return str(Path(release) / NAME) if Path(release).is_dir() else f"{release}.sig"


def state(
    release: str,
    signature: str,
    scope: Scope,
    *,
    algorithm: str = "sha256",
    memory: Memory | None = None,
) -> Statement:
    """What is to be signed about a release.

    Args:
        signature: where the signature will lie; it is left out.

    Raises:
        RefusedError: a file cannot be signed; it is named.
        SourceError: the release cannot be listed.
        UnknownAlgorithmError: the algorithm cannot be computed here.
    """
    ignored = _ignored(release, signature, (*scope.ignored, *(() if scope.git else GIT_PATHS)))
    there = [one for one in listed(release, ignored) if _is_signed(one, scope)]
    found = files.hashed([(one, 0, None) for one in there], algorithm, memory)
    resources = []
    for (path, _, _), outcome in found.items():
        if isinstance(outcome, OSError):
            raise RefusedError(f"{path} could not be read: {files.cause(outcome)}. Check the file.")
        resources.append(Resource(path, outcome.hex))
    if not resources:
        raise RefusedError(f"{release}: it holds no file to sign. Name the folder of the release.")
    ordered = tuple(sorted(resources, key=lambda one: one.order))
    name = Path(os.path.realpath(release)).name
    return Statement(
        name, ordered, algorithm, symlinks=scope.symlinks, ignored=tuple(sorted(ignored))
    )


def verify(
    release: str, signature: str, trust: Trust, scope: Scope, *, memory: Memory | None = None
) -> Verification:
    """Hold a release against its signature.

    Raises:
        RefusedError: it cannot be found out here.
        SourceError: the release cannot be listed.
    """
    try:
        data = _read(signature)
        payload, signer = trust(bundles.parse(data), data)
        signed = statements.parse(payload)
        digests.engine(signed.algorithm)
    except (SignatureError, NotTrustedError) as error:
        problem = Difference(signature, Change.UNREAD, f"{signature} does not hold. {error}")
        return Verification(signature, differences=(problem,))
    except digests.UnknownAlgorithmError as error:
        raise RefusedError(str(error)) from error
    ignored = _ignored(release, signature, (*scope.ignored, *signed.ignored))
    there = [one for one in listed(release, ignored) if scope.holds(one.path)]
    wanted = tuple(r for r in signed.resources if scope.holds(r.path))
    names = {r.path for r in wanted}
    if scope.unsigned:
        there = [one for one in there if one.path in names]
    if not names:
        sought = f"No signed file matches {' or '.join(scope.only)}." if scope.only else ""
        empty = Difference(signature, Change.REMOVED, sought or f"{signature} signs no file.")
        return Verification(signature, signer, differences=(empty,))
    partial = replace(signed, resources=wanted, symlinks=signed.symlinks or scope.symlinks)
    return _compared(signature, signer, partial, there, memory)


def _compared(
    place: str, signer: str, signed: Statement, there: list[Listed], memory: Memory | None
) -> Verification:
    """The files that are there, held against what was signed of them."""
    names = {r.path for r in signed.resources}
    present = {one.path for one in there}
    hindered = [d for one in there if (d := files.hindrance(one, symlinks=signed.symlinks))]
    stopped = {one.path for one in hindered}
    asked = [
        stretch
        for one in there
        if one.open is not None and one.path not in stopped
        for stretch in files.stretches(one, signed, named=one.path in names)
    ]
    renamed = not names <= present
    wanted = [one for one in asked if one[0].path in names or renamed]
    hashed = files.hashed(wanted, signed.algorithm, memory)
    found: dict[Stretch, str] = {(one.path, start, end): "" for one, start, end in asked}
    for stretch, outcome in hashed.items():
        if isinstance(outcome, Digest):
            found[stretch] = outcome.hex
        elif stretch[0] not in stopped:
            stopped.add(stretch[0])
            message = f"{stretch[0]} could not be read: {files.cause(outcome)}."
            hindered.append(Difference(stretch[0], Change.UNREAD, message))
    known = {s[0] for s, one in hashed.items() if isinstance(one, Digest) and one.recalled}
    return Verification(
        place,
        signer,
        len(names),
        len(known & names),
        tuple(differences(signed, found, present, hindered)),
        tuple(files.uncovered(signed, there)),
    )


def _is_signed(one: Listed, scope: Scope) -> bool:
    """Whether a file is to be signed; a link to a folder is not.

    Raises:
        RefusedError: it should be and cannot.
    """
    hindrance = files.hindrance(one, symlinks=scope.symlinks)
    if hindrance is None:
        return one.open is not None
    if hindrance.change is Change.LINKED:
        raise RefusedError(
            f"{one.path} is a symbolic link to {one.target}. "
            "Put the file itself in its place, or sign with --allow-symlinks."
        )
    raise RefusedError(f"{hindrance.message} Remove it, or leave it out with --ignore.")


def _ignored(release: str, signature: str, named: Iterable[str]) -> set[str]:
    """Paths inside a release that no signature of it speaks of, its own among them."""
    place = Path(signature)
    beside = Path(os.path.realpath(place.parent)) / place.name  # what a link leads to is not meant
    own = os.path.relpath(beside, os.path.realpath(release))
    paths = map(tidy, (*named, own))
    return {one for one in paths if not one.startswith(("/", "../")) and one != ".."}


def _read(signature: str) -> bytes:
    """The bytes of a bundle.

    Raises:
        RefusedError: it is not there.
        SignatureError: it is too large to be one.
    """
    try:
        with Path(signature).open("rb") as stream:
            data = stream.read(_LONGEST + 1)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise RefusedError(f"{signature}: {cause}. Name it with --signature.") from error
    if len(data) > _LONGEST:
        raise SignatureError("It is too large to be a signature.")
    return data
