"""What a seed's content file is to hold, and where it is to lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import draft
from generator.content.draft import date_folder, write_ranges
from generator.dates import parse_edtf
from tests.pages import PARAGRAPHS, page
from tests.recognised import recognised

FULL_PAGE = page(
    above="You are in: World: Europe",
    below="By Jane Doe\n\n3 June 1911",
    foot="See also:\n\n1 May 1911 | Mills\nThe mill wheel stops",
)


@pytest.mark.parametrize(
    ("date", "folder"),
    [
        ("2001-10-03T20:46:00Z", "2001/10"),
        ("2001-10-03", "2001/10"),
        ("2001-10", "2001/10"),
        ("2001", "2001"),
        ("2001~", "2001"),
        ("2001-21", "2001"),
        ("199X", "1990"),
        ("19XX", "1900"),
        ("1914/1918", "1914"),
        ("0044", "0044"),
        ("0000", "bce-0001"),
        ("-0043", "bce-0044"),
    ],
)
def test_a_document_lies_under_its_earliest_year_and_the_month_if_known(date, folder):
    assert date_folder(parse_edtf(date)) == folder


def test_a_document_without_a_date_lies_with_the_undated():
    assert date_folder(None) == "undated"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (page(below="3 June 1911"), "1911/06/council-votes-to-mend-the-weir"),
        (page(below="1911"), "1911/council-votes-to-mend-the-weir"),
        (page(), "undated/council-votes-to-mend-the-weir"),
        (
            "\n\n".join(PARAGRAPHS),
            "undated/the-parish-council-voted-on-tuesday-to-mend-the-weir-above",
        ),
        ("—", "undated/untitled"),
    ],
)
def test_a_document_is_named_by_its_title_else_by_its_first_words(text, stem):
    assert draft(recognised(text)).stem == stem


def test_values_are_written_in_the_order_in_which_people_read_them():
    assert list(draft(recognised(FULL_PAGE)).values) == [
        "title",
        "date",
        "date_text",
        "section",
        "authors",
        "language",
        "summary",
        "topics",
        "people",
        "places",
        "organisations",
        "related",
    ]


def test_what_is_not_known_is_not_written_but_for_the_lists_that_people_fill():
    assert draft(recognised("—")).values == {
        "authors": [],
        "topics": [],
        "people": [],
        "places": [],
        "organisations": [],
    }


def test_related_documents_are_written_as_far_as_they_are_printed():
    text = page(foot="See also:\n\n1 May 1911 | Mills\nThe mill wheel stops\nPipes burst")
    assert draft(recognised(text)).values["related"] == [
        {"date": "1911-05-01", "section": "Mills", "title": "The mill wheel stops"},
        {"title": "Pipes burst"},
    ]


def test_related_documents_without_end_are_cut_and_the_other_lines_are_set_aside():
    foot = "\n\n".join(f"See also:\n\n1 May 1911 | Mills\nThe mill {n} stops" for n in range(1_003))
    made = draft(recognised(page(foot=foot)))
    assert len(made.values["related"]) == 1_000
    assert made.values["related"][-1]["title"] == "The mill 999 stops"
    assert made.aside == "1-3, 5013-5014, 5018-5019, 5023-5024"


def test_the_lines_set_aside_are_written_down():
    assert draft(recognised(page(foot="© 1911 The Gazette"))).aside == "1-3, 11"


@pytest.mark.parametrize(
    ("below", "aside"),
    [
        ("By Jane Doe\n\nPublished: 3 June 1911", "1-3"),
        ("By Jane Doe in Hartwell\n\nPublished: 3 June 1911", "1-3, 7"),
        ("By Jane Doe\n\nPublished: 3 June 1911, morning edition", "1-3, 9"),
    ],
)
def test_bylines_and_datelines_that_say_more_than_the_values_are_set_aside_too(below, aside):
    assert draft(recognised(page(below=below))).aside == aside


@pytest.mark.parametrize(
    ("numbers", "ranges"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2], "1-2"),
        ([1, 4, 5, 6, 11, 13], "1, 4-6, 11, 13"),
    ],
)
def test_line_numbers_are_written_in_ranges(numbers, ranges):
    assert write_ranges(numbers) == ranges


@given(st.sets(st.integers(1, 60)))
def test_ranges_name_each_line_once(numbers):
    named: list[int] = []
    for part in filter(None, write_ranges(sorted(numbers)).split(", ")):
        first, _, last = part.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(numbers)


@pytest.mark.parametrize(
    "line", ["See also: the quern of 1482", "You are in: World: and the quern"]
)
def test_words_that_no_value_took_over_are_set_aside(line):
    text = page(
        above=line, below="3 June 1911", foot=f"{line}\n\n1 May 1911 | Mills\nThe mill stops"
    )
    extract = recognised(text)
    made = draft(extract)
    kept = f"{made.values} {made.body}".casefold()
    aside = numbers(made.aside)
    for number, words_of_line in enumerate(text.split("\n"), 1):
        assert "quern" not in words_of_line or "quern" in kept or number in aside


def numbers(ranges):
    """Return the numbers that ranges of lines stand for."""
    pairs = (part.partition("-") for part in ranges.split(", ") if part)
    return {n for first, _, last in pairs for n in range(int(first), int(last or first) + 1)}
