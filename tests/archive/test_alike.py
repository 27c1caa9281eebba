"""Terms that may be one: named for their owner, never merged."""

from __future__ import annotations

import pytest

from generator.archive import find_alike
from generator.model import Taxonomy, Term
from generator.text import slugify


def pairs(*titles: str):
    terms = tuple(Term(slugify(title), title, (0,), True) for title in titles)
    return [
        (pair.term.title, pair.other.title, pair.reason)
        for pair in find_alike(Taxonomy("people", "People", terms))
    ]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        pytest.param("Mill stone", "Millstone", "same letters", id="a-space"),
        pytest.param("EU", "European Union", "abbreviation", id="an-abbreviation"),
        pytest.param("A. Pike", "Ada Pike", "initials", id="an-initial"),
        pytest.param("Ada Pike", "Pike", "last name", id="a-last-name"),
        pytest.param("Hartwell", "Hartwel", "one letter", id="a-letter-left-out"),
        pytest.param("Hartwell", "Hartwoll", "one letter", id="another-letter"),
    ],
)
def test_two_terms_may_be_one_by(one, other, reason):
    assert pairs(one, other) == [(*sorted((one, other)), reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ada Pike", "Alan Pike", id="two-first-names"),
        pytest.param("Meeting 12", "Meeting 13", id="other-figures"),
        pytest.param("Oats", "Boats", id="short-words"),
    ],
)
def test_two_terms_are_two_by(one, other):
    assert pairs(one, other) == []


def test_the_pairs_with_most_documents_come_first():
    terms = (
        Term(slugify("Pike"), "Pike", (0,), True),
        Term(slugify("Ada Pike"), "Ada Pike", (1,), True),
        Term(slugify("Hart"), "Hart", (0, 1, 2), True),
        Term(slugify("Jo Hart"), "Jo Hart", (0, 1, 2), True),
    )
    found = find_alike(Taxonomy("people", "People", terms))
    assert [pair.other.title for pair in found] == ["Jo Hart", "Pike"]
