from datetime import date

from weighbridge.facts.distribution import Part
from weighbridge.facts.provenance import Reading
from weighbridge.facts.safety import Safety
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory

CONFIG = b'{"model_type": "x", "auto_map": {"AutoModel": ["%s.M", null]}}'


def _safety(files: dict[str, bytes]) -> Safety:
    release = read_release("r", [(Part("r"), Memory(files))], as_of=date(2026, 11, 20))
    return release.view(Safety, Reading.CLAIMS)


def _loaded(files: dict[str, bytes]) -> dict[str, str]:
    return {one.path: one.through for one in _safety(files).loaded}


def test_a_module_leads_to_what_it_imports_and_to_what_that_imports() -> None:
    files = {
        "config.json": CONFIG % b"modeling_x",
        "modeling_x.py": b"from .a import f\n",
        "a.py": b"from . import b\n",
        "b.py": b"from .modeling_x import M\n",
        "other.py": b"from .a import f\n",
    }

    assert _loaded(files) == {"modeling_x.py": "", "a.py": "modeling_x.py", "b.py": "a.py"}


def test_packages_and_folders_above_are_followed() -> None:
    files = {
        "m/config.json": CONFIG % b"net.model",
        "m/net/model.py": b"from ..tools import (\n    go,\n    x as y,\n)\n",
        "m/tools/__init__.py": b"",
        "m/tools/go.py": b"",
    }

    assert set(_loaded(files)) == {"m/net/model.py", "m/tools/__init__.py", "m/tools/go.py"}


def test_an_import_that_leaves_the_release_leads_nowhere() -> None:
    files = {"config.json": CONFIG % b"a", "a.py": b"from ...x import y\n"}

    assert _loaded(files) == {"a.py": ""}


def test_a_named_module_that_is_missing_is_named_all_the_same() -> None:
    assert _loaded({"config.json": CONFIG % b"gone"}) == {"gone.py": ""}


def test_code_of_another_repository_is_no_module_of_the_release() -> None:
    files = {"config.json": CONFIG % b"a/b--modeling_x", "modeling_x.py": b""}

    assert _loaded(files) == {}
