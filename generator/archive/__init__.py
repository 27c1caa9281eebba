"""Turn content files into the Archive: records, taxonomies, periods, the A–Z index."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence

from generator.archive.a_to_z import find_letters as find_letters
from generator.archive.addresses import HOME as HOME
from generator.archive.addresses import HOME_TEXTS as HOME_TEXTS
from generator.archive.addresses import PAGES_FOLDER as PAGES_FOLDER
from generator.archive.addresses import page_of as page_of
from generator.archive.addresses import texts_of as texts_of
from generator.archive.documents import LoadedRecord as LoadedRecord
from generator.archive.documents import Reading as Reading
from generator.archive.documents import Records as Records
from generator.archive.documents import load_document as load_document
from generator.archive.documents import pack_record as pack_record
from generator.archive.documents import unpack_record as unpack_record
from generator.archive.free_pages import find_featured as find_featured
from generator.archive.free_pages import sort_pages as sort_pages
from generator.archive.indexes import ArchiveIndexes as ArchiveIndexes
from generator.archive.indexes import filing_of as filing_of
from generator.archive.indexes import make_indexes as make_indexes
from generator.archive.ledger import LEDGER as LEDGER
from generator.archive.ledger import Ledger as Ledger
from generator.archive.ledger import join_ledgers as join_ledgers
from generator.archive.ledger import ledger_data as ledger_data
from generator.archive.ledger import read_ledger as read_ledger
from generator.archive.links import Addressed as Addressed
from generator.archive.links import add_names as add_names
from generator.archive.links import add_redirects as add_redirects
from generator.archive.links import find_addresses as find_addresses
from generator.archive.links import find_linked as find_linked
from generator.archive.links import join_references as join_references
from generator.archive.links import keys_of as keys_of
from generator.archive.links import listed_elsewhere as listed_elsewhere
from generator.archive.redirect_case import Gone as Gone
from generator.archive.redirect_case import NewSite as NewSite
from generator.archive.redirect_policy import Addresses as Addresses
from generator.archive.redirect_policy import find_html_pages as find_html_pages
from generator.archive.redirect_policy import resolve_urls as resolve_urls
from generator.archive.references import Named as Named
from generator.archive.references import find_references as find_references
from generator.archive.references import title_key as title_key
from generator.archive.references import turn_round as turn_round
from generator.archive.taxonomies import former_pages as former_pages
from generator.archive.term_files import TermFile as TermFile
from generator.archive.term_files import check_terms as check_terms
from generator.archive.term_files import is_term_file as is_term_file
from generator.archive.term_files import load_term as load_term
from generator.archive.term_suggestions import find_alike as find_alike
from generator.config import SiteConfig
from generator.model import Archive, Card, FreePage, Letter, Record
from generator.report import Diagnostic, error, warning
from generator.text import is_nameable, printable

_CONFLICT = re.compile(
    r"[ ]?\([^()]*(?:conflicted copy|case conflict|konflikt stehende|copie en conflit"
    r"|copia en conflicto|copia in conflitto|conflict \d)[^()]*\)"
    r"|\.sync-conflict-\d{8}-\d{6}(?:-\w+)?|_conflict-\d{8}-\d{6}|[ ]?\[conflict\]",
    re.IGNORECASE,
)
"""What Dropbox, Nextcloud, Syncthing and others add to the name of a second version."""
_OTHER_ENDINGS = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".MD", ".Md")
"""How names of Markdown files end that are read by other programs, and not here."""
_NOT_COPIED = frozenset({"urls.txt", "furniture.txt"})


def reading_of(site: SiteConfig) -> Reading:
    """Return the settings that reading content files needs."""
    return Reading(
        folder=str(site.content),
        taxonomies=tuple(site.taxonomies),
        defaults=site.defaults,
        base_url=site.base_url,
        former_urls=site.former_urls,
        date_order=site.date_order,
    )


def sort_names(names: Iterable[str], folder: str) -> tuple[list[str], list[Diagnostic]]:
    """Return the paths of a folder's files, sorted, and errors for those that no list can hold.

    ``folder`` is the folder's name for its owner.
    """
    usable: list[str] = []
    odd: list[Diagnostic] = []
    for name in sorted(names):
        if is_nameable(name):
            usable.append(name)
            if "onfl" in name and (found := _CONFLICT.search(name)):
                odd.append(_second_version(name, name.replace(found[0], ""), folder))
            if name.endswith(_OTHER_ENDINGS) and folder == "content":
                odd.append(_no_page(name))
            continue
        path = f"{folder}/{printable(os.fsencode(name).decode(errors='replace'))}"
        message = "the file's name is not UTF-8, or holds control characters"
        hint = "Rename the file; it is left out until then."
        odd.append(error("file.name", message, path=path, hint=hint))
    return usable, odd


def _second_version(name: str, first: str, folder: str) -> Diagnostic:
    message = (
        f"a sync service made this file when {folder}/{first} was edited in two places at once"
    )
    hint = "Keep what is right in one of them, and delete the other; both are read until then."
    return warning("file.conflict", message, path=f"{folder}/{name}", hint=hint)


def _no_page(name: str) -> Diagnostic:
    stem = name.rpartition(".")[0]
    message = "the file is published as it is: only a name that ends with .md makes a page"
    hint = f"Rename it to {stem.rpartition('/')[2]}.md if it is to be a page."
    return warning("file.ending", message, path=f"content/{name}", hint=hint)


def has_record(name: str, taxonomies: Collection[str]) -> bool:
    """Return whether a content file is a document or a free page, not a term or a file to copy."""
    return name.endswith(".md") and name.partition("/")[0] not in taxonomies


def put_together(
    indexes: ArchiveIndexes,
    letters: tuple[Letter, ...],
    records: Sequence[Record],
    cards: Sequence[Card],
    pages: Iterable[FreePage],
    files: Sequence[str],
) -> Archive:
    """Return the Archive of records and pages that are already in order, with the cards."""
    return Archive(
        records=records,
        taxonomies=indexes.taxonomies,
        years=indexes.years,
        days_of_year=indexes.days_of_year,
        undated=indexes.undated,
        letters=letters,
        free_pages=tuple(pages),
        files=tuple(name for name in files if not name.endswith(".md") and name not in _NOT_COPIED),
        cards=cards,
        similar=indexes.similar,
    )
