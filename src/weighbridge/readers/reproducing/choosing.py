"""Which blocks of which document are to be run."""

from collections.abc import Mapping
from dataclasses import dataclass

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.readers.reproducing.scripts import Script, scripts
from weighbridge.readers.reproduction_guides import is_about, names_itself

_START = "how-to-start"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be run.

    Attributes:
        path: the document; empty for none.
        in_order: whether each block builds on the ones before.
        why: why there is nothing to run, and the remedy; else empty.
    """

    path: str
    scripts: tuple[Script, ...]
    in_order: bool = True
    why: str = ""


def instructions(texts: Mapping[str, str], document: str = "", section: str = "") -> Chosen:
    """The instructions for making results again: a document named for it, or a section.

    Args:
        texts: every document by its path.
        document: the one to take; empty to find it.
        section: part of a heading; only what stands under it is run.
    """
    if document and document not in texts:
        return Chosen("", (), why=f"{document} is no Markdown document of the release.")
    named = [path for path in texts if names_itself(path)]
    top = sorted(named or texts, key=lambda path: (path.count("/"), path.lower() != "readme.md"))
    for path in [document] if document else top:
        whole = bool(document) or names_itself(path)
        found = tuple(
            one
            for one in scripts(texts[path])
            if one.text.strip() and (whole or any(map(is_about, one.headings)))
            if section.lower() in " / ".join(one.headings).lower()
        )
        if found:
            return Chosen(path, found)
    where = f" under a heading with {section!r}" if section else ""
    return Chosen("", (), why=f"No instructions for reproduction were found{where}. {_REMEDY}")


_REMEDY = "Name the document with --instructions."


def snippets(texts: Mapping[str, str], document: str = "") -> Chosen:
    """The blocks of the README that show how to start."""
    path = document or next((one for one in texts if one.lower() == "readme.md"), "")
    found = tuple(
        one
        for one in scripts(texts.get(path, ""))
        if one.text.strip() and any(_START in card_sections.named_by(h) for h in one.headings)
    )
    why = "" if found else "No README shows a snippet under a heading about getting started."
    return Chosen(path, found, in_order=False, why=why)
