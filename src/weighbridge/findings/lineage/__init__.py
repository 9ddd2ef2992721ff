"""Questions asked of what a release was made from: may the release do with it what it does."""
