"""What is wrong with a record of the Model Openness Tool, line by line, and how to mend it."""

from weighbridge.verdicts.openness_record.defect import Defect
from weighbridge.verdicts.openness_record.lint import lint, lint_all

__all__ = ["Defect", "lint", "lint_all"]
