"""The page on signing, followed step by step."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from signing.keys import owner, written

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "sign-and-verify.md"


def test_every_command_of_the_page_works(tmp_path: Path) -> None:
    root = owner("root", authority=True)
    organisation = owner("organisation", root, authority=True)
    written(tmp_path, root=root, organisation=organisation, team=owner("team", organisation))
    model = tmp_path / "my-model"
    model.mkdir()
    (model / "README.md").write_text("# Tiny\n")
    commands = re.findall(r"^\$ weighbridge (.+)$", PAGE.read_text(), re.MULTILINE)
    offline = [one for one in commands if "--keyless" not in one and "--identity" not in one]

    for command in offline:
        if command.startswith("sign") and "--key " in command:
            (model / "model.sig").unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "weighbridge", *shlex.split(command)],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stderr)

    assert len(offline) == 6
    assert (tmp_path / "report.json").is_file()
