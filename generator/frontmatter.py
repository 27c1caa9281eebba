"""Read and write the YAML of front matter and settings, without YAML's surprises.

Reading keeps every scalar as the text that was typed, except ``true``, ``false`` and null:
``no``, ``20:46`` and ``2001`` are texts. Duplicate keys are errors. Writing quotes every text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NoReturn, TypeAlias

import yaml
from msgspec import Struct

from generator.report import BuildError
from generator.text import line_of

Value: TypeAlias = "str | bool | float | Sequence[Value] | Mapping[str, Value] | None"
"""What front matter can hold."""

FENCE = "---"
CLOSING = (FENCE, "...")
_TAGS = "tag:yaml.org,2002:"
_TEXT_TAG = f"{_TAGS}str"
_PLAIN_TAGS = (f"{_TAGS}bool", f"{_TAGS}null")
_UNSAFE = re.compile(
    "[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd"
    "\\U00010000-\\U0010ffff]"
)
"""A character that is written as an escape: control characters, DEL to U+009F, line and paragraph
separators, surrogates, U+FEFF, U+FFFE and U+FFFF."""
_PLAIN_KEY = re.compile(r"\w(?:[\w -]*\w)?")
"""A key that needs no quotes, such as ``date_text`` or ``Call number``."""
_OURS = "<<<<<<<"
_THEIRS = ">>>>>>>"
_FENCE_LINE = re.compile(r"---[ \t]*\r?\n")
_FIRST_KEY = re.compile(r"\ufeff?---[ \t]*\r?\n[\w\"'-]+[ \t]*:")
"""A fence and, on the line after it, a key with its colon."""
_LINE_WIDTH = 88
_QUOTE_IT = 'Put values that hold ": " or "#" in quotes, for example title: "Roads: a history".'
_INDENTED_BY_TAB = re.compile(r" *\t")
_CLOSED_BY = {yaml.FlowMappingStartToken: "}", yaml.FlowSequenceStartToken: "]"}
_DEEPEST = 100
"""The most levels of nested lists and mappings; the parser recurses once for each level."""
_MOST_TOKENS = 200_000
"""The most words, brackets and signs in a text: parsed, it takes a thousand times its bytes."""
_LONG = 1 << 18
"""The tokens of a text with fewer characters than this need not be counted."""
_MAYBE_DEEP = re.compile(r"[ \t?:-]{50}")
"""What precedes a value that is nested too deep by indentation, or by hyphens in a row."""
_OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_CLOSING_TOKENS = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(LOADER):  # type: ignore[misc]
    """PyYAML's safe loader without any implicit types except booleans and null."""

    def construct_mapping(self, node: yaml.Node, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, int] = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode):
                _refuse(key, "a key is one word or a few, not a list")
            key.tag = _TEXT_TAG
            if key.value in seen:
                first = seen[key.value]
                _refuse(key, f"the key {key.value!r} appears twice (first on line {first})")
            seen[key.value] = key.start_mark.line + self.first_line
        result: dict[Any, Any] = super().construct_mapping(node, deep)
        return result

    first_line = 1


_Loader.yaml_implicit_resolvers = {
    initial: kept
    for initial, resolvers in LOADER.yaml_implicit_resolvers.items()  # type: ignore[attr-defined]
    if (kept := [(tag, pattern) for tag, pattern in resolvers if tag == _PLAIN_TAGS[1]])
}
_Loader.add_implicit_resolver(_PLAIN_TAGS[0], re.compile(r"^(?:true|false)$"), ["t", "f"])


def _read_plain(loader: _Loader, node: yaml.Node) -> bool | None:
    """Return a boolean or null; refuse their tags on any other value."""
    if not isinstance(node, yaml.ScalarNode) or node.value not in _MORE_THAN_TEXT:
        _refuse_tag(loader, node)
    return _MORE_THAN_TEXT[node.value]


def _refuse_tag(_: _Loader, node: yaml.Node) -> NoReturn:
    tag = str(node.tag).replace(_TAGS, "!!", 1)
    _refuse(node, f"{_TAG_REFUSED} “{tag}” is not read here")


def _refuse(node: yaml.Node, message: str) -> NoReturn:
    raise yaml.constructor.ConstructorError(None, None, message, node.start_mark)


_MORE_THAN_TEXT = {"true": True, "false": False} | dict.fromkeys(["", "~", "null", "Null", "NULL"])
_TAG_REFUSED = "the tag"
_Loader.yaml_constructors = {
    **{
        f"{_TAGS}{tag}": yaml.SafeLoader.yaml_constructors[f"{_TAGS}{tag}"]
        for tag in ("map", "seq", "str")
    },
    **dict.fromkeys(_PLAIN_TAGS, _read_plain),
    None: _refuse_tag,
}


class Sections(Struct, frozen=True):
    """The two parts of a content file: the YAML between its fences (or None), and the body."""

    yaml: str | None
    body: str


def split(text: str) -> Sections:
    """Return the front matter and the body of a content file."""
    text = text.lstrip("\ufeff")
    if not _FENCE_LINE.match(text):
        return Sections(None, text)
    lines = text.split("\n")
    for index in range(1, len(lines)):
        if lines[index].rstrip() in CLOSING:
            return Sections("\n".join(lines[1:index]) + "\n", "\n".join(lines[index + 1 :]))
    return Sections(None, text)


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


def is_opened(text: str) -> bool:
    """Return whether a text begins like front matter, even if the front matter has no end."""
    return _FIRST_KEY.match(text) is not None


def parse(text: str, path: str, *, first_line: int = 1) -> dict[str, Value]:
    """Return the mapping that YAML ``text`` holds; ``first_line`` is where it starts in ``path``.

    Raises BuildError with the line when it is not valid YAML, or not a mapping.
    """
    loader = _Loader(text)
    loader.first_line = first_line
    try:
        _refuse_bombs(text, path, first_line)
        value = loader.get_single_data()
    except yaml.YAMLError as problem:
        raise _as_build_error(problem, text, path, first_line) from problem
    finally:
        loader.dispose()
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = 'expected keys and values, such as “title: "A title"”'
        raise BuildError(message, code="yaml.not-a-mapping", path=path, line=first_line)
    return {str(key): entry for key, entry in value.items()}


def _refuse_bombs(text: str, path: str, first_line: int) -> None:
    """Raise BuildError for text that is costly to parse: aliases, which can expand to gigabytes
    when nested; hundreds of lists inside lists; hundreds of thousands of values.
    """
    is_maybe_deep = text.count("[") + text.count("{") > _DEEPEST or _MAYBE_DEEP.search(text)
    if not is_maybe_deep and "*" not in text and len(text) < _LONG:
        return
    depth = 0
    for number, token in enumerate(yaml.scan(text, Loader=LOADER)):
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING_TOKENS)
        if isinstance(token, yaml.AliasToken):
            code = "yaml.alias"
            message = f"“*{token.value}” is a YAML alias, which is not read here"
            hint = "Write the value out, or put it in quotes if the * is part of it."
        elif depth > _DEEPEST:
            code, message = "yaml.deep", f"these values are nested more than {_DEEPEST} deep"
            hint = "Put the value in quotes if the brackets are part of it."
        elif number > _MOST_TOKENS:
            code, message = "yaml.long", f"there are more than {_MOST_TOKENS:,} words and signs"
            hint = "Keep what is so long in a file of its own."
        else:
            continue
        line = token.start_mark.line + first_line
        raise BuildError(message, code=code, path=path, line=line, hint=hint)


def _lines_above(problem: yaml.YAMLError, text: str) -> int:
    """Return how many lines are above the line where the problem is, or where it begins."""
    if isinstance(problem, yaml.reader.ReaderError):
        return text.encode()[: problem.position].count(b"\n")
    if not isinstance(problem, yaml.MarkedYAMLError):
        return 0
    is_unclosed = "end of stream" in str(problem.problem)
    mark = problem.context_mark if is_unclosed else problem.problem_mark
    return mark.line if mark else 0


def _as_build_error(problem: yaml.YAMLError, text: str, path: str, first_line: int) -> BuildError:
    reason = getattr(problem, "problem", None) or getattr(problem, "reason", None) or str(problem)
    above, hint = _lines_above(problem, text), _QUOTE_IT
    line = next(iter(text.split("\n")[above:]), "")
    if "flow" in (getattr(problem, "context", None) or "") and (opened := _open_bracket(text)):
        above = opened.start_mark.line
        reason = f"a bracket is not closed: expected “{_CLOSED_BY[type(opened)]}”"
    elif "cannot start any token" in reason and _INDENTED_BY_TAB.match(line):
        reason, hint = "the line begins with a tab", "Indent with spaces, not with tabs."
    elif reason.startswith(_TAG_REFUSED):
        hint = "Take it out, or put the value in quotes if it is part of it."
    return BuildError(
        f"this is not valid YAML: {reason}",
        code="yaml.invalid",
        path=path,
        line=first_line + above,
        hint=hint,
        quote=line_of(text, above + 1),
    )


def _open_bracket(text: str) -> yaml.Token | None:
    """Return the last bracket that is never closed; None if all brackets are closed."""
    opened: list[yaml.Token] = []
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=LOADER):
            if type(token) in _CLOSED_BY:
                opened.append(token)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) and opened:
                opened.pop()
    return opened[-1] if opened else None


def positions(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of each key and list entry of valid YAML, by its path from the top."""
    found: dict[tuple[str | int, ...], int] = {}

    def walk(node: yaml.Node, path: tuple[str | int, ...]) -> None:
        found.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[(*path, key.value)] = key.start_mark.line + 1
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, entry in enumerate(node.value):
                walk(entry, (*path, index))

    root = yaml.compose(text, Loader=LOADER)
    if root is not None:
        walk(root, ())
    return found


def dump(values: Mapping[str, Value]) -> str:
    """Return front matter, fences included, with every text quoted."""
    return f"{FENCE}\n{''.join(dump_entry(key, value) for key, value in values.items())}{FENCE}\n"


def dump_entry(key: str, value: Value, indent: str = "") -> str:
    """Return one key and its value as whole lines of YAML."""
    start = f"{indent}{dump_key(key)}:"
    flow = dump_value(value)
    is_short = len(start) + 1 + len(flow) <= _LINE_WIDTH
    if is_short or not value or isinstance(value, str | int | float):
        return f"{start} {flow}\n"
    if isinstance(value, Mapping):
        inner = "".join(dump_entry(name, entry, indent + "  ") for name, entry in value.items())
    else:
        inner = "".join(f"{indent}  - {dump_value(entry)}\n" for entry in value)
    return f"{start}\n{inner}"


def dump_value(value: Value) -> str:
    """Return a value as YAML on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float() | int():
            return repr(value)
        case str():
            return quote(value)
        case Mapping():
            entries = (f"{dump_key(key)}: {dump_value(item)}" for key, item in value.items())
            return "{" + ", ".join(entries) + "}"
        case _:
            return "[" + ", ".join(dump_value(item) for item in value) + "]"


def dump_key(key: str) -> str:
    """Return a key as YAML: plain if it consists of words, otherwise in quotes."""
    return key if _PLAIN_KEY.fullmatch(key) else quote(key)


def quote(text: str) -> str:
    """Return ``text`` as a double-quoted scalar that every YAML reader accepts."""
    return _UNSAFE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    # A lone surrogate cannot be written to a file, and no YAML reader accepts it.
    char = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]
    return f"\\u{ord(char):04x}"
