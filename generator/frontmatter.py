"""YAML in and out: front matter and settings, without YAML's surprises.

Reading keeps every scalar as the text that stands there, save ``true``, ``false`` and null, so
``no``, ``20:46`` and ``2001`` stay what was typed. Duplicate keys are errors. Writing quotes
every text. Replacing a value leaves each other byte of the file alone, comments included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from generator.report import BuildError
from generator.text import line_of

Value: TypeAlias = "str | bool | float | Sequence[Value] | Mapping[str, Value] | None"
"""What front matter can hold."""

FENCE = "---"
_CLOSING = (FENCE, "...")
_TEXT_TAG = "tag:yaml.org,2002:str"
_PLAIN_TAGS = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null")
_UNSAFE = re.compile(
    "[^\\x20-\\x7e\\xa0-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd"
    "\\U00010000-\\U0010ffff]"
)
_PLAIN_KEY = re.compile(r"\w(?:[\w -]*\w)?")
_OPENING = re.compile(r"---[ \t]*\r?\n")
_FIRST_KEY = re.compile(r"\ufeff?---[ \t]*\r?\n[\w\"'-]+[ \t]*:")
_LINE_WIDTH = 88
_QUOTE_IT = 'Put values that hold ": " or "#" in quotes, for example title: "Roads: a history".'
_INDENTED_BY_TAB = re.compile(r" *\t")
_CLOSED_BY = {yaml.FlowMappingStartToken: "}", yaml.FlowSequenceStartToken: "]"}
_LOADER_BASE: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_LOADER_BASE):  # type: ignore[misc]
    """PyYAML's safe loader with every implicit type but booleans and null taken out."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key is one word or a few, not a list", key.start_mark
                )
            key.tag = _TEXT_TAG
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None,
                    None,
                    f"the key {key.value!r} stands twice (first on line {seen[key.value]})",
                    key.start_mark,
                )
            seen[key.value] = key.start_mark.line + self.first_line
        result: dict[Any, Any] = super().construct_mapping(node, deep)
        return result

    first_line = 1


_Loader.yaml_implicit_resolvers = {
    initial: kept
    for initial, resolvers in _LOADER_BASE.yaml_implicit_resolvers.items()  # type: ignore[attr-defined]
    if (kept := [(tag, pattern) for tag, pattern in resolvers if tag == _PLAIN_TAGS[1]])
}
_Loader.add_implicit_resolver(_PLAIN_TAGS[0], re.compile(r"^(?:true|false)$"), ["t", "f"])


@dataclass(frozen=True, slots=True)
class Sections:
    """A content file in two: the YAML between its fences (None: it has none), and the rest.

    ``body_line`` is the number of the body's first line, counted from 1.
    """

    yaml: str | None
    body: str
    body_line: int


def split(text: str) -> Sections:
    """Return the front matter and the body of a content file."""
    text = text.removeprefix("\ufeff")
    if not _OPENING.match(text):
        return Sections(None, text, 1)
    lines = text.split("\n")
    for index in range(1, len(lines)):
        if lines[index].rstrip() in _CLOSING:
            body = "\n".join(lines[index + 1 :])
            return Sections("\n".join(lines[1:index]) + "\n", body, index + 2)
    return Sections(None, text, 1)


def is_opened(text: str) -> bool:
    """Say whether a text begins as front matter does, whether or not that ends."""
    return _FIRST_KEY.match(text) is not None


def parse(text: str, path: str, *, first_line: int = 1) -> dict[str, Value]:
    """Return the mapping that YAML ``text`` holds; ``first_line`` is its line in ``path``.

    Raises BuildError with the line when it is not valid YAML, or not a mapping.
    """
    loader = _Loader(text)
    loader.first_line = first_line
    try:
        _refuse_aliases(text, path, first_line)
        value = loader.get_single_data()
    except yaml.YAMLError as problem:
        raise _as_build_error(problem, text, path, first_line) from problem
    finally:
        loader.dispose()
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BuildError(
            'expected keys and values, such as “title: "A title"”',
            code="yaml.not-a-mapping",
            path=path,
            line=first_line,
        )
    return {str(key): entry for key, entry in value.items()}


def _refuse_aliases(text: str, path: str, first_line: int) -> None:
    """Raise BuildError for an alias: a few of them in one another can stand for gigabytes."""
    if "*" not in text:
        return
    for token in yaml.scan(text, Loader=_LOADER_BASE):
        if isinstance(token, yaml.AliasToken):
            raise BuildError(
                f"“*{token.value}” is a YAML alias, which is not read here",
                code="yaml.alias",
                path=path,
                line=token.start_mark.line + first_line,
                hint="Write the value out, or put it in quotes if the * is part of it.",
            )


def _lines_above(problem: yaml.YAMLError, text: str) -> int:
    """Return how many lines stand above the one that the problem is in, or begins in."""
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
    if "flow" in (getattr(problem, "context", None) or "") and (opened := _open_bracket(text)):
        above = opened.start_mark.line
        reason = f"a bracket is not closed: expected “{_CLOSED_BY[type(opened)]}”"
    elif "cannot start any token" in reason and _INDENTED_BY_TAB.match(_line(text, above)):
        reason, hint = "the line begins with a tab", "Indent with spaces, not with tabs."
    return BuildError(
        f"this is not valid YAML: {reason}",
        code="yaml.invalid",
        path=path,
        line=first_line + above,
        hint=hint,
        quote=line_of(text, above + 1),
    )


def _open_bracket(text: str) -> yaml.Token | None:
    """Return the last bracket that is opened and never closed."""
    opened: list[yaml.Token] = []
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_LOADER_BASE):
            if type(token) in _CLOSED_BY:
                opened.append(token)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) and opened:
                opened.pop()
    return opened[-1] if opened else None


def _line(text: str, index: int) -> str:
    lines = text.split("\n")
    return lines[index] if index < len(lines) else ""


def positions(text: str, *, first_line: int = 1) -> dict[tuple[str | int, ...], int]:
    """Return the line of each key and list entry of valid YAML, by its path from the top."""
    found: dict[tuple[str | int, ...], int] = {}

    def walk(node: yaml.Node, path: tuple[str | int, ...]) -> None:
        found.setdefault(path, node.start_mark.line + first_line)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found[(*path, key.value)] = key.start_mark.line + first_line
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, entry in enumerate(node.value):
                walk(entry, (*path, index))

    root = yaml.compose(text, Loader=_LOADER_BASE)
    if root is not None:
        walk(root, ())
    return found


def dump(values: Mapping[str, Value]) -> str:
    """Return front matter, fences included, with every text quoted."""
    return f"{FENCE}\n{''.join(dump_entry(key, value) for key, value in values.items())}{FENCE}\n"


def dump_entry(key: str, value: Value, indent: str = "") -> str:
    """Return one key and its value as whole lines of YAML."""
    start = f"{indent}{dump_key(key)}:"
    if isinstance(value, Mapping) and value and not _fits(flow := dump_value(value), start):
        inner = "".join(dump_entry(name, entry, indent + "  ") for name, entry in value.items())
        return f"{start}\n{inner}"
    flow = dump_value(value)
    if isinstance(value, str | bool | float | int | None) or not value or _fits(flow, start):
        return f"{start} {flow}\n"
    entries = "".join(f"{indent}  - {dump_value(entry)}\n" for entry in value)
    return f"{start}\n{entries}"


def _fits(flow: str, start: str) -> bool:
    return len(start) + 1 + len(flow) <= _LINE_WIDTH


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
    """Return a key as YAML: plain when it is one word or a few, else in quotes."""
    return key if _PLAIN_KEY.fullmatch(key) else quote(key)


def quote(text: str) -> str:
    """Return ``text`` as a double-quoted YAML scalar that every YAML reader takes back."""
    return _UNSAFE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def replace(text: str, changes: Mapping[str, Value], removed: Collection[str] = ()) -> str:
    """Return a content file's text with these top-level values set, and all else as it was.

    A key that is not there yet is added before ``seed``, or at the end of the front matter.
    The keys in ``removed`` are taken out. Comments on a value that goes move above its line.
    New lines end as the first line of the file does.
    """
    lines = text.split("\n")
    ending = "\r" if lines[0].endswith("\r") else ""
    end = next(index for index in range(1, len(lines)) if lines[index].rstrip() in _CLOSING)
    spans = _top_level_spans(lines[1:end])
    missing = [key for key in changes if key not in spans]
    result = [lines[0]]
    position = 0
    head = lines[1:end]
    for key, (start, stop) in sorted(spans.items(), key=lambda item: item[1]):
        result += head[position:start]
        if key == "seed":
            result += _entry_lines(changes, missing, ending)
            missing = []
        if key in removed or key in changes:
            result += [comment + ending for comment in _comments(head[start:stop])]
            result += _entry_lines(changes, [] if key in removed else [key], ending)
        else:
            result += head[start:stop]
        position = stop
    result += head[position:] + _entry_lines(changes, missing, ending)
    return "\n".join(result + lines[end:])


def _entry_lines(changes: Mapping[str, Value], keys: Sequence[str], ending: str) -> list[str]:
    entries = "".join(dump_entry(key, changes[key]) for key in keys)
    return [line + ending for line in entries.splitlines()]


def _comments(lines: Sequence[str]) -> list[str]:
    """Return the comments inside an entry, each as a line of its own."""
    ends: dict[int, int] = {}
    in_scalar: set[int] = set()
    for token in yaml.scan("\n".join(lines) + "\n", Loader=_LOADER_BASE):
        start, end = token.start_mark, token.end_mark
        ends[end.line] = max(ends.get(end.line, 0), end.column)
        if isinstance(token, yaml.ScalarToken):
            in_scalar.update(range(start.line, end.line))
    rests = (line[ends.get(n, 0) :].strip() for n, line in enumerate(lines) if n not in in_scalar)
    return [rest for rest in rests if rest.startswith("#")]


def _top_level_spans(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return, for each top-level key, where its lines start and stop (0-based, half open).

    Blank lines and comments at the left margin behind a value belong to nobody.
    """
    root = yaml.compose("\n".join(lines) + "\n", Loader=_LOADER_BASE)
    if not isinstance(root, yaml.MappingNode):
        return {}
    starts = [(key.value, key.start_mark.line) for key, _ in root.value]
    stops = [line for _, line in starts[1:]] + [len(lines)]
    spans = {}
    for (key, start), stop in zip(starts, stops, strict=True):
        last = stop
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        spans[key] = (start, last)
    return spans
