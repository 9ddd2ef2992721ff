import pytest

from conftest import Read
from weighbridge.facts.components import Components
from weighbridge.facts.provenance import Reading

RECORD = """\
framework:
  name: Model Openness Framework
  version: '1.0'
release:
  name: Tiny
  components:
    - name: Model card
    - name: Training code
"""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("mof.yml", RECORD),
        ("MOF.yaml", RECORD),
        ("mof.json", '{"release": {"components": [{"name": "Model card"}]}}'),
    ],
)
def test_a_record_of_components_is_the_mof_configuration(read: Read, path: str, text: str) -> None:
    seen = read({path: text.encode()}).view(Components, Reading.CLAIMS)

    assert [s.at.path for s in seen.of("mof-configuration-file")] == [path]


@pytest.mark.parametrize("text", ["", "a: 1", "release: {components: []}", "- mof", "release: ["])
def test_a_file_of_that_name_without_components_is_not(read: Read, text: str) -> None:
    seen = read({"mof.yml": text.encode()}).view(Components, Reading.CLAIMS)

    assert seen.of("mof-configuration-file") == ()
