"""Regular expressions that are compiled when they are first used: a release needs few of the
hundreds there are, and compiling all of them takes longer than reading it.
"""

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """A pattern that becomes one when it is asked for anything."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        self.__dict__[name] = value
        return value


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression, as `re.compile` gives it, compiled at its first use.

    Raises:
        re.error: at that first use, where the pattern is none; a test compiles every one.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))
