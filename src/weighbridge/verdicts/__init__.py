"""What a framework or policy concludes from findings, and the Report; this room never looks at a
fact.
"""
