"""Outputs of the model shown beside it: folders of generated files, and sections of a card."""

import re
from collections.abc import Iterator

from weighbridge.facts.card import Cards, Substance
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import FileEntry, Inventory
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.port import derives

COMPONENT = "sample-model-outputs"
_MOST = 5
_OUTPUTS = lazy(
    r"(?:sample|model|example|generated?)[-_ ]?(?:outputs?|generations?|completions?|results?)"
    r"|generated(?:[-_ ]samples)?|generations?|outputs?",
    re.IGNORECASE,
)
"""Folders and files named for what a model gave out."""
_SAMPLES = lazy(
    r"samples?|(?:audio|image|video|generated)[-_ ]samples?|showcase|gallery", re.IGNORECASE
)
"""Folders that may hold inputs too: sounds, pictures and films count, and texts named for it."""
_GIVEN = lazy(
    r"(?:outputs?|generat\w{1,6}|completions?|responses?|answers?)\b|output_", re.IGNORECASE
)
_EXAMPLES = lazy(
    r"(?:sample|example|generated)[-_ ]?(?:output|generation|completion)s?", re.IGNORECASE
)
_HEADING = lazy(
    r"\W*(?:(?:some|more|our|selected|uncurated|cherry[- ]picked)\s+)?"
    r"(?:(?:sample|example|generated)[- ]?(?:model\s+)?"
    r"(?:outputs?|generations?|completions?|responses?|samples?)"
    r"|generation (?:examples?|samples?)|model (?:outputs?|generations?)"
    r"|generations|outputs of the model|what it (?:writes|generates|says))\W*$",
    re.IGNORECASE,
)
"""Headings over a model's outputs: "Sample outputs", "Example generations"."""
_MEDIA = lazy(
    r"\.(?:wav|flac|mp3|ogg|opus|m4a|mid|midi|png|jpe?g|webp|gif|mp4|webm|glb|obj|ply)$",
    re.IGNORECASE,
)
_TEXT = lazy(r"\.(?:txt|md|json|jsonl|csv|tsv|html|yaml)$", re.IGNORECASE)
_NOT_OURS = lazy(
    r"(?:^|/)(?:tests?|node_modules|third[-_]party|vendor|site-packages|src|data|datasets?|"
    r"\.git|__pycache__)/",
    re.IGNORECASE,
)


@derives(gives=(Sighting,), topic="evaluation")
def derive(inventory: Inventory, cards: Cards) -> Iterator[Fact]:
    """One sighting per folder, and per section that shows outputs."""
    folders: dict[tuple[str, str], list[FileEntry]] = {}
    for entry in inventory.files:
        folder = shown_in(entry.at.path)
        if folder is not None and entry.size:
            folders.setdefault((entry.at.part, folder), []).append(entry)
    for (_, folder), entries in sorted(folders.items())[:_MOST]:
        count = f"{len(entries)} file" + "s" * (len(entries) > 1)
        note = f"{count} in {folder}" if folder else count
        yield Sighting(COMPONENT, Presence.PRESENT, entries[0].at, note)
    shown = [s for s in cards.sections if s.topic == "sample-outputs" or _HEADING.match(s.heading)]
    for section in [s for s in shown if s.substance is Substance.SUBSTANTIAL][:_MOST]:
        note = f"section “{section.heading}”, {section.words} words"
        yield Sighting(COMPONENT, Presence.PRESENT, section.at, note)


def shown_in(path: str) -> str | None:
    """The folder in which a file is an output of the model; None where its path does not say."""
    *folders, name = path.split("/")
    if _NOT_OURS.search(path):
        return None
    media, text = _MEDIA.search(name), _TEXT.search(name)
    for depth, folder in enumerate(folders, 1):
        named = _OUTPUTS.fullmatch(folder)
        given = media or (text and _GIVEN.match(name))
        if (named and (media or text)) or (_SAMPLES.fullmatch(folder) and given):
            return "/".join(folders[:depth])
    stem = name.rpartition(".")[0]
    if _EXAMPLES.match(stem) and (media or text):
        return "/".join(folders)
    return None
