"""What the line model thinks of a unit, and what the rules make of it."""

from __future__ import annotations

from msgspec.structs import replace

from generator.model import CERTAIN, LABELS, Probabilities, Role
from generator.readers.text import read_plain
from generator.structure.bylines import find_bylines
from generator.structure.captions import find_captions
from generator.structure.datelines import find_datelines
from generator.structure.headline import find_headline
from generator.structure.labelled_lines import make_sheet
from generator.structure.main_text import find_main_text, select_main_text
from generator.structure.subheads import find_subheads

PARAGRAPH = "The weir above the mill has leaked since the frost, the miller told the council."
PAGE = f"""\
Home

The weir leaks

Ada Pike of Hartwell

{PARAGRAPH}

After the frost

{PARAGRAPH}
"""
MENU, HEADLINE, NAME, FIRST, BETWEEN, LAST = range(6)


def sheet_with(likely: dict[int, str], text: str = PAGE):
    """Return a page's sheet with its body marked; the model is sure of the labels given."""
    sheet = make_sheet(read_plain(text).lines)
    labels = [likely.get(unit.index, "furniture") for unit in sheet.units]
    chances = tuple(tuple(CERTAIN * (name == label) for name in LABELS) for label in labels)
    main = tuple(CERTAIN * (label in ("body", "subhead", "caption")) for label in labels)
    judged = replace(sheet, chances=Probabilities(main, chances))
    judged = replace(judged, selected=select_main_text(judged).kept)
    return judged.with_roles(find_main_text(judged), "main-text")


BODY = {FIRST: "body", LAST: "body"}


def test_what_the_model_takes_for_a_subhead_is_one():
    assert find_subheads(sheet_with({**BODY, BETWEEN: "subhead"})) == {BETWEEN: Role.SUBHEAD}


def test_what_the_model_takes_for_a_paragraph_is_no_subhead():
    assert find_subheads(sheet_with({**BODY, BETWEEN: "body"})) == {}


def test_what_the_model_takes_for_a_byline_is_one_whatever_its_wording():
    sheet = sheet_with({**BODY, HEADLINE: "title", NAME: "byline"})
    sheet = sheet.with_roles(find_headline(sheet), "headline")
    assert find_bylines(sheet) == {NAME: Role.BYLINE}


def test_a_name_in_the_menu_far_above_the_headline_is_no_byline():
    sheet = sheet_with(
        {MENU: "byline", 3: "body", 5: "body"}, f"Harbour Sport\n\nHome\n\n{PAGE[6:]}"
    )
    assert find_bylines(sheet) == {}


def test_what_the_model_takes_for_a_title_is_the_headline():
    assert find_headline(sheet_with({**BODY, HEADLINE: "title"})) == {HEADLINE: Role.TITLE}


def test_a_headline_that_is_printed_twice_above_the_text_is_marked_twice():
    sheet = sheet_with(
        {1: "title", 2: "title", 4: "body", 6: "body"},
        PAGE.replace("Home", "Home\n\nThe weir leaks"),
    )
    assert find_headline(sheet) == {1: Role.TITLE, 2: Role.TITLE}


def test_what_the_model_takes_for_a_date_above_the_text_is_one():
    assert find_datelines(sheet_with({**BODY, NAME: "date"})) == {NAME: Role.DATE}


def test_a_long_enough_line_that_the_model_takes_for_a_caption_is_one():
    page = PAGE.replace("After the frost", "The weir after last winter's frost")
    assert find_captions(sheet_with({**BODY, BETWEEN: "caption"}, page)) == {BETWEEN: Role.CAPTION}


def test_two_words_are_no_caption_for_the_models_sake_alone():
    assert find_captions(sheet_with({**BODY, BETWEEN: "caption"})) == {}
