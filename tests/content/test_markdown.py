"""What the body of a content file looks like, and that nothing in it is lost or misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.content.markdown_writer import write_markdown
from generator.model import (
    Block,
    Clip,
    Code,
    Crosshead,
    Definition,
    Definitions,
    ItemList,
    Paragraph,
    Picture,
    PullQuote,
    Quote,
    Role,
    Rule,
    Span,
    SpanKind,
    Table,
    Verse,
)
from generator.render.markdown_to_html import render_markdown
from tests.content.hostile_texts import HOSTILE, PROSE


def items(*texts: str) -> ItemList:
    return ItemList(tuple((Paragraph(text),) for text in texts))


EVERY_FORM = [
    Paragraph("The European Union and Russia are to boost co-operation.", Role.STANDFIRST),
    Paragraph("Russian President Vladimir Putin\nissued a statement."),
    Crosshead("Intelligence sharing"),
    items("tracking down finances", "encouraging former Soviet states"),
    PullQuote("One can take an entirely new look\nat this", "President Putin"),
    Picture("Osama Bin Laden", "Russia says it does not need proof"),
    Picture("Nato soldiers"),
    Picture(caption="Putin says Russia will reconsider"),
    Clip("The BBC's Oana Lungescu", "“A new chapter”"),
    Verse(("Half a league, half a league,", "Half a league onward,")),
    Paragraph("Correction: the date was wrong.", Role.CORRECTION),
]
FORMS = """\
The European Union and Russia are to boost co-operation.
{: .standfirst}

Russian President Vladimir Putin
issued a statement.

## Intelligence sharing

- tracking down finances
- encouraging former Soviet states

> One can take an entirely new look
> at this
> {: .pull-quote}
>
> President Putin
> {: .attribution}

*Osama Bin Laden*··
Russia says it does not need proof
{: .picture}

*Nato soldiers*
{: .picture}

Putin says Russia will reconsider
{: .picture}

*The BBC's Oana Lungescu*··
“A new chapter”
{: .clip}

Half a league, half a league,··
Half a league onward,
{: .verse}

Correction: the date was wrong.
{: .correction}
""".replace("·", " ")


def visible(text: str) -> str:
    """What of a text a page shows, white space made alike."""
    allowed = "".join(map(shown, text.replace("\r\n", "\n")))
    return squeezed("\n".join(line.strip() for line in allowed.split("\n")))


def shown(char: str) -> str:
    if char in "\t\n":
        return char
    if unicodedata.category(char) == "Cc":
        return " " if char.isspace() else ""
    is_noncharacter = 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) in (0xFFFE, 0xFFFF)
    return "" if is_noncharacter or unicodedata.category(char) == "Cs" else char


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip()


def text_of_html(html: str) -> str:
    tree = LexborHTMLParser(html)
    assert tree.body is not None
    return squeezed(tree.body.text())


def elements(html: str) -> list[str]:
    """Name the elements of a fragment in order, each with its class: ``p.verse``."""
    body = LexborHTMLParser(html).body
    assert body is not None
    return [name(node) for node in body.traverse() if node.tag != "body"]


def name(node: LexborNode) -> str:
    return ".".join(filter(None, (node.tag, node.attributes.get("class"))))


def parts(block: Block) -> list[str]:
    """The texts of a block, in order."""
    match block:
        case Paragraph() | Crosshead():
            return [block.text]
        case Verse():
            return list(block.lines)
        case Table():
            return [cell for row in block.rows for cell in row]
        case PullQuote():
            return [block.text, block.attribution or ""]
        case Picture():
            return [block.alt or "", block.caption or ""]
        case Clip():
            return [block.speaker or "", block.words or ""]
        case Code():
            return list(block.lines)
    return [part for one in inner(block) for part in parts(one)]


def inner(block: Block) -> Iterator[Block]:
    """The blocks that are inside another, in order."""
    match block:
        case ItemList():
            yield from (one for item in block.items for one in item)
        case Quote():
            yield from block.blocks
        case Definitions():
            for entry in block.entries:
                yield from entry.terms
                yield from (one for said in entry.descriptions for one in said)


def implied(block: Block) -> Iterator[str]:
    """The elements that a block asks for."""
    first, *rest = [bool(visible(part)) for part in parts(block)] or [False]
    if not any((first, *rest)):
        return
    match block:
        case Paragraph():
            role = {Role.STANDFIRST: "p.standfirst", Role.CORRECTION: "p.correction"}
            yield role.get(block.role, "p")
        case Crosshead():
            yield "h2"
        case Verse():
            lines = "\n".join(block.lines).split("\n")
            yield from ["p.verse", *["br"] * (sum(map(bool, map(visible, lines))) - 1)]
        case Table():
            yield "table"
            yield from ["thead", "tr", *cells("th", block.rows[0])] if block.has_head else []
            yield "tbody"
            for row in block.rows[block.has_head :]:
                yield from ["tr", *cells("td", row)]
        case ItemList():
            yield from ["ul", *["li"] * sum((first, *rest))]
        case PullQuote():
            yield "blockquote.pull-quote" if first else "blockquote"
            yield from ["p"] * first + ["p.attribution"] * rest[0]
        case Picture() | Clip():
            yield "p.picture" if isinstance(block, Picture) else "p.clip"
            yield from ["em"] * first + ["br"] * (first and rest[0])


def cells(tag: str, row: Sequence[str]) -> Iterator[str]:
    for cell in row:
        lines = sum(map(bool, map(visible, cell.split("\n"))))
        yield from [tag, *["br"] * (lines - 1)]


def every_kind(text: str) -> list[Block]:
    return [
        Paragraph(text),
        Paragraph(text, Role.STANDFIRST),
        Paragraph(text, Role.CORRECTION),
        Verse((text, text)),
        Table(((text, text), (text, text))),
        Table(((text, "", text), ("", text, "")), has_head=True),
        Crosshead(text),
        items(text, text),
        PullQuote(text),
        PullQuote(text, text),
        Picture(text),
        Picture(None, text),
        Picture(text, text),
        Clip(text, text),
    ]


def assert_faithful(*blocks: Block) -> None:
    html = render_markdown(write_markdown(blocks))
    assert text_of_html(html) == squeezed(
        " ".join(visible(part) for block in blocks for part in parts(block))
    )
    assert elements(html) == [element for block in blocks for element in implied(block)]


markup = st.lists(
    st.sampled_from([*HOSTILE, *PROSE, *"*_`[](){}<>&#!~:|-+=\\.^\"'/;@ \t\n1a\x02\x03\u00a0é"])
    | st.characters(),
    max_size=12,
).map("".join)
blocks = st.one_of(
    st.builds(Paragraph, markup, st.sampled_from([Role.BODY, Role.STANDFIRST, Role.CORRECTION])),
    st.builds(Verse, st.lists(markup, max_size=3).map(tuple)),
    st.builds(Crosshead, markup),
    st.lists(markup, max_size=3).map(lambda texts: items(*texts)),
    st.builds(PullQuote, markup, st.none() | markup),
    st.builds(Picture, st.none() | markup, st.none() | markup),
    st.builds(Clip, st.none() | markup, st.none() | markup),
)


@pytest.mark.parametrize("text", [*HOSTILE, *PROSE])
def test_text_that_looks_like_markup_comes_back_as_text_from_every_kind_of_block(text):
    for block in every_kind(text):
        assert_faithful(block)


@settings(deadline=None)
@given(markup.flatmap(lambda text: st.sampled_from(every_kind(text))))
def test_any_text_comes_back_as_text_and_makes_no_other_elements(block):
    assert_faithful(block)


@settings(deadline=None)
@given(st.lists(blocks, max_size=5))
def test_blocks_that_follow_one_another_stay_apart(several):
    assert_faithful(*several)


def commonmark(text: str) -> str:
    return MarkdownIt("commonmark").enable("table").render(text)


@pytest.mark.parametrize("text", [*HOSTILE, *PROSE])
def test_any_other_viewer_of_markdown_shows_the_same_text(text):
    html = commonmark(write_markdown([Paragraph(text)]))
    assert text_of_html(html) == visible(text)
    assert set(elements(html)) <= {"p"}


@settings(deadline=None)
@given(markup)
def test_any_text_reads_the_same_in_other_viewers(text):
    html = commonmark(write_markdown([Paragraph(text)]))
    assert text_of_html(html) == visible(text)
    assert set(elements(html)) <= {"p"}


@pytest.mark.parametrize("text", PROSE[:4])
def test_ordinary_prose_is_written_as_it_is(text):
    assert write_markdown([Paragraph(text)]) == f"{text}\n"


def test_each_kind_of_block_has_its_form():
    assert write_markdown(EVERY_FORM) == FORMS


def test_a_line_break_inside_a_paragraph_stays_where_the_seed_has_it():
    assert write_markdown([Paragraph("one\ntwo\n\n  three  ")]) == "one\ntwo\nthree\n"


@pytest.mark.parametrize("block", [items("a"), PullQuote("a")])
def test_two_lists_or_quotes_in_a_row_are_kept_apart(block):
    one = write_markdown([block])
    assert write_markdown([block, block]) == f"{one}\n<!-- -->\n\n{one}"
    assert_faithful(block, block)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0", "\x00\x02\x03", "\u3000\n\t"])
def test_blocks_without_text_are_left_out(text):
    assert write_markdown(every_kind(text)) == ""


def test_characters_that_html_forbids_are_left_out_and_words_stay_apart():
    assert write_markdown([Paragraph("a\x02b\x0cc\x85d\ud800\ufffe")]) == "ab c d\n"


def test_a_verse_of_very_many_lines_is_written_in_parts_without_losing_one():
    markdown = write_markdown([Verse(("line",) * 2500)])
    assert markdown.count("line") == 2500
    assert markdown.count("{: .verse}") == 3


# Spans, and blocks in blocks

KINDS = [kind for kind in SpanKind if kind is not SpanKind.READING]
VALUES = {
    SpanKind.LINK: "https://example.org/a_(b)?c=d&e|f#g",
    SpanKind.LANGUAGE: "fr",
}


@st.composite
def marked_up(draw: st.DrawFn) -> Paragraph:
    """A paragraph some of whose words are links, emphasised, raised …, one inside another."""
    text = draw(markup)
    spans: list[Span] = []

    def mark(start: int, end: int, depth: int) -> None:
        cuts = sorted(draw(st.lists(st.integers(start, end), max_size=4)))
        for first, last in zip(cuts[::2], cuts[1::2], strict=False):
            if first < last:
                kind = draw(st.sampled_from(KINDS))
                spans.append(Span(first, last, kind, VALUES.get(kind, "")))
                if depth:
                    mark(first, last, depth - 1)

    mark(0, len(text), 2)
    return Paragraph(text, spans=tuple(sorted(spans, key=lambda one: (one.start, -one.end))))


def inside_others(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            ItemList,
            st.lists(several, min_size=1, max_size=3).map(tuple),
            st.none() | st.integers(1, 20),
        ),
        st.builds(Quote, several),
        st.builds(
            Definition,
            st.just((Paragraph("weir"),)),
            st.lists(several, min_size=1, max_size=2).map(tuple),
        ).map(lambda entry: Definitions((entry,))),
    )


prose = st.sampled_from(
    ["It broke.", "2 * 3", "a_b", "1. May", "x\ny", "| a | b |", "> no", "{: .x}"]
)
leaves = st.one_of(
    st.builds(Paragraph, prose),
    st.builds(Code, st.lists(prose, min_size=1, max_size=3).map(tuple)),
    st.builds(Crosshead, prose, st.integers(2, 6)),
    st.builds(lambda text: Table(((text, "b"), ("c", text))), st.sampled_from(["a|b", "*", "x"])),
    st.just(Verse(("O weir,", "O mill!"))),
    st.just(Rule()),
)


@settings(deadline=None)
@given(marked_up())
@example(Paragraph("a \\b", spans=(Span(0, 3, SpanKind.LINK, "https://example.org/"),)))
@example(Paragraph("a\\b c", spans=(Span(2, 3, SpanKind.STRONG),)))
def test_a_text_stays_the_same_whatever_of_it_is_marked(paragraph):
    html = render_markdown(write_markdown([paragraph]))
    assert text_of_html(html) == visible(paragraph.text)


@settings(deadline=None)
@given(st.lists(st.recursive(leaves, inside_others, max_leaves=6), min_size=1, max_size=4))
def test_blocks_inside_others_lose_nothing_and_join_nothing(several):
    html = render_markdown(write_markdown(several))
    wanted = [visible(part) for block in several for part in parts(block)]
    body = LexborHTMLParser(html).body
    assert body is not None
    assert body.text(separator=" ").split() == " ".join(wanted).split()


@pytest.mark.parametrize(
    ("text", "span", "written"),
    [
        ("the old mill", (4, 7, SpanKind.EMPHASIS), "the *old* mill"),
        ("the old mill", (4, 12, SpanKind.STRONG), "the **old mill**"),
        ("the 12th of May", (6, 8, SpanKind.RAISED), "the 12<sup>th</sup> of May"),
        ("run make_all now", (4, 12, SpanKind.CODE), "run `make_all` now"),
        ("the old mill", (8, 12, SpanKind.LINK, "../mill.html"), "the old [mill](../mill.html)"),
        ("see it", (0, 3, SpanKind.LINK, "a b(c).html"), "[see](a%20b%28c%29.html) it"),
        ("the weir", (4, 8, SpanKind.DELETED), "the <del>weir</del>"),
        ("le mot juste", (3, 12, SpanKind.LANGUAGE, "fr"), 'le <span lang="fr">mot juste</span>'),
        ("unbreakable", (2, 7, SpanKind.EMPHASIS), "un<em>break</em>able"),
        ("look!here", (5, 9, SpanKind.LINK, "a.html"), "look\\![here](a.html)"),
        ("a\\b", (0, 2, SpanKind.LINK, "a.html"), "[a\\\\](a.html)b"),
        ("[[x]]", (0, 5, SpanKind.LINK, "a.html"), "[&#91;&#91;x&#93;&#93;](a.html)"),
        ("type &#6 here", (5, 8, SpanKind.CODE), "type <code>&amp;#6</code> here"),
        ("2 * 3 is six", (9, 12, SpanKind.EMPHASIS), "2 \\* 3 is *six*"),
    ],
)
def test_what_is_marked_has_its_form(text, span, written):
    assert write_markdown([Paragraph(text, spans=(Span(*span),))]) == f"{written}\n"


def test_a_list_in_a_list_and_its_numbers_have_their_form():
    inner = items("broad", "narrow")
    steps = ItemList(((Paragraph("two brushes:"), inner), (Paragraph("tar"),)), start=4)
    assert write_markdown([steps]) == ("4. two brushes:\n    - broad\n    - narrow\n5. tar\n")
    assert '<ol start="4">' in render_markdown(write_markdown([steps]))
