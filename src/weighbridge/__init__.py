"""Weighbridge: from weights on a disk to an open release that anyone can check; the public API,
which never prints.

The verbs are functions of this package, loaded when they are first used: `open_release` and
`audit`, `scan`, `weigh`, `judge_card`, `prepare`, `open_policy` and `gate`, with the types they
lead to. Signing lives in `weighbridge.sign`.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from weighbridge._version import __version__

if TYPE_CHECKING:
    from weighbridge.audit import audit, open_release
    from weighbridge.card import JudgedCard, judge_card
    from weighbridge.gate import Gated, gate, open_policy
    from weighbridge.prepare import Prepared, prepare
    from weighbridge.scan import Scanned, scan
    from weighbridge.verdicts.report import Report
    from weighbridge.weigh import Weighed, weigh

__all__ = [
    "Gated",
    "JudgedCard",
    "Prepared",
    "Report",
    "Scanned",
    "Weighed",
    "__version__",
    "audit",
    "gate",
    "judge_card",
    "open_policy",
    "open_release",
    "prepare",
    "scan",
    "weigh",
]

_HOMES = {
    "Gated": "weighbridge.gate",
    "JudgedCard": "weighbridge.card",
    "Prepared": "weighbridge.prepare",
    "Report": "weighbridge.verdicts.report",
    "Scanned": "weighbridge.scan",
    "Weighed": "weighbridge.weigh",
    "audit": "weighbridge.audit",
    "gate": "weighbridge.gate",
    "judge_card": "weighbridge.card",
    "open_policy": "weighbridge.gate",
    "open_release": "weighbridge.audit",
    "prepare": "weighbridge.prepare",
    "scan": "weighbridge.scan",
    "weigh": "weighbridge.weigh",
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
