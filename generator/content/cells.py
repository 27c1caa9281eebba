"""Read cells of the owner's sheet as values of front matter, by the key of their column.

Lists, dates and yes or no are read as people and spreadsheets write them. Nothing is guessed: an
unclear cell raises CellError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial
from typing import TypeAlias

from generator.dates import AmbiguousDateError, DateOrder, read_typed_date
from generator.frontmatter import Value
from generator.frontmatter_keys import FLAGS, KNOWN, LISTS
from generator.text.text_files import with_plain_line_ends

ReadCell: TypeAlias = Callable[[str], Value]

_DATES = frozenset(["date", "updated"])
_NONE = frozenset(["-", "–", "—"])
"""Cells that mean “no value”; spreadsheets turn short dashes into long ones."""
_YES = frozenset(["true", "yes", "y", "1", "x"])
_NO = frozenset(["false", "no", "n", "0"])
_FORMULA = re.compile(r"'*+[=+@-]")
"""What begins a formula in a spreadsheet, behind the apostrophes that say that it is none."""
_SEPARATOR = re.compile(r"[;|]")
"""Never the comma, which names may contain."""
_LONGEST_DATE = 200
"""The most characters of a cell that is quoted in full."""
_HINT = "Write it as EDTF, in a column formatted as text: 2001, 2001-10, 2001-10-03, 1914/1918."
_ORDER_HINT = " Or set date_order in site.yaml to dmy or mdy, if all dates follow one order."


class CellError(ValueError):
    """A cell's text is not valid in its column; ``code`` is the code of its diagnostic."""

    def __init__(self, message: str, *, code: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.code, self.hint = message, code, hint


def cell_reader(key: str, taxonomies: Collection[str], order: DateOrder) -> ReadCell:
    """Return the function that reads the cells below ``key``; it may raise CellError."""
    if key in _DATES:
        return partial(_read_date, order=order)
    if key == "embargo":
        return partial(_read_embargo, order=order)
    if key in FLAGS:
        return read_flag
    if key in LISTS or key == "redact" or (key in taxonomies and key not in KNOWN):
        return _read_list
    return _read_line if key in KNOWN else _read_note


def write_cell(key: str, value: Value) -> str:
    """Return the cell below ``key`` that is read as this value; empty if there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        entries = [entry for entry in value if isinstance(entry, str)]
        is_clear = not any(_SEPARATOR.search(entry) for entry in entries)
        return as_text("; ".join(entries)) if is_clear else ""
    if not isinstance(value, str):
        return ""
    # Spreadsheets make a day of this century of “2001-10”, unless it is a text.
    return f"'{value}" if key in _DATES else as_text(value)


def as_text(cell: str) -> str:
    """Return a cell that a spreadsheet takes for a text, even where it would see a formula in it.

    An apostrophe in front says so, as it does when typed into Excel; reading drops it.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _read_line(cell: str) -> str | None:
    return None if cell in _NONE else " ".join(_unquoted(cell).split())


def _unquoted(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def _read_note(cell: str) -> str | None:
    """Return the value for one of the owner's own keys; its line breaks are preserved."""
    return None if cell in _NONE else with_plain_line_ends(_unquoted(cell))


def _read_list(cell: str) -> list[str]:
    entries = (" ".join(entry.split()) for entry in _SEPARATOR.split(_unquoted(cell)))
    return [entry for entry in dict.fromkeys(entries) if entry and entry not in _NONE]


def read_flag(cell: str) -> bool | None:
    """Return what a cell of yes or no says; None for a dash. Raises CellError for other texts."""
    if cell in _NONE:
        return None
    if cell.casefold() in _YES | _NO:
        return cell.casefold() in _YES
    raise CellError(
        f"“{_quoted(cell)}” is neither yes nor no", code="sheet.flag", hint="Write true or false."
    )


def _quoted(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_DATE else f"{cell[:_LONGEST_DATE]}…"


def _read_embargo(cell: str, order: DateOrder) -> str | None:
    """Return a date as EDTF; None for a dash; any other text as it is, for it keeps back, too."""
    try:
        return _read_date(cell, order)
    except CellError:
        return _read_line(cell)


def _read_date(cell: str, order: DateOrder) -> str | None:
    """Return a date as EDTF; None for a dash. Raises CellError for any other text."""
    if cell in _NONE:
        return None
    try:
        return read_typed_date(cell.strip().removeprefix("'"), order).text
    except AmbiguousDateError as problem:
        raise CellError(str(problem), code="sheet.date", hint=_HINT + _ORDER_HINT) from problem
    except ValueError as problem:
        raise CellError(str(problem), code="sheet.date", hint=_HINT) from problem
