"""Set values in content files, and leave every other byte unchanged, comments included.

Only front matter in the form that people write by hand is rewritten: keys at the left margin, one
below the other. The result is read back before it is returned: unless it holds the new values, all
other old values and the old comments, nothing is rewritten.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate

import yaml

from generator import frontmatter
from generator.frontmatter import LOADER, Value, dump_entry
from generator.report import BuildError

_HEADER = re.compile(r"[|>][\d+-]*[ \t]+(#.*)")
"""The first line of a block scalar, with a comment on it."""
_NOBODYS = re.compile(r"\s*\Z|#")
"""A line below a value that is not part of it: blank, or a comment at the left margin."""
_MARGIN = "its keys do not all begin at the left margin, one a line"
_INVALID = "its YAML is not valid"
_LOSS = "some of its values or comments would be lost"


class UnchangeableError(ValueError):
    """The front matter is in a form that cannot be rewritten without loss."""


def rewrite(
    text: str, changes: Mapping[str, Value], removed: Collection[str] = (), body: str | None = None
) -> str:
    """Return a content file's text with these top-level values set, and all else unchanged.

    A key that is not there yet is added before ``seed``, or at the end of the front matter.
    The keys in ``removed`` are taken out. Comments inside an old value move above its line.
    New lines end as the first line of the file does; ``body`` replaces the old body.

    Raises UnchangeableError when that cannot be done without loss.
    """
    sections = frontmatter.split(text)
    if sections.head is None:
        raise UnchangeableError("it has none, or no end")
    if sections.first_line == 1:
        raise UnchangeableError("there is no line of hyphens above it")
    if sections.yaml is None:
        raise UnchangeableError(f"it is in the form “{sections.format}”, which is only read")
    head = text[: len(text) - len(sections.body)]
    new = head
    if changes or removed:
        new = _with_values(head, sections.first_line, changes, removed)
    if body is None:
        body = sections.body
    elif not new.endswith("\n"):
        new += "\n"
    new += body
    old = _parsed(sections.yaml)
    wanted = {key: value for key, value in old.items() if key not in removed}
    wanted |= {key: as_read(value) for key, value in changes.items()}
    result = frontmatter.split(new)
    try:
        is_sound = result.body == body and frontmatter.parse(result.yaml or "", "") == wanted
    except BuildError:
        is_sound = False
    if not is_sound or Counter(_comments(sections.yaml)) - Counter(_comments(result.yaml or "")):
        raise UnchangeableError(_LOSS)
    return new


def as_read(value: Value) -> Value:
    """Return a value as it is when read back: a number becomes its text."""
    if isinstance(value, Mapping):
        return {key: as_read(entry) for key, entry in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_read(entry) for entry in value]
    return repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _parsed(head: str) -> dict[str, Value]:
    try:
        return frontmatter.parse(head, "")
    except BuildError as problem:
        raise UnchangeableError(_INVALID) from problem


def _with_values(
    head: str, first_line: int, changes: Mapping[str, Value], removed: Collection[str]
) -> str:
    """Return front matter, fences included, with these values set and keys removed.

    ``first_line`` is the line, from 1, on which the keys begin.
    """
    whole = head.split("\n")
    above, lines = whole[: first_line - 1], whole[first_line - 1 :]
    ending = "\r" if above[-1].endswith("\r") else ""
    end = len(lines) - (2 if head.endswith("\n") else 1)
    spans = _top_level_spans("\n".join(lines[:end]) + "\n", end)
    missing = [key for key in changes if key not in spans]
    result = above
    position = 0
    for key, (start, stop) in sorted(spans.items(), key=lambda item: item[1]):
        result += lines[position:start]
        if key == "seed":
            result += _entry_lines(changes, missing, ending)
            missing = []
        if key in removed or key in changes:
            inside = _comments("\n".join(lines[start:stop]) + "\n")
            result += [comment + ending for comment in inside]
            result += _entry_lines(changes, [] if key in removed else [key], ending)
        else:
            result += lines[start:stop]
        position = stop
    result += lines[position:end] + _entry_lines(changes, missing, ending)
    return "\n".join(result + lines[end:])


def _entry_lines(changes: Mapping[str, Value], keys: Sequence[str], ending: str) -> list[str]:
    entries = "".join(dump_entry(key, changes[key]) for key in keys)
    return [line + ending for line in entries.split("\n")[:-1]]


def _starts_of(lines: Sequence[str]) -> list[int]:
    """Return the index at which each line starts; YAML itself counts other line ends, too."""
    return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


def _top_level_spans(head: str, end: int) -> dict[str, tuple[int, int]]:
    """Return, for each top-level key, where its lines start and stop (0-based, half open)."""
    root = yaml.compose(head, Loader=LOADER)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise UnchangeableError(_MARGIN)
    lines = head.split("\n")
    numbers = {place: number for number, place in enumerate(_starts_of(lines))}
    starts = [numbers.get(key.start_mark.index, -1) for key, _ in root.value]
    if -1 in starts:
        raise UnchangeableError(_MARGIN)
    spans = {}
    for (key, _), start, stop in zip(root.value, starts, [*starts[1:], end], strict=True):
        while stop > start + 1 and _NOBODYS.match(lines[stop - 1]):
            stop -= 1
        spans[key.value] = (start, stop)
    return spans


def _comments(yaml_text: str) -> list[str]:
    """Return the comments in some YAML, without the white space around them."""
    if "#" not in yaml_text:
        return []
    lines = yaml_text.split("\n")
    starts = _starts_of(lines)
    ends = list(starts)
    inside: set[int] = set()
    headers: dict[int, str] = {}
    for token in yaml.scan(yaml_text, Loader=LOADER):
        start, end = token.start_mark.index, token.end_mark.index
        last = bisect_right(starts, end) - 1
        ends[last] = max(ends[last], end)
        if isinstance(token, yaml.ScalarToken):
            first = bisect_right(starts, start) - 1
            inside.update(range(first, last))
            if token.style in ("|", ">") and (header := _HEADER.match(yaml_text, start)):
                headers[first] = header[1]
    found: list[str] = []
    for number, line in enumerate(lines):
        rest = line[ends[number] - starts[number] :].strip()
        if number in headers:
            found.append(headers[number].strip())
        elif number not in inside and rest.startswith("#"):
            found.append(rest)
    return found
