"""What the Hub answered instead of what was asked for, in words a user can act on."""

from dataclasses import dataclass
from typing import Any

from huggingface_hub import errors

_TOKEN = "set HF_TOKEN or run `hf auth login`"  # noqa: S105  # words, not a token
_LATER = "Audit again later."
_NAMED = 60
"""Characters of an unexpected error that are told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for when an error came.

    Attributes:
        page: address of the repository's page.
        revision: as it was asked for.
    """

    page: str
    revision: str


@dataclass(eq=False)
class UnfetchedError(OSError):
    """Something on the Hub that could not be fetched.

    Attributes:
        cause: as a sentence.
        remedy: as a sentence.
        lasting: whether asking for anything else now would end alike.
    """

    cause: str
    remedy: str
    lasting: bool = False

    def __str__(self) -> str:
        return f"{self.cause} {self.remedy}"


def unfetched(error: Exception, asked: Asked) -> UnfetchedError:
    """The words for an error of the Hub's client or of what carries its requests."""
    match error:
        case UnfetchedError():
            return error
        case errors.HfHubHTTPError():
            return _coded(error, asked) or _answered(error, asked)
        case errors.OfflineModeIsEnabled():
            cause = "HF_HUB_OFFLINE forbids to ask the Hub."
            remedy = "Unset it, or download the repository and name the folder."
            return UnfetchedError(cause, remedy, lasting=True)
        case KeyError() | TypeError() | ValueError():
            return UnfetchedError("The Hub's answer is not what its client knows.", _LATER)
    cause = f"{type(error).__name__}: {error}"[:_NAMED].rstrip(".: ")
    remedy = "Check the network, and HF_ENDPOINT if it is set, and audit again."
    return UnfetchedError(f"The Hub cannot be reached ({cause}).", remedy, lasting=True)


def _coded(error: errors.HfHubHTTPError, asked: Asked) -> UnfetchedError | None:
    """The words for what the client recognised by the Hub's own error code."""
    match error:
        case errors.GatedRepoError():
            cause = "Access is gated: its publisher has to grant it."
            remedy = f"Ask for it at {asked.page}, then {_TOKEN}, and audit again."
        case errors.RevisionNotFoundError():
            cause = f"The repository has no revision {asked.revision}."
            remedy = "Name a branch, tag or commit it has."
        case errors.RemoteEntryNotFoundError():
            cause, remedy = "The Hub lists it and does not have it.", _LATER
        case errors.DisabledRepoError():
            cause, remedy = "The Hub has disabled the repository.", f"See {asked.page}."
        case _:
            return None
    return UnfetchedError(cause, remedy)


def _answered(error: errors.HfHubHTTPError, asked: Asked) -> UnfetchedError:
    """The words for an answer by its status."""
    status = error.response.status_code
    if "Invalid credentials" in error.response.headers.get("X-Error-Message", ""):
        cause = "The Hub does not accept the token it was shown."
        return UnfetchedError(cause, f"Make a new one and {_TOKEN}.", lasting=True)
    if isinstance(error, errors.RepositoryNotFoundError) or status in {401, 404}:
        return UnfetchedError(
            "There is no such repository, or it is private: the Hub answers both alike.",
            f"Check the name at {asked.page}; if it is private, {_TOKEN}.",
        )
    if status == 403:
        return UnfetchedError("The Hub refuses access to it.", f"See {asked.page}, or {_TOKEN}.")
    if status == 429:
        return UnfetchedError(
            f"The Hub limits the rate of requests{_pause(error.response.headers)}.",
            f"Audit again after that; more requests are allowed if you {_TOKEN}.",
            lasting=True,
        )
    return UnfetchedError(f"The Hub answered with status {status}.", _LATER)


def seconds_to_wait(headers: Any) -> int | None:
    """Seconds that an answer asks to wait for, by `Retry-After` or by `RateLimit`.

    Source: RFC 9110, 10.2.3; draft-ietf-httpapi-ratelimit-headers-09, 4 (`t` is the reset).
    """
    stated = headers.get("Retry-After", "").strip()
    if stated.isdecimal():
        return int(stated[:9])
    pieces = (piece.strip() for piece in headers.get("RateLimit", "").split(";"))
    found = next((piece[2:] for piece in pieces if piece.startswith("t=")), "")
    return int(found[:9]) if found.isdecimal() else None


def _pause(headers: Any) -> str:
    seconds = seconds_to_wait(headers)
    return "" if seconds is None else f" and asks to wait {seconds} seconds"
