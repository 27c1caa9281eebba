"""Names of terms: which mean the same, and what their addresses are."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.text import MAX_SLUG_BYTES
from generator.text.names import name_key, name_slug

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    "Ca .+#&-!?❤'’é/", max_size=8
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Roads", "ROADS", id="case"),
        pytest.param("Café", "Cafe", id="an-accent"),
        pytest.param("Café", "Cafe\u0301", id="a-composed-accent"),
        pytest.param("Ẹ̀gbá", "Egba", id="accents-without-a-composed-form"),
        pytest.param("İzmir", "IZMIR", id="a-turkish-i-with-a-dot"),
        pytest.param("Iğdır", "IĞDIR", id="a-turkish-i-without-a-dot"),
        pytest.param("Großdorf", "GROSSDORF", id="a-sharp-s"),
        pytest.param("Conﬂict", "Conflict", id="a-ligature"),
        pytest.param("Congreſs", "Congress", id="a-long-s"),
        pytest.param("Ｃ＋＋", "C++", id="full-width-forms"),
        pytest.param("Mill-race", "Mill race", id="a-hyphen"),
        pytest.param("U.K.", "UK", id="an-abbreviation"),
        pytest.param("O’Hara", "OHara", id="an-apostrophe"),
        pytest.param("Ferries!", "Ferries", id="punctuation"),
        pytest.param("Penny\u00a0Lane", "Penny Lane", id="a-no-break-space"),
        pytest.param("Salt & vinegar", "Salt and vinegar", id="an-ampersand"),
        pytest.param("R & D", "R&D", id="spaces-around-a-sign"),
        pytest.param("C♯", "C#", id="a-sharp"),
        pytest.param("A−", "A-", id="a-minus"),
        pytest.param("#weir", "weir", id="a-hashtag"),
        pytest.param("❤\ufe0f", "❤", id="a-variation-selector"),
        pytest.param("Pump™", "Pump", id="a-trademark"),
        pytest.param("Home > Roads", "Home Roads", id="a-sign-that-divides"),
    ],
)
def test_these_are_one_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    "different",
    [
        ["C", "C+", "C++", "C#", "CC"],
        ["A", "A+", "A-", "A*"],
        ["3", "<3", ">3"],
        [".NET", "Net"],
        ["???", "??", "!!!", "…", "❤", "🙂", "+"],
        ["50", "50 %", "50 €", "50 £"],
        ["C/C++", "CC++"],
        ["Łódź", "Lodz"],
        ["Ørby", "Orby"],
        ["Йод", "Иод"],
        ["がき", "かき"],
    ],
    ids=lambda names: names[0],
)
def test_these_are_different_names(different):
    assert len({name_key(name) for name in different}) == len(different)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("Node.js", "node-js"),
        ("AT&T", "at-and-t"),
        ("R&D", "r-and-d"),
        ("Salt & vinegar", "salt-and-vinegar"),
        ("A+", "a-plus"),
        ("A-", "a-minus"),
        ("A*", "a-star"),
        ("<3", "less-than-3"),
        ("50 %", "50-percent"),
        ("A$", "a-dollar"),
        ("€5", "euro-5"),
        ("#1", "number-1"),
        ("@home", "at-home"),
        ("4×4", "4-x-4"),
        ("I ❤ trains", "i-heavy-black-heart-trains"),
        ("???", "question-mark-question-mark-question-mark"),
        ("🙂", "slightly-smiling-face"),
        ("+", "plus"),
        ("\ue000", "untitled"),
        ("#weir", "weir"),
        ("İzmir", "izmir"),
        ("U.K.", "u-k"),
        ("index", "index-untitled"),
    ],
)
def test_an_address_spells_signs_out(name, slug):
    assert name_slug(name) == slug


@given(names)
@example("?" * 80)
def test_any_name_has_an_address_that_means_the_address(name):
    slug = name_slug(name)
    assert 0 < len(slug.encode()) <= MAX_SLUG_BYTES
    assert name_slug(slug) == slug
