"""Mojibake is mended where it can be nothing else; the lines of the seed stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Finding, Line, SourceText, Stated
from generator.readers import mend, read_seed, remarks_on
from generator.report import Severity


def garbled(text: str, charset: str = "cp1252") -> str:
    """Return ``text`` as one sees it whose UTF-8 is read in ``charset``."""
    return "".join(
        bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


WORDS = [
    "café",
    "déjà vu",
    "Müller & Söhne",
    "niño",
    "ça va",
    "El Niño, São Paulo",
    "żółć, wąż",
    "the miller’s wife",
    "“The weir”",
    "– and yet…",
    "10 °C",
    "© 1911",
    "£5",
    "1½ miles",
    "€5",
    "™",
    "• oats",
    "→ next",
    "Плотина",
    "Το φράγμα",
    "שלום עליכם",
    "مرحبا بكم",
    "水車が壊れた",
    "다리가 폐쇄",
    "🦆",
]


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", WORDS)
def test_utf_8_that_was_read_as_another_charset_is_mended(text, charset):
    assert mended(garbled(text, charset)) == text


@pytest.mark.parametrize(
    "text", ["café", "the miller’s wife", "Müller", "– and yet…", "El Niño", "Плотина"]
)
def test_what_was_garbled_twice_is_mended_twice(text):
    assert mended(garbled(garbled(text))) == text


@pytest.mark.parametrize(
    "text",
    [
        "café",
        "“VOILÀ”, dit-il",
        "CAFÉ®",
        "O IRMÔ, disse",
        "AMANHÃ…",
        "AMANHÃ®, the makers say",
        "«É…» и «Ä–»",
        "São João – Â e Ã",
        "3 ×½ inches",
        "Ø 5 mm",
        "L’Â» et «Â»",
        "naïve…",
        "Ü–Ö",
        "Nestlé”®",
        "10 €",
        "Ð and Þ",
        "É, È, Ê",
        "Â\u00a0",
        "Ñ° 5",
    ],
)
def test_a_text_that_means_these_characters_keeps_them(text):
    assert mended(text) == text


def test_a_document_garbled_in_several_places_is_mended_in_the_less_certain_ones_too():
    assert mended(garbled("café, déjà vu, à la carte")) == "café, déjà vu, à la carte"


def test_one_place_that_has_another_reading_is_left():
    assert mended("Ã\u00a0 la carte") == "Ã\u00a0 la carte"


@pytest.mark.parametrize(
    "line", ["In UTF-8, é turns into Ã©.", "Mojibake such as â€™", "The charset was wrong: Ã¼"]
)
def test_a_text_that_speaks_of_encodings_keeps_what_it_shows(line):
    assert mended(line) == line


def test_controls_that_nobody_types_are_mended_even_there():
    assert mended("UTF-8 isn" + garbled("’", "latin-1") + "t hard") == "UTF-8 isn’t hard"


@given(st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Cs"]), max_size=60))
def test_no_text_gets_longer_or_more_lines(text):
    assert len(mended(text)) <= len(text)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_numbers_of_lines_stay(texts):
    source = source_of(*texts)
    assert [line.number for line in mend(source).source.lines] == [
        line.number for line in source.lines
    ]


def test_each_mended_line_is_a_finding_with_its_rule_and_number():
    done = mend(source_of("The weir", "The cafÃ©", "broke."))
    (repair,) = done.repairs
    assert (repair.value, repair.rule, repair.line) == ("The café", "utf-8-read-as-windows-1252", 2)


def test_a_text_without_mojibake_is_the_same_value():
    source = source_of("Le café", "est fermé – hélas…")
    assert mend(source).source is source


def test_what_the_markup_states_is_mended_like_the_text():
    stated = Stated((Finding("The cafÃ©", "title"),), authors=(Finding("Ada Pike", "author"),))
    done = mend(SourceText((Line(1, "x"),), "utf-8", stated))
    assert done.source.stated.titles == (Finding("The café", "title"),)
    assert done.source.stated.authors == stated.authors


def test_the_reader_itself_leaves_the_seed_as_it_is():
    assert read_seed("The cafÃ©".encode(), "page.txt").lines[0].text == "The cafÃ©"


@pytest.mark.parametrize(
    "line", ["He said â€\ufffd and left", "It isâ€ shut", "The Ã\ufffdon bridge", "ï¿½ he said"]
)
def test_mojibake_that_lost_bytes_stays_and_is_reported(line):
    done = mend(source_of("one", line))
    assert done.source.lines[1].text == line
    assert done.doubtful == (2,)


def test_a_repair_is_noted_with_its_lines():
    (remark,) = remarks(*["The cafÃ©"] * 7)
    assert (remark.severity, remark.code) == (Severity.NOTE, "text.mojibake")
    assert (remark.path, remark.line) == ("seeds/page.txt", 1)
    assert "lines 1, 2, 3, 4, 5 and 2 more" in remark.message


def test_what_cannot_be_repaired_is_a_warning_with_its_line_and_a_remedy():
    (remark,) = remarks("one", "It isâ€ shut")
    assert (remark.severity, remark.code, remark.line) == (Severity.WARNING, "text.garbled", 2)
    assert remark.hint


def test_lost_characters_are_a_warning_with_their_lines():
    (remark,) = remarks("one", "The caf\ufffd", "The \ufffdon")
    assert (remark.severity, remark.code, remark.line) == (Severity.WARNING, "text.damaged", 2)
    assert "lines 2, 3" in remark.message
    assert remark.hint


def test_there_is_nothing_to_say_of_an_ordinary_text():
    assert remarks("The café", "is shut – “alas”…") == []


def mended(line: str) -> str:
    (done,) = mend(source_of(line)).source.lines
    return done.text


def remarks(*lines: str):
    return list(remarks_on(mend(source_of(*lines)), "page.txt"))


def source_of(*lines: str) -> SourceText:
    return SourceText(tuple(Line(n, text) for n, text in enumerate(lines, 1)), "utf-8")
