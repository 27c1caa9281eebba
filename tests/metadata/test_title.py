"""The title of a document is its headline, in the words of the page."""

from __future__ import annotations

import pytest

from generator.model import Finding
from tests.pages import HEADLINE, PARAGRAPHS, page
from tests.recognised import recognised, recognised_html


def test_the_title_is_the_headline_with_its_line():
    assert recognised(page()).metadata.title == Finding(HEADLINE, "headline", 5)


@pytest.mark.parametrize(
    "headline",
    ["Council votes  to mend\u00a0the weir", "** Council votes to mend the weir **"],
)
def test_white_space_and_ornaments_are_no_part_of_the_title(headline):
    title = recognised(page(headline=headline)).metadata.title
    assert title is not None
    assert title.value == HEADLINE


def test_the_site_s_name_behind_the_headline_is_no_part_of_the_title():
    text = f"{HEADLINE} - The Hartwell Gazette\n\n{page(below='By Jane Doe')}"
    title = recognised(text).metadata.title
    assert title is not None
    assert title.value == HEADLINE


@pytest.mark.parametrize("foot", ["Comments (3)", "Tags: weir", "Read more"])
def test_what_stands_below_the_text_is_no_title(foot):
    title = recognised(page(below="3 June 1911", foot=foot)).metadata.title
    assert title is not None
    assert title.value == HEADLINE


def test_a_headline_in_capitals_is_left_as_printed():
    title = recognised(page(headline=HEADLINE.upper())).metadata.title
    assert title is not None
    assert title.value == HEADLINE.upper()


def test_a_text_without_a_headline_has_no_title():
    assert recognised("\n\n".join(PARAGRAPHS)).metadata.title is None


def test_a_page_of_html_without_a_headline_has_the_title_that_its_head_states():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    markup = f"<html><head><title>Mending the weir</title></head><body>{text}</body></html>"
    assert recognised_html(markup).metadata.title == Finding("Mending the weir", "title")


def test_the_headline_outranks_what_the_head_states():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    markup = (
        f"<html><head><title>Page 4</title></head><body><h1>{HEADLINE}</h1>{text}</body></html>"
    )
    title = recognised_html(markup).metadata.title
    assert title is not None
    assert title.value == HEADLINE
