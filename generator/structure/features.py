"""Compute what the line model sees of each unit, as integers from 0 to 255.

The features are lengths, kinds of characters, blank lines, repetitions, cue words, and how the
words of a unit relate to the rest of the document. No feature is specific to a language, a site
or a renderer. Each column is computed for all units together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from generator.languages.cues import Cue
from generator.model import Line, Mark
from generator.structure.arrays import Bytes, Ints, NDArray, np
from generator.structure.characters import DIGIT, IDEOGRAPH, KINDS, LETTER, LOWER, TABLE_SIZE, UPPER
from generator.structure.labelled_lines import LogicalLine
from generator.structure.numbers import MOST, in_bytes, log, share, sums
from generator.structure.places import Places, find_places

_LINE_FEED = 10
_FAR = 100
_LONGEST_TEMPLATE = 12
"""Words of a unit that may be made from a template (“Posted by …”)."""
_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\\W_]+|\n")
_FIGURES = re.compile(r"\d+")
_CUES = {cue: number for number, cue in enumerate(Cue)}
_MARKS = {mark: number for number, mark in enumerate(Mark)}
_ONE_HOT = MOST * np.eye(KINDS, dtype=np.uint8)


class Tokens(Struct, frozen=True):
    """The words of a text in lower case: ``codes[starts[u]:ends[u]]`` are the words of unit u, each
    as an index into ``words``."""

    words: tuple[str, ...]
    codes: Ints
    starts: Ints
    ends: Ints

    @property
    def counts(self) -> Ints:
        """The number of words of each unit."""
        return self.ends - self.starts


class Features(Struct, frozen=True):
    """``columns`` has a row for each unit and a column for each feature."""

    columns: Bytes
    tokens: Tokens
    places: Places | None = None
    """Only of saved pages, whose columns end with those of ``places``."""


def describe(
    units: Sequence[LogicalLine], lines: Sequence[Line], table: Bytes, *, has_places: bool = False
) -> Features:
    """Return the features of ``units``, which must not be empty; on request with their places."""
    text = "\n".join(unit.text.replace("\n", " ") for unit in units) + "\n"
    lower = text.lower()
    tokens = _tokens(lower)
    words = np.array([unit.words for unit in units])
    is_prose = (words >= 20) | ((words >= 8) & np.array([unit.ends_sentence for unit in units]))
    shapes, kinds = _shapes(text, table, words)
    columns = (
        *_layout(units, lines, lower),
        *_templates(tokens),
        *_relations(tokens, is_prose),
        *_places(words, is_prose),
    )
    others = np.concatenate((np.stack(columns, axis=1), _signs(units, is_prose)), axis=1)
    own = np.concatenate((shapes, in_bytes(others)), axis=1)
    whole = in_bytes(_whole(words, is_prose, kinds, own))
    spread = np.broadcast_to(whole, (len(units), len(whole)))
    places = find_places(units, lines, words, is_prose) if has_places else None
    parts = (own, spread, places.columns) if places else (own, spread)
    return Features(np.concatenate(parts, axis=1), tokens, places)


def _tokens(lower: str) -> Tokens:
    found = _TOKEN.findall(lower)
    index = dict(zip(dict.fromkeys(("\n", *found)), range(len(found) + 1), strict=False))
    codes = np.fromiter(map(index.__getitem__, found), np.int64, len(found))
    breaks = np.flatnonzero(codes == 0)
    ends = breaks - np.arange(len(breaks))
    return Tokens(tuple(index), codes[codes != 0], _shifted(ends), ends)


def _shifted(values: Ints) -> Ints:
    """Return the values shifted by one position, with a 0 in front."""
    return np.concatenate((np.zeros(1, np.int64), values[:-1]))


def _shapes(text: str, table: Bytes, words: Ints) -> tuple[Bytes, Ints]:
    """Return the columns of lengths and characters, and the count of each kind in each unit."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = table[np.minimum(codes, TABLE_SIZE - 1)]
    ends = np.flatnonzero(codes == _LINE_FEED)
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    lengths = ends - starts
    row = np.repeat(np.arange(len(ends)) * KINDS, lengths + 1)
    counts = np.bincount(row + kinds, minlength=len(ends) * KINDS).reshape(-1, KINDS)
    counts[:, 0] -= 1  # the line feed
    in_word = (kinds >= LOWER) & (kinds <= DIGIT)
    begins = in_word & ~np.concatenate((np.zeros(1, np.bool_), in_word[:-1]))
    runs = sums(begins, starts, ends)
    capitals = sums(begins & (kinds == UPPER), starts, ends)
    of_run = lengths * 16 // np.maximum(runs, 1)
    sizes = (log(lengths), log(runs), log(words), share(capitals, runs), of_run)
    edges = (starts, np.maximum(ends - 1, starts), np.maximum(ends - 2, starts))
    columns = (
        np.stack(sizes, axis=1),
        log(counts),
        share(counts, lengths[:, None]),
        *(_ONE_HOT[kinds[edge]] for edge in edges),
    )
    return np.concatenate([in_bytes(column) for column in columns], axis=1), counts


def _layout(units: Sequence[LogicalLine], lines: Sequence[Line], lower: str) -> tuple[Ints, ...]:
    """Return the layout of each unit: blank lines above it, its indent, line count and copies."""
    firsts = np.array([unit.lines[0] for unit in units])
    lasts = np.array([unit.lines[-1] for unit in units])
    raw = [lines[unit.lines[0] - 1].text for unit in units]
    indents = np.array([len(text) - len(text.lstrip()) for text in raw])
    wrapped = np.array([len(unit.lines) for unit in units])
    texts = lower.split("\n")[:-1]
    forms = _FIGURES.sub("0", lower).split("\n")[:-1]
    firsts_of = {text: place for place, text in reversed(list(enumerate(texts)))}
    again = [firsts_of[text] != place for place, text in enumerate(texts)]
    return (
        32 * np.minimum(firsts - _shifted(lasts) - 1, 7),
        log(indents),
        log(wrapped),
        log(_copies(texts)),
        MOST * np.array(again),
        log(_copies(forms)),
    )


def _copies(texts: Sequence[str]) -> Ints:
    """Return how often each text occurs besides itself."""
    times = Counter(texts)
    return np.array([times[text] for text in texts]) - 1


def _templates(tokens: Tokens) -> tuple[Ints, ...]:
    """Return how many other short units begin or end with the same words, as templates do."""
    figures = np.array([word.isdigit() for word in tokens.words])
    codes = np.append(np.where(figures, 0, np.arange(len(figures)))[tokens.codes], 0)
    counts, last = tokens.counts, len(codes) - 1
    is_short = counts <= _LONGEST_TEMPLATE
    heads = codes[np.minimum(tokens.starts, last)]
    tails = codes[np.maximum(tokens.ends - 1, 0)]
    seconds = codes[np.minimum(tokens.starts + 1, last)]
    second_last = codes[np.maximum(tokens.ends - 2, 0)]
    size = len(figures)
    single, double = is_short & (counts > 0), is_short & (counts > 1)
    return (
        _alike(heads, single),
        _alike(tails, single),
        _alike(heads * size + seconds, double),
        _alike(second_last * size + tails, double),
    )


def _alike(keys: Ints, counted: NDArray[np.bool_]) -> Ints:
    """Return for each counted unit the logarithm of how many others share its key; else 0."""
    _, numbers = np.unique(keys, return_inverse=True)
    times = np.bincount(numbers[counted], minlength=len(keys))
    return log(np.where(counted, times[numbers] - 1, 0))


def _relations(tokens: Tokens, is_prose: NDArray[np.bool_]) -> tuple[Ints, ...]:
    """Return the shares of each unit's telling words (long words, figures, East Asian characters)
    that recur anywhere, in running text, and in the first unit, which may be the page's title."""
    words, codes = tokens.words, tokens.codes
    telling = np.array([len(w) >= 4 or w > "\u2fff" or w < "a" for w in words])[codes]
    in_prose = np.repeat(is_prose, tokens.counts)
    everywhere = np.bincount(codes, minlength=len(words))[codes]
    prose = np.bincount(codes[in_prose], minlength=len(words))[codes] - in_prose
    first = np.zeros(len(words), np.bool_)
    first[codes[: tokens.ends[0]]] = True

    def total(chosen: NDArray[np.bool_]) -> Ints:
        return sums(chosen, tokens.starts, tokens.ends)

    all_told, shared = total(telling), total(telling & first[codes])
    return (
        log(tokens.counts),
        share(total(telling & (everywhere > 1)), all_told),
        share(total(telling & (prose > 0)), all_told),
        log(all_told),
        share(shared, all_told),
        share(shared, int(all_told[0])),
    )


def _places(words: Ints, is_prose: NDArray[np.bool_]) -> tuple[Ints, ...]:
    """Return the position of each unit in the document, and its distance to running text."""
    count = len(words)
    index = np.arange(count)
    prose = np.where(is_prose, words, 0)
    total = int(prose.sum())
    before = np.maximum.accumulate(_shifted(np.where(is_prose, index, -_FAR) + _FAR)) - _FAR
    ahead = np.where(is_prose, index, count + _FAR)[::-1]
    behind = np.minimum.accumulate(np.append(count + _FAR, ahead[:-1]))[::-1]
    return (
        index * MOST // count,
        log(index),
        log(count - 1 - index),
        share(np.cumsum(prose) - prose, total),
        share(prose, total),
        log(np.minimum(index - before, _FAR)),
        log(np.minimum(behind - index, _FAR)),
    )


def _signs(units: Sequence[LogicalLine], is_prose: NDArray[np.bool_]) -> Ints:
    """Return the shape of each unit: blank lines around it, bullets, quotes, cues, marks."""
    flags = [(u.leads, u.trails, u.ends_sentence, u.is_bullet, u.is_quoted) for u in units]
    signs = np.zeros((len(units), len(_CUES) + len(_MARKS)), np.int64)
    for row, unit in enumerate(units):
        if unit.cue is not None:
            signs[row, _CUES[unit.cue]] = MOST
        if unit.mark is not None:
            signs[row, len(_CUES) + _MARKS[unit.mark]] = MOST
    return np.concatenate((MOST * np.array(flags), MOST * is_prose[:, None], signs), axis=1)


def _whole(words: Ints, is_prose: NDArray[np.bool_], kinds: Ints, own: Bytes) -> Ints:
    """Return the features of the document as a whole."""
    count, total = len(words), int(words.sum())
    characters = max(1, int(kinds.sum()))
    solid = int(kinds[:, LETTER : IDEOGRAPH + 1].sum())
    figures = np.array([count, total, int(np.median(words))])
    shares = (
        MOST * int(words[is_prose].sum()) // max(1, total),
        MOST * int(is_prose.sum()) // count,
        MOST * solid // characters,
    )
    means = own[:, _AVERAGED].sum(axis=0, dtype=np.int64) // count
    return np.concatenate((log(figures), np.array(shares), means))


# Columns in order: five sizes; a count and a share per kind; the kinds of the first, the last and
# the last but one character; the layout.
_FIRST_KIND = 5 + 2 * KINDS
_FIRST_LAYOUT = _FIRST_KIND + 3 * KINDS
_AVERAGED = np.array(
    [_FIRST_KIND + LOWER, _FIRST_KIND + DIGIT, *range(_FIRST_LAYOUT, _FIRST_LAYOUT + 6)]
)
"""Whether a unit begins with a small letter or a digit, and its layout: the means of these columns
over the document show what kind of page or renderer made it."""
