"""Seeds are hostile: any bytes give a document or a reason, and never anything else."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model import Extract, Role
from generator.readers import UnreadableSeed
from generator.recognise import recognise

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


@given(data=st.binary(max_size=500) | MARKUP | PAGES, name=NAMES)
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
