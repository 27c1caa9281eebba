"""Read the owner's sheet, seeds/metadata.csv; change drafts by it, and check for missing rows.

The first row names the columns: ``path`` and keys of front matter. The other rows are about one
seed each. Commas, semicolons, tabs or what a first line ``sep=X`` names separate the cells. Rows
that begin with ``#`` are comments; a row that says ``complete`` promises a row for every seed. An
empty cell says nothing; ``-`` says that the seed has no such value. If there is a column
``approved``, only rows with a yes in it count.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from generator.content.cells import CellError, read_flag
from generator.content.columns import SHEET_PATH, ColumnHead, parse_head
from generator.content.draft import Draft, digest, stem_of
from generator.dates import DateOrder
from generator.frontmatter import Value
from generator.frontmatter_keys import KNOWN, SHEET_NAME
from generator.report import BuildError, Diagnostic, error, note, unreadable, warning
from generator.text import folded, printable
from generator.text.text_files import UndecodableError, decode

_COMMENT = "#"
_COMPLETE = re.compile(r"#?\s*complete", re.IGNORECASE)
_DELIMITERS = re.compile(r'"[^"]*"?|([;,\t])')
"""Matches names in quotes, and (as group 1) the signs between cells that are outside quotes."""
_NAMED_DELIMITER = re.compile(r'\s*"?sep=(.)"?[;,\t ]*\r?\n?', re.IGNORECASE)
"""The first line with which programs tell Excel the sign between the cells."""
_TO_SEEDS = re.compile(r"\A(?:\./+)*(?:seeds/+)?(?:\./+)*")
"""What may precede a path inside the seeds folder: ``./``, ``seeds/``, ``./seeds/`` …"""

_SAVE_AS_UTF8 = "Save it as UTF-8; in Excel: “CSV UTF-8 (Comma delimited)”."
_MOST_SEARCHES, _MOST_COMPARED = 20, 20_000
"""The most rows for which similar paths are looked for, and the most paths that all these searches
compare together: more would take long."""


Guess: TypeAlias = Callable[[bytes], "tuple[str, str] | None"]
"""Returns the text of a file that is not UTF-8, and the name of its encoding; None if unsure."""


class SheetRow(Struct, frozen=True):
    """What the sheet says about one seed; None marks a value that the seed is said not to have.

    ``path`` is as typed; ``line`` is the number of the line on which the row begins. A row that
    waits for approval has no values.
    """

    path: str
    line: int
    values: Mapping[str, Value]


class MetadataSheet(Struct, frozen=True):
    """The rows of a sheet, by their seed's path (as ``place_of`` returns it), and what is odd."""

    rows: Mapping[str, SheetRow] = field(default_factory=dict)
    is_complete: bool = False
    """Whether every seed should have a row."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def row_of(self, seed: str) -> SheetRow | None:
        """Return the row of a seed, by its path in the seeds folder; None if it has none."""
        return self.rows.get(place_of(seed))

    def digest_of(self, seed: str) -> str:
        """Return a digest of a seed's row, to detect changes; empty if there is no row."""
        row = self.row_of(seed)
        return digest([list(row.values), list(row.values.values())]) if row else ""


def place_of(path: str) -> str:
    """Return a seed's path for comparisons: Windows and macOS write the same path differently."""
    return unicodedata.normalize("NFC", path.replace("\\", "/"))


def load_sheet(
    seeds: Path,
    *,
    order: DateOrder = "ask",
    taxonomies: Collection[str] = (),
    guess: Guess = lambda _data: None,
) -> MetadataSheet:
    """Return the sheet of a seeds folder, or an empty one when there is no such file.

    Raises BuildError when it cannot be read as a whole: without it, values that the owner has
    corrected would be published uncorrected.
    """
    path = seeds / SHEET_NAME
    if not path.is_file():
        return MetadataSheet()
    refusal = partial(unreadable, "the sheet", path=SHEET_PATH)
    odd: tuple[Diagnostic, ...] = ()
    try:
        data = path.read_bytes()
        text = decode(data)
    except OSError as problem:
        hint = "Close it where it is open, or fix its permissions."
        raise refusal(problem, code="sheet.unreadable", hint=hint) from problem
    except UndecodableError as problem:
        guessed = guess(data)
        if guessed is None:
            raise refusal(problem, code="sheet.encoding", hint=_SAVE_AS_UTF8) from problem
        text, encoding = guessed
        odd = (_guessed(text, encoding, problem.line),)
    sheet = parse_sheet(text, order=order, taxonomies=taxonomies)
    return replace(sheet, diagnostics=(*odd, *sheet.diagnostics)) if odd else sheet


def _guessed(text: str, encoding: str, line: int) -> Diagnostic:
    """Return the warning about a sheet whose encoding had to be guessed, with a word to check."""
    words = (word for word in text.splitlines()[line - 1].split() if not word.isascii())
    message = f"the sheet is not UTF-8; it is read as {encoding}, as in “{next(words, '')[:40]}”"
    hint = f"If that is not what you typed: {_SAVE_AS_UTF8[0].lower()}{_SAVE_AS_UTF8[1:]}"
    return warning("sheet.encoding", message, path=SHEET_PATH, line=line, hint=hint)


def parse_sheet(
    text: str, *, order: DateOrder = "ask", taxonomies: Collection[str] = ()
) -> MetadataSheet:
    """Return the sheet that ``text`` holds. Raises BuildError when it is not such a table.

    ``order`` says how to read 03/04/1997; values of ``taxonomies`` are lists, as some always are.
    """
    records = [record for record in _records(text) if any(record.cells)]
    is_complete = any(record.says_complete for record in records)
    records = [record for record in records if not record.is_remark]
    if not records:
        return MetadataSheet(is_complete=is_complete)
    first, *others = records
    head = parse_head(first.cells, first.line, order=order, taxonomies=taxonomies)
    rows: dict[str, SheetRow] = {}
    odd: list[Diagnostic] = []
    waiting: list[int] = []
    for record in others:
        path = record.cell(head.path)
        place = _TO_SEEDS.sub("", place_of(path), count=1)
        if obstacle := _check_row(record, head, place, rows.get(place)):
            odd.append(obstacle)
        elif head.approval is None or _is_approved(record, head.approval, odd):
            rows[place] = SheetRow(path, record.line, dict(_read_cells(record, head, odd)))
        else:
            rows[place] = SheetRow(path, record.line, {})
            waiting.append(record.line)
    if waiting:
        message = f"{len(waiting):,} of {len(rows):,} rows wait for approval and are not read"
        hint = "Write x into the column “approved” of each row that is right."
        odd.append(note("sheet.waiting", message, path=SHEET_PATH, line=waiting[0], hint=hint))
    odd = [*head.diagnostics, *_check_unnamed(head, others), *odd]
    return MetadataSheet(rows, is_complete, tuple(odd))


def find_head(text: str) -> tuple[str, ...]:
    """Return the names of a sheet's columns; empty if it has none."""
    records = (record for record in _records(text) if any(record.cells) and not record.is_remark)
    return next((record.cells for record in records), ())


class _Record(Struct, frozen=True):
    """The cells of one row, without white space around them, and the line on which it begins."""

    line: int
    cells: tuple[str, ...]

    @property
    def says_complete(self) -> bool:
        return bool(_COMPLETE.fullmatch(self.cells[0])) and not any(self.cells[1:])

    def cell(self, index: int) -> str:
        """Return a cell, or an empty text if the row is too short."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def is_remark(self) -> bool:
        return self.cells[0].startswith(_COMMENT) or self.says_complete


def _records(text: str) -> Iterator[_Record]:
    lines = io.StringIO(text, newline="")
    start = 1
    if _NAMED_DELIMITER.match(text):
        next(lines)
        start = 2
    above = start - 1
    delimiter = find_delimiter(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        for cells in reader:
            yield _Record(start, tuple(printable(cell).strip() for cell in cells))
            start = above + reader.line_num + 1
    except csv.Error as problem:
        message, path = f"the row that begins here cannot be read as CSV: {problem}", SHEET_PATH
        hint = 'Put a cell with quotes in it in quotes and double them: "the ""old"" weir".'
        raise BuildError(
            message, code="sheet.invalid", path=path, line=start, hint=hint
        ) from problem


def find_delimiter(text: str) -> str:
    """Return the sign between the cells: the one that ``sep=`` names, else the first such sign in
    the row of names, else a comma.
    """
    if told := _NAMED_DELIMITER.match(text):
        return told[1]
    for line in io.StringIO(text, newline=""):
        name = line.strip().strip('"')
        if name and not name.startswith(_COMMENT) and not _COMPLETE.fullmatch(name.strip(';,\t"')):
            found = (match[1] for match in _DELIMITERS.finditer(line) if match[1])
            return next(found, ",")
    return ","


def _check_row(
    record: _Record, head: ColumnHead, place: str, first: SheetRow | None
) -> Diagnostic | None:
    """Return why a row is left out, if it is; ``first`` is an earlier row of the same seed."""
    odd = partial(warning, path=SHEET_PATH, line=record.line)
    if any(record.cells[head.width :]):  # values may be in the wrong columns
        message = "the row has more cells than there are columns; it is left out"
        hint = "Put a cell that holds the sign between the cells in quotes."
        return odd("sheet.too-many-cells", message, hint=hint)
    if not place:
        hint = "Write the seed's path in the column “path”, or begin the row with #."
        message = "the row names no seed; it is left out"
        return odd("sheet.row-without-path", message, hint=hint)
    if first:
        # What the first row says may be published already; a second row must not undo it.
        known = f"“{record.cell(head.path)}” has a row already, on line {first.line}"
        message, hint = f"{known}; this one is left out", "Make one row of the two."
        where = record.line
        return error("sheet.duplicate-row", message, path=SHEET_PATH, line=where, hint=hint)
    return None


def _is_approved(record: _Record, index: int, odd: list[Diagnostic]) -> bool:
    cell = record.cell(index)
    try:
        return bool(cell and read_flag(cell))
    except CellError as problem:
        message = f"“approved”: {problem.message}; the row waits"
        where, hint = record.line, problem.hint
        odd.append(warning(problem.code, message, path=SHEET_PATH, line=where, hint=hint))
        return False


def _read_cells(
    record: _Record, head: ColumnHead, odd: list[Diagnostic]
) -> Iterator[tuple[str, Value]]:
    for column in head.columns:
        cell = record.cell(column.index)
        try:
            if cell:
                yield column.key, column.read(cell)
        except CellError as problem:
            message = f"“{column.key}”: {problem.message}; the cell is left out"
            where, hint = record.line, problem.hint
            odd.append(warning(problem.code, message, path=SHEET_PATH, line=where, hint=hint))


def _check_unnamed(head: ColumnHead, records: Sequence[_Record]) -> Iterator[Diagnostic]:
    unnamed = frozenset(head.unnamed)
    filled: dict[int, int] = {}
    for record in records if unnamed else ():
        for index, cell in enumerate(record.cells):
            if cell and index in unnamed:
                filled.setdefault(index, record.line)
    for index, line in sorted(filled.items()):
        message = f"column {index + 1} has cells but no name; it is not read"
        hint = "Name the column in the first row."
        yield warning("sheet.column", message, path=SHEET_PATH, line=line, hint=hint)


# The sheet and the seeds


def apply_sheet(sheet: MetadataSheet, draft: Draft) -> Draft:
    """Return a draft in which the sheet's values outrank the recognised ones.

    They count as ours, not as edits of the content file: a later correction replaces them.
    """
    row = sheet.row_of(draft.seed_path)
    if row is None or not row.values:
        return draft
    joined = {**draft.values, **row.values}
    keys = dict.fromkeys((*(key for key in KNOWN if key in joined), *joined))
    present = {key: joined[key] for key in keys if joined[key] is not None}
    return replace(draft, values=present, stem=stem_of(present))


def check_sheet(sheet: MetadataSheet, seeds: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield warnings for rows without a seed and, if the sheet is complete, seeds without a row."""
    places = {place_of(seed) for seed in seeds}
    strays = [row for place, row in sheet.rows.items() if place not in places]
    without_row = [seed for seed in sorted(seeds) if sheet.row_of(seed) is None]
    near = _find_near(strays, without_row)
    for row in strays:
        message = f"there is no seed “{row.path}”"
        hint = near.get(row.line, "Correct the path, or take the row out.")
        yield warning("sheet.row-without-seed", message, path=SHEET_PATH, line=row.line, hint=hint)
    for seed in without_row if sheet.is_complete else ():
        message = "the sheet says that it is complete, and has no row for this seed"
        hint = f"Add a row to {SHEET_PATH}, or take out “complete”."
        yield warning("sheet.seed-without-row", message, path=f"seeds/{seed}", hint=hint)


def _find_near(strays: Sequence[SheetRow], seeds: Sequence[str]) -> Mapping[int, str]:
    """Return hints, by line, for rows whose seed may exist under another path."""
    if not strays:
        return {}
    by_name = {_name(seed): seed for seed in reversed(seeds)}
    near = {row.line: seed for row in strays if (seed := by_name.get(_name(row.path)))}
    unfound = (row for row in strays if row.line not in near)
    compared = seeds[:_MOST_COMPARED]
    searches = min(_MOST_SEARCHES, _MOST_COMPARED // max(1, len(compared)))
    for row in islice(unfound, searches):
        for seed in difflib.get_close_matches(row.path, compared, n=1):
            near[row.line] = seed
    return {line: f"Did you mean “{seed}”?" for line, seed in near.items()}


def _name(path: str) -> str:
    """Return a file's name for comparisons: without folders, extension and letter case."""
    return folded(PurePosixPath(place_of(path)).stem)
