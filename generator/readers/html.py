"""Read saved HTML as one line per block of the page, with what the markup says about the block.

Scripts, styles, drawings and comments are dropped. All other text becomes lines, even navigation,
so that what is set aside can be seen. A blank line separates blocks, except where a single line
break divides them. A line knows its links, emphasis and the like as spans, and the elements around
it as its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model import Element, Mark, SourceText, SpanKind, Stated
from generator.readers.decoding import decode, refuse_wordless
from generator.readers.html_elements import (
    MOST_ITEMS,
    TableGrid,
    arranging_of,
    count_items,
    is_short_block,
    names_of,
    number_in,
    reading_of,
)
from generator.readers.html_inlined import open_shadows, without_data
from generator.readers.html_lines import BLOCKS, SILENT, LineGatherer, read_tags
from generator.readers.html_pictures import HeldPictures, find_variables, is_ornament
from generator.readers.stated import read_stated
from generator.readers.visual_hebrew import in_reading_order, is_visual
from generator.readers.word_lists import WordLists, has_word_lists, read_word_item
from generator.text.markup import RENAMED, as_written, parse

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MARKS = {
    **dict.fromkeys(_HEADINGS, Mark.HEADING),
    "li": Mark.LIST_ITEM,
    **dict.fromkeys(("figcaption", "caption"), Mark.CAPTION),
    **dict.fromkeys(("nav", "header", "footer", "aside", "select"), Mark.ASIDE),
    "blockquote": Mark.QUOTE,
}
_SPANS = {
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), SpanKind.EMPHASIS),
    **dict.fromkeys(("b", "strong"), SpanKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), SpanKind.CODE),
    **dict.fromkeys(("del", "s", "strike"), SpanKind.DELETED),
    "ins": SpanKind.INSERTED,
    "sup": SpanKind.RAISED,
    "sub": SpanKind.LOWERED,
}
_PRINTED = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})
"""Elements whose white space counts."""
_WITHOUT_TEXT = frozenset({"wbr", "input", "rt", "rp"})
"""Elements that add no words; how a word is read aloud is noted with the word."""
_BOLD = frozenset({"b", "big", "font", "strong"})
_CAPTION_NAMES = frozenset({"caption", "cutline"})
_HEAD = 20_000
"""Characters searched for the stated values of a page that costs too much to parse."""
_DEEPEST_FRAMES = 3
_DEEPEST = 60
"""Elements that are deeper inside others are not told apart."""
_LONGEST_SMILEY = 8
"""Characters that make up one pictograph or smiley, at most."""
_TO_HERE = re.compile(r"""\bhref\s*+=\s*+["']?+\s*+#([^"'\s>]++)""", re.IGNORECASE)
"""A link to a place in the page."""
_ANCHOR = re.compile(r"(?!_?top$)\S[^\n]{0,60}", re.IGNORECASE)
_HEADING_ID = re.compile(r"(?!(?:content|main|top)$)[A-Za-z][\w.-]{0,60}", re.IGNORECASE)
"""Names of places in a page that other pages may link to. To browsers, ``top`` is none."""


def read(data: bytes) -> SourceText:
    """Return the lines of an HTML file; raises UnreadableSeed."""
    decoded = decode(data)
    source = read_markup(decoded.text, decoded.encoding)
    refuse_wordless("".join(line.text for line in source.lines))
    return source


def read_markup(markup: str, encoding: str = "utf-8") -> SourceText:
    """Return the lines of HTML that is already decoded; raises UnreadableSeed."""
    markup, data = without_data(markup)
    if "shadowrootmode" in markup:
        markup = open_shadows(markup)
    page = parse(markup)
    if page is None:
        head = parse(markup[:_HEAD])
        stated = read_stated(head, markup[:_HEAD]) if head else Stated()
        return SourceText(read_tags(markup), encoding, stated, is_flat=True)
    lines = LineGatherer()
    word_lists = WordLists() if has_word_lists(markup) else None
    targets = frozenset(_TO_HERE.findall(markup))
    walker = _Walker(lines, targets, HeldPictures(data, find_variables(markup)), word_lists)
    walker.walk(page)
    source = SourceText(lines.finish(), encoding, read_stated(page, markup))
    return in_reading_order(source) if is_visual(encoding, markup) else source


class _Open(NamedTuple):
    """An element whose content is being gathered, and how to read that content."""

    node: LexborNode
    element: Element
    mark: Mark | None = None
    is_block: bool = False
    has_span: bool = False
    end: str = ""
    """Text that browsers add at its end."""
    is_link: bool = False
    is_in_article: bool = False
    is_preformatted: bool = False
    is_bold: bool = False
    is_on_one_line: bool = False
    """Whether line breaks in it only divide words."""


class _Walker(Struct):
    """Gathers the lines of a page; ``targets`` are the ids that the page links to."""

    lines: LineGatherer
    targets: frozenset[str]
    pictures: HeldPictures
    word_lists: WordLists | None = None
    """The lists of Word; None if the page was not saved by it."""
    passed_over: set[int] = field(default_factory=set)
    """The nodes that have been read already."""
    depth: int = 0
    grids: list[TableGrid] = field(default_factory=list)
    """The tables that are open, outermost first."""
    numbers: list[int] = field(default_factory=list)
    """The numbers of the next items of the numbered lists that are open."""

    elements: int = 0
    """How many elements were noted."""

    def _element_in(
        self, around: Element, tag: str, names: tuple[str, ...], arranging: Mapping[str, str]
    ) -> Element:
        if around.depth >= _DEEPEST:
            return around
        self.elements += 1
        return Element(self.elements, tag, names, around, around.depth + 1, arranging)

    def walk(self, page: LexborHTMLParser) -> None:
        """Gather the text of a page, in a loop because hostile pages would exhaust the stack."""
        start = page.body or page.css_first("frameset")
        if start is None:
            return
        around = [_Open(start, Element(0, "body", names_of(start.attributes)))]
        node = start.child
        while around:
            if node is None:
                left = around.pop()
                self._leave(left)
                node = left.node.next if around else None
            elif element := self._enter(node, around[-1]):
                around.append(element)
                node = node.child
            else:
                node = node.next

    def _leave(self, left: _Open) -> None:
        if left.end:
            self.lines.add(left.end, left.element, is_link=left.is_link)
        if left.has_span:
            self.lines.close_span()
        if left.is_block:
            self.lines.close()
        if left.mark is not None:
            self.lines.marks.pop()
        if left.is_block and left.node.tag == "table":
            self.grids.pop()
        elif left.is_block and left.node.tag == "ol":
            self.numbers.pop()

    def _enter(self, node: LexborNode, inside: _Open) -> _Open | None:
        """Gather a node; return its element if there may be text inside it, else None."""
        tag = node.tag
        if tag is None or tag in SILENT or (self.passed_over and node.mem_id in self.passed_over):
            return None
        if tag == "-text":
            self.lines.add(
                node.text_content or "",
                inside.element,
                is_link=inside.is_link,
                is_preformatted=inside.is_preformatted,
            )
            return None
        if tag[0] in "-_#":
            return None
        return self._enter_element(node, tag.removesuffix(RENAMED), inside)

    def _enter_element(self, node: LexborNode, tag: str, inside: _Open) -> _Open | None:
        lines, attributes = self.lines, node.attributes
        if attributes:
            self._note_places(tag, attributes, inside)
        if self._read_alone(node, tag, attributes, inside):
            return None
        if tag == "q":
            lines.add("“", inside.element, is_link=inside.is_link)
            return inside._replace(node=node, mark=None, is_block=False, has_span=False, end="”")
        if tag not in BLOCKS:
            return self._enter_inline(node, tag, attributes, inside)
        lines.close()
        names = names_of(attributes) if attributes else ()
        element = self._word_item(node, names, inside) if self.word_lists else None
        if element is None:
            arranged = self._arranged(tag, node, attributes, inside)
            element = self._element_in(inside.element, tag, names, arranged)
            mark = _mark_of(tag, names, inside)
        else:
            mark = Mark.LIST_ITEM
        if mark is not None:
            lines.marks.append(mark)
        return _Open(
            node,
            element,
            mark,
            is_block=True,
            is_link=inside.is_link,
            is_in_article=inside.is_in_article or tag in ("article", "main"),
            is_preformatted=inside.is_preformatted or tag in _PRINTED,
            is_bold=inside.is_bold,
            is_on_one_line=tag in _HEADINGS or inside.is_on_one_line,
        )

    def _word_item(self, node: LexborNode, names: tuple[str, ...], inside: _Open) -> Element | None:
        """Return the element of an item in a list of Word; None for any other block."""
        item = read_word_item(node) if node.tag == "p" else None
        if self.word_lists is None or item is None:
            if self.word_lists and self.word_lists.open and node.text().strip():
                self.word_lists.end(inside.element)
            return None
        self.passed_over |= item.marks
        return self.word_lists.place(item, inside.element, names, self._element_in)

    def _note_places(
        self, tag: str, attributes: Mapping[str, str | None], inside: _Open | None = None
    ) -> None:
        """Note the names by which this page, or another one, may link to an element.

        Of names that the page itself does not link to, only those of anchors and headings count.
        """
        id_, name = attributes.get("id"), attributes.get("name")
        is_heading = tag in _HEADINGS or (inside is not None and inside.is_on_one_line)
        for one in dict.fromkeys((id_, name)):
            is_place = _ANCHOR if tag == "a" else _HEADING_ID if is_heading and one is id_ else None
            if one and (one in self.targets or (is_place and is_place.fullmatch(one))):
                self.lines.add_id(one)

    def _read_alone(
        self, node: LexborNode, tag: str, attributes: Mapping[str, str | None], inside: _Open
    ) -> bool:
        """Read an element whose content is not walked through; return False for any other."""
        match tag:
            case "br" if inside.is_on_one_line:
                self.lines.add(" ", inside.element, is_link=False)
            case "br":
                self.lines.end_line()
            case "img":
                self._add_picture(attributes, inside)
            case "hr":
                self.lines.add_rule()
            case "frame" | "iframe":
                self._name_frame(tag, attributes, inside)
            case "noframes" | "noembed":
                self._read_raw(node)
            case "sup" | "sub":
                return self._add_figures(node, tag, inside)
            case _:
                return tag in _WITHOUT_TEXT or self._add_background(node, attributes, inside)
        return True

    def _arranged(
        self, tag: str, node: LexborNode, attributes: Mapping[str, str | None], inside: _Open
    ) -> dict[str, str]:
        """Return how the content of an element is arranged.

        In a table, this includes the row and the column of a cell, both from 0, and how many
        columns it is ``across``; in a numbered list, an item's printed ``number``.
        """
        arranging = arranging_of(tag, attributes)
        if tag == "table":
            self.grids.append(TableGrid())
        elif tag == "tr" and self.grids:
            self.grids[-1].begin_row()
        elif tag in ("td", "th") and self.grids:
            around = inside.element.parent
            is_foot = around is not None and around.tag == "tfoot"
            arranging |= self.grids[-1].place(arranging, is_foot=is_foot)
        elif tag == "ol":
            first = count_items(node) if "reversed" in attributes else 1
            self.numbers.append(number_in(arranging, "start", first, MOST_ITEMS))
        elif tag == "li" and self.numbers and inside.element.tag == "ol":
            number = number_in(arranging, "value", self.numbers[-1], MOST_ITEMS)
            step = -1 if "reversed" in inside.element.attributes else 1
            self.numbers[-1] = number + step
            arranging["number"] = str(number)
        return arranging

    def _enter_inline(
        self, node: LexborNode, tag: str, attributes: Mapping[str, str | None], inside: _Open
    ) -> _Open:
        kind, value = _SPANS.get(tag), ""
        is_link = inside.is_link
        if tag == "a" and (address := (attributes.get("href") or "").strip()):
            kind, value, is_link = SpanKind.LINK, as_written(address), True
        elif tag == "ruby":
            kind, value = SpanKind.READING, reading_of(node)
        elif kind is None and (language := attributes.get("lang")):
            kind, value = SpanKind.LANGUAGE, language
        if kind is not None:
            self.lines.open_span(kind, value)
        is_bold = inside.is_bold or tag in _BOLD
        is_headline = is_bold and not inside.is_bold and is_short_block(node)
        names = names_of(attributes) if attributes else ()
        return inside._replace(
            node=node,
            element=self._element_in(inside.element, tag, names, {}),
            is_bold=is_bold,
            mark=None,
            is_block=False,
            has_span=kind is not None,
            end="",
            is_link=is_link,
            is_on_one_line=inside.is_on_one_line or is_headline,
        )

    def _add_figures(self, node: LexborNode, tag: str, inside: _Open) -> bool:
        """Add raised or lowered figures; return False for other text, which is not added."""
        text = node.text().strip()
        if tag == "sub":
            return self.lines.add_lowered(text, inside.element)
        link = node.css_first("[href]")
        address = link.attributes.get("href") if link else None
        for one in (node, link) if link else (node,):
            self._note_places(one.tag or "", one.attributes)
        if address:
            self.lines.open_span(SpanKind.LINK, as_written(address.strip()))
        is_note = inside.is_link or bool(address)
        is_added = self.lines.add_raised(text, inside.element, is_note=is_note)
        if address:
            self.lines.close_span()
        return is_added

    def _add_picture(self, attributes: Mapping[str, str | None], inside: _Open) -> None:
        alt = attributes.get("alt") or ""
        is_sign, is_small = not any(map(str.isalnum, alt)), is_ornament(attributes)
        is_smiley = is_sign and 0 < len(alt) <= _LONGEST_SMILEY
        if self.lines.is_in_line and is_smiley and (is_small or not alt.isascii()):
            self.lines.add(alt, inside.element, is_link=inside.is_link)
        elif not (is_small and is_sign):
            picture = self.pictures.read(attributes, self.lines.link)
            self.lines.add_picture(picture, inside.element)

    def _add_background(
        self, node: LexborNode, attributes: Mapping[str, str | None], inside: _Open
    ) -> bool:
        """Add the picture behind an element without content, which stands for an ``img``."""
        address = self.pictures.behind(attributes)
        if not address or node.css_first("img") or node.text().strip():
            return False
        alt = attributes.get("aria-label") or attributes.get("title")
        self._add_picture({"src": address, "alt": alt}, inside)
        return True

    def _name_frame(self, tag: str, attributes: Mapping[str, str | None], inside: _Open) -> None:
        """Add the name of another page that is shown inside this one, as a link to it."""
        address = (attributes.get("src") or "").strip()
        name = attributes.get("title") or (tag == "frame" and (attributes.get("name") or address))
        if not name or not address:
            return
        self.lines.close()
        self.lines.open_span(SpanKind.LINK, as_written(address))
        element = self._element_in(inside.element, tag, names_of(attributes), {})
        self.lines.add(name, element, is_link=True)
        self.lines.close_span()
        self.lines.close()

    def _read_raw(self, node: LexborNode) -> None:
        """Gather the text that browsers without frames show."""
        page = parse(node.text()) if self.depth < _DEEPEST_FRAMES else None
        if page is not None:
            self.lines.close()
            inner = _Walker(self.lines, self.targets, self.pictures, depth=self.depth + 1)
            inner.elements = self.elements
            inner.walk(page)
            self.elements = inner.elements
            self.lines.close()


def _mark_of(tag: str, names: tuple[str, ...], inside: _Open) -> Mark | None:
    if tag in ("body", "html", "main", "article"):
        return None
    if inside.is_in_article and tag == "header":
        return None  # the article's header, with its headline; not the site's
    return _MARKS.get(tag) if _CAPTION_NAMES.isdisjoint(names) else Mark.CAPTION
