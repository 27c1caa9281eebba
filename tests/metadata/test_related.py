"""Related documents are listed as printed, with their dates and sections."""

from __future__ import annotations

import pytest

from tests.pages import page
from tests.recognised import recognised

Entry = tuple[str | None, str | None, str]


@pytest.mark.parametrize(
    ("listed", "entries"),
    [
        (
            "01 May 1911 | Mills\nThe mill wheel stops",
            [("1911-05-01", "Mills", "The mill wheel stops")],
        ),
        ("1 May 1911\nThe mill wheel stops", [("1911-05-01", None, "The mill wheel stops")]),
        (
            "The mill wheel stops\nFrost bursts the pipes",
            [(None, None, "The mill wheel stops"), (None, None, "Frost bursts the pipes")],
        ),
        (
            "01 May 1911 | Mills\nThe mill wheel stops\n12 Dec 1910 | Frosts\nPipes burst",
            [
                ("1911-05-01", "Mills", "The mill wheel stops"),
                ("1910-12-12", "Frosts", "Pipes burst"),
            ],
        ),
        pytest.param(
            "The mill wheel stops\n1 May 1911\nPipes burst\n12 Dec 1910",
            [("1911-05-01", None, "The mill wheel stops"), ("1910-12-12", None, "Pipes burst")],
        ),
    ],
)
def test_an_entry_has_the_title_date_and_section_that_are_printed(listed, entries):
    assert related_to(page(below="3 June 1911", foot=f"See also:\n\n{listed}")) == entries


@pytest.mark.parametrize(
    ("document", "entry", "date"),
    [
        ("3 June 1911", "01 May 11", "1911-05-01"),
        ("3 June 1911", "12 Dec 10", "1910-12-12"),
        ("3 June 1911", "03 Jan 99", "1899-01-03"),
        ("3 October 2001", "01 Oct 01", "2001-10-01"),
        ("3 January 2001", "31 Dec 99", "1999-12-31"),
    ],
)
def test_a_year_of_two_digits_is_the_one_nearest_to_the_document_s_own(document, entry, date):
    text = page(below=document, foot=f"See also:\n\n{entry} | Mills\nThe mill wheel stops")
    assert related_to(text) == [(date, "Mills", "The mill wheel stops")]


def test_without_a_year_of_its_own_a_document_cannot_tell_which_century_is_meant():
    text = page(foot="See also:\n\n01 May 11 | Mills\nThe mill wheel stops")
    assert related_to(text) == [(None, "Mills", "The mill wheel stops")]


@pytest.mark.parametrize("heading", ["See also:", "SEE ALSO", "Related stories", "Zum Thema:"])
def test_the_list_begins_at_a_heading_that_announces_it(heading):
    text = page(foot=f"{heading}\n\n1 May 1911\nThe mill wheel stops")
    assert [title for _, _, title in related_to(text)] == ["The mill wheel stops"]


def test_each_entry_names_the_line_of_its_title():
    text = page(foot="See also:\n\n1 May 1911\nThe mill wheel stops\nFrost bursts the pipes")
    lines = text.split("\n")
    for entry in recognised(text).metadata.related:
        assert entry.line is not None
        assert lines[entry.line - 1] == entry.value.title


def test_a_document_without_a_list_has_none():
    assert related_to(page()) == []


def related_to(text: str) -> list[Entry]:
    entries = [finding.value for finding in recognised(text).metadata.related]
    return [
        (entry.date.text if entry.date else None, entry.section, entry.title) for entry in entries
    ]
