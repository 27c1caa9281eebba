"""Read the YAML of front matter and settings, without YAML's surprises.

Every scalar stays the text that was typed, except ``true``, ``false`` and null: ``no``, ``20:46``,
``2001`` and the name Null are texts. Duplicate keys are errors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NoReturn, TypeAlias

import yaml

from generator.report import BuildError
from generator.text import line_of

Value: TypeAlias = "str | bool | float | Sequence[Value] | Mapping[str, Value] | None"
"""What front matter can hold."""

_TAGS = "tag:yaml.org,2002:"
_TEXT_TAG = f"{_TAGS}str"
_PLAIN_TAGS = (f"{_TAGS}bool", f"{_TAGS}null")
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


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(_PLAIN_TAGS[0], re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(
    _PLAIN_TAGS[1], re.compile(r"^(?:~|null|NULL|)$"), ["~", "n", "N", ""]
)


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


_MORE_THAN_TEXT = {"true": True, "false": False} | dict.fromkeys(["", "~", "null", "NULL"])
_TAG_REFUSED = "the tag"
_Loader.yaml_constructors = {
    **{
        f"{_TAGS}{tag}": yaml.SafeLoader.yaml_constructors[f"{_TAGS}{tag}"]
        for tag in ("map", "seq", "str")
    },
    **dict.fromkeys(_PLAIN_TAGS, _read_plain),
    None: _refuse_tag,
}


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
    elif " appears twice " in reason:
        hint = "Keep one of the two lines; several entries of a list are written [One, Two]."
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
