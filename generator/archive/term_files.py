"""Read and check term files, which describe one topic, person, place … for the whole archive.

``content/topics/russia.md`` describes the topic whose page is ``topics/russia/``, regardless
of its title.

This module also decides which spellings name the same term. ``generator.text.names`` already
ignores case, accents, hyphens …; here, plurals and the owner's aliases are resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.archive.documents import Reading, read_file
from generator.archive.front_matter_fields import FrontMatterFields
from generator.report import BuildError, Diagnostic, warning
from generator.text import Slug
from generator.text.authorities import AUTHORITIES, authority_address
from generator.text.names import NameKey, name_key, name_slug

_KEYS = ("title", "aliases", "broader", "same_as", "hidden")
_LEAST = 4
"""The fewest letters of a singular: “news” is not the plural of “new”."""


class TermFile(Struct, frozen=True):
    """A term file: other spellings of the term (``aliases``), titles of its broader terms
    (``broader``), and full addresses of pages on other sites about the same thing (``same_as``)."""

    taxonomy: str
    slug: Slug
    title: str
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    is_hidden: bool = False
    introduction: str = ""
    """Markdown."""
    lines: Mapping[str, int] = {}
    """The lines of its keys, for messages."""

    @property
    def path(self) -> str:
        """The path of the file in messages."""
        return f"content/{self.taxonomy}/{self.slug}.md"


def is_term_file(name: str, taxonomies: Collection[str]) -> bool:
    """Return whether a path inside the content folder is a term file's."""
    folder, _, rest = name.partition("/")
    return folder in taxonomies and rest.endswith(".md")


def load_term(reading: Reading, name: str) -> tuple[TermFile | None, tuple[Diagnostic, ...]]:
    """Return the term of a content file (None if it cannot be used), and its diagnostics."""
    path = f"content/{name}"
    try:
        _, found = read_file(reading, name, "the term is shown without it")
    except BuildError as problem:
        return None, (problem.diagnostic,)
    place = PurePosixPath(name)
    slug = name_slug(place.stem)
    if len(place.parts) != 2 or slug != place.stem:
        message = "the file's name is not the address of a term; the file is not read"
        hint = f"Call it content/{place.parts[0]}/{slug}.md; its title may be anything."
        return None, (warning("term.name", message, path=path, hint=hint),)
    fields = FrontMatterFields(found.values, path, found.lines)
    fields.diagnostics += found.remarks
    term = TermFile(
        taxonomy=place.parts[0],
        slug=slug,
        title=fields.text("title") or place.stem.replace("-", " ").capitalize(),
        aliases=fields.texts("aliases"),
        broader=fields.texts("broader"),
        same_as=tuple(filter(None, map(authority_address, fields.texts("same_as")))),
        is_hidden=bool(fields.flag("hidden")),
        introduction=found.sections.body.strip(),
        lines={key: line for key, line in found.lines.items() if key in _KEYS},
    )
    for address in fields.texts("same_as"):
        if authority_address(address) is None:
            message = f"“{address}” is neither a full URL nor an identifier"
            names = ", ".join(AUTHORITIES)
            hint = f"Write https://www.wikidata.org/wiki/Q159, or wikidata:Q159; known are {names}."
            fields.warn("same_as", "term.same_as", message, hint)
    fields.others(_KEYS)
    return term, tuple(fields.diagnostics)


def check_terms(files: Iterable[TermFile]) -> Iterator[Diagnostic]:
    """Yield conflicts between term files: shared spellings, and circles of broader terms."""
    claimed: dict[tuple[str, NameKey], TermFile] = {}
    above: defaultdict[str, dict[NameKey, tuple[NameKey, ...]]] = defaultdict(dict)
    for file in files:
        for words in (file.title, *file.aliases):
            other = claimed.setdefault((file.taxonomy, name_key(words)), file)
            if other is not file:
                message = f"“{words}” is a spelling of the term in {other.path}, too"
                hint = "Take it out of one of them; until then the first file by name has it."
                line = file.lines.get("title" if words == file.title else "aliases")
                yield warning("term.clash", message, path=file.path, line=line, hint=hint)
        broader = tuple(map(name_key, file.broader))
        above[file.taxonomy].setdefault(name_key(file.title), broader)
    for (taxonomy, key), file in claimed.items():
        parents = above[taxonomy].get(key, ())
        if key == name_key(file.title) and key in ancestors(parents, above[taxonomy]):
            message = f"“{file.title}” lies, by way of its broader terms, under itself"
            hint = "Take one of the broader terms out; until then one of them is left out."
            line = file.lines.get("broader")
            yield warning("term.circle", message, path=file.path, line=line, hint=hint)


def ancestors(
    keys: Iterable[NameKey], above: Mapping[NameKey, tuple[NameKey, ...]]
) -> set[NameKey]:
    """Return these keys with the keys of all their broader terms, at any distance."""
    found: set[NameKey] = set()
    open_keys = [*keys]
    while open_keys:
        if (key := open_keys.pop()) not in found:
            found.add(key)
            open_keys += above.get(key, ())
    return found


# Which spellings name one term


def find_plurals(keys: Collection[NameKey]) -> dict[NameKey, NameKey]:
    """Return the singular of each key that is a plural and whose singular is a key, too."""
    known = frozenset(keys)
    found: dict[NameKey, NameKey] = {}
    for key in known:
        for singular in _singulars(key):
            if len(singular) >= _LEAST and singular in known:
                found[key] = NameKey(singular)
                break
    return found


def _singulars(key: str) -> Iterable[str]:
    if key.endswith("ies"):
        yield f"{key[:-3]}y"
    if key.endswith("es"):
        yield key[:-2]
    if key.endswith("s") and not key.endswith("ss"):
        yield key[:-1]


def lead_on(key: NameKey, steps: Mapping[NameKey, NameKey]) -> NameKey:
    """Return the key at which the steps from ``key`` end; in a circle, the last before a repeat."""
    seen = {key}
    while (further := steps.get(key)) is not None and further not in seen:
        seen.add(further)
        key = further
    return key
