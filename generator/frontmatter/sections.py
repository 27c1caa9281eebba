"""Find where the front matter of a content file is, and in which format it is written.

Editors, word processors and other site generators begin their files in many ways; FORMS lists those
that are read. What stands between two lines of hyphens is front matter only if it looks like it:
texts begin with a horizontal rule, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from generator.frontmatter_keys import OTHERS, known_key
from generator.report import BuildError

Format: TypeAlias = Literal["yaml", "toml", "json", "lines", "pandoc"]
"""``lines`` are the ``Key: value`` of MultiMarkdown and Pelican, ``pandoc`` its title block."""

_OURS = "<<<<<<<"
_THEIRS = ">>>>>>>"
_OPENED = re.compile(r"---[ \t]*+\r?\n")
_CLOSED = re.compile(r"\n(?:---|\.\.\.)[ \t\r]*+(?:\n|\Z)")
_BEFORE = re.compile(r"(?:[ \t\r\xa0\ufeff]*+\n|[ \t]*+<!--(?:[^-]|-(?!->))*-->[ \t\r]*+\n?)*")
"""What may precede front matter: blank lines and comments."""
_FENCE = re.compile(r"\A[ \t]{0,3}(?:-{3,}|[—–―][—–―-]{0,4})(yaml|yml|toml|json)?[ \t\r\xa0]*+\Z")
"""A fence of YAML as people and word processors write it."""
_PLUS_FENCE = re.compile(r"\A[ \t]{0,3}\+{3,}[ \t\r\xa0]*+\Z")
_JSON = re.compile(r"\{\s*+(?:\"|\})")
_KEY = re.compile(r"[\"']?(\w(?:[\w .-]{0,40}\w)?)[\"']?[ \t]*+[:=](?=[ \t\r]|\Z|[^/:\s])")
_FLOW_KEY = re.compile(r"[\"']?\b(\w+)[\"']?[ \t]*+:")
_PLAIN_KEY = re.compile(r"[a-z0-9_][\w-]*+[ \t]*+:(?:[ \t\r]|\Z)|[\"']")
_META = re.compile(r"\A[ ]{0,3}([A-Za-z][\w-]*(?: [\w-]+)?):(?:[ \t]+|\Z)(.*)\Z")
"""A line of MultiMarkdown's; see https://python-markdown.github.io/extensions/meta_data/."""
_LEAST = 2
"""Lines of keys without a title are front matter if they are at least so many, all known."""
_UNREAD = re.compile(
    r"[ \t]{0,3}+(?:[+—–―-]{1,8}|```\w*+|;;;|\{)?[ \t\r\xa0]*+\n?"
    r"[\"'{ \t]*+(\w++)[\"']?[ \t]*+[:=]"
)
_MOST_LINES = 1_000
"""Front matter in a form that is not our own has at most so many lines."""


class Sections(Struct, frozen=True):
    """The parts of a content file: the text of its front matter, without fences, and the body.

    ``head`` is None for a file without front matter. ``first_line`` is the line of the file on
    which ``head`` begins, from 1.
    """

    head: str | None
    body: str
    format: Format = "yaml"
    first_line: int = 2

    @property
    def yaml(self) -> str | None:
        """The front matter if it is YAML; None if there is none, or in another format."""
        return self.head if self.format == "yaml" else None


def split(text: str) -> Sections:
    """Return the front matter and the body of a content file."""
    text = text.lstrip("\ufeff")
    if (opened := _OPENED.match(text)) and (end := _CLOSED.search(text, opened.end() - 1)):
        head = text[opened.end() : end.start() + 1]
        if _is_meant(head, is_usual=True):
            return Sections(head, text[end.end() :])
    start = _BEFORE.match(text)
    place = start.end() if start else 0
    first = text[place : place + 80].partition("\n")[0]
    for begins, cut in FORMS:
        if begins.match(first) and (found := cut(text, place)):
            return found
    return Sections(None, text)


def _is_meant(head: str, *, is_usual: bool) -> bool:
    """Return whether lines between fences are front matter, and not text between two rules.

    ``is_usual`` says that the fences are where and how they should be: then keys need not be known,
    if they look like it.
    """
    if "\n\n" not in head and (key := _KEY.match(head)) and is_known(key[1]):
        return True
    lines = [line.rstrip() for line in head.split("\n")]
    first = next(filter(None, lines), "").lstrip()
    if first[:1] == "{":
        return is_usual or any(is_known(key[1]) for key in _FLOW_KEY.finditer(head))
    margin = len(next(filter(None, lines), "")) - len(first)
    has_known, are_plain, is_after_blank = False, True, False
    for line in (line[margin:] for line in lines):
        if not line:
            is_after_blank = True
        elif line[0] not in " \t#-]}":
            key = _KEY.match(line)
            if key is None and is_after_blank:
                return False
            has_known = has_known or (key is not None and is_known(key[1]))
            are_plain = are_plain and _PLAIN_KEY.match(line) is not None
            is_after_blank = False
        elif line[:2] == "- " and not has_known:
            are_plain = False
    return has_known or (is_usual and are_plain)


def is_known(key: str) -> bool:
    """Return whether a key has a meaning here, or in another program that reads front matter."""
    return known_key(key) is not None or key.lower() in OTHERS


# The forms


def _line_number(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _cut_fenced(text: str, place: int) -> Sections | None:
    lines = text[place:].split("\n", _MOST_LINES)
    opened = _FENCE.match(lines[0])
    for number, line in enumerate(lines[1:_MOST_LINES], 1):
        if _FENCE.match(line) or line.rstrip() == "...":
            head = "\n".join(lines[1:number]) + "\n" if number > 1 else ""
            if not _is_meant(head, is_usual=False):
                return None
            named: Format = "yaml"
            if opened and opened[1] in ("toml", "json"):
                named = "toml" if opened[1] == "toml" else "json"
            body = "\n".join(lines[number + 1 :])
            return Sections(head, body, named, _line_number(text, place) + 1)
    return None


def _cut_plus_signs(text: str, place: int) -> Sections | None:
    lines = text[place:].split("\n", _MOST_LINES)
    for number, line in enumerate(lines[1:_MOST_LINES], 1):
        if _PLUS_FENCE.match(line):
            head = "\n".join(lines[1:number]) + "\n"
            body = "\n".join(lines[number + 1 :])
            return Sections(head, body, "toml", _line_number(text, place) + 1)
    return None


def _cut_json(text: str, place: int) -> Sections | None:
    if not _JSON.match(text, place):
        return None
    line = _line_number(text, place)
    try:
        _, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text, place)
    except (ValueError, RecursionError):
        end = text.find("\n}", place)
        if end < 0 or not _is_meant_json(text[place:end]):
            return None
        end += 2
    rest = text[end:]
    if rest.lstrip(" \t\r")[:1] not in ("", "\n") or not _is_meant_json(text[place:end]):
        return None
    return Sections(text[place:end], rest.lstrip(" \t\r").removeprefix("\n"), "json", line)


def _is_meant_json(text: str) -> bool:
    return any(is_known(key[1]) for key in _FLOW_KEY.finditer(text))


def _cut_lines(text: str, place: int) -> Sections | None:
    """Cut ``Key: value`` lines at the top, up to a blank line or one that is no such line."""
    lines = text[place:].split("\n", _MOST_LINES)
    keys: list[str] = []
    end = 0
    for line in lines[:_MOST_LINES]:
        if found := _META.match(line.rstrip("\r")):
            keys.append(found[1])
        elif not (keys and line.strip() and line.startswith(("    ", "\t"))):
            break
        end += 1
    if keys and end < len(lines) and _FENCE.match(lines[end]):  # only the first fence is missing
        head, body = "\n".join(lines[:end]) + "\n", "\n".join(lines[end + 1 :])
        place_of = _line_number(text, place)
        return Sections(head, body, "yaml", place_of) if _is_meant(head, is_usual=False) else None
    known = [known_key(key) for key in keys]
    if "title" not in known and (None in known or len(known) < _LEAST):
        return None
    rest = lines[end:]
    body = "\n".join(rest[1:] if rest and not rest[0].strip() else rest)
    head = "\n".join(lines[:end]) + "\n"
    return Sections(head, body, "lines", _line_number(text, place))


def _cut_pandoc(text: str, place: int) -> Sections | None:
    lines = text[place:].split("\n", 20)
    end = 1
    while end < len(lines) - 1 and lines[end][:1] in ("%", " ") and lines[end].strip():
        end += 1
    if end < len(lines) and lines[end].strip():
        return None
    head = "\n".join(lines[:end]) + "\n"
    return Sections(head, "\n".join(lines[end + 1 :]), "pandoc", _line_number(text, place))


FORMS: tuple[tuple[re.Pattern[str], Callable[[str, int], Sections | None]], ...] = (
    (_FENCE, _cut_fenced),
    (_PLUS_FENCE, _cut_plus_signs),
    (re.compile(r"\A\{"), _cut_json),
    (_META, _cut_lines),
    (re.compile(r"\A%[ \t]+\S"), _cut_pandoc),
)
"""The forms of front matter: how the first line looks, and what cuts it from the body."""


class Unread(NamedTuple):
    """What looks like front matter and is shown as text: the number of its first line, whether only
    its end is missing, and that line."""

    line: int
    is_unclosed: bool
    first: str


def find_unread(text: str) -> Unread | None:
    """Return where a text without front matter begins as if it had one; None if it does not."""
    start = _BEFORE.match(text)
    place = start.end() if start else 0
    found = _UNREAD.match(text, place)
    if found is None or not is_known(found[1]):
        return None
    first = text[place : place + 80].partition("\n")[0]
    is_fenced = bool(_FENCE.match(first) or _PLUS_FENCE.match(first))
    is_opened = is_fenced or first.lstrip()[:1] in ("{", "`", ";")
    # One line of prose may begin with “Date:” or “Note:”.
    if not is_opened and not _looks_like_more(text, place):
        return None
    return Unread(_line_number(text, place), is_fenced, first.strip())


def _looks_like_more(text: str, place: int) -> bool:
    lines = text[place:].split("\n", 3)[:2]
    keys = [_KEY.match(line.strip()) for line in lines]
    return all(key is not None and is_known(key[1]) for key in keys)


# Merge conflicts


def refuse_conflict(text: str, path: str) -> None:
    """Raise BuildError for a text in which a merge left two versions between conflict markers."""
    line = _find_conflict(text) if _OURS in text else None
    if line is not None:
        raise BuildError(
            "a merge left two versions of this passage, between the lines “<<<<<<<” and “>>>>>>>”",
            code="content.conflict",
            path=path,
            line=line,
            hint="Keep what is right, and delete the lines of marks. Where such lines belong to "
            "the text, indent them by four spaces.",
        )


def _find_conflict(text: str) -> int | None:
    """Return the number, from 1, of the line where a merge conflict begins; None without one."""
    begins: int | None = None
    is_divided = False
    for number, line in enumerate(text.split("\n"), 1):
        mark, rest = line[: len(_OURS)], line[len(_OURS) :].rstrip("\r")
        if mark == _OURS and rest[:1] in ("", " "):
            begins, is_divided = number, False
        elif line.rstrip("\r") == "=======":
            is_divided = begins is not None
        elif is_divided and mark == _THEIRS and rest[:1] in ("", " "):
            return begins
    return None
