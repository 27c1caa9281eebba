"""What a reader keeps of a document's markup, the same for every format.

A line of text has *spans*: stretches of it that are a link, emphasised, raised. It also has a
*place*: the elements around it, outermost first, by the names that HTML has for them (a list item
of a letter in another format is an ``li`` inside an ``ol``, too). Lines that are inside the same
element share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class SpanKind(StrEnum):
    """What a stretch of text is."""

    LINK = "link"
    """``value`` is the address, as written."""
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    RAISED = "raised"
    LOWERED = "lowered"
    DELETED = "deleted"
    INSERTED = "inserted"
    LANGUAGE = "language"
    """``value`` is the language tag."""
    READING = "reading"
    """``value`` is how the text is read aloud, as printed in small type above it (ruby)."""


class Span(NamedTuple):
    """A stretch of a line, from character ``start`` up to ``end``. Spans nest or lie apart."""

    start: int
    end: int
    kind: SpanKind
    value: str = ""


class Element(Struct, frozen=True):
    """An element of a document; its lines, and the elements inside it, share this object.

    ``number`` tells it from all others. ``names`` are its class, its id and the like, with the
    words that they are made of, in lower case. ``attributes`` say how its content is arranged:
    ``start``, ``type``, ``colspan`` …
    """

    number: int
    tag: str
    names: tuple[str, ...] = ()
    parent: Element | None = None
    depth: int = 0
    """The number of elements around it."""
    attributes: Mapping[str, str] = {}

    def __hash__(self) -> int:
        return self.number


class Place(Struct, frozen=True):
    """Where in its document a line is: the innermost element around all of its text."""

    element: Element
    linked: int = 0
    """How many of the line's characters are in links, without white space."""
    ids: tuple[str, ...] = ()
    """Names by which links may lead to this line."""
    is_after_rule: bool = False
    """Whether a horizontal rule divides the line from the one above."""

    @property
    def path(self) -> tuple[Element, ...]:
        """The elements around the line, outermost first."""
        found: list[Element] = []
        around: Element | None = self.element
        while around is not None:
            found.append(around)
            around = around.parent
        return tuple(reversed(found))


class PictureFile(Struct, frozen=True):
    """A picture as a document refers to it; addresses are as written there."""

    address: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    larger: str = ""
    """The address of the same picture in full size, to which it is a link; may be empty."""
