"""What never gets from Markdown onto a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.render.markdown_to_html import render_markdown
from generator.render.sanitiser import TAGS


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
        ('<q cite="java\nscript:alert(1)">x</q>', "<p><q>x</q></p>"),
        ("[x](JaVaScRiPt:alert)", "<p><a>x</a></p>"),
        ("[x](&#106;avascript:alert)", "<p><a>x</a></p>"),
        ("[x](java&#10;script:alert)", "<p><a>x</a></p>"),
        ("[x](data:text/html,x)", "<p><a>x</a></p>"),
        ("[x](vbscript:x)", "<p><a>x</a></p>"),
        ("[x](smb://evil.example/)", "<p><a>x</a></p>"),
        ("[x](file:///etc/passwd)", "<p><a>x</a></p>"),
        ("<javascript://x>", "<p><a>javascript://x</a></p>"),
        ("[x]: javascript:alert\n\n[x]", "<p><a>x</a></p>"),
        ("![x](https://evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](HTTPS://EVIL.EXAMPLE/x.png)", '<p><img alt="x"></p>'),
        ("![x](//evil.example/x.png)", '<p><img alt="x"></p>'),
        (r"![x](/\\evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](&#9;//evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](/&#9;/evil.example/x.png)", '<p><img alt="x"></p>'),
        ("![x](data:image/svg+xml;base64,x)", '<p><img alt="x"></p>'),
        ('<img src="x.png" srcset="https://evil.example/x.png 2x">', '<p><img src="x.png"></p>'),
        ('<img src="x.png" onerror="alert(1)">', '<p><img src="x.png"></p>'),
        (
            '<video src="https://evil.example/x.mp4" poster="y">x</video>',
            '<video poster="y">x</video>',
        ),
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


BLOCKS = (
    "A *short* paragraph with [a link](x.html) & a [reference][1].",
    "Half a league,\nonward.\n{: .verse}",
    "## A heading",
    "> A quotation.\n> {: .pull-quote}\n>\n> The miller\n> {: .attribution}",
    "<!-- -->",
    "- one\n- two\n    - three",
    "| a | b |\n| --- | --: |\n| 1 | 2 |",
    "    indented",
    "```\nfenced\n```",
    "[a [link](x.html) in a link](y.html)",
    "Term\n:   what it means",
    "---",
)


@pytest.mark.parametrize("length", range(1_500, 1_512))
def test_a_long_text_is_sanitised_in_pieces_to_what_it_is_as_a_whole(length):
    blocks = (BLOCKS * 126)[:length]
    text = "\n\n".join(("A note.[^1]", *blocks, "[1]: x.html", "[^1]: Below."))
    as_a_whole = render_markdown(text.replace("A note.", "A <b>note</b>."))
    assert as_a_whole.replace("<b>note</b>", "note") == render_markdown(text)


def test_a_text_of_very_many_blocks_becomes_all_of_them_and_nothing_else():
    html = render_markdown("\n\n".join(f"Line {n}" for n in range(2_345)))
    assert html == "\n".join(f"<p>Line {n}</p>" for n in range(2_345))
