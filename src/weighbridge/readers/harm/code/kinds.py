"""What kind of repository file a text is, by its name and place."""

from weighbridge.patterns import lazy

_SHELLS = lazy(r"\.(?:sh|bash|zsh|ksh|fish|command|slurm|sbatch|bat|cmd|ps1|psm1)$")
_BUILDS = lazy(
    r"(?:^|/)(?:dockerfile[\w.-]*|containerfile|[\w.-]+\.dockerfile|(?:gnu)?makefile|[\w.-]+\.mk|justfile|jenkinsfile|vagrantfile|procfile)$"
)
_FLOWS = lazy(
    r"(?:^|/)(?:\.github/workflows/[^/]+\.ya?ml|\.github/actions/.*action\.ya?ml|action\.ya?ml|\.gitlab-ci\.ya?ml|azure-pipelines\.ya?ml|\.travis\.ya?ml"
    r"|\.circleci/config\.ya?ml|bitbucket-pipelines\.ya?ml|\.pre-commit-config\.ya?ml|docker-compose[\w.-]*\.ya?ml|compose\.ya?ml|cog\.ya?ml|taskfile\.ya?ml)$"
)
_LISTS = lazy(
    r"(?:^|/)(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|requirements/[\w./-]+\.txt|constraints[\w.-]*\.txt|pip\.conf|pip\.ini)$"
)
_ENVIRONMENTS = lazy(
    r"(?:^|/)(?:(?:environment|conda)[\w.-]*\.ya?ml|pyproject\.toml|setup\.cfg|pipfile|poetry\.toml|uv\.toml)$"
)
_HOOKS = lazy(r"(?:^|/)(?:\.git/hooks|\.githooks|\.husky)/[\w-]+$")
_EDITORS = lazy(
    r"(?:^|/)(?:\.vscode/(?:tasks|settings|launch)\.json|\.devcontainer/devcontainer\.json|devcontainer\.json|[\w.-]+\.code-workspace)$"
)


def kind_of(path: str, name: str) -> str:
    """The kind of a file; empty for one that nothing of this acts upon.

    Args:
        path: in any case.
        name: its last component, in lower case.
    """
    path = path.lower()
    if name.endswith((".py", ".pyw")):
        return "python"
    if name.endswith(".ipynb"):
        return "notebook"
    for kind, pattern in _PATTERNS:
        if pattern.search(path):
            return kind
    if name == "package.json":
        return "package"
    return ""


_PATTERNS = (
    ("requirements", _LISTS), ("environment", _ENVIRONMENTS), ("shell", _SHELLS),
    ("build", _BUILDS), ("workflow", _FLOWS), ("hook", _HOOKS), ("editor", _EDITORS),
)  # fmt: skip
