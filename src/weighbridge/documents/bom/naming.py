"""Names by which components of a bill are referred to, and package URLs.

Source: package-url specification, types `pypi` and `huggingface`.
"""

from weighbridge.patterns import lazy

_HUB = lazy(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/(?:datasets/)?(?P<id>[\w.-]+(?:/[\w.-]+)?)/?$"
)
_REPOSITORY = lazy(r"[\w.-]+/[\w.-]+")
_COMMIT = lazy(r"[0-9a-f]{40}")
_SEPARATORS = lazy(r"[-_.]+")


def plain(target: str) -> str:
    """An id of the Hub, of an address or of the id itself; anything else as it is."""
    found = _HUB.match(target)
    return found["id"] if found else target


def hub_purl(target: str, revision: str) -> str:
    """The package URL of a model of the Hub; empty where the name is none of it."""
    name = plain(target)
    if not _REPOSITORY.fullmatch(name) or name.startswith("."):
        return ""
    return f"pkg:huggingface/{name}" + (f"@{revision}" if _COMMIT.fullmatch(revision) else "")


def python_purl(name: str, version: str) -> str:
    """The package URL of a package of PyPI."""
    named = _SEPARATORS.sub("-", name).lower()
    return f"pkg:pypi/{named}" + (f"@{version.replace('+', '%2B')}" if version else "")
