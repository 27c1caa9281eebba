"""Read what the attributes of elements say: names, numbers of items, places of cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field
from selectolax.lexbor import LexborNode

from generator.readers.html_lines import BLOCKS
from generator.text.markup import as_written

_NAME = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ARRANGING = frozenset(
    "border colspan itemprop reversed role rowspan scope start type value".split()
)
"""Attributes that say how content is arranged."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NAME_CHARACTERS, _MOST_NAMES = 200, 24
"""How much of an element's names is read."""
_LONGEST_HEADLINE = 200
_MOST_BESIDE = 20
_WHOLE = re.compile(r"\s*\d{1,9}")
_NUMBERINGS = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_NUMBERING = re.compile(rf"list-style(?:-type)?\s*:\s*({'|'.join(_NUMBERINGS)})", re.IGNORECASE)
_WIDEST_CELL = 100
"""Most columns or rows that a cell is believed to span."""
_LAST_ROWS = 1_000_000
"""Added to the numbers of the rows at the foot of a table."""
MOST_ITEMS = 1_000_000


class TableGrid(Struct):
    """The part of a table that has been read: which cells reach into the rows to come."""

    row: int = -1
    column: int = 0
    reach: list[int] = field(default_factory=list)
    """For each column, the first row that is free."""

    def begin_row(self) -> None:
        self.row += 1
        self.column = 0

    def place(self, arranging: Mapping[str, str], *, is_foot: bool) -> dict[str, str]:
        """Return the row and the column of the next cell, and how many columns it is ``across``.

        ``is_foot`` means that it is shown last, wherever it is written.
        """
        across = number_in(arranging, "colspan", 1, _WIDEST_CELL)
        down = number_in(arranging, "rowspan", 1, _WIDEST_CELL)
        while self.column < len(self.reach) and self.reach[self.column] > self.row:
            self.column += 1
        first = self.column
        self.column += across
        self.reach += [0] * (self.column - len(self.reach))
        self.reach[first : self.column] = [self.row + down] * across
        row = max(0, self.row) + (_LAST_ROWS if is_foot else 0)
        return {"row": str(row), "column": str(first), "across": str(across)}


def arranging_of(tag: str, attributes: Mapping[str, str | None]) -> dict[str, str]:
    """Return the attributes that say how the content of an element is arranged."""
    style = _NUMBERING.search(attributes.get("style") or "") if tag == "ol" else None
    given = {"type": _NUMBERINGS[style[1].lower()]} if style else {}
    return given | {
        name: value or ""
        for name, value in attributes.items()
        if name in _ARRANGING and not (name == "type" and tag not in ("ol", "ul", "li"))
    }


def names_of(attributes: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return what the attributes call an element: its class, id, role and the like."""
    get = attributes.get
    named = f"{get('class') or ''} {get('id') or ''}"
    found = _names_in(named[:_NAME_CHARACTERS]) if len(named) > 1 else ()
    for key in ("role", "itemprop"):
        if value := get(key):
            found += (f"{key}={value[:_NAME_CHARACTERS].lower()}",)
    if "hidden" in attributes or get("aria-hidden") == "true" or _HIDDEN.search(get("style") or ""):
        found += ("hidden=",)
    return found


def number_in(attributes: Mapping[str, str], name: str, default: int, most: int) -> int:
    """Return the number in an attribute; ``default`` if there is none that makes sense."""
    found = _WHOLE.match(attributes.get(name, ""))
    return int(found[0]) if found and 0 < int(found[0]) <= most else default


def count_items(node: LexborNode) -> int:
    return max(1, sum(child.tag == "li" for child in node.iter()))


@lru_cache(maxsize=4_096)
def _names_in(named: str) -> tuple[str, ...]:
    """Return names without their digits, and the words that they are made of."""
    found: dict[str, None] = {}
    for name in named.split():
        words = [word.lower() for part in _HUMP.split(name) for word in _NAME.findall(part)]
        found |= dict.fromkeys(("-".join(words), *words) if words else ())
    return tuple(found)[:_MOST_NAMES]


def is_short_block(node: LexborNode) -> bool:
    """Return whether an element in bold or large type is a block of its own of three lines at most.

    Its line breaks are those of a headline.
    """
    if not 0 < len(node.css("br")) <= 2 or len("".join(node.text().split())) > _LONGEST_HEADLINE:
        return False
    return _is_blank_beside(node.prev, "prev") and _is_blank_beside(node.next, "next")


def _is_blank_beside(node: LexborNode | None, way: str) -> bool:
    """Return whether there are no words this way up to the end of the line."""
    for _ in range(_MOST_BESIDE):
        if node is None or node.tag == "br" or node.tag in BLOCKS:
            return True
        if node.text().strip():
            return False
        node = getattr(node, way)
    return False


def reading_of(ruby: LexborNode) -> str:
    return "".join(as_written(part.text()).strip() for part in ruby.css("rt"))
