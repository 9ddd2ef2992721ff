"""Load: really load a model with its library, on request only, in a process of its own that is cut
off from the network and may write nowhere but in a folder that goes with it.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from weighbridge.targets.confined import running
from weighbridge.targets.confined.running import Ground, Level, Limits

_MARK = "weighbridge-loaded "
_SCRIPTS = {
    "transformers": """
from transformers import AutoModel, __version__ as version
model = AutoModel.from_pretrained(place, local_files_only=True, trust_remote_code=trusted)
told(type(model).__name__, version, sum(one.numel() for one in model.parameters()))
""",
    "diffusers": """
from diffusers import DiffusionPipeline, __version__ as version
model = DiffusionPipeline.from_pretrained(place, local_files_only=True, trust_remote_code=trusted)
told(type(model).__name__, version, None)
""",
    "sentence-transformers": """
from sentence_transformers import SentenceTransformer, __version__ as version
model = SentenceTransformer(place, local_files_only=True, trust_remote_code=trusted)
told(type(model).__name__, version, sum(one.numel() for one in model.parameters()))
""",
    "timm": """
import timm
model = timm.create_model(f"local-dir:{place}", pretrained=True)
told(type(model).__name__, timm.__version__, sum(one.numel() for one in model.parameters()))
""",
    "safetensors": """
from importlib.metadata import version
from pathlib import Path
from safetensors.numpy import load_file
found = [load_file(one) for one in sorted(Path(place).glob("*.safetensors"))]
told("tensors", version("safetensors"), sum(t.size for one in found for t in one.values()))
""",
}
_HEAD = """
import json, sys
place, trusted = sys.argv[1], sys.argv[2] == "1"
def told(kind, version, parameters):
    print("weighbridge-loaded " + json.dumps([kind, version, parameters]))
"""
LIBRARIES = tuple(sorted(_SCRIPTS))
"""The libraries a model can be loaded with."""


class LoadError(Exception):
    """A load that cannot even be tried: cause, then remedy."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a model.

    Attributes:
        loaded: whether the library gave a model; None where it is not installed.
        kind: class of the model that was made; empty if none was.
        parameters: as the library counts them; None where it does not.
        said: the end of what the library printed, where it gave no model.
    """

    path: str
    library: str
    version: str
    loaded: bool | None
    kind: str = ""
    parameters: int | None = None
    said: str = ""


def load(path: str, library: str, *, python: str = sys.executable, trusted: bool = False) -> Loaded:
    """Load the model in a folder with a library.

    Args:
        library: one of `LIBRARIES`.
        python: the interpreter that has the library.
        trusted: whether code of the model's own may run, cut off as the rest is.

    Raises:
        LoadError: the folder is not there, or this system cannot cut a process off.
    """
    place = Path(path).resolve()
    if not place.is_dir():
        raise LoadError(f"{path}: it is no folder. Name the folder that the model lies in.")
    if running.best() is not Level.FULL:
        raise LoadError(
            "This system does not let a process be cut off from the network, so nothing was "
            "loaded. Run it on Linux with user namespaces."
        )
    with TemporaryDirectory(prefix="weighbridge-load-") as work:
        home = str(Path(work).resolve())
        words = (python, "-c", _HEAD + _SCRIPTS[library], str(place), "1" if trusted else "0")
        ran = running.run(words, _ground(home, str(place), python))
    lines = [line for line in ran.output.splitlines() if line.startswith(_MARK)]
    if ran.done and lines:
        kind, version, parameters = json.loads(lines[-1].removeprefix(_MARK))
        return Loaded(path, library, version, loaded=True, kind=kind, parameters=parameters)
    absent = "ModuleNotFoundError" in ran.output and f"'{library.replace('-', '_')}'" in ran.output
    said = ran.ended or ran.output.strip()[-2_000:]
    return Loaded(path, library, "", loaded=None if absent else False, said=said)


def _ground(work: str, place: str, python: str) -> Ground:
    """The folders a load may see: the model, and the library with its interpreter."""
    interpreter = Path(python)
    roots = {str(interpreter.absolute().parents[1]), str(interpreter.resolve().parents[1])}
    environment = {
        "PATH": os.defpath,
        "HOME": work,
        "HF_HUB_OFFLINE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    limits = Limits(seconds=900, memory=1 << 40, processes=512)
    return Ground(work, work, environment, kept=(place, *sorted(roots)), limits=limits)
