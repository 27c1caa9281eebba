"""Measure how well subjects are recognised: python -m tools.benchmarks.subjects --corpora DIR

The news corpora in DIR are read as `inspect --jsonl` reads them, and DIR/score.py compares people,
places and organisations. Each measure is printed beside its goal, for each half of a corpus (by a
hash of the id) and for both: the rules were made by looking at half a. No list or model comes from
these corpora.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.pipeline.machine_view import view_row
from tools.benchmarks.recognition import Measure, load_rows


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled corpus; with ``aliases``, it is scored against closed lists of codes."""

    path: str
    aliases: str | None
    measures: tuple[Measure, ...]

    @property
    def fields(self) -> str:
        return ",".join(measure.path.partition("/")[0] for measure in self.measures)


CORPORA = (
    Corpus(
        "reuters-dev/docs.jsonl.gz",
        "reuters-dev/aliases.json",
        (
            Measure("reuters places, micro F1", "places/micro_f1", 0.70),
            Measure("reuters people, closed list, micro F1", "people/micro_f1", 0.78),
            Measure("reuters organisations, closed list, micro F1", "orgs/micro_f1", 0.84),
        ),
    ),
    Corpus(
        "ieer-dev/docs.jsonl.gz",
        None,
        (
            Measure("ieer people, loose F1", "people/loose_f1", 0.80),
            Measure("ieer places, loose F1", "places/loose_f1", 0.80),
            Measure("ieer organisations, loose F1", "orgs/loose_f1", 0.70),
        ),
    ),
    Corpus(
        "conll2002-dev/es.jsonl.gz",
        None,
        (
            Measure("conll2002 es people, loose F1", "people/loose_f1", 0.70),
            Measure("conll2002 es places, loose F1", "places/loose_f1", 0.70),
            Measure("conll2002 es organisations, loose F1", "orgs/loose_f1", 0.70),
        ),
    ),
)
NEWS = "bbc-dev/docs.jsonl.gz"
MOST_TOPICS = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--documents", type=int, help="of each corpus at most; all by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(given.corpora, Path(folder), given.documents)
        for row in bench.rows():
            print(row, flush=True)


@dataclass(frozen=True)
class Bench:
    corpora: Path
    folder: Path
    documents: int | None

    def rows(self) -> Iterator[str]:
        for corpus in CORPORA:
            gold = self.load(corpus.path)
            answers = [_answer(row) for row in gold]
            for half in ("a", "b", "ab"):
                scores = self.score(corpus, gold, answers, half)
                yield from (measure.row(scores, f"half {half}") for measure in corpus.measures)
        yield from self.topics()

    def load(self, path: str) -> list[dict[str, Any]]:
        return list(load_rows(self.corpora / path))[: self.documents]

    def score(
        self, corpus: Corpus, gold: list[Any], answers: list[Any], half: str
    ) -> Mapping[str, Any]:
        """Return what score.py reports on the documents of a half; ``ab`` means both halves."""
        names = (self._write("gold", gold, half), self._write("answers", answers, half))
        command = [sys.executable, str(self.corpora / "score.py"), "labels", *map(str, names)]
        command += ["--json", "--fields", corpus.fields]
        if corpus.aliases:
            command += ["--aliases", str(self.corpora / corpus.aliases), "--closed"]
        done = subprocess.run(command, check=True, capture_output=True)
        scores: dict[str, Any] = json.loads(done.stdout)
        return scores

    def _write(self, name: str, rows: list[Any], half: str) -> Path:
        path = self.folder / f"{name}.jsonl"
        text = "".join(json.dumps(row) + "\n" for row in rows if half_of(row["id"]) in half)
        path.write_text(text, encoding="utf-8")
        return path

    def topics(self) -> Iterator[str]:
        """Yield the topics of an archive of news, the most frequent first, for a person to read."""
        counts: dict[str, int] = {}
        rows = self.load(NEWS)
        start = time.perf_counter()
        answers = [_answer(row) for row in rows]
        spent = (time.perf_counter() - start) * 1_000 / len(rows)
        for topic in (topic for answer in answers for topic in answer["topics"]):
            counts[topic] = counts.get(topic, 0) + 1
        first = sorted(counts, key=lambda topic: (-counts[topic], topic))[:MOST_TOPICS]
        yield f"topics of {len(rows)} documents of news, {spent:.1f} ms for each (all stages):"
        yield ", ".join(f"{topic} {counts[topic]}" for topic in first)


def half_of(identifier: str) -> str:
    """Return the half of its corpus that a document is in."""
    return "ab"[int(sha256(b"half" + identifier.encode()).hexdigest(), 16) % 2]


def _answer(row: Mapping[str, Any]) -> dict[str, Any]:
    view = json.loads(view_row(json.dumps({"id": row["id"], "text": row["text"]}), "ask"))
    kinds = {name: view[name] for name in ("topics", "people", "places")}
    return {"id": row["id"], "orgs": view["organisations"], **kinds}


if __name__ == "__main__":
    main()
