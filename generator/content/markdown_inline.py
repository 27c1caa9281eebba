"""Write a line of text with its spans as Markdown: inline markup, and escapes for all else.

What looks like markup to Python-Markdown (``extra``, ``sane_lists``) or CommonMark is escaped.
Characters that HTML forbids (controls, noncharacters, lone surrogates) are left out, or become
spaces if they separate words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from urllib.parse import quote

from generator.model import Span, SpanKind, Spans

SPACES = re.compile("[\x0b\x0c\r\x1c-\x1f\x85]")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
RUN_OF_SPACE = re.compile(r"[ \t]+")

_INLINE_MARKUP = r"""
    \\(?=[!-/:-@\[-`{-~]|$)                   # a backslash that would escape, or break the line
  | `
  | ~(?=~)                                    # ~~deleted~~
  | \[(?![^\[\]]{0,200}\])                    # unclosed, each costs Python-Markdown a full scan
  | (?<=\])\(                                 # [text](address)
  | (?<!\S)\{                                 # {: .attribute}
  | <(?![ \t])                                # tags, <me@example.org>
  | &(?=\#|[A-Za-z0-9][-.A-Za-z0-9]*;)        # entities, even the unfinished &#65
"""
_SUSPECTS = re.compile(r"[\\`~*_\[({<&]")
"""The characters that inline markup begins with: most lines have none, and need no closer look."""

# Only signs that could open emphasis are escaped (not those in 2 * 3 and snake_case): where nothing
# is opened, nothing is closed.
IN_PROSE = re.compile(rf"(?<!\*)\*++(?=[^\s*]) | (?<!\w)_++(?=\S) | {_INLINE_MARKUP}", re.VERBOSE)
# Python-Markdown does not take a hard break for white space: a sign before it can open emphasis.
IN_VERSE = re.compile(
    rf"(?<!\*)\*++(?=[^\s*]|$) | (?<!\w)_++(?=\S|$) | {_INLINE_MARKUP}", re.VERBOSE
)
# Inside our own emphasis any star would close it, and *[X]: y would define an abbreviation.
IN_EMPHASIS = re.compile(rf"\* | ^\[ | (?<!\w)_++(?=\S) | {_INLINE_MARKUP}", re.VERBOSE)

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

_TAGS = {
    SpanKind.EMPHASIS: "em",
    SpanKind.STRONG: "strong",
    SpanKind.CODE: "code",
    SpanKind.RAISED: "sup",
    SpanKind.LOWERED: "sub",
    SpanKind.DELETED: "del",
    SpanKind.INSERTED: "ins",
}
STARS = {SpanKind.EMPHASIS: "*", SpanKind.STRONG: "**"}
_BREAKS = re.compile(r"[\t\n\r]+")
"""What browsers take out of addresses: https://url.spec.whatwg.org/#url-parsing."""
_IN_ADDRESSES = "!#$%&'*+,/:;=?@~"
"""Characters of an address that need no escape, in addition to letters, figures, ``-._``."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_BRACKETS = {"[": "&#91;", "]": "&#93;"}

_ENTITIES = {"<": "&lt;", "&": "&amp;", "=": "&#61;", "~": "&#126;", ":": "&#58;"}
"""Characters that a backslash does not escape in Python-Markdown."""


def one_line(text: str | None, spans: Spans = ()) -> str:
    lines = inline_lines(text or "", spans, IN_PROSE, is_start=False)
    return _escaped_start(RUN_OF_SPACE.sub(" ", " ".join(lines)))


def escaped_lines(text: str, markup: re.Pattern[str]) -> list[str]:
    """Return the lines of ``text``, each safe at the start of a line."""
    return inline_lines(text, (), markup)


def inline_lines(
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
    text = SPACES.sub(" ", text)
    if FORBIDDEN.search(text):
        spans = tuple(_without_forbidden(text, spans))
        text = FORBIDDEN.sub("", text)
    if has_stars is None:
        has_stars = any(span.kind in STARS for span in spans)
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
                written = escape(stripped, markup)
            found.append(_escaped_start(written) if is_start else written)
        start = end + 1
    return found


def _without_forbidden(text: str, spans: Spans) -> Iterator[Span]:
    """Yield the spans of a text as they are once its forbidden characters are taken out."""
    places = [match.start() for match in FORBIDDEN.finditer(text)]
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
    if spans and "\\" in line:  # it could escape a sign of ours
        escaped = ["\\\\" if char == "\\" else char for char in escaped]
    # Beside our own signs, some characters would mean more than they do between words.
    for place in {place for span in spans for place in (span.start, span.end)}:
        for at, char in enumerate(takewhile("{_*".__contains__, line[place:]), place):
            escaped[at] = f"\\{char}"
    for span in spans:  # an exclamation mark would make a picture of the link behind it
        if span.kind is SpanKind.LINK and line[max(0, span.start - 1) : span.start] == "!":
            escaped[span.start - 1] = "\\!"
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
        if not _is_balanced(words) or "\\[" in escaped[span.start : span.end]:
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
            reading = escape(joined(span.value), IN_PROSE)
            return f"<ruby>{inner}<rt>{reading}</rt></ruby>" if reading else inner
        # Python-Markdown ends a “&#6” with a semicolon, in code too.
        case SpanKind.CODE if not (nested or set("`|\\") & {*words, before} or "&#" in words):
            return f"`{words}`"
        case SpanKind.EMPHASIS | SpanKind.STRONG:
            stars = STARS[span.kind]
            if nested and nested[0].kind in STARS and nested[0][:2] == span[:2]:
                stars, nested = "***", nested[1:]
            own = [one for one in nested if one.kind in STARS]
            is_clear = all(one.kind is not span.kind and len(stars) < 3 for one in own) and all(
                one.end < other.start for one, other in pairwise(own)
            )
            is_free = not (before.isalnum() or behind.isalnum() or "*" in (before, behind))
            if is_free and is_clear and "*" not in words:
                inner = _rendered(line, escaped, span.start, span.end, nested)
                return f"{stars}{inner}{stars}"
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
    plain = FORBIDDEN.sub("", _BREAKS.sub("", written.strip()))
    return quote(plain, safe=_IN_ADDRESSES)


def joined(text: str | None) -> str:
    return RUN_OF_SPACE.sub(" ", " ".join(_lines(text or "")))


def _lines(text: str) -> list[str]:
    """Return the lines that are not blank, without the white space around them."""
    allowed = FORBIDDEN.sub("", SPACES.sub(" ", text))
    return [stripped for line in allowed.split("\n") if (stripped := line.strip())]


def escape(line: str, markup: re.Pattern[str]) -> str:
    return markup.sub(in_markdown, line) if _SUSPECTS.search(line) else line


def _escaped_start(line: str) -> str:
    """Escape the start of a line that would begin a block; its inline markup is escaped already."""
    if match := _LINE_START.match(line):
        at = match.end() - 1
        return line[:at] + _character(line[at]) + line[at + 1 :]
    return line


def in_markdown(match: re.Match[str]) -> str:
    return "".join(map(_character, match[0]))


def _character(char: str) -> str:
    return _ENTITIES.get(char, f"\\{char}")
