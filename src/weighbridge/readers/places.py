"""What the folder of a file says about whose it is: another project's, a test's, or the release's
own.
"""

_BORROWED = frozenset(
    {
        "third_party", "third-party", "thirdparty", "3rdparty", "vendor", "vendored", "vendors",
        "node_modules", "site-packages", "submodules", "external", "externals", ".git", ".venv",
    }
)  # fmt: skip
_TESTING = frozenset(
    {"tests", "fixtures", "fixture", "testdata", "test-data", "test_data", "tests-data", "mocks"}
)
_EXPLAINING = frozenset({"docs", "doc", "documentation", "website", "site", "tutorials"})


def folders(path: str) -> tuple[str, ...]:
    """The folders above a file, outermost first, in lower case."""
    return tuple(path.lower().split("/")[:-1])


def is_borrowed(path: str) -> bool:
    """Whether it lies in a copy of another project."""
    return not _BORROWED.isdisjoint(folders(path))


def is_for_tests(path: str) -> bool:
    """Whether it is there for the code's own tests."""
    return not _TESTING.isdisjoint(folders(path))


def is_explaining(path: str) -> bool:
    """Whether it is a part of the code's manual."""
    return not _EXPLAINING.isdisjoint(folders(path))
