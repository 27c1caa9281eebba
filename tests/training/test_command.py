"""A line model is trained and cross-validated by one command line."""

from __future__ import annotations

import json
import sys

from generator.structure.line_model import load_model
from tests.pages import page
from tools.training.command import Subject, fold_of, run
from tools.training.examples import LabelledPage, labelled_example
from tools.training.learner import Settings

SETTINGS = Settings(
    rounds=1, width=8, depth=4, vocabulary=50, fewest_sites=1, reaches=((1, True),), folds=2
)
BANDS = [[0, 1024], [2048, 4000]]


def examples_of(sites):
    lines = tuple(page(below="By Jane Doe").split("\n"))
    labels = tuple("body" if len(line) > 60 else "furniture" if line else "blank" for line in lines)
    pages = [LabelledPage(f"{site}#1", site, "dump", lines, labels) for site in sites]
    return [example for one in pages if (example := labelled_example(one)) is not None]


def test_the_confidence_of_a_model_is_taken_from_its_cross_validation(tmp_path, monkeypatch):
    sites = [f"{name}.example" for name in "abcdef"]
    read = {}

    def evaluate(_, model_of, report):
        read.update({site: model_of(site) for site in sites})
        report.write_text(json.dumps({"bands": BANDS}))

    report, output = tmp_path / "report.json", tmp_path / "new.model"
    command = ["train", "--corpora", str(tmp_path), "--cross-validate", str(report)]
    monkeypatch.setattr(sys, "argv", [*command, "--output", str(output)])
    run(Subject(SETTINGS, lambda _: examples_of(sites), evaluate), None)

    assert load_model(output).confidence == ((0, 1024), (2048, 4000))
    folds = {fold: load_model(tmp_path / f"report.{fold}.model") for fold in range(2)}
    assert read == {site: folds[fold_of(site, 2)] for site in sites}
