"""Seeds are hostile: any bytes give a document or a reason, and never anything else."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model import Extract, Role
from generator.pipeline.extract import recognise
from generator.readers import UnreadableSeed, decode, mend, read_seed

NAMES = st.sampled_from(["x.txt", "x.html", "x"])
TAGS = st.sampled_from(
    "<p> </p> <div> </div> <td> <table> <li> <nav> </nav> <h1> </h1> <b> <a> </a> <br> <img> "
    "<script> </script> <!-- --> <![CDATA[ <?xml &#0; &#xd800; &nbsp &lt; <svg> <template> "
    "<frameset> <body> <head> <title> <textarea> <plaintext>".split()
)
MARKUP = st.lists(TAGS | st.text(max_size=20), max_size=30).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)
LINES = st.sampled_from(
    [
        "See also:",
        "By Ada Pike",
        "3 June 1911",
        "03/04/1997",
        "You are in: World",
        "• one",
        "1. two",
        "“Rain again”",
        "Home",
        "© 1999",
        "Correction: it was Tuesday.",
        "The pump in the square has been dry since Tuesday, the clerk told the parish on Friday.",
        "\u00a0",
        "",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=40), max_size=40).map(
    lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass")
)

LETTERS = st.sampled_from("éüñßčłőışЖыґΩאمไท中国橋다É’“–…Ã©â€™Â\ufffd")
ENCODINGS = st.sampled_from(
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 cp1252 cp1250 cp1251 koi8-r cp1255 cp874 "
    "gb18030 big5 cp932 euc_jp cp949 iso2022_jp iso2022_kr hz mac-roman cp437".split()
)
PROSE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | LETTERS,
    max_size=80,
)
ENCODED = st.builds(lambda text, name: text.encode(name, "ignore"), PROSE, ENCODINGS)
CUT = st.builds(lambda data, end: data[: max(0, len(data) - end)], ENCODED, st.integers(0, 7))
"""Texts that end inside a character."""
MIXED = st.lists(ENCODED | CUT | st.binary(max_size=6), max_size=6).map(b"\n".join)
"""Several encodings in one file."""
DECLARED = st.builds(
    lambda name, data: b'<meta charset="' + name.encode() + b'">' + data, ENCODINGS, MIXED
)


@given(data=st.binary(max_size=500) | MARKUP | PAGES | MIXED | DECLARED, name=NAMES)
@example(b"\xff\xfe", "x.txt")
@example(b"\xff\xfe\0", "x.txt")
@example(b"\xff\xfe\0\0\xff\xff\xff\xff", "x.txt")
@example(b"<meta charset=\xff><p>x", "x.html")
@example(b"<meta charset=undefined>\x80", "x.html")
@example(b"<!-- no text at all -->", "x.html")
@example("<p>\ud800".encode("utf-8", "surrogatepass"), "x.html")
def test_any_bytes_give_a_document_or_an_unreadable_seed(data, name):
    extract = outcome(data, name)
    if isinstance(extract, UnreadableSeed):
        assert extract.code.startswith("seed.")
        assert extract.message
        assert extract.hint
    else:
        assert len(extract.text.roles) == len(extract.text.lines) > 0


@given(data=PAGES | MARKUP, name=NAMES)
def test_every_line_of_any_document_has_a_role_and_blank_ones_are_blank(data, name):
    extract = outcome(data, name)
    if isinstance(extract, Extract):
        roles = zip(extract.text.lines, extract.text.roles, strict=True)
        assert all((role is Role.BLANK) == line.is_blank for line, role in roles)


@given(data=MIXED)
def test_any_bytes_that_are_text_are_decoded_to_text_that_can_be_written(data):
    try:
        text = decode(data).text
    except UnreadableSeed:
        return
    assert text.encode("utf-8").decode("utf-8") == text
    assert "\r" not in text


@given(text=PROSE)
def test_utf_8_that_is_damaged_in_two_places_keeps_all_the_rest(text):
    whole = f"Žluťoučký kůň pěl ďábelské ódy. {text} Příliš žluťoučký kůň úpěl.\n"
    data = whole.encode() + b"\x92" + whole.encode() + "ů".encode()[:1]
    assert decode(data).text == f"{whole}\ufffd{whole}\ufffd".replace("\r\n", "\n").replace(
        "\r", "\n"
    )


@given(data=MIXED | PAGES)
def test_mending_changes_neither_the_number_of_lines_nor_their_numbers(data):
    try:
        source = read_seed(data, "x.txt")
    except UnreadableSeed:
        return
    done = mend(source)
    assert [line.number for line in done.source.lines] == [line.number for line in source.lines]
    changed = {
        new.number
        for old, new in zip(source.lines, done.source.lines, strict=True)
        if old.text != new.text
    }
    assert changed == {repair.line for repair in done.repairs}


@given(data=PAGES)
def test_the_lines_of_a_text_are_the_text(data):
    extract = outcome(data, "x.txt")
    if isinstance(extract, Extract):
        text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert "\n".join(line.text for line in extract.text.lines) == text


@pytest.mark.parametrize("name", ["x.txt", "x.html", "x"])
def test_the_same_bytes_are_read_the_same_a_second_time(name):
    data = b"Home\nThe pump\n\nBy Ada Pike\n\nThe pump in the square has been dry since Tuesday.\n"
    assert recognise(data, name, "ask") == recognise(data, name, "ask")


def outcome(data: bytes, name: str) -> Extract | UnreadableSeed:
    try:
        return recognise(data, name, "ask")
    except UnreadableSeed as refusal:
        return refusal
