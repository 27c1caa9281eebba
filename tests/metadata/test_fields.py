"""The lines that state a document's title, date and authors have the roles of these."""

from __future__ import annotations

from generator.dates import parse_edtf
from generator.metadata import Fields, mark_fields
from generator.metadata.date import Dating
from generator.model import Finding, LabelledText, Role
from tests.recognised import labelled

PAGE = labelled("""
    title|The Gazette
    furniture|Council votes to mend the weir
    body|By Jane Doe
    furniture|3 June 1911
    body|The parish council voted on Tuesday to mend the weir above the mill.
    related|By Ada Pike
    """)


def marked(
    *,
    title: int | None = None,
    date: int | None = None,
    authors: int | None = None,
) -> LabelledText:
    """Return the page with its fields found on these lines."""
    day = Finding(parse_edtf("1911-06-03"), "found", date)
    fields = Fields(
        title=Finding("A title", "found", title) if title else None,
        dating=Dating(day if date else None),
        authors=Finding(("Jane Doe",), "found", authors) if authors else None,
    )
    return mark_fields(PAGE, fields)


def test_a_title_that_stands_in_the_text_is_taken_out_of_it():
    assert marked(title=3).roles[2] is Role.TITLE


def test_a_title_that_stands_outside_the_text_leaves_the_headline_alone():
    assert marked(title=2).numbers(Role.TITLE) == (1,)


def test_a_text_without_a_headline_has_the_line_of_its_title():
    text = labelled("furniture|Council votes to mend the weir\nbody|The parish council voted.")
    fields = Fields(Finding("A title", "found", 1), Dating(), None)
    assert mark_fields(text, fields).roles[0] is Role.TITLE


def test_a_title_from_elsewhere_than_the_text_leaves_the_lines_alone():
    assert marked() == PAGE


def test_the_lines_of_the_date_and_the_authors_get_their_roles():
    text = marked(date=4, authors=3)
    assert (text.roles[3], text.roles[2]) == (Role.DATE, Role.BYLINE)


def test_a_line_names_the_rule_that_found_its_field():
    assert marked(date=4).rules[3] == "found"


def test_a_line_that_is_known_to_be_something_else_stays_that():
    assert marked(authors=6).roles[5] is Role.RELATED


def test_a_line_that_states_title_and_date_is_the_title():
    assert marked(title=3, date=3).roles[2] is Role.TITLE
