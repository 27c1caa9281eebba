"""Markdown to sanitised HTML: the body of a page.

This module uses Python-Markdown (``extra``, ``sane_lists``) and nh3, and knows nothing of archives
or templates. In addition to what those two do:

- headings rank below the page's title, and a heading without an id gets one from its text;
- paragraphs of a numbered text have the ids p1, p2 …, and each ends with a link to itself;
- in a paragraph of class ``verse``, ``picture`` or ``clip`` every line break is kept;
- a block quote takes the attributes of its first paragraph if that has the class ``pull-quote``;
- a paragraph of class ``picture`` that begins with a picture becomes a figure with its caption; if
  the picture's file is not there, its alternative text takes the place of the picture;
- the alignment of a table's cells becomes the class ``align-left``, ``-center`` or ``-right``;
- a numbered list takes the ``type`` of its first item, as in ``1. black`` over ``{: type=a }``;
- a paragraph of class ``table-caption`` right above a table becomes its caption.

A text that its owner wrote is read as editors read it (``editor_blocks``, ``editor_inline``).

Only what ``sanitiser`` lists is let through.
"""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Callable
from functools import cache
from typing import cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX, AtomicString

from generator.model import Html
from generator.render.editor_blocks import prepare
from generator.render.editor_inline import (
    Forms,
    check_tasks,
    find_forms,
    keep_formulas,
    link_addresses,
    read_as_editors,
)
from generator.render.embeds import make_cards, replace_frames
from generator.render.figures import caption_tables, frame_pictures
from generator.render.markdown_limits import (
    BLANK_LINES,
    COSTS_OF_FORMS,
    MOST_LEVELS,
    MarkdownTooDeep,
    check_copies,
    check_elements,
    check_size,
    check_text,
    nested_too_deeply,
)
from generator.render.owners_text import OwnersText
from generator.render.sanitiser import NOWHERE, sanitiser, without_fields
from generator.render.shortcodes import fill_shortcodes
from generator.render.taken_out import may_lose, note_taken_out
from generator.text import slugify

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

NOT_NUMBERED = frozenset({"attribution", "clip", "picture"})
"""Classes of paragraphs that are not running text."""

NUMBERINGS = frozenset({"1", "a", "A", "i", "I"})
"""How the items of a list can be numbered."""

HARD_BREAKS = re.compile(r"[ ]*\{:.*\.(?:verse|picture|clip)\b")
"""An attribute list that makes the line breaks of its paragraph part of the text."""

_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_ENTITY = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z0-9]+);")
_CODE_OR_TAG = re.compile(r"`|<\S")
_PLACEHOLDER = re.compile(f"{STX}[^{STX}{ETX}]*+{ETX}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""The characters that HTML forbids; entities can produce them too."""
_PIECE = 500
"""How many blocks are serialised or sanitised at a time; that takes fifty times their memory."""
_BETWEEN_LISTS = "<!-- -->"
"""What content files have between two lists or quotes to keep them separate."""
_CUT = "\x1e"
"""What separates pieces of ``_PIECE`` blocks: a character that HTML forbids."""


def render_markdown(
    text: str,
    *,
    is_numbered: bool = False,
    has_file: Callable[[str], bool] | None = None,
    owner: OwnersText | None = None,
) -> Html:
    """Return ``text`` as sanitised HTML; ``is_numbered`` lets each paragraph be cited by number.

    ``has_file`` returns whether the site has a file at a relative address; if None, it has all.
    ``owner`` is given for a text that its owner wrote, and takes the flaws that are found in it.

    Raises MarkdownTooDeep for text that is nested too deeply, has so much unclosed markup that
    it would take minutes, or would become far too long. What ``generator.content`` writes
    is never any of these.
    """
    code: list[str] = []
    if owner is not None:
        text, code = prepare(fill_shortcodes(text, owner))
    check_text(text)
    converter = _converter(is_numbered, None if owner is None else find_forms(text))
    converter.owner, converter.code = owner or converter.owner, code
    try:
        markup = converter.convert_within(text, has_file)
    except MarkdownTooDeep:
        _converter.cache_clear()  # its stack of parser states is no longer empty
        raise
    except RecursionError as error:
        _converter.cache_clear()
        raise nested_too_deeply() from error
    if owner is not None:
        markup = replace_frames(markup, owner)
        if "<" in text or "{" in text or may_lose(markup):
            note_taken_out(markup, owner)
    clean = sanitiser(owner.origins if owner else NOWHERE).clean
    if "<" in text.replace(_BETWEEN_LISTS, ""):
        markup = without_fields(markup)
        check_copies(text, markup)
        parts = [markup.replace(_CUT, "")]
    else:  # without raw HTML, every piece closes its tags
        parts = markup.split(_CUT)
    return Html(_FORBIDDEN.sub("", "".join(map(clean, parts))))


def render_plainly(text: str) -> Html:
    """Return ``text`` as paragraphs that show every character literally, Markdown's too."""
    blocks = (block.strip("\n") for block in BLANK_LINES.split(_FORBIDDEN.sub("", text)))
    lines = (html.escape(block, quote=False).replace("\n", "<br>\n") for block in blocks if block)
    return Html("\n".join(f"<p>{line}</p>" for line in lines))


class _Converter(Markdown):
    """Python-Markdown within the limits of the text that it converts."""

    text = ""
    levels = 0
    has_file: Callable[[str], bool] | None = None
    owner = OwnersText()
    code: list[str] = []  # noqa: RUF012 - replaced, never changed

    def convert_within(self, text: str, has_file: Callable[[str], bool] | None) -> str:
        """Return a text's markup. After raising MarkdownTooDeep, the converter is unusable."""
        self.text, self.has_file = text, has_file
        return self.reset().convert(text.replace(_CUT, ""))

    def write_html(self, root: Element) -> str:
        """Return a tree's markup; a long tree is emptied, and written in pieces split by _CUT."""
        if len(root) < 2 * _PIECE:
            return to_html_string(root)
        children = list(root)
        root[:] = []
        start, *rest = to_html_string(root).partition("</div>")
        end = "".join(rest)
        pieces = []
        while children:
            root[:], children[:_PIECE] = children[:_PIECE], []
            pieces.append(to_html_string(root).removeprefix(start).removesuffix(end))
        return f"{start}{_CUT.join(pieces)}{end}"

    def parse_blocks(self, parent: Element, blocks: list[str]) -> None:
        self.levels += 1
        if self.levels > MOST_LEVELS:
            raise nested_too_deeply()
        BlockParser.parseBlocks(self.parser, parent, blocks)
        self.levels -= 1


@cache
def _converter(is_numbered: bool, forms: Forms | None = None) -> _Converter:
    """Return a cached converter: making one takes longer than converting most documents.

    ``forms`` are those of an owner's text, as each costs time in every text.
    """
    markdown = _Converter(
        output_format="html",
        extensions=[
            FencedCodeExtension(),
            FootnoteExtension(BACKLINK_TITLE=""),  # it would be English on every page
            AttrListExtension(),
            DefListExtension(),
            TableExtension(use_align_attribute=True),
            AbbrExtension(),
            MarkdownInHtmlExtension(),
            SaneListExtension(),
        ],
    )
    markdown.parser.blockprocessors.register(_BlockQueue(markdown.parser), "queue", 1000)
    markdown.serializer = markdown.write_html
    markdown.parser.parseBlocks = markdown.parse_blocks  # type: ignore[method-assign]
    steps = STEPS | {
        24: lambda root: check_elements(markdown.text, root, COSTS_OF_FORMS if forms else ()),
        5: lambda root: frame_pictures(root, markdown.has_file),
        -4: lambda root: check_size(markdown.text, root),
    }
    if is_numbered:
        steps[-3] = _number_paragraphs
    if forms is not None:
        read_as_editors(markdown, forms, lambda: markdown.code, lambda: markdown.owner)
        if forms.formulas:
            steps[28] = keep_formulas
        if forms.addresses:
            steps[27] = link_addresses
        steps[2] = check_tasks
        steps[1] = lambda root: make_cards(root, markdown.owner)
    for priority, step in steps.items():
        markdown.treeprocessors.register(_Step(markdown, step), f"step {priority}", priority)
    return markdown


class _Blocks(deque[str]):
    """A queue of blocks: unlike in a list, removing the first takes constant time."""

    def pop(self, _first: int = 0) -> str:
        return self.popleft()


class _BlockQueue(BlockProcessor):
    """A block processor that parses the blocks of a long text from a queue."""

    def test(self, _parent: Element, _block: str) -> bool:
        return True

    def run(self, parent: Element, blocks: list[str]) -> bool:
        if len(blocks) < 1000 or hasattr(blocks, "popleft"):
            return False
        queue = _Blocks(blocks)
        blocks.clear()
        self.parser.parseBlocks(parent, cast(list[str], queue))
        return True


class _Step(Treeprocessor):
    """A tree processor that runs one function over the tree."""

    def __init__(self, markdown: Markdown, step: Callable[[Element], None]) -> None:
        super().__init__(markdown)
        self.step = step

    def run(self, root: Element) -> None:
        self.step(root)


def _break_lines(root: Element) -> None:
    """Keep the line breaks of verse, whether or not an editor stripped the spaces before them."""
    for paragraph in root.iter("p"):
        lines, _, last = (paragraph.text or "").rpartition("\n")
        if lines and HARD_BREAKS.match(last):
            broken = "  \n".join(line.rstrip(" ") for line in lines.split("\n"))
            paragraph.text = f"{broken}\n{last}"


def _settle_escapes(root: Element) -> None:
    """Replace escapes in linear time; Python-Markdown's inline patterns take quadratic time."""
    for element in root.iter():
        if element.text and not isinstance(element.text, AtomicString):
            escaped = _ESCAPE.sub(lambda match: f"{STX}{ord(match[1])}{ETX}", element.text)
            if not _CODE_OR_TAG.search(escaped):  # in code and in tags a backslash is literal
                element.text = _ENTITY.sub(rf"{AMP_SUBSTITUTE}\1;", escaped)


def _move_quote_attributes(root: Element) -> None:
    """Move the attributes of a pull quote to it: attribute lists cannot apply to a block quote."""
    for quote in root.iter("blockquote"):
        if len(quote) and "pull-quote" in (quote[0].get("class") or "").split():
            quote.attrib.update(quote[0].attrib)
            quote[0].attrib.clear()


def _align_by_class(root: Element) -> None:
    """Turn a cell's alignment into a class: the attribute is obsolete, and nh3 drops styles."""
    for cell in root.iter():
        if cell.tag in ("td", "th") and (side := cell.attrib.pop("align", None)):
            cell.set("class", " ".join(filter(None, (cell.get("class"), f"align-{side}"))))


def _type_lists(root: Element) -> None:
    """Move the kind of numbers from an item to its list: attribute lists cannot apply to lists."""
    for numbered in root.iter("ol"):
        for item in numbered[:1]:
            for holder in (item, *(one for one in item[:1] if one.tag == "p")):
                if (kind := holder.attrib.pop("type", None)) in NUMBERINGS:
                    numbered.set("type", str(kind))


def _drop_empty_heads(root: Element) -> None:
    """Remove a table's head, which Markdown requires, if its columns have no names."""
    for table in root.iter("table"):
        head = table.find("thead")
        if head is not None and not any(cell.text or len(cell) for cell in head.iter("th")):
            table.remove(head)


def _lower_headings(root: Element) -> None:
    """Move all headings down a level if one is an h1, like the page's own title."""
    if root.find(".//h1") is not None:
        for heading in root.iter():
            if heading.tag in HEADINGS[:-1]:
                heading.tag = HEADINGS[HEADINGS.index(heading.tag) + 1]


def _name_headings(root: Element) -> None:
    """Give each heading without an id one from its text, so that it can be linked to."""
    taken = {element.get("id") for element in root.iter()}
    counts: Counter[str] = Counter()
    for heading in root.iter():
        if heading.tag in HEADINGS and not heading.get("id"):
            marked = "".join(heading.itertext()).replace(AMP_SUBSTITUTE, "&")
            slug = slugify(html.unescape(_PLACEHOLDER.sub("", marked)), fallback="section")
            counts[slug] += 1
            while (name := slug if counts[slug] == 1 else f"{slug}-{counts[slug]}") in taken:
                counts[slug] += 1
            taken.add(name)
            heading.set("id", name)


def _number_paragraphs(root: Element) -> None:
    """Give each paragraph of running text an id with its number, and a link to itself.

    The link has no text, so that copying the page or reading it aloud gives the document alone.
    """
    taken = {element.get("id") for element in root.iter()}
    paragraphs = (
        one
        for one in root
        if one.tag == "p"
        and NOT_NUMBERED.isdisjoint((one.get("class") or "").split())
        and not ((one.text or "").startswith(STX) and _is_raw(one))
    )
    for number, paragraph in enumerate(paragraphs, start=1):
        name = paragraph.get("id") or f"p{number}"
        if paragraph.get("id") or name not in taken:
            paragraph.set("id", name)
            link = {"class": "anchor", "href": f"#{name}", "aria-label": f"¶ {number}"}
            SubElement(paragraph, "a", link)


def _is_raw(paragraph: Element) -> bool:
    """Return whether a paragraph consists of raw HTML alone, which need not be one at all."""
    return not _PLACEHOLDER.sub("", "".join(paragraph.itertext())).strip()


STEPS: dict[int, Callable[[Element], None]] = {
    30: _break_lines,
    26: _drop_empty_heads,
    25: _settle_escapes,
    # 24: the time limit; 20: Python-Markdown's inline patterns; 8: attribute lists
    7: _move_quote_attributes,
    6: _align_by_class,
    # 5: pictures become figures
    4: caption_tables,
    3: _type_lists,
    # 0: Python-Markdown's escapes become characters
    -1: _lower_headings,
    -2: _name_headings,
    # -3: numbers; -4: the size limit
}
"""What is done to the tree, by priority: the highest runs first."""
