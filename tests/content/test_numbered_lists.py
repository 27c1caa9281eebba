"""The numbers of a list, as Markdown has them and as pages show them."""

import pytest

from generator.content.markdown_writer import write_markdown
from generator.model import ItemList, Paragraph, Quote, Verse
from generator.render.markdown_to_html import render_markdown

FIRST = {
    "one line": (Paragraph("black"),),
    "two lines": (Paragraph("black\nand more"),),
    "two paragraphs": (Paragraph("black\nand more"), Paragraph("and more")),
    "a list": (Paragraph("black"), ItemList(((Paragraph("grey"),),))),
    "a paragraph with a name": (Paragraph("black", id="black"),),
    "verse": (Verse(("black", "and more")),),
    "a quote": (Quote((Paragraph("black"),)),),
}


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("style", ["a", "A", "i", "I"])
def test_a_list_keeps_the_kind_of_its_numbers(first, style):
    items = ItemList((FIRST[first], (Paragraph("white"),)), start=3, style=style)
    html = render_markdown(write_markdown([items]))
    assert html.startswith(f'<ol start="3" type="{style}">')
    assert html.count("type") == 1
    assert "{" not in html


def test_a_list_with_plain_numbers_says_nothing_of_them():
    items = ItemList(((Paragraph("black"),), (Paragraph("white"),)), start=1)
    assert write_markdown([items]) == "1. black\n2. white\n"
