"""Gather the text of a page into lines, one per block, without knowing about parsers.

Pages that cost too much to parse are read here as well: all their words, divided at tags, and
little else. A tag ends at the next angle bracket, even a quoted one, so that one pass is enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from msgspec import Struct, field

from generator.model import Element, Line, Mark, PictureFile, Place, Span, SpanKind
from generator.readers.decoding import refuse_long_line, refuse_many_lines
from generator.text.markup import as_written

SILENT = frozenset({"script", "style", "template", "svg", "head"})
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "iframe legend li listing main marquee menu nav noframes noscript object ol optgroup option p "
    "plaintext pre search section select summary table tbody td textarea tfoot th thead tr ul "
    "xmp".split()
)
_TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>?|[!?/][^<>]*>?)")
"""The start of a comment, a tag (slash, name, attributes) or a declaration."""
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_COMMENT_END = re.compile("--!?>")
_SILENT = SILENT - {"head"} | {"title"}
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(_SILENT)}
_BEYOND_UNICODE = re.compile(r"&#0*(?:[1-9][0-9]{7,}|[xX]0*[1-9a-fA-F][0-9a-fA-F]{6,});?")
"""Character references that are no characters; ``html.unescape`` fails on the longest."""
_SPACES = " \t\n\f\r"
_CLOSING = ",.;:!?)]"
_NOTE = re.compile(r"\d{1,4}")
_IN_BRACKETS = re.compile(r"\[(\d{1,4})\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class _OpenSpan(Struct):
    kind: SpanKind
    value: str
    start: int | None = None
    """Where its first word in the present block begins; None before that word."""


class LineGatherer(Struct):
    """The lines finished so far, and the block being gathered.

    A block is divided from the one before by ``blanks`` blank lines: by none where only a single
    line break divides the two.
    """

    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    spans: list[_OpenSpan] = field(default_factory=list)
    """The elements open now that are spans, outermost first."""
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _linked: int = 0
    _is_spaced: bool = False
    """Whether white space precedes the next word."""
    _is_printed: bool = False
    """Whether the block's white space is kept as it is."""
    _found: list[Span] = field(default_factory=list)
    _element: Element | None = None
    """The innermost element around all text of the block; None if nothing is known of elements."""
    _ids: list[str] = field(default_factory=list)
    _pictures: list[Line] = field(default_factory=list)
    """Pictures without a text, which wait for the end of the block that they are in."""
    _is_behind_picture: bool = False
    """Whether a picture was between the last word and the next, and waits."""
    _is_below_picture: bool = False
    """Whether nothing has come since a picture that is a line of its own."""
    _blanks: int = 0
    _is_after_rule: bool = False

    @property
    def is_in_line(self) -> bool:
        """Whether words of the same line come before what is added now."""
        return self._length > 0

    @property
    def link(self) -> str:
        """The address of the link that is open; empty if none is."""
        return next((one.value for one in reversed(self.spans) if one.kind is SpanKind.LINK), "")

    # What is inside a block

    def add(
        self, text: str, element: Element | None, *, is_link: bool, is_preformatted: bool = False
    ) -> None:
        """Add text; if it is preformatted, its white space stays, and line breaks end blocks."""
        text = as_written(text)
        if is_preformatted:
            for at, line in enumerate(text.split("\n")):
                if at and self._length:
                    self.end_line()
                elif at:
                    self._blanks += 1
                if line:
                    self._append(line, element, is_link=is_link)
                    self._is_printed = True
            return
        words = text.split()
        if not words:
            self._is_spaced = self._is_spaced or bool(text)
            return
        self._is_spaced = self._is_spaced or text[0].isspace()
        self._append(" ".join(words), element, is_link=is_link)
        self._is_spaced = text[-1].isspace()

    def _append(self, text: str, element: Element | None, *, is_link: bool) -> None:
        if self._is_behind_picture:
            self._is_spaced = text[0] not in _CLOSING and (self._is_spaced or text[0].isalnum())
            self._is_behind_picture = False
        if self._is_spaced and self._length:
            self._parts.append(" ")
            self._length += 1
        self._is_spaced = False
        if self._element is None or not self._length:
            self._element = element
        elif element is not self._element:
            self._element = _innermost(self._element, element)
        for span in self.spans:
            if span.start is None:
                span.start = self._length
        self._parts.append(text)
        self._length += len(text)
        if is_link:
            self._linked += len("".join(text.split()))

    def add_raised(self, text: str, element: Element | None, *, is_note: bool) -> bool:
        """Add raised figures so that they are not taken for figures of what they stand at.

        Returns False if the text is anything else, and was not added.
        """
        if bracketed := _IN_BRACKETS.fullmatch(text):
            text, is_note = bracketed[1], True
        if not _NOTE.fullmatch(text):
            return False
        self._append(f"[{text}]" if is_note else text.translate(_RAISED), element, is_link=False)
        return True

    def add_lowered(self, text: str, element: Element | None) -> bool:
        """Add lowered figures; returns False if the text is anything else, and was not added."""
        if not _NOTE.fullmatch(text):
            return False
        self._append(text.translate(_LOWERED), element, is_link=False)
        return True

    def add_id(self, name: str) -> None:
        """Note the name of the place where the next word is, or the word before in the block."""
        self._ids.append(name)

    def open_span(self, kind: SpanKind, value: str = "") -> None:
        self.spans.append(_OpenSpan(kind, value))

    def close_span(self) -> None:
        self._end_span(self.spans.pop())

    def _end_span(self, span: _OpenSpan) -> None:
        if span.start is not None and span.start < self._length:
            self._found.append(Span(span.start, self._length, span.kind, span.value))
        span.start = None

    # Between blocks

    def end_line(self) -> None:
        """End the block by a line break: a second one in a row makes a blank line."""
        if self._length or self._pictures or self._is_below_picture:
            self.close()
            self._blanks = 0
        else:
            self._blanks = 1
        self._is_below_picture = False

    def close(self) -> None:
        """End the block; raises UnreadableSeed if there are too many lines."""
        for span in self.spans:
            self._end_span(span)
        text = "".join(self._parts)
        if self._is_printed:
            text = text.rstrip()
        if text.strip():
            spans = _nested(self._found)
            place = None
            if self._element is not None:
                ids = tuple(self._ids)
                place = Place(self._element, self._linked, ids, self._is_after_rule)
            self._put(Line(0, text, self._mark_of(text), spans, place))
            self._ids.clear()
            self._is_after_rule = False
        self._parts.clear()
        self._found.clear()
        self._length = self._linked = 0
        self._is_spaced = self._is_printed = False
        self._is_below_picture = self._is_behind_picture = False
        self._blanks = max(self._blanks, 1)
        pictures, self._pictures = self._pictures, []
        for picture in pictures:
            self._put(picture)

    def add_rule(self) -> None:
        self.close()
        self._is_after_rule = True

    def add_picture(self, picture: PictureFile, element: Element | None) -> None:
        """Add a picture; its alternative text is a line of its own.

        In the middle of a line, it waits until the line ends.
        """
        alt = " ".join(as_written(picture.alt).split())
        mark = Mark.ASIDE if Mark.ASIDE in self.marks else Mark.IMAGE
        place = Place(element) if element else None
        line = Line(0, alt, mark, place=place, picture=picture if picture.address else None)
        if alt and not self._length:
            self.close()
            self._put(line)
            self._blanks = 1
            self._is_below_picture = True
        elif alt or picture.address:
            self._pictures.append(line)
            self._is_behind_picture = self._length > 0

    def _mark_of(self, text: str) -> Mark | None:
        if Mark.ASIDE in self.marks:
            return Mark.ASIDE
        mark = self.marks[-1] if self.marks else None
        if mark is not Mark.HEADING and self._linked >= len(text.replace(" ", "")) * 0.9:
            return Mark.LINKS
        return mark

    def _put(self, line: Line) -> None:
        for _ in range(self._blanks if self.lines else 0):
            self.lines.append(Line(len(self.lines) + 1, ""))
        refuse_long_line(line.text, len(self.lines) + 1)
        self.lines.append(
            Line(len(self.lines) + 1, line.text, line.mark, line.spans, line.place, line.picture)
        )
        self._blanks = 1
        refuse_many_lines(len(self.lines))

    def finish(self) -> tuple[Line, ...]:
        """Return the lines; raises UnreadableSeed if they are too many or one is too long."""
        self.close()
        return tuple(self.lines) or (Line(1, ""),)


def _nested(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, the outer before the inner; those of one kind that touch are one."""
    found: list[Span] = []
    # A span that is closed later is around those that were closed before.
    later = sorted(enumerate(spans), key=lambda one: (one[1].start, -one[1].end, -one[0]))
    for _, span in later:
        same = next((at for at in range(len(found) - 1, -1, -1) if _is_same(found[at], span)), None)
        if same is None:
            found.append(span)
        elif found[same].end < span.end:
            found[same] = found[same]._replace(end=span.end)
    return tuple(found)


def _is_same(one: Span, other: Span) -> bool:
    """Return whether two spans say the same of a stretch, or of two that touch."""
    return (one.kind, one.value) == (other.kind, other.value) and other.start <= one.end


def _innermost(one: Element, other: Element | None) -> Element | None:
    """Return the innermost element that has both elements inside it, or is one of them."""
    around: Element | None = one
    while around is not other and around is not None and other is not None:
        if around.depth >= other.depth:
            around = around.parent
        else:
            other = other.parent
    return around


def read_tags(markup: str) -> tuple[Line, ...]:
    """Return the lines of a page; raises UnreadableSeed if they are too many or too long."""
    lines = LineGatherer()
    position, is_preformatted = 0, False

    def add(text: str) -> None:
        lines.add(_unescaped(text), None, is_link=False, is_preformatted=is_preformatted)

    while tag := _TAG.search(markup, position):
        add(markup[position : tag.start()])
        name = (tag[2] or "").lower()
        position = _end_of(tag, name)
        if name == "pre":
            is_preformatted = not tag[1]
        if name == "img" and (alt := _ALT.search(tag[3])):
            lines.add_picture(PictureFile("", _unescaped(alt[1] or alt[2] or "")), None)
        elif name == "br":
            lines.end_line()
        elif name in BLOCKS:
            lines.close()
    add(markup[position:])
    return lines.finish()


def _end_of(tag: re.Match[str], name: str) -> int:
    """Return where text begins again: after the tag, or after what browsers do not show."""
    if name and (tag[1] or name not in _SILENT):
        return tag.end()
    if name:
        end = _ENDS[name].search(tag.string, tag.end())
        return end.start() if end else len(tag.string)
    if tag[0] != "<!--":
        return tag.end()
    end = _COMMENT_END.search(tag.string, tag.start() + 2)
    return end.end() if end else len(tag.string)


def _unescaped(text: str) -> str:
    return unescape(_BEYOND_UNICODE.sub("\ufffd", text)) if "&" in text else text
