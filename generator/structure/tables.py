"""Find tables: consecutive rows of text whose cells line up.

A renderer keeps what divides the cells of a table: tabs, bars, or enough space to align the
columns. Rows count as a table only if all have the same number of cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

_BETWEEN = re.compile(r"\t|[ ]{2,}(?:\|[ ]+)?|[ ]\|[ ]+")
"""What divides two cells: a tab, two or more spaces, or a bar between spaces."""
_BARS = "| \t"
_FIGURE = re.compile(r"\d")
_FEWEST_ROWS, _MOST_CELLS = 2, 20
_FEWEST_BY_SPACE = 3
"""Fewest rows of a table whose cells only spaces divide: lines of verse may have gaps, too."""


class Cell(NamedTuple):
    """The text of a cell, and where in its line the cell begins and ends."""

    text: str
    start: int
    end: int


def split_row(line: str) -> tuple[Cell, ...]:
    """Return the cells of a line; a single cell if nothing divides it."""
    start = len(line) - len(line.lstrip(_BARS))
    end = len(line.rstrip(_BARS))
    gaps = list(_BETWEEN.finditer(line, start, end))
    starts = (start, *(gap.end() for gap in gaps))
    ends = (*(gap.start() for gap in gaps), end)
    return tuple(Cell(line[a:b].strip(" "), a, b) for a, b in zip(starts, ends, strict=True))


def find_tables(lines: Sequence[str]) -> Iterator[range]:
    """Yield the ranges of lines that are tables; ``lines`` must contain no blank line."""
    rows = [split_row(line) for line in lines]
    start = 0
    for count, run in groupby(rows, key=len):
        table = list(run)
        end = start + len(table)
        if 1 < count <= _MOST_CELLS and _is_table(table, lines[start:end]):
            yield range(start, end)
        start = end


def _is_table(rows: Sequence[tuple[Cell, ...]], lines: Sequence[str]) -> bool:
    if len(rows) < _FEWEST_ROWS:
        return False
    if all("\t" in line for line in lines) or all("|" in line for line in lines):
        return True
    columns = list(zip(*rows, strict=True))[1:]
    return len(rows) >= _FEWEST_BY_SPACE and all(
        len({cell.start for cell in column}) == 1 or len({cell.end for cell in column}) == 1
        for column in columns
    )


def has_head(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row names the columns: it is unlike all others.

    It has no figures, and each of the others has some; or what it calls a column begins with a
    letter, and everything below with a figure.
    """
    in_head, *in_others = (any(map(_FIGURE.search, row)) for row in rows)
    if not in_others or not rows[0][-1]:
        return False
    if all(in_others) and not in_head and all(rows[0]):
        return True
    columns = list(zip(*rows, strict=True))
    kinds = [(_begin(head), {_begin(cell) for cell in below if cell}) for head, *below in columns]
    is_unlike = [head == "letter" and below == {"figure"} for head, below in kinds]
    return any(is_unlike) and not any(head == "figure" for head, _ in kinds)


def _begin(cell: str) -> str:
    return "letter" if cell[:1].isalpha() else "figure" if _FIGURE.match(cell) else "sign"
