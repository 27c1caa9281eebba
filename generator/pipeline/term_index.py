"""Read the owner's term files; one whose stat is unchanged is not read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from generator import archive
from generator.archive import Reading, TermFile
from generator.config import SiteConfig
from generator.report import Diagnostic, own_mistake
from generator.state import store
from generator.state.snapshots import MISSING, Snapshot

if TYPE_CHECKING:
    from generator.entities import OwnTerms

_TABLE = "terms"


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The owner's term files, in order of path, and the diagnostics about them."""

    files: tuple[TermFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def names(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The taxonomy, title and other spellings of each shown term.

        Reading a document depends on these.
        """
        shown = (file for file in self.files if not file.is_hidden)
        return tuple((file.taxonomy, file.title, file.aliases) for file in shown)

    @property
    def vocabulary(self) -> OwnTerms:
        """The same, as recognition needs it."""
        # Loaded here: most builds have no seed to read.
        from generator.entities import Kind, OwnTerm, OwnTerms

        kinds = {kind.value: kind for kind in Kind}
        return OwnTerms(
            tuple(
                OwnTerm(title, kinds[key], aliases)
                for key, title, aliases in self.names
                if key in kinds
            )
        )


def load_term_index(site: SiteConfig, seen: Snapshot, code: str, state: store.State) -> TermIndex:
    """Return the term files of the content folder; ``seen`` is its snapshot.

    Raises BuildError when one may exist but cannot be seen: it may hide a term or merge two, and
    what is published would change without it.
    """
    for name in seen.unseen:
        if name.partition("/")[0] in site.taxonomies:
            seen.require(name, "content")
    reading = archive.reading_of(site)
    names = [name for name in sorted(seen.stats) if archive.is_term_file(name, site.taxonomies)]
    if not names:
        return TermIndex()
    version = f"{code} {sorted(site.taxonomies)}"
    old = state.rows(_TABLE, version)
    rows: dict[str, Any] = {}
    for name in names:
        row = old_row = old.get(name)
        if row is None or row[0] != seen.stats[name]:
            row = (seen.stats[name], *_packed(_load(reading, name)))
            if old_row and _is_unreadable(row):
                # What it said last holds until it can be read again.
                row = (MISSING, old_row[1], row[2])
        rows[name] = row
    state.save_rows(_TABLE, version, rows)
    files = tuple(TermFile(*term) for _, term, _ in rows.values() if term is not None)
    return TermIndex(files, (*_unpacked_diagnostics(rows), *archive.check_terms(files)))


def _is_unreadable(row: tuple[Any, Any, Any]) -> bool:
    return any(one.code == "content.unreadable" for one in archive.unpack_diagnostics(row[2]))


def _load(reading: Reading, name: str) -> tuple[TermFile | None, tuple[Diagnostic, ...]]:
    try:
        return archive.load_term(reading, name)
    except Exception as bug:  # noqa: BLE001 - our mistake must not cost the whole archive
        return None, (own_mistake(bug, f"content/{name}"),)


def _packed(loaded: tuple[TermFile | None, tuple[Diagnostic, ...]]) -> tuple[Any, Any]:
    term, diagnostics = loaded
    return term and astuple(term), archive.pack_diagnostics(diagnostics)


def _unpacked_diagnostics(rows: dict[str, Any]) -> Iterator[Diagnostic]:
    for _, _, packed in rows.values():
        yield from archive.unpack_diagnostics(packed)
