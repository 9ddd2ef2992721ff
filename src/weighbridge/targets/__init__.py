"""Bytes out: plans are pure, and only applying one writes; this room never decides whether to
publish.
"""
