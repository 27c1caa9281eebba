"""Words, slugs and shortened texts, in any script."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.text import (
    MAX_SLUG_BYTES,
    folded,
    printable,
    shorten,
    slugify,
    unaccented,
    words,
)

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
titles = any_text | st.text("page-_ 0123456789conaux'’éйहि.A", max_size=100)


# Slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Russia closes ranks with EU", "russia-closes-ranks-with-eu"),
        ("  The Weir — a history!  ", "the-weir-a-history"),
        ("The miller's tale, and the miller’s wife's", "the-millers-tale-and-the-millers-wifes"),
        ("snake_case and  spaces _ here", "snake-case-and-spaces-here"),
        ("Crème brûlée à l’œuvre", "creme-brulee-a-lœuvre"),
        ("Straße", "strasse"),
        ("İzmir’de IŞIK", "izmirde-isik"),
        ("Ｆｕｌｌ ｗｉｄｔｈ № 5", "full-width-no-5"),
        ("Плотина сломана", "плотина-сломана"),
        ("Το φράγμα έσπασε", "το-φραγμα-εσπασε"),
        ("水車が壊れた", "水車が壊れた"),
        ("انكسر السد", "انكسر-السد"),
        ("הסכר נשבר", "הסכר-נשבר"),
        ("बाँध टूट गया", "बाँध-टूट-गया"),
        ("เขื่อนแตก", "เขื่อนแตก"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c?d=e#f&g%20h", "a-b-c-d-e-f-g-20h"),
    ],
)
def test_a_slug_keeps_the_letters_and_digits_of_every_script(title, slug):
    assert slugify(title) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [("❤\ufe0f The weir", "the-weir"), ("1\ufe0f\u20e3 weir", "1-weir"), ("\u0301weir", "weir")],
)
def test_marks_that_no_letter_carries_are_not_kept(title, slug):
    assert slugify(title) == slug


@pytest.mark.parametrize("title", ["", "   ", "!?…", "—", "🦆", "\u200b"])
def test_a_title_without_letters_gets_the_fallback(title):
    assert slugify(title) == "untitled"
    assert slugify(title, fallback="term") == "term"


@pytest.mark.parametrize(
    "name",
    ["index", "INDEX", "con", "Con", "aux", "nul", "prn", "com1", "LPT9", "page-1", "Page 12"],
)
def test_a_name_that_means_something_to_a_server_or_a_disk_is_not_taken(name):
    assert slugify(name) == f"{name.lower().replace(' ', '-')}-untitled"


@pytest.mark.parametrize(
    "name", ["indexes", "control", "com10", "page-one", "pages-1", "auxiliary"]
)
def test_a_name_that_only_begins_like_a_reserved_one_is_free(name):
    assert slugify(name) == name


@pytest.mark.parametrize("word", ["weir", "плотина", "水車"])
def test_a_long_title_is_cut_between_words_at_80_bytes(word):
    slug = slugify(f"{word} " * 60)
    assert set(slug.split("-")) == {word}
    assert MAX_SLUG_BYTES - len(f"-{word}".encode()) <= len(slug.encode()) <= MAX_SLUG_BYTES


def test_a_title_of_80_bytes_is_not_cut():
    title = "weir-" * 15 + "broke"
    assert slugify(title) == title


def test_overlong_words_that_begin_alike_get_different_slugs():
    one, other = slugify("水" * 60 + "一"), slugify("水" * 60 + "二")
    assert one != other
    assert len(one.encode()) <= MAX_SLUG_BYTES


@given(titles)
@example("page-" + "1" * 75)
@example("ΐ" * 60)
@example("ﷺ" * 30)
def test_any_title_gives_one_segment_of_a_url(title):
    slug = slugify(title)
    assert 0 < len(slug.encode()) <= MAX_SLUG_BYTES
    assert not re.search(r"[\s/\\.:?#&%\"'<>_A-Z]|--|^-|-$", slug)


@given(titles)
@example("a_ b")
@example("ᾼ")
@example("ǅ")
@example("ẛ")
def test_the_slug_of_a_slug_is_itself(title):
    slug = slugify(title)
    assert slugify(slug) == slug


# Normal forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Weir", "wEIR"),
        ("ｗｅｉｒ", "weir"),
        ("the\u00a0 weir\n", "the weir"),
        ("Straße", "STRASSE"),
        ("e\u0301", "\u00e9"),
        ("İzmir", "izmir"),
    ],
)
def test_texts_that_read_alike_fold_alike(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Crème brûlée", "Creme brulee"),
        ("Čapek", "Capek"),
        ("Ødegård", "Ødegard"),
        ("Ọ̀ṣun", "Osun"),
        ("Iğdır", "Igdir"),
        ("がぎ", "がぎ"),
    ],
)
def test_accents_can_be_taken_off_letters_that_stand_without_them(text, plain):
    assert unaccented(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The miller's dog, the miller’s cat",
            ["The", "miller's", "dog", "the", "miller’s", "cat"],
        ),
        ("a_b c-d 20:46", ["a", "b", "c", "d", "20", "46"]),
        ("", []),
        ("‘Quoted’", ["Quoted"]),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "char", ["\0", "\x0b", "\x1f", "\x7f", "\x85", "\ufdd0", "\ufffe", "\U0001ffff"]
)
def test_characters_that_html_forbids_are_not_printed(char):
    assert printable(f"we{char}ir") == "weir"


def test_all_other_characters_are_printed():
    text = "The weir\t\n\r – “水車”\u00a0🦆"
    assert printable(text) == text


@pytest.mark.parametrize(
    "mark", ["\u00ad", "\u200b", "\ufeff", "\u200e", "\u200f", "\u202b", "\u2068"]
)
def test_what_cannot_be_seen_divides_no_word_and_makes_no_difference(mark):
    assert words(f"we{mark}ir") == ["weir"]
    assert folded(f"We{mark}ir") == folded("weir")


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_the_joiners_that_persian_and_hindi_spell_with_make_a_difference(joiner):
    assert folded(f"می{joiner}خواهم") != folded("میخواهم")


# Shortening


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("The weir broke.", 40, "The weir broke."),
        ("The  weir\n broke.", 40, "The weir broke."),
        ("The weir broke. Nobody was hurt at all.", 20, "The weir broke."),
        ("“The weir broke!” Nobody was hurt at all.", 22, "“The weir broke!”"),
        (
            "Oh. The weir broke in the very middle of the night.",
            30,
            "Oh. The weir broke in the very…",
        ),
        ("The weir, which was old, broke.", 10, "The weir…"),
        ("The weir broke – and how.", 17, "The weir broke…"),
        ("Oh my. The weir broke.", 17, "Oh my."),
        ("Oh my. The weir broke.", 18, "Oh my. The weir…"),
        ("水車小屋の堰が夜中に壊れた", 5, "水車小屋の…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_after_a_sentence_else_after_a_word(text, limit, short):
    assert shorten(text, limit) == short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The weir broke. Then the Rev. Paul Ames came.", "The weir broke."),
        ("The weir broke. Then J. P. Ames came down.", "The weir broke."),
        ("The weir broke. It says in No. 12 of the roll.", "The weir broke."),
        ("Das Wehr brach. Am 3. Oktober war es.", "Das Wehr brach."),
        ("The weir broke! At e.g. the mill, and so on.", "The weir broke!"),
        ("He said no. It was 1998. The weir is still there.", "He said no. It was 1998."),
        (
            "水車が壊れた。 堰も壊れた。 それから、村の人たちがたくさん来ました。",
            "水車が壊れた。 堰も壊れた。",
        ),
    ],
)
def test_no_sentence_ends_at_an_abbreviation(text, short):
    assert shorten(text, 30) == short


@given(text=any_text, limit=st.integers(1, 60))
def test_a_shortened_text_is_within_its_limit_and_begins_as_the_text_does(text, limit):
    short = shorten(text, limit)
    assert len(short.removesuffix("…")) <= limit
    assert " ".join(text.split()).startswith(short.removesuffix("…"))
