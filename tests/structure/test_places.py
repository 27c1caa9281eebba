"""Places: what the page model sees of the elements around each unit."""

from __future__ import annotations

import numpy as np
import pytest

from generator.readers.html import read_markup
from generator.readers.text import read_plain
from generator.structure.labelled_lines import make_sheet
from generator.structure.places import BAGS, CIRCLES, find_places

PAGE = """\
<body><ul class="menu"><li><a>Home</a></li><li><a>News</a></li></ul>
<div class="story"><h1>The weir</h1><p class="lead">It broke.</p><p>Nobody drowned.</p></div>
"""


def places_of(markup):
    lines = read_markup(markup).lines
    units = make_sheet(lines).units
    words = np.array([unit.words for unit in units])
    return find_places(units, lines, words, words >= 2)


def bag(places, unit, number):
    chosen = places.bags[unit, number]
    codes = places.codes[places.starts[chosen] : places.ends[chosen]]
    return [places.names[code] for code in codes]


def test_a_unit_has_the_names_of_its_own_element_and_of_its_circles():
    places = places_of(PAGE)
    assert bag(places, 3, 0) == ["<p>", "lead"]
    assert bag(places, 3, 1) == ["<div>", "story"]
    assert bag(places, 3, 2) == ["<body>"]
    assert bag(places, 0, 0) == ["<li>", "<a>"]
    assert bag(places, 0, 1) == ["<ul>", "menu"]


def test_a_circle_is_a_range_of_units_and_the_next_holds_more():
    places = places_of(PAGE)
    assert places.circles[3].tolist() == [[2, 5], [0, 5], [0, 5]]
    assert places.circles[0].tolist() == [[0, 2], [0, 5], [0, 5]]


def test_an_element_around_all_of_another_adds_no_circle_but_its_names():
    wrapped = places_of(PAGE.replace('<div class="story">', '<div class="story"><div id="inner">'))
    assert wrapped.circles.tolist() == places_of(PAGE).circles.tolist()
    assert bag(wrapped, 3, 1) == ["<div>", "story", "<div>", "inner"]


def test_a_formatting_element_that_was_never_closed_makes_no_circle():
    unclosed = places_of(PAGE.replace("<h1>", "<font><h1>"))
    assert unclosed.circles.tolist() == places_of(PAGE).circles.tolist()


def test_lines_without_markup_are_in_one_circle():
    lines = read_plain("one\n\ntwo").lines
    units = make_sheet(lines).units
    places = find_places(units, lines, np.array([1, 1]), np.array([False, False]))
    assert places.circles.tolist() == [[[0, 2]] * CIRCLES] * 2


@pytest.mark.parametrize(
    "markup",
    [
        "The weir",
        "<p>The weir",
        "<div>" * 300 + "<p>one<p>two",
        "<div><p>x</div>" * 500,
        "<table><tr><td>one<br>two<td>three</table>",
    ],
)
def test_any_page_has_places(markup):
    places = places_of(markup)
    count = len(places.columns)
    assert places.bags.shape == (count, BAGS)
    assert places.circles.shape == (count, CIRCLES, 2)
    units = np.arange(count)[:, None]
    assert (places.circles[:, :, 0] <= units).all()
    assert (places.circles[:, :, 1] > units).all()
