"""The date of a document is the one that it prints for itself, at its own precision."""

from __future__ import annotations

import pytest

from generator.model import Extract
from generator.report import Severity
from tests.pages import PARAGRAPHS, page
from tests.recognised import recognised, recognised_html


@pytest.mark.parametrize(
    ("dateline", "date", "date_text"),
    [
        ("3 June 1911", "1911-06-03", "3 June 1911"),
        ("June 3, 1911", "1911-06-03", "June 3, 1911"),
        (
            "Saturday, 3 June, 1911, 20:46 GMT",
            "1911-06-03T20:46:00Z",
            "Saturday, 3 June, 1911, 20:46 GMT",
        ),
        ("1911-06-03", "1911-06-03", "1911-06-03"),
        ("Published: 3 June 1911", "1911-06-03", "3 June 1911"),
        ("Last updated 3 June 1911", "1911-06-03", "3 June 1911"),
        ("Hartwell Gazette, 3 June 1911", "1911-06-03", "3 June 1911"),
        ("3 juin 1911", "1911-06-03", "3 juin 1911"),
        ("3 de junio de 1911", "1911-06-03", "3 de junio de 1911"),
        ("3 июня 1911", "1911-06-03", "3 июня 1911"),
        ("June 1911", "1911-06", "June 1911"),
        ("1911", "1911", "1911"),
        ("c. 1911", "1911~", "c. 1911"),
        ("Spring 1911", "1911-21", "Spring 1911"),
        pytest.param(
            "3. Juni 1911",
            "1911-06-03",
            "3. Juni 1911",
        ),
        pytest.param(
            "Updated 5 June 1911\nPublished 3 June 1911",
            "1911-06-03",
            "3 June 1911",
        ),
    ],
)
def test_a_dateline_dates_the_document_at_its_own_precision(dateline, date, date_text):
    extract = recognised(page(below=dateline))
    assert (date_of(extract), date_text_of(extract)) == (date, date_text)


def test_the_date_and_its_wording_name_the_line_that_prints_them():
    metadata = recognised(page(below="3 June 1911")).metadata
    assert metadata.date is not None
    assert metadata.date_text is not None
    assert (metadata.date.line, metadata.date_text.line) == (7, 7)


def test_a_date_below_a_byline_names_its_own_line():
    date = recognised(page(below="By Ada Pike\n3 June 1911")).metadata.date
    assert date is not None
    assert date.line == 8


@pytest.mark.parametrize("below", ["", "yesterday", "31 February 1911", "at 20:46"])
def test_a_date_is_never_invented(below):
    extract = recognised(page(below=below))
    assert date_of(extract) is None
    assert extract.remarks == ()


def test_a_date_that_the_text_tells_of_is_not_that_of_the_document():
    told = "The mill wheel stopped on 5 May 1899 and, the miller said, has never turned since then."
    assert date_of(recognised(page(text=(*PARAGRAPHS, told)))) is None


@pytest.mark.parametrize(
    "comment", ["Ada Pike says:\n5 June 1911 at 10:15\nIt leaks.", "Posted 7 July 1911 by Tom Reed"]
)
def test_the_date_of_a_comment_is_not_that_of_the_document(comment):
    text = page(below="By Jane Doe\n3 June 1911", foot=f"Comments\n\n{comment}")
    assert date_of(recognised(text)) == "1911-06-03"


def test_today_s_date_in_the_masthead_gives_way_to_the_labelled_one():
    above = "Thursday, 8 June 1911"
    text = page(above=above, below="By Jane Doe\nPublished: 3 June 1911")
    assert date_of(recognised(text)) == "1911-06-03"


def test_the_year_of_the_copyright_is_no_date():
    assert date_of(recognised(page(foot="© 1911 The Hartwell Gazette"))) is None


def test_the_date_of_a_related_document_is_not_that_of_the_document():
    foot = "See also:\n\n01 May 2001 | Mills\nThe mill wheel stops"
    assert date_of(recognised(page(foot=foot))) is None


def test_a_time_on_the_line_below_a_dateline_belongs_to_it():
    assert date_of(recognised(page(below="3 June 1911\n20:46 GMT"))) == "1911-06-03T20:46:00Z"


# Letters, minutes, notices: texts that no page surrounds


@pytest.mark.parametrize(
    ("head", "foot", "date"),
    [
        ("12th May 1894\n\nDear Ada,", "Your loving aunt,\nAgnes Dunnet", "1894-05-12"),
        ("Dear Ada,", "Yours,\nAgnes Dunnet\nHartwell, 12th May 1894", "1894-05-12"),
        ("Minutes of the meeting held on 6th April 1909", "Ada Pike, clerk", "1909-04-06"),
        ("Minutes of the meeting held on 6th April 1909", "Signed, 4th May 1909", "1909-05-04"),
        ("Dear Ada,", "Your loving aunt,\nAgnes Dunnet", None),
    ],
)
def test_a_text_that_is_no_page_is_dated_at_its_head_or_its_foot(head, foot, date):
    assert date_of(recognised("\n\n".join((head, *PARAGRAPHS, foot)))) == date


def test_a_long_line_at_the_head_of_a_text_tells_of_its_dates():
    told = "The mill wheel stopped on 5 May 1899 and, the miller said, has never turned again, " * 2
    assert date_of(recognised("\n\n".join((told, *PARAGRAPHS)))) is None


# Dates that read two ways


def test_a_date_that_reads_two_ways_leaves_the_document_undated():
    extract = recognised(page(below="03/04/1997"))
    assert (date_of(extract), date_text_of(extract)) == (None, "03/04/1997")


def test_a_date_that_reads_two_ways_is_warned_about_with_both_readings_and_the_remedy():
    (warning,) = recognised(page(below="03/04/1997"), path="weir.txt").remarks
    assert (warning.severity, warning.code) == (Severity.WARNING, "date.ambiguous")
    assert (warning.path, warning.line) == ("seeds/weir.txt", 7)
    assert "“03/04/1997” can be read as 1997-04-03 or 1997-03-04" in warning.message
    assert "date_order" in (warning.hint or "")


@pytest.mark.parametrize(("order", "date"), [("dmy", "1997-04-03"), ("mdy", "1997-03-04")])
def test_the_owner_can_say_how_such_dates_read(order, date):
    extract = recognised(page(below="03/04/1997"), order=order)
    assert date_of(extract) == date
    assert extract.remarks == ()


@pytest.mark.parametrize("order", ["ask", "dmy", "mdy"])
@pytest.mark.parametrize("dateline", ["13/04/1997", "04/13/1997"])
def test_a_date_that_reads_one_way_alone_is_read_that_way_whatever_the_owner_says(dateline, order):
    assert date_of(recognised(page(below=dateline), order=order)) == "1997-04-13"


# Dates outside the text


def test_a_page_of_html_without_a_dateline_has_the_date_that_its_head_states():
    extract = recognised_html(html('<meta name="date" content="1911-06-03">'))
    assert date_of(extract) == "1911-06-03"
    assert extract.metadata.date is not None
    assert (extract.metadata.date.rule, extract.metadata.date.line) == ("date", None)


def test_a_dateline_outranks_what_the_head_states():
    markup = html('<meta name="date" content="2009-01-01">', "<p>3 June 1911</p>")
    assert date_of(recognised_html(markup)) == "1911-06-03"


def html(head: str, dateline: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    body = f"<nav>Home</nav><h1>Council votes to mend the weir</h1>{dateline}{text}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def date_of(extract: Extract) -> str | None:
    date = extract.metadata.date
    return date.value.text if date else None


def date_text_of(extract: Extract) -> str | None:
    date_text = extract.metadata.date_text
    return date_text.value if date_text else None
