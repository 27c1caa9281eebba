"""Digests of facts: when one differs, the pages that asked for the fact are stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, partial
from hashlib import blake2b

from msgspec import Struct

from generator.model import Record, SitePath
from generator.render.facts import ASSETS, PARAMETERS, PROGRAM, SETTINGS, STRINGS, Fact, Facts
from generator.render.list_facts import ListFacts
from generator.render.renderer import Renderer
from generator.render.themes.templates import find_closure

_OF_LISTS = frozenset(name for name in vars(ListFacts) if not name.startswith("_"))
_OF_ARCHIVE = _OF_LISTS | {name for name in vars(Facts) if not name.startswith("_")}
NO_FACT = ""
"""The digest of a fact that no longer exists."""


def digest_of(*values: object) -> str:
    """Return a digest of plain values."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def digest_of_card(record: Record) -> str:
    """Return a digest of what lists and feeds show of a document."""
    date = record.date.text if record.date else None
    shown = (record.url, record.title, date, record.source, record.summary, record.language)
    in_feeds = (record.authors, tuple(record.terms.items()), record.source_url, record.rights)
    corrections = tuple((one.date.text, one.what) for one in record.corrections)
    return digest_of(
        *shown,
        record.added,
        record.updated,
        record.is_hidden,
        in_feeds,
        record.redaction,
        corrections,
    )


class FactDigests(Struct, frozen=True, dict=True):
    """The digest of any fact, by the fact's name.

    ``program`` is the digest of the program; ``filing`` is the digest of all that lists depend on.
    ``text`` returns the digest of a content file, and raises KeyError if there is no such file.
    ``cards`` holds the digest of what lists show of each document, by the document's URL.
    """

    renderer: Renderer
    program: str
    filing: str
    text: Callable[[str], str]
    cards: Mapping[SitePath, str]

    def __getitem__(self, fact: Fact) -> str:
        kind, _, name = fact.partition(":")
        try:
            return self._finders[kind](name)
        except (KeyError, StopIteration):
            return NO_FACT

    def changed(self, before: Mapping[Fact, str]) -> Iterator[Fact]:
        """Yield the facts whose digest differs from the one in ``before``."""
        finders = self._finders
        for fact, digest in before.items():
            kind, _, name = fact.partition(":")
            try:
                if finders[kind](name) == digest:
                    continue
            except (KeyError, StopIteration):
                if digest == NO_FACT:
                    continue
            yield fact

    @cached_property
    def _finders(self) -> Mapping[str, Callable[[str], str]]:
        """For each kind of fact, the function that finds the digest of a fact by its name."""
        renderer = self.renderer
        finders: dict[str, Callable[[str], str]] = {
            kind: partial(_digest_fact, getattr(renderer.facts, kind)) for kind in _OF_ARCHIVE
        }
        return finders | {
            "card": self.cards.__getitem__,
            "text": self.text,
            "page_at": lambda address: renderer.archive.addresses.get(address, NO_FACT),
            "references": lambda url: self._references.get(url, NO_FACT),
            "original": self._originals.__getitem__,
            "template": lambda name: digest_of(
                sorted(find_closure(renderer.environment, name).items())
            ),
            "asset": lambda name: renderer.assets.by_name[name].sha256,
            PROGRAM: lambda _: self.program,
            SETTINGS: cache(lambda _: digest_of(renderer.site.settings)),
            STRINGS: cache(lambda _: digest_of(sorted(renderer.strings.items()))),
            PARAMETERS: lambda _: digest_of(renderer.theme.parameters),
            ASSETS: lambda _: digest_of(tuple(renderer.assets.paths)),
        }

    @cached_property
    def _references(self) -> Mapping[SitePath, str]:
        """The digest of each document's references, by URL, for documents that have references."""
        archive, facts = self.renderer.archive, self.renderer.facts
        places = archive.references.keys() | archive.referenced_by.keys()
        urls = (archive.cards[place].url for place in places)
        return {url: digest_of(facts.references(url)) for url in urls}

    @cached_property
    def _originals(self) -> Mapping[SitePath, str]:
        """The SHA-256 of each seed whose bytes are still available, by the URL of its document."""
        has = self.renderer.sources.has_original
        cards = self.renderer.archive.cards
        return {card.url: card.seed[1] for card in cards if card.seed and has(*card.seed)}


def _digest_fact(find: Callable[[str], object], name: str) -> str:
    return digest_of(find(name))


def is_of_lists(fact: Fact) -> bool:
    """Return whether a fact follows from how documents are filed, and from nothing else."""
    return fact[: fact.find(":")] in _OF_LISTS
