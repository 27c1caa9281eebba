"""The facts about languages that the package carries."""

import json
import pickle
from pathlib import Path

import pytest

from generator import languages
from generator.languages import LANGUAGES, all_languages, load_language

EVERY = [load_language(code) for code in LANGUAGES]
NUMBERED = ("ja", "ko", "zh")
"""Languages whose months are numbers and whose words are not set apart."""
WITH_WORDS = [language for language in EVERY if language.code not in NUMBERED]
by_code = pytest.mark.parametrize("language", EVERY, ids=lambda language: language.code)
with_words = pytest.mark.parametrize("language", WITH_WORDS, ids=lambda language: language.code)


def test_twenty_three_languages_come_with_the_package():
    expected = "ar cs cy da de el en es fi fr it ja ko nl no pl pt ro ru sv tr uk zh"
    assert " ".join(LANGUAGES) == expected


def test_all_languages_are_loaded_in_the_order_of_their_codes():
    assert tuple(language.code for language in all_languages()) == LANGUAGES


@pytest.mark.parametrize("code", ["xx", "", "../en", "EN"])
def test_an_unknown_language_is_refused_with_the_known_ones(code):
    with pytest.raises(LookupError, match="expected one of ar, cs, cy"):
        load_language(code)


def test_a_language_is_one_object_even_when_it_reaches_a_worker():
    english = load_language("en")
    assert pickle.loads(pickle.dumps(english)) is english


def test_the_licence_of_the_calendar_s_data_lies_beside_it():
    folder = Path(languages.__file__).parent
    assert "UNICODE LICENSE V3" in (folder / "calendar.LICENSE").read_text("utf-8")
    assert set(json.loads((folder / "calendar.json").read_text("utf-8"))) == set(LANGUAGES)


@with_words
def test_every_month_has_a_name(language):
    assert set(language.months.values()) == set(range(1, 13))


@by_code
def test_printed_forms_are_casefolded_and_without_final_full_stop(language):
    forms = [*language.months, *language.weekdays, *language.circa, *language.words]
    forms += [form for listed in language.dates.values() for form in listed]
    assert [form for form in forms if form != form.casefold() or form.endswith(".")] == []


@with_words
def test_enough_function_words_tell_a_language_by(language):
    assert 50 <= len(language.words) <= 80


@by_code
def test_lists_that_qualify_others_name_forms_that_are_there(language):
    seasons = [form for name in SEASONS for form in language.dates.get(name, ())]
    words_too = [
        form for name in ("also_words", "mostly_words") for form in language.dates.get(name, ())
    ]
    assert set(words_too) <= {*seasons, *MONTHS}
    assert set(language.dates.get("also_counts", ())) <= set(language.circa)


@by_code
def test_date_lists_have_known_names(language):
    assert set(language.dates) <= DATE_LISTS


def test_no_form_names_different_months_in_different_languages():
    for language in EVERY:
        for form, month in language.months.items():
            assert {other.months.get(form, month) for other in EVERY} == {month}, form


SEASONS = ("spring", "summer", "autumn", "winter")
MONTHS = {form for language in EVERY for form in language.months}
DATE_LISTS = {
    *SEASONS, "ordinals", "particles", "year_marks", "at", "hours", "between", "and",
    "decade_before", "decade_after", "also_counts", "also_words", "mostly_words",
}  # fmt: skip
