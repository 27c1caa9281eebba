"""Learn the scorecards of titles, dates and authors, and measure them.

    python -m tools.training.fields --corpora DIR [--line-models REPORT] [--measure] [--write]

DIR holds dumps-dev/pages.jsonl.gz and dumps-dev/segments.jsonl.gz: rows of id, site, text and, if
known, title, date, author and labels. ``--line-models`` names the report beside which the
cross-validation of the line model saved a model for each part (REPORT.0.model …): each page is then
read by the model that has not seen its site. Without these models, the line model knows the pages
too well, and so will the scorecards. ``--measure`` cross-validates with the same four parts of the
sites; ``--write`` learns from everything and writes generator/metadata/weights.json. Numpy and
scipy are needed. The results are in docs/models/fields.md.

A scorecard is a conditional logit: the probability of a candidate is its share of the page's mass,
and the probabilities of candidates that state the same value are added. That no candidate is right
counts as one more candidate.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from generator.metadata import authors, date_candidates, ranking, title
from generator.metadata.date import date_order
from generator.metadata.page import PageRows
from generator.metadata.ranking import Candidate, Scorecard
from generator.model import Stated
from generator.readers.text import read_plain
from generator.structure import label_lines
from generator.structure.line_model import LineModel, load_model

PARTS = 4
"""The number of parts, which are the same as in the cross-validation of the line model."""
WEIGHTS = Path(ranking.__file__).with_name("weights.json")
PENALTY = {"title": 8.0, "date": 5.0, "author": 8.0}
"""The L2 penalty of each card: half of it is multiplied by the sum of the squared weights."""
RAREST = 6
"""The fewest pages that must show a sign for it to get a weight."""
THRESHOLDS = (0, 20, 30, 40, 45, 50, 55, 60, 70, 80)
GROUPS = {
    "title": title.SIGNS,
    "date": date_candidates.SIGNS,
    "author": authors.SIGNS,
}
_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\\W_]+")
_BY = frozenset("by von the and und dr staff writer".split())

Gold = Callable[[Candidate[str, Any]], bool]


@dataclass
class Sample:
    """A page with its gold and, during learning, with what has been chosen for it so far."""

    row: Mapping[str, Any]
    page: PageRows
    title: int = -1
    date: int = -1
    candidates: dict[str, list[Candidate[str, Any]]] = field(default_factory=dict)

    @property
    def part(self) -> int:
        return part_of(self.row["site"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--line-models", type=Path, metavar="REPORT")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    models = load_models(given.line_models) if given.line_models else {}
    samples = list(load(given.corpora / "dumps-dev", models))
    if given.measure:
        learn(samples, range(PARTS), report=True)
    if given.write:
        cards = learn(samples, ())
        WEIGHTS.write_text(
            json.dumps(cards, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
        )


def load_models(report: Path) -> dict[int, LineModel]:
    """Return the line model of each part, learned from the other parts."""
    return {part: load_model(report.with_suffix(f".{part}.model")) for part in range(PARTS)}


def load(folder: Path, models: Mapping[int, LineModel]) -> Iterator[Sample]:
    for name in ("pages", "segments"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                text = label_lines(read_plain(row["text"]), models.get(part_of(row["site"])))
                yield Sample(row | {"set": name}, PageRows(text))


def part_of(site: str) -> int:
    return int(sha1(f"cv{site}".encode()).hexdigest(), 16) % PARTS


def learn(
    samples: Sequence[Sample], parts: Sequence[int], *, report: bool = False
) -> dict[str, Any]:
    """Learn a card for titles, dates and authors, in this order, and return the cards.

    With ``parts``, the values of each part are chosen with a card that was learned from the other
    parts; the cards returned are then those for the last part. Each card is learned and used with
    the choices already made by the cards before it, right or wrong.
    """
    cards: dict[str, Any] = {}
    steps = (
        ("title", title_candidates, title_gold),
        ("date", date_candidates, date_gold),
        ("author", author_candidates, author_gold),
    )
    by_part: dict[int, dict[str, Scorecard]] = {part: {} for part in (*parts, -1)}
    for name, find, gold_of in steps:
        for sample in samples:
            sample.candidates[name] = list(find(sample))
        rows = [(sample, gold_of(sample)) for sample in samples]
        known = [(sample, gold) for sample, gold in rows if gold is not None]
        for part in parts or (-1,):
            card = fit(name, [(s, g) for s, g in known if s.part != part])
            by_part[part][name] = as_card(card, GROUPS[name])
            cards[name] = card
        for sample in samples:
            chosen = ranking.choose(
                sample.candidates[name], by_part[sample.part if parts else -1][name]
            )
            at = chosen.value.row.at if chosen else -1
            if name == "title":
                sample.title = at
            elif name == "date":
                sample.date = at if chosen and chosen.percent >= 40 else -1
        if report:
            show(name, samples, {part: by_part[part][name] for part in parts})
    return cards


def title_candidates(sample: Sample) -> Iterator[Candidate[str, Any]]:
    return title.title_candidates(sample.page)


def date_candidates(sample: Sample) -> Iterator[Candidate[str, Any]]:
    order = date_order(sample.page, Stated())
    return date_candidates.date_candidates(sample.page, order, sample.title)


def author_candidates(sample: Sample) -> Iterator[Candidate[str, Any]]:
    return authors.author_candidates(sample.page, sample.title, sample.date)


# What is right


def title_gold(sample: Sample) -> Gold | None:
    title = sample.row.get("title")
    if title:
        words = _tokens(title)
        found = sample.candidates["title"]
        is_there = any(_tokens(candidate.value.text) == words for candidate in found)
        return partial(_has_words if is_there else _has_most_words, words)
    labels = sample.row.get("labels") or ()
    lines = {number for number, label in enumerate(labels, 1) if label == "title"}
    if not lines:
        return None
    return lambda candidate: candidate.value.row.line in lines


def _has_words(words: list[str], candidate: Candidate[str, Any]) -> bool:
    return _tokens(candidate.value.text) == words


def _has_most_words(words: list[str], candidate: Candidate[str, Any]) -> bool:
    """Return whether a candidate has most of the gold's words: an F1 of at least 0.8."""
    own = _tokens(candidate.value.text)
    shared = sum((Counter(own) & Counter(words)).values())
    return shared * 2 >= 0.8 * (len(own) + len(words))


def date_gold(sample: Sample) -> Gold | None:
    date = sample.row.get("date")
    if not date:
        return None
    days = set(date) if isinstance(date, list) else {date}
    if not any(_is_one_of(days, candidate) for candidate in sample.candidates["date"]):
        days = {day[:7] for day in days}
    return partial(_is_one_of, days)


def _is_one_of(days: set[str], candidate: Candidate[str, Any]) -> bool:
    """Return whether a date is one of these days, in either reading if it can be read two ways."""
    return not days.isdisjoint(candidate.key.split("|"))


def author_gold(sample: Sample) -> Gold | None:
    author = sample.row.get("author")
    if not author:
        return None
    gold = set(_tokens("; ".join(author) if isinstance(author, list) else author)) - _BY
    return lambda candidate: _is_same_author(set(_tokens("; ".join(candidate.value.names))), gold)


def _is_same_author(names: set[str], gold: set[str]) -> bool:
    names = names - _BY
    if not gold:
        return False
    is_within = gold <= names and len(names) <= len(gold) + 3
    return names == gold or is_within or (names <= gold and len(names) >= 2)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


# Learning


def fit(name: str, known: Sequence[tuple[Sample, Gold]]) -> dict[str, Any]:
    """Return the card that makes the right candidates of these samples likeliest."""
    pages = [
        (sample.candidates[name], [gold(one) for one in sample.candidates[name]])
        for sample, gold in known
    ]
    if name == "title":  # a page without its title teaches nothing about titles
        pages = [page for page in pages if any(page[1])]
    groups = GROUPS[name]
    shown = Counter(
        sign
        for candidates, _ in pages
        for sign in {sign for one in candidates for sign in zip(groups, one.signs, strict=True)}
    )
    signs = sorted(sign for sign, pages_with in shown.items() if pages_with >= RAREST)
    column = {sign: number for number, sign in enumerate(signs, 1)}
    weights = _maximise(pages, groups, column, PENALTY[name])
    points = np.rint(weights * ranking.OCTAVE / np.log(2)).astype(int).tolist()
    table: dict[str, dict[str, int]] = {}
    for (group, sign), number in column.items():
        if points[number]:
            table.setdefault(group, {})[sign] = points[number]
    return {"none": points[0], "signs": table}


def as_card(card: Mapping[str, Any], groups: Sequence[str]) -> Scorecard:
    return Scorecard(card["none"], tuple(card["signs"].get(group, {}) for group in groups))


def _maximise(pages: Any, groups: Sequence[str], column: Mapping[Any, int], penalty: float) -> Any:
    rows, columns, right, starts = [], [], [], []
    for candidates, is_right in pages:
        starts.append(len(right))
        rows.append(len(right))
        columns.append(0)
        right.append(not any(is_right))
        for candidate, good in zip(candidates, is_right, strict=True):
            for sign in zip(groups, candidate.signs, strict=True):
                if sign in column:
                    rows.append(len(right))
                    columns.append(column[sign])
            right.append(good)
    size = (len(right), len(column) + 1)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=size)
    return _solve(matrix, np.array(starts), np.array(right), penalty)


def _solve(matrix: Any, starts: Any, right: Any, penalty: float) -> Any:
    page = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, matrix.shape[0])))
    transposed = matrix.T.tocsr()

    def loss(weights: Any) -> tuple[float, Any]:
        score = matrix @ weights
        mass = np.exp(score - np.maximum.reduceat(score, starts)[page])
        total = np.add.reduceat(mass, starts)
        good = np.add.reduceat(mass * right, starts) + 1e-300
        slope = transposed @ (mass / total[page] - mass * right / good[page])
        value = (np.log(total) - np.log(good)).sum() + penalty / 2 * (weights @ weights)
        return float(value), slope + penalty * weights

    start = np.zeros(matrix.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


# Measuring


def show(name: str, samples: Sequence[Sample], cards: Mapping[int, Scorecard]) -> None:
    """Print, by set and threshold, the share of samples answered, the accuracy and the precision.

    Accuracy is the share of right answers among all samples, precision among those answered.
    """
    for group in ("pages", "segments"):
        known = [one for one in samples if one.row["set"] == group and one.row.get(name)]
        results = [_result(name, sample, cards[sample.part]) for sample in known]
        found = sum(any(map(exact_gold(name, one), one.candidates[name])) for one in known)
        _say(f"{name} {group}: {len(known)} known, {found / len(known):.3f} among the candidates")
        for threshold in THRESHOLDS:
            given = [is_right for percent, is_right in results if percent >= threshold]
            _say(
                f"  {threshold:3} %: answered {len(given) / len(known):.3f}, accuracy "
                f"{sum(given) / len(known):.3f}, precision {sum(given) / max(1, len(given)):.3f}"
            )


def exact_gold(name: str, sample: Sample) -> Gold:
    """Return the exact gold of a sample; the gold for learning may be more lenient."""
    if name == "title":
        return partial(_has_words, _tokens(sample.row["title"]))
    gold = date_gold(sample) if name == "date" else author_gold(sample)
    return gold or (lambda _: False)


def _result(name: str, sample: Sample, card: Scorecard) -> tuple[int, bool]:
    """Return the percentage of the chosen value (-1 if there is none) and whether it is right."""
    chosen = ranking.choose(sample.candidates[name], card)
    if chosen is None:
        return -1, False
    same = next(one for one in sample.candidates[name] if one.value == chosen.value)
    return chosen.percent, exact_gold(name, sample)(same)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
