"""Components made of code: source files by their roles, and the commands that start them."""

from collections.abc import Iterator

from weighbridge.facts.code import Code, CodeFile, Command, Role
from weighbridge.facts.components import Presence, Sighting
from weighbridge.patterns import lazy
from weighbridge.readers.code_roles import ignored, named_for
from weighbridge.readers.code_targets import targets_of
from weighbridge.readers.port import derives

_COMPONENTS = {
    Role.ARCHITECTURE: "model-architecture",
    Role.TRAINING: "training-code",
    Role.INFERENCE: "inference-code",
    Role.EVALUATION: "evaluation-code",
    Role.DATA: "data-preprocessing-code",
}
_SHOWN = 8
"""Files shown for one component."""
_STARTING = lazy(r"(?:run|main|launch|start|cli)(?:[_\-.]|$)")
"""Names of files that say nothing but that they start something."""
_SIGNS = 3
"""Signs named for one file."""


@derives(gives=(Sighting,), topic="code")
def derive(code: Code) -> Iterator[Sighting]:
    """See the components in the code: what the contents show first, then what is only run."""
    run = _runs(code)
    shown: set[str] = set()
    for role, component in _COMPONENTS.items():
        files = [file for file in code.files if _is_evidence(file, role, run)]
        for file in sorted(files, key=lambda f: _rank(f, role, run))[:_SHOWN]:
            shown.add(component)
            note = _note(file, role, run.get((file.at.part, file.at.path)))
            yield Sighting(component, Presence.PRESENT, file.at, note)
    for component, command in _missing(code):
        if component not in shown:
            note = f"{command.at.place} tells to run {command.target}"
            yield Sighting(component, Presence.MENTIONED, command.at, note)


Runs = dict[tuple[str, str], Command]


def _runs(code: Code) -> Runs:
    """Part and path of the files that commands start, with the first command of each."""
    found: Runs = {}
    for command, files in targets_of(code):
        for file in files:
            found.setdefault((file.at.part, file.at.path), command)
    return found


def _is_evidence(file: CodeFile, role: Role, run: Runs) -> bool:
    if ignored(file.at.path):
        return False
    if any(found is role for found, _ in file.roles):
        return True
    is_run = (file.at.part, file.at.path) in run
    return is_run and not file.roles and role in named_for(_name(file))


def _rank(file: CodeFile, role: Role, run: Runs) -> tuple[bool, bool, int, str, str]:
    signs = sum(found is role for found, _ in file.roles)
    started = (file.at.part, file.at.path) in run
    entry = file.entry_point and role is not Role.ARCHITECTURE
    return not started, not entry, -signs, file.at.part, file.at.path


def _note(file: CodeFile, role: Role, command: Command | None) -> str:
    signs = [title for found, title in file.roles if found is role][:_SIGNS]
    pieces = [", ".join(signs)] if signs else []
    if command is not None:
        pieces.append(f"run by {command.at.place}")
    return f"{file.at.path}: {'; '.join(pieces)}"


def _missing(code: Code) -> Iterator[tuple[str, Command]]:
    """Components whose files a command names and the release does not hold."""
    seen: set[Role] = set()
    for command, files in targets_of(code):
        if not files and not ignored(command.target):
            for role in _meant(command.target) - seen:
                seen.add(role)
                yield _COMPONENTS[role], command


def _meant(target: str) -> frozenset[Role]:
    """What a file that is not here is for: by its name, or by its folder where the name says only
    that it starts something. How fast a model runs is no evaluation.
    """
    folder, _, name = target.lower().rpartition("/")
    roles = named_for(name)
    if not roles and _STARTING.match(name):
        roles = named_for(folder.rpartition("/")[2] + "/")
    if "bench" in name and "eval" not in name:
        roles -= {Role.EVALUATION}
    judged = not roles.isdisjoint({Role.EVALUATION, Role.DATA})
    return roles - {Role.INFERENCE} if judged else roles


def _name(file: CodeFile) -> str:
    return file.at.path.rpartition("/")[2]
