"""The pages of all terms of a taxonomy: readable with twenty terms and with twenty thousand."""

from __future__ import annotations

import pytest

from generator.render.pages import taxonomy

NAMES = ("Ark", "Ash", "Bridge", "Chapel", "Dyke")


@pytest.fixture
def site(build_site, monkeypatch):
    """Return a function that builds a site of five topics, after so many of which letters are
    shown, and each letter has a page."""

    def build(fewest: int, few: int):
        monkeypatch.setattr(taxonomy, "_FEWEST", fewest)
        monkeypatch.setattr(taxonomy, "FEW", few)
        texts = "".join(
            f"-- content/{number}.md --\n---\ntitle: Number {number}\n"
            f"topics: [{', '.join(NAMES[: number + 1])}]\n---\n"
            for number in range(len(NAMES))
        )
        return build_site(texts)

    return build


def headings(site, path: str) -> list[str]:
    return [heading.text() for heading in site.html(path).css("main h2")]


def terms(site, path: str) -> list[str]:
    return [link.text() for link in site.html(path).css(".terms a")]


def letters(site, path: str) -> list[str]:
    return [link.attributes["href"] or "" for link in site.html(path).css(".letters a")]


def test_few_terms_stand_in_one_list_by_the_alphabet(site):
    built = site(10, 20)
    assert terms(built, "topics/index.html") == list(NAMES)
    assert headings(built, "topics/index.html") == []
    assert letters(built, "topics/index.html") == []


def test_more_terms_stand_under_their_letters(site):
    built = site(2, 20)
    assert headings(built, "topics/index.html") == ["A", "B", "C", "D"]
    assert letters(built, "topics/index.html")[0] == "#letter-a"


def test_of_many_terms_each_letter_has_a_page(site):
    built = site(2, 3)
    assert letters(built, "topics/index.html")[0] == "letter-a.html"
    assert terms(built, "topics/letter-a.html") == ["Ark", "Ash"]


def test_of_many_terms_the_first_page_shows_those_with_most_documents(site):
    built = site(2, 3)
    assert headings(built, "topics/index.html") == ["With most documents"]
    assert terms(built, "topics/index.html")[0] == "Ark"


def test_terms_are_listed_by_the_number_of_their_documents(site):
    assert terms(site(2, 20), "topics/by-number.html") == list(NAMES)
