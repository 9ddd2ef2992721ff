"""Bytes in: each source gives the files of one place, read only; this room never parses what it
reads.
"""

from weighbridge.sources.port import (
    FetchError,
    Limits,
    Obstacle,
    Opened,
    Source,
    SourceError,
    SourceFile,
    open_source,
)

__all__ = [
    "FetchError",
    "Limits",
    "Obstacle",
    "Opened",
    "Source",
    "SourceError",
    "SourceFile",
    "open_source",
]
