"""Pages that never were, and what one network learns from another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generator.model import CERTAIN, LABELS
from generator.structure.line_model import load_model
from tools.training.examples import LabelledPage, labelled_example
from tools.training.learner import Settings, soften
from tools.training.mixing import Mixer

LABELLED = ("furniture", "title", "body", "body", "furniture")


def page(site: str, words: str, renderer: str = "wet"):
    """Return a labelled page whose lines all have its words in them."""
    lines = (
        f"Home | {words} | Shop",
        f"The {words} opens",
        f"The {words} was opened on Tuesday, nine years after the old one was lost in a storm.",
        "Nobody believed that it would ever stand again.",
        f"Print the {words}",
    )
    example = labelled_example(LabelledPage(f"{site}#{renderer}", site, renderer, lines, LABELLED))
    assert example is not None
    return example


def mixed(*examples):
    """Return the lines of the first example after mixing."""
    found = list(Mixer(examples).mixed(examples, 1.0, np.random.default_rng(3)))
    assert found[0].page is not None
    return found[0].page.lines


def test_an_article_stands_in_the_furniture_of_another_page_with_its_title():
    lines = mixed(page("a.example", "pier"), page("b.example", "mill"))
    assert [("pier" in line, "mill" in line) for line in lines] == [
        (True, False),
        (False, True),
        (False, True),
        (False, False),
        (True, False),
    ]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(page("a.example", "mill"), id="of-the-same-site"),
        pytest.param(page("b.example", "mill", "lynx"), id="by-another-renderer"),
    ],
)
def test_a_page_is_never_mixed_with_one(other):
    assert not any("mill" in line for line in mixed(page("a.example", "pier"), other))


def test_a_network_teaches_nothing_of_what_is_known():
    example = replace(page("a.example", "pier"), has_passages=True, page=None)
    known = replace(example, target=np.ones(5, np.float32), weight=np.ones(5, np.float32))
    taught = soften(known, load_model(), Settings())
    assert (taught.target == 1).all()
    assert (taught.label == example.label).all()


def test_a_network_teaches_what_is_not_known():
    example = replace(page("a.example", "pier"), has_passages=True, page=None)
    unknown = replace(
        example,
        target=np.zeros(5, np.float32),
        weight=np.zeros(5, np.float32),
        label=np.full(5, -1),
    )
    taught = soften(unknown, load_model(), replace(Settings(), sure=1 / CERTAIN))
    assert taught.target.max() > 0
    assert set(taught.label) <= set(range(len(LABELS)))
