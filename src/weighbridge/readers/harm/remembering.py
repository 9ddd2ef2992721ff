"""Looking into an unchanged file once: its verdict is remembered under the rules it rests on."""

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path

from weighbridge import catalogs, readers
from weighbridge.facts.safety import FileVerdict, Harm, Reason
from weighbridge.readers.blob import Blob
from weighbridge.readers.harm.scanning import judged
from weighbridge.sources.stamps import Memory, stamp_of


def remembered(blob: Blob, memory: Memory | None) -> FileVerdict:
    """What was found in a file before, if these rules looked at these bytes under this name.

    What a limit or damage kept from being looked at is never remembered: it may be in reach now.
    """
    stamp = stamp_of(blob.stream) if memory is not None else None
    if memory is None or stamp is None:
        return judged(blob)
    what = f"scan {edition()} {blob.path!r} {blob.executable} {blob.target!r}"
    answer = memory.recall(stamp, what)
    if answer is not None:
        return _read(blob, answer)
    found = judged(blob)
    harms = {found.harm, *(reason.harm for reason in found.reasons)}
    if Harm.INCOMPLETE not in harms and stamp_of(blob.stream) == stamp:
        memory.remember(stamp, what, _written(found))
    return found


@cache
def edition() -> str:
    """What the rules are: a digest of all that decides a verdict."""
    state = blake2b(digest_size=16)
    vocabularies = Path(catalogs.__path__[0]) / "vocabularies"
    for folder in (Path(readers.__path__[0]), vocabularies):
        for place in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
            state.update(place.name.encode() + b"\0" + place.read_bytes())
    return state.hexdigest()


def _written(found: FileVerdict) -> str:
    reasons = [(one.harm, one.rule, one.message, one.where) for one in found.reasons]
    return json.dumps((found.format, found.harm, reasons, found.names))


def _read(blob: Blob, answer: str) -> FileVerdict:
    form, harm, reasons, names = json.loads(answer)
    told = tuple(Reason(Harm(kind), *words) for kind, *words in reasons)
    return FileVerdict(blob.evidence(), form, Harm(harm), told, tuple(names))
