"""Every file of the release is named in a signature, with the digest it has.

A signature lets whoever downloads the release find out that it is what its publisher released, and
that nothing was changed, added or taken away since. This check holds the files against what the
signature says; whose signature it is, only `weighbridge verify` with the publisher's key finds out.

Source: OpenSSF Model Signing specification 1.0.

## How to fix

Run `weighbridge sign RELEASE --key KEY`, publish `model.sig` with the release, and publish the
public key where people already trust you.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import FileEntry
from weighbridge.facts.signatures import SignatureFile, Signatures
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.records.signatures.statement import GIT_PATHS

_REMEDY = "Sign the release with weighbridge sign, and publish model.sig with it."
_AGAIN = "Restore what was signed, or sign the release again."
_SHOWN = 20
"""Files named one by one."""

Key = tuple[str, str]
"""Part and path."""


@check(severity=Severity.LOW, since="0.1")
def release_is_signed(signatures: Signatures) -> Iterator[Finding]:
    """Hold the files against all signatures together."""
    gaps = [gap for gap in signatures.gaps if gap.topic in {"", "provenance"}]
    if not signatures.signatures:
        if gaps:
            message = f"No signature was found, and {len(gaps)} places could not be read."
            yield unknown(message, *(gap.at for gap in gaps[:5]), remedy=_REMEDY)
        else:
            yield failed("No signature of the release was found.", remedy=_REMEDY)
        return
    here = {(one.at.part, one.at.path): one for one in signatures.entries}
    wrong = [finding for one in signatures.signatures for finding in _broken(one, here)]
    wrong += _unnamed(signatures, here)
    if wrong:
        yield from wrong[:_SHOWN]
    else:
        yield _whole(signatures, here, len(gaps))


def _broken(signature: SignatureFile, here: dict[Key, FileEntry]) -> Iterator[Finding]:
    """Files that are not as one signature says."""
    name = signature.at.path
    for one in signature.files:
        entry = here.get((signature.at.part, one.path))
        if entry is None:
            message = f"{name} signs {one.path}, which was not found in the release."
            yield failed(message, signature.at, remedy=_AGAIN)
        elif one.sha256 and entry.at.sha256 and one.sha256 != entry.at.sha256:
            message = f"{one.path} holds other bytes than {name} signs."
            yield failed(message, entry.at, signature.at, remedy=_AGAIN)


def _unnamed(signatures: Signatures, here: dict[Key, FileEntry]) -> Iterator[Finding]:
    """Files that no signature names, except what stands there for git, and signatures."""
    named = {(s.at.part, one.path) for s in signatures.signatures for one in s.files}
    named |= {(s.at.part, s.at.path) for s in signatures.signatures}
    left = [
        entry.at
        for key, entry in here.items()
        if key not in named and key[1].partition("/")[0] not in GIT_PATHS
    ]
    if left:
        count = "1 file is" if len(left) == 1 else f"{len(left):,} files are"
        message = f"{count} in no signature, such as {left[0].path}."
        yield failed(message, *left[:5], remedy=_REMEDY)


def _whole(signatures: Signatures, here: dict[Key, FileEntry], unread: int) -> Finding:
    """What holds when nothing is wrong: all is as signed, or something is not known."""
    pairs = [(s, one) for s in signatures.signatures for one in s.files]
    open_ones = [
        here[s.at.part, one.path].at
        for s, one in pairs
        if not one.sha256 or not here[s.at.part, one.path].at.sha256
    ]
    places = [s.at for s in signatures.signatures][:5]
    if open_ones:
        count = (
            "1 signed file was" if len(open_ones) == 1 else f"{len(open_ones):,} signed files were"
        )
        message = f"{count} not compared with the signature, such as {open_ones[0].path}."
        return unknown(message, *open_ones[:5], remedy="Run weighbridge verify on the release.")
    if unread:
        message = f"{places[0].path} names every file that was read; {unread:,} places were not."
        return unknown(message, *places, remedy="Run weighbridge verify on the release.")
    if not pairs:
        return failed(f"{places[0].path} signs no file.", *places, remedy=_REMEDY)
    message = (
        f"{places[0].path} names every file of the release with its digest; "
        "whose signature it is was not verified."
    )
    return passed(message, *places)
