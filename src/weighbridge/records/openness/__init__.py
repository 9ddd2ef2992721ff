"""Records of the Model Openness Tool, in YAML: read with line numbers, and changed in place so that
nothing else of the file is lost.
"""

from weighbridge.records.openness.record import Entry, Record, RecordError, parse, write

__all__ = ["Entry", "Record", "RecordError", "parse", "write"]
