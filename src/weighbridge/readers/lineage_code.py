"""Code of others that a release asks for or holds, with the licence that lies beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from weighbridge.catalogs.licenses import expressions
from weighbridge.catalogs.vocabularies.known_packages import plain
from weighbridge.facts.code import Code
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.licensing import LicenseText, Licensing, Reach
from weighbridge.facts.lineage import Ancestor, AncestorKind, CodeHeader, Lineage, Relation
from weighbridge.facts.provenance import Evidence
from weighbridge.patterns import lazy
from weighbridge.readers.code_headers import SUFFIXES
from weighbridge.readers.places import folders, is_borrowed, is_explaining, is_for_tests
from weighbridge.readers.port import derives

_MOST = 200
"""Pieces of embedded code that are told apart."""
_SKIPPED = frozenset({".git", ".venv"})
_ADDRESS = lazy(r"<[^<>]*>|[^\s@]{1,64}@\S{1,100}|, see .*")
_WORD = lazy(r"[^\W\d_]{3,}")
_ANYBODY = frozenset(
    {
        "the", "and", "inc", "llc", "ltd", "corp", "corporation", "company", "team", "teams",
        "authors", "author", "contributors", "developers", "project", "rights", "reserved", "all",
        "its", "affiliates", "copyright", "holders", "for", "others", "com",
    }
)  # fmt: skip
"""Words of many holders, which tell none from another."""
Home = tuple[str, str]
"""A part and a folder of it."""


@derives(gives=(Ancestor,), topic="provenance")
def derive(
    code: Code, licensing: Licensing, inventory: Inventory, lineage: Lineage
) -> Iterator[Ancestor]:
    """Gather dependencies, folders of others' code, and files whose headers name others."""
    beside = dict(_packaged(licensing))
    for one in code.dependencies:
        if not any(of(one.at.path) for of in (is_borrowed, is_explaining, is_for_tests)):
            license_ = beside.get(plain(one.name), "")
            version = one.requirement if one.pinned else ""
            yield _of(one.at, one.name, license_, AncestorKind.CODE_DEPENDENCY, version)
    yield from _folders(licensing, inventory)
    yield from _files(code, licensing, lineage)


def _of(at: Evidence, name: str, license_: str, kind: AncestorKind, version: str = "") -> Ancestor:
    embeds = kind is AncestorKind.EMBEDDED_CODE
    relation = Relation.EMBEDS if embeds else Relation.DEPENDS_ON
    return Ancestor(at, kind, relation, name[:200], version, license_)


def _packaged(licensing: Licensing) -> Iterator[tuple[str, str]]:
    """Package → the licence its metadata states, for packages that lie in the release."""
    for claim in licensing.claims:
        folder = claim.at.path.rpartition("/")[0].rpartition("/")[2]
        if claim.source == "package" and folder.endswith(".dist-info"):
            yield plain(folder.removesuffix(".dist-info").rpartition("-")[0]), claim.expression


def _folders(licensing: Licensing, inventory: Inventory) -> Iterator[Ancestor]:
    """A folder of others' code is one ancestor, under whatever licence stands highest in it."""
    first: dict[Home, Evidence] = {}
    for file in inventory.files:
        suffix = "." + file.at.path.rpartition(".")[2].lower()
        if suffix in SUFFIXES and is_borrowed(file.at.path):
            home = _home(file.at.path)
            if home and len(first) < _MOST:
                first.setdefault((file.at.part, home), file.at)
    stated: dict[Home, list[tuple[int, str, Evidence]]] = defaultdict(list)
    for at, license_ in _statements(licensing):
        home = _home(at.path) if is_borrowed(at.path) else ""
        if (at.part, home) in first and license_:
            stated[at.part, home].append((at.path.count("/"), license_, at))
    for place, at in first.items():
        found = sorted(stated[place], key=lambda one: one[0])
        highest = [one for one in found if one[0] == found[0][0]]
        license_ = expressions.together(one[1] for one in highest)
        where = highest[0][2] if highest else at
        yield _of(where, place[1], license_, AncestorKind.EMBEDDED_CODE)


def _home(path: str) -> str:
    """The folder of one project below the folder of all of them: `third_party/project`."""
    above = folders(path)
    if not _SKIPPED.isdisjoint(above):
        return ""
    depth = next(n for n in range(len(above)) if is_borrowed("/".join(above[: n + 1]) + "/"))
    pieces = path.split("/")
    scoped = len(pieces) > depth + 2 and pieces[depth + 1].startswith("@")
    return "/".join(pieces[: depth + 2 + scoped])


def _statements(licensing: Licensing) -> Iterator[tuple[Evidence, str]]:
    for text in licensing.texts:
        yield text.at, expressions.together(_ids(text))
    for claim in licensing.claims:
        if claim.source in {"package", "header"}:
            yield claim.at, claim.expression


def _ids(text: LicenseText) -> tuple[str, ...]:
    return text.identified or text.titled or text.named


def _files(code: Code, licensing: Licensing, lineage: Lineage) -> Iterator[Ancestor]:
    """Files whose headers name a licence or a holder that is not the release's own."""
    at_the_top = [one for one in lineage.headers if _is_own(one)]
    holders = {word for one in at_the_top for word in _words(one.holder)}
    own = _own_ids(licensing, speaking_of_code=True)
    if not own:
        common = _common((one.license for one in lineage.headers), len(code.files))
        own = _own_ids(licensing, speaking_of_code=False) | set(expressions.ids(common))
    if holders:
        holders |= _words(_common((one.holder for one in lineage.headers), len(code.files)))
    alike: dict[tuple[object, ...], list[CodeHeader]] = defaultdict(list)
    for one in lineage.headers:
        if not _is_own(one) and not is_for_tests(one.at.path) and _is_other(one, own, holders):
            alike[one.at.part, _words(one.holder), one.license, one.whole].append(one)
    for found in list(alike.values())[:_MOST]:
        first = found[0]
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        kind = AncestorKind.EMBEDDED_CODE
        yield _of(first.at, f"{first.at.path}{more}", first.license, kind)


def _own_ids(licensing: Licensing, *, speaking_of_code: bool) -> set[str]:
    """The licences the release states for its code, or else for whatever is in it."""
    return {
        each
        for claim in licensing.claims
        if claim.reach is not Reach.FILE and not is_borrowed(claim.at.path)
        if "code" in claim.types or not speaking_of_code
        for each in expressions.ids(claim.expression)
    }


def _common(stated: Iterable[str], files: int) -> str:
    """What more than half of all source files state; empty if nothing is so common."""
    found = Counter(filter(None, stated)).most_common(1)
    return found[0][0] if found and found[0][1] * 2 > files else ""


def _is_own(header: CodeHeader) -> bool:
    """Whether it is the line of the licence at the top, which says whose the release is."""
    return "." + header.at.path.rpartition(".")[2].lower() not in SUFFIXES


def _is_other(header: CodeHeader, own: set[str], holders: set[str]) -> bool:
    foreign = bool(own) and not set(expressions.ids(header.license)) <= own
    theirs = _words(header.holder)
    return foreign or bool(holders and theirs and holders.isdisjoint(theirs))


def _words(holder: str) -> frozenset[str]:
    named = _ADDRESS.sub(" ", holder)
    return frozenset(w for w in map(str.lower, _WORD.findall(named)) if w not in _ANYBODY)
