"""Train the model of saved pages: python -m tools.training.saved_pages --corpora DIR --output FILE

With --cross-validate REPORT, the model is trained several times, each time without one part of the
sites, and REPORT says how well it reads the pages of that part; the confidence of the model in FILE
is taken from it. See docs/models/page-lines.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator.readers import UnreadableSeed, html
from generator.structure import label_lines
from tools.training.command import Subject, run
from tools.training.examples import SAVED, load_rows, load_saved_pages
from tools.training.learner import Settings
from tools.training.validation import (
    Certainty,
    ModelOf,
    calibrate_finely,
    f1_of_text,
    main_text,
    rank_correlation,
    reliability,
    run_score,
    share_of_failures_foreseen,
)

SETTINGS = Settings(
    rounds=9,
    width=72,
    depth=16,
    vocabulary=5000,
    reaches=((1, True), (2, False), (4, True), (8, False)),
    longest=350,
    mixed=0.0,
    names=3000,
)


def evaluate(corpora: Path, model_of: ModelOf, report: Path) -> None:
    """Write a report on the saved pages; the answers are saved beside it."""
    answers = report.with_suffix(".html.jsonl")
    certainties = list(_write_answers(corpora, model_of, answers))
    found = {
        "pages by source": run_score(corpora, "html", SAVED, answers, "source_set"),
        "bands": calibrate_finely(certainties),
        "reliability": reliability(certainties),
        "rank correlation": rank_correlation(certainties),
        "failures foreseen": share_of_failures_foreseen(certainties),
    }
    report.write_text(json.dumps(found, indent=1), "utf-8")


def _write_answers(corpora: Path, model_of: ModelOf, answers: Path) -> Iterator[Certainty]:
    with answers.open("w", encoding="utf-8") as file:
        for row in load_rows(corpora / SAVED):
            model = model_of(row["site"])
            if model is None:
                continue
            try:
                text = label_lines(html.read_markup(row["html"]), model)
            except UnreadableSeed:
                continue
            answer = {"id": row["id"], "body": main_text(text), "expected": text.expected_f1}
            file.write(json.dumps(answer) + "\n")
            if text.chances is not None and row.get("gold_text"):
                yield Certainty(text.expected_f1, f1_of_text(main_text(text), row["gold_text"]))


if __name__ == "__main__":
    run(Subject(SETTINGS, load_saved_pages, evaluate), __doc__)
