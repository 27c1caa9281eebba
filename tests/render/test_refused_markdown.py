"""Markdown that is refused, since it would take minutes, and what never is."""

from __future__ import annotations

import pytest

from generator.content.markdown_writer import write_markdown
from generator.model import Clip, Crosshead, ItemList, Paragraph, Picture, PullQuote, Verse
from generator.render import markdown_limits
from generator.render.markdown_limits import MarkdownTooDeep
from generator.render.markdown_to_html import render_markdown, render_plainly


def items(*texts: str) -> ItemList:
    return ItemList(tuple((Paragraph(text),) for text in texts))


DEEP = ["1. " * 600, "- - " * 600 + "x", "".join("    " * n + "- x\n" for n in range(280))]
DEEP += [">" * 5000, "> " * 5000]
ENDLESS = [
    '[a](b "c" d) ' * 2_000,
    "![a](b 'c) " * 2_000,
    """[a](b "c' ' d) """ * 2_000,
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
    "[a][" * 2500,
    "<div><ul><li><b>" * 3000,
    "<div>" + "".join(f"<b class=c{n}><p>" for n in range(2000)),
    "a  \n" * 60_000,
    "".join(f"[^{n}]: x\n\n" for n in range(12_000)) + "[^1] " * 12_000,
    "*[a]: b\n" * 5000,
    "___\n" * 10_000,
    "# a {: " * 10_000,
    "[^a]: x\n\n" + "[^a] " * 2000,
]
REPEATED = [
    "*[a]: " + "x" * 10_000 + "\n\n" + "a " * 5000,
    "[a]: http://x/" + "x" * 10_000 + "\n\n" + "[a] " * 3000,
    '[a]: b "' + "x" * 10_000 + '"\n\n' + "![a] " * 2000,
]
WIDE = [
    "|".join("a" * 300) + "\n" + "|".join("-" * 300) + "\n" + "a\n" * 5000,
    "> " + "|".join("a" * 300) + "\n> " + "|".join("-" * 300) + "\n" + "> a\n" * 5000,
    "|" * 5000 + "\n" + "|-" * 5000 + "\n" + "a\n" * 500,
]
LONG = [
    '[a](b "c") ' * 5_000,
    """[a](b "it's c") """ * 5_000,
    '[a](b "say "c" twice")\n\n' * 1_000,
    "x" * 200_000,
    "x " * 50_000,
    "*" * 20_000,
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
    "|a|b|c|\n|-|-|-|\n" + "|a|b|c|\n" * 1500,
    "*[HTML]: HyperText Markup Language\n\n" + "HTML is HTML. " * 2000,
    "[a]: http://example.org/a/page/of/some/length.html\n\n" + "Of [a] they say. " * 2000,
    "".join(f"Text[^{n}].\n\n[^{n}]: Note.\n\n" for n in range(300)),
]


@pytest.fixture
def as_if_twenty_times_as_long(monkeypatch):
    """Refuse in short texts what would be refused in long ones: costs grow with the square."""
    for name, grows in [
        ("LEAST_TIME", 20 * 20),
        ("TIME_PER_CHARACTER", 20),
        ("MOST_OPEN_TAGS", 20),
        ("LEAST_CELLS", 20),
        ("LEAST_ATTRIBUTES", 20),
        ("LEAST_COPIES", 20),
    ]:
        monkeypatch.setattr(markdown_limits, name, getattr(markdown_limits, name) // grows)


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


@pytest.mark.parametrize("source", REPEATED, ids=range(len(REPEATED)))
def test_what_repeats_a_long_text_is_refused(source):
    with pytest.raises(MarkdownTooDeep, match="too often"):
        render_markdown(source)
    assert render_markdown("x a [a]") == "<p>x a [a]</p>"


@pytest.mark.parametrize("source", WIDE, ids=range(len(WIDE)))
def test_a_table_of_empty_cells_is_refused(source):
    with pytest.raises(MarkdownTooDeep, match="columns"):
        render_markdown(source)


def test_a_level_is_refused_whatever_the_call_stack_holds():
    def nested(levels):
        return render_markdown("> " * levels + "x")

    assert nested(markdown_limits.MOST_LEVELS - 1)
    with pytest.raises(MarkdownTooDeep, match="nested too deeply"):
        nested(markdown_limits.MOST_LEVELS)


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
@pytest.mark.usefixtures("as_if_twenty_times_as_long")
def test_nothing_that_is_written_from_a_seed_is_refused(token):
    text = token * (6_000 // len(token))
    blocks = [Paragraph(text), Crosshead(text), Verse((text, text)), items(text, text)]
    quotes = [PullQuote(text, text), Picture(text, text), Clip(text, text)]
    for block in [*blocks, *quotes]:
        assert render_markdown(write_markdown([block]))


@pytest.mark.parametrize(
    "blocks",
    [
        [Paragraph("a*b")] * 2000,
        [Crosshead("a")] * 1000,
        [items("a")] * 1000,
        [PullQuote("a", "b")] * 1000,
        [Verse(("a*b",) * 2500)],
        [items(*["a*b"] * 2500)],
    ],
    ids=["paragraphs", "crossheads", "lists", "quotes", "lines", "items"],
)
@pytest.mark.usefixtures("as_if_twenty_times_as_long")
def test_no_number_of_blocks_from_a_seed_is_refused(blocks):
    assert render_markdown(write_markdown(blocks))


# The page of a refused text


def test_what_is_refused_is_published_as_it_was_typed(build_site):
    site = build_site("-- content/ferry.md --\nGone.\n")
    text = f"<b>It</b> is *open*, & [so] on.\n\n{DEEP[1]}\n\nThe *end*."
    site.write("content/bridge.md", f"---\ntitle: The bridge\n---\n{text}\n".encode())
    site.write("content/pages/help.md", f"---\ntitle: Help\n---\n{text}\n".encode())
    site.write("content/topics/roads.md", f"{text}\n".encode())
    site.write("content/lane.md", "---\ntopics: [Roads]\n---\nA lane.\n")
    site.write("content/alley.md", "---\ntopics: [Roads]\n---\nAn alley.\n")
    for _ in range(2):  # what is not made anew is not passed over in silence either
        site.rebuild()
        assert {(one.code, one.path) for one in site.diagnostics} == {
            ("markdown.too-deep", "content/bridge.md"),
            ("markdown.too-deep", "content/pages/help.md"),
            ("markdown.too-deep", "content/topics/roads.md"),
        }
        assert site.exit_code == 1
        for page in ("bridge.html", "help.html", "topics/roads/index.html"):
            shown = site.text(page)
            assert "<b>It</b> is *open*, & [so] on." in shown
            assert "- - - -" in shown
            assert "The *end*." in shown
    site.write("content/bridge.md", "It is open.")
    assert "content/bridge.md" not in {one.path for one in site.rebuild().diagnostics}


def test_plain_text_is_without_what_html_forbids():
    assert render_plainly("a\x00b\n<i>\n\n\n&amp;\n") == (
        "<p>ab<br>\n&lt;i&gt;</p>\n<p>&amp;amp;</p>"
    )
