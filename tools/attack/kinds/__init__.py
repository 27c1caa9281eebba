"""The kinds of hostile archives, each with the function that generates one at random."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.attack.archive import Archive
from tools.attack.dice import Dice
from tools.attack.kinds import (
    damage,
    front_matter,
    heaps,
    injection,
    markup,
    names,
    owners_files,
    raw,
    saved,
    sheets,
    terms,
    texts,
)

Kind = Callable[[Dice], Archive]

KINDS: Mapping[str, Kind] = {
    "bytes": raw.random_bytes,
    "mutants": raw.mutants,
    "text-bombs": texts.bombs,
    "html-bombs": markup.bombs,
    "saved-pages": saved.pages,
    "injection": injection.injections,
    "markdown": injection.markdown,
    "front-matter": front_matter.hand_written,
    "edited-front-matter": front_matter.edited,
    "sheets": sheets.sheets,
    "templates": sheets.templates,
    "terms": terms.terms,
    "ledger": owners_files.ledgers,
    "saved-again": owners_files.saved_again,
    "settings": owners_files.settings,
    "themes": owners_files.themes,
    "links": names.links,
    "names": names.names,
    "closed": names.closed,
    "heaps": heaps.heaps,
    "damage": damage.damage,
}


def make(kind: str, number: str, largest: int) -> Archive:
    """Return an archive of a kind; equal arguments give equal archives."""
    return KINDS[kind](Dice(f"{kind} {number}", largest))
