"""Every pattern that is compiled late can be compiled."""

import importlib
import pkgutil
import re

import weighbridge
from weighbridge.patterns import _Lazy, lazy


def test_every_late_pattern_is_one() -> None:
    count = 0
    for module in pkgutil.walk_packages(weighbridge.__path__, "weighbridge."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, _Lazy):
                re.compile(*value._source)
                count += 1
    assert count > 400


def test_a_late_pattern_finds_what_it_should() -> None:
    pattern = lazy(r"(\d)(?P<letter>[a-z])", re.IGNORECASE)
    found = pattern.search("..1A")
    assert found is not None
    assert (found["letter"], pattern.sub("", "1a2b"), pattern.flags & re.IGNORECASE) == ("A", "", 2)


def test_a_late_pattern_is_compiled_once() -> None:
    pattern = lazy("a")
    assert pattern.search is pattern.search
