"""What Markdown becomes on a page."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.render.markdown_to_html import render_markdown

# Forms of content/, and of Markdown


@pytest.mark.parametrize("spaces", ["  ", ""])
def test_the_lines_of_a_verse_break_even_when_an_editor_stripped_their_spaces(spaces):
    html = render_markdown(f"Half a league,{spaces}\nonward.\n{{: .verse}}")
    assert html == '<p class="verse">Half a league,<br>\nonward.</p>'


def test_a_missing_picture_shows_its_alt_text_over_its_caption():
    html = render_markdown("*Nato soldiers*\nPutin will reconsider\n{: .picture}")
    assert html == '<p class="picture"><em>Nato soldiers</em><br>\nPutin will reconsider</p>'


def test_the_lines_of_other_paragraphs_run_on():
    assert render_markdown("one\ntwo\n{: .standfirst}") == '<p class="standfirst">one\ntwo</p>'


def test_a_pull_quote_carries_its_class_itself():
    html = render_markdown(
        "> A new look.\n> {: .pull-quote}\n>\n> President Putin\n> {: .attribution}"
    )
    assert html == (
        '<blockquote class="pull-quote">\n<p>A new look.</p>\n'
        '<p class="attribution">President Putin</p>\n</blockquote>'
    )


def test_other_quotes_stay_as_they_are():
    html = render_markdown("> A letter.\n> {: .letter}")
    assert html == '<blockquote>\n<p class="letter">A letter.</p>\n</blockquote>'


def test_an_attribute_without_a_value_does_no_harm():
    html = render_markdown("> A letter.\n> {: class id}\n\n## A {: id}")
    assert html == ('<blockquote>\n<p>A letter.</p>\n</blockquote>\n<h2 id="a">A</h2>')


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Über *A* &amp; `B`", "uber-a-b"),
        ("A &lt; B", "a-b"),
        (r"A \* B &copy;", "a-b"),
        ("Пожар &#x41;", "пожар-a"),
        ("<b>A</b> [B](c.html)", "a-b"),
    ],
)
def test_headings_can_be_linked_to_by_their_text(heading, name):
    assert render_markdown(f"## {heading}").startswith(f'<h2 id="{name}">')


def test_each_heading_has_an_id_of_its_own():
    html = render_markdown("## Notes\n\n## Notes\n\n## Notes {#notes-2}\n\n## ***\n\n## Notes")
    ids = [node.attributes["id"] for node in LexborHTMLParser(html).css("h2")]
    assert ids == ["notes", "notes-3", "notes-2", "section", "notes-4"]


def test_cells_are_aligned_by_class():
    html = render_markdown("|a|b|c|\n|:-|-:|:-:|\n|1|2|3|")
    cells = [node.attributes["class"] for node in LexborHTMLParser(html).css("th, td")]
    assert cells == ["align-left", "align-right", "align-center"] * 2
    assert "style" not in html
    assert "align=" not in html


def test_footnotes_link_there_and_back_and_say_nothing_of_their_own():
    html = render_markdown("Text[^a].\n\n[^a]: Note.")
    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in html
    assert '<li id="fn:a">\n<p>Note.&nbsp;<a class="footnote-backref" href="#fnref:a">' in html
    assert "title" not in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* **b** `<c>`", "<p><em>a</em> <strong>b</strong> <code>&lt;c&gt;</code></p>"),
        (r"`a\*b &amp;`", r"<p><code>a\*b &amp;amp;</code></p>"),
        (r'<a href="a\_b">a\_b</a>', r'<p><a href="a\_b">a_b</a></p>'),
        ("```\n<a>\n```", "<pre><code>&lt;a&gt;\n</code></pre>"),
        ("Term\n:   Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        ("HTML\n\n*[HTML]: HyperText", '<p><abbr title="HyperText">HTML</abbr></p>'),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("[a](../10/b.html 'c')", '<p><a href="../10/b.html" title="c">a</a></p>'),
        (
            "Text\n{: #a .b lang=de dir=ltr role=note}",
            '<p class="b" dir="ltr" id="a" lang="de" role="note">Text</p>',
        ),
        (
            '<figure markdown="1">\n![a](b.jpg)\n<figcaption>*c*</figcaption>\n</figure>',
            '<figure>\n<p><img alt="a" src="b.jpg"></p><figcaption>*c*</figcaption>\n</figure>',
        ),
        ('<aside class="a">x</aside>', '<aside class="a">x</aside>'),
        (
            '<time datetime="2001-10-03">then</time>',
            '<p><time datetime="2001-10-03">then</time></p>',
        ),
        ("“Quotes” -- and 'ticks'...", "<p>“Quotes” -- and 'ticks'...</p>"),
        ("http://example.org/", "<p>http://example.org/</p>"),
        ("[TOC]", "<p>[TOC]</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_html_with_nothing_added(markdown, html):
    assert attributes_sorted(render_markdown(markdown)) == attributes_sorted(html)


def attributes_sorted(html: str) -> list[object]:
    body = LexborHTMLParser(html).body
    assert body is not None
    return [
        (node.tag, sorted(node.attributes.items()), node.text(deep=False).strip())
        for node in body.traverse(include_text=False)
    ]


def test_a_long_document_is_read_as_its_parts_would_be():
    part = "- a\n\n    b\n\n> c\n\n    d\n\nE\n\n:   f\n\n## g {#g}\n\n"
    assert render_markdown(part * 300).split("\n") == render_markdown(part).split("\n") * 300


def test_one_document_leaves_nothing_to_the_next():
    render_markdown("a[^1] [b] HTML\n\n[^1]: Note\n\n[b]: http://b/\n\n*[HTML]: HyperText\n\n## a")
    assert render_markdown("a[^1] [b] HTML") == "<p>a[^1] [b] HTML</p>"
    assert render_markdown("## a") == '<h2 id="a">a</h2>'


def test_headings_are_below_the_title_of_the_page():
    html = render_markdown("# One\n\n## Two\n\n###### Six")
    assert re.findall("<(h.)", html) == ["h2", "h3", "h6"]


def test_headings_that_are_below_it_stay_as_they_are():
    assert re.findall("<(h.)", render_markdown("## Two\n\n### Three")) == ["h2", "h3"]


def test_the_paragraphs_of_a_numbered_text_can_be_linked_to():
    html = render_markdown("One.\n\n> Quoted.\n\nTwo.", is_numbered=True)
    assert re.findall('<p id="(.*?)">', html) == ["p1", "p2"]
    assert re.findall('<a[^>]* href="(.*?)"', html) == ["#p1", "#p2"]


def test_the_link_of_a_paragraph_adds_nothing_to_its_text():
    html = render_markdown("One *and* two.", is_numbered=True)
    assert re.sub("<[^>]*>", "", html) == "One and two."


def test_a_paragraph_keeps_the_id_that_it_has():
    html = render_markdown("One.\n{: #oars }\n\nTwo.", is_numbered=True)
    assert re.findall('<p id="(.*?)">', html) == ["oars", "p2"]


def test_a_paragraph_takes_no_id_that_something_else_has():
    html = render_markdown("## Oars {#p1}\n\nOne.\n\nTwo.", is_numbered=True)
    assert re.findall('id="(.*?)"', html) == ["p1", "p2"]


@pytest.mark.parametrize("aside", ["picture", "clip", "attribution"])
def test_what_stands_beside_the_text_has_no_number(aside):
    html = render_markdown(f"One.\n\nAside.\n{{: .{aside} }}\n\nTwo.", is_numbered=True)
    assert re.findall('id="(.*?)"', html) == ["p1", "p2"]


def test_other_texts_have_no_numbers():
    assert render_markdown("One.") == "<p>One.</p>"


# What a list and a table say of themselves


@pytest.mark.parametrize("kind", ["a", "A", "i", "I"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_is_numbered_as_its_first_item_says(kind, gap):
    html = render_markdown(f"1. black\n    {{: type={kind} }}{gap}2. white")
    assert html.startswith(f'<ol type="{kind}">\n<li>')
    assert html.count("type") == 1


def test_lists_inside_lists_have_numbers_of_their_own():
    html = render_markdown("3. a\n    {: type=A }\n    1. b\n        {: type=i }\n    2. c\n4. d")
    assert re.findall("<ol[^>]*>", html) == ['<ol start="3" type="A">', '<ol type="i">']


@pytest.mark.parametrize(
    "markdown",
    ["1. a\n    {: type=x }\n2. b", "- a\n    {: type=a }\n- b", "1. a\n2. b\n    {: type=a }"],
)
def test_no_other_list_is_numbered_otherwise(markdown):
    assert "type" not in render_markdown(markdown)


TABLE = "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_a_paragraph_that_is_the_caption_of_a_table_is_in_it():
    html = render_markdown(f"Oats *and* rye\n{{: .table-caption }}\n\n{TABLE}", is_numbered=True)
    assert html.startswith("<table>\n<caption>Oats <em>and</em> rye</caption>\n<thead>")
    assert "<p" not in html


def test_a_caption_inside_a_list_keeps_its_other_attributes():
    html = render_markdown(
        f"- Oats\n\n    Rye\n    {{: .table-caption .rye #rye }}\n\n{TABLE}".replace(
            "\n|", "\n    |"
        )
    )
    assert re.findall("<caption[^>]*>", html) in (
        ['<caption class="rye" id="rye">'],
        ['<caption id="rye" class="rye">'],
    )


@pytest.mark.parametrize(
    "markdown",
    [
        f"Oats\n\n{TABLE}",
        "Oats\n{: .table-caption }\n\nRye",
        f"Oats\n{{: .table-caption }}\n\nRye\n\n{TABLE}",
    ],
)
def test_no_other_paragraph_is_a_caption(markdown):
    html = render_markdown(markdown)
    assert ("<caption" in html, "Oats</p>" in html) == (False, True)


def test_what_is_folded_stays_as_it_is():
    text = '<details open=""><summary>a</summary><p id="b">c</p></details>'
    assert render_markdown(text) == text
