"""Lines that have their roles become the document's own text, block by block and in order."""

from __future__ import annotations

import pytest

from generator.model import (
    Clip,
    Crosshead,
    ItemList,
    LabelledText,
    Paragraph,
    Picture,
    PullQuote,
    Role,
    Table,
    Verse,
)
from generator.readers.html import read_markup
from generator.structure import make_blocks
from tests.recognised import labelled, recognised

LONG = "The weir above the mill has leaked since the frost, the miller told the council."


@pytest.mark.parametrize(
    ("rows", "blocks"),
    [
        pytest.param("body|It broke.", [Paragraph("It broke.")], id="a-paragraph"),
        pytest.param(
            "body|It broke.\nblank|\nbody|Twice.",
            [Paragraph("It broke."), Paragraph("Twice.")],
            id="paragraphs-that-a-blank-line-divides",
        ),
        pytest.param(
            f"body|{LONG}\nbody|It broke.",
            [Paragraph(LONG), Paragraph("It broke.")],
            id="long-lines-in-a-row",
        ),
        pytest.param(
            "body|It broke\n    |in the night.",
            [Paragraph("It broke\nin the night.")],
            id="a-wrapped-paragraph",
        ),
        pytest.param(
            "body|O weir,\nbody|  O mill!\nblank|\nbody|O frost.",
            [Verse(("O weir,", "O mill!")), Paragraph("O frost.")],
            id="short-lines-in-a-row-are-verse",
        ),
        pytest.param(
            "body|It broke in the exam\u00ad\n    |ination hall.",
            [Paragraph("It broke in the examination hall.")],
            id="a-word-divided-at-a-soft-hyphen",
        ),
        pytest.param(
            "body|It broke, said\n    |Ada Pike\n    |, in the night.",
            [Paragraph("It broke, said\nAda Pike, in the night.")],
            id="a-sentence-cut-at-a-link",
        ),
        pytest.param(
            f"body|Depth   |  {LONG}\nbody|Width   |  {LONG}",
            [Table((("Depth", LONG), ("Width", LONG)))],
            id="rows-of-a-table",
        ),
        pytest.param(
            "standfirst|At last.", [Paragraph("At last.", Role.STANDFIRST)], id="standfirst"
        ),
        pytest.param(
            "correction|It was May.", [Paragraph("It was May.", Role.CORRECTION)], id="correction"
        ),
        pytest.param("subhead|The frost", [Crosshead("The frost")], id="a-crosshead"),
        pytest.param(
            "subhead|The frost\n       |of 1895",
            [Crosshead("The frost of 1895")],
            id="a-wrapped-crosshead",
        ),
        pytest.param(
            "list_item|* oats\nblank|\nlist_item|• rye",
            [ItemList(((Paragraph("oats"),), (Paragraph("rye"),)))],
            id="items-with-bullets",
        ),
        pytest.param(
            "li|oats\nli|rye",
            [ItemList(((Paragraph("oats"),), (Paragraph("rye"),)))],
            id="items-by-markup",
        ),
        pytest.param(
            "list_item|1. oats\nlist_item|2. rye",
            [Paragraph("1. oats", Role.LIST_ITEM), Paragraph("2. rye", Role.LIST_ITEM)],
            id="numbers-stay-as-printed",
        ),
        pytest.param(
            "pull_quote|It leaks\nblank|\nattribution|Ada Pike",
            [PullQuote("It leaks", "Ada Pike")],
            id="a-pull-quote-and-who-said-it",
        ),
        pytest.param(
            "pull_quote|It leaks\npull_quote|It broke",
            [PullQuote("It leaks"), PullQuote("It broke")],
            id="two-pull-quotes",
        ),
        pytest.param(
            "image_alt|The weir\ncaption|It broke in May",
            [Picture("The weir", "It broke in May")],
            id="a-picture-with-its-caption",
        ),
        pytest.param(
            "image_alt|The weir\nimage_alt|The mill\ncaption|It stopped",
            [Picture("The weir"), Picture("The mill", "It stopped")],
            id="two-pictures",
        ),
        pytest.param("caption|It broke", [Picture(None, "It broke")], id="a-caption-alone"),
        pytest.param(
            "clip|Ada Pike\nclip|“It leaks”\nclip|Tom Reed",
            [Clip("Ada Pike", "“It leaks”"), Clip("Tom Reed", None)],
            id="clips",
        ),
        pytest.param(
            "body|  It broke.  ", [Paragraph("It broke.")], id="without-the-space-around-lines"
        ),
        pytest.param("blank|", [], id="nothing"),
    ],
)
def test_lines_make_blocks(rows, blocks):
    assert list(make_blocks(labelled(rows))) == blocks


@pytest.mark.parametrize(
    "role",
    [
        "furniture",
        "section",
        "date",
        "title",
        "byline",
        "related_heading",
        "related_meta",
        "related",
    ],
)
def test_what_is_no_text_of_the_document_makes_no_block(role):
    assert make_blocks(labelled(f"{role}|The weir")) == ()


def test_furniture_inside_the_text_does_not_join_what_it_divides():
    rows = "body|It broke.\nfurniture|Advertisement\nbody|Twice."
    assert make_blocks(labelled(rows)) == (Paragraph("It broke."), Paragraph("Twice."))


def test_blocks_stand_in_the_order_of_their_lines():
    rows = """
        standfirst|At last.
        blank|
        image_alt|The weir
        body|It broke.
        blank|
        subhead|The frost
        blank|
        list_item|* in May
        blank|
        pull_quote|It leaks
    """
    assert [type(block) for block in make_blocks(labelled(rows))] == [
        Paragraph,
        Picture,
        Paragraph,
        Crosshead,
        ItemList,
        PullQuote,
    ]


def test_a_transcribers_brackets_are_no_picture():
    letter = "Dear Ada,\n\n[The rest of the page is torn.]\n\nI remain yours."
    assert Role.IMAGE_ALT not in recognised(letter).text.roles


@pytest.mark.parametrize(
    ("second", "shown"), [("The weir", ["The weir"]), ("Flood", ["The weir", "Flood"])]
)
def test_a_picture_that_comes_twice_is_shown_once_unless_it_has_other_words(second, shown):
    prose = "<p>The weir above the mill has leaked since the frost, the miller told us.</p>"
    pictures = (
        f'<img src="w.jpg" alt="The weir"><noscript><img src="w.jpg" alt="{second}"></noscript>'
    )
    lines = read_markup(f"<body>{prose}{pictures}{prose}").lines
    roles = tuple(
        Role.BLANK if line.is_blank else Role.IMAGE_ALT if line.picture else Role.BODY
        for line in lines
    )
    units = tuple((line.number,) for line in lines if not line.is_blank)
    blocks = make_blocks(LabelledText(lines, roles, ("gold",) * len(lines), units))
    assert [one.alt for one in blocks if isinstance(one, Picture)] == shown
