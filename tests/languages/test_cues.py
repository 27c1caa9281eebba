"""Fixed wordings tell what a line is, in every language and however they are set."""

from __future__ import annotations

import pytest

from generator.languages.cues import Cue, after_cue, begins_with_cue, find_cue


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("See also:", Cue.RELATED),
        ("SEE ALSO", Cue.RELATED),
        ("  *See  also*  ", Cue.RELATED),
        ("Zum Thema:", Cue.RELATED),
        ("Internet links:", Cue.END),
        ("You are in: World", Cue.TRAIL),
        ("Vous êtes ici : Accueil", Cue.TRAIL),
        ("Correction: it was May.", Cue.CORRECTION),
        ("Published: 3 June 1911", Cue.DATE),
        ("Last updated 3 June 1911", Cue.DATE),
        ("Home", Cue.FURNITURE),
        ("Printable version", Cue.FURNITURE),
        ("© 1911 The Hartwell Gazette", Cue.FURNITURE),
        ("https://example.org/weir", Cue.FURNITURE),
    ],
)
def test_a_wording_is_found_in_any_case_and_with_any_marks_around_it(line, cue):
    assert find_cue(line) is cue


@pytest.mark.parametrize(
    "line",
    [
        "",
        "—",
        "The weir broke.",
        "Homeward bound",
        "C is the third letter",
        "Home is where the weir is",
    ],
)
def test_other_lines_announce_nothing(line):
    assert find_cue(line) is None


def test_a_paragraph_that_begins_with_a_wording_is_a_paragraph():
    assert find_cue("Home, said the miller, is where the weir is. " * 6) is None


def test_a_paragraph_that_is_labelled_as_a_correction_is_one():
    assert find_cue("Correction: the weir broke in May, and not in June. " * 6) is Cue.CORRECTION


@pytest.mark.parametrize(
    ("line", "cue", "rest"),
    [
        ("By Jane Doe", Cue.BYLINE, "Jane Doe"),
        ("BY JANE DOE", Cue.BYLINE, "JANE DOE"),
        ("Bystanders", Cue.BYLINE, None),
        (" You are in:  World:  Europe", Cue.TRAIL, "World:  Europe"),
        ("The weir", Cue.BYLINE, None),
    ],
)
def test_what_follows_a_wording_can_be_asked_for(line, cue, rest):
    assert after_cue(line, cue) == rest


@pytest.mark.parametrize(
    ("line", "begins"),
    [("By Jane Doe", True), ("  * by Jane Doe", True), ("Bystanders", False), ("", False)],
)
def test_whether_a_line_begins_with_a_wording_can_be_asked(line, begins):
    assert begins_with_cue(line, Cue.BYLINE) is begins


def test_a_headline_about_corrections_is_no_correction():
    assert find_cue("Corrections officers strike") is None
    assert find_cue("Correction: the weir is in Skelby") is Cue.CORRECTION
