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
