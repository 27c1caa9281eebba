"""Take the ways back out of notes: links from a note to the place in the text that refers to it.

Such a link is an arrow, a word such as “back”, or the note's number, which stays as text. It is
known by leading to a line from which a number or a sign leads to the note.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from msgspec.structs import replace

from generator.model import Element, LabelledText, Line, Span, SpanKind

_REFERENCE = re.compile(r"\W*+(?:[^\W\d]{1,8}+\W{1,2}+(?=\d))?(?:\d{1,4}|\w)?\W*")
"""What leads to a note: a number, perhaps after a word such as “note”, a letter or a sign."""
_MOST_WORDS = 4
_MOST_SPANS = 200
"""Spans of a line that are looked at."""
_ARROW = re.compile(r"[\^↑⇑⇧⬆⤴↩↵⏎←⇐«‹]")
_AROUND = "[]() \u00a0\ufe0e\ufe0f^↑"
"""Signs beside the link that go with it."""


def without_ways_back(text: LabelledText, units: Iterable[tuple[int, ...]]) -> LabelledText:
    """Return a text in which no note of these units leads back to what refers to it."""
    lines = [text.lines[number - 1] for unit in units for number in unit]
    places: dict[str, Line] = {}
    links: defaultdict[int, list[Span]] = defaultdict(list)
    for line in lines:
        places |= dict.fromkeys(line.place.ids if line.place else (), line)
        for span in line.spans[:_MOST_SPANS]:
            if span.kind is SpanKind.LINK and span.value[:1] == "#":
                links[line.number].append(span)
    changed: dict[int, Line] = {}
    ways: set[str] = set()
    for line in lines:
        back = [
            span
            for span in links.get(line.number, ())
            if (place := places.get(span.value[1:])) is not None
            and place.number < line.number
            and any(
                _REFERENCE.fullmatch(place.text[one.start : one.end])
                and one.value[1:] in places
                and _note_of(places[one.value[1:]]) == _note_of(line)
                for one in links.get(place.number, ())
            )
        ]
        if back:
            ways.update(span.value[1:] for span in back)
            changed[line.number] = _without(line, back)
    if not changed:
        return text
    after = [changed.get(line.number, line) for line in text.lines]
    led = {span.value[1:] for line in after for span in line.spans if span.value[:1] == "#"}
    return replace(text, lines=tuple(_without_places(line, ways - led) for line in after))


def _without_places(line: Line, names: Set[str]) -> Line:
    """Return a line without these names of places in it, to which nothing leads any more."""
    place = line.place
    if place is None or names.isdisjoint(place.ids):
        return line
    ids = tuple(one for one in place.ids if one not in names)
    return replace(line, place=replace(place, ids=ids))


def _note_of(line: Line) -> Element | int:
    """Return the item that a line is in, as a note may have several paragraphs; else its number."""
    path = line.place.path if line.place else ()
    return next((one for one in reversed(path) if one.tag in ("li", "dd")), line.number)


def _without(line: Line, back: Sequence[Span]) -> Line:
    """Return a line without these links, and without the words of those that only lead back."""
    text, spans = line.text, [span for span in line.spans if span not in back]
    rest = text
    for one in back:
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    for one in reversed(back):
        words = text[one.start : one.end]
        is_first = not any(map(str.isalnum, rest[: one.start]))
        is_last = not any(map(str.isalnum, rest[one.end :]))
        is_one_of_several = len(back) > 1 and len(words) == 1  # “a b c” before a note
        if not (
            _ARROW.search(words)
            or (is_first and is_one_of_several)
            or (is_last and not is_first and len(words.split()) <= _MOST_WORDS)
        ):
            continue
        start = len(text[: one.start].rstrip(_AROUND))
        end = len(text) - len(text[one.end :].lstrip(_AROUND))
        between = " " if start > 0 and end < len(text) else ""
        text = text[:start] + between + text[end:]
        shift = len(between) - (end - start)
        spans = [
            span._replace(
                start=span.start if span.start <= start else max(start, span.start + shift),
                end=span.end if span.end <= start else max(start, span.end + shift),
            )
            for span in spans
        ]
    return replace(line, text=text, spans=tuple(one for one in spans if one.start < one.end))
