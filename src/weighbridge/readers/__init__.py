"""Bytes to facts: one file per format; this room never judges, never executes what it reads,
never reads unbounded.
"""

from weighbridge.readers.blob import Blob
from weighbridge.readers.port import Deriver, Reader, derives, reader

__all__ = ["Blob", "Deriver", "Reader", "derives", "reader"]
