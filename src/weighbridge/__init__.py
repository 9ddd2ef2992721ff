"""Weighbridge: from weights on a disk to an open release that anyone can check; the public API,
which never prints.

The verbs are functions of this package, loaded when they are first used: `audit` and
`open_release`, with the `Report` they lead to.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from weighbridge._version import __version__

if TYPE_CHECKING:
    from weighbridge.audit import audit, open_release
    from weighbridge.verdicts.report import Report

__all__ = ["Report", "__version__", "audit", "open_release"]

_HOMES = {
    "Report": "weighbridge.verdicts.report",
    "audit": "weighbridge.audit",
    "open_release": "weighbridge.audit",
}


class _Package(ModuleType):
    """A package in which a verb stays the function when the module of its name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and name in _HOMES:
            value = getattr(value, name)
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


sys.modules[__name__].__class__ = _Package
