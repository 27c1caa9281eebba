"""Read the lists of Microsoft Word, which saves an item as a paragraph that begins with its mark.

The mark, such as “1.” or a bullet in a font of signs, is in a span of its own or between comments
for programs that cannot number lists themselves. The style of the paragraph names the level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field
from selectolax.lexbor import LexborNode

from generator.model import Element

_LIST = re.compile(r"mso-list\s*:\s*+(\S+)\s++level(\d)\s*+(\S*+)", re.IGNORECASE)
_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_MARK_BEGINS, _MARK_ENDS = "[if !supportlists]", "[endif]"
_NUMBERED = re.compile(
    r"\(?(?:(?P<figure>\d{1,5})|(?P<letters>[a-z]{1,6}|[A-Z]{1,6})(?=[.)]))[.)]?"
)
_SIGN = re.compile(r"[A-Za-zØü]|[\W_]{1,2}")
"""A bullet. In fonts of signs, letters are bullets, too."""
_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MOST_NODES = 12
"""Nodes at the beginning of a paragraph that are searched for a mark."""


class WordItem(NamedTuple):
    """A paragraph that is an item of a list: what its mark says, and the nodes of the mark."""

    level: int
    name: str
    """Distinguishes lists from one another."""
    letters: str
    number: int | None
    """None after a bullet or a letter."""
    marks: frozenset[int]


def has_word_lists(markup: str) -> bool:
    return "mso-list" in markup or "supportLists" in markup


def read_word_item(paragraph: LexborNode) -> WordItem | None:
    """Return what the mark of a paragraph says; None if it has none, or one that is text."""
    marks = _find_mark(paragraph)
    text = "".join(node.text() for node in marks).strip()
    is_numbered, is_sign = _NUMBERED.fullmatch(text), _SIGN.fullmatch(text)
    if not (is_numbered or is_sign):
        return None
    style = _LIST.search(paragraph.attributes.get("style") or "")
    return WordItem(
        level=max(1, int(style[2])) if style else 1,
        name=f"{style[1]} {style[3]}" if style else "",
        letters=(is_numbered["letters"] or "") if is_numbered else "",
        number=int(is_numbered["figure"]) if is_numbered and is_numbered["figure"] else None,
        marks=frozenset(node.mem_id for node in marks),
    )


def _find_mark(paragraph: LexborNode) -> list[LexborNode]:
    """Return the nodes of a mark; none where other words come first."""
    node, inside = paragraph.child, False
    found: list[LexborNode] = []
    for _ in range(_MOST_NODES):
        if node is None:
            break
        comment = (node.comment_content or "").strip().lower() if node.tag == "-comment" else None
        if comment == _MARK_BEGINS:
            inside = True
        elif comment == _MARK_ENDS and inside:
            return found
        elif _MARK.search(node.attributes.get("style") or ""):
            return [node]
        elif inside:
            found.append(node)
        elif node.child is not None:
            node = node.child
            continue
        elif comment is None and node.text().strip():
            break
        node = node.next
    return []


class _OpenList(Struct):
    element: Element
    item: Element
    level: int
    name: str
    style: str
    number: int | None


class WordLists(Struct):
    """The lists that are open, outermost first; their items are inside the same element."""

    inside: Element | None = None
    open: list[_OpenList] = field(default_factory=list)

    def end(self, inside: Element) -> None:
        """End the lists in an element, in which a paragraph follows that is not an item."""
        if inside is self.inside:
            self.open.clear()

    def place(
        self,
        item: WordItem,
        inside: Element,
        names: tuple[str, ...],
        make: Callable[[Element, str, tuple[str, ...], Mapping[str, str]], Element],
    ) -> Element:
        """Return the element of an item; ``make`` makes one that is inside another."""
        if inside is not self.inside:
            self.open.clear()
            self.inside = inside
        while self.open and self.open[-1].level > item.level:
            self.open.pop()
        last = self.open[-1] if self.open and self.open[-1].level == item.level else None
        style, number = _numbering(item, last)
        if last and (last.name, last.style) != (item.name, style):
            self.open.pop()
            last = None
        if last is None:
            around = self.open[-1].item if self.open else inside
            of_list = {"type": style} if style else {}
            element = make(around, "ol" if style else "ul", (), of_list)
            last = _OpenList(element, element, item.level, item.name, style, number)
            self.open.append(last)
        last.item = make(last.element, "li", names, {"number": str(number)} if number else {})
        last.number = number
        return last.item


def _numbering(item: WordItem, last: _OpenList | None) -> tuple[str, int | None]:
    """Return the style, as HTML has it, and the number of an item; "" and None after a bullet."""
    if item.number is not None:
        return "1", item.number
    if not item.letters:
        return "", None
    letters = item.letters.lower()
    ways = {"i": _roman(letters), "a": ord(letters) - ord("a") + 1 if len(letters) == 1 else 0}
    known = last.style.lower() if last else ""
    first = known if known in ways else "i" if letters == "i" or len(letters) > 1 else "a"
    way = first if ways[first] else "a" if first == "i" else "i"
    return way if item.letters.islower() else way.upper(), ways[way] or None


def _roman(letters: str) -> int:
    """Return the number of a Roman numeral up to 399; 0 if the letters are none."""
    values = [_NUMERALS.get(letter, 0) for letter in letters]
    if not all(values):
        return 0
    return values[-1] + sum(-a if a < b else a for a, b in pairwise(values))
