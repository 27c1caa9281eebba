"""Bytes to text: every seed is read in its own encoding, or refused with the reason."""

from __future__ import annotations

import codecs

import pytest

from generator.readers import UnreadableSeed, read_seed
from generator.readers.decoding import MAX_LINE, MAX_LINES

PROSE = (
    "Die Brücke über den Fluß wurde für größere Züge verstärkt, sagte der Müller. "
    "Danach fuhr jahrelang kein Zug mehr darüber, und die Gänse übernahmen die Böschung. "
)
"""Long enough to tell an encoding by its letters."""


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(codecs.BOM_UTF8 + "Čapek".encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF16_LE + "Čapek".encode("utf-16-le"), id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + "Čapek".encode("utf-16-be"), id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + "Čapek".encode("utf-32-le"), id="utf-32-le"),
        pytest.param(codecs.BOM_UTF32_BE + "Čapek".encode("utf-32-be"), id="utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(data):
    assert lines_of(data) == ["Čapek"]


@pytest.mark.parametrize("text", ["plain", "Čapek", "Ελλάδα", "東京", "🦆"])
def test_utf_8_needs_no_declaration(text):
    assert lines_of(text.encode()) == [text]


@pytest.mark.parametrize("text", ["naïve", "The Mayor’s “best” hat – £5", "Café"])
def test_short_bytes_that_are_no_utf_8_are_read_as_browsers_read_them(text):
    assert lines_of(text.encode("cp1252")) == [text]


def test_longer_bytes_that_are_no_utf_8_are_read_by_a_guess():
    assert lines_of((PROSE * 3).encode("cp1252")) == [PROSE * 3]


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("iso-8859-1", "cp1252", "“The weir’s”"),
        ("ISO-8859-1", "cp1252", "“The weir’s”"),
        ("latin1", "cp1252", "“The weir’s”"),
        ("latin-1", "cp1252", "“The weir’s”"),
        ("ascii", "cp1252", "“The weir’s”"),
        ("us-ascii", "cp1252", "“The weir’s”"),
        ("windows-1252", "cp1252", "“The weir’s”"),
        ("iso-8859-2", "iso-8859-2", "Žluťoučký kůň"),
        ("iso-8859-9", "cp1254", "“Şişli’de”"),
        ("windows-1251", "cp1251", "Мост закрыт"),
        ("koi8-r", "koi8-r", "Мост закрыт"),
        ("tis-620", "cp874", "“สะพาน…”"),
        ("gb2312", "gb18030", "镕桥关闭了"),
        ("gbk", "gb18030", "桥关闭了㐀"),
        ("shift_jis", "cp932", "①橋は閉鎖された髙"),
        ("x-sjis", "cp932", "①橋は閉鎖された髙"),
        ("euc-kr", "cp949", "똠방각하"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("big5", "big5hkscs", "橋喺度"),
        ("x-big5", "big5hkscs", "橋喺度"),
        ("windows-949", "cp949", "똠방각하"),
        ("x-gbk", "gb18030", "桥关闭了㐀"),
        ("macintosh", "mac-roman", "“The weir’s”"),
        ("x-mac-cyrillic", "mac-cyrillic", "Мост закрыт"),
        ("koi8-u", "koi8-u", "Міст закрито її"),
        ("windows-874", "cp874", "“สะพาน…”"),
        ("iso-8859-15", "iso8859-15", "Œuvres à 5 €"),
        ("iso-8859-8-i", "iso8859-8", "הגשר סגור"),
        ("iso-2022-jp", "iso2022_jp", "橋は閉鎖された"),
    ],
)
def test_a_page_is_read_in_the_charset_that_its_label_means_to_browsers(declared, encoding, words):
    markup = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    assert lines_of(markup.encode(encoding), "page.html") == [words]


def test_the_older_form_of_the_declaration_counts_too():
    markup = (
        '<html><head><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">'
        "</head><body>Мост закрыт</body></html>"
    )
    assert lines_of(markup.encode("cp1251"), "page.html") == ["Мост закрыт"]


@pytest.mark.parametrize("declared", ["iso-8859-1", "ascii", "shift_jis", "utf-16", "nonsense"])
def test_a_page_that_declares_another_charset_but_is_utf_8_is_read_as_utf_8(declared):
    markup = f'<html><meta charset="{declared}"><body>Čapek’s café</body></html>'
    assert lines_of(markup.encode(), "page.html") == ["Čapek’s café"]


@pytest.mark.parametrize(
    "declared", ["utf-8", "utf-16", "nonsense", "hex", "rot13", "base64", "idna", ""]
)
def test_a_page_whose_charset_is_a_lie_is_read_by_a_guess(declared):
    markup = f'<html><head><meta charset="{declared}"></head><body>{PROSE * 3}</body></html>'
    assert lines_of(markup.encode("cp1252"), "page.html") == [(PROSE * 3).strip()]


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/html; charset=koi8-r",
        'content-type: text/plain; format=flowed; charset="KOI8-R"',
        "HTTP/1.0 200 OK\r\nContent-Type: text/html;charset=koi8-r",
        '<?xml version="1.0" encoding="koi8-r"?>',
    ],
)
def test_the_head_of_a_dump_declares_its_charset(head):
    assert lines_of(f"{head}\n\nёж".encode("koi8-r"))[-1] == "ёж"


def test_what_is_only_said_about_a_charset_declares_none():
    text = "He wrote Content-Type: text/html; charset=koi8-r\n“The weir’s”, it said, and left."
    assert lines_of(text.encode("cp1252")) == text.split("\n")


@pytest.mark.parametrize("declared", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode"])
def test_a_charset_that_lets_bytes_say_what_they_do_not_is_none(declared):
    markup = (
        f'<html><meta charset="{declared}"><body>\\x3cb\\x3e +ADw-b- \xdc {PROSE}</body></html>'
    )
    assert lines_of(markup.encode("cp1252"), "page.html")[0].startswith("\\x3cb\\x3e +ADw-b- Ü")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The weir has leaked since the frost.", "utf-16-le"),
        ("The weir has leaked since the frost.", "utf-16-be"),
        ("The weir has leaked since the frost.", "utf-32-le"),
        ("The weir has leaked since the frost.", "utf-32-be"),
        ("Плотина течёт с тех пор, как был мороз.", "utf-16-le"),
        ("Плотина течёт с тех пор, как был мороз.", "utf-16-be"),
        ("Το φράγμα έχει διαρροή από τον παγετό.", "utf-16-le"),
        ("水車小屋の堰は霜が降りてから漏れている。\n直された。", "utf-16-le"),
        ("橋從星期三起關閉了\n大家都說不方便", "utf-16-be"),
    ],
)
def test_zero_bytes_tell_a_wide_encoding_without_a_byte_order_mark(text, encoding):
    assert "\n".join(lines_of(text.encode(encoding))) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("橋は閉鎖された。", "iso2022_jp"),
        ("다리가 폐쇄되었다.", "iso2022_kr"),
        ("桥关闭了。", "hz"),
    ],
)
def test_escapes_tell_text_of_seven_bits_from_ascii(text, encoding):
    assert lines_of(text.encode(encoding)) == [text]


@pytest.mark.parametrize(
    "text", ["\x1b[1mBold\x1b[0m in a terminal", "In TeX, a~{b} is ~{\\it so~}, or ~{}", "~{ ~}"]
)
def test_ascii_that_only_resembles_such_escapes_is_ascii(text):
    assert lines_of(text.encode()) == [text]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(
            "The café was shut all winter".encode() + b"\xe2\x80",
            "The café was shut all winter\ufffd",
            id="cut",
        ),
        pytest.param(
            "Čapek ".encode() * 4 + b"\x92" + "Šíma".encode(),
            "Čapek " * 4 + "\ufffdŠíma",
            id="one-byte",
        ),
        pytest.param(
            "Čapek ".encode() * 9 + b"\xe2\x80 \xc0",
            "Čapek " * 9 + "\ufffd \ufffd",
            id="two-places",
        ),
        pytest.param(
            '<meta charset="utf-8">Šíma \udc92 a syn'.encode("utf-8", "surrogateescape"),
            '<meta charset="utf-8">Šíma \ufffd a syn',
            id="declared",
        ),
    ],
)
def test_a_text_that_is_utf_8_but_for_a_few_bytes_stays_utf_8_and_marks_them(data, text):
    assert lines_of(data) == [text]


def test_a_text_with_a_few_bytes_that_happen_to_be_utf_8_is_no_utf_8():
    text = "Die Müller fuhren über die Brücke, sagte “Ã¼”, und grüßten die Gänse."
    assert lines_of(text.encode("cp1252")) == [text]


def test_a_page_is_read_as_it_declares_though_a_few_bytes_have_no_character_there():
    words = "Øezba pøíštích dnù. " * 9  # a guess would make Czech of it
    markup = b'<meta charset="iso-8859-1"><p>' + words.encode("cp1252") + b"\x81"
    assert lines_of(markup, "page.html") == [f"{words}\ufffd"]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"one\ntwo", ["one", "two"]),
        (b"one\r\ntwo", ["one", "two"]),
        (b"one\rtwo", ["one", "two"]),
        (b"one\r\n\rtwo\n", ["one", "", "two", ""]),
        ("one\ftwo\vthree\x85four\u2028five".encode(), ["one\ftwo\vthree\x85four\u2028five"]),
        (b"  one\t \n\n two\xc2\xa0", ["  one\t ", "", " two\xa0"]),
    ],
)
def test_line_ends_are_made_alike_and_nothing_else_is_changed(data, lines):
    assert lines_of(data) == lines


def test_lines_are_numbered_from_1_blank_ones_included():
    lines = read_seed(b"one\n\nthree", "page.txt").lines
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (2, ""), (3, "three")]


def test_lines_are_numbered_as_editors_number_them():
    lines = read_seed("one\u2028two\x85\f\r\n\rthree\vfour\nfive".encode(), "page.txt").lines
    assert [(line.number, line.text) for line in lines] == [
        (1, "one\u2028two\x85\f"),
        (2, ""),
        (3, "three\vfour"),
        (4, "five"),
    ]


@pytest.mark.parametrize(
    "char",
    [
        "\x07",
        "\x1a",
        "\x7f",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u200f",
        "\u202b",
        "\u2069",
        "\ufeff",
        "\u00a0",
    ],
)
def test_a_character_that_cannot_be_seen_stays_where_it_is(char):
    line = f"The miller{char}s wife said that the weir had leaked all night."
    assert lines_of(line.encode()) == [line]


def test_a_line_of_nothing_but_no_break_spaces_is_blank():
    lines = read_seed("one\n\u00a0\u2007\u202f\ntwo".encode(), "page.txt").lines
    assert [line.is_blank for line in lines] == [False, True, False]


def test_a_stray_nul_behind_a_space_makes_no_wide_text_of_ascii():
    text = "The mill \0wheelwrights"
    assert lines_of(text.encode()) == [text]


def test_a_stray_nul_in_a_text_is_kept():
    text = "The mill wheel turned all night.\n" * 5 + "\0"
    assert "\n".join(lines_of(text.encode())) == text


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        pytest.param(b"", "seed.empty", "the file is empty", id="empty"),
        pytest.param(b" \n\t\r\n \xc2\xa0", "seed.empty", "the file has no words", id="blank"),
        pytest.param(codecs.BOM_UTF8, "seed.empty", "the file has no words", id="bom-only"),
        pytest.param(b"%PDF-1.4\nx" * 9, "seed.not-text", "a PDF", id="pdf"),
        pytest.param(b"PK\x03\x04name.txt", "seed.not-text", "a ZIP", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "seed.not-text", "a PNG", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "seed.not-text", "a JPEG", id="jpeg"),
        pytest.param(b"RIFF\x24\0\0\0WAVEfmt ", "seed.not-text", "a sound", id="wav"),
        pytest.param(b"MZ\x90\0\x03\0\0\0", "seed.not-text", "a program", id="exe"),
        pytest.param(b"SQLite format 3\0" * 9, "seed.not-text", "a database", id="sqlite"),
        pytest.param(bytes(range(256)) * 4, "seed.not-text", "no text", id="any-bytes"),
        pytest.param(b"\0" * 5000, "seed.not-text", "no text", id="nuls"),
    ],
)
def test_what_is_no_text_is_refused_with_code_reason_and_remedy(data, code, words):
    for name in ("seed.txt", "seed.html", "seed"):
        problem = refusal_of(data, name)
        assert problem.code == code
        assert words in problem.message
        assert problem.hint


@pytest.mark.parametrize(("name", "end"), [("dump.txt", b"\n"), ("dump.html", b"<br>")])
def test_a_huge_line_is_refused_with_its_number(name, end):
    problem = refusal_of(b"short" + end + b"x" * (MAX_LINE + 1), name)
    assert (problem.code, problem.line) == ("seed.huge-line", 2)
    assert "1,000,001 characters" in problem.message
    assert problem.hint


def test_the_longest_line_that_a_document_may_have_is_read():
    assert len(lines_of(b"x" * MAX_LINE)[0]) == MAX_LINE


def test_a_file_of_too_many_lines_is_refused():
    problem = refusal_of(b"x\n" * MAX_LINES)
    assert problem.code == "seed.too-long"
    assert "100,001 lines" in problem.message
    assert problem.hint


def test_the_longest_file_that_a_document_may_be_is_read():
    assert len(lines_of(b"x\n" * (MAX_LINES - 1))) == MAX_LINES


@pytest.mark.parametrize(
    "name", ["page.html", "page.HTM", "page.xhtml", "folder.txt/page.html", "page.txt.html"]
)
def test_a_name_that_ends_in_html_makes_the_bytes_html(name):
    assert lines_of(b"The <b>weir</b>", name) == ["The weir"]


@pytest.mark.parametrize("name", ["page.txt", "page.TXT", "page.html.txt"])
def test_a_name_that_ends_in_txt_makes_the_bytes_text_unless_they_are_a_whole_page(name):
    for about in ("<html>The weir", "<b> and </b> make it bold.", "A page ends with </html>"):
        assert lines_of(about.encode(), name) == [about]
    whole = b"<html><head><title>Weir</title></head><body><p>The weir</p></body></html>"
    assert lines_of(whole, name) == ["The weir"]


@pytest.mark.parametrize("name", ["page", "page.aspx", "page.php3", ".html", ""])
def test_under_any_other_name_bytes_that_begin_as_html_are_html(name):
    assert lines_of(b"<html>The <b>weir</b>", name) == ["The weir"]


@pytest.mark.parametrize("start", ["<!DOCTYPE html>", "\n <html>", "<HEAD>", "\ufeff<body>"])
def test_bytes_that_begin_as_html_does_are_html(start):
    assert lines_of(f"{start}<p>Tags</p>".encode(), "page") == ["Tags"]


def test_text_that_only_speaks_of_tags_is_text():
    assert lines_of(b"On the use of <b> and <html>", "page") == ["On the use of <b> and <html>"]


def lines_of(data: bytes, name: str = "page.txt") -> list[str]:
    return [line.text for line in read_seed(data, name).lines]


def refusal_of(data: bytes, name: str = "page.txt") -> UnreadableSeed:
    with pytest.raises(UnreadableSeed) as caught:
        read_seed(data, name)
    return caught.value
