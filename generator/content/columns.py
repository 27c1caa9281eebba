"""Read the first row of the owner's sheet, which says what each column is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from generator.content.cells import ReadCell, cell_reader
from generator.dates import DateOrder
from generator.frontmatter_keys import KNOWN, SYNONYMS, find_near
from generator.report import BuildError, Diagnostic, error, warning
from generator.text import folded

PATH_COLUMN = "path"
APPROVAL_COLUMN = "approved"
NOTE = "#"
"""What begins the name of a column that is for people alone."""
SHEET_PATH = "seeds/metadata.csv"
_REFUSED = {
    "body": "the text of a document is corrected in its content file",
    "seed": "these are notes of Microfiche's own",
    "added": "this is the day of the first conversion",
    "corrections": "they take more than a cell; write them in the content file",
    "related": "it takes more than a cell; write it in the content file",
}
_NOT_READ = frozenset([*_REFUSED, PATH_COLUMN, APPROVAL_COLUMN])
"""Columns that are no values."""
_LONGEST = 100
"""The most characters of a column's name; a longer name is a text in the wrong place."""
_MOST_SEARCHES = 200
"""Only this many unknown columns are compared with all known columns."""


class Column(Struct, frozen=True):
    """A column that is read: its index (0-based), its front-matter key, and its cells' reader."""

    index: int
    key: str
    read: ReadCell


class ColumnHead(Struct, frozen=True):
    """The first row of a sheet: the column of the paths, and the other columns that are read.

    ``approval`` is the column that says which rows count, if there is one. ``width`` counts all
    columns; ``unnamed`` are those without a name. Indexes are 0-based.
    """

    path: int
    approval: int | None
    width: int
    columns: tuple[Column, ...]
    unnamed: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_head(
    cells: Sequence[str], line: int, *, order: DateOrder, taxonomies: Collection[str]
) -> ColumnHead:
    """Return what a sheet's columns are about. Raises BuildError if none is named ``path``."""
    names = [key_of(cell, taxonomies) for cell in cells]
    if PATH_COLUMN not in names:
        found = ", ".join(f"“{cell}”" for cell in cells[:5] if cell)
        message = f"the sheet has no column “{PATH_COLUMN}”; its first row holds {found}"
        hint = "Name the column of the seeds' paths “path”; if this is a seed, rename the file."
        raise BuildError(message, code="sheet.no-path", path=SHEET_PATH, line=line, hint=hint)
    firsts: dict[str, int] = {}
    for index, name in enumerate(names):
        firsts.setdefault(name, index)
    odd = list(_check_names(cells, names, firsts, line, taxonomies))
    columns = tuple(
        Column(index, name, cell_reader(name, taxonomies, order))
        for name, index in firsts.items()
        if name and name not in _NOT_READ and name[0] != NOTE and len(name) <= _LONGEST
    )
    unnamed = tuple(index for index, name in enumerate(names) if not name)
    return ColumnHead(
        firsts[PATH_COLUMN],
        firsts.get(APPROVAL_COLUMN),
        len(names),
        columns,
        unnamed,
        tuple(odd),
    )


def can_be_column(key: str) -> bool:
    """Return whether a column of this name is read as values of that key."""
    is_plain = key == " ".join(key.split()) and 0 < len(key) <= _LONGEST
    return is_plain and key not in _NOT_READ and key[0] != NOTE


def key_of(cell: str, taxonomies: Collection[str]) -> str:
    """Return the key that a column's name means; an unknown name is a key of the owner's own."""
    plain = _plain(cell)
    named = {_plain(key): key for key in taxonomies}
    if plain in KNOWN or plain in _NOT_READ:
        return plain
    return SYNONYMS.get(plain) or named.get(plain) or " ".join(cell.split())


def _plain(name: str) -> str:
    return "_".join(folded(name).replace("-", " ").split())


def _check_names(
    cells: Sequence[str],
    names: Sequence[str],
    firsts: Mapping[str, int],
    line: int,
    taxonomies: Collection[str],
) -> Iterator[Diagnostic]:
    odd = partial(warning, path=SHEET_PATH, line=line)
    unknown = 0
    for index, (cell, name) in enumerate(zip(cells, names, strict=True)):
        first = firsts[name]
        if name in _REFUSED:
            message = f"the column “{cell}” is not read: {_REFUSED[name]}"
            yield odd("sheet.column", message, hint="Take the column out, or rename it.")
        elif len(name) > _LONGEST:
            message = f"the name of column {index + 1} is too long; it is not read"
            yield odd("sheet.column", message, hint="Take the column out, or rename it.")
        elif name and name[0] != NOTE and first != index:
            message = f"“{cells[first]}” and “{cell}” are both “{name}”; the second is not read"
            hint = "Leave one of the two columns."
            yield error("sheet.duplicate-column", message, path=SHEET_PATH, line=line, hint=hint)
        elif name and name[0] != NOTE and name not in {*KNOWN, *_NOT_READ, *taxonomies}:
            unknown += 1
            known = (*KNOWN, *taxonomies, PATH_COLUMN, APPROVAL_COLUMN)
            if unknown <= _MOST_SEARCHES and (near := find_near(_plain(cell), known)):
                hint = "Rename the column if so; an unknown one is kept as a key of your own."
                yield odd("sheet.unknown-column", f"“{cell}”: did you mean “{near}”?", hint=hint)
