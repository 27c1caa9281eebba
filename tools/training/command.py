"""The command line by which a line model is trained and cross-validated."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.model import CERTAIN
from generator.structure.line_model import LineModel, load_model
from tools.training.examples import Example
from tools.training.learner import Settings, train
from tools.training.validation import ModelOf


@dataclass(frozen=True, slots=True)
class Subject:
    """What a line model is trained on and judged by."""

    settings: Settings
    load: Callable[[Path], Iterable[Example]]
    """Returns the examples that the corpora hold."""
    evaluate: Callable[[Path, ModelOf, Path], None]
    """Writes a report on the corpora, as they are read by the model of each site."""


def run(subject: Subject, description: str | None) -> None:
    """Train a model, cross-validate it, or both, as the command line asks.

    The confidence of a model that is written is taken from the report of the cross-validation.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--cross-validate", type=Path, metavar="REPORT")
    parser.add_argument("--rounds", type=int, default=subject.settings.rounds)
    parser.add_argument("--only-fold", type=int)
    given = parser.parse_args()
    report: Path | None = given.cross_validate
    subject = replace(subject, settings=replace(subject.settings, rounds=given.rounds))
    examples = list(subject.load(given.corpora))
    if report:
        models = cross_validate(examples, subject.settings, report, given.only_fold)
        folds = subject.settings.folds
        subject.evaluate(given.corpora, lambda site: models.get(fold_of(site, folds)), report)
    if given.output:
        bands = json.loads(report.read_text("utf-8"))["bands"] if report else [[0, CERTAIN]]
        given.output.write_bytes(train(examples, subject.settings, bands))


def cross_validate(
    examples: Sequence[Example], settings: Settings, report: Path, only_fold: int | None
) -> dict[int, LineModel]:
    """Return for each part of the sites a model that has not seen them.

    The model of each part is saved beside the report; a model that is already there is not trained
    again.
    """
    models: dict[int, LineModel] = {}
    for fold in range(settings.folds) if only_fold is None else [only_fold]:
        path = report.with_suffix(f".{fold}.model")
        if not path.exists():
            seen = [one for one in examples if fold_of(one.site, settings.folds) != fold]
            path.write_bytes(train(seen, settings, [[0, CERTAIN]]))
        models[fold] = load_model(path)
    return models


def fold_of(site: str, folds: int) -> int:
    """Return the part that a site, and with it all its pages, belongs to."""
    return int(hashlib.sha1(f"cv{site}".encode()).hexdigest(), 16) % folds
