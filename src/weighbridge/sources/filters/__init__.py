"""A person's own safety filter, asked over a labelled set: a program, an address or a function."""
