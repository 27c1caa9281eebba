"""The summary of a document is in its own words: the standfirst, else the first paragraph."""

from __future__ import annotations

import pytest

from generator.model import Finding
from tests.pages import PARAGRAPHS, page
from tests.recognised import recognised

STANDFIRST = "The council found the money at last after eleven years of leaking."


def test_the_first_paragraph_is_the_summary():
    assert recognised(page()).metadata.summary == Finding(PARAGRAPHS[0], "first-paragraph", 7)


def test_a_standfirst_outranks_the_first_paragraph():
    text = page(below=f"{STANDFIRST}\n\nBy Jane Doe\n\n3 June 1911")
    assert recognised(text).metadata.summary == Finding(STANDFIRST, "standfirst", 7)


def test_a_salutation_is_no_summary():
    text = "Dear Ada,\n\n" + "\n\n".join(PARAGRAPHS)
    summary = recognised(text).metadata.summary
    assert summary is not None
    assert summary.value == PARAGRAPHS[0]


def test_a_text_of_short_lines_alone_is_summed_up_by_its_first():
    summary = recognised("Gone to the mill.\n\nBack at noon.").metadata.summary
    assert summary is not None
    assert summary.value == "Gone to the mill."


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence():
    sentence = (
        "The weir above the mill has leaked ever since the frost, the miller told the council."
    )
    text = page(text=(" ".join([sentence] * 9), *PARAGRAPHS))
    summary = recognised(text).metadata.summary
    assert summary is not None
    assert summary.value == " ".join([sentence] * 3)


def test_the_numbers_of_notes_are_not_in_a_summary():
    first = "The mill[1] burned down,[note 2] and [3] nobody could say who had seen it first."
    summary = recognised(page(text=(first, *PARAGRAPHS))).metadata.summary
    assert summary is not None
    assert summary.value == "The mill burned down, and [3] nobody could say who had seen it first."


@pytest.mark.parametrize("text", ["—", "* * *"])
def test_a_text_without_words_has_no_summary(text):
    assert recognised(text).metadata.summary is None
