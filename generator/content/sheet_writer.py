"""Write what was recognised into a sheet, for its owner to look through, correct and approve.

What is written can be read back: an approved row gives its document the values that it has.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from generator.content.cells import as_text, write_cell
from generator.content.columns import APPROVAL_COLUMN, NOTE, PATH_COLUMN, can_be_column, key_of
from generator.content.metadata_sheet import find_delimiter, find_head
from generator.dates import find_printed_dates
from generator.frontmatter import Value
from generator.frontmatter_keys import KNOWN, SHEET_NAME
from generator.languages import all_languages
from generator.report import BuildError
from generator.text.text_files import TextForm

_ALWAYS = ("title", "date", "authors", "source", "section", "language")
"""Columns that every new sheet has, for what was not recognised."""
_FILE, _SURENESS, _PRINTED, _NAMED = "#file", "#confidence", "#date as printed", "#date in the name"
_FIGURES = re.compile(
    r"(?<![0-9])(1[4-9][0-9]{2}|20[0-9]{2})[-_./]?+([01][0-9])[-_./]?+([0-3][0-9])(?![0-9])"
)
_SPACES = str.maketrans("_/", "  ")
_COMMA = frozenset("cy en he hi ja ko th zh".split())
"""Languages in whose countries spreadsheets part the cells by commas; elsewhere by semicolons."""
_UTF8_FOR_EXCEL = TextForm(mark=b"\xef\xbb\xbf", newline="\r\n")


class SheetEntry(Struct, frozen=True):
    """A document as a row shows it: its seed, its content file and the values of its front matter.

    ``confidence`` is between 0 and 1; None when none was recorded.
    """

    seed: str
    file: str
    values: Mapping[str, Value]
    confidence: float | None = None

    def note(self, column: str) -> str:
        """Return what a column for people says."""
        printed = self.values.get("date_text")
        notes = {
            _FILE: self.file,
            _SURENESS: "" if self.confidence is None else f"{self.confidence:.0%}",
            _PRINTED: printed if isinstance(printed, str) else "",
            _NAMED: date_in_name(self.seed) or "",
        }
        return notes.get(column, "")


def date_in_name(path: str) -> str | None:
    """Return the date in a seed's path, as EDTF: ``letters/19970403-anna.txt`` has 1997-04-03."""
    plain = _FIGURES.sub(r"\1-\2-\3", path.rpartition(".")[0]).translate(_SPACES)
    dates = {one.date.text for one in find_printed_dates(plain, all_languages()) if one.date}
    return dates.pop() if len(dates) == 1 else None


def new_sheet(entries: Iterable[SheetEntry], taxonomies: Collection[str], language: str) -> bytes:
    """Return a sheet with a row for each entry, none of them approved, as spreadsheets open it."""
    entries = sorted(entries, key=lambda entry: entry.seed)
    used = {key for entry in entries for key, value in entry.values.items() if _is_cell(value)}
    used |= {*_ALWAYS, *taxonomies}
    keys = dict.fromkeys((*KNOWN, *taxonomies, *sorted(used)))
    columns = [PATH_COLUMN, APPROVAL_COLUMN]
    columns += [key for key in keys if key in used and can_be_column(key) and key != "date_text"]
    columns += [_NAMED, _PRINTED, _SURENESS, _FILE]
    delimiter = "," if language.partition("-")[0] in _COMMA else ";"
    rows = [columns, *(_row(entry, columns) for entry in entries)]
    return _UTF8_FOR_EXCEL.encode(_as_csv(rows, delimiter))


def extended_sheet(
    text: str, form: TextForm, entries: Iterable[SheetEntry], taxonomies: Collection[str]
) -> bytes:
    """Return a sheet with rows added for the entries; what is there stays.

    Raises BuildError if the sheet has no column for approval: the new rows
    would count at once.
    """
    entries = sorted(entries, key=lambda entry: entry.seed)
    if not entries:
        return form.encode(text)
    columns = [key_of(name, taxonomies) for name in find_head(text)]
    if APPROVAL_COLUMN not in columns:
        raise BuildError(
            f"the sheet has no column “{APPROVAL_COLUMN}”, so new rows would count at once",
            code="sheet.no-approval",
            path=f"seeds/{SHEET_NAME}",
            hint=f"Add a column “{APPROVAL_COLUMN}” with x in each row of yours, "
            "or write a new sheet with --to FILE.",
        )
    end = "" if not text or text.endswith("\n") else "\n"
    rows = [_row(entry, columns) for entry in entries]
    return form.encode(text + end + _as_csv(rows, find_delimiter(text)))


def _as_csv(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _row(entry: SheetEntry, columns: Sequence[str]) -> list[str]:
    return [_cell(entry, column) for column in columns]


def _cell(entry: SheetEntry, column: str) -> str:
    if column == PATH_COLUMN:
        return f"./{entry.seed}" if entry.seed[0] in "# " else entry.seed
    if column.startswith(NOTE):
        return as_text(entry.note(column))
    value = entry.values.get(column)
    return write_cell(column, value) if _is_cell(value) else ""


def _is_cell(value: Value) -> bool:
    entries = value if isinstance(value, list) else [value]
    return all(isinstance(entry, str | bool) for entry in entries)
