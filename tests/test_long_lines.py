"""A line that is far too long for a title, a date or a name is text, and loses no word."""

from __future__ import annotations

import pytest

from generator.model import LONGEST_FIELD, MAIN_TEXT, Mark
from generator.pipeline.extract import recognise

STORY = "The mill burned on Friday, said Mr Roe. It was the third time in as many years.\n"
GAP = " " * LONGEST_FIELD
FIELDS = {
    "headline": "The mill burns{gap}again\n\n3 October 2001\n\nBy Ann Roe\n\n" + STORY,
    "date": "The mill burns\n\n3 October{gap}2001\n\nBy Ann Roe\n\n" + STORY,
    "byline": "The mill burns\n\n3 October 2001\n\nBy Ann{gap}Roe\n\n" + STORY,
    "masthead": "HARTWELL GAZETTE{gap}of Friday\n\nThe mill burns\n\n3 October 2001\n\n" + STORY,
    "page title": "The mill burns{gap}| The Hartwell Gazette\n\nThe mill burns\n\n" + STORY,
    "trail": "Home{gap}> World > Europe\n\nThe mill burns\n\n3 October 2001\n\n" + STORY,
}


@pytest.mark.parametrize("text", FIELDS.values(), ids=FIELDS)
def test_a_line_longer_than_any_field_is_text(text):
    extract = read(text.format(gap=GAP))
    line = next(line for line in extract.text.lines if GAP in line.text)
    assert extract.text.roles[line.number - 1] in MAIN_TEXT
    metadata = extract.metadata
    fields = (metadata.title, metadata.date, metadata.authors, metadata.source, metadata.section)
    assert line.number not in [field.line for field in fields if field]
    assert set(line.text.split()) <= set(words_of(extract))


@pytest.mark.parametrize("name", ["date", "byline"])
def test_a_long_line_takes_no_title_from_the_document(name):
    assert read(FIELDS[name].format(gap=GAP)).metadata.title.value == "The mill burns"


def test_a_long_heading_of_a_page_is_no_title():
    page = (
        f"<nav>Home</nav><h1>The mill{' x' * LONGEST_FIELD}</h1><h2>The mill burns</h2><p>{STORY}"
    )
    extract = read(page, "a.html")
    assert extract.text.lines[2].mark is Mark.HEADING
    assert extract.metadata.title.line != 3


def read(text, path="a.txt"):
    return recognise(text.encode(), path, "ask")


def words_of(extract):
    return " ".join(str(block) for block in extract.blocks).replace("'", " ").split()
