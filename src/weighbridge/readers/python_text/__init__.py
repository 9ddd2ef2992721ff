"""Python source looked at as text: signatures and docstrings, without parsing whole files."""
