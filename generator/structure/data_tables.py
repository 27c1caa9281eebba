"""Find the tables that have data in rows and columns, unlike those that arrange a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from msgspec import Struct

from generator.model import Element, Line

_LONGEST_CELL, _USUAL_CELL = 60, 12
"""Words of the longest cell, and of most cells, in a table that is not said to be one."""


def table_of(around: Sequence[Element], element: Element) -> Element | None:
    """Return the innermost table around an element of a path, which may be the element itself."""
    tables = [one for one in around[: around.index(element) + 1] if one.tag == "table"]
    return tables[-1] if tables else None


class _Grid(Struct):
    cells: dict[tuple[str, str], int] = {}
    """The number of words in each cell that has any, by row and column."""
    linked: int = 0
    letters: int = 0
    is_nested: bool = False
    is_named: bool = False
    """Whether it has a caption, a head, or lines around its cells."""


def find_data_tables(lines: Sequence[Line]) -> frozenset[Element]:
    """Return the tables that have data in rows and columns, unlike those that arrange a page."""
    grids: dict[Element, _Grid] = {}
    for line in lines:
        if line.place is None or line.is_blank:
            continue
        tables = [one for one in line.place.path if one.tag == "table"]
        for outer in tables[:-1]:
            grids.setdefault(outer, _Grid()).is_nested = True
        if not tables:
            continue
        grid = grids.setdefault(tables[-1], _Grid())
        inside = line.place.path[line.place.path.index(tables[-1]) :]
        grid.is_named |= tables[-1].attributes.get("border", "0") not in ("0", "")
        for one in inside:
            grid.is_named |= one.tag in ("th", "caption", "thead")
            if one.tag in ("td", "th"):
                cell = one.attributes.get("row", ""), one.attributes.get("column", "")
                grid.cells[cell] = grid.cells.get(cell, 0) + len(line.text.split())
        grid.linked += line.place.linked
        grid.letters += len(line.text)
    return frozenset(
        table
        for table, grid in grids.items()
        if table.attributes.get("role") not in ("presentation", "none") and _has_data(grid)
    )


def _has_data(grid: _Grid) -> bool:
    if grid.is_nested or not grid.cells:
        return False
    rows = Counter(row for row, _ in grid.cells)
    columns = {column for _, column in grid.cells}
    full = sum(number > 1 for number in rows.values())
    if len(rows) < 2 or len(columns) < 2 or max(grid.cells.values()) > 4 * _LONGEST_CELL:
        return False
    if grid.is_named:
        return full >= 1 and median(grid.cells.values()) <= 2 * _USUAL_CELL
    return (
        full >= 2
        and full * 5 >= len(rows) * 3
        and max(grid.cells.values()) <= _LONGEST_CELL
        and median(grid.cells.values()) <= _USUAL_CELL
        and grid.linked * 2 < grid.letters
    )
