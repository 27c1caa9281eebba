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
               row names the columns, an empty first row is added
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple
from urllib.parse import quote

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
    Span,
    SpanKind,
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

_SPACES = re.compile("[\x0b\x0c\r\x1c-\x1f\x85]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_RUN_OF_SPACE = re.compile(r"[ \t]+")

_INLINE_MARKUP = r"""
    \\(?=[!-/:-@\[-`{-~]|$)                   # a backslash that would escape, or break the line
  | `
  | \[(?![^\[\]]{0,200}\])                    # unclosed, each costs Python-Markdown a full scan
  | (?<=\])\(                                 # [text](address)
  | (?<!\S)\{                                 # {: .attribute}
  | <(?![ \t])                                # tags, <me@example.org>
  | &(?=\#|[A-Za-z0-9][-.A-Za-z0-9]*;)        # entities, even the unfinished &#65
"""
_SUSPECTS = re.compile(r"[\\`*_\[({<&]")
"""The characters that inline markup begins with: most lines have none, and need no closer look."""

# Only signs that could open emphasis are escaped (not those in 2 * 3 and snake_case): where nothing
# is opened, nothing is closed.
_IN_PROSE = re.compile(rf"(?<!\*)\*++(?=[^\s*]) | (?<!\w)_++(?=\S) | {_INLINE_MARKUP}", re.VERBOSE)
# Python-Markdown does not take a hard break for white space: a sign before it can open emphasis.
_IN_VERSE = re.compile(
    rf"(?<!\*)\*++(?=[^\s*]|$) | (?<!\w)_++(?=\S|$) | {_INLINE_MARKUP}", re.VERBOSE
)
# Inside our own emphasis any star would close it, and *[X]: y would define an abbreviation.
_IN_EMPHASIS = re.compile(rf"\* | ^\[ | (?<!\w)_++(?=\S) | {_INLINE_MARKUP}", re.VERBOSE)

# The last character of a match is the one to escape.
_LINE_START = re.compile(
    r"""
    \d+[.)](?=[ \t]|$)                        # 1986. A great year
  | [#>]
  | [-+*](?=[ \t]|$)
  | ([-*_])(?=(?:\1|[ \t])*$)                 # a rule; the line under a heading
  | =(?==*[ \t]*$)
  | ~(?=~~)
  | :(?=[ \t]|$)                              # a definition
  | \[(?=[^\[\]]*\]:|[ xX]\][ \t])            # [^1]: a note, [x]: a reference, [x] a task
  | [:\-\ \t]*\|(?=[|:\-\ \t]*$)              # the line under a table's head
    """,
    re.VERBOSE,
)
_CLOSING_HASHES = re.compile(r"(?<!\#)\#++$", re.VERBOSE)

_TAGS = {
    SpanKind.EMPHASIS: "em",
    SpanKind.STRONG: "strong",
    SpanKind.CODE: "code",
    SpanKind.RAISED: "sup",
    SpanKind.LOWERED: "sub",
    SpanKind.DELETED: "del",
    SpanKind.INSERTED: "ins",
}
_STARS = {SpanKind.EMPHASIS: "*", SpanKind.STRONG: "**"}
_IN_ADDRESSES = "!#$%&'*+,/:;=?@~"
"""Characters of an address that need no escape, in addition to letters, figures, ``-._``."""
_WEB = ("http://", "https://")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_FENCE = re.compile(r"`{3,}|~{3,}")
_ATTRIBUTE_LIST = re.compile(r"(?:^|\n)\{: [^\n]*\}$")
_INDENT = "    "
_BRACKETS = {"[": "&#91;", "]": "&#93;"}

_ENTITIES = {"<": "&lt;", "&": "&amp;", "=": "&#61;", "~": "&#126;", ":": "&#58;"}
"""Characters that a backslash does not escape in Python-Markdown."""


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
    lines = _inline_lines(block.text, block.spans, _IN_PROSE)
    return where.marked("\n".join(lines), CLASSES.get(block.role), block.id)


def _crosshead(block: Crosshead, _: _Where) -> str:
    text = " ".join(_inline_lines(block.text, block.spans, _IN_PROSE, is_start=False))
    text = _CLOSING_HASHES.sub(_in_markdown, text)
    name = f" {{: #{block.id}}}" if block.id else ""
    return text and f"{'#' * block.level} {text}{name}"


def _quote(block: Quote, where: _Where) -> str:
    return _quoted(_joined_blocks(block.blocks, where._replace(is_inside=True)))


def _pull_quote(block: PullQuote, where: _Where) -> str:
    quote = where.marked("\n".join(_escaped_lines(block.text, _IN_PROSE)), "pull-quote")
    attribution = where.marked(_one_line(block.attribution), "attribution")
    return _quoted("\n\n".join(filter(None, (quote, attribution))))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n")) if text else ""


def _verse(block: Verse, where: _Where) -> str:
    spans = block.spans or ((),) * len(block.lines)
    has_stars = any(span.kind in _STARS for one in spans for span in one)
    lines = [
        line
        for text, marked in zip(block.lines, spans, strict=True)
        for line in _inline_lines(text, marked, _IN_VERSE, has_stars=has_stars)
    ]
    starts = range(0, len(lines), LONGEST_VERSE)
    parts = (BREAK.join(lines[start : start + LONGEST_VERSE]) for start in starts)
    return "\n\n".join(where.marked(part, "verse") for part in parts)


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
    caption = where.marked(_one_line(block.caption), "table-caption")
    return "\n\n".join(filter(None, (caption, "\n".join(lines))))


def _cell(text: str, spans: Spans) -> str:
    lines = _inline_lines(text, spans, _IN_PROSE, is_start=False)
    return _RUN_OF_SPACE.sub(" ", " ".join(lines)).replace("|", "\\|")


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
        terms = [_one_line(term.text, term.spans) for term in entry.terms]
        said = [f":   {_item(one, where, is_tight=False)}" for one in entry.descriptions if one]
        parts.append("\n".join((*filter(None, terms), "\n\n".join(said))))
    return "\n\n".join(parts)


def _code(block: Code, where: _Where) -> str:
    text = _FORBIDDEN.sub("", _SPACES.sub(" ", "\n".join(block.lines)))
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
        alt = _escaped(_joined(block.alt), _IN_PROSE)
        folder = OWN_FOLDER if address.startswith(OWN_FOLDER) else ""
        size = (
            f"{{: width={file.width} height={file.height} }}" if file.width and file.height else ""
        )
        first = f"![{alt}]({folder}{written_address(address)}){size}"
    else:
        words = _joined(block.alt) or address.rpartition("/")[2]
        stand_in = _escaped(words, _IN_EMPHASIS)
        if address and stand_in:
            stand_in = f"[{stand_in}]({written_address(address)})"
        first = stand_in and f"*{stand_in}*"
    caption = _one_line(block.caption, block.spans)
    return where.marked(BREAK.join(filter(None, (first, caption))), "picture")


def _clip(block: Clip, where: _Where) -> str:
    """Return the speaker, in emphasis, above the words."""
    stand_in = _escaped(_joined(block.speaker), _IN_EMPHASIS)
    emphasised = stand_in and f"*{stand_in}*"
    return where.marked(BREAK.join(filter(None, (emphasised, _one_line(block.words)))), "clip")


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


# Text and its spans


def _one_line(text: str | None, spans: Spans = ()) -> str:
    lines = _inline_lines(text or "", spans, _IN_PROSE, is_start=False)
    return _escaped_start(_RUN_OF_SPACE.sub(" ", " ".join(lines)))


def _escaped_lines(text: str, markup: re.Pattern[str]) -> list[str]:
    """Return the lines of ``text``, each safe at the start of a line."""
    return _inline_lines(text, (), markup)


def _inline_lines(
    text: str,
    spans: Spans,
    markup: re.Pattern[str],
    *,
    is_start: bool = True,
    has_stars: bool | None = None,
) -> list[str]:
    """Return the lines of ``text`` that are not blank, with their spans as Markdown.

    With ``is_start``, each is safe at the start of a line.
    """
    text = _SPACES.sub(" ", text)
    if _FORBIDDEN.search(text):
        spans = tuple(_without_forbidden(text, spans))
        text = _FORBIDDEN.sub("", text)
    if has_stars is None:
        has_stars = any(span.kind in _STARS for span in spans)
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if stripped := line.strip():
            first = start + len(line) - len(line.lstrip())
            last = first + len(stripped)
            own = [
                span._replace(start=max(span.start, first) - first, end=min(span.end, last) - first)
                for span in spans
                if span.start < last and span.end > first
            ]
            if own or has_stars:
                written = _with_spans(stripped, own, markup, has_stars=has_stars)
            else:
                written = _escaped(stripped, markup)
            found.append(_escaped_start(written) if is_start else written)
        start = end + 1
    return found


def _without_forbidden(text: str, spans: Spans) -> Iterator[Span]:
    """Yield the spans of a text as they are once its forbidden characters are taken out."""
    places = [match.start() for match in _FORBIDDEN.finditer(text)]
    for span in spans:
        start = span.start - sum(place < span.start for place in places)
        end = span.end - sum(place < span.end for place in places)
        yield span._replace(start=start, end=end)


def _with_spans(
    line: str, spans: Sequence[Span], markup: re.Pattern[str], *, has_stars: bool
) -> str:
    """Return a line with its spans as Markdown, and everything else escaped."""
    escapes = {match.start(): match[0] for match in markup.finditer(line)}
    escaped = list(line)
    for start, found in escapes.items():
        for place, char in enumerate(found, start):
            escaped[place] = _character(char)
    if has_stars:  # any star of the text could close what one of ours has opened
        escaped = ["\\*" if char == "*" else char for char in escaped]
    for place in {place for span in spans for place in (span.start, span.end)} - {len(line)}:
        # Beside our own signs, these would mean more than they do between words.
        for at, char in enumerate(takewhile("{_*".__contains__, line[place:]), place):
            escaped[at] = f"\\{char}"
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    return _rendered(line, escaped, 0, len(line), ordered)


def _rendered(
    line: str, escaped: Sequence[str], start: int, end: int, spans: Sequence[Span]
) -> str:
    parts, place = [], start
    at = 0
    while at < len(spans):
        span = spans[at]
        inside = [one for one in spans[at + 1 :] if one.start < span.end]
        at += 1 + len(inside)
        first, last = max(span.start, place), min(span.end, end)
        words = line[first:last]
        if not words.strip():
            continue
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        parts.append("".join(escaped[place:first]))
        nested = [one._replace(end=min(one.end, last)) for one in inside if one.start < last]
        parts.append(_wrapped(line, escaped, span._replace(start=first, end=last), nested))
        place = last
    parts.append("".join(escaped[place:end]))
    return "".join(parts)


def _wrapped(line: str, escaped: Sequence[str], span: Span, nested: Sequence[Span]) -> str:
    """Return what a span marks, in its markup: HTML where Markdown's signs would be misread."""
    words = line[span.start : span.end]
    if span.kind is SpanKind.LINK:
        nested = [one for one in nested if one.kind is not SpanKind.LINK]
        if not _is_balanced(words):
            # Not by backslashes: at the start of a line, “[x\]:” is a reference for all that.
            escaped = [_BRACKETS.get(char[-1:], char) for char in escaped]
    inner = _rendered(line, escaped, span.start, span.end, nested)
    before, behind = line[span.start - 1 : span.start], line[span.end : span.end + 1]
    match span.kind:
        case SpanKind.LINK:
            address = written_address(span.value)
            return f"[{inner}]({address})" if address else inner
        case SpanKind.LANGUAGE:
            is_tag = _LANGUAGE.fullmatch(span.value)
            return f'<span lang="{span.value}">{inner}</span>' if is_tag else inner
        case SpanKind.READING:
            reading = _escaped(_joined(span.value), _IN_PROSE)
            return f"<ruby>{inner}<rt>{reading}</rt></ruby>" if reading else inner
        case SpanKind.CODE if not nested and not set("`|\\") & {*words, before}:
            return f"`{words}`"
        case SpanKind.EMPHASIS | SpanKind.STRONG:
            has_own = any(one.kind in _STARS for one in nested)
            is_free = not (before.isalnum() or behind.isalnum() or "*" in (before, behind))
            if is_free and not has_own and "*" not in words:
                return f"{_STARS[span.kind]}{inner}{_STARS[span.kind]}"
    tag = _TAGS[span.kind]
    return f"<{tag}>{inner}</{tag}>"


def _is_balanced(text: str) -> bool:
    """Return whether each square bracket of a text belongs to another."""
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


def written_address(written: str) -> str:
    """Return an address in the form that Markdown and URLs need; empty if it has no characters."""
    return quote(_FORBIDDEN.sub("", "".join(written.split())), safe=_IN_ADDRESSES)


def _joined(text: str | None) -> str:
    return _RUN_OF_SPACE.sub(" ", " ".join(_lines(text or "")))


def _lines(text: str) -> list[str]:
    """Return the lines that are not blank, without the white space around them."""
    allowed = _FORBIDDEN.sub("", _SPACES.sub(" ", text))
    return [stripped for line in allowed.split("\n") if (stripped := line.strip())]


def _escaped(line: str, markup: re.Pattern[str]) -> str:
    return markup.sub(_in_markdown, line) if _SUSPECTS.search(line) else line


def _escaped_start(line: str) -> str:
    """Escape the start of a line that would begin a block; its inline markup is escaped already."""
    if match := _LINE_START.match(line):
        at = match.end() - 1
        return line[:at] + _character(line[at]) + line[at + 1 :]
    return line


def _in_markdown(match: re.Match[str]) -> str:
    return "".join(map(_character, match[0]))


def _character(char: str) -> str:
    return _ENTITIES.get(char, f"\\{char}")
