"""Find the page that a name in a text means: a file name, a title, or the name of a term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.model.archive import Archive, SitePath
from generator.text import folded
from generator.text.page_places import name_key


class PageNames(NamedTuple):
    """The pages by the keys of addresses, and by what texts call them."""

    addresses: Mapping[str, SitePath]
    names: Mapping[str, SitePath]

    def find(self, name: str) -> SitePath | None:
        """Return the page that a name means: an address, a file name, a title, or a term's title.

        Of several pages the first has it; None if no page does.
        """
        plain = name.strip().strip("/").removesuffix(".md")
        for key in (f"content/{plain}.md", f"content/pages/{plain}.md", f"/{plain}.html"):
            if path := self.addresses.get(key):
                return path
        if path := self.addresses.get(name_key(plain)):
            return path
        return self.names.get(folded(plain)) or self.names.get(folded(plain.rpartition("/")[2]))


def names_of(archive: Archive) -> PageNames:
    """Return the names of the pages of an archive: those of files come before titles."""
    shown = sorted(archive.cards, key=lambda card: card.is_hidden)
    pages = [
        *((one.path, one.url, one.title) for one in shown),
        *((one.path, one.url, one.title) for one in archive.free_pages),
    ]
    terms = [
        (f"{one.key}/{term.slug}/index.html", term.title)
        for one in archive.taxonomies
        for term in one.terms
        if term.has_page
    ]
    names: dict[str, SitePath] = {}
    for path, url, _ in pages:
        names.setdefault(folded(url.rpartition("/")[2]), path)
    for path, title in (*((path, title) for path, _, title in pages), *terms):
        names.setdefault(folded(title), path)
    return PageNames(archive.addresses, names)
