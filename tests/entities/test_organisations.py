"""Organisations: by the words in their names, by acronyms, by what is well known."""

from __future__ import annotations

import pytest

from generator.model import Finding
from tests.entities.about import about, values


def organisations(text: str, language: str = "en") -> list[str]:
    return values(about(text, language).organisations)


@pytest.mark.parametrize(
    "name",
    [
        "Hartwell Mills Ltd",
        "Hartwell Mills, Inc",
        "Bank of Hartwell",
        "University of Hartwell",
        "Ministry of Trade and Industry",
        "Weir & Moor",
        "Hartwell Water Board",
    ],
)
def test_an_organisation_is_known_by_the_words_of_its_name(name):
    assert organisations(f"The weir\nThe weir belongs to {name} since May.") == [name]


def test_an_acronym_stands_for_what_it_is_printed_beside():
    text = "The weir\nThe Hartwell Water Board (HWB) met. The HWB will mend the weir."
    assert organisations(text) == ["Hartwell Water Board"]


def test_an_acronym_alone_is_an_organisation():
    assert organisations("The weir\nIt was built by the HWB in May.") == ["HWB"]


@pytest.mark.parametrize("form", ["EU", "European Union"])
def test_a_well_known_body_has_one_name(form):
    assert organisations(f"The weir\nThe {form} paid for the weir.") == ["European Union"]


def test_a_roman_number_is_no_acronym():
    assert organisations("The weir\nIt is a weir of the XIV century.") == []


def test_the_publisher_is_not_what_a_document_is_about():
    text = "The weir\nHartwell Gazette asked the Hartwell Water Board on Monday."
    found = about(text, source=Finding("Hartwell Gazette", "test"))
    assert values(found.organisations) == ["Hartwell Water Board"]


def test_a_body_of_many_states_that_is_named_once_in_passing_is_not_listed():
    filler = "\n".join(["The work on the weir goes on, and the mill is closed."] * 8)
    assert organisations(f"The weir\n{filler}\nSo said the European Union.") == []


def test_a_common_word_in_capitals_is_no_organisation():
    text = "The harvest\nNOTE that the harvest was late.\nNOTE that the mill was shut in May."
    assert organisations(text) == []
