"""The lists of what needs a look, and their entries as values, text or JSON.

Nothing is changed or saved. What earlier builds found is used if it is still valid.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from generator import archive, content, frontmatter
from generator.archive import PAGES_FOLDER, LoadedRecord
from generator.archive.front_matter_fields import REVIEWS
from generator.archive.ledger import read_ledger
from generator.config import SiteConfig
from generator.frontmatter_keys import known_key
from generator.model import Record, Taxonomy
from generator.options import BuildOptions
from generator.pipeline.conversion import unconverted
from generator.pipeline.inventory import Inventory, take_inventory
from generator.pipeline.site_plan import plan_site
from generator.report import BuildError, Report, Severity
from generator.text import text_files, visible
from generator.workers import ordered_map

Cell: TypeAlias = "str | tuple[str, ...] | None"
Entry: TypeAlias = tuple[Cell, ...]
"""One value for each column of its list."""

_UNKNOWN = 2.0
"""What sorts unknown confidences behind all others."""
_SURE = 0.8
"""A document read with at least this confidence needs no look."""


class Listing(Struct, frozen=True):
    """One list: the names of its columns, and the function that finds its entries."""

    columns: tuple[str, ...]
    find: Callable[[Inventory], Iterable[Entry]]


def _documents(inventory: Inventory) -> Iterator[tuple[str, LoadedRecord, Record]]:
    """Yield the path, the loaded file and the record of each readable document."""
    for name, entry in inventory.content_files.entries.items():
        loaded = entry.loaded
        if loaded.record is not None and not name.startswith(PAGES_FOLDER):
            yield f"content/{name}", loaded, loaded.record


def find_entries(
    listing: Listing, site: SiteConfig, options: BuildOptions, report: Report
) -> tuple[Entry, ...]:
    """Return the entries of a list, in order; report the errors in content files."""
    inventory = take_inventory(site, replace(options, is_dry_run=True), Report())
    found = tuple(listing.find(inventory))
    loaded = inventory.content_files.odd.values()
    report.add(
        one for entry in loaded for one in entry.diagnostics if one.severity is Severity.ERROR
    )
    return found


def find_listing(what: str, site: SiteConfig, *, suggest: bool = False) -> Listing:
    """Return the list of that name; with ``suggest``, pairs of a taxonomy's terms that may be one.

    Raises BuildError when there is no such list.
    """
    if what in site.taxonomies:
        if suggest:
            return Listing(("term", "documents", "other", "why"), partial(_find_alike, what))
        return Listing(("term", "documents", "spellings", "page"), partial(_find_terms, what))
    if what in LISTINGS and not suggest:
        return LISTINGS[what]
    names = (*site.taxonomies, *(() if suggest else LISTINGS))
    near = difflib.get_close_matches(what, names, n=1)
    raise BuildError(
        f"there is no list “{what}”{f': did you mean “{near[0]}”?' if near else ''}",
        code="list.unknown",
        is_usage=True,
        hint=f"The lists are {', '.join(names)}.",
    )


def _find_edited(inventory: Inventory) -> Iterator[Entry]:
    work = partial(_edited, inventory.site.content)
    names = [f"{record.url}.md" for _, _, record in _documents(inventory) if record.origin]
    edited = ordered_map(work, names, inventory.options.jobs)
    for name, keys in zip(names, edited, strict=True):
        if keys:
            yield f"content/{name}", keys


def _edited(folder: Path, name: str) -> tuple[str, ...]:
    found = content.load_content(folder, name)
    return found.edited if found else ()


def _find_duplicates(inventory: Inventory) -> Iterator[Entry]:
    groups: dict[str, list[str]] = {}
    known = inventory.sources.same
    pictures = {name for name, seed in known.items() if seed.is_picture}
    for name, digest in sorted(inventory.sources.digests.items()):
        if name in pictures:
            continue
        groups.setdefault(digest, []).append(f"seeds/{name}")
    for first, *others in groups.values():
        if others:
            yield first, tuple(others)


def _find_lost(inventory: Inventory) -> Iterator[Entry]:
    seeds = inventory.sources
    present = {*seeds.names, *seeds.digests.values()}
    for path, _, record in _documents(inventory):
        origin = record.origin
        if origin and not present & {origin.path, origin.sha256}:
            yield path, f"seeds/{origin.path}"


def _find_undated(inventory: Inventory) -> Iterator[Entry]:
    for path, loaded, record in _documents(inventory):
        if not record.is_dated and loaded.status != "withdrawn":
            yield path, record.title, record.date_text


def _find_untitled(inventory: Inventory) -> Iterator[Entry]:
    for path, loaded, record in _documents(inventory):
        is_in_brackets = record.title.startswith("[") and record.title.endswith("]")
        if is_in_brackets and loaded.status != "withdrawn" and not _has_title(inventory, record):
            yield path, record.title


def _has_title(inventory: Inventory, record: Record) -> bool:
    """Return whether the front matter gives a title: archivists, too, put titles in brackets."""
    text = text_files.decode((inventory.site.content / f"{record.url}.md").read_bytes())
    values = frontmatter.read(text, record.url).values
    return any(known_key(key) == "title" and value for key, value in values.items())


def _find_low_confidence(inventory: Inventory) -> Iterator[Entry]:
    """Yield the documents whose seeds were read with doubts, the most doubtful first."""
    found = [
        (record.origin.confidence, path, record.title)
        for path, loaded, record in _documents(inventory)
        if record.origin and record.origin.confidence is not None and loaded.status != "withdrawn"
    ]
    for confidence, path, title in sorted(found):
        if confidence < _SURE:
            yield path, f"{confidence:.0%}", title


def _find_withdrawn(inventory: Inventory) -> Iterator[Entry]:
    for path, loaded, record in _documents(inventory):
        if loaded.status == "withdrawn":
            yield path, record.title, loaded.reason


def _find_review(inventory: Inventory) -> Iterator[Entry]:
    """Yield the documents that are not proofed: raw ones first, the most doubtful of them first.

    A document without a state counts as raw if it was made from a seed.
    """
    found = [
        (REVIEWS.index(state), _confidence(record), path, state, record.title)
        for path, loaded, record in _documents(inventory)
        if (state := record.review or ("raw" if record.origin else None))
        and loaded.status != "withdrawn"
    ]
    for _, share, path, state, title in sorted(found):
        if state != "proofed":
            yield path, state, f"{share:.0%}" if share < _UNKNOWN else None, title


def _confidence(record: Record) -> float:
    share = record.origin.confidence if record.origin else None
    return _UNKNOWN if share is None else share


def _find_embargoed(inventory: Inventory) -> Iterator[Entry]:
    """Yield the documents that are kept back until a day, the next to be published first."""
    index = inventory.content_files
    found = [
        (entry.embargo, f"content/{name}", entry.card.title)
        for name, entry in index.entries.items()
        if entry.card and entry.status_on(index.today) == "embargoed"
    ]
    for day, path, title in sorted(found):
        yield path, day, title


def _find_urls(inventory: Inventory) -> Iterator[Entry]:
    """Yield every address that was ever published, and what the next build puts there."""
    new = plan_site(unconverted(inventory), Report())
    pages = {page.path: page for page in new.pages}
    details = {redirect.path: redirect.target for redirect in new.holdings.redirects}
    details |= {notice.path: notice.kind for notice in new.holdings.notices}
    for path in sorted(read_ledger(inventory.site.content).ledger.digests):
        yield path, pages[path].kind if path in pages else "nothing", details.get(path)


def _taxonomy(key: str, inventory: Inventory) -> Taxonomy | None:
    new = plan_site(unconverted(inventory), Report())
    return next((one for one in new.holdings.taxonomies if one.key == key), None)


def _find_terms(key: str, inventory: Inventory) -> Iterator[Entry]:
    """Yield the terms of a taxonomy, starting with the one that has the most documents."""
    taxonomy = _taxonomy(key, inventory)
    for term in sorted(taxonomy.terms if taxonomy else (), key=lambda term: -len(term.records)):
        path = f"{key}/{term.slug}/index.html" if term.has_page else None
        yield term.title, str(len(term.records)), term.spellings, path


def _find_alike(key: str, inventory: Inventory) -> Iterator[Entry]:
    taxonomy = _taxonomy(key, inventory)
    for pair in archive.find_alike(taxonomy) if taxonomy else ():
        counts = f"{len(pair.term.records)}, {len(pair.other.records)}"
        yield pair.term.title, counts, pair.other.title, pair.reason


LISTINGS: Mapping[str, Listing] = {
    "edited": Listing(("path", "keys"), _find_edited),
    "duplicates": Listing(("seed", "copies"), _find_duplicates),
    "lost": Listing(("path", "seed"), _find_lost),
    "undated": Listing(("path", "title", "date_text"), _find_undated),
    "low-confidence": Listing(("path", "confidence", "title"), _find_low_confidence),
    "untitled": Listing(("path", "shown_as"), _find_untitled),
    "withdrawn": Listing(("path", "title", "reason"), _find_withdrawn),
    "embargoed": Listing(("path", "until", "title"), _find_embargoed),
    "review": Listing(("path", "review", "confidence", "title"), _find_review),
    "urls": Listing(("url", "answer", "detail"), _find_urls),
}


# As text and as JSON


def as_text(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield one line for each entry, with aligned columns."""
    rows = [[visible(_written(cell)) for cell in entry] for entry in entries]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _written(cell: Cell) -> str:
    return ", ".join(cell) if isinstance(cell, tuple) else " ".join((cell or "").split())


def as_json(what: str, listing: Listing, entries: Sequence[Entry]) -> dict[str, object]:
    return {
        "list": what,
        "entries": [dict(zip(listing.columns, entry, strict=True)) for entry in entries],
    }
