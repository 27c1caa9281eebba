"""Pages in ISO 8859-8: their Hebrew is turned into the order in which it is read."""

from __future__ import annotations

import pytest

from generator.model import SpanKind
from generator.readers import read_seed

WEIR = "הסכר נשבר"
"""The weir broke, as it is read."""


def page(line: str, charset: str = "iso-8859-8", html: str = "<html>") -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"{html}<head>{meta}</head><body><p>{line}</p></body></html>".encode("iso-8859-8")


def text_of(data: bytes) -> str:
    return read_seed(data, "weir.html").lines[0].text


def test_hebrew_in_visual_order_is_read_from_the_right():
    assert text_of(page(WEIR[::-1])) == WEIR


@pytest.mark.parametrize(
    ("charset", "html"), [("iso-8859-8-i", "<html>"), ("iso-8859-8", '<html dir="rtl">')]
)
def test_hebrew_in_logical_order_stays_as_it_is(charset, html):
    assert text_of(page(WEIR, charset, html)) == WEIR


@pytest.mark.parametrize("words", ["1905", "12.5%", "A.Pike", "10:30"])
def test_numbers_and_latin_words_in_it_keep_their_order(words):
    assert text_of(page(f"{WEIR[::-1]} {words} {WEIR[::-1]}")) == f"{WEIR} {words} {WEIR}"


def test_brackets_stay_around_what_they_enclose():
    assert text_of(page(f"({WEIR[::-1]})")) == f"({WEIR})"


@pytest.mark.parametrize("title", [WEIR, WEIR[::-1]])
def test_a_title_is_turned_unless_it_has_the_words_of_the_text_as_it_is(title):
    data = (
        page(WEIR[::-1]).decode("iso-8859-8").replace("</head>", f"<title>{title}</title></head>")
    )
    stated = read_seed(data.encode("iso-8859-8"), "weir.html").stated
    assert [one.value for one in stated.titles] == [WEIR]


def test_a_title_of_which_the_text_has_no_word_is_turned_with_it():
    data = page("1905").decode().replace("</head>", f"<title>{WEIR[::-1]}</title></head>")
    stated = read_seed(data.encode("iso-8859-8"), "weir.html").stated
    assert [one.value for one in stated.titles] == [WEIR]


def test_what_is_marked_moves_along():
    first, second = WEIR.split()
    (line,) = read_seed(page(f"{second[::-1]} <b>{first[::-1]}</b>"), "weir.html").lines
    (span,) = line.spans
    assert (line.text[span.start : span.end], span.kind) == (first, SpanKind.STRONG)
