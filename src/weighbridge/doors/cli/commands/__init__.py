"""One command per file; each is imported only when it is named or the help is shown."""
