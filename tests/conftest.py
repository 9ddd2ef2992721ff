"""What every test may ask for."""

import os
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import settings

from weighbridge.facts.distribution import Part
from weighbridge.facts.release import Release
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory

settings.register_profile("weighbridge", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "weighbridge")
os.environ["WEIGHBRIDGE_CACHE"] = ""  # no test reads or fills the cache of whoever runs it

AS_OF = date(2026, 11, 20)

Read = Callable[[Mapping[str, bytes]], Release]


@pytest.fixture
def read() -> Read:
    """Read a release whose files are a mapping from path to bytes."""

    def reading(contents: Mapping[str, bytes]) -> Release:
        part = Part("release", location="memory", source="memory")
        return read_release("release", [(part, Memory(contents))], as_of=AS_OF)

    return reading
