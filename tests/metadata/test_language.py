"""The language of a document is what its markup states, else what its commonest words are of."""

from __future__ import annotations

import pytest

from tests.pages import PARAGRAPHS
from tests.recognised import recognised, recognised_html

TEXTS = {
    "en": "The weir above the mill has leaked since the frost, and it was mended by the parish.",
    "de": "Das Wehr oberhalb der Mühle ist seit dem Frost undicht, und es wird nun von der Gemeinde repariert.",
    "fr": "Le barrage au-dessus du moulin fuit depuis le gel, et il est réparé par la commune dans la semaine.",
    "es": "La presa que está por encima del molino pierde agua desde la helada, y se repara en la semana.",
    "it": "La chiusa sopra il mulino perde dal gelo, e non si sa che cosa ne pensi il comune della valle.",
    "nl": "De stuw boven de molen lekt sinds de vorst, en het is de gemeente die hem van de week repareert.",
    "cy": "Mae'r gored uwchben y felin yn gollwng ers y rhew, ac mae wedi cael ei thrwsio gan y plwyf.",
    "ru": "Плотина над мельницей течёт с тех пор, как был мороз, и её чинит община, но не так быстро.",
    "ar": "إن السد الذي فوق الطاحونة يسرب منذ الصقيع، وقد قال المجلس إن هذا من عمل الشتاء في الوادي.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_the_commonest_words_tell_the_language(language, text):
    found = recognised(text).metadata.language
    assert found is not None
    assert (found.value, found.rule, found.line) == (language, "function-words", None)


@pytest.mark.parametrize(
    "text", ["Weir", "1911, 1912, 1913.", "水車小屋の堰が壊れた。", "The weir."]
)
def test_a_text_that_says_too_little_is_in_no_known_language(text):
    assert recognised(text).metadata.language is None


@pytest.mark.parametrize(
    ("stated", "language"), [("cy", "cy"), ("en-GB", "en-GB"), ("pt_BR", "pt-BR"), ("la", "la")]
)
def test_what_the_markup_states_outranks_the_words(stated, language):
    found = recognised_html(html(stated)).metadata.language
    assert found is not None
    assert (found.value, found.rule) == (language, "markup")


@pytest.mark.parametrize("stated", ["", "english, french", "<script>", "x"])
def test_a_statement_that_names_no_language_does_not_count(stated):
    found = recognised_html(html(stated)).metadata.language
    assert found is not None
    assert found.value == "en"


def html(language: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"<html lang='{language}'><body>{text}</body></html>"
