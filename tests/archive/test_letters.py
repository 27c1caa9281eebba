"""Letters: under which one a title is listed, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.a_to_z import find_letters
from generator.model import Record, card_of
from generator.text import folded
from generator.text.collation import collation


def letters(*titles, language="en"):
    records = [Record(f"document-{n}", title) for n, title in enumerate(titles)]
    return find_letters([card_of(record) for record in records], collation(language))


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Bridge", "B"),
        ("bridge", "B"),
        ("Éclair", "E"),
        ("Ångström", "A"),
        ("“Quoted” words", "Q"),
        ("¿Quién?", "Q"),
        ("[The opening words…]", "T"),
        ("1986, a great year", "0–9"),
        ("٣ شهور", "0–9"),
        ("...", "0–9"),
        ("Россия", "Р"),
        ("Ωmega", "Ω"),
        ("東京", "東"),
        ("한국", "한"),
        ("الطريق", "ا"),
        ("Ａ full-width letter", "A"),
        ("ﬁnis with a ligature", "F"),
        ("ª an ordinal", "A"),
        ("𝐁old", "B"),
        ("ß", "S"),
    ],
)
def test_a_title_is_listed_under_its_first_letter(title, label):
    assert [letter.label for letter in letters(title)] == [label]


def test_digits_come_first_and_letters_in_their_order():
    found = letters("Roads", "Арка", "1986", "Arches", "bridges")
    assert [letter.label for letter in found] == ["0–9", "A", "B", "R", "А"]


def test_titles_stand_in_their_order_whatever_their_case_accents_and_quotation_marks():
    titles = ["Ebb", "éclair", "“Eel” soup", "Earl", "EDDY"]
    (letter,) = letters(*titles)
    assert [titles[index] for index in letter.records] == [
        "Earl",
        "Ebb",
        "éclair",
        "EDDY",
        "“Eel” soup",
    ]


def test_a_hidden_document_is_under_no_letter():
    assert find_letters([Record("a", "Bridge", is_hidden=True)], collation("en")) == ()


@given(st.lists(st.text(min_size=1), max_size=20))
def test_no_two_letters_share_an_address(titles):
    slugs = [folded(letter.slug) for letter in letters(*titles)]
    assert len(set(slugs)) == len(slugs)


@given(st.lists(st.text(), max_size=20))
def test_every_title_is_listed_once(titles):
    listed = [index for letter in letters(*titles) for index in letter.records]
    assert sorted(listed) == list(range(len(titles)))


def test_each_letter_has_a_page(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        title: Éclairs
        ---
        -- content/2.md --
        ---
        title: 1986
        ---
    """)
    assert site.links("a-z/e/index.html") == ["Éclairs"]
    assert site.links("a-z/0-9/index.html") == ["1986"]


def test_a_small_archive_lists_all_titles_on_one_page(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        title: Roads
        ---
        -- content/2.md --
        ---
        title: Arches
        ---
    """)
    assert site.links("a-z/index.html") == ["Arches", "Roads"]
