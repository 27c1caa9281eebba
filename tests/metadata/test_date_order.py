"""Dates in figures read the way that the page itself prints them, or stay ambiguous."""

from __future__ import annotations

import pytest

from generator.model import Extract
from tests.pages import page
from tests.recognised import recognised

FRENCH = (
    "Le conseil de la commune a décidé mardi de réparer le barrage qui est au-dessus du moulin, "
    "et dont les planches ne sont plus étanches depuis les gelées de cet hiver.",
    "Les travaux sont prévus pour le mois de juillet, selon le greffier, et le sentier qui passe "
    "sur la rive sera fermé jusqu'à la foire que la commune organise pour l'automne.",
)


@pytest.mark.parametrize(
    ("elsewhere", "date"),
    [
        ("Posted 25/12/1996", "1997-04-03"),
        ("Posted 12/25/1996", "1997-03-04"),
        ("Posted 3 April 1997", "1997-04-03"),
        ("Posted March 4, 1997", "1997-03-04"),
    ],
)
def test_another_date_of_the_page_tells_the_day_from_the_month(elsewhere, date):
    foot = f"Comments\n\nAda Pike\n{elsewhere}\nIt leaks."
    assert date_of(recognised(page(below="Published: 03/04/1997", foot=foot))) == date


def test_dates_that_contradict_each_other_tell_nothing():
    foot = "Comments\n\nAda Pike\nPosted 25/12/1996\nIt leaks.\n\nTom Reed\nPosted 11/30/1996\nIt does."
    assert date_of(recognised(page(below="Published: 03/04/1997", foot=foot))) is None


def test_a_language_whose_countries_all_print_the_day_first_tells_it():
    text = page(
        headline="Le conseil va réparer le barrage", below="Publié le 03/04/1997", text=FRENCH
    )
    assert date_of(recognised(text)) == "1997-04-03"


def test_english_alone_does_not_tell_the_day_from_the_month():
    assert date_of(recognised(page(below="Published: 03/04/1997"))) is None


def test_the_owner_s_order_goes_before_what_the_page_prints():
    foot = "Comments\n\nAda Pike\nPosted 25/12/1996\nIt leaks."
    extract = recognised(page(below="Published: 03/04/1997", foot=foot), order="mdy")
    assert date_of(extract) == "1997-03-04"


@pytest.mark.parametrize(("notice", "date"), [("© 1997 Gazette", "1997-04-25"), ("", None)])
def test_a_year_of_two_digits_lies_near_those_that_the_page_prints_in_full(notice, date):
    assert date_of(recognised(page(below="Published: 25/04/97", foot=notice))) == date


def date_of(extract: Extract) -> str | None:
    date = extract.metadata.date
    return date.value.text if date else None
