"""Weights formats read for their tensors: names, shapes, types and places, never a value."""
