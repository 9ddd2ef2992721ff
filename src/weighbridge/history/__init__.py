"""Reports, events and records over time in one database; this room never judges."""
