"""What Markdown becomes on a page, what never gets there, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.content.markdown import write_markdown
from generator.model import BulletList, Clip, Crosshead, Paragraph, Picture, PullQuote, Verse
from generator.render import markdown
from generator.render.markdown import TAGS, MarkdownTooDeep, render_markdown

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


# What never gets onto a page


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("a<script>alert(1)</script>b", "<p>ab</p>"),
        ("<script>alert(1)</script>", ""),
        ("<SCRIPT SRC=//evil.example/x.js></SCRIPT>", ""),
        ("<style>p{background:url(//evil.example)}</style>", ""),
        ('<p style="background:url(//evil.example)">x</p>', "<p>x</p>"),
        ('<p onclick="alert(1)">x</p>', "<p>x</p>"),
        ("x\n{: onclick=alert(1) style=color:red}", "<p>x</p>"),
        ('<iframe src="https://evil.example">x</iframe>', ""),
        ('<object data="x.swf">x</object>', ""),
        ('<embed src="x.swf">', ""),
        ('<form action="https://evil.example">x<input name="a"></form>', "x"),
        ("<svg><script>alert(1)</script></svg>", ""),
        ("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>", ""),
        ('<link rel="stylesheet" href="https://evil.example/x.css">', ""),
        ('<meta http-equiv="refresh" content="0;url=https://evil.example">', ""),
        ('<base href="https://evil.example/">', ""),
        ("<!-- secret -->x", "<p>x</p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](JaVaScRiPt:alert)", "<p><a>x</a></p>"),
        ("[x](&#106;avascript:alert)", "<p><a>x</a></p>"),
        ("[x](java&#10;script:alert)", "<p><a>x</a></p>"),
        ("[x](data:text/html,x)", "<p><a>x</a></p>"),
        ("[x](vbscript:x)", "<p><a>x</a></p>"),
        ("[x](ftp://evil.example/)", "<p><a>x</a></p>"),
        ("[x](file:///etc/passwd)", "<p><a>x</a></p>"),
        ("<javascript://x>", "<p><a>javascript://x</a></p>"),
        ("[x]: javascript:alert\n\n[x]", "<p><a>x</a></p>"),
        ("![x](https://evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](HTTPS://EVIL.EXAMPLE/x.png)", '<p><img alt="x"></p>'),
        ("![x](//evil.example/x.png)", '<p><img alt="x"></p>'),
        (r"![x](/\\evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](&#9;//evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](/&#9;/evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](data:image/png;base64,x)", '<p><img alt="x"></p>'),
        ('<img src="x.png" srcset="https://evil.example/x.png 2x">', '<p><img src="x.png"></p>'),
        ('<img src="x.png" onerror="alert(1)">', '<p><img src="x.png"></p>'),
        ('<video src="https://evil.example/x.mp4" poster="y">x</video>', "x"),
        (
            '<a href="x" target="_blank" ping="https://evil.example">x</a>',
            '<p><a href="x">x</a></p>',
        ),
        ("<div>x", "<div>x</div>"),
        ("</div></main>x", "<p>x</p>"),
    ],
)
def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(source, html):
    assert render_markdown(source).replace("\n", "").replace("<p></p>", "") == html


@pytest.mark.parametrize(
    "address",
    [
        "http://a/b?c=d&amp;e",
        "https://a/",
        "mailto:a@b.example",
        "b.html",
        "../b.html#c",
        "#c",
        "/b",
    ],
)
def test_links_to_the_web_to_mail_and_to_other_pages_stay(address):
    assert render_markdown(f"[x]({address})") == f'<p><a href="{address}">x</a></p>'


@pytest.mark.parametrize("address", ["x.png", "../x.png", "/x.png", "x/y.png", "x%20y.png?z"])
def test_pictures_of_the_site_stay(address):
    assert f'src="{address}"' in render_markdown(f"![x]({address})")


@pytest.mark.parametrize("source", ["a\x00b", "a\x1bb", "a&#2;b", "a&#x1F;b", "a\x7fb", "a\ufffeb"])
def test_characters_that_html_forbids_do_not_reach_the_page(source):
    assert render_markdown(source) == "<p>ab</p>"


soup = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "</",
            "<b ",
            "<p>",
            "</p>",
            "<script>",
            "<a href=",
            "<img src=",
            "<svg>",
            "<!--",
            "javascript:",
            "//evil.example",
            "http:",
            "onclick=",
            "style=",
            "'",
            '"',
            "=",
            "/",
            " ",
            "[",
            "](",
            ")",
            "![",
            "{:",
            "}",
            "*",
            "_",
            "`",
            "\\",
            "&#58;",
            "&#x6a;",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "    ",
            "# ",
            "|",
            "|-|",
            "[^1]",
            "[^1]: ",
            "*[a]: ",
            ": ",
            "~~~\n",
            "<div markdown=1>",
            "</div>",
            "a",
            "\x02",
            "\x03",
            "&#2;",
            "\u00a0",
        ]
    ),
    max_size=30,
).map("".join)


@settings(deadline=None)
@given(soup)
def test_any_text_becomes_html_in_which_nothing_runs(source):
    body = LexborHTMLParser(render_markdown(source)).body
    assert body is not None
    for node in body.traverse():
        assert node.tag == "body" or node.tag in TAGS
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcset", "action", "formaction", "ping", "poster")
            if name in ("href", "src", "cite"):
                assert not (value or "").lower().strip().startswith(("javascript:", "data:"))
            if name == "src":
                assert not (value or "").startswith(("http:", "//"))


# What is refused

DEEP = ["1. " * 600, "- - " * 600 + "x", "".join("    " * n + "- x\n" for n in range(280))]
ENDLESS = [
    "[" * 20_000,
    "[x " * 20_000,
    "![" * 20_000,
    "[x](" * 20_000,
    "[" * 10_000 + "]" * 10_000,
    "<a " * 20_000,
    "<http://x" * 20_000,
    "<![CDATA[" * 5000,
    "<!--\n" * 20_000,
    "# x\n" * 20_000,
    "x\n=\n" * 20_000,
    "`x` " * 60_000,
    "*x* " * 60_000,
    "<b>" * 60_000,
    "<div>" * 105_000,
]
LONG = [
    "x" * 200_000,
    "x " * 50_000,
    "*" * 20_000,
    ">" * 5000,
    "> " * 5000,
    "> x\n\n" * 2000,
    "[x] " * 10_000,
    "x\n" * 20_000,
    "x\n\n" * 4000,
    "- x\n" * 4000,
    "- [x](y)\n" * 2000,
    "## x\n\n" * 1000,
    "2 * 3 " * 10_000,
    "a_b " * 10_000,
    "AT&T " * 10_000,
    r"\* " * 10_000,
]


@pytest.mark.parametrize("source", DEEP, ids=range(len(DEEP)))
def test_what_is_nested_too_deeply_is_refused_and_harms_no_other_document(source):
    with pytest.raises(MarkdownTooDeep, match="nested too deeply"):
        render_markdown(source)
    assert render_markdown("x\n\n- y") == "<p>x</p>\n<ul>\n<li>y</li>\n</ul>"


@pytest.mark.parametrize("source", ENDLESS, ids=range(len(ENDLESS)))
def test_what_would_take_minutes_is_refused(source):
    with pytest.raises(MarkdownTooDeep, match="without an end"):
        render_markdown(source)
    assert render_markdown("x") == "<p>x</p>"


@pytest.mark.parametrize("source", LONG, ids=range(len(LONG)))
def test_what_is_merely_long_is_rendered(source):
    assert render_markdown(source)


@pytest.mark.parametrize(
    "token",
    [
        "*",
        "*a",
        "* ",
        "_a ",
        "[",
        "[a ",
        "[a] ",
        "[a](b) ",
        "](",
        "![",
        "<",
        "<a ",
        "<a>",
        "<!--",
        "<![CDATA[",
        "> ",
        "&",
        "&#1 ",
        "&lt;",
        "`",
        "` ",
        "\\",
        "\\*",
        "{a ",
        "~",
        "|",
        "#",
        "\n|",
        "\n- ",
        "\n#a",
        "\n---",
        "\n===",
        "\n1. ",
        "\n> ",
        "\n[a",
        "\n*",
        "\n: a",
        "\n    a",
    ],
)
def test_nothing_that_is_written_from_a_seed_is_refused(token, monkeypatch):
    # A hundredth of the limit finds in short texts what would be refused in very long ones.
    monkeypatch.setattr(markdown, "LIMIT", markdown.LIMIT // 100)
    text = token * (12_000 // len(token))
    blocks = [Paragraph(text), Crosshead(text), Verse((text, text)), BulletList((text, text))]
    quotes = [PullQuote(text, text), Picture(text, text), Clip(text, text)]
    for block in [*blocks, *quotes]:
        assert render_markdown(write_markdown([block]))


@pytest.mark.parametrize(
    "blocks",
    [
        [Paragraph("a*b")] * 4000,
        [Crosshead("a")] * 2000,
        [BulletList(("a",))] * 2000,
        [PullQuote("a", "b")] * 2000,
        [Verse(("a*b",) * 5000)],
        [BulletList(("a*b",) * 5000)],
    ],
    ids=["paragraphs", "crossheads", "lists", "quotes", "lines", "items"],
)
def test_no_number_of_blocks_from_a_seed_is_refused(blocks, monkeypatch):
    monkeypatch.setattr(markdown, "LIMIT", markdown.LIMIT // 100)
    assert render_markdown(write_markdown(blocks))
