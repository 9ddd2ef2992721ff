"""A weights file as every weights reader describes it: what its own format tells, and what its
path says.
"""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import shard_of, step_of, use_of

UNRECOGNISED = Format("unrecognised", "unrecognised format", executes_code=None)
POINTER = b"version https://git-lfs.github.com/spec/v1\n"
"""Source: Git LFS specification, "The Pointer"."""
PICKLE = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))
"""First bytes of a pickle since protocol 2. Source: Python's `pickletools`, opcode PROTO."""
_ROOTS = 64
"""First parts of tensors' names that are kept."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a file's header tells.

    Attributes:
        span: first byte, and the byte after the last; None where the whole file was looked at.
        counts: parameters per data type.
        tensors: number of tensors; None where the header does not tell.
        stored: bytes of all tensors; None where the header does not tell.
        names: of the tensors; None where they are not known.
    """

    span: tuple[int, int] | None = None
    counts: tuple[tuple[str, int], ...] = ()
    tensors: int | None = None
    architecture: str = ""
    defects: tuple[str, ...] = ()
    stored: int | None = None
    names: tuple[str, ...] | None = None


def describe(blob: Blob, form: Format, header: Header | None = None) -> WeightsFile:
    """The fact of one weights file."""
    told = header or Header()
    known = told.tensors is not None
    shard = shard_of(blob.path)
    return WeightsFile(
        at=blob.evidence(span=told.span),
        format=form,
        size=blob.size,
        parameters=sum(count for _, count in told.counts) if known else None,
        dtypes=tuple(sorted(told.counts, key=lambda pair: (-pair[1], pair[0]))),
        tensors=told.tensors,
        architecture=told.architecture,
        step=step_of(blob.path),
        defects=told.defects,
        use=use_of(blob.path),
        shard=shard,
        stored=told.stored,
        names=told.names if shard else None,
        roots=tuple(dict.fromkeys(name.partition(".")[0] for name in told.names or ()))[:_ROOTS],
    )


def damaged(blob: Blob, form: Format, cause: str) -> tuple[WeightsFile, Gap]:
    """A file that cannot be read as the format it is in: the defect, and the gap it leaves."""
    return _unreadable(blob, form, f"it is not a readable {form.title} file: {cause}")


def unrecognised(blob: Blob) -> tuple[WeightsFile, Gap]:
    """A file that is named as weights and is of no known format."""
    cause = "it is empty" if not blob.size else "its bytes are of no weights format that is known"
    return _unreadable(blob, UNRECOGNISED, f"it is named as weights, and {cause}")


def _unreadable(blob: Blob, form: Format, cause: str) -> tuple[WeightsFile, Gap]:
    remedy = "Write the file again from the original checkpoint."
    file = describe(blob, form, Header(defects=(f"{cause[0].upper()}{cause[1:]}.",)))
    return file, Gap(blob.evidence(), f"{blob.path}: {cause}.", remedy, "weights")


def is_pointer(blob: Blob) -> bool:
    """Whether a Git LFS pointer stands here instead of the file."""
    return blob.size <= 1024 and blob.head(len(POINTER)) == POINTER
