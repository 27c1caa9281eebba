"""Find the links in the text of a document, and the pages that addresses lead to.

A link is looked up by the keys of ``generator.text.addresses``. The text is searched, not parsed:
this is done for every document of every archive, and code is the only thing to be mistaken in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from generator.archive.addresses import Alias, page_of, texts_of
from generator.model import Archive, Record, Redirect, SitePath, Taxonomy, names_of
from generator.text.addresses import (
    Home,
    asked_key,
    folded_key,
    is_saved_page,
    link_keys,
    seed_keys,
    shorter_key,
    web_key,
)
from generator.text.page_places import name_key, place_key

Keys = tuple[str, ...]
"""The keys of one link, the likeliest first."""

_TOPICS_ELSEWHERE = ("tags", "categories")
_MOST = 1_000
"""The most links of a document that count."""
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("](", re.compile(r"\]\([ ]*+<?([^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)")),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ ]*+<?([^\s<>]++)", re.MULTILINE)),
    ("href", re.compile(r"\bhref[ ]*+=[ ]*+[\"']?([^\s\"'>]++)", re.IGNORECASE)),
    ("<http", re.compile(r"<(https?://[^\s<>]++)>")),
)
"""The forms of links in Markdown, each with a text that it holds: ``[words](address)``,
``[name]: address``, ``<a href="address">``, ``<https://address>``."""
_BY_NAME = re.compile(r"(?<![\\\[])\[\[([^\[\]\n|#]++)[^\[\]\n]*+\]\]")
"""A link by name, ``[[Weir]]`` or ``[[Weir#Bank|words]]``."""
BY_NAME = "[["
"""What the key of a link by name begins with."""
_NAMED = re.compile(r"\{:?[^{}\n#]*+(?<=[ :{])#([^\s{}]++)")
"""An attribute list with an id, such as ``{: .verse #weir}``."""
_CODE = re.compile(r"(?<![`\\])`[^`\n]++`")
_FENCE = re.compile(r"`{3,}+(?=[^`]*+\Z)|~{3,}+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Addressed(NamedTuple):
    """A document or a page as far as links lead to it."""

    file: str
    """The path of its content file."""
    found_at: Keys
    is_hidden: bool = False


def find_links(body: str, home: Home) -> tuple[Keys, ...]:
    """Return the keys of the links in a text in Markdown, each link once."""
    if "](" not in body and "]:" not in body and "<" not in body and BY_NAME not in body:
        return ()
    text = _without_code(body) if "`" in body or "~~~" in body else body
    found: dict[Keys, None] = {}
    for sign, form in _FORMS:
        if sign in text or sign.upper() in text:
            for written in form.findall(text):
                if len(found) < _MOST and written and written[0] != "#":
                    found[link_keys(_as_read(written), home)] = None
    found.pop((), None)
    if BY_NAME in text:
        for name in _BY_NAME.findall(text):
            if len(found) < _MOST:
                found[(f"{BY_NAME}{name.strip()}",)] = None
    return tuple(found)


def find_places(body: str) -> tuple[str, ...]:
    """Return the ids that the attribute lists of a text in Markdown give to its blocks."""
    return tuple(dict.fromkeys(_NAMED.findall(body))) if "{" in body and "#" in body else ()


def _as_read(written: str) -> str:
    plain = _ESCAPE.sub(r"\1", written) if "\\" in written else written
    return html.unescape(plain) if "&" in plain else plain


def _without_code(body: str) -> str:
    """Return a text without what stands between backticks, or between fences."""
    kept: list[str] = []
    held: list[str] = []
    """The lines after a fence that is open; text again if nothing closes it."""
    fence = ""
    for line in body.split("\n"):
        if fence:
            held.append(line)
            if line.startswith(fence):
                fence, held = "", []
        elif opened := _FENCE.match(line):
            fence, held = opened[0], [line]
        else:
            kept.append(line)
    return _CODE.sub("", "\n".join((*kept, *held)))


def home_of(record: Record, base_url: str, former_urls: tuple[str, ...] = ()) -> Home:
    """Return what the links of a document are relative to."""
    origin = record.origin
    return Home(
        file=f"{record.url}.md",
        page=page_of(record.url),
        seed=origin.path if origin and is_saved_page(origin.path, origin.format) else None,
        source_url=record.source_url,
        base_url=base_url,
        former_urls=former_urls,
    )


def keys_of(
    record: Record,
    aliases: Iterable[Alias],
    places: Iterable[str] = (),
    names: Iterable[str] = (),
) -> Keys:
    """Return the keys under which a document is found, also by other ``names``, and its ``places``.

    Those of its own page are not among them.
    """
    source = web_key(record.source_url) if record.source_url else None
    seed = seed_keys(record.origin.path) if record.origin else ()
    inside = (place_key(page_of(record.url), place) for place in places)
    called = (name_key(name) for name in names)
    old = (asked_key(one.path, one.query) if one.query else f"/{one.path}" for one in aliases)
    keys = (source, *seed, *old, *inside, *called)
    return tuple(dict.fromkeys(filter(None, keys)))


def find_addresses(
    pages: Sequence[Addressed], taxonomies: Iterable[Taxonomy] = ()
) -> dict[str, SitePath]:
    """Return which page each key leads to; of several claimants, the first has it.

    Hidden documents have only what no other one claims. ``taxonomies`` are given for the terms
    that have a content file.
    """
    found: dict[str, SitePath] = {}
    ordered = sorted(pages, key=lambda page: page.is_hidden)
    places = [page_of(page.file.removesuffix(".md")) for page in ordered]
    for page, path in zip(ordered, places, strict=True):
        found[f"content/{page.file}"] = path
        found[f"/{path}"] = path
    taxonomies = tuple(taxonomies)
    for taxonomy in taxonomies:
        for term in taxonomy.terms:
            if term.note is not None and term.has_page:
                folder = f"{taxonomy.key}/{term.slug}"
                found.setdefault(f"content/{folder}.md", f"{folder}/index.html")
    for old, path in listed_elsewhere(taxonomies):
        found.setdefault(f"/{old}", path)
    for keys in (lambda page: page.found_at, _shorter_keys, _folded_keys):
        for page, path in zip(ordered, places, strict=True):
            for key in keys(page):
                found.setdefault(key, path)
    return found


def listed_elsewhere(taxonomies: Iterable[Taxonomy]) -> Iterator[tuple[SitePath, SitePath]]:
    """Yield the addresses that other programs give to topics and their list, with ours."""
    for taxonomy in taxonomies:
        for folder in _TOPICS_ELSEWHERE if taxonomy.key == "topics" else ():
            yield f"{folder}/index.html", taxonomy.path
            for term in taxonomy.terms:
                if term.has_page:
                    yield f"{folder}/{term.slug}/index.html", f"topics/{term.slug}/index.html"


def add_redirects(
    addresses: Mapping[str, SitePath], redirects: Iterable[Redirect]
) -> Mapping[str, SitePath]:
    """Return the addresses with those that pages once had, and their content files with them."""
    old: dict[str, SitePath] = {}
    for one in redirects:
        old[f"/{one.path}"] = one.target
        old |= {f"content/{file}": one.target for file in texts_of(one.path)}
    return {**old, **addresses} if old else addresses


def _shorter_keys(page: Addressed) -> Iterator[str]:
    return filter(None, map(shorter_key, page.found_at))


def _folded_keys(page: Addressed) -> Iterator[str]:
    """Yield the keys of a page by which links in other letter case lead to it."""
    for key in page.found_at:
        if folded := folded_key(key):
            yield folded
            if shorter := shorter_key(folded):
                yield shorter


def add_names(archive: Archive, links: Iterable[Sequence[Keys]]) -> Mapping[str, SitePath]:
    """Return the addresses of an archive with those of the names by which its texts have links."""
    keys = {key for own in links for (key, *_) in own if key.startswith(BY_NAME)}
    if not keys:
        return archive.addresses
    known = names_of(archive)
    named = {key: path for key in keys if (path := known.find(key.removeprefix(BY_NAME)))}
    return {**archive.addresses, **named}


def find_linked(
    links: Sequence[Sequence[Keys]], addresses: Mapping[str, SitePath], paths: Sequence[SitePath]
) -> dict[int, tuple[int, ...]]:
    """Return the indexes of the documents that each document links to, for those that do.

    Documents are given by their indexes: ``links`` are the keys of their links, ``paths`` the paths
    of their pages.
    """
    if not any(links):
        return {}
    places = {path: place for place, path in enumerate(paths)}
    found: dict[int, tuple[int, ...]] = {}
    for place, own in enumerate(links):
        paths_found = (next(filter(None, map(addresses.get, keys)), "") for keys in own)
        targets = dict.fromkeys(places[path] for path in paths_found if path in places)
        targets.pop(place, None)
        if targets:
            found[place] = tuple(targets)
    return found


def join_references(
    references: Mapping[int, tuple[int | None, ...]], linked: Mapping[int, tuple[int, ...]]
) -> dict[int, tuple[int | None, ...]]:
    """Return what each document names or links to."""
    return {
        place: tuple(chain(references.get(place, ()), linked.get(place, ())))
        for place in references.keys() | linked.keys()
    }
