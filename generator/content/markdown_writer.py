"""Write blocks as Markdown, the body of a content file.

This module knows the blocks, and what Python-Markdown (``extra``, ``sane_lists``) and CommonMark
read as markup, but neither files nor HTML. The result reads well as plain text, and the rendered
page has the same text, except for white space at line ends and between words.

=============  ================================================================================
block          form
=============  ================================================================================
Paragraph      its lines; a standfirst or a correction has ``{: .standfirst}`` or
               ``{: .correction}`` on the line below
Verse          its lines, ``{: .verse}`` below
Table          ``| cell | cell |`` for each row, and ``| --- | --- |`` below the first; when no
               row names the columns, an empty first row is added; lines of a cell are divided
               by ``<br>``
Crosshead      ``## text``, with more signs for lesser parts
ItemList       ``- item`` or ``4. item``; what follows in an item is indented by four spaces;
               letters and Roman numerals have ``{: type=a }`` below their first item
Definitions    the terms, one per line, then ``:   what is said of them``
Quote          its blocks, each line after ``> ``
Code           its lines between fences, or indented by four spaces inside lists and quotes
Rule           ``* * *``
PullQuote      ``> text`` and ``> {: .pull-quote}``, then the attribution as a paragraph of the
               same quote with ``> {: .attribution}``
Picture        ``![alt text](file){: width=640 height=480 }`` over the caption, ``{: .picture}``
               below, with the size if it is known; a picture without a
               file of ours is ``*alt text*``, a link to its address; either may be missing
Clip           ``*speaker*`` over the words, ``{: .clip}`` below; either may be missing
=============  ================================================================================

Blocks without text are left out. Characters that HTML forbids (controls, noncharacters, lone
surrogates) are left out too, or become spaces if they separate words; the seed keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

from generator.content.markdown_inline import (
    FORBIDDEN,
    IN_EMPHASIS,
    IN_PROSE,
    IN_VERSE,
    RUN_OF_SPACE,
    SPACES,
    STARS,
    escape,
    escaped_lines,
    in_markdown,
    inline_lines,
    joined,
    one_line,
    written_address,
)
from generator.model import (
    Block,
    Clip,
    Code,
    Crosshead,
    Definitions,
    ItemList,
    Paragraph,
    Picture,
    PullQuote,
    Quote,
    Role,
    Rule,
    Spans,
    Table,
    Verse,
)

CLASSES = {Role.STANDFIRST: "standfirst", Role.CORRECTION: "correction"}
"""The classes of paragraphs that a theme may set apart."""

# Two spaces, as Python-Markdown has no backslash breaks and <br> reads badly. An editor that
# strips them does not change our pages: render/ breaks every line of these paragraphs anyway.
BREAK = "  \n"

LONGEST_VERSE = 1000
"""The most lines in one paragraph: Python-Markdown takes quadratic time for its breaks."""

OWN_FOLDER = "\ufdd0"
"""Stands for the folder of a document's own pictures, as long as the document has no path. No text
has this character."""

SEPARATOR = "<!-- -->"
"""Keeps two lists, or two quotes, from being read as one."""

_CLOSING_HASHES = re.compile(r"(?<!\#)\#++$", re.VERBOSE)

_WEB = ("http://", "https://")
_FENCE = re.compile(r"`{3,}")
_ATTRIBUTE_LIST = re.compile(r"(?:^|\n)\{: [^\n]*\}$")
_INDENT = "    "


def write_markdown(blocks: Sequence[Block]) -> str:
    """Return the blocks as Markdown that ends with a line break, or "" when no block has text."""
    text = _joined_blocks(blocks, _TOP)
    return f"{text}\n" if text else ""


class _Where(NamedTuple):
    """Where blocks are written: whether inside others, and whether attribute lists are read there.

    Inside a list they are not, if more follows in the item.
    """

    is_inside: bool = False
    has_marks: bool = True

    def marked(self, text: str, name: str | None, id_: str = "") -> str:
        """Return ``text`` with the attribute list of its class and id, if it has either."""
        if id_ and text and not self.has_marks:
            return f'<span id="{id_}"></span>{text}'
        marks = " ".join(filter(None, (name and f".{name}", id_ and f"#{id_}")))
        return f"{text}\n{{: {marks}}}" if text and marks and self.has_marks else text


_TOP = _Where()


def _joined_blocks(blocks: Sequence[Block], where: _Where) -> str:
    """Return the blocks as Markdown."""
    parts: list[str] = []
    last: Block | None = None
    for block in blocks:
        if text := _written(block, where):
            if last is not None and _would_join(last, block, where):
                parts.append(SEPARATOR)
            parts.append(text)
            last = block
    return "\n\n".join(parts)


def _would_join(above: Block, block: Block, where: _Where) -> bool:
    """Return whether two blocks would be read as one."""
    if isinstance(above, ItemList | Definitions):
        is_indented = isinstance(block, Code) and where.is_inside
        return isinstance(block, ItemList | Definitions) or is_indented
    if isinstance(above, Quote | PullQuote):
        return isinstance(block, Quote | PullQuote)
    return isinstance(above, Code) and isinstance(block, Code) and where.is_inside


def _written(block: Block, where: _Where) -> str:
    write: Callable[[Any, _Where], str] = _FORMS[type(block)]
    return write(block, where)


def _paragraph(block: Paragraph, where: _Where) -> str:
    lines = inline_lines(block.text, block.spans, IN_PROSE)
    return where.marked("\n".join(lines), CLASSES.get(block.role), block.id)


def _crosshead(block: Crosshead, _: _Where) -> str:
    text = " ".join(inline_lines(block.text, block.spans, IN_PROSE, is_start=False))
    text = _CLOSING_HASHES.sub(in_markdown, text)
    return _named(text and f"{'#' * block.level} {text}", block.id)


def _named(line: str, id_: str) -> str:
    """Return the only line of a heading or a term, with its id."""
    return f"{line} {{: #{id_}}}" if line and id_ else line


def _quote(block: Quote, where: _Where) -> str:
    return _quoted(_joined_blocks(block.blocks, where._replace(is_inside=True)))


def _pull_quote(block: PullQuote, where: _Where) -> str:
    quote = where.marked("\n".join(escaped_lines(block.text, IN_PROSE)), "pull-quote")
    attribution = where.marked(one_line(block.attribution), "attribution")
    return _quoted("\n\n".join(filter(None, (quote, attribution))))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n")) if text else ""


def _verse(block: Verse, where: _Where) -> str:
    spans = block.spans or ((),) * len(block.lines)
    has_stars = any(span.kind in STARS for one in spans for span in one)
    lines = [
        line
        for text, marked in zip(block.lines, spans, strict=True)
        for line in inline_lines(text, marked, IN_VERSE, has_stars=has_stars)
    ]
    starts = range(0, len(lines), LONGEST_VERSE)
    parts = (BREAK.join(lines[start : start + LONGEST_VERSE]) for start in starts)
    ids = chain([block.id], repeat(""))
    return "\n\n".join(map(where.marked, parts, repeat("verse"), ids))


def _table(block: Table, where: _Where) -> str:
    rows = [
        [_cell(text, block.spans.get((row, column), ())) for column, text in enumerate(cells)]
        for row, cells in enumerate(block.rows)
    ]
    if not any(map(any, rows)):
        return ""
    width = max(map(len, rows))
    head = [] if block.has_head else [[""] * width]
    lines = [f"| {' | '.join(row)} |" for row in (*head, *rows)]
    lines.insert(1, f"|{' --- |' * width}")
    caption = where.marked(one_line(block.caption), "table-caption")
    return "\n\n".join(filter(None, (caption, "\n".join(lines))))


def _cell(text: str, spans: Spans) -> str:
    lines = inline_lines(text, spans, IN_PROSE, is_start=False)
    return RUN_OF_SPACE.sub(" ", "<br> ".join(lines)).replace("|", "\\|")


def _list(block: ItemList, where: _Where) -> str:
    is_tight = _is_tight(block)
    items: list[str] = []
    for number, item in enumerate(block.items, start=block.start or 0):
        mark = f"{number}. " if block.start is not None else "- "
        style = f"type={block.style}" if block.style != "1" and not items else ""
        text = _item(item, where, is_tight=is_tight, style=style)
        if text or block.start is not None:
            items.append(f"{mark}{text or SEPARATOR}")
    return ("\n" if is_tight else "\n\n").join(items)


def _is_tight(block: ItemList) -> bool:
    """Return whether no blank line is needed: items of one paragraph, with such lists below."""
    return all(
        isinstance(item[0], Paragraph)
        and all(isinstance(one, ItemList) and _is_tight(one) for one in item[1:])
        for item in block.items
        if item
    )


def _item(blocks: Sequence[Block], where: _Where, *, is_tight: bool, style: str = "") -> str:
    """Return the blocks of an item or a definition, all lines but the first indented."""
    is_alone = len(blocks) == 1 and isinstance(blocks[0], Paragraph)
    inside = _Where(is_inside=True, has_marks=where.has_marks and is_alone)
    if is_tight:
        text = "\n".join(filter(None, (_written(block, inside) for block in blocks)))
    else:
        text = _joined_blocks(blocks, inside)
        if blocks and not isinstance(blocks[0], Paragraph | Verse):
            text = f"{SEPARATOR}\n\n{text}" if text else ""
    if style and text:
        opening = _written(blocks[0], inside) or text.partition("\n")[0]
        opening = opening if text.startswith(opening) else SEPARATOR
        text = _with_attribute(opening, style) + text.removeprefix(opening)
    return text.replace("\n", f"\n{_INDENT}").replace(f"\n{_INDENT}\n", "\n\n")


def _with_attribute(text: str, attribute: str) -> str:
    """Return a paragraph, which may have an attribute list, with one more attribute."""
    if _ATTRIBUTE_LIST.search(text):
        return f"{text[:-1]} {attribute} }}"
    return f"{text}\n{{: {attribute} }}"


def _definitions(block: Definitions, where: _Where) -> str:
    described = [one for entry in block.entries for one in entry.descriptions]
    is_short = all(len(one) == 1 and isinstance(one[0], Paragraph) for one in described)
    if where.is_inside and not is_short:
        # Python-Markdown does not find the ends of longer definitions inside lists.
        blocks = [
            (*entry.terms, *(one for part in entry.descriptions for one in part))
            for entry in block.entries
        ]
        return _list(ItemList(tuple(blocks)), where)
    parts = []
    for entry in block.entries:
        terms = [_named(one_line(term.text, term.spans), term.id) for term in entry.terms]
        said = [f":   {_item(one, where, is_tight=False)}" for one in entry.descriptions if one]
        between = "\n" if is_short else "\n\n"
        parts.append("\n".join((*filter(None, terms), between.join(said))))
    return "\n\n".join(parts)


def _code(block: Code, where: _Where) -> str:
    text = FORBIDDEN.sub("", SPACES.sub(" ", "\n".join(block.lines)))
    lines = [line.rstrip() for line in text.split("\n")]
    if not any(lines):
        return ""
    if where.is_inside:
        return "\n".join(_INDENT + line if line else "" for line in lines)
    longest = max((len(fence) for line in lines for fence in _FENCE.findall(line)), default=2)
    fence = "`" * max(3, longest + 1)
    return "\n".join((fence, *lines, fence))


def _picture(block: Picture, where: _Where) -> str:
    file, address = block.file, block.file.address if block.file else ""
    if file and address and not address.startswith(_WEB):
        alt = escape(joined(block.alt), IN_PROSE)
        folder = OWN_FOLDER if address.startswith(OWN_FOLDER) else ""
        size = (
            f"{{: width={file.width} height={file.height} }}" if file.width and file.height else ""
        )
        first = f"![{alt}]({folder}{written_address(address)}){size}"
    else:
        words = joined(block.alt) or address.rpartition("/")[2]
        stand_in = escape(words, IN_EMPHASIS)
        if address and stand_in:
            stand_in = f"[{stand_in}]({written_address(address)})"
        first = stand_in and f"*{stand_in}*"
    caption = one_line(block.caption, block.spans)
    return where.marked(BREAK.join(filter(None, (first, caption))), "picture")


def _clip(block: Clip, where: _Where) -> str:
    """Return the speaker, in emphasis, above the words."""
    stand_in = escape(joined(block.speaker), IN_EMPHASIS)
    emphasised = stand_in and f"*{stand_in}*"
    return where.marked(BREAK.join(filter(None, (emphasised, one_line(block.words)))), "clip")


def _rule(_: Rule, __: _Where) -> str:
    return "* * *"


_FORMS: Mapping[type[Block], Callable[[Any, _Where], str]] = {
    Paragraph: _paragraph,
    Verse: _verse,
    Table: _table,
    Crosshead: _crosshead,
    ItemList: _list,
    Definitions: _definitions,
    Quote: _quote,
    Code: _code,
    Rule: _rule,
    PullQuote: _pull_quote,
    Picture: _picture,
    Clip: _clip,
}
"""For each kind of block, the function that writes it."""
