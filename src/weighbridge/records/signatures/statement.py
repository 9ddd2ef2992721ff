"""What a signature of a release states: its files and their digests, as in-toto writes it.

Source: in-toto Attestation Framework, Statement v1; OpenSSF model signing, predicate
`https://model_signing/signature/v1.0` as `model-signing` 1.1.1 writes and reads it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from weighbridge.records.signatures import SignatureError

PREDICATE = "https://model_signing/signature/v1.0"
EARLIER = "https://model_signing/Digests/v0.1"
"""The predicate of `model-signing` 0.2: digests of whole files, and nothing else."""
WHOLE = "."
"""How a release that is one file names it."""
GIT_PATHS = (".git", ".gitattributes", ".github", ".gitignore")
"""What stands at the top of a release for git alone, and is not signed unless asked for."""

_STATEMENT = "https://in-toto.io/Statement/v1"
_ALGORITHMS = {"sha256": "sha256", "blake2b": "blake2b", "blake2": "blake2b", "blake3": "blake3"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A file, or a stretch of one, and its digest.

    Attributes:
        path: inside the release, forward slashes; `.` for a release that is one file.
        digest: hex.
        start: first byte of the stretch.
        end: the byte after its last; None for a whole file.
    """

    path: str
    digest: str
    start: int = 0
    end: int | None = None

    @property
    def order(self) -> tuple[list[str], int, int]:
        """Where it stands in a statement: paths are compared component by component."""
        return self.path.split("/"), self.start, self.end or 0


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed.

    Attributes:
        name: of the release, for people; renaming it changes nothing.
        algorithm: of the digests: `sha256`, `blake2b` or `blake3`.
        shard: bytes of a stretch where files are hashed in stretches; None where they are not.
        symlinks: whether the signer let symbolic links stand for what they lead to.
        ignored: paths that were left out, with all that lies in them.
    """

    name: str
    resources: tuple[Resource, ...]
    algorithm: str = "sha256"
    shard: int | None = None
    symlinks: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """One digest for all of it."""
        return root(bytes.fromhex(one.digest) for one in self.resources)


def root(digests: Iterable[bytes]) -> str:
    """The digest of a release: SHA-256 over the digests of its files, in the order of their paths.

    It says nothing of names. Source: `model-signing`, the subject of a statement.
    """
    state = sha256()
    for digest in digests:
        state.update(digest)
    return state.hexdigest()


def written(statement: Statement) -> bytes:
    """A statement as the bytes that are signed; its files are put in order."""
    resources = tuple(sorted(statement.resources, key=lambda one: one.order))
    serialization: dict[str, Any] = {
        "method": "files" if statement.shard is None else "shards",
        "hash_type": statement.algorithm,
        "allow_symlinks": statement.symlinks,
    }
    if statement.shard is not None:
        serialization["shard_size"] = statement.shard
    if statement.ignored:
        serialization["ignore_paths"] = list(statement.ignored)
    algorithm = _named(statement)
    listed = [{"name": _name(r), "algorithm": algorithm, "digest": r.digest} for r in resources]
    total = root(bytes.fromhex(one.digest) for one in resources)
    value = {
        "_type": _STATEMENT,
        "subject": [{"name": statement.name, "digest": {"sha256": total}}],
        "predicateType": PREDICATE,
        "predicate": {"serialization": serialization, "resources": listed},
    }
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def parse(payload: bytes) -> Statement:
    """Read a statement.

    Raises:
        SignatureError: it is no statement about a release, or contradicts itself.
    """
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise SignatureError("What is signed is not JSON.") from error
    match value:
        case {"_type": str(kind)} if kind != _STATEMENT:
            raise SignatureError(f"What is signed is a {kind}, not an in-toto statement.")
        case {"predicateType": "https://model_signing/Digests/v0.1", "subject": list(subjects)}:
            return _checked(Statement("", tuple(_subjects(subjects)), ignored=GIT_PATHS))
        case {
            "predicateType": "https://model_signing/signature/v1.0",
            "subject": [{"name": str(name), "digest": {"sha256": str(total)}}],
            "predicate": {"serialization": dict(how), "resources": list(listed)},
        }:
            statement = _checked(_described(name, how, listed))
            if statement.root != total:
                raise SignatureError("The digest of the whole is not that of the files it lists.")
            return statement
    raise SignatureError("What is signed is no statement about the files of a model.")


def _described(name: str, how: dict[str, Any], listed: list[Any]) -> Statement:
    algorithm = _ALGORITHMS.get(str(how.get("hash_type")))
    if algorithm is None:
        raise SignatureError(f"Its digests are in {how.get('hash_type')!r}, which is not known.")
    match how:
        case {"method": "files"}:
            shard = None
        case {"method": "shards", "shard_size": int() | float() as size} if 1 <= size < 1 << 60:
            shard = int(size)
        case _:
            raise SignatureError(f"It lists files by {how.get('method')!r}, which is not known.")
    ignored = how.get("ignore_paths", [])
    if not isinstance(ignored, list) or not all(isinstance(one, str) for one in ignored):
        raise SignatureError("The paths it leaves out are not a list of names.")
    shape = Statement(name, (), algorithm, shard, how.get("allow_symlinks") is True, tuple(ignored))
    resources = tuple(_resource(one, shape) for one in listed)
    return Statement(name, resources, algorithm, shard, shape.symlinks, shape.ignored)


def _resource(value: Any, shape: Statement) -> Resource:
    match value:
        case {"name": str(name), "algorithm": str(algorithm), "digest": str(digest)}:
            pass
        case _:
            raise SignatureError("One of the files it lists has no name, algorithm or digest.")
    if algorithm != _named(shape):
        raise SignatureError(f"It hashes {name!r} with {algorithm!r} and the rest otherwise.")
    if shape.shard is None:
        return Resource(name, digest)
    path, start, end = _stretch(name)
    return Resource(path, digest, start, end)


def _stretch(name: str) -> tuple[str, int, int]:
    """Path, first byte and end of a stretch; a path may hold colons of its own."""
    match name.rsplit(":", 2):
        case [path, start, end] if start.isdecimal() and end.isdecimal() and len(end) < 20:
            if int(start) < int(end):
                return path, int(start), int(end)
    raise SignatureError(f"{name!r} names no stretch of a file.")


def _subjects(subjects: list[Any]) -> Iterator[Resource]:
    for one in subjects:
        match one:
            case {"name": str(name), "digest": {"sha256": str(digest)}}:
                yield Resource(name, digest)
            case _:
                raise SignatureError("One of the files it lists has no name or digest.")


def _checked(statement: Statement) -> Statement:
    """The same statement, its paths and digests well formed and each file named once."""
    met: set[tuple[str, int]] = set()
    for one in statement.resources:
        if (one.path, one.start) in met:
            raise SignatureError(f"It names {one.path!r} twice.")
        met.add((one.path, one.start))
        if one.path != WHOLE and {"", ".", ".."} & set(one.path.split("/")):
            raise SignatureError(f"{one.path!r} is no path inside a release.")
        if not _is_digest(one.digest):
            raise SignatureError(f"The digest of {one.path!r} is not hexadecimal.")
    return statement


def _is_digest(text: str) -> bool:
    return len(text) in {64, 128} and not text.lower().strip("0123456789abcdef")


def _named(statement: Statement) -> str:
    """What the algorithm of one resource is called."""
    if statement.shard is None:
        return statement.algorithm
    return f"{statement.algorithm}-sharded-{statement.shard}"


def _name(one: Resource) -> str:
    return one.path if one.end is None else f"{one.path}:{one.start}:{one.end}"
