"""Relative links of a saved page become full addresses where its own is known."""

import pytest

from generator.content.full_links import link_fully
from generator.content.markdown_writer import write_markdown
from generator.model import (
    Crosshead,
    Definition,
    Definitions,
    ItemList,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    SpanKind,
    Table,
    Verse,
)

URL = "https://gazette.example/news/fire.html"
LINK = (Span(0, 4, SpanKind.LINK, "../weir.html"),)
PARAGRAPH = Paragraph("weir", spans=LINK)
BLOCKS = {
    "a paragraph": PARAGRAPH,
    "verse": Verse(("weir", "fire"), (LINK, ())),
    "a table": Table((("weir", "fire"),), spans={(0, 0): LINK}),
    "a crosshead": Crosshead("weir", spans=LINK),
    "a list": ItemList(((PARAGRAPH,),)),
    "definitions": Definitions((Definition((PARAGRAPH,), ()),)),
    "what is said of a term": Definitions((Definition((Paragraph("a"),), ((PARAGRAPH,),)),)),
    "a quote": Quote((PARAGRAPH,)),
    "a caption": Picture("a", "weir", spans=LINK),
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_link_is_completed_wherever_it_stands(kind):
    text = write_markdown(link_fully([BLOCKS[kind]], URL))
    assert "[weir](https://gazette.example/weir.html)" in text


@pytest.mark.parametrize("kind", BLOCKS)
def test_without_an_address_of_the_page_links_stay_as_written(kind):
    assert "[weir](../weir.html)" in write_markdown(link_fully([BLOCKS[kind]], None))


@pytest.mark.parametrize("written", ["#roofs", "mailto:a@b.example", "https://other.example/"])
def test_a_place_on_the_page_and_a_full_address_stay_as_written(written):
    spans = (Span(0, 4, SpanKind.LINK, written),)
    assert link_fully([Paragraph("weir", spans=spans)], URL) == (Paragraph("weir", spans=spans),)


def test_other_blocks_and_other_spans_stay():
    blocks = (Paragraph("weir", spans=(Span(0, 4, SpanKind.STRONG),)), Rule())
    assert link_fully(blocks, URL) == blocks
