"""Read values that people write without quotes and YAML takes for something else.

``title: [Untitled] view``, ``title: Roads: a history``, ``title: Lot #5``, ``tags: #fire`` are what
they say to people. A value is mended here only if its line shows what is meant; each one is told,
with its line and with the quotes that any other program needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.frontmatter.writing import dump_key, dump_value, quote
from generator.frontmatter.yaml_text import Value, parse
from generator.frontmatter_keys import LISTS, TEXTS, known_key, meaning_of
from generator.report import BuildError, Diagnostic, warning
from generator.text import printable, shorten

_ENTRY = re.compile(r"([\"']?)([^\W_][^\"':#{\[\n]{0,60}?)\1[ \t]*:(?:[ \t]+(.*)|[ \t]*)\Z")
_UNSPACED = re.compile(r"([A-Za-z_]+):([^\s:/].*)\Z")
_TABS = re.compile(r"^([ ]*)\t+", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*)\Z")
_HASHTAGS = re.compile(r"#[^\s,]++(?:[\s,]++[^\s,]++)*\Z")
_IS_BLOCK = re.compile(r"[|>][\d+-]*[ \t]*(?:#.*)?\Z")
_BRACKET = re.compile(r"[\[\]{}]")
_NO_COMMENT = re.compile(r"\s#(?:\s?\d|[^\s\d])")
"""A number sign that belongs to what follows, as in “Lot #5”; a comment begins with words."""
_NOT_PLAIN = frozenset("\"'|>[{&!#")
"""What values begin with that may go on in the next line."""
_NOTHING = frozenset(("~", "null", "NULL"))
_SIGNS = (": &", ": !", "- &", "- !")
_UNQUOTED = "is not valid without quotes; it is read as text"
_SHOWN = 60


def find_odd(head: str, values: Mapping[str, Value]) -> bool:
    """Return whether a value of valid YAML may be another than what was meant."""
    if " #" in head or any(sign in head for sign in _SIGNS):
        return True
    for key, value in values.items():
        if value is None or value is True or value is False:
            if meaning_of(key) in TEXTS or meaning_of(key) in LISTS:
                return True
        elif isinstance(value, list):
            if None in value or meaning_of(key) == "title":
                return True
        elif isinstance(value, dict) and meaning_of(key) in TEXTS:
            return True
    return False


def mend(head: str, path: str, first_line: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return YAML in which values that are not what they say are in quotes, and what was mended.

    Every line keeps its number. What cannot be understood stays as it is.
    """
    remarks: list[Diagnostic] = []
    lines = _TABS.sub(lambda match: match[1] + "  ", head).split("\n")
    for number, text in _indented_keys(lines):
        lines[number] = text
        remarks.append(
            warning(
                "front-matter.indent",
                f"“{printable(shorten(text, _SHOWN))}” is indented below another value; it is read "
                "as a key of its own",
                path=path,
                line=first_line + number,
                hint="Write it at the beginning of the line, as the keys above it.",
            )
        )
    result: list[str] = []
    for number, entry in _entries(lines):
        mended = _mended(entry)
        if mended is None:
            result += entry
            continue
        result += [mended.line, *[""] * (len(entry) - 1)]
        if mended.complaint:
            remarks.append(
                warning(
                    "front-matter.quotes",
                    printable(mended.complaint),
                    path=path,
                    line=first_line + number,
                    hint=f"Write it so: {printable(shorten(mended.right or mended.line, 180))}",
                )
            )
    return "\n".join(result), tuple(remarks)


def _indented_keys(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the known keys that are indented below a key with a plain text, without the indent.

    YAML allows no key there: it must have been meant as one of its own.
    """
    found = []
    is_below_text = False
    for number, line in enumerate(lines):
        text = line.lstrip(" ")
        entry = _ENTRY.match(text.rstrip()) if text else None
        if text == line:
            is_own = entry is not None
        elif is_own := bool(entry and is_below_text and known_key(entry[2])):
            found.append((number, text))
        if is_own and entry:
            value = (entry[3] or "").strip()
            is_below_text = bool(value) and value[0] not in _NOT_PLAIN
    return found


def _entries(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each key at the left margin, with the index of the first."""
    start = 0
    for number, line in enumerate(lines):
        is_more = not line.strip() or line[0] in " \t#}]" or line.startswith("- ") or line == "-"
        if number > start and not is_more:
            yield start, list(lines[start:number])
            start = number
    yield start, list(lines[start:])


class _Mended(NamedTuple):
    """A key with its value as it was meant, and what to tell, if anything."""

    line: str
    complaint: str = ""
    right: str = ""
    """How it should be written, unless that is ``line``."""


def _mended(entry: Sequence[str]) -> _Mended | None:
    """Return a key with its value in quotes; None if it is right."""
    found = _ENTRY.match(entry[0].rstrip())
    if found is None:
        unspaced = _UNSPACED.match(entry[0].rstrip())
        if unspaced and known_key(unspaced[1]):
            line = f"{unspaced[1]}: {quote(_unquoted(unspaced[2]))}"
            return _Mended(line, f"“{shorten(entry[0], _SHOWN)}” needs a space after the colon")
        return None
    key, raw = found[2], (found[3] or "").strip()
    more = [line for line in entry[1:] if line.strip() and not line.lstrip().startswith("#")]
    meaning = meaning_of(key)
    if more and not raw:
        return _mended_items(key, entry[1:]) if meaning in LISTS else None
    value, is_valid = _alone("\n".join(entry) + "\n", key)
    if not more and meaning in LISTS and (words := _list_meant(raw, value, is_valid=is_valid)):
        is_told = not raw.startswith(("#", "[#"))
        complaint = f"“{shorten(raw, _SHOWN)}” is not a valid list"
        return _Mended(_line(key, words), complaint if is_told else "")
    if _IS_BLOCK.match(raw) and more:
        return None
    meant = _text_meant(raw, value, meaning, is_valid=is_valid)
    if meant is None:
        return None
    if more:
        if meaning not in TEXTS or not all(line[:1] in " \t" for line in more):
            return None
        meant = " ".join((meant, *(line.strip() for line in more)))
    if raw in _NOTHING:
        complaint = f"“{key}: {raw}” means in YAML that there is no {key}"
        right = f"{_line(key, raw)} if that is the {key}, else delete the line"
        return _Mended(entry[0], complaint, right)
    why = (
        _UNQUOTED if meant.startswith(raw) else "begins with a quotation mark that is never closed"
    )
    return _Mended(_line(key, meant), f"“{key}: {shorten(raw, _SHOWN)}” {why}")


def _closed(raw: str, meaning: str) -> str:
    """Return a value without a quotation mark that only begins it; ’Tis is a word of a text."""
    is_unclosed = raw[0] == '"' or (raw[0] == "'" and meaning not in TEXTS)
    return raw[1:].strip() if is_unclosed and raw.count(raw[0]) == 1 else raw


def _line(key: str, value: Value) -> str:
    return f"{dump_key(key)}: {dump_value(value)}"


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] in "\"'" else text


def _alone(entry: str, key: str) -> tuple[Value, bool]:
    """Return the value of one entry, and whether it is valid by itself."""
    try:
        values = parse(entry, "")
    except BuildError:
        return None, False
    return values.get(key), len(values) == 1


def _text_meant(raw: str, value: Value, meaning: str, *, is_valid: bool) -> str | None:
    """Return the text that a value on one line is to people; None if YAML has it right."""
    if not raw:
        return None
    if not is_valid:
        # A value in brackets or braces may be right but for one of its entries.
        is_structure = raw[0] in "[{" and meaning not in TEXTS
        return None if is_structure or (raw[0] in "|>" and len(raw) == 1) else _closed(raw, meaning)
    if raw[0] in "&!" and not raw.startswith("!!"):
        return raw
    if meaning not in TEXTS:
        return None
    if isinstance(value, bool) or (value is None and (raw in _NOTHING and meaning == "title")):
        return raw
    if value is None and raw.startswith("#"):
        return raw if raw[1:2].strip() else None
    if isinstance(value, str) and raw[0] not in "\"'|>" and _NO_COMMENT.search(raw):
        return raw
    if isinstance(value, list) and (meaning == "title" or (len(value) == 1 and '"' not in raw)):
        return raw
    if isinstance(value, dict) and (meaning == "title" or None in value.values()):
        return raw
    return None


def _list_meant(raw: str, value: Value, *, is_valid: bool) -> list[str] | None:
    """Return the entries of a list on one line that YAML has wrong; None if it has it right."""
    if is_valid and value is None and _HASHTAGS.match(raw):
        return raw.replace(",", " ").split()
    if is_valid and isinstance(value, str) and raw[:1] not in ("'", '"') and " #" in raw:
        words = raw.replace(",", " ").split()
        return words if all(word.startswith("#") for word in words[1:]) else None
    if not is_valid and raw.startswith("[") and raw.endswith("]"):
        if _BRACKET.search(raw, 1, len(raw) - 1):
            return None
        entries = (_unquoted(entry.strip()) for entry in raw[1:-1].split(","))
        return [entry for entry in entries if entry]
    return None


def _mended_items(key: str, lines: Sequence[str]) -> _Mended | None:
    """Return a list of texts, one a line, with those in quotes that YAML would misread."""
    texts: list[Value] = []
    odd: list[str] = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.match(line.rstrip())
        if item is None:
            return None
        raw = item[1].strip()
        value, is_valid = _alone(f"a: {raw}\n", "a")
        is_fine = is_valid and isinstance(value, str) and raw[0] not in "&!"
        if not is_fine and raw not in _NOTHING and raw[0] not in "[{":
            if not raw.startswith("#"):
                odd.append(raw)
            value = raw
        elif isinstance(value, str) and " #" in raw and raw[0] not in "\"'":
            return None
        texts.append(value)
    if not odd and not any(isinstance(text, str) and text.startswith("#") for text in texts):
        return None
    shown = "”, “".join(shorten(one, _SHOWN) for one in odd[:3])
    complaint = f"“{shown}” {_UNQUOTED}" if odd else ""
    return _Mended(_line(key, texts), complaint)
