"""Examples for the line model: labelled pages, pages whose main text or single passages are known,
and pages of which at most a title, an author and a date are known.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from generator.dates import find_printed_dates
from generator.languages import all_languages
from generator.model import LABELS, Line
from generator.readers import UnreadableSeed, html
from generator.readers.text import read_plain
from generator.structure.characters import make_table
from generator.structure.features import Features, describe
from generator.structure.labelled_lines import LogicalLine, make_sheet

PAGES, PASSAGES = "dumps-dev/pages.jsonl.gz", "dumps-dev/segments.jsonl.gz"
SAVED = "html-dev/pages.jsonl.gz"
_TABLE = np.frombuffer(make_table(), np.uint8)
# One character of kana, Han, Hangul or Thai, else a run of letters and digits.
_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\\W_]+")
MAIN = frozenset({"body", "subhead"})
NEUTRAL = frozenset({"title", "caption", "pullquote", "byline", "date", "blank"})
_SHINGLE = 4
_ENOUGH = 0.6
"""The least share of a unit's words in shingles of the gold text for it to be main text."""
_LEAST_COVERED = 0.7
"""The least share of the gold text that must be found on a page for the page to be used."""
_MOST_COPIES = 3
_NEAR = 60
"""The title, the author and the date are looked for in this many units above the first passage."""
_LONGEST_BYLINE = 12
_FEWEST = 6
"""The fewest units of a saved page without a gold text that is used."""


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A dump with a label for each line."""

    id: str
    site: str
    renderer: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A document with what is known about its units.

    ``target`` says what is main text, ``weight`` how many words that knowledge is worth (0 where
    nothing is known); ``label`` is an index into LABELS, -1 where unknown.
    """

    id: str
    site: str
    has_passages: bool
    """Whether at most some passages are known, not the whole main text."""
    features: Features
    target: np.ndarray
    weight: np.ndarray
    label: np.ndarray
    lines: np.ndarray
    """How many lines each unit is made of."""
    page: LabelledPage | None = None

    @property
    def is_judged(self) -> bool:
        """Whether it is known of any unit whether it is main text."""
        return bool(self.weight.any())


def load_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            yield json.loads(row)


def load_examples(corpora: Path) -> Iterator[Example]:
    """Yield an example for each usable page of the corpora."""
    for row in load_rows(corpora / PAGES):
        lines, labels = tuple(row["text"].split("\n")), tuple(row["labels"])
        example = labelled_example(
            LabelledPage(row["id"], row["site"], row["renderer"], lines, labels)
        )
        if example is not None:
            yield example
    for row in load_rows(corpora / PASSAGES):
        lines = read_plain(row["text"]).lines
        if units := make_sheet(lines).units:
            example = _example(row["id"], row["site"], units, lines, has_passages=True)
            _learn_passages(example, row, units)
            yield example
    for row in load_rows(corpora / SAVED):
        yield from (example for example, _ in _saved(row))


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def _example(
    name: str,
    site: str,
    units: Sequence[LogicalLine],
    lines: Sequence[Line],
    *,
    has_passages: bool,
    has_places: bool = False,
) -> Example:
    count = len(units)
    return Example(
        id=name,
        site=site,
        has_passages=has_passages,
        features=describe(units, lines, _TABLE, has_places=has_places),
        target=np.zeros(count, np.float32),
        weight=np.zeros(count, np.float32),
        label=np.full(count, -1),
        lines=np.array([len(unit.lines) for unit in units], np.float32),
    )


def labelled_example(page: LabelledPage) -> Example | None:
    """Return the example of a labelled page; None if its lines and labels do not match."""
    lines = read_plain("\n".join(page.lines)).lines
    units = make_sheet(lines).units
    if not units or len(lines) != len(page.labels):
        return None
    example = _example(page.id, page.site, units, lines, has_passages=False)
    for unit in units:
        label = _label(unit, lines, page.labels)
        if label == "blank":
            continue
        example.label[unit.index] = LABELS.index(label)
        example.target[unit.index] = label in MAIN
        example.weight[unit.index] = 0 if label in NEUTRAL else len(tokens(unit.text))
    return replace(example, page=page)


def _label(unit: LogicalLine, lines: Sequence[Line], labels: Sequence[str]) -> str:
    """Return the label that most of a unit's characters have."""
    letters: dict[str, int] = {}
    for number in unit.lines:
        label = labels[number - 1]
        length = 0 if label == "blank" else len(lines[number - 1].text)
        letters[label] = letters.get(label, 0) + length
    return max(letters, key=lambda label: letters[label])


def _learn_passages(example: Example, row: Mapping[str, Any], units: Sequence[LogicalLine]) -> None:
    """Say of units that are known to be main text, or known to be none, what they are."""
    texts = [" ".join(tokens(unit.text)) for unit in units]
    for is_main, passages in ((1, row.get("with")), (0, row.get("without"))):
        for passage in passages or ():
            wanted = " ".join(tokens(passage))
            for index in _units_with(wanted, texts, 1 if is_main else _MOST_COPIES):
                example.target[index], example.weight[index] = is_main, 1
    _label_values(example, row, units)


def _label_values(example: Example, row: Mapping[str, Any], units: Sequence[LogicalLine]) -> None:
    """Label the units that state the title, author and date, at or above the first passage."""
    known = np.flatnonzero(example.weight * example.target)
    first = int(known[0]) if len(known) else len(units) // 2
    title, author = tokens(row.get("title") or ""), set(tokens(_joined(row.get("author"))))
    days = set(_listed(row.get("date")))
    for unit in units[max(0, first - _NEAR) : first + 1]:
        words = tokens(unit.text)
        if title and words == title:
            example.label[unit.index] = LABELS.index("title")
        elif author and author <= set(words) and len(words) <= _LONGEST_BYLINE:
            example.label[unit.index] = LABELS.index("byline")
        elif days and len(words) <= _LONGEST_BYLINE and not days.isdisjoint(_days(unit.text)):
            example.label[unit.index] = LABELS.index("date")


def _joined(names: Any) -> str:
    return " ".join(names) if isinstance(names, list) else names or ""


def _listed(days: Any) -> Sequence[str]:
    return days if isinstance(days, list) else [days] if days else []


def _days(text: str) -> Iterator[str]:
    for printed in find_printed_dates(text, all_languages(), order="ask"):
        yield from (reading.text[:10] for reading in printed.candidates)
        if printed.date is not None:
            yield printed.date.text[:10]


def _units_with(wanted: str, texts: Sequence[str], most: int) -> Iterator[int]:
    """Yield the indices of the units that contain a passage, for its first ``most`` occurrences."""
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


def load_saved_pages(corpora: Path) -> Iterator[Example]:
    """Yield an example, with the places of its units, for each usable saved page."""
    printed: dict[str, dict[str, str]] = defaultdict(dict)
    for row in load_rows(corpora / PAGES):
        page = row["id"].partition("#")[0]
        pairs = zip(row["text"].split("\n"), row["labels"], strict=True)
        printed[page] |= {" ".join(tokens(line)): label for line, label in pairs}
    for row in load_rows(corpora / SAVED):
        for example, units in _saved(row, has_places=True):
            _label_as_printed(example, units, printed.get(row["id"], {}))
            yield example


def _label_as_printed(
    example: Example, units: Sequence[LogicalLine], labels: Mapping[str, str]
) -> None:
    """Label units as their words are labelled in the dumps of the same page."""
    for unit in units:
        label = labels.get(" ".join(tokens(unit.text)), "blank")
        if label != "blank" and (label in MAIN) == (example.target[unit.index] > _ENOUGH):
            example.label[unit.index] = LABELS.index(label)


def _saved(
    row: Mapping[str, Any], *, has_places: bool = False
) -> Iterator[tuple[Example, Sequence[LogicalLine]]]:
    try:
        lines = html.read_markup(row["html"]).lines
    except UnreadableSeed:
        return
    units = make_sheet(lines).units
    if row.get("gold_text") and len(units) >= 1:
        example = _example(
            row["id"], row["site"], units, lines, has_passages=False, has_places=has_places
        )
        if _learn_gold_text(example, row, units, lines):
            yield example, units
    elif len(units) >= _FEWEST:
        example = _example(
            row["id"], row["site"], units, lines, has_passages=True, has_places=has_places
        )
        _learn_passages(example, row, units)
        yield example, units


def _learn_gold_text(
    example: Example,
    row: Mapping[str, Any],
    units: Sequence[LogicalLine],
    lines: Sequence[Line],
) -> bool:
    """Say what is main text; return whether enough of the gold text was found.

    A unit is main text if most of its words are in runs of words that the gold text has too. A run
    may go on from one unit to the next, as in tables.
    """
    gold = tokens(row["gold_text"])
    shingles = {tuple(gold[i : i + _SHINGLE]) for i in range(len(gold))}
    short = {" ".join(tokens(line)) for line in row["gold_text"].split("\n")}
    title, seen = tokens(row.get("title") or ""), set[str]()
    texts = [tokens(" ".join(lines[n - 1].text for n in unit.lines)) for unit in units]
    ends = np.cumsum([len(words) for words in texts])
    covered = _covered([word for words in texts for word in words], shingles)
    for unit, words, end in zip(units, texts, ends, strict=True):
        text = " ".join(words)
        if len(words) < _SHINGLE:
            is_main = text in short or bool(covered[end - len(words) : end].all())
        else:
            is_main = bool(_covered(words, shingles).mean() >= _ENOUGH)
        example.weight[unit.index] = 0 if words == title else len(words)
        is_new = len(words) < _SHINGLE or text not in seen
        example.target[unit.index] = bool(words) and is_main and is_new
        seen.update([text] if is_main else [])
    _label_values(example, row, units)
    return bool((example.weight * example.target).sum() >= _LEAST_COVERED * len(gold))


def _covered(words: Sequence[str], shingles: set[tuple[str, ...]]) -> np.ndarray:
    """Return which of ``words`` are in runs that are among ``shingles``."""
    covered = np.zeros(len(words), bool)
    for start in range(len(words) - _SHINGLE + 1):
        if tuple(words[start : start + _SHINGLE]) in shingles:
            covered[start : start + _SHINGLE] = True
    return covered
