"""Lead the links of a text to the pages of the archive, and mark those that leave it.

This works on sanitised HTML, so that links in Markdown and in raw HTML are treated alike. What it
writes into a page are addresses of the site, and attributes that it escapes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection
from itertools import count
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.model import Html, SitePath
from generator.render.links import relative
from generator.text.addresses import (
    AddressKind,
    Home,
    absolute_address,
    kind_of,
    link_keys,
    lost_page,
    path_from,
)
from generator.text.hosts import inside
from generator.text.page_places import fragment_of, place_id, place_key

EXTERNAL, MISSING = "external", "missing"
"""The classes of a link that leaves the archive, and of one whose page the archive lacks."""

_HAS_LINK = re.compile(r' href="[^#"]')
_TO_PLACE = '<a href="#'
"""A link of a text to a place in it, as the sanitiser writes it."""
_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r'<a((?: [\w-]+="[^"]*")*)>')
"""A link as the sanitiser writes it: in texts and in values, it escapes every ``<``."""
_HREF, _QUOTES = ' href="', 2
_ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
_LOADING = re.compile(r"<(?:audio|img|source|track|video) [^<>]*+>")
_FILE = re.compile(r' (src|srcset|poster)="([^"]*+)"')
_TAG = re.compile(r'<\w+((?: [\w-]+="[^"]*")+)>')
_PLACE = re.compile(r'( (?:id="|href="#))([^"]+)"')


class Lookups(NamedTuple):
    """What can be asked about addresses."""

    page_at: Callable[[str], SitePath | None]
    """The page that an address leads to, given by a key."""
    has_file: Callable[[SitePath], bool]
    """Whether the site has a file at a path."""
    file_spelt: Callable[[SitePath], SitePath | None] = lambda _: None
    """The file at a path that may be written in another form of Unicode."""
    page_called: Callable[[str], SitePath | None] = lambda _: None
    """The page whose file alone has a name."""


class Way(NamedTuple):
    """Where a link leads; a link to a page that the archive lacks has no ``href``."""

    href: str | None
    is_external: bool = False
    page: str = ""
    """Where among the seeds the page would be that the archive lacks."""


def lead_links(markup: Html, home: Home, lookups: Lookups) -> Html:
    """Return a text with its links led to the pages that they mean."""
    has_places = home.seed is not None and _TO_PLACE in markup
    if not (has_places or _HAS_LINK.search(markup)):
        return markup
    ids = frozenset(map(html.unescape, _ID.findall(markup))) if has_places else frozenset()

    def led(match: re.Match[str]) -> str:
        if ' href="#' in match[1]:
            is_lost = has_places and match[0].startswith(_TO_PLACE) and not _is_in(match[1], ids)
            return "<a>" if is_lost else match[0]
        given = _attributes_in(match[1])
        way = find_way(given["href"], home, lookups) if "href" in given else None
        return match[0] if way is None else f"<a{_written(_changed(given, way))}>"

    return Html(_LINK.sub(led, markup))


def _attributes_in(written: str) -> dict[str, str]:
    if written.startswith(_HREF) and written.count('"') == _QUOTES:  # as most links are
        return {"href": html.unescape(written[len(_HREF) : -1])}
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def _is_in(attributes: str, ids: Collection[str]) -> bool:
    """Return whether the place that a link's attributes name has one of these ids."""
    name = html.unescape(attributes.partition("#")[2].partition('"')[0])
    return name in ids or unquote(name) in ids


def find_way(address: str, home: Home, lookups: Lookups) -> Way | None:
    """Return where a link should lead; None if it stays as it is written.

    A relative link of a saved page that leads nowhere has lost its page. One of a text that was
    written for this archive is a mistake, which ``check`` reports.
    """
    kind = kind_of(address)
    if kind is AddressKind.OTHER:
        is_broken = address.strip().startswith("//")  # with a host that nobody can parse
        return Way(f"https:{address.strip()}", is_external=True) if is_broken else None
    for key in link_keys(address, home):
        if path := lookups.page_at(key):
            fragment = _fragment_in(path, address, home, lookups)
            is_here = path == home.page and fragment
            return Way(fragment if is_here else relative(path, home.page) + fragment)
    if kind is AddressKind.WEB:
        insides = (inside(address, url) for url in home.former_urls)
        former = next((one for one in insides if one is not None), None)
        if former and (path := _path_meant(f"/{former}", home, lookups)):
            return Way(relative(path, home.page) + fragment_of(address))
        return _way_out(address, home, lookups)
    if home.seed is None:
        path = _path_meant(address, home, lookups)
        return Way(relative(path, home.page) + fragment_of(address)) if path else None
    if _has_file(address, home, lookups):
        return None
    if home.source_url and kind_of(home.source_url) is AddressKind.WEB:
        return Way(absolute_address(address, home.source_url), is_external=True)
    return Way(None, page=lost_page(address, home.seed))


def _fragment_in(path: SitePath, address: str, home: Home, lookups: Lookups) -> str:
    """Return the fragment of a link to a page; of one in a saved page, only if the place is kept.

    Places are lost with the lines that were set aside.
    """
    fragment = fragment_of(address)
    if home.seed is None or not fragment:
        return fragment
    place = place_id(fragment[1:])
    return f"#{place}" if lookups.page_at(place_key(path, place)) else ""


def _path_meant(address: str, home: Home, lookups: Lookups) -> SitePath | None:
    """Return the path that an owner's relative address means; None if it is as it should be.

    Other programs serve a page in many ways: with or without an ending, or as a folder; and what
    begins with a slash begins at their root.
    """
    path = path_from(home.page, address)
    root = urlsplit(home.base_url).path.lstrip("/")
    if path and root and address.startswith(f"/{root}"):
        path = path.removeprefix(root)
    if path is None or (lookups.has_file(path) and not address.startswith("/")):
        return None
    plain = path.rstrip("/")
    for one in (path, f"{plain}.html", f"{plain}/index.html".lstrip("/")):
        if one and (file := _file_at(one, lookups)):
            return lookups.page_at(f"/{file}") or file
        if one and (page := lookups.page_at(f"/{one}")):
            return page
    is_elsewhere = address.startswith("/") or plain.endswith(".md")
    return _called(plain, lookups) if is_elsewhere else None


def _file_at(path: SitePath, lookups: Lookups) -> SitePath | None:
    """Return the file at a path; macOS and others may have written its name in another form."""
    if lookups.has_file(path):
        return path
    return None if path.isascii() else lookups.file_spelt(path)


def _called(path: str, lookups: Lookups) -> SitePath | None:
    """Return the page whose file alone is called like the last part of a path.

    Where other programs have a page depends on their settings, but they call it like its file.
    """
    name = path.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    name = unquote(name).removesuffix(".md").removesuffix(".html")
    return lookups.page_called(name) if name else None


def lead_files(markup: Html, home: Home, lookups: Lookups) -> Html:
    """Return a text whose pictures, sounds and films are seen from its page.

    Editors see them from the file or from the root of what they show.
    """
    if not any(f' {name}="' in markup for name in ("src", "srcset", "poster")):
        return markup

    def led(match: re.Match[str]) -> str:
        return _FILE.sub(led_file, match[0])

    def led_file(match: re.Match[str]) -> str:
        address = html.unescape(match[2])
        if match[1] == "srcset" or kind_of(address) is not AddressKind.RELATIVE:
            return match[0]
        for place in (home.page, home.file):
            path = path_from(place, address)
            if path and (file := _file_at(path, lookups)):
                if file == path and place == home.page and not address.startswith("/"):
                    return match[0]
                return f' {match[1]}="{html.escape(relative(file, home.page))}"'
        return match[0]

    return Html(_LOADING.sub(led, markup))


def _way_out(address: str, home: Home, lookups: Lookups) -> Way | None:
    if (own := inside(address, home.base_url)) is not None:
        path = path_from("", f"/{own}")
        if path is None or not lookups.has_file(path):
            return None
        return Way(relative(path, home.page) + fragment_of(address))
    return Way(f"https:{address}" if address.startswith("//") else address, is_external=True)


def _has_file(address: str, home: Home, lookups: Lookups) -> bool:
    path = None if address.startswith("/") else path_from(home.page, address)
    return path is not None and lookups.has_file(path)


def _changed(given: dict[str, str], way: Way) -> dict[str, str]:
    if way.href is None:
        rest = {name: value for name, value in given.items() if name != "href"}
        return _with_class({**rest, "title": given["href"], "data-page": way.page}, MISSING)
    changed = {**given, "href": way.href}
    return _with_class({**changed, "rel": EXTERNAL}, EXTERNAL) if way.is_external else changed


def _with_class(attributes: dict[str, str], name: str) -> dict[str, str]:
    if "class" not in attributes:
        return {**attributes, "class": name}
    names = (*attributes["class"].split(), name)
    return {**attributes, "class": " ".join(dict.fromkeys(names))}


def _written(attributes: dict[str, str]) -> str:
    pairs = sorted(attributes.items())
    return "".join(f' {name}="{html.escape(value)}"' for name, value in pairs)


def rename_places(markup: Html, taken: Collection[str]) -> Html:
    """Return a text none of whose ids is one of those ``taken``; its links follow the new ids."""
    if not any(f' id="{name}"' in markup for name in taken):
        return markup
    own = {
        html.unescape(value)
        for tag in _TAG.findall(markup)
        for name, value in _ATTRIBUTE.findall(tag)
        if name == "id"
    }
    new = {name: _free(name, own.union(taken)) for name in own.intersection(taken)}

    def renamed(match: re.Match[str]) -> str:
        return _PLACE.sub(lambda place: f'{place[1]}{new.get(place[2], place[2])}"', match[0])

    return Html(_TAG.sub(renamed, markup))


def _free(name: str, taken: Collection[str]) -> str:
    return next(other for n in count(2) if (other := f"{name}-{n}") not in taken)
