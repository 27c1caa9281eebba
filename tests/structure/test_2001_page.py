"""The page that started it all: a text dump of a news page of 3 October 2001, line by line."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from generator.pipeline.machine_view import view_bytes

SEED = Path(__file__).parents[2] / "seeds" / "000_71e0031a2701ba35.txt"
VIEW = view_bytes(SEED.read_bytes(), SEED.name, "ask")
NUMBERS = {
    "section": {3},
    "date": {19},
    "title": {20},
    "image_alt": {21, 44, 55, 69},
    "caption": {22, 45, 56, 70},
    "pull_quote": {27},
    "attribution": {29},
    "subhead": {40, 65},
    "body": {*(25, 30, 32, 34, 36, 38, 42, 46, 48, 50, 53, 57, 59, 61, 63, 67, 71, 73, 75, 77, 79)},
    "clip": {81, 82, 83, 84},
    "related_heading": {85},
    "related_meta": {87, 89, 91, 93},
    "related": {88, 90, 92, 94},
    "furniture": {1, *range(4, 12), 13, 15, 17, 95, 97, 99, 101, 103},
}
INTRODUCTION = 23
GOLD = {number: role for role, numbers in NUMBERS.items() for number in numbers}


@pytest.mark.parametrize("line", VIEW["lines"], ids=lambda line: f"line-{line['n']}")
def test_a_line_of_the_page_has_its_role(line):
    expected = {"body", "standfirst"} if line["n"] == INTRODUCTION else {gold(line["n"])}
    assert line["role"] in expected, line["text"]


def test_the_page_has_103_lines():
    assert [line["n"] for line in VIEW["lines"]] == list(range(1, 104))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Russia closes ranks with EU"),
        ("date", "2001-10-03T20:46:00Z"),
        ("date_text", "Wednesday, 3 October, 2001, 20:46 GMT 21:46 UK"),
        ("section", ["World", "Europe"]),
        ("source", "BBC NEWS"),
        ("byline", None),
        ("language", "en"),
    ],
)
def test_the_page_says_of_itself(field, value):
    assert VIEW[field] == value


def test_the_page_is_known_by_the_digest_of_its_bytes():
    assert VIEW["id"] == sha256(SEED.read_bytes()).hexdigest()[:12] == "fde5bc6f9af1"


def test_the_page_names_four_related_ones_each_with_its_date_and_section():
    assert VIEW["related"] == [
        {
            "date": "2001-10-01",
            "section": "UK Politics",
            "title": "Schroeder urges EU unity in terror fight",
        },
        {"date": "2001-09-25", "section": "Europe", "title": "A significant step for Russia"},
        {"date": "2001-02-23", "section": "Europe", "title": "Russia targets UK Chechens"},
        {"date": "2001-10-03", "section": "Europe", "title": "Analysis: Putin looks West"},
    ]


def test_the_body_begins_with_the_introduction_and_ends_with_the_last_paragraph():
    paragraphs = VIEW["body"].split("\n")
    assert paragraphs[0].startswith("The European Union and Russia are to boost")
    assert paragraphs[-1].startswith("Although the European Commission has said")
    assert len(paragraphs) == 1 + len(NUMBERS["body"]) + len(NUMBERS["subhead"])


def gold(number: int) -> str:
    return GOLD.get(number, "blank")
