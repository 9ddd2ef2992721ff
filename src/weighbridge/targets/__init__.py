"""Where bytes go out: a folder, a hub; a step is planned purely and written only when applied, and
nothing here decides whether it should be.
"""
