"""Read front matter: its values and their lines, whichever format they are written in.

Numbers and dates stay the text that was typed in every format, as they do in YAML here.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.frontmatter.plain_values import find_odd, mend
from generator.frontmatter.sections import Format, Sections, split
from generator.frontmatter.yaml_text import Value, parse
from generator.frontmatter_keys import LISTS, known_key, meaning_of
from generator.report import BuildError, Diagnostic
from generator.text import line_of

_NO_KEY = frozenset(("", " ", "#", "-", "}", "]"))
_TOML_LINE = re.compile(r"at line (\d+)")
_TOML_PLACE = re.compile(r" \(at [^()]++\)\Z")
"""The place by lines of the front matter, which are not those of the file."""
_TOML_QUOTES = 'Texts need quotes in TOML: title = "Roads". A date needs none.'
_TOML_HINTS = (
    (
        "Expected '='",
        'TOML writes title = "Roads". For lines such as title: Roads, the fence is ---.',
    ),
    ("array", "Close the list with ], and put a comma between its entries."),
    ("overwrite", "Keep one of the two lines."),
)
_TOO_DEEP = "it is nested too deep"
_TOML_KEY = re.compile(r"\A[ \t]*\"?([\w.-]+)\"?[ \t]*=|\A[ \t]*\[+[ \t]*\"?([\w.-]+)")
_JSON_KEY = re.compile(r"\"([^\"\\]++)\"[ \t]*+:")
_META = re.compile(r"[ ]{0,3}([A-Za-z][\w-]*(?: [\w-]+)?):[ \t]*(.*)")
_INSIDE_WORDS = re.compile(r"[\w/.?&=%-]")
"""What may precede or follow an address that is part of a longer one."""
_WHOLE = frozenset(["section", "title"])


class FrontMatter(Struct, frozen=True):
    """What the front matter of a file holds: its values, and the line of each key in the file."""

    values: Mapping[str, Value]
    lines: Mapping[str, int]
    sections: Sections
    remarks: tuple[Diagnostic, ...] = ()
    """Diagnostics about values that were read as they were meant, not as they are written."""


def read(text: str, path: str) -> FrontMatter:
    """Return the front matter of the content file ``path``, which is empty if it has none.

    Raises BuildError with the line when it is not valid in its format, or not a mapping.
    """
    sections = split(text)
    if sections.head is None:
        return FrontMatter({}, {}, sections)
    if sections.format in _LOOSE:
        return _LOOSE[sections.format](sections, sections.head)
    return _READERS[sections.format](sections, sections.head, path)


def _read_yaml(sections: Sections, head: str, path: str) -> FrontMatter:
    lines = {
        line.partition(":")[0].rstrip().strip("\"'"): number
        for number, line in enumerate(head.split("\n"), sections.first_line)
        if line[:1] not in _NO_KEY
    }
    try:
        values = parse(head, path, first_line=sections.first_line)
    except BuildError:
        mended, remarks = mend(head, path, sections.first_line)
        if mended == head:
            raise
        values = parse(mended, path, first_line=sections.first_line)
        return FrontMatter(values, lines, sections, remarks)
    remarks = ()
    if find_odd(head, values):
        mended, remarks = mend(head, path, sections.first_line)
        if mended != head:
            values = parse(mended, path, first_line=sections.first_line)
    return FrontMatter(values, lines, sections, remarks)


def _read_toml(sections: Sections, head: str, path: str) -> FrontMatter:
    import tomllib  # most archives have none

    try:
        values = tomllib.loads(head.replace("\r", ""), parse_float=str)
    except (ValueError, RecursionError) as problem:
        found = _TOML_LINE.search(str(problem))
        number = int(found[1]) if found else 1
        reason = _TOML_PLACE.sub("", str(problem))
        hint = next((hint for sign, hint in _TOML_HINTS if sign in reason), _TOML_QUOTES)
        if isinstance(problem, RecursionError):
            reason = _TOO_DEEP
        raise _refusal("TOML", reason, sections, number, path, hint) from problem
    return FrontMatter(_as_texts(values), _lines_of(_TOML_KEY, sections, head), sections)


def _read_json(sections: Sections, head: str, path: str) -> FrontMatter:
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)
    try:
        values = decoder.decode(head)
    except json.JSONDecodeError as problem:
        hint = "Texts and keys need double quotes, and no comma may follow the last value."
        raise _refusal("JSON", problem.msg, sections, problem.lineno, path, hint) from problem
    except RecursionError as problem:
        hint = "Look for lists inside lists."
        raise _refusal("JSON", _TOO_DEEP, sections, 1, path, hint) from problem
    if not isinstance(values, dict):
        raise _refusal("JSON", "expected keys and values", sections, 1, path, "Begin with {.")
    return FrontMatter(values, _lines_of(_JSON_KEY, sections, head), sections)


def _refusal(
    name: str, reason: str, sections: Sections, number: int, path: str, hint: str
) -> BuildError:
    return BuildError(
        f"this is not valid {name}: {reason}",
        code="front-matter.invalid",
        path=path,
        line=sections.first_line + number - 1,
        hint=hint,
        quote=line_of(sections.head or "", number),
    )


def _lines_of(form: re.Pattern[str], sections: Sections, head: str) -> dict[str, int]:
    """Return the line of the first mention of each key."""
    found: dict[str, int] = {}
    for number, line in enumerate(head.split("\n"), sections.first_line):
        for key in form.finditer(line):
            found.setdefault(next(filter(None, key.groups())), number)
    return found


def lines_of_entries(sections: Sections, first: int, entries: Sequence[str]) -> list[int]:
    """Return the line in the file of each entry of a list whose key is on the line ``first``.

    The entries are searched one after the other, as they may be written in any format. One that
    is written otherwise, over several lines for example, has the line of the entry before it.
    """
    head = sections.head or ""
    above = head.split("\n")[: first - sections.first_line]
    place, line = sum(len(one) + 1 for one in above), first
    found = []
    for entry in entries:
        forms = (entry or '""', json.dumps(entry)[1:-1], entry.replace("'", "''"))
        at, form = next(
            ((at, form) for form in forms if (at := _find_whole(head, form, place)) >= 0),
            (place, ""),
        )
        line += head.count("\n", place, at)
        place = at + len(form)
        found.append(line)
    return found


def _find_whole(text: str, entry: str, start: int) -> int:
    """Return where an entry is in a text, and not as part of a longer one; -1 if it is nowhere."""
    at = text.find(entry, start) if entry else -1
    while at >= 0:
        around = (text[max(at - 1, 0) : at], text[at + len(entry) : at + len(entry) + 1])
        if not any(map(_INSIDE_WORDS.match, around)):
            return at
        at = text.find(entry, at + 1)
    return at


def _as_texts(value: Any) -> Any:
    """Return a value of TOML with its numbers and dates as texts."""
    if isinstance(value, dict):
        return {key: _as_texts(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_texts(entry) for entry in value]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat().replace("+00:00", "Z")
    return value if isinstance(value, bool) else str(value)


def _read_lines(sections: Sections, head: str) -> FrontMatter:
    """Read ``Key: value`` lines; a line that is indented continues the one above."""
    texts: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(head.split("\n"), sections.first_line):
        if (found := _META.fullmatch(line.rstrip("\r"))) and not line.startswith("    "):
            key = found[1].lower()
            lines.setdefault(key, number)
            texts.setdefault(key, [])
            line = found[2]
        if key and line.strip():
            texts[key].append(_unquoted(line.strip()))
    values = {key: _of_lines(key, parts) for key, parts in texts.items()}
    return FrontMatter(values, lines, sections)


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"' and text.count('"') == 2
    return text[1:-1] if is_quoted else text


def _of_lines(key: str, parts: list[str]) -> Value:
    """Return a value of such lines: lists are parted by commas or, if there are any, semicolons."""
    meant = meaning_of(key)
    if meant not in LISTS or meant in _WHOLE:
        return " ".join(parts)
    sign = ";" if any(";" in part for part in parts) else ","
    # “Author: Weir, Ann” is one name, as Pelican reads it.
    if known_key(key) == "author" and sign == ",":
        return parts
    return [entry.strip() for part in parts for entry in part.split(sign) if entry.strip()]


def _read_pandoc(sections: Sections, head: str) -> FrontMatter:
    """Read a title block: title, authors and date, each below a percent sign."""
    blocks: list[tuple[int, list[str]]] = []
    for number, line in enumerate(head.split("\n"), sections.first_line):
        if line.startswith("%"):
            blocks.append((number, [line[1:].strip()]))
        elif blocks and line.strip():
            blocks[-1][1].append(line.strip())
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for key, (number, parts) in zip(("title", "authors", "date"), blocks, strict=False):
        authors = [name.strip() for part in parts for name in part.split(";") if name.strip()]
        values[key] = authors if key == "authors" else " ".join(parts)
        lines[key] = number
    return FrontMatter(values, lines, sections)


_READERS: Mapping[Format, Callable[[Sections, str, str], FrontMatter]] = {
    "yaml": _read_yaml,
    "toml": _read_toml,
    "json": _read_json,
}
_LOOSE: Mapping[Format, Callable[[Sections, str], FrontMatter]] = {
    "lines": _read_lines,
    "pandoc": _read_pandoc,
}
"""The formats in which nothing can be wrong."""
