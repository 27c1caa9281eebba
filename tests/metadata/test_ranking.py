"""Of several candidates the one is chosen for which most speaks, and nothing but whole numbers."""

from __future__ import annotations

import pytest

from generator.metadata import authors, date_candidates, title
from generator.metadata.ranking import OCTAVE, Candidate, Scorecard, choose, scorecard

GROUPS = {
    "title": title.SIGNS,
    "date": date_candidates.SIGNS,
    "author": authors.SIGNS,
}


def card(none: int = 0, **weights: int) -> Scorecard:
    return Scorecard(none, (weights,))


def candidate(key: str, sign: str, value: str = "") -> Candidate[str, str]:
    return Candidate(key, value or key, (sign,))


def test_the_candidate_with_most_points_is_chosen():
    chosen = choose([candidate("a", "weak"), candidate("b", "strong")], card(weak=1, strong=9))
    assert chosen is not None
    assert chosen.value == "b"


def test_of_equals_the_first_is_chosen():
    chosen = choose([candidate("a", "same"), candidate("b", "same")], card(same=4))
    assert chosen is not None
    assert chosen.value == "a"


def test_candidates_that_state_the_same_speak_for_each_other():
    found = [candidate("a", "most"), candidate("b", "less"), candidate("b", "less")]
    chosen = choose(found, card(most=OCTAVE // 2, less=0))
    assert chosen is not None
    assert chosen.value == "b"


def test_of_those_that_state_the_same_the_strongest_gives_its_wording():
    found = [candidate("a", "weak", "here"), candidate("a", "strong", "there")]
    chosen = choose(found, card(weak=1, strong=9))
    assert chosen is not None
    assert chosen.value == "there"


def test_so_many_points_double_the_odds():
    chosen = choose([candidate("a", "sign")], card(none=0, sign=OCTAVE))
    assert chosen is not None
    assert chosen.percent == 66


def test_what_speaks_for_none_lowers_the_chance_of_all():
    chosen = choose([candidate("a", "sign")], card(none=OCTAVE, sign=OCTAVE))
    assert chosen is not None
    assert chosen.percent == 50


def test_a_sign_that_the_card_does_not_know_weighs_nothing():
    chosen = choose([candidate("a", "unheard-of")], card(none=0))
    assert chosen is not None
    assert chosen.percent == 50


def test_without_candidates_nothing_is_chosen():
    assert choose([], card()) is None


@pytest.mark.parametrize("points", [10**9, -(10**9)])
def test_no_weight_is_too_great_to_count_with(points):
    assert choose([candidate("a", "sign")], card(sign=points)) is not None


@pytest.mark.parametrize("name", GROUPS)
def test_the_package_has_a_card_of_whole_numbers_for_each_choice(name):
    found = scorecard(name, GROUPS[name])
    assert all(type(points) is int for table in found.tables for points in table.values())
    assert any(found.tables)
