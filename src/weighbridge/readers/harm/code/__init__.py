"""Code that a release brings along: what loaders, installers, editors and people run of it."""
