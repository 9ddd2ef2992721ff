"""Which of the weights that a document links are its project's own: by their names, by the accounts
they lie with, and by what is said around them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from weighbridge.facts.distribution import Part
from weighbridge.patterns import lazy
from weighbridge.readers.project_names import bears, project_names, same_owner, squashed
from weighbridge.readers.weights_places import is_file
from weighbridge.readers.weights_words import WeightsLink

_REPOSITORY = lazy(r"(?:github|gitlab|gitee)\.com[/:]([\w.-]+)/([\w.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Project:
    """Whose the document is.

    Attributes:
        names: of the project.
        owners: accounts that its own repository lies with.
    """

    names: frozenset[str]
    owners: frozenset[str]

    def named(self, link: WeightsLink) -> bool:
        """Whether a model, or the folder of a file, bears the project's name."""
        place = link.place
        folders = () if place.owner else place.address.split("/")[3:]
        return bears(place.name, self.names) or any(squashed(f) in self.names for f in folders)

    def owned(self, link: WeightsLink) -> bool:
        """Whether a model lies with an account of the project."""
        owner = link.place.owner
        return bool(owner) and same_owner(owner, (*self.owners, *self.names))


def project_of(title: str, part: Part, text: str) -> Project:
    """The project by its front page's title, and by the name of its repository or folder.

    Args:
        title: empty where the document is no front page.
        text: whose links to the project's own repository tell its account.
    """
    location = part.location if "://" in part.location else ""
    names = project_names(title, part.name) | project_names("", location)
    owners = {
        owner.lower()
        for owner, name in islice(_REPOSITORY.findall(f"{text} {location}"), 500)
        if squashed(name.removesuffix(".git")) in names
    }
    return Project(names, frozenset(owners))


def own_weights(links: Iterable[WeightsLink], project: Project) -> list[WeightsLink]:
    """The links to models of the project itself.

    A model that bears the project's name is its own where it lies with an account of the project,
    or where the document offers it; so is one with such an account that the document offers. A
    file elsewhere is its own under a heading that offers weights, or where it bears the name.
    Copies that others keep under the same name are left to the account named first.
    """
    told = [link for link in links if not link.others]
    named = [link for link in told if project.named(link)]
    sure = [link for link in named if project.owned(link) or link.offered] or named[:1]
    homes = _homes(sure, project)
    by_name, surely = set(named), set(sure)
    return [
        link
        for link in told
        if _is_own(link, project, homes, named=link in by_name, sure=link in surely)
    ]


def _is_own(
    link: WeightsLink, project: Project, homes: frozenset[str], *, named: bool, sure: bool
) -> bool:
    place = link.place
    if not place.owner:
        return link.headed or (named and (link.offered or (sure and is_file(place))))
    if place.account:
        return link.offered and project.owned(link)
    home = place.owner.lower() in homes
    return home if named else link.offered and not place.called and (home or project.owned(link))


def _homes(sure: Sequence[WeightsLink], project: Project) -> frozenset[str]:
    """The accounts of the project; where none is known as such, the one that is named first."""
    owned = {link.place.owner.lower() for link in sure if project.owned(link)}
    first = (link.place.owner.lower() for link in sure if link.place.owner)
    return frozenset(owned or islice(first, 1))
