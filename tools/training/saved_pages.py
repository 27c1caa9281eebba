"""Train the model of saved pages: python -m tools.training.saved_pages --corpora DIR --output FILE

With --cross-validate REPORT, the model is trained several times, each time without one part of the
sites, and REPORT says how well it reads the pages of that part. With --bands REPORT, the confidence
of the model in FILE is taken from such a report. See docs/models/page-lines.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.model import CERTAIN
from generator.readers import UnreadableSeed, html
from generator.structure import label_lines
from generator.structure.line_model import LineModel, load_model
from tools.training.examples import SAVED, Example, load_rows, load_saved_pages
from tools.training.line_roles import Settings, fold_of, train
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--cross-validate", type=Path, metavar="REPORT")
    parser.add_argument("--bands", type=Path, metavar="REPORT")
    parser.add_argument("--rounds", type=int, default=SETTINGS.rounds)
    parser.add_argument("--only-fold", type=int)
    given = parser.parse_args()
    settings = replace(SETTINGS, rounds=given.rounds)
    examples = list(load_saved_pages(given.corpora))
    if given.cross_validate:
        cross_validate(examples, given.corpora, settings, given.cross_validate, given.only_fold)
    if given.output:
        bands = json.loads(given.bands.read_text())["bands"] if given.bands else [[0, CERTAIN]]
        given.output.write_bytes(train(examples, settings, bands))


def cross_validate(
    examples: Sequence[Example],
    corpora: Path,
    settings: Settings,
    report: Path,
    only_fold: int | None,
) -> None:
    """Write what score.py reports on pages that were read by a model that had not seen their sites.

    The model of each part is saved beside the report; a model that is already there is not trained
    again.
    """
    folds = range(settings.folds) if only_fold is None else [only_fold]
    models: dict[int, LineModel] = {}
    for fold in folds:
        path = report.with_suffix(f".{fold}.model")
        if not path.exists():
            seen = [one for one in examples if fold_of(one.site, settings) != fold]
            path.write_bytes(train(seen, settings, [[0, CERTAIN]]))
        models[fold] = load_model(path)
    evaluate(corpora, lambda site: models.get(fold_of(site, settings)), report)


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
    main()
