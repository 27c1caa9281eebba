"""Read the owner's term files; a file whose stat is unchanged is not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator import archive
from generator.archive import Reading, TermFile
from generator.config import SiteConfig
from generator.report import Diagnostic, own_mistake
from generator.state import store
from generator.state.snapshots import MISSING, FileStat, Snapshot

if TYPE_CHECKING:
    from generator.entities import OwnTerms

_TABLE = "terms"


class TermRow(NamedTuple):
    """A term file as it was last read; ``term`` is None when it cannot be used."""

    stat: FileStat
    term: TermFile | None
    diagnostics: tuple[Diagnostic, ...]


class TermIndex(Struct, frozen=True):
    """The owner's term files, in order of path, and the diagnostics about them."""

    files: tuple[TermFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def names(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The taxonomy, title and other spellings of each shown term: reading depends on these."""
        shown = (file for file in self.files if not file.is_hidden)
        return tuple((file.taxonomy, file.title, file.aliases) for file in shown)

    @property
    def vocabulary(self) -> OwnTerms:
        """The shown terms in the form that recognition needs."""
        # Imported here because most builds have no seed to read.
        from generator.entities import Kind, OwnTerm, OwnTerms

        kinds = {kind.value: kind for kind in Kind}
        names = (one for one in self.names if one[0] in kinds)
        return OwnTerms(tuple(OwnTerm(title, kinds[key], aliases) for key, title, aliases in names))


def load_term_index(site: SiteConfig, seen: Snapshot, code: str, state: store.State) -> TermIndex:
    """Return the term files of the content folder; ``seen`` is its snapshot.

    Raises BuildError when there may be a term file that cannot be seen: it may hide a term or
    merge two terms, so what is published would change without it.
    """
    for name in seen.unseen:
        if name.partition("/")[0] in site.taxonomies:
            seen.require(name, "content")
    reading = archive.reading_of(site)
    names = [name for name in sorted(seen.stats) if archive.is_term_file(name, site.taxonomies)]
    if not names:
        return TermIndex()
    version = f"{code} {sorted(site.taxonomies)}"
    old = state.rows(_TABLE, version, TermRow)
    rows: dict[str, TermRow] = {}
    for name in names:
        row = old_row = old.get(name)
        if row is None or row.stat != seen.stats[name]:
            row = TermRow(seen.stats[name], *_load(reading, name))
            if old_row and any(one.code == "content.unreadable" for one in row.diagnostics):
                # Until the file can be read again, what it said last stays valid.
                row = TermRow(MISSING, old_row.term, row.diagnostics)
        rows[name] = row
    state.save_rows(_TABLE, version, rows, TermRow)
    files = tuple(row.term for row in rows.values() if row.term is not None)
    told = (one for row in rows.values() for one in row.diagnostics)
    return TermIndex(files, (*told, *archive.check_terms(files)))


def _load(reading: Reading, name: str) -> tuple[TermFile | None, tuple[Diagnostic, ...]]:
    try:
        return archive.load_term(reading, name)
    except Exception as bug:  # noqa: BLE001 - our mistake must not cost the whole archive
        return None, (own_mistake(bug, f"content/{name}"),)
