"""Tables: rows of a text whose cells stand below one another.

A renderer leaves of a table what is between its cells: tabs, bars, or so much space that the
columns line up. Rows count as a table only where every one has as many cells as the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

_BETWEEN = re.compile(r"\t|[ ]{2,}(?:\|[ ]+)?|[ ]\|[ ]+")
_BARS = "| \t"
_FIGURE = re.compile(r"\d")
_FEWEST_ROWS, _MOST_CELLS = 2, 20
_FEWEST_BY_SPACE = 3
"""Rows of which nothing but space tells that they are some: verse has gaps in its lines, too."""


class Cell(NamedTuple):
    """The words of a cell, and where in its line they begin and end."""

    text: str
    start: int
    end: int


def split_row(line: str) -> tuple[Cell, ...]:
    """Return the cells of a line; a single one where nothing divides it."""
    start = len(line) - len(line.lstrip(_BARS))
    end = len(line.rstrip(_BARS))
    cells: list[Cell] = []
    for gap in _BETWEEN.finditer(line, start, end):
        cells.append(_cell(line, start, gap.start()))
        start = gap.end()
    return (*cells, _cell(line, start, end))


def _cell(line: str, start: int, end: int) -> Cell:
    return Cell(line[start:end].strip(" "), start, end)


def find_tables(lines: Sequence[str]) -> Iterator[range]:
    """Yield where tables stand among lines that no blank line divides."""
    rows = [split_row(line) for line in lines]
    start = 0
    for count, run in groupby(rows, key=len):
        table = list(run)
        if 1 < count <= _MOST_CELLS and _is_table(table, lines[start : start + len(table)]):
            yield range(start, start + len(table))
        start += len(table)


def _is_table(rows: Sequence[tuple[Cell, ...]], lines: Sequence[str]) -> bool:
    if len(rows) < _FEWEST_ROWS:
        return False
    if all("\t" in line for line in lines) or all("|" in line for line in lines):
        return True
    columns = list(zip(*rows, strict=True))[1:]
    return len(rows) >= _FEWEST_BY_SPACE and all(map(_is_straight, columns))


def _is_straight(column: Sequence[Cell]) -> bool:
    """Say whether the cells of a column begin, or end, below one another."""
    return len({cell.start for cell in column}) == 1 or len({cell.end for cell in column}) == 1


def has_head(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row names the columns: it has no figures, all others have some."""
    first, *others = rows
    figures = [any(map(_FIGURE.search, row)) for row in others]
    return bool(others) and all(figures) and not any(map(_FIGURE.search, first)) and all(first)
