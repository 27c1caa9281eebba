"""Read what the front matter of the owner's own pages says beside a document's keys.

These are the pages in ``content/pages/``. One of them is no page of its own: the text of the home
page, which may also name documents to feature there.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from generator.archive.addresses import HOME_TEXTS, PAGES_FOLDER
from generator.archive.front_matter_fields import FrontMatterFields
from generator.archive.imported_values import flag_of
from generator.archive.references import title_key
from generator.frontmatter import FrontMatter, lines_of_entries
from generator.model import Card, FreePage, SitePath
from generator.report import Diagnostic, warning
from generator.text import shorten
from generator.text.addresses import Home, link_keys
from generator.text.collation import Collation, SortKey

_ORDER = ("order", "weight", "nav_order", "menu_order")
_MENU_TITLE = ("menu_title", "linktitle", "link_title", "nav_title", "navtitle", "short_title")
_MENU = "menu"
_FEATURED = "featured"
_OURS = frozenset([*_ORDER, *_MENU_TITLE, _MENU, _FEATURED])
_SHOWN = 80


class PageSettings(Struct, frozen=True):
    """What a page of the owner's says of its place in the menu, and of documents to feature."""

    order: float | None = None
    menu_title: str | None = None
    is_in_menu: bool = True
    featured: tuple[tuple[str, int | None], ...] = ()
    """Names of documents, each with its line."""


def has_settings(url: SitePath) -> bool:
    """Return whether a content file is a page of the owner's; ``url`` has no ``.md``."""
    return url.startswith(PAGES_FOLDER) or url in HOME_TEXTS


def read_settings(
    params: Mapping[str, object], fields: FrontMatterFields, written: FrontMatter
) -> tuple[PageSettings, dict[str, object]]:
    """Return the settings among a page's own values, and the values that are none."""
    plain = {key.strip().lower().replace("-", "_").replace(" ", "_"): key for key in params}
    named = {name: key for name, key in plain.items() if name in _OURS}
    found = {name: params[key] for name, key in named.items()}
    menu = found.get(_MENU)
    for inner in menu.values() if isinstance(menu, Mapping) else ():
        if isinstance(inner, Mapping):  # as Hugo has it: {main: {weight: 10, name: "History"}}
            found = {"order": inner.get("weight"), "menu_title": inner.get("name"), **found}
    order = next((found[key] for key in _ORDER if found.get(key) is not None), None)
    place = _number(order)
    if order is not None and place is None:
        key = next((named[name] for name in _ORDER if name in named), _MENU)
        message = f"“{key}: {shorten(str(order), _SHOWN)}” is not a number"
        fields.warn(key, "front-matter.type", message, "Write one such as 10: the lowest is first.")
    titles = (found[key] for key in _MENU_TITLE if isinstance(found.get(key), str))
    names = found.get(_FEATURED)
    entries = [names] if isinstance(names, str) else names if isinstance(names, Sequence) else []
    wanted = [entry for entry in entries if isinstance(entry, str) and entry.strip()]
    key = named.get(_FEATURED, "")
    lines: Sequence[int | None] = [None] * len(wanted)
    if wanted and key in written.lines:
        lines = lines_of_entries(written.sections, written.lines[key], wanted)
    settings = PageSettings(
        order=place,
        menu_title=next((str(title).strip() for title in titles if str(title).strip()), None),
        is_in_menu=flag_of(menu if isinstance(menu, str | bool) else None) is not False,
        featured=tuple(zip(wanted, lines, strict=True)),
    )
    used = set(named.values())
    return settings, {name: value for name, value in params.items() if name not in used}


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, str | float) else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def sort_pages(pages: Iterable[FreePage], order: Collation) -> tuple[FreePage, ...]:
    """Return pages in the order of the menu: by their numbers, then by what they are called."""

    def place(page: FreePage) -> tuple[float, SortKey, str]:
        return (math.inf if page.order is None else page.order, order.key(page.url), page.url)

    return tuple(sorted(pages, key=place))


def find_featured(
    wanted: Sequence[tuple[str, int | None]],
    home: Home,
    addresses: Mapping[str, SitePath],
    cards: Sequence[Card],
) -> tuple[list[SitePath], list[Diagnostic]]:
    """Return the URLs of the documents to feature, and warnings about names that mean none.

    A name is a path in the content folder, an address, a title, or the name of a file.
    """
    if not wanted:
        return [], []
    pages = {card.path: card for card in cards}
    names: dict[bytes | str, Card] = {}
    found: list[SitePath] = []
    problems: list[Diagnostic] = []
    for name, line in wanted:
        keys = link_keys(name.strip().removeprefix("content/"), home)
        paths = (addresses[key] for key in keys if key in addresses)
        card = next((pages[path] for path in paths if path in pages), None)
        if card is None:
            names = names or _names_of(cards)
            card = names.get(title_key(name)) or names.get(name.strip().removesuffix(".md"))
        if card is None or card.is_hidden:
            problems.append(_not_featured(name, line, home.file, cards, card))
        elif card.url not in found:
            found.append(card.url)
    return found, problems


def _names_of(cards: Sequence[Card]) -> dict[bytes | str, Card]:
    """Return the documents by the keys of their titles, and by the names of their files."""
    found: dict[bytes | str, Card] = {}
    for card in cards:
        found.setdefault(title_key(card.title), card)
        found.setdefault(card.url.rpartition("/")[2], card)
    return found


def _not_featured(
    name: str, line: int | None, file: str, cards: Sequence[Card], card: Card | None
) -> Diagnostic:
    shown = shorten(name, _SHOWN)
    message = f"there is no published document “{shown}” to feature"
    if card is not None:
        message = f"“{shown}” is not featured: it is hidden"
    else:
        known = {card.title: card.title for card in cards} | {card.url: card.url for card in cards}
        near = difflib.get_close_matches(name.removesuffix(".md"), known, n=1)
        message += f": did you mean “{shorten(near[0], _SHOWN)}”?" if near else ""
    hint = "Name a document by its path in content/, its address or its title."
    return warning("home.featured", message, path=f"content/{file}", line=line, hint=hint)
