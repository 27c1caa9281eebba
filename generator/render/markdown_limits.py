"""Limits for Markdown: time, nesting, and size in proportion to the text.

Where Python-Markdown and nh3 take more than linear time, that time is estimated beforehand: a limit
by the clock would make different pages on different machines.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from xml.etree.ElementTree import Element

Costs = tuple[tuple[re.Pattern[str], int], ...]

# What Python-Markdown or nh3 reads in more than linear time. The cost of one occurrence is in
# tenths of a nanosecond per character of the text, block or element that contains it, as measured
# with Python-Markdown 3.11.3 and nh3 0.3.8.
COSTS_IN_TEXT = (
    (re.compile(r"<[A-Za-z/][^<>]*+(?!>)"), 400),  # unclosed tags
    (re.compile(r"<!(?!-- -->$)", re.MULTILINE), 2000),  # comments, declarations
    (re.compile(r"<[A-Za-z]"), 1),  # tags
)
COSTS_IN_BLOCK = (
    # Headings, code fences and rules: blocks that need no blank line between them.
    (re.compile(r"^[ ]{0,3}(?:#|[-=]+[ ]*$|[~`]{3}|(?:[-_*][ ]*+){3,}+$)", re.MULTILINE), 300),
    (re.compile(r"^[ ]{0,3}\*\[", re.MULTILINE), 500),  # abbreviations
)
COSTS_IN_ELEMENT = (
    (re.compile(r"\[(?!(?:[^\[\]]|\[[^\[\]]*\])*+\])|\]\((?![^()]*+\))"), 1600),  # unclosed links
    # Links with a quotation mark that does not end a title: the rest of the text is searched.
    (re.compile(r"\]\((?=[^()\"']*+[\"'])(?![^()\"']*+(?:\"[^\"]*+\"|'[^']*+')\s*+\))"), 600),
    (re.compile(r"[ \n]\{"), 40),  # attribute lists
    (re.compile(r"[ ]{2}\n"), 4),  # line breaks
    # Escapes, code, tags, links, entities and emphasis.
    (re.compile(r"[\\`<]|\]\(|&[#\w]+;|(?<!\*)\*++(?=[^\s*])|(?<!\w)_++(?=\S)"), 6),
)
COSTS_OF_FORMS: Costs = ((re.compile(r"\[\[|~~"), 6),)
"""The additional cost in an element of a text that is read as editors read it."""
COST_OF_ONE_FOOTNOTE = 20_000
"""For each pair of references to one footnote."""
COST_OF_MANY_FOOTNOTES = 300
"""For each reference times each footnote: a reference looks its footnote up in a list."""
MOST_OPEN_TAGS = 5_000
"""The most tags that may be open at a time: nh3 takes minutes for a hundred thousand."""
LEAST_TIME = 5_000_000_000
"""Half a second, which any text may take."""
TIME_PER_CHARACTER = 200_000
"""20 microseconds, several times what ordinary Markdown takes."""
MOST_LEVELS = 100
"""How deeply quotes, lists and other blocks may be nested. The call stack would overflow only
later, at a depth that depends on the caller."""
LEAST_CELLS = 10_000
"""How many table cells any text may have; a longer text may have one cell per character."""
LEAST_ATTRIBUTES = 100_000
"""How many characters the attributes of any text may have."""
ATTRIBUTES_PER_CHARACTER = 10
"""How many more they may have per character of the text: a reference or an abbreviation repeats its
address or its title wherever it is used."""

LEAST_COPIES = 10_000
"""How many elements any text may make a parser copy, in addition to one per character."""

BLANK_LINES = re.compile(r"\n[ \t]*\n")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]*+\]")
_TABLE_RULE = re.compile(r"[|:\- >\t]+")
"""The line below the names of a table's columns, in block quotes too."""
_TAG = re.compile(r"<(/?)(?!(?:br|col|dd|dt|hr|img|li|p|td|th|tr|wbr)\b)[A-Za-z]")
"""A tag, except those of elements that end without a closing tag."""
_FORMATTING = re.compile(
    r"<(/?)(?:(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])|[A-Za-z])",
    re.IGNORECASE,
)
"""A tag; group 2 is its name if browsers reopen its element in each block (HTML §13.2.4.3)."""
_TOO_OPEN = "too many brackets, tags or headings without an end between them"


class MarkdownTooDeep(ValueError):  # noqa: N818 - the caller makes a diagnostic of it
    """A text that cannot be rendered within the depth, time and size that a page may take."""


def check_text(text: str) -> None:
    """Refuse text that would take minutes to cut into blocks or to sanitise."""
    limit = _limit(text)
    times = Counter(_FOOTNOTE.findall(text)) if "[^" in text else Counter[str]()
    of_footnotes = sum(COST_OF_ONE_FOOTNOTE * count**2 for count in times.values())
    of_footnotes += COST_OF_MANY_FOOTNOTES * len(times) * times.total()
    in_text = _cost(text, COSTS_IN_TEXT) + of_footnotes
    # First count the text as one block: an overestimate that is nearly always below the limit.
    if in_text + _cost(text, COSTS_IN_BLOCK) > limit:
        blocks = BLANK_LINES.split(text)
        _check_time(in_text + sum(_cost(block, COSTS_IN_BLOCK) for block in blocks), limit)
    if "|" in text and sum(map(_cells, BLANK_LINES.split(text))) > max(LEAST_CELLS, len(text)):
        raise MarkdownTooDeep("a table has many more columns than its rows have cells")
    if text.count("<") > MOST_OPEN_TAGS:
        open_tags = accumulate(-1 if end else 1 for end in _TAG.findall(text))
        if max(open_tags, default=0) > MOST_OPEN_TAGS:
            raise MarkdownTooDeep(_TOO_OPEN)


def check_elements(text: str, root: Element, more: Costs = ()) -> None:
    """Refuse text that would take minutes in the inline patterns, which run next."""
    texts = (element.text for element in root.iter() if element.text)
    _check_time(sum(_cost(one, (*COSTS_IN_ELEMENT, *more)) for one in texts), _limit(text))


def check_size(text: str, root: Element) -> None:
    """Refuse text that repeats long addresses or titles, before it is serialised."""
    # An attribute without a value is None.
    values = (value or "" for element in root.iter() for value in element.attrib.values())
    if sum(map(len, values)) > LEAST_ATTRIBUTES + ATTRIBUTES_PER_CHARACTER * len(text):
        raise MarkdownTooDeep("references or abbreviations repeat a long text too often")


def check_copies(text: str, markup: str) -> None:
    """Refuse markup that makes a parser copy unclosed formatting into block after block."""
    left = LEAST_COPIES + len(text)
    opened = 0
    for tag in _FORMATTING.finditer(markup):
        if tag[2]:
            opened = max(0, opened - 1 if tag[1] else opened + 1)
        else:
            left -= opened
        if left < 0:
            raise MarkdownTooDeep(_TOO_OPEN)


def nested_too_deeply() -> MarkdownTooDeep:
    return MarkdownTooDeep("lists, quotes or emphasis are nested too deeply")


def _limit(text: str) -> int:
    return LEAST_TIME + TIME_PER_CHARACTER * len(text)


def _check_time(cost: int, limit: int) -> None:
    if cost > limit:
        raise MarkdownTooDeep(_TOO_OPEN)


def _cost(text: str, costs: Costs) -> int:
    return len(text) * sum(price * len(pattern.findall(text)) for pattern, price in costs)


def _cells(block: str) -> int:
    """Return how many cells the tables of a block can have, since short rows are padded."""
    lines = block.split("\n")
    rules = (line.count("|") + 1 for line in lines if "|" in line and _TABLE_RULE.fullmatch(line))
    return max(rules, default=0) * len(lines)
