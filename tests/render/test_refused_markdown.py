"""Markdown that is refused, since it would take minutes, and what never is."""

from __future__ import annotations

import pytest

from generator.content.markdown import write_markdown
from generator.model import BulletList, Clip, Crosshead, Paragraph, Picture, PullQuote, Verse
from generator.render import markdown
from generator.render.markdown import MarkdownTooDeep, render_markdown

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
