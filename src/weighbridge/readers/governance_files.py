"""Files that say how a project is run, by their names, with the words that are left once
placeholders go.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.governance import GovernanceFile
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.markdown import chapters
from weighbridge.readers.placeholders import weigh
from weighbridge.readers.port import reader

_FOLDERS = {"", ".github", ".gitlab", ".forgejo", ".gitea", "docs", "doc", "governance"}
"""Where forges look for such files. Source: GitHub docs, "Creating a default community health
file"; GitLab and Forgejo follow the same names.
"""
_ROLES: tuple[tuple[str, str], ...] = (
    ("security", r"security(?:[-_ ]policy)?"),
    ("contributing", r"contributing|contribute"),
    ("conduct", r"code[-_ ]?of[-_ ]?conduct"),
    ("governance", r"governance"),
    ("maintainers", r"maintainers|owners|codeowners"),
    ("changelog", r"change[-_ ]?log|changes|releases?(?:[-_ ]notes)?|history|news"),
    ("citation", r"citation"),
    ("notice", r"notices?"),
    ("acceptable-use", r"acceptable[-_ ]use(?:[-_ ]policy)?|use[-_ ]policy|usage[-_ ]policy"),
    ("pull-request-template", r"pull[-_ ]request[-_ ]template|merge[-_ ]request[-_ ]template"),
    ("issue-template", r"issue[-_ ]template"),
)
_NAMES = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)
_SUFFIXES = {"", ".md", ".markdown", ".rst", ".txt", ".adoc", ".org"}
_TEMPLATES = lazy(r"(?:\.github|\.forgejo|\.gitea)/issue_template/|\.gitlab/issue_templates/")
_LONGEST = 256 << 10
"""Characters counted; what follows cannot make a stub of a document."""


@reader(
    names=(
        "security*", "contribut*", "code*of*conduct*", "governance*", "maintainers*", "*owners*",
        "change*", "release*", "history*", "news*", "citation.cff", "notice*", "*use*policy*",
        "acceptable*use*", "*request*template*", "*issue*template*",
        ".github/issue_template/*", ".gitlab/issue_templates/*",
    ),
    gives=(GovernanceFile,),
    topic="governance",
)  # fmt: skip
def read(blob: Blob) -> Iterator[Fact]:
    """Read one document, if its place and name say that it speaks for the whole project."""
    role = role_of(blob.path)
    if role:
        yield GovernanceFile(blob.evidence(), role, _words(blob.text()))


def role_of(path: str) -> str:
    """The role of the file at a path; empty if it has none."""
    if _TEMPLATES.match(path.lower()):
        return "issue-template"
    folder, _, name = path.rpartition("/")
    if folder.lower() not in _FOLDERS:
        return ""
    if name.lower() == "citation.cff":
        return "citation"
    stem, dot, suffix = name.rpartition(".")
    if f"{dot}{suffix}".lower() not in _SUFFIXES and dot:
        return ""
    named = stem if dot else name
    return next((role for role, pattern in _NAMES if pattern.fullmatch(named)), "")


def _words(text: str) -> int:
    return sum(weigh(chapter.lines).words for chapter in chapters(text[:_LONGEST]))
