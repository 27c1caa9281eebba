"""The owner's vocabulary: its terms stand first, under the owner's names for them."""

from __future__ import annotations

import pytest

from generator.entities import Kind, OwnTerm, OwnTerms
from generator.model import Finding
from tests.entities.about import about, values

TEXT = "The weir\nThe long strike ended in Burma on Monday, said Anna Kovats."


def own(name: str, kind: Kind, *aliases: str) -> OwnTerms:
    return OwnTerms((OwnTerm(name, kind, aliases),))


def test_a_term_is_found_by_its_alias_whatever_its_case():
    found = about(TEXT, own=own("Strike of 1911", Kind.TOPIC, "The Long Strike"))
    assert Finding("Strike of 1911", "vocabulary", 2) in found.topics


def test_a_term_replaces_what_it_is_another_name_for():
    assert values(about(TEXT, own=own("Myanmar", Kind.PLACE, "Burma")).places) == ["Myanmar"]


def test_a_term_is_of_the_kind_that_the_owner_says():
    assert values(about(TEXT, own=own("Weir", Kind.ORGANISATION)).organisations) == ["Weir"]


@pytest.mark.parametrize("part", ["Stri", "Trik", "Rike"])
def test_a_part_of_a_word_is_no_term(part):
    assert about(TEXT, own=own(part, Kind.TOPIC)).topics == ()


def test_a_script_without_spaces_needs_none_around_a_term():
    found = about("会談\n京都議定書が発効した。", "ja", own("議定書", Kind.TOPIC))
    assert values(found.topics) == ["議定書"]


@pytest.mark.parametrize("language", ["en", "es", "de", "ja", "xx"])
def test_without_terms_or_names_a_document_is_about_nothing(language):
    found = about("weir\nit rained all day, and the mill was closed.", language)
    assert (found.people, found.places, found.organisations) == ((), (), ())


def test_a_term_is_found_whatever_folding_would_make_of_its_letters():
    found = about("Der Weg\nIn der Langen Straße war es still.", "de", own("Straße", Kind.TOPIC))
    assert "Straße" in values(found.topics)


BELL = own("Ada Mary Bell", Kind.PERSON, "Bell", "A. M. Bell")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The bell rang on Monday, and the market was closed.", id="a-word"),
        pytest.param("Bell and book were carried into the chapel.", id="a-capital"),
        pytest.param("The trial of Mr Bell began on Monday in the town hall.", id="another-one"),
    ],
)
def test_an_alias_that_is_a_word_does_not_show_that_its_term_is_meant(text):
    assert "Ada Mary Bell" not in values(about(f"The weir\n{text}", own=BELL).people)


@pytest.mark.parametrize("name", ["Ada Mary Bell", "A. M. Bell"])
def test_an_alias_that_is_a_word_is_the_term_where_the_name_is_printed(name):
    found = about(f"The weir\nIt was opened by {name} on Monday. Bell was cheered.", own=BELL)
    assert values(found.people) == ["Ada Mary Bell"]


@pytest.mark.parametrize(("text", "found"), [("told US readers", True), ("told us", False)])
def test_an_acronym_that_is_a_word_is_the_term_in_capitals(text, found):
    terms = own("The Union Society", Kind.ORGANISATION, "US")
    told = about(f"The weir\nIt was shut on Monday, a clerk {text} of the mill.", own=terms)
    assert ("The Union Society" in values(told.organisations)) is found


@pytest.mark.parametrize(
    ("name", "kind", "alias"),
    [
        pytest.param("River trade", Kind.TOPIC, "market", id="what-says-what-it-is"),
        pytest.param("Market", Kind.TOPIC, "Fair", id="a-title"),
        pytest.param("Ottokar Kovats", Kind.PERSON, "Kovats", id="a-rare-name"),
    ],
)
def test_any_other_alias_is_the_term_by_itself(name, kind, alias):
    text = "The weir\nKovats found on Monday that the market was closed."
    assert name in values(getattr(about(text, own=own(name, kind, alias)), kind.value))
