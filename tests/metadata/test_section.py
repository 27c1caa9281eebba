"""The section of a document is the trail that says where on its site it stood."""

from __future__ import annotations

import pytest

from generator.model import Extract, Finding
from tests.pages import HEADLINE, page
from tests.recognised import recognised


@pytest.mark.parametrize(
    ("trail", "section"),
    [
        ("You are in: World: Europe", ("World", "Europe")),
        ("You are in: World", ("World",)),
        (" You are in:  World:  Asia-Pacific ", ("World", "Asia-Pacific")),
        ("You are here: Home > World > Europe", ("World", "Europe")),
        ("Home > World > Europe", ("World", "Europe")),
        ("Home » Rivers » Weirs", ("Rivers", "Weirs")),
        ("World > Europe", ("World", "Europe")),
        ("Sie sind hier: Startseite > Regionales", ("Regionales",)),
        ("Vous êtes ici : Accueil > Monde", ("Monde",)),
    ],
)
def test_a_trail_names_the_section_widest_first_and_without_the_front_page(trail, section):
    assert section_of(recognised(page(above=trail))) == section


def test_failing_that_the_page_s_own_title_names_the_section():
    text = f"Bridge News | World | Europe | {HEADLINE}\n\n{page()}"
    found = recognised(text).metadata.section
    assert found == Finding(("World", "Europe"), "page-title", 1)


@pytest.mark.parametrize("title", [f"Bridge News | {HEADLINE}", "Bridge News | World | Europe"])
def test_a_page_s_title_without_labels_or_without_the_headline_names_no_section(title):
    assert section_of(recognised(f"{title}\n\n{page()}")) is None


def test_the_section_names_its_line():
    found = recognised(page(above="You are in: World: Europe")).metadata.section
    assert found == Finding(("World", "Europe"), "section-trail", 5)


def test_the_labels_of_the_section_are_the_topics_of_the_document():
    topics = recognised(page(above="You are in: World: Europe")).subjects.topics
    assert [(topic.value, topic.line) for topic in topics] == [("World", 5), ("Europe", 5)]


@pytest.mark.parametrize("above", ["", "World", "It was a > b, and b > c, as the miller had said."])
def test_without_a_trail_there_is_no_section(above):
    assert section_of(recognised(page(above=above))) is None


def section_of(extract: Extract) -> tuple[str, ...] | None:
    section = extract.metadata.section
    return section.value if section else None
