"""The language of a document is what its markup states, else what its letters and words tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.metadata.language import find_language, guess_language, tell_language
from generator.model import Stated
from tests.pages import PARAGRAPHS
from tests.recognised import labelled, recognised, recognised_html

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
    "pt": "A represa acima do moinho tem perdido água desde a geada, e a freguesia vai consertá-la esta semana.",
    "pl": "Jaz nad młynem przecieka od czasu mrozów, a gmina naprawi go dopiero w przyszłym tygodniu.",
    "cs": "Jez nad mlýnem prosakuje od mrazů a obec ho opraví teprve příští týden, až se oteplí.",
    "sv": "Dammen ovanför kvarnen har läckt sedan frosten, och den ska lagas av kommunen nästa vecka.",
    "da": "Dæmningen over møllen har lækket siden frosten, og den bliver repareret af kommunen i næste uge.",
    "fi": "Myllyn yläpuolella oleva pato on vuotanut pakkasista lähtien, ja kunta korjaa sen ensi viikolla.",
    "tr": "Değirmenin üstündeki bent dondan beri su kaçırıyor ve gelecek hafta belediye tarafından onarılacak.",
    "hu": "A malom fölötti gát a fagy óta szivárog, és csak a jövő héten javítja meg a község.",
    "uk": "Гребля над млином тече відтоді, як був мороз, і громада полагодить її лише наступного тижня.",
    "el": "Το φράγμα πάνω από τον μύλο έχει διαρροή από τον παγετό και θα το επισκευάσει ο δήμος.",
    "he": "הסכר שמעל הטחנה דולף מאז הכפור, והמועצה תתקן אותו רק בשבוע הבא.",
    "hi": "चक्की के ऊपर का बाँध पाले के बाद से रिस रहा है और पंचायत उसे अगले सप्ताह ठीक करेगी।",
    "th": "ฝายเหนือโรงสีรั่วตั้งแต่น้ำค้างแข็ง และเทศบาลจะซ่อมแซมในสัปดาห์หน้า",
    "ja": "水車小屋の上の堰は霜が降りてから水が漏れているが、来週村が直すそうだ。",
    "ko": "방앗간 위의 둑은 서리가 내린 뒤부터 새고 있으며 다음 주에 마을에서 고칠 것이다.",
    "zh": "磨坊上面的水坝自从霜冻以来一直漏水，村里下星期才会来修理。",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_a_sentence_tells_its_language(language, text):
    found = recognised(text).metadata.language
    assert found is not None
    assert (found.value, found.rule, found.line) == (language, "letters", None)


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_a_text_in_capitals_over_many_lines_tells_its_language_all_the_same(language, text):
    assert told("\n\n".join([text.upper()] * 3)) == language


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_half_a_sentence_tells_its_language_or_none(language, text):
    assert told(text[:50]) in (language, None)


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_two_words_tell_no_language_that_is_wrong(language, text):
    assert told(" ".join(text[:20].split()[:2])) in (language, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Weir",
        "1911, 1912, 1913.",
        "The weir.",
        "堰が壊れた。",
        "ada.pike@example.org https://example.org/the/history/of/the/weir",
        "xq zvrk bwpt qqj xzzk vvrt kkpq zxcv bnmq wrtp lkjh fdsz qwrt",
    ],
)
def test_a_text_that_says_too_little_is_in_no_known_language(text):
    assert told(text) is None


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "ru"])
def test_the_commonest_words_tell_a_language_too(language):
    assert guess_language(TEXTS[language]) == language


def test_where_the_letters_are_not_sure_the_words_decide():
    found = tell_language("Pike of the Cwm, Llwyd of the Nant, Rhys of the Rhyd and the Wern.")
    assert found is not None
    assert (found.value, found.rule) == ("en", "function-words")


def test_the_archives_own_language_is_not_made_the_documents():
    assert recognised("Weir 1911").metadata.language is None


def test_a_page_of_which_nothing_is_main_text_is_judged_as_a_whole():
    lines = "\n".join(f"furniture|{word}" for word in TEXTS["de"].split())
    found = find_language(labelled(lines), Stated())
    assert found is not None
    assert found.value == "de"


def test_furniture_in_another_language_does_not_count():
    found = find_language(labelled(f"furniture|{TEXTS['en'] * 9}\nbody|{TEXTS['de']}"), Stated())
    assert found is not None
    assert found.value == "de"


def test_the_bulk_of_a_text_tells_its_language_though_another_is_quoted_in_it():
    text = "\n".join([TEXTS["fr"]] * 8 + [TEXTS["en"]] + [TEXTS["fr"]] * 8)
    assert told(text) == "fr"


@pytest.mark.parametrize(
    ("stated", "language"), [("cy", "cy"), ("en-GB", "en-GB"), ("pt_BR", "pt-BR"), ("la", "la")]
)
def test_what_the_markup_states_outranks_the_words(stated, language):
    found = recognised_html(html(stated)).metadata.language
    assert found is not None
    assert (found.value, found.rule) == (language, "markup")


def test_english_in_the_markup_of_a_page_that_is_not_is_its_templates():
    found = recognised_html(html("en-US", [TEXTS["de"]] * 5)).metadata.language
    assert found is not None
    assert (found.value, found.rule) == ("de", "letters")


@pytest.mark.parametrize("stated", ["", "english, french", "<script>", "x"])
def test_a_statement_that_names_no_language_does_not_count(stated):
    found = recognised_html(html(stated)).metadata.language
    assert found is not None
    assert found.value == "en"


@given(st.text(st.characters(), max_size=300))
def test_any_text_is_in_a_language_or_in_none(text):
    found = tell_language(text)
    assert found is None or found.value.isascii()


def told(text: str) -> str | None:
    found = tell_language(text)
    return found.value if found else None


def html(language: str, paragraphs: list[str] = PARAGRAPHS) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html lang='{language}'><body>{text}</body></html>"
