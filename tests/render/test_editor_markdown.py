"""Texts that were typed by hand are read as editors read them (CommonMark, GitHub, Obsidian)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from generator.render.markdown_to_html import render_markdown
from generator.render.owners_text import OwnersText

PAGES = {"Tide tables": "tides.html", "quay": "../1901/quay.html"}
FILES = {"mole.png": "pictures/mole.png", "bell.mp3": "bell.mp3"}


def rendered(text: str, owner: OwnersText | None = None) -> str:
    """Return a typed text as HTML, on one line."""
    owner = owner or OwnersText(PAGES.get, FILES.get)
    return re.sub(r"\n\s*", "", render_markdown(text, owner=owner))


def unchanged(text: str) -> str:
    return f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bring\n- rope\n- tar", "<p>Bring</p><ul><li>rope</li><li>tar</li></ul>"),
        ("Bring\n1. rope\n2. tar", "<p>Bring</p><ol><li>rope</li><li>tar</li></ol>"),
        ("In\n1911. Then", "<p>In1911. Then</p>"),
        (
            "- a\n  - b\n    - c\n- d",
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
        ),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("3) a\n4) b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1. a\n\n- b\n- c", "<ol><li>a</li></ol><ul><li>b</li><li>c</li></ul>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("* a\n\n  more\n* b", "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>"),
        (
            "- a\n\n      b\n- c",
            "<ul><li><p>a</p><pre><code>b</code></pre></li><li><p>c</p></li></ul>",
        ),
        ("- a\nb", "<ul><li>ab</li></ul>"),
        ("- a\n-\n- b", "<ul><li>a</li><li></li><li>b</li></ul>"),
        (
            "> q\n> - a\n>   - b",
            "<blockquote><p>q</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>",
        ),
        (
            "- a\n\n  > q\n\n- b",
            "<ul><li><p>a</p><blockquote><p>q</p></blockquote></li><li><p>b</p></li></ul>",
        ),
    ],
)
def test_lists_are_where_editors_show_them(text, html):
    assert rendered(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("```py\na = 1\n```", '<pre><code class="language-py">a = 1</code></pre>'),
        ("```py title=x\na\n```", '<pre><code class="language-py">a</code></pre>'),
        ("  ```\n  a\n  ```", "<pre><code>a</code></pre>"),
        (
            "- a\n\n  ```\n  <b>\n  ```\n- c",
            "<ul><li><p>a</p><pre><code>&lt;b&gt;</code></pre></li><li><p>c</p></li></ul>",
        ),
        ("- ```\n  a\n  ```\n- c", "<ul><li><pre><code>a</code></pre></li><li>c</li></ul>"),
        ("Say\n~~~\na\n~~~~~\nb", "<p>Say</p><pre><code>a</code></pre><p>b</p>"),
        ("```\nnever closed", "<pre><code>never closed</code></pre>"),
        (
            "```\n- [ ] a\n[[quay]] https://a.example\n```",
            "<pre><code>- [ ] a[[quay]] https://a.example</code></pre>",
        ),
    ],
)
def test_code_is_where_its_fences_are(text, html):
    assert rendered(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("see https://a.example/x_y_(z).", 'see <a href="https://a.example/x_y_(z)">https://a.example/x_y_(z)</a>.'),
        ("(www.a.example)", '(<a href="http://www.a.example">www.a.example</a>)'),
        ("to clerk@a.example!", 'to <a href="mailto:clerk@a.example">clerk@a.example</a>!'),
        ("[https://a.example](b.html)", '<a href="b.html">https://a.example</a>'),
        ("<https://a.example>", '<a href="https://a.example">https://a.example</a>'),
        ('<a href="b.html">https://a.example</a>', '<a href="b.html">https://a.example</a>'),
        ("`https://a.example`", "<code>https://a.example</code>"),
        ("https:// and www. and a@b", "https:// and www. and a@b"),
    ],
)  # fmt: skip
def test_bare_addresses_are_links(text, html):
    assert rendered(text) == unchanged(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[[Tide tables]]", '<a href="tides.html">Tide tables</a>'),
        ("[[quay|the old quay]]", '<a href="../1901/quay.html">the old quay</a>'),
        ("[[quay#The Crane]]", '<a href="../1901/quay.html#the-crane">quay › The Crane</a>'),
        ("[[#The Crane]]", '<a href="#the-crane">The Crane</a>'),
        ("![[mole.png]]", '<img alt="mole" src="pictures/mole.png">'),
        ("![[mole.png|The mole]]", '<img alt="The mole" src="pictures/mole.png">'),
        ("![[mole.png|300]]", '<img alt="mole" src="pictures/mole.png" width="300">'),
        ("![[bell.mp3]]", '<audio controls="" src="bell.mp3"></audio>'),
        ("![[quay]]", '<a href="../1901/quay.html">quay</a>'),
        ("[[nowhere]]", "nowhere"),
        ("![[nowhere.png|300]]", "nowhere.png"),
        ("[[1]](note.html)", '<a href="note.html">[1]</a>'),
        (r"\[[quay]]", "[[quay]]"),
        ("`[[quay]]`", "<code>[[quay]]</code>"),
    ],
)
def test_names_in_double_brackets_lead_to_what_has_the_name(text, html):
    assert rendered(text) == unchanged(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a ~~b~~ c", "a <del>b</del> c"),
        ("a\\\nb", "a<br>b"),
        ("#harbour is busy", "#harbour is busy"),
        ("a ~ b", "a ~ b"),
    ],
)
def test_words_are_marked_as_editors_mark_them(text, html):
    assert rendered(text) == unchanged(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a | b\n--- | ---\n1 | 2", "a b 1 2"),
        ("a | b\n|--|--|\n1 | 2", "a b 1 2"),
        ("a | b\n:- | -:\n| 1 | 2 |", "a b 1 2"),
        ("Below\n| a | b |\n|--|--|\n| 1 | 2 |\n- c", "Below a b 1 2 c"),
        ("| a | b |\n| - | - |\n| [[quay\\|Q]] | 2 |", "a b Q 2"),
    ],
)
def test_tables_need_neither_outer_bars_nor_blank_lines(text, html):
    page = LexborHTMLParser(rendered(text))
    assert len(page.css("th")) == len(page.css("td")) == 2
    assert " ".join(page.body.text(separator=" ").split()) == html


def test_tasks_have_boxes_that_nobody_can_tick():
    assert rendered("- [ ] tar *it*\n- [x] done\n  - [X] inside") == (
        '<ul><li class="task"><label><input disabled="" type="checkbox"> tar <em>it</em></label></li>'
        '<li class="task"><label><input checked="" disabled="" type="checkbox"> done</label>'
        '<ul><li class="task"><label><input checked="" disabled="" type="checkbox"> inside'
        "</label></li></ul></li></ul>"
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\ntwo\n---", "<h2>One two</h2>"),
        ("- a\n---\nb", "<ul><li>a</li></ul><hr><p>b</p>"),
        ("## A {#place .wide}", '<h2 class="wide" id="place">A</h2>'),
        ("term\n: what it is", "<dl><dt>term</dt><dd>what it is</dd></dl>"),
        ("term\n:   what\n\n    it is", "<dl><dt>term</dt><dd><p>what</p><p>it is</p></dd></dl>"),
    ],
)
def test_headings_rules_and_definitions(text, html):
    assert re.sub(r' id="one-two"', "", rendered(text)) == html


@pytest.mark.parametrize(
    "formula",
    [
        r"$\overline{x}_{2b} = \overline{y}_{2a}$",
        "$a*b*c$",
        r"$\{x_{i}\}$",
        "$f(x_1)[2](y_2)$",
        "$$S = {t_{old}}_{new}$$",
        r"$\$5_a_b$",
    ],
)
def test_a_formula_is_shown_as_it_was_typed(formula):
    assert rendered(f"Let {formula} be *it*.") == f"<p>Let {formula} be <em>it</em>.</p>"
    assert rendered(f"- {formula}") == f"<ul><li>{formula}</li></ul>"


@pytest.mark.parametrize("text", ["It cost $5, *about* $6.", "$ *a* $", "US$*5*$", "`$`*a*$"])
def test_sums_of_money_are_no_formulas(text):
    assert "<em>" in rendered(text)


def test_the_lines_of_a_formula_are_no_list_no_heading_and_no_rule():
    formula = "$$a\n- b_1\n= c_1 < d\n\n---\n$$"
    shown = formula.replace("<", "&lt;")
    text = render_markdown(f"Before\n{formula}\nAfter", owner=OwnersText())
    assert text.split("\n", 1)[1].rpartition("\n")[0] == f"<p>{shown}</p>"
    assert rendered("$$ is a sign\n- a") == "<p>$$ is a sign</p><ul><li>a</li></ul>"


def test_code_and_formulas_in_a_quote_have_no_empty_paragraphs_around_them():
    assert rendered("> ```\n> a\n> ```") == "<blockquote><pre><code>a</code></pre></blockquote>"
    assert rendered("> $$\n> a\n> $$") == "<blockquote><p>$$a$$</p></blockquote>"


def test_the_inside_of_details_is_markdown():
    html = rendered("<details>\n<summary>More</summary>\n\n- **a**\n\n</details>\n\nb")
    assert html == (
        "<details><summary>More</summary><ul><li><strong>a</strong></li></ul></details><p>b</p>"
    )


@pytest.mark.parametrize(
    "block",
    [
        '<figure>\n<img src="a.png" alt="x">\n<figcaption>c</figcaption>\n</figure>',
        '<audio controls="" src="a.mp3">The bell</audio>',
        '<video controls="" src="a.webm"><track kind="captions" src="a.vtt"></video>',
    ],
)
def test_what_is_no_paragraph_gets_neither_paragraph_nor_number(block):
    html = render_markdown(f"{block}\n\nAfter.", is_numbered=True, owner=OwnersText())
    assert html.startswith(block)
    assert len(LexborHTMLParser(html).css("p")) == len(LexborHTMLParser(html).css(".anchor")) == 1


@pytest.mark.parametrize("one", ["https://a.example/b ", "me@a.example ", "[[quay]] ", "~~a~~ "])
def test_a_text_may_have_very_many_forms_in_one_paragraph(one):
    html = render_markdown(one * 1_500, owner=OwnersText(PAGES.get))
    assert len(LexborHTMLParser(html).css("a, del")) == 1_500


# Against a reader of CommonMark

LINES = st.sampled_from(
    """- aa|* bb|1. cc|2) dd|ee ff|||  - gg|    - hh|   ii|    jj|> kk|> - ll|```|  ```|# mm
|   1. nn|1) oo|      - pp|---|#qq""".replace("\n", "").split("|")
)


def words_of(html: str) -> list[str]:
    """Return the words of a text without the signs of items that may be text to some programs."""
    return re.findall(r"[a-z]{2}", LexborHTMLParser(html).body.text(separator=" "))


@settings(deadline=None)
@given(st.lists(LINES, min_size=1, max_size=7))
def test_any_lines_have_the_words_that_other_programs_show(lines):
    text = "\n".join(lines)
    ours = render_markdown(text, owner=OwnersText())
    theirs = MarkdownIt("commonmark").render(text)
    assert sorted(words_of(ours)) == sorted(words_of(theirs))
