"""The authors of a document are those whom its byline names, and nobody else."""

from __future__ import annotations

import pytest

from generator.model import Extract, Finding
from tests.pages import PARAGRAPHS, page
from tests.recognised import recognised, recognised_html


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by Jane Doe", ("Jane Doe",)),
        ("Words by Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Smith", ("Jane Doe", "John Smith")),
        ("By Jane Doe & John Smith", ("Jane Doe", "John Smith")),
        ("By Jane Doe, John Smith and Ada Pike", ("Jane Doe", "John Smith", "Ada Pike")),
        ("Von Karin Lohmeyer", ("Karin Lohmeyer",)),
        ("Par Mathilde Kervran", ("Mathilde Kervran",)),
        ("Por Ana Ruiz y Juan Gil", ("Ana Ruiz", "Juan Gil")),
        ("By J. R. Doe", ("J. R. Doe",)),
        ("By A. E. Doe and I. Y. Pike", ("A. E. Doe", "I. Y. Pike")),
        ("By Jane D.", ("Jane D.",)),
        ("Por ANA RUIZ Y JUAN GIL", ("Ana Ruiz", "Juan Gil")),
        ("By Jane van der Berg", ("Jane van der Berg",)),
        ("By María José de la Cruz", ("María José de la Cruz",)),
        ("By Jane O'Neill-Smith", ("Jane O'Neill-Smith",)),
        ("By Jane Doe 3 June 1911", ("Jane Doe",)),
        ("Written by Jane Doe", ("Jane Doe",)),
        ("Posted by Jane Doe on 3 June 1911", ("Jane Doe",)),
        ("Author: Jane Doe", ("Jane Doe",)),
        ("3 June 1911 by Jane Doe", ("Jane Doe",)),
    ],
)
def test_a_byline_names_the_authors(byline, authors):
    assert authors_of(recognised(page(below=f"{byline}\n\n3 June 1911"))) == authors


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe, political correspondent",
        "By Jane Doe in Hartwell",
        "By Jane Doe, Hartwell",
        "By Jane Doe | Gazette staff",
        "By Jane Doe (Gazette)",
        "By Jane Doe\nRivers correspondent",
    ],
)
def test_an_author_s_office_and_place_are_no_authors(byline):
    assert authors_of(recognised(page(below=f"{byline}\n\n3 June 1911"))) == ("Jane Doe",)


@pytest.mark.parametrize(
    "byline",
    [
        '<a href="/jd">Jane Doe</a> Rivers correspondent',
        '<a href="/jd">Jane Doe</a>, Rivers correspondent',
        '<a href="/jd">Jane Doe</a> Korrespondentin',
        "Jane Doe, Rivers correspondent",
    ],
)
def test_a_name_before_an_office_needs_no_by(byline):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    above = f"<h1>Council votes to mend the weir</h1><p>A report says that the parish pays.</p><p>{byline}</p><p>Mon 20 Jan 2020 06.05 GMT</p>"
    menu = '<nav><a href="/">News</a><a href="/s">Sport</a></nav>'
    markup = f"<body>{menu}<article>{above}{text}</article></body>"
    assert authors_of(recognised_html(markup)) == ("Jane Doe",)


@pytest.mark.parametrize("byline", ["JANE DOE", "By JANE DOE", "BY JANE DOE"])
def test_a_name_in_capitals_is_written_as_in_a_sentence(byline):
    assert authors_of(recognised(page(below=f"{byline}\n\n3 June 1911"))) == ("Jane Doe",)


@pytest.mark.parametrize(
    "byline", ["By a staff reporter", "By our correspondent", "By the Gazette's own correspondent"]
)
def test_an_office_alone_is_nobody_s_name(byline):
    assert authors_of(recognised(page(below=f"{byline}\n\n3 June 1911"))) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        '"It leaks," said Ada Pike, the clerk of the parish council, at the meeting on Tuesday.',
        "Ada Pike, the clerk of the parish council, was asked about the weir by Tom Reed on Tuesday.",
        "By Jane Doe's reckoning the weir has cost the parish eleven pounds a year since the frost.",
    ],
)
def test_being_quoted_or_named_makes_nobody_an_author(sentence):
    assert authors_of(recognised(page(text=(*PARAGRAPHS, sentence)))) == ()


def test_the_speaker_of_a_pull_quote_is_no_author():
    quote = '"It has leaked since the frost"'
    text = (PARAGRAPHS[0], quote, "Ada Pike", *PARAGRAPHS[1:])
    assert authors_of(recognised(page(text=text))) == ()


@pytest.mark.parametrize(
    ("ending", "author"),
    [
        ("Yours truly,\nAgnes Dunnet", "Agnes Dunnet"),
        ("Your loving aunt,\n\nAgnes Dunnet", "Agnes Dunnet"),
        ("I remain, Sir,\nYours faithfully,\nAGNES DUNNET, Clerk", "Agnes Dunnet"),
    ],
)
def test_a_letter_is_by_whoever_signed_it(ending, author):
    letter = "\n\n".join(("Dear Ada,", *PARAGRAPHS, ending))
    assert authors_of(recognised(letter)) == (author,)


@pytest.mark.parametrize("ending", ["Agnes", "Agnes Dunnet was there.", "Agnes Dunnet"])
def test_a_name_at_the_foot_of_a_text_is_no_signature_without_a_valediction(ending):
    assert authors_of(recognised("\n\n".join((*PARAGRAPHS, ending)))) == ()


def test_the_authors_name_the_line_that_names_them():
    authors = recognised(page(below="By Jane Doe\n\n3 June 1911")).metadata.authors
    assert authors == Finding(("Jane Doe",), "byline", 7)


def test_a_page_of_html_without_a_byline_has_the_author_whom_its_head_states():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    markup = f'<head><meta name="author" content="Jane Doe"></head><body>{text}</body>'
    assert recognised_html(markup).metadata.authors == Finding(("Jane Doe",), "author")


def test_a_webmaster_s_address_is_no_author():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    markup = f'<head><meta name="author" content="web@example.org"></head><body>{text}</body>'
    assert recognised_html(markup).metadata.authors is None


def authors_of(extract: Extract) -> tuple[str, ...]:
    authors = extract.metadata.authors
    return authors.value if authors else ()
