"""Places: by their names, by their people, by datelines."""

from __future__ import annotations

import pytest

from tests.entities.about import about, about_rows, values


def places(text: str, language: str = "en") -> list[str]:
    return values(about(text, language).places)


@pytest.mark.parametrize("form", ["the U.S.", "the US", "the USA", "America", "the United States"])
def test_a_country_with_several_names_is_listed_under_one(form):
    assert places(f"A visit\nShe went to {form} on Monday.") == ["United States"]


def test_a_country_is_listed_under_its_name_in_the_language_of_the_document():
    assert places("Una visita\nViajó a los Estados Unidos y a Suecia.", "es") == [
        "Estados Unidos",
        "Suecia",
    ]


def test_a_people_that_is_named_often_is_evidence_for_its_country():
    text = "Norwegian boats return\nThe Norwegian boats came back, and the Norwegian crews slept."
    assert [(one.value, one.rule) for one in about(text).places] == [("Norway", "demonym")]


def test_a_people_that_is_named_in_passing_is_not():
    filler = "\n".join(["The work on the weir goes on, and the mill is closed."] * 6)
    assert places(f"The weir\n{filler}\nA Norwegian boat lay there.") == []


def test_the_town_of_a_dateline_is_a_place_and_names_its_country():
    found = about("The weir breaks\nNAIROBI, Feb 26 - The weir broke on Monday.").places
    assert [(one.value, one.rule) for one in found] == [
        ("Nairobi", "gazetteer"),
        ("Kenya", "dateline-town"),
    ]


def test_a_town_in_no_gazetteer_is_known_by_the_country_behind_it():
    assert places("A fire\nThe mill at Vadstorp, Sweden, burned on Monday.") == [
        "Vadstorp",
        "Sweden",
    ]


def test_a_river_is_known_by_its_last_word():
    assert places("A flood\nThe water of the Arrow River rose on Monday.") == ["Arrow River"]


def test_a_headline_in_capitals_counts_countries():
    assert places("SWEDEN MENDS ITS WEIRS\nThe work on the weirs began on Monday.") == ["Sweden"]


def test_what_was_set_aside_says_nothing():
    found = about_rows("""
        furniture|Sweden Norway Denmark
        related|Finland mends its weirs
        title|The weir
        body|The work in Iceland began on Monday.
    """)
    assert values(found.places) == ["Iceland"]


def test_captions_and_standfirsts_count():
    found = about_rows("""
        title|The weir
        standfirst|Work begins in Iceland.
        body|The work began on Monday.
        caption|The weir in Norway
    """)
    assert set(values(found.places)) == {"Iceland", "Norway"}


def test_in_a_script_without_capitals_countries_are_found_by_their_names():
    found = about("会談\n日本とドイツの首相が会談した。", "ja")
    assert values(found.places) == ["日本", "ドイツ"]


def test_in_a_script_without_capitals_no_name_is_guessed():
    found = about("会談\nAcme Corp の首相 John Weir が会談した。", "ja")
    assert (found.people, found.organisations) == ((), ())


def test_a_town_in_the_capitals_of_a_dateline_is_written_as_towns_are():
    found = places("A sale\nGREENWICH, Conn., March 16 - The old mill was sold on Monday.")
    assert "Greenwich" in found
