"""The Report as text, JSON or a page; this room never looks at a fact and no format knows
another.
"""
