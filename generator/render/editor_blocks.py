"""Write blocks of Markdown as people type them in the form that Python-Markdown reads.

Editors and hosts go by CommonMark and GitHub's additions. Where Python-Markdown differs in how it
tells blocks apart, the lines are written anew, so that the page has the blocks of the editor:

- a list may follow a paragraph at once, as may a table;
- what is indented to the text of an item belongs to the item, whether by two spaces or by four;
- ``1)`` numbers an item, as ``1.`` does; a list of another kind is another list;
- fenced code may be indented, stand in an item, be unclosed, and have anything after its language;
- a backslash at the end of a line breaks it, and ``#tag`` is no heading;
- after a blank line, the inside of ``<details>`` and the like is Markdown;
- what is between two lines of ``$$`` is a formula, whose lines are no lists, headings or tables.

The text of converted documents never needs this: ``generator.content`` writes other forms.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from msgspec import Struct, field

from generator.render.markdown_limits import MOST_LEVELS, nested_too_deeply

_ITEM = re.compile(r"([-+*]|\d{1,9}[.)])(?:([ \t]++)(.*)|[ \t]*+)")
_ITEM_SIGN = re.compile(r"^(\d{0,9})([-+*.)])(?=[ \t])")
_RULE = re.compile(r"(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})")
_FENCE = re.compile(r"(`{3,}+|~{3,}+)[ \t]*+(.*)")
_TAG_WORD = re.compile(r"#{1,6}+[^\s#]")
_HEADING = re.compile(r"#{1,6}+(?:[ \t]|$)")
_TABLE_RULE = re.compile(
    r"[ \t]*+\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*\|?+[ \t]*+"
)
_APART = re.compile(r"\[\^[^\]\n]++\]:|:[ \t]|\*\[[^\]\n]++\]:")
"""The start of a footnote, a definition or an abbreviation, with what is indented below it."""
_CONTAINER = re.compile(
    r"<(details|div|section|article|aside|figure|center|header|footer|main|nav)\b([^<>]*+)>",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"<(pre|script|style|textarea|!--)", re.IGNORECASE)
_HTML = re.compile(r"</?[A-Za-z][\w-]*+[\s/>]|<!|<\?")
_LANGUAGE = re.compile(r"\.?([\w#.+-]++)")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_MOST_QUOTES = 20
"""How deep quotes are looked into."""
_MOST_LINES = 500
"""How many lines are searched for the end of an element."""
_MOST_OF_FORMULA = 100
"""How many lines are searched for the end of a formula."""
_INDENT = 4
"""The spaces by which Python-Markdown wants what belongs to an item indented."""
_SEPARATOR = "<!-- -->"
_IN_QUOTE, _IN_TABLE = -1, -2

MARK = "\x1f"
"""Stands on both sides of the number of a code block; HTML forbids the character."""


class Prepared(NamedTuple):
    """A text for Python-Markdown, and the HTML of the code blocks that it has numbers for."""

    text: str
    code: list[str]


def prepare(text: str) -> Prepared:
    """Return a text in the form that Python-Markdown reads as editors do.

    Raises MarkdownTooDeep for lists in lists that no page can take.
    """
    code: list[str] = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.replace(MARK, "").split("\n")
    return Prepared("\n".join(_Writer(code).write(lines)), code)


class _Item(NamedTuple):
    """An open item of a list: the column of its text, and the sign that its list goes by."""

    column: int
    sign: str


class _Writer(Struct):
    """The lines of one text, or of one quote, as far as they are written."""

    code: list[str]
    quotes: int = 0
    """How many quotes the lines are in."""
    items: list[_Item] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    is_in_text: bool = False
    """Whether the last line was one of a paragraph, which the next may continue."""
    start: int = 0
    """Where that paragraph begins in what is written, or what it is in; no line underlines that."""
    is_loose: bool = False
    """Whether the open list has a blank line: the next item needs one, too."""
    is_apart: bool = False
    """Whether the last block was a footnote, a definition or the like."""
    lines: list[str] = field(default_factory=list)
    at: int = 0

    def write(self, lines: list[str]) -> list[str]:
        self.lines = lines
        while self.at < len(lines):
            line = self.lines[self.at]
            self.at += 1
            if self._is_plain(line):
                self.written.append(line)
            elif line.strip():
                self._write_line(line.expandtabs(_INDENT) if "\t" in line else line)
            else:
                if self.items and self.written[-1].endswith(f" {_SEPARATOR}"):
                    self.items.pop()  # an item that begins with a blank line ends with it
                self.written.append("")
                self.is_in_text, self.is_loose = False, bool(self.items)
        return self.written

    def _is_plain(self, line: str) -> bool:
        """Return whether a line needs no closer look, as most do, and note that it is text."""
        if self.items or not line[:1].isalpha() or "|" in line or line[-1] == "\\":
            return False
        if not self.is_in_text:
            self.start = len(self.written)
        self.is_in_text, self.is_apart = True, False
        return True

    def _write_line(self, line: str) -> None:
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if self.is_apart and indent:
            self.written.append(line)
            return
        self.is_apart = False
        kept = next(
            (n for n, item in enumerate(self.items) if item.column > indent), len(self.items)
        )
        beyond = indent - (self.items[kept - 1].column if kept else 0)
        item = None
        if beyond < _INDENT and not _RULE.fullmatch(text):
            item = _ITEM.fullmatch(text)
        if item is not None and self._is_item(item, kept):
            self._begin_item(item, indent, kept)
            return
        if beyond < _INDENT and self._underlines(text):
            return
        is_block = beyond < _INDENT and self._begins_block(text)
        if self.is_in_text and not is_block:  # even if it is indented less, or more
            is_inside = self.items or self.start == _IN_QUOTE
            self._put(_ITEM_SIGN.sub(r"\1\\\2", text) if is_inside else text)
            return
        if kept < len(self.items):
            del self.items[kept:]
            self._part()
        if beyond >= _INDENT:
            self.written.append(" " * (_INDENT * kept + beyond) + text)
        elif is_block:
            self._write_block(text, indent)
        else:
            self.is_apart = not self.items and _APART.match(text) is not None
            if not self.is_in_text:
                self.start = len(self.written)
            self._put(text if self.items else line)
            self.is_in_text = True

    def _part(self) -> None:
        """Write a blank line if there is none."""
        if self.written and self.written[-1].strip():
            self.written.append("")

    def _underlines(self, text: str) -> bool:
        """Make a heading of the paragraph above, if the line is its underline."""
        signs = set(text.rstrip(" "))
        if not self.is_in_text or self.items or signs not in ({"-"}, {"="}):
            return False
        if self.start < 0:  # the text is inside a quote or a table
            return False
        lines = " ".join(line.strip(" ") for line in self.written[self.start :])
        self.written[self.start :] = ["", f"{'##' if '-' in signs else '#'} {lines}", ""]
        self.is_in_text = False
        return True

    # Lists

    def _is_item(self, item: re.Match[str], kept: int) -> bool:
        """Return whether a line is an item: inside a paragraph, not every number begins a list."""
        if not self.is_in_text or self.start == _IN_QUOTE or kept < len(self.items):
            return True
        return bool(item[3]) and (not item[1][0].isdigit() or int(item[1][:-1]) == 1)

    def _begin_item(self, item: re.Match[str], indent: int, kept: int) -> None:
        sign, space, text = item[1], item[2] or "", item[3] or ""
        is_numbered = sign[0].isdigit()
        is_new = kept == len(self.items)
        is_other = not is_new and self.items[kept].sign != sign[-1]
        del self.items[kept:]
        if is_other:
            self._put("", _SEPARATOR, "")
            self.is_loose = self.is_loose and bool(self.items)
        elif self.is_loose or (self.is_in_text and is_new and not self.items):
            self._part()
        self.is_loose = self.is_loose and bool(self.items or not is_new)
        if len(space) > _INDENT:
            space, text = " ", " " * (len(space) - 1) + text
        column = indent + len(sign) + (len(space) if text else 1)
        fence = _opened(text)
        mark = f"{sign[:-1]}." if is_numbered else sign
        depth = len(self.items)
        if depth > MOST_LEVELS:
            raise nested_too_deeply()
        self.items.append(_Item(column, sign[-1]))
        if fence is not None:
            text = self._take_code(fence, column)
        elif text.lstrip(" ").startswith("#"):
            text = _as_heading_or_text(text)
        self.written.append(f"{' ' * (_INDENT * depth)}{mark} {text or _SEPARATOR}")
        self.is_in_text, self.start = bool(text) and fence is None, 0

    # Other blocks

    def _begins_block(self, text: str) -> bool:
        if self._is_table(text):
            return True
        if text[0] == "<":
            return not self.is_in_text and _HTML.match(text) is not None
        return (
            text[0] == ">"
            or _RULE.fullmatch(text) is not None
            or (text[0] == "#" and _HEADING.match(text) is not None)
            or _opened(text) is not None
            or (text.startswith("$$") and self._formula_end(text) is not None)
        )

    def _is_table(self, text: str) -> bool:
        below = self.lines[self.at] if self.at < len(self.lines) else ""
        return (
            "|" in text
            and "-" in below
            and _TABLE_RULE.fullmatch(below) is not None
            and below.strip().strip("|").count("|") == text.strip().strip("|").count("|")
        )

    def _write_block(self, text: str, indent: int) -> None:
        if (fence := _opened(text)) is not None:
            self._put("", self._take_code(fence, indent), "")
            self.is_in_text = False
        elif text[0] == ">":
            self._write_quote(text)
        elif text[0] == "#" or _RULE.fullmatch(text):
            self._part()
            self._put(text)
            self.is_in_text = False
        elif text[0] == "<":
            self._write_html(text)
        elif text.startswith("$$"):
            self._write_formula(text)
        else:
            self._part()
            # With a bar before the first row, any row may have outer bars or none.
            self._put(text if text[0] == "|" else f"| {text}", self.lines[self.at].strip())
            self.at += 1
            self.is_in_text, self.start = True, _IN_TABLE

    def _write_quote(self, first: str) -> None:
        """Write the lines of a quote as those of a text of their own."""
        inner = [_QUOTE.sub("", first, count=1)]
        column = self.items[-1].column if self.items else 0
        while self.at < len(self.lines):
            line = self.lines[self.at]
            own = line[min(column, len(line) - len(line.lstrip(" "))) :]
            if not (match := _QUOTE.match(own)):
                break
            inner.append(own[match.end() :])
            self.at += 1
        if self.quotes < _MOST_QUOTES:
            inner = _Writer(self.code, self.quotes + 1).write(inner)
        is_in_text = bool(inner[-1].strip())
        # Blank lines around a block would become paragraphs.
        full = [number for number, line in enumerate(inner) if line.strip()]
        inner = inner[full[0] : full[-1] + 1] if full else []
        above = next((line for line in reversed(self.written) if line.strip()), "")
        if above.lstrip(" ").startswith(">"):
            self._put(_SEPARATOR, "")
        else:
            self._part()
        self._put(*(f"> {line}" if line else ">" for line in inner))
        self.is_in_text, self.start = is_in_text, _IN_QUOTE

    def _write_html(self, first: str) -> None:
        """Write the lines of an HTML block as they are, up to its end or to a blank line."""
        literal = _LITERAL.match(first)
        end = ("-->" if literal[1] == "!--" else f"</{literal[1].lower()}") if literal else ""
        line = self._with_markdown(first)
        self._put(line)
        while self.at < len(self.lines) and not (end and end in line.lower()):
            line = self.lines[self.at]
            if not line.strip() and not end:
                break
            self.written.append(self._with_markdown(line))
            self.at += 1
        self.is_in_text = False

    def _with_markdown(self, line: str) -> str:
        """Return a line whose element has Markdown inside, if its text follows a blank line."""
        match = _CONTAINER.match(line)
        if match is None or "markdown" in match[2] or self.items or self.quotes:
            return line
        end = f"</{match[1].lower()}"
        if end in line.lower():
            return line
        is_parted = False
        for below in self.lines[self.at : self.at + _MOST_LINES]:
            if end in below.lower():
                break
            is_parted = is_parted or not below.strip()
        else:
            return line
        return (
            f'{line[: match.end() - 1]} markdown="1">{line[match.end() :]}' if is_parted else line
        )

    # Code and formulas

    def _formula_end(self, first: str) -> int | None:
        """Return after how many more lines a formula ends; None if it has one line, or no end."""
        if "$$" in first[2:]:
            return None
        for count, line in enumerate(self.lines[self.at : self.at + _MOST_OF_FORMULA], 1):
            if "$$" in line:
                return count if line.rstrip().endswith("$$") else None
        return None

    def _write_formula(self, first: str) -> None:
        """Write a formula of several lines as a paragraph that shows what was typed."""
        end = self.at + (self._formula_end(first) or 0)
        lines = [first, *(line.strip() for line in self.lines[self.at : end])]
        self.at = end
        self.code.append(f"<p>{html.escape(chr(10).join(lines), quote=False)}</p>")
        self._put("", f"{MARK}{len(self.code) - 1}{MARK}", "")
        self.is_in_text = False

    def _take_code(self, fence: re.Match[str], indent: int) -> str:
        """Return what stands for the code below the line that opens it; that code is taken off."""
        sign, info = fence[1], fence[2].strip()
        column = self.items[-1].column if self.items else 0
        taken = []
        while self.at < len(self.lines):
            line = self.lines[self.at].expandtabs(_INDENT)
            text = line.lstrip(" ")
            own = len(line) - len(text)
            if text and own < column:
                break  # the item ends, and its code with it
            self.at += 1
            closing = text.rstrip(" ")
            if closing.startswith(sign) and not closing.strip(sign[0]) and own < indent + _INDENT:
                break
            taken.append(line[min(indent, own) :])
        language = _LANGUAGE.match(info.lstrip("{ "))
        name = f' class="language-{html.escape(language[1])}"' if language else ""
        body = "".join(f"{html.escape(line, quote=False)}\n" for line in taken)
        self.code.append(f"<pre><code{name}>{body}</code></pre>")
        return f"{MARK}{len(self.code) - 1}{MARK}"

    def _put(self, *lines: str) -> None:
        """Write lines where the innermost open item has its text."""
        indent = " " * (_INDENT * len(self.items))
        for line in lines:
            line = _as_heading_or_text(line) if line.startswith("#") else line
            if line.endswith("\\") and not line.endswith("\\\\"):
                line = f"{line[:-1]}  "
            self.written.append(f"{indent}{line}" if line else "")


def _opened(text: str) -> re.Match[str] | None:
    """Return the fence that a line opens; None if it opens none."""
    fence = _FENCE.fullmatch(text)
    return None if fence is None or (fence[1][0] == "`" and "`" in fence[2]) else fence


def _as_heading_or_text(line: str) -> str:
    return f"\\{line}" if _TAG_WORD.match(line) else line
