"""Confidence: how sure the reader is of a document's main text."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from generator.model import CERTAIN
from generator.readers.text import read_plain
from generator.structure import estimate_confidence, label_lines
from generator.structure.line_model import load_model
from tests.recognised import labelled

PAGE = """\
Home | News | Weather | Contact

The ferry between the two islands will sail again from Monday, the harbour board said.

Print this page
"""


def test_a_text_without_main_text_has_no_confidence():
    assert estimate_confidence(labelled("furniture|Home\nfurniture|Print this page")) == 0.0


def test_confidence_is_a_share():
    assert 0 < estimate_confidence(label_lines(read_plain(PAGE))) <= 1


def test_confidence_follows_what_the_model_expects():
    text = label_lines(read_plain(PAGE))
    unsure, sure = replace(text, expected_f1=0.2), replace(text, expected_f1=1.0)
    assert estimate_confidence(unsure) < estimate_confidence(sure)


def test_the_bands_of_confidence_rise():
    bands = load_model().confidence
    assert bands[0][0] == 0
    assert all(a < b for one, other in pairwise(bands) for a, b in zip(one, other, strict=True))
    assert all(0 <= share <= CERTAIN for _, share in bands)
