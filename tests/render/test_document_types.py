"""What a document is: what its owner says, the shape of news, or nothing in particular."""

import pytest

from generator.dates import parse_edtf
from generator.model import Document, Origin, Record
from generator.render.document_types import DOCUMENT_TYPES, document_type_of


def document_type(section=(), params=None, date=None, **values):
    known = {"url": "bridge", "title": "The bridge", **values}
    record = Record(**known, date=parse_edtf(date) if date else None)
    return document_type_of(Document(record, "", section=section, params=params or {})).zotero


@pytest.mark.parametrize("date", ["2001-10-03", "2001-10-03T20:46:00Z"])
def test_what_a_paper_printed_on_a_day_is_news(date):
    assert document_type(source="Ferry Gazette", date=date) == "newspaperArticle"


@pytest.mark.parametrize("source", ["Ferry Gazette", "Le Courrier du Bac", "新聞 時報", "BBC NEWS"])
def test_what_a_paper_printed_in_a_section_is_news(source):
    assert document_type(source=source, section=("Town",)) == "newspaperArticle"


def test_what_has_a_section_and_a_time_of_day_is_news_whatever_its_source_is_called():
    found = document_type(source="Ferry.example", section=("Town",), date="2001-10-03T20:46:00Z")
    assert found == "newspaperArticle"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"date": "2001-10-03"},
        {"source": "Parish council", "date": "2001-10-03"},
        {"source": "Ferry papers", "section": ("Letters",), "date": "2001-10-03"},
        {"source": "Gazette Almanack", "date": "1888"},
        {"section": ("News",), "date": "2001-10-03T20:46:00Z"},
    ],
)
def test_what_does_not_show_the_shape_of_news_is_a_document(values):
    assert document_type(**values) == "document"


@pytest.mark.parametrize(
    "values",
    [{"source_url": "https://ferry.example/"}, {"origin": Origin("saved/bridge.HTML", "0")}],
)
def test_what_was_a_page_of_the_web_is_one(values):
    assert document_type(**values) == "webpage"


@pytest.mark.parametrize(("word", "stated"), DOCUMENT_TYPES.items())
def test_the_owner_says_what_a_document_is(word, stated):
    found = document_type(params={"type": word.title()}, source="Ferry Gazette", date="2001-10-03")
    assert found == stated.zotero


@pytest.mark.parametrize("word", ["post", "", None, ["letter"], 7])
def test_a_type_that_means_nothing_here_says_nothing(word):
    assert document_type(params={"type": word}) == "document"
