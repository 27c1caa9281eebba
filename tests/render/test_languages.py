"""The interface in its languages: complete, consistent, and worded as each of them does."""

import re
from string import Formatter

import pytest

from generator import frontmatter
from generator.dates import parse_edtf
from generator.render.date_wording import DateWording, number_words
from generator.render.themes.theme import builtin_themes, load_theme

STRINGS = builtin_themes() / "base" / "strings"
LANGUAGES = sorted(path.stem for path in STRINGS.glob("*.yaml"))
OTHERS = [language for language in LANGUAGES if language != "en"]
SAME_AS_ENGLISH = {
    "de": {"a_to_z", "feed", "form_original", "taxonomy_organisations", "type_interview"},
    "fr": {"corrections", "documents", "form_original", "notice_date", "sources", "page_number"}
    | {"taxonomy_organisations", "taxonomy_source", "type_document"},
    "es": {"form_original"},
}
"""Words that are the same in both languages."""
SAME_EVERYWHERE = {"form_markdown", "date_century", "date_season", "date_time", "date_time_zone"}


def words_of(language):
    values = frontmatter.parse((STRINGS / f"{language}.yaml").read_text("utf-8"), "")
    return {key: str(value) for key, value in values.items()}


def placeholders(words):
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


ENGLISH = words_of("en")


def test_the_interface_speaks_eight_languages():
    assert LANGUAGES == ["ar", "cy", "de", "en", "es", "fr", "ru", "zh"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_exactly_the_keys_of_english_in_their_order(language):
    assert list(words_of(language)) == list(ENGLISH)


@pytest.mark.parametrize("language", OTHERS)
def test_a_phrase_has_the_placeholders_of_the_english_one(language):
    found = {key: placeholders(words) for key, words in words_of(language).items()}
    assert found == {key: placeholders(words) for key, words in ENGLISH.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_no_phrase_is_english_by_oversight(language):
    same = {key for key, words in words_of(language).items() if words == ENGLISH.get(key)}
    allowed = SAME_EVERYWHERE | SAME_AS_ENGLISH.get(language, set())
    assert same - allowed == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes_are_typographic(language):
    assert {key: words for key, words in words_of(language).items() if "'" in words} == {}


def test_french_has_no_breaking_space_before_a_high_sign():
    signs = re.compile(r"(?<![\u00a0\u202f])[:;?!%]")
    assert {key: words for key, words in words_of("fr").items() if signs.search(words)} == {}


@pytest.mark.parametrize(("language", "strangers"), [("ar", ",;?"), ("zh", ",;:?!.")])
def test_a_script_has_its_own_punctuation(language, strangers):
    words = {key: re.sub(r"\{\w+\}", "", text) for key, text in words_of(language).items()}
    found = {key: text for key, text in words.items() if set(strangers) & set(text)}
    assert found == {}


def worded(language, edtf):
    phrases = load_theme("base", STRINGS).strings(language)
    return DateWording(language, phrases).date(parse_edtf(edtf)).translate(SPACES)


SPACES = {0xA0: " ", 0x202F: " "}
DATES = {
    "en": """
        1890~                   about 1890
        1890-10?                perhaps October 1890
        1890-10-03%             perhaps about 3 October 1890
        1914-07-28/1918-11      28 July 1914 to November 1918
        1914-11/..              from November 1914 on
        ../1918-11-11           until 11 November 1918
        0000                    1 BC
        -0043-03-15             15 March 44 BC
        199X                    1990s
        18XX                    1800–1899
        1931-21                 spring 1931
        1931-24                 winter 1931
        2001-10-03T20:46:00     3 October 2001, 20:46
        2001-10-03T20:46:00Z    3 October 2001, 20:46 UTC
    """,
    "de": """
        1890~                   ca. 1890
        1890-10?                vermutlich Oktober 1890
        1890-10-03%             vermutlich ca. 3. Oktober 1890
        1914-07-28/1918-11      28. Juli 1914 bis November 1918
        1914-11/..              ab November 1914
        ../1918-11-11           bis 11. November 1918
        0000                    1 v. Chr.
        -0043-03-15             15. März 44 v. Chr.
        199X                    1990er Jahre
        18XX                    1800–1899
        1931-21                 Frühjahr 1931
        1931-24                 Winter 1931
        2001-10-03T20:46:00     3. Oktober 2001, 20:46 Uhr
        2001-10-03T20:46:00Z    3. Oktober 2001, 20:46 Uhr UTC
    """,
    "fr": """
        1890~                   1890 environ
        1890-10?                peut-être octobre 1890
        1890-10-03%             peut-être 3 octobre 1890 environ
        1914-07-28/1918-11      28 juillet 1914 – novembre 1918
        1914-11/..              novembre 1914 et après
        ../1918-11-11           11 novembre 1918 et avant
        0000                    1 av. J.-C.
        -0043-03-15             15 mars 44 av. J.-C.
        199X                    années 1990
        18XX                    1800–1899
        1931-21                 printemps 1931
        1931-24                 hiver 1931
        2001-10-03T20:46:00     3 octobre 2001 à 20:46
        2001-10-03T20:46:00Z    3 octobre 2001 à 20:46 UTC
    """,
    "es": """
        1890~                   ca. 1890
        1890-10?                quizá octubre de 1890
        1890-10-03%             quizá ca. 3 de octubre de 1890
        1914-07-28/1918-11      28 de julio de 1914 a noviembre de 1918
        1914-11/..              noviembre de 1914 en adelante
        ../1918-11-11           11 de noviembre de 1918 o antes
        0000                    1 a. C.
        -0043-03-15             15 de marzo de 44 a. C.
        199X                    década de 1990
        18XX                    1800–1899
        1931-21                 primavera de 1931
        1931-24                 invierno de 1931
        2001-10-03T20:46:00     3 de octubre de 2001, 20:46
        2001-10-03T20:46:00Z    3 de octubre de 2001, 20:46 UTC
    """,
    "ru": """
        1890~                   примерно 1890
        1890-10?                предположительно октябрь 1890 г.
        1890-10-03%             предположительно примерно 3 октября 1890 г.
        1914-07-28/1918-11      28 июля 1914 г. — ноябрь 1918 г.
        1914-11/..              ноябрь 1914 г. и позднее
        ../1918-11-11           11 ноября 1918 г. и ранее
        0000                    1 до н. э.
        -0043-03-15             15 марта 44 г. до н. э.
        199X                    1990-е годы
        18XX                    1800–1899
        1931-21                 весна 1931 г.
        1931-24                 зима 1931 г.
        2001-10-03T20:46:00     3 октября 2001 г., 20:46
        2001-10-03T20:46:00Z    3 октября 2001 г., 20:46 UTC
    """,
    "ar": """
        1890~                   نحو 1890
        1890-10?                ربما أكتوبر 1890
        1890-10-03%             ربما نحو 3 أكتوبر 1890
        1914-07-28/1918-11      من 28 يوليو 1914 إلى نوفمبر 1918
        1914-11/..              منذ نوفمبر 1914
        ../1918-11-11           حتى 11 نوفمبر 1918
        0000                    1 ق.م
        -0043-03-15             15 مارس 44 ق.م
        199X                    عقد 1990
        18XX                    1800–1899
        1931-21                 ربيع 1931
        1931-24                 شتاء 1931
        2001-10-03T20:46:00     3 أكتوبر 2001، 20:46
        2001-10-03T20:46:00Z    3 أكتوبر 2001، 20:46 UTC
    """,
    "zh": """
        1890~                   约1890年
        1890-10?                可能为1890年10月
        1890-10-03%             可能为约1890年10月3日
        1914-07-28/1918-11      1914年7月28日至1918年11月
        1914-11/..              1914年11月起
        ../1918-11-11           截至1918年11月11日
        0000                    公元前1年
        -0043-03-15             公元前44年3月15日
        199X                    1990年代
        18XX                    1800–1899年
        1931-21                 1931年春季
        1931-24                 1931年冬季
        2001-10-03T20:46:00     2001年10月3日 20:46
        2001-10-03T20:46:00Z    2001年10月3日 20:46 UTC
    """,
    "cy": """
        1890~                   c. 1890
        1890-10?                efallai Hydref 1890
        1890-10-03%             efallai c. 3 Hydref 1890
        1914-07-28/1918-11      28 Gorffennaf 1914 – Tachwedd 1918
        1914-11/..              Tachwedd 1914 ymlaen
        ../1918-11-11           11 Tachwedd 1918 a chynt
        0000                    1 CC
        -0043-03-15             15 Mawrth 44 CC
        199X                    1990au
        18XX                    1800–1899
        1931-21                 gwanwyn 1931
        1931-24                 gaeaf 1931
        2001-10-03T20:46:00     3 Hydref 2001, 20:46
        2001-10-03T20:46:00Z    3 Hydref 2001, 20:46 UTC
    """,
}
"""EDTF, and the words for it; spaces that do not break stand here as plain ones."""
ROWS = [(tag, *row.split(None, 1)) for tag in DATES for row in DATES[tag].strip().splitlines()]


@pytest.mark.parametrize(("language", "edtf", "words"), ROWS)
def test_a_date_is_worded_as_an_editor_would(language, edtf, words):
    assert worded(language, edtf) == words


def test_every_language_has_its_dates_in_the_table():
    assert sorted(DATES) == LANGUAGES


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1,234 1,234,567"),
        ("de", "1.234 1.234.567"),
        ("de-CH", "1’234 1’234’567"),
        ("fr", "1\u202f234 1\u202f234\u202f567"),
        ("es", "1234 1.234.567"),
        ("ru", "1\u00a0234 1\u00a0234\u00a0567"),
        ("ar", "1,234 1,234,567"),
        ("zh", "1,234 1,234,567"),
        ("cy", "1,234 1,234,567"),
        ("en-IN", "1,234 12,34,567"),
        ("not a language", "1,234 1,234,567"),
    ],
)
def test_large_numbers_have_the_separators_of_the_language(language, words):
    assert f"{number_words(language, 1234)} {number_words(language, 1234567)}" == words


@pytest.mark.parametrize("number", [0, 7, 999])
def test_a_small_number_has_no_separator(number):
    assert number_words("de", number) == str(number)


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", "Mon Tue Wed Thu Fri Sat Sun"),
        ("de", "Mo Di Mi Do Fr Sa So"),
        ("fr", "lun. mar. mer. jeu. ven. sam. dim."),
        ("es", "lun mar mié jue vie sáb dom"),
        ("ru", "пн вт ср чт пт сб вс"),
        ("ar", "السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة"),
        ("zh", "周一 周二 周三 周四 周五 周六 周日"),
        ("cy", "Llun Maw Mer Iau Gwe Sad Sul"),
    ],
)
def test_a_week_begins_where_the_language_begins_it(language, days):
    words = DateWording(language, {})
    assert [words.weekday_short(place) for place in range(7)] == days.split()


def said_of_words(site):
    return [(one.severity, one.path, one.message) for one in site.diagnostics]


def test_a_file_that_lacks_words_is_named_with_what_it_lacks(with_theme):
    lacking = "\n    ".join(f'{key}: "x"' for key in list(ENGLISH)[2:])
    site = with_theme(
        f"""
    -- themes/mine/theme.yaml --
    -- themes/mine/strings/pt.yaml --
    {lacking}
    """,
        language="pt",
    )
    message = "words are missing, and English: home, dates (2 in all)"
    assert said_of_words(site) == [("warning", "themes/mine/strings/pt.yaml", message)]
    assert site.items("bridge.html", ".trail a")[0] == "Home"


def test_words_of_a_themes_own_are_missed_where_the_theme_has_them_in_english_alone(with_theme):
    site = with_theme(
        """
    -- themes/mine/theme.yaml --
    -- themes/mine/strings/en.yaml --
    motto: "Read on"
    -- themes/mine/templates/document.html --
    <main>{{ t("motto") }}</main>
    """,
        language="de-AT",
    )
    message = "words are missing, and English: motto (1 in all)"
    assert said_of_words(site) == [("warning", "themes/mine/strings/de.yaml", message)]


def test_a_language_that_no_theme_speaks_is_noted(with_theme):
    site = with_theme("-- themes/mine/theme.yaml --\n", language="pt")
    message = "no theme of the chain has words in “pt”: the interface is in English"
    assert said_of_words(site) == [("note", "site.yaml", message)]


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "de-AT", "zh-Hant"])
def test_a_language_that_is_complete_is_no_cause_for_a_word(with_theme, language):
    site = with_theme("-- themes/mine/theme.yaml --\n", language=language)
    assert said_of_words(site) == []


def test_a_german_theme_is_complete_with_the_words_it_changes(with_theme):
    site = with_theme(
        """
    -- themes/mine/theme.yaml --
    -- themes/mine/strings/de.yaml --
    newest: "Frisch"
    """,
        language="de",
    )
    assert said_of_words(site) == []
