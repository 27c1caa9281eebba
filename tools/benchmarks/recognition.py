"""Measure how well documents are read: python -m tools.benchmarks.recognition --corpora DIR

The labelled corpora in DIR are read as `inspect --jsonl` reads them, and DIR/score.py compares;
each measure is printed beside its goal. The line model was trained on these very pages: how well
it does on unseen sites is in the report of its training script (tools/training/line_roles.py
--cross-validate), and in docs/models/line-roles.md.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model import Role
from generator.pipeline.machine_view import view_row

PAGES, PASSAGES = "dumps-dev/pages.jsonl.gz", "dumps-dev/segments.jsonl.gz"
ENCODINGS = "formats-dev/encodings.jsonl.gz"
SEEN = "seen in training"
_LABELS = {
    Role.BODY: "body",
    Role.STANDFIRST: "body",
    Role.LIST_ITEM: "body",
    Role.CORRECTION: "body",
    Role.SUBHEAD: "subhead",
    Role.TITLE: "title",
    Role.CAPTION: "caption",
    Role.PULL_QUOTE: "pullquote",
    Role.ATTRIBUTION: "pullquote",
    Role.BYLINE: "byline",
    Role.DATE: "date",
    Role.RELATED_HEADING: "related",
    Role.RELATED_META: "related",
    Role.RELATED: "related",
}


def label_of(role: Role) -> str:
    """Return the label that the corpora give to lines of this role."""
    return _LABELS.get(role, "furniture")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number in the answer of score.py: its name, its path there, and its goal.

    With ``is_ceiling``, the goal is the most that it should be.
    """

    name: str
    path: str
    goal: float
    is_ceiling: bool = False

    def value(self, scores: Mapping[str, Any]) -> float | None:
        found: Any = scores
        for key in self.path.split("/"):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def row(self, scores: Mapping[str, Any], note: str) -> str:
        value = self.value(scores)
        if value is None:
            return f"{self.name:44} {'-':>8}"
        is_met = value <= self.goal if self.is_ceiling else value >= self.goal
        sign = "≤" if self.is_ceiling else "≥"
        verdict = "met" if is_met else "not met"
        return f"{self.name:44} {value:8.3f}  {sign} {self.goal:<6} {verdict:8} {note}"


OF_PAGES = (
    Measure("main text, token F1", "main_token/f1", 0.940),
    Measure("main text, recall", "main_token/recall", 0.960),
    Measure("pages with F1 of 0.95 or more", "main_token/pages_f1_ge_95", 0.72),
    Measure("pages with F1 below 0.50", "main_token/pages_f1_lt_50", 0.015, is_ceiling=True),
    Measure("subhead, F1", "labels/subhead/f1", 0.70),
    Measure("title, F1", "labels/title/f1", 0.70),
    Measure("date, F1", "labels/date/f1", 0.55),
    Measure("byline, F1", "labels/byline/f1", 0.50),
    Measure("caption, F1", "labels/caption/f1", 0.40),
    Measure("caption, recall", "labels/caption/recall", 0.50),
    Measure("title as a value, exact", "title/accuracy", 0.72),
    Measure("title as a value, nearly", "title/fuzzy", 0.80),
    Measure("date, exact day", "date/accuracy", 0.71),
    Measure("date, when answered", "date/precision", 0.93),
    Measure("author", "author/accuracy", 0.50),
    Measure("author, when answered", "author/precision", 0.85),
)
OF_PASSAGES = (Measure("passages, F1", "segments/f1", 0.87),)
OF_ENCODINGS = (
    Measure("encodings, exact", "exact", 0.93),
    Measure("encodings, 98 % of non-ASCII right", "non_ascii_98", 0.98),
)
LEAST_BY_RENDERER = 0.92
LEAST_BY_NEWS_SOURCE = 0.93
NEWS = ("newspaper", "scrapinghub")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = parser.parse_args().corpora
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(corpora, Path(folder))
        for row in bench.rows():
            print(row, flush=True)


@dataclass(frozen=True)
class Bench:
    corpora: Path
    folder: Path

    def rows(self) -> Iterator[str]:
        pages = self.score("dumps", PAGES, _as_page, by="renderer")
        yield from (measure.row(pages, SEEN) for measure in OF_PAGES)
        yield from _groups(pages["by_renderer"], LEAST_BY_RENDERER)
        sources = self.score("dumps", PAGES, None, by="source_set")["by_source_set"]
        news = {name: scores for name, scores in sources.items() if name in NEWS}
        yield from _groups(news, LEAST_BY_NEWS_SOURCE)
        passages = self.score("segments", PASSAGES, _as_passages)
        yield from (measure.row(passages, SEEN) for measure in OF_PASSAGES)
        encodings = self.score("encodings", ENCODINGS, _as_decoded)
        yield from (measure.row(encodings, "") for measure in OF_ENCODINGS)
        yield f"{'reading a text, of each 5 kB':44} {self.speed():8.2f} ms, goal 3 ms"

    def score(
        self, kind: str, name: str, answer: Callable[..., Any] | None, by: str | None = None
    ) -> dict[str, Any]:
        """Return what score.py reports on our answers for a corpus.

        Without ``answer``, the answers of the last call for this ``kind`` are scored.
        """
        gold, answers = self.corpora / name, self.folder / f"{kind}.jsonl"
        if answer is not None:
            with answers.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(answer(row)) + "\n" for row in load_rows(gold))
        command = [sys.executable, str(self.corpora / "score.py"), kind, str(gold), str(answers)]
        command += ["--json", *(["--by", by] if by else [])]
        done = subprocess.run(command, check=True, capture_output=True)
        scores: dict[str, Any] = json.loads(done.stdout)
        return scores

    def speed(self) -> float:
        """Return the milliseconds that 5 kB of text take on one core, when everything is loaded."""
        texts = [row["text"] for row in load_rows(self.corpora / PAGES)]
        short = [text for text in texts if 4_000 <= len(text) <= 6_000]
        rows = [json.dumps({"text": text}) for text in short]
        for row in rows[:20]:
            view_row(row, "ask")
        start = time.perf_counter()
        for row in rows:
            view_row(row, "ask")
        return (time.perf_counter() - start) * 1_000 * 5_000 / sum(map(len, short))


def load_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            yield json.loads(row)


def _view(given: Mapping[str, Any]) -> dict[str, Any]:
    view: dict[str, Any] = json.loads(view_row(json.dumps(given), "ask"))
    return view


def _as_page(row: Mapping[str, Any]) -> dict[str, Any]:
    view = _view({"id": row["id"], "text": row["text"]})
    labels = [label_of(Role(line["role"])) for line in view["lines"]]
    fields = {name: view[name] for name in ("title", "date")}
    return {"id": row["id"], "labels": labels, "author": view["byline"], **fields}


def _as_passages(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "body": _view({"id": row["id"], "text": row["text"]})["body"]}


def _as_decoded(row: Mapping[str, Any]) -> dict[str, Any]:
    encoded = row.get("bytes_b64") or base64.b64encode(bytes(row["bytes"])).decode()
    return {"id": row["id"], "text": _view({"id": row["id"], "bytes_b64": encoded}).get("text", "")}


def _groups(scores: Mapping[str, Any], goal: float) -> Iterator[str]:
    for name, of_group in scores.items():
        yield Measure(f"  main text of {name}", "main_token/f1", goal).row(of_group, SEEN)


if __name__ == "__main__":
    main()
