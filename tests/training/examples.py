"""Examples for the line model: labelled pages, and pages of which single passages are known."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generator.model import LABELS, Line
from generator.readers import UnreadableSeed, html
from generator.readers.text import read_plain
from generator.structure.characters import make_table
from generator.structure.features import Features, describe
from generator.structure.sheet import Unit, make_sheet

PAGES, PASSAGES = "dumps-dev/pages.jsonl.gz", "dumps-dev/segments.jsonl.gz"
SAVED = "html-dev/pages.jsonl.gz"
_TABLE = np.frombuffer(make_table(), np.uint8)
_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\\W_]+")
MAIN = frozenset({"body", "subhead"})
NEUTRAL = frozenset({"title", "caption", "pullquote", "byline", "date", "blank"})
_SHINGLE = 4
_ENOUGH = 0.6
"""Share of a unit's words that stand in runs of the gold text, for the unit to be main text."""
_LEAST_COVERED = 0.7
_MOST_COPIES = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A document with what is known of its units.

    ``target`` says what is main text, ``weight`` how many words that knowledge is worth (0 where
    nothing is known); ``label`` is an index into LABELS, -1 where unknown.
    """

    id: str
    site: str
    has_passages: bool
    """Whether only some passages are known."""
    features: Features
    target: np.ndarray
    weight: np.ndarray
    label: np.ndarray
    lines: np.ndarray
    """How many lines each unit is made of."""


def load_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            yield json.loads(row)


def load_examples(corpora: Path) -> Iterator[Example]:
    """Yield an example for each usable page of the corpora."""
    for row in load_rows(corpora / PAGES):
        yield from _labelled(row)
    for row in load_rows(corpora / PASSAGES):
        yield from _with_passages(row, read_plain(row["text"]).lines)
    for row in load_rows(corpora / SAVED):
        yield from _saved(row)


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def _example(
    row: Mapping[str, Any], units: Sequence[Unit], lines: Sequence[Line], *, has_passages: bool
) -> Example:
    count = len(units)
    return Example(
        id=row["id"],
        site=row["site"],
        has_passages=has_passages,
        features=describe(units, lines, _TABLE),
        target=np.zeros(count, np.float32),
        weight=np.zeros(count, np.float32),
        label=np.full(count, -1),
        lines=np.array([len(unit.lines) for unit in units], np.float32),
    )


def _labelled(row: Mapping[str, Any]) -> Iterator[Example]:
    lines = read_plain(row["text"]).lines
    units = make_sheet(lines).units
    if not units or len(lines) != len(row["labels"]):
        return
    example = _example(row, units, lines, has_passages=False)
    for unit in units:
        label = _label(unit, lines, row["labels"])
        if label == "blank":
            continue
        example.label[unit.index] = LABELS.index(label)
        example.target[unit.index] = label in MAIN
        example.weight[unit.index] = 0 if label in NEUTRAL else len(tokens(unit.text))
    yield example


def _label(unit: Unit, lines: Sequence[Line], labels: Sequence[str]) -> str:
    """Return the label that most of a unit's letters have."""
    letters: dict[str, int] = {}
    for number in unit.lines:
        label = labels[number - 1]
        length = 0 if label == "blank" else len(lines[number - 1].text)
        letters[label] = letters.get(label, 0) + length
    return max(letters, key=lambda label: letters[label])


def _with_passages(row: Mapping[str, Any], lines: Sequence[Line]) -> Iterator[Example]:
    units = make_sheet(lines).units
    if not units:
        return
    example = _example(row, units, lines, has_passages=True)
    texts = [" ".join(tokens(unit.text)) for unit in units]
    for is_main, passages in ((1, row.get("with")), (0, row.get("without"))):
        for passage in passages or ():
            wanted = " ".join(tokens(passage))
            for index in _units_with(wanted, texts, 1 if is_main else _MOST_COPIES):
                example.target[index], example.weight[index] = is_main, 1
    yield example


def _units_with(wanted: str, texts: Sequence[str], most: int) -> Iterator[int]:
    """Yield the units that a passage stands in, where it stands for the first times."""
    whole, bounds = "", []
    for text in texts:
        start = len(whole)
        whole += f"{text} " if text else ""
        bounds.append((start, start + len(text)))
    place = whole.find(wanted) if wanted else -1
    while place >= 0 and most:
        for index, (start, end) in enumerate(bounds):
            if start < min(end, place + len(wanted)) and place < end:
                yield index
        place, most = whole.find(wanted, place + 1), most - 1


def _saved(row: Mapping[str, Any]) -> Iterator[Example]:
    try:
        lines = html.read_markup(row["html"]).lines
    except UnreadableSeed:
        return
    units = make_sheet(lines).units
    if row.get("gold_text") and len(units) >= _SHINGLE:
        yield from _with_gold_text(row, units, lines)
    elif row.get("with"):
        yield from _with_passages(row, lines)


def _with_gold_text(
    row: Mapping[str, Any], units: Sequence[Unit], lines: Sequence[Line]
) -> Iterator[Example]:
    gold = tokens(row["gold_text"])
    shingles = {tuple(gold[i : i + _SHINGLE]) for i in range(len(gold))}
    short = {" ".join(tokens(line)) for line in row["gold_text"].split("\n")}
    example = _example(row, units, lines, has_passages=False)
    title, seen = tokens(row.get("title") or ""), set[str]()
    for unit in units:
        words = tokens(unit.text)
        text = " ".join(words)
        is_main = text in short if len(words) < _SHINGLE else _is_covered(words, shingles)
        example.weight[unit.index] = 0 if words == title else len(words)
        example.target[unit.index] = is_main and not (text in seen and len(words) >= _SHINGLE)
        seen.update([text] if is_main else [])
    if (example.weight * example.target).sum() >= _LEAST_COVERED * len(gold):
        yield example


def _is_covered(words: Sequence[str], shingles: set[tuple[str, ...]]) -> bool:
    covered = np.zeros(len(words), bool)
    for start in range(len(words) - _SHINGLE + 1):
        if tuple(words[start : start + _SHINGLE]) in shingles:
            covered[start : start + _SHINGLE] = True
    return bool(covered.mean() >= _ENOUGH)
