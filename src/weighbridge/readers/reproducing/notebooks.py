"""Notebooks to be run: found by name, and run by papermill with the release's own Python."""

import json
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec

from weighbridge.readers.reproducing.choosing import Chosen
from weighbridge.readers.reproducing.scripts import Script

NOTEBOOK = "notebook"
NEEDS = "papermill is not installed. Install it with pip install 'weighbridge[notebooks]'."
_PROGRAM = """
import json, os, sys
plan = json.loads(sys.argv[1])
folder = os.path.join(plan["work"], "kernels", "kernels", "release")
os.makedirs(folder)
start = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from ipykernel.kernelapp import main; main()"
)
argv = [plan["python"], "-c", start, plan["packages"], "-f", "{connection_file}"]
with open(os.path.join(folder, "kernel.json"), "w", encoding="utf-8") as stream:
    json.dump({"argv": argv, "display_name": "release", "language": "python"}, stream)
os.environ["JUPYTER_PATH"] = os.path.join(plan["work"], "kernels")
sys.path.append(plan["packages"])
import papermill
papermill.execute_notebook(
    plan["notebook"], plan["notebook"], kernel_name="release", progress_bar=False,
    log_output=True, stdout_file=sys.stdout, stderr_file=sys.stderr, language="python",
)
"""
"""Runs confined, in the release's environment; papermill and the kernel come last on its path."""


def chosen(paths: Iterable[str]) -> Chosen:
    """Every notebook."""
    found = tuple(
        Script(1, 1, "", (), NOTEBOOK, path) for path in sorted(paths) if ".ipynb_" not in path
    )
    if find_spec("papermill") is None or find_spec("ipykernel") is None:
        return Chosen("", (), why=NEEDS)
    why = "" if found else "The release holds no notebook."
    return Chosen(found[0].text if found else "", found, in_order=False, why=why)


def words(notebook: str, python: str, work: str) -> tuple[str, ...]:
    """The command that runs one."""
    packages = sysconfig.get_path("purelib")
    plan = {"notebook": notebook, "python": python, "work": work, "packages": packages}
    return (python, "-c", _PROGRAM, json.dumps(plan))


def needed() -> tuple[str, ...]:
    """Folders that must be readable for it."""
    return (sysconfig.get_path("purelib"),)
