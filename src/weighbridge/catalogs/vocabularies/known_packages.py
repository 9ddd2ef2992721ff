"""The packages that model repositories ask for most, and the licence each states of itself."""

from functools import cache

from weighbridge import catalogs
from weighbridge.patterns import lazy

_RUN = lazy(r"[-_.]+")


def license_of(name: str) -> str:
    """The licence expression of a package, by any spelling of its name; empty if not listed.

    Source: PEP 503, "Normalized Names".
    """
    return _every().get(plain(name), "")


def plain(name: str) -> str:
    """A name as package indexes compare it."""
    return _RUN.sub("-", name).lower()


@cache
def _every() -> dict[str, str]:
    packages = catalogs.entry("vocabularies", "known-packages")["packages"]
    return {name: package["license"] for name, package in packages.items()}
