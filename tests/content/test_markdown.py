"""What the body of a content file looks like, and that nothing in it is lost or misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.content.markdown_writer import write_markdown
from generator.model import (
    Block,
    BulletList,
    Clip,
    Crosshead,
    Paragraph,
    Picture,
    PullQuote,
    Role,
    Table,
    Verse,
)
from generator.render.markdown_to_html import render_markdown
from tests.content.hostile_texts import HOSTILE, PROSE

EVERY_FORM = [
    Paragraph("The European Union and Russia are to boost co-operation.", Role.STANDFIRST),
    Paragraph("Russian President Vladimir Putin\nissued a statement."),
    Crosshead("Intelligence sharing"),
    BulletList(("tracking down finances", "encouraging former Soviet states")),
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
        case BulletList():
            return list(block.items)
        case PullQuote():
            return [block.text, block.attribution or ""]
        case Picture():
            return [block.alt or "", block.caption or ""]
        case Clip():
            return [block.speaker or "", block.words or ""]


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
            yield from ["thead", "tr", *["th"] * len(block.rows[0])] * block.has_head
            yield "tbody"
            for row in block.rows[block.has_head :]:
                yield from ["tr", *["td"] * len(row)]
        case BulletList():
            yield from ["ul", *["li"] * sum((first, *rest))]
        case PullQuote():
            yield "blockquote.pull-quote" if first else "blockquote"
            yield from ["p"] * first + ["p.attribution"] * rest[0]
        case Picture() | Clip():
            yield "p.picture" if isinstance(block, Picture) else "p.clip"
            yield from ["em"] * first + ["br"] * (first and rest[0])


def every_kind(text: str) -> list[Block]:
    return [
        Paragraph(text),
        Paragraph(text, Role.STANDFIRST),
        Paragraph(text, Role.CORRECTION),
        Verse((text, text)),
        Table(((text, text), (text, text))),
        Table(((text, "", text), ("", text, "")), has_head=True),
        Crosshead(text),
        BulletList((text, text)),
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
    st.builds(BulletList, st.lists(markup, max_size=3).map(tuple)),
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


@pytest.mark.parametrize("block", [BulletList(("a",)), PullQuote("a")])
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
