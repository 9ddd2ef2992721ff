"""Components made of code, from files, commands and links together."""

from code_samples import BY_HAND, INFERENCE, TRAINING
from conftest import Read
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.release import Release

README = b"""\
```bash
python train.py --epochs 3
bash scripts/evaluate.sh
```
"""


def seen(release: Release, component: str) -> list[Sighting]:
    return [s for s in release.facts if isinstance(s, Sighting) and s.component == component]


def test_a_training_script_is_training_code_and_says_why(read: Read) -> None:
    (found,) = seen(read({"train.py": TRAINING.encode(), "README.md": README}), "training-code")

    assert (found.presence, found.at.path) == (Presence.PRESENT, "train.py")
    assert found.note == (
        "train.py: an optimizer step, back-propagation, a loop over epochs; run by README.md:2"
    )


def test_a_file_that_a_readme_runs_counts_by_its_name(read: Read) -> None:
    release = read({"train.py": b"import tiny\n\ntiny.main()\n", "README.md": README})

    assert [s.note for s in seen(release, "training-code")] == ["train.py: run by README.md:2"]


def test_a_file_nobody_runs_does_not_count_by_its_name(read: Read) -> None:
    assert seen(read({"train.py": b"import tiny\n\ntiny.main()\n"}), "training-code") == []


def test_a_command_whose_file_is_absent_is_a_mention(read: Read) -> None:
    found = seen(read({"README.md": README}), "evaluation-code")

    assert [(s.presence, s.at.lines) for s in found] == [(Presence.MENTIONED, (3, 3))]


def test_tests_and_other_peoples_code_are_no_evidence(read: Read) -> None:
    files = {"tests/test_loop.py": TRAINING, "third_party/x/train.py": TRAINING}

    release = read({path: text.encode() for path, text in files.items()})

    assert seen(release, "training-code") == []


def test_no_more_than_eight_files_are_shown_and_the_started_ones_first(read: Read) -> None:
    files = {f"m{n}.py": BY_HAND.encode() for n in range(12)}
    files |= {"z/infer.py": INFERENCE.encode(), "a.py": INFERENCE.encode()}
    files["README.md"] = b"```\npython z/infer.py\n```\n"

    release = read(files)

    assert len(seen(release, "model-architecture")) == 8
    assert [s.at.path for s in seen(release, "inference-code")] == ["z/infer.py", "a.py"]


def test_a_package_beside_its_build_file_is_a_library(read: Read) -> None:
    package = {"src/tiny/__init__.py": b"", "src/tiny/a.py": b"x = 1\n"}

    release = read({"pyproject.toml": b"[project]\nname = 'tiny'\n", **package})

    found = seen(release, "supporting-libraries-and-tools")
    assert [(s.presence, s.note) for s in found] == [
        (Presence.PRESENT, "the Python package src/tiny")
    ]
    assert seen(read(package), "supporting-libraries-and-tools") == []


def test_a_list_of_pinned_libraries_is_a_pinned_link(read: Read) -> None:
    release = read({"requirements.txt": b"a==1.0\n", "docs/requirements.txt": b"b\n"})

    found = seen(release, "supporting-libraries-and-tools")

    assert [(s.presence, s.pinned) for s in found] == [
        (Presence.LINKED, False),
        (Presence.LINKED, True),
    ]


def test_code_elsewhere_is_a_link_pinned_by_its_commit(read: Read) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    text = f"""\
Training code is at https://github.com/org/repo.
The evaluation code: https://github.com/org/repo/tree/{commit}.
Training code coming soon: https://github.com/org/other
We thank https://github.com/org/friends.
"""

    release = read({"README.md": text.encode()})

    (training,) = seen(release, "training-code")
    (evaluation,) = seen(release, "evaluation-code")
    assert (training.at.link, training.pinned) == ("https://github.com/org/repo", False)
    assert (evaluation.presence, evaluation.pinned) == (Presence.LINKED, True)


def _mentioned(read: Read, text: str) -> set[str]:
    release = read({"README.md": text.encode()})
    found = [s for s in release.facts if isinstance(s, Sighting)]
    return {s.component for s in found if s.presence is Presence.MENTIONED}


def test_a_command_that_only_starts_something_is_for_what_its_folder_says(read: Read) -> None:
    text = "```bash\nsh configs/training_512/run.sh\n```\n"

    assert _mentioned(read, text) == {"training-code"}


def test_an_absent_file_that_judges_or_prepares_data_is_no_inference_code(read: Read) -> None:
    text = "```bash\npython evaluate_chat.py\npython clean_chat_data.py\n```\n"

    assert _mentioned(read, text) == {"evaluation-code", "data-preprocessing-code"}


def test_an_absent_file_that_measures_speed_is_no_evaluation_code(read: Read) -> None:
    assert _mentioned(read, "```bash\npython benchmark_trace.py\n```\n") == set()


def test_an_absent_file_of_another_project_is_no_mention(read: Read) -> None:
    text = (
        "# Tiny-Guess\n\nClone the repository https://github.com/forest/oak-tuner first.\n\n"
        "```bash\npython src/train.py\n```\n"
    )
    assert _mentioned(read, text) == set()


def test_words_that_send_the_reader_to_a_repository_link_its_code(read: Read) -> None:
    text = (
        "# Tiny-Guess\n\nFor the model architecture refer to [Oak](https://github.com/acme/oak).\n"
        "See [Oak](https://github.com/acme/oak) for more about running Tiny-Guess locally.\n"
    )
    release = read({"README.md": text.encode()})

    assert [s.presence for s in seen(release, "model-architecture")] == [Presence.LINKED]
    assert [s.presence for s in seen(release, "inference-code")] == [Presence.LINKED]


def test_a_copy_of_a_project_that_points_at_its_origin_is_no_link(read: Read) -> None:
    text = b"Our [training scripts](https://github.com/forest/oak/tree/main/scripts)."

    assert seen(read({"oak/README.md": text}), "training-code") == []


METRIC = """\
import torchmetrics


class NameDistance(torchmetrics.Metric):
    def update(self, guess, name):
        self.total += distance(guess, name)
"""
ZERO_SHOT = """\
def zero_shot_eval(model, data):
    for images, target in data["imagenet-val"]:
        top1, top5 = accuracy(model(images), target, topk=(1, 5))


def accuracy(output, target, topk):
    return output.topk(max(topk))
"""
TRACKER = """\
from sklearn.metrics import confusion_matrix

def report(run, truth, guess):
    run.log(confusion_matrix(truth, guess))
    run.log("macro F1")
"""
LOSS = """\
class Contrast(nn.Module):
    def __init__(self):
        super().__init__()
        self.projection = nn.Linear(8, 8)

    def forward(self, guess):
        return self.projection(guess) @ guess.T
"""


def test_metric_classes_and_zero_shot_scores_are_evaluation_code(read: Read) -> None:
    release = read({"metrics/distance.py": METRIC.encode(), "zero_shot.py": ZERO_SHOT.encode()})

    assert {s.at.path for s in seen(release, "evaluation-code")} == {
        "metrics/distance.py",
        "zero_shot.py",
    }


def test_what_reports_to_a_tracker_is_no_evaluation_code(read: Read) -> None:
    release = read({"callbacks/tracker.py": TRACKER.encode(), "score.py": TRACKER.encode()})

    assert [s.at.path for s in seen(release, "evaluation-code")] == ["score.py"]


def test_a_loss_is_no_architecture(read: Read) -> None:
    release = read({"losses/contrast.py": LOSS.encode(), "model.py": LOSS.encode()})

    assert [s.at.path for s in seen(release, "model-architecture")] == ["model.py"]
