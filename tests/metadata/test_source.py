"""The source of a document is the publication that its own page names."""

from __future__ import annotations

import pytest

from generator.model import Extract
from tests.pages import HEADLINE, PARAGRAPHS, page
from tests.recognised import recognised, recognised_html


@pytest.mark.parametrize(
    ("above", "source"),
    [
        ("The Hartwell Gazette", "The Hartwell Gazette"),
        ("HARTWELL NEWS Home Weather Sport", "HARTWELL NEWS"),
        ("Hartwell Gazette, Saturday 3 June 1911", "Hartwell Gazette"),
        (f"{HEADLINE} - The Hartwell Gazette", "The Hartwell Gazette"),
        pytest.param(
            "Hartwell Gazette | 3 June 1911",
            "Hartwell Gazette",
        ),
    ],
)
def test_a_masthead_a_dateline_or_a_page_title_names_the_source(above, source):
    assert source_of(recognised(f"{above}\n\n{page()}")) == source


@pytest.mark.parametrize(
    ("notice", "source"),
    [
        ("© 1911 The Hartwell Gazette. All rights reserved.", "The Hartwell Gazette"),
        ("Copyright 1911 Hartwell Gazette Ltd.", "Hartwell Gazette Ltd"),
        ("(c) Hartwell Gazette 1911", "Hartwell Gazette"),
    ],
)
def test_failing_that_the_owner_of_the_copyright_is_the_source(notice, source):
    assert source_of(recognised(page(foot=notice))) == source


def test_a_masthead_outranks_the_copyright():
    text = page(above="The Hartwell Gazette", foot="© 1911 Oxley Holdings")
    assert source_of(recognised(text)) == "The Hartwell Gazette"


def test_the_source_names_its_line():
    source = recognised(page(above="The Hartwell Gazette")).metadata.source
    assert source is not None
    assert source.line == 5


def test_a_page_of_html_without_a_masthead_has_the_source_that_its_head_states():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    markup = f'<head><meta property="og:site_name" content="Weir Lore"></head><body>{text}</body>'
    source = recognised_html(markup).metadata.source
    assert source is not None
    assert (source.value, source.rule, source.line) == ("Weir Lore", "og:site_name", None)


def test_a_source_is_never_invented():
    told = "The Hartwell Gazette, which the miller reads, had the news of the weir on Wednesday."
    assert source_of(recognised(page(text=(*PARAGRAPHS, told)))) is None


@pytest.mark.parametrize("label", ["News", "Home > News > Rivers", "Section: News"])
def test_a_label_of_the_menu_or_the_trail_is_no_source(label):
    assert source_of(recognised(f"{label}\n\n{page()}")) is None


def source_of(extract: Extract) -> str | None:
    source = extract.metadata.source
    return source.value if source else None
