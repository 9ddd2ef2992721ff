"""Why a file's text could not be read, and what helps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """One reason.

    Attributes:
        cause: a clause about the file: "is a PDF that is encrypted".
        remedy: what to do, in the imperative.
    """

    cause: str
    remedy: str = "Publish the licence as plain text."

    @property
    def note(self) -> str:
        """Both, as sentences about "it"."""
        return f"It {self.cause}. {self.remedy}"
