"""The order of titles and names in the languages of archives, and the letters they begin with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.collation import collation

LANGUAGES = st.sampled_from(["en", "sv", "cs", "tr", "uk", "sr-Latn", "el", "zz"])


@pytest.mark.parametrize(
    ("language", "order"),
    [
        pytest.param("en", "Letter, Letter 2, letter 9, Letter 10, Letter 100", id="numbers"),
        pytest.param("en", "Vol. 2 no. 9, Vol. 2 no. 10, Vol. 10 no. 1", id="several-numbers"),
        pytest.param("en", "Plan 007, Plan 8, Plan 09, Plan 10", id="leading-zeros"),
        pytest.param("en", "Plan ٢, Plan 3, Plan ١٠", id="figures-of-another-script"),
        pytest.param("en", "Release 1.9, Release 1.10", id="numbers-with-points"),
        pytest.param("en", f"Box 9, Box {'1' * 5_000}", id="a-number-without-end"),
        pytest.param("en", "1911 in words, Arches, Zoll, Ямб", id="figures-latin-others"),
        pytest.param("en", "Earl, Ebb, Éclair, (Edge), “Eel” soup, [Egg], ¿Él?", id="signs"),
        pytest.param("en", "C, C#, C++, CD", id="signs-with-a-meaning"),
        pytest.param("en", "Lodz, Łódź, Lofts, Oran, Ørby, Osc", id="accents"),
        pytest.param("en", "The ferry, Theft", id="articles-count"),
        pytest.param("de", "Arger, Ärger, Arm, Strase, Straße, Zug", id="german"),
        pytest.param("sv", "Arm, Zoo, Åby, Äng, Öland", id="swedish"),
        pytest.param("fi", "Arm, Zoo, Åbo, Äänekoski, Öljy", id="finnish"),
        pytest.param("da", "Alm, Zoo, Ærø, Ørsted, Aalborg, Århus", id="danish"),
        pytest.param("nb-NO", "Alm, Zoo, Ære, Øy, Åse", id="norwegian"),
        pytest.param("is", "Arm, Átta, Bær, Dalur, Ðe, Zoo, Þing, Æð, Örk", id="icelandic"),
        pytest.param("es", "nino, niño, nube, nzuzu, ñandú, oca", id="spanish"),
        pytest.param("pl", "Cyna, Ćma, Luz, Łódź, Zebra, Źrebak, Żaba", id="polish"),
        pytest.param("cs", "Cyp, Čáp, Hora, Chata, Ibis, Rys, Řeka", id="czech"),
        pytest.param("hr", "Cvijet, Čaj, Ćup, Dom, Džep, Đak, Luk, Ljeto", id="croatian"),
        pytest.param("hu", "Cukor, Csak, Olaj, Öröm, Zab, Zsír", id="hungarian"),
        pytest.param("et", "Sada, Šokk, Zoo, Tall, Võru, Õun, Äike, Öö, Üks", id="estonian"),
        pytest.param("tr", "Cuma, Çan, Iğdır, Isı, İzmir, Sus, Şapka", id="turkish"),
        pytest.param("cy", "Cwm, Chwarae, Lol, Lyn, Llan", id="welsh"),
        pytest.param("ru", "1986, Ёлка, Ель, Ещё, Жук, Zoo", id="russian"),
        pytest.param("uk", "газ, ґанок, ера, єнот, иго, івасик, їжак, йод", id="ukrainian"),
        pytest.param("sr", "дом, ђак, иго, јаје, луг, љето, тон, ћуп", id="serbian"),
        pytest.param("el", "Άλφα, αμάξι, Ωμέγα, Alpha", id="greek"),
    ],
)
def test_names_come_in_the_order_of_their_language(language, order):
    names = order.split(", ")
    assert sorted(set(names), key=collation(language).key) == names


@pytest.mark.parametrize(
    ("language", "title", "letter", "address"),
    [
        ("en", "Ärger", "A", "a"),
        ("sv", "Ärger", "Ä", "ä"),
        ("sv", "A\u030aby", "Å", "å"),
        ("sv", "Æble", "Ä", "ä"),
        ("da", "Aalborg", "Å", "å"),
        ("cs", "chata", "Ch", "ch"),
        ("hr", "Ljeto", "Lj", "lj"),
        ("es", "Ñu", "Ñ", "ñ"),
        ("tr", "İzmir", "İ", "i"),
        ("tr", "Isparta", "I", "ı"),
        ("ru", "Ёж", "Е", "е"),
        ("en", "Łódź", "L", "l"),
        ("en", "बाँध", "ब", "ब"),
        ("en", "…", "0–9", "0-9"),
    ],
)
def test_a_title_is_under_the_letter_of_its_language(language, title, letter, address):
    order = collation(language)
    found = order.letter(order.key(title))
    assert (found, order.letter_slug(found)) == (letter, address)


@given(LANGUAGES, st.text(), st.text())
def test_letters_come_in_the_order_of_their_titles(language, one, other):
    order = collation(language)
    first, second = (order.letter(key) for key in sorted(map(order.key, (one, other))))
    assert order.letter_key(first) <= order.letter_key(second)


@given(LANGUAGES, st.text(min_size=1), st.text(min_size=1))
def test_no_two_letters_have_one_address(language, one, other):
    order = collation(language)
    first, second = order.letter(order.key(one)), order.letter(order.key(other))
    assert (order.letter_slug(first) == order.letter_slug(second)) == (first == second)
