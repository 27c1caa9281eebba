"""People: full names, their titles, and the surnames that later stand for them."""

from __future__ import annotations

import pytest

from tests.entities.about import about, values


def people(text: str, language: str = "en") -> list[str]:
    return values(about(text, language).people)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was opened by Foreign Minister Igor Velkov before a crowd.",
        "The bridge was opened by Belgian Prime Minister Igor Velkov before a crowd.",
        "The bridge was opened by the engineer Igor Velkov before a crowd.",
        "The bridge was opened by Mr Igor Velkov, 45, before a crowd.",
    ],
)
def test_a_person_is_listed_without_title_and_office(sentence):
    assert people(f"A bridge is opened\n{sentence}") == ["Igor Velkov"]


def test_a_surname_stands_for_the_full_name_in_the_same_document():
    found = about("A bridge\nPresident Anna Kovats came. Mrs Kovats said little. Kovats left.")
    assert values(found.people) == ["Anna Kovats"]


def test_a_full_name_that_is_printed_later_is_the_one_listed():
    assert people("Kovats leaves\nMrs Kovats left at noon. She is Anna Kovats, 51, of Weir.") == [
        "Anna Kovats"
    ]


def test_a_sovereign_keeps_the_title():
    assert people("A visit\nQueen Matilda came on Monday. The queen left.") == ["Queen Matilda"]


def test_a_person_names_the_rule_and_the_line():
    found = about("A bridge\nIt rained all day.\nFinance Minister Igor Velkov said so.")
    assert [(one.rule, one.line) for one in found.people] == [("title", 3)]


def test_who_is_in_the_title_stands_first():
    text = "Velkov opens bridge\nAnna Kovats came. Igor Velkov came too, said John Weir."
    assert people(text)[0] == "Igor Velkov"


def test_initials_and_particles_belong_to_the_name():
    text = "Two came\nThe crowd saw John F. Weir and Maria van der Moor, who is 40."
    assert set(people(text)) == {"John F. Weir", "Maria van der Moor"}


def test_a_month_that_is_a_given_name_is_one_before_a_surname():
    assert people("A prize\nThe prize went to April Weir on Monday.") == ["April Weir"]


def test_a_surname_that_is_printed_once_in_passing_is_not_listed():
    filler = "\n".join(["The work on the weir goes on, and the mill is closed."] * 6)
    assert people(f"The weir\n{filler}\nIt was so under President Roe.") == []


def test_a_word_that_only_begins_a_sentence_is_no_name():
    found = about("The weir\nMeanwhile the mill is closed. Repairs go on. Nobody came.")
    assert (found.people, found.places, found.organisations) == ((), (), ())


def test_titles_of_another_language_are_known():
    text = "Un puente\nEl ministro de Fomento, Javier Roldán, abrió el puente. Roldán volvió."
    assert people(text, "es") == ["Javier Roldán"]


def test_a_german_noun_is_no_name():
    text = "Die Brücke\nDer Bundeskanzler Gerhard Moor sah die Brücke und den Fluss am Abend."
    assert people(text, "de") == ["Gerhard Moor"]


def test_a_name_with_an_initial_is_the_full_name_of_the_same_document():
    text = "A match\nAnna Kovats won. Later that day A Kovats said that she would rest."
    assert people(text) == ["Anna Kovats"]


def test_a_sentence_that_ends_with_an_initial_ends_the_name():
    text = "A visit\nThey met Malcolm X. Besides, it rained all day, said Anna Kovats."
    assert people(text) == ["Malcolm X", "Anna Kovats"]


def test_a_surname_that_is_also_a_title_stays():
    assert people("A prize\nThe prize went to Martin Luther King Jr. on Monday.") == [
        "Martin Luther King Jr"
    ]


def test_a_word_before_a_name_at_the_beginning_of_a_sentence_is_none_of_it():
    text = "A match\nThen Anna Kovats won. Proud Anna Kovats went home."
    assert people(text) == ["Anna Kovats"]


def test_who_is_named_once_but_speaks_is_listed():
    filler = "\n".join(["The work on the weir goes on, and the mill is closed."] * 6)
    text = f"The weir\n{filler}\nThe chairman, Lord Weir, said after the meeting that it would."
    assert people(text) == ["Lord Weir"]


def test_common_words_behind_a_state_in_a_headline_are_nobody():
    text = "U.S. FIRMS SAY NO\nNo, said U.S. Firms on Monday."
    assert people(text) == []
