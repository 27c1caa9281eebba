"""What score.py reports on texts that the line model reads, and how sure the model may be."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from generator.model import CERTAIN, MAIN_TEXT, LabelledText
from generator.readers.text import read_plain
from generator.structure import label_lines
from generator.structure.line_model import LineModel
from tools.benchmarks.recognition import label_of
from tools.training.examples import MAIN, NEUTRAL, PAGES, PASSAGES, load_rows, tokens

_WELL = 0.9
"""The least F1 of a text that counts as well read."""
_FAILED = 0.5
_LEAST_RISE = CERTAIN // 1024
"""By how much confidence rises from one of many bands to the next."""

ModelOf = Callable[[str], LineModel | None]
"""The model that reads a site's pages; None for sites that are left out."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """The F1 that the model expected of a page's main text, and the true one."""

    expected: float
    true: float


def evaluate(corpora: Path, model_of: ModelOf, report: Path) -> None:
    """Write a report on the labelled corpora; the answers are saved beside it."""
    pages, passages = report.with_suffix(".dumps.jsonl"), report.with_suffix(".segments.jsonl")
    certainties = list(_write_pages(corpora, model_of, pages))
    _write_passages(corpora, model_of, passages)
    found = {
        "pages by renderer": run_score(corpora, "dumps", PAGES, pages, "renderer"),
        "pages by source": run_score(corpora, "dumps", PAGES, pages, "source_set"),
        "passages": run_score(corpora, "segments", PASSAGES, passages),
        "bands": calibrate(certainties),
        "reliability": reliability(certainties),
    }
    report.write_text(json.dumps(found, indent=1), "utf-8")


def _write_pages(corpora: Path, model_of: ModelOf, answers: Path) -> Iterator[Certainty]:
    with answers.open("w", encoding="utf-8") as file:
        for row in load_rows(corpora / PAGES):
            model = model_of(row["site"])
            if model is None:
                continue
            text = label_lines(read_plain(row["text"]), model)
            labels = [label_of(role) for role in text.roles]
            file.write(json.dumps({"id": row["id"], "labels": labels}) + "\n")
            if text.chances is not None:
                yield Certainty(text.expected_f1, f1_of(row, labels))


def _write_passages(corpora: Path, model_of: ModelOf, answers: Path) -> None:
    with answers.open("w", encoding="utf-8") as file:
        for row in load_rows(corpora / PASSAGES):
            model = model_of(row["site"])
            if model is not None:
                body = main_text(label_lines(read_plain(row["text"]), model))
                file.write(json.dumps({"id": row["id"], "body": body}) + "\n")


def main_text(text: LabelledText) -> str:
    pairs = zip(text.lines, text.roles, strict=True)
    return "\n".join(line.text for line, role in pairs if role in MAIN_TEXT)


def f1_of_text(found: str, gold: str) -> float:
    """Return the F1 by words of a main text, regardless of their order."""
    words, wanted = Counter(tokens(found)), Counter(tokens(gold))
    size = words.total() + wanted.total()
    return 2 * (words & wanted).total() / size if size else 1.0


def f1_of(row: Mapping[str, Any], labels: Sequence[str]) -> float:
    """Return the token F1 of a page's main text; lines of neutral labels do not count."""
    right = kept = gold = 0
    for text, wanted, label in zip(row["text"].split("\n"), row["labels"], labels, strict=True):
        words = 0 if wanted in NEUTRAL else len(tokens(text))
        kept += words * (label in MAIN)
        gold += words * (wanted in MAIN)
        right += words * (label in MAIN and wanted in MAIN)
    return 2 * right / (kept + gold) if kept + gold else 1.0


def run_score(corpora: Path, kind: str, gold: str, answers: Path, by: str = "") -> Any:
    """Return what score.py reports on the texts that have answers."""
    command = [sys.executable, str(corpora / "score.py"), kind, str(corpora / gold), str(answers)]
    command += ["--json", "--missing", "skip", *(["--by", by] if by else [])]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def calibrate(certainties: Sequence[Certainty], number: int = 12) -> list[list[int]]:
    """Return the least expected F1 of each band, and the share of its texts that were read well.

    Both are given in units of CERTAIN. The bands hold equal numbers of texts, but neighbours are
    merged if the share does not rise from one to the next.
    """
    ordered = sorted(certainties, key=lambda one: (one.expected, one.true))
    size = max(1, len(ordered) // number)
    bands: list[tuple[float, int, int]] = []
    for start in range(0, len(ordered), size):
        part = ordered[start : start + size]
        bands.append((part[0].expected, sum(one.true >= _WELL for one in part), len(part)))
        while len(bands) > 1 and bands[-2][1] * bands[-1][2] >= bands[-1][1] * bands[-2][2]:
            (least, right, count), (_, more, others) = bands[-2:]
            bands[-2:] = [(least, right + more, count + others)]
    return [
        [int(least * CERTAIN) if place else 0, CERTAIN * right // count]
        for place, (least, right, count) in enumerate(bands)
    ]


def calibrate_finely(
    certainties: Sequence[Certainty], number: int = 50, neighbours: int = 8
) -> list[list[int]]:
    """Return as many bands as ``calibrate`` does not, so that confidence tells more texts apart.

    A band is too small to show its share of texts that were read well: the share is that of the
    part of all texts (one in ``neighbours``) whose middle the band is. Shares rise from band to
    band, at least a little.
    """
    ordered = sorted(certainties, key=lambda one: (one.expected, one.true))
    is_well = [one.true >= _WELL for one in ordered]
    count = len(ordered)
    shares: list[tuple[float, int]] = []  # equal shares in a row, and how many
    starts = sorted({count * band // number for band in range(number)})
    for start, end in pairwise([*starts, count]):
        middle = (start + end) // 2
        reach = max(min(count // neighbours // 2, middle, count - 1 - middle), (end - start) // 2)
        near = is_well[max(0, middle - reach) : middle + reach + 1]
        shares.append(((sum(near) + 0.5) / (len(near) + 1), 1))
        while len(shares) > 1 and shares[-2][0] >= shares[-1][0]:
            (lower, some), (upper, more) = shares[-2:]
            shares[-2:] = [((lower * some + upper * more) / (some + more), some + more)]
    bands: list[list[int]] = []
    rising = [share for share, times in shares for _ in range(times)]
    for start, share in zip(starts, rising, strict=True):
        least = int(ordered[start].expected * CERTAIN) if start else 0
        value = int(share * CERTAIN)
        if not bands:
            bands.append([0, value])
        elif least > bands[-1][0] and bands[-1][1] < CERTAIN:
            bands.append([least, min(CERTAIN, max(value, bands[-1][1] + _LEAST_RISE))])
    return bands


def reliability(certainties: Sequence[Certainty]) -> list[dict[str, float]]:
    """Return the mean expected and true F1 of each tenth of the texts, in order of expected F1."""
    ordered = sorted(certainties, key=lambda one: (one.expected, one.true))
    size = max(1, -(-len(ordered) // 10))
    parts = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    return [
        {
            "texts": len(part),
            "expected": round(sum(one.expected for one in part) / len(part), 3),
            "true": round(sum(one.true for one in part) / len(part), 3),
            "read well": round(sum(one.true >= _WELL for one in part) / len(part), 3),
        }
        for part in parts
    ]


def rank_correlation(certainties: Sequence[Certainty]) -> float:
    """Return Spearman's correlation of the expected F1 with the true one."""
    expected = np.array([one.expected for one in certainties])
    true = np.array([one.true for one in certainties])
    return round(float(np.corrcoef(_ranks(expected), _ranks(true))[0, 1]), 3)


def _ranks(values: np.ndarray) -> np.ndarray:
    """Return the rank of each value; equal values share the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: np.ndarray = (last - (counts - 1) / 2)[inverse]
    return ranks


def share_of_failures_foreseen(certainties: Sequence[Certainty]) -> float:
    """Return how many of the texts with a true F1 below 0.5 are in the lowest tenth by what was
    expected."""
    ordered = sorted(certainties, key=lambda one: (one.expected, one.true))
    failures = [one.true < _FAILED for one in ordered]
    return round(sum(failures[: len(ordered) // 10]) / max(1, sum(failures)), 3)
