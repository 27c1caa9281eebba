"""What is shown of a page where a link to it is shared."""

import pytest

from tests.render.meta_tags.conftest import LETTER, NEWS, metadata

CARD = {
    "og:type": ["article"],
    "og:title": ["School bus on the bridge"],
    "og:description": ["It was the first of all."],
    "og:url": ["https://archive.example/ferry/2001/11/school-bus.html"],
    "og:site_name": ["The Ferry papers"],
    "article:published_time": ["2001-11-03T14:02:00Z"],
    "article:section": ["News"],
    "twitter:card": ["summary"],
}


def of_cards(site, path):
    names = ("og:", "article:", "twitter:")
    return {key: value for key, value in metadata(site, path).items() if key.startswith(names)}


def test_a_document_has_a_card(hosted):
    assert of_cards(hosted, NEWS) == CARD


def test_in_an_archive_without_an_address_a_card_names_none(described):
    assert of_cards(described, NEWS) == {key: CARD[key] for key in CARD if key != "og:url"}


@pytest.mark.parametrize("page", ["index.html", "topics/roads/index.html", "history.html"])
def test_a_page_that_is_no_document_has_the_card_of_a_site(hosted, page):
    assert of_cards(hosted, page)["og:type"] == ["website"]


@pytest.mark.parametrize(
    ("date", "published"),
    [("2001-11-03", ["2001-11-03"]), ("2001-11-03T14:02:00", ["2001-11-03"]), ("2001-11", None)],
)
def test_a_card_says_the_day_of_publication_when_it_is_known(dated, date, published):
    assert of_cards(dated(date), NEWS).get("article:published_time") == published


def test_what_was_never_published_has_no_day_of_publication(hosted):
    assert "article:published_time" not in of_cards(hosted, LETTER)


def test_open_graph_stands_in_properties(hosted):
    nodes = hosted.html(NEWS).css('head meta[property^="og:"]')
    assert len(nodes) == 5
