"""Dates in words, in the language of the site."""

import os
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import parse_edtf
from generator.render.date_wording import DateWording

PHRASES = {
    "date_approximate": "about {date}",
    "date_uncertain": "{date} (uncertain)",
    "date_decade": "{year}s",
    "date_century": "{first} to {last}",
    "date_season": "{season} {year}",
    "season_21": "Spring",
    "season_22": "Summer",
    "season_23": "Autumn",
    "season_24": "Winter",
    "date_range": "{start} – {end}",
    "date_from": "from {date}",
    "date_until": "until {date}",
    "date_bce": "{year} BC",
    "date_time": "{date}, {time}",
    "date_time_zone": "{date}, {time} {zone}",
}


def words(locale="en"):
    return DateWording(locale, PHRASES)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("2001", "2001"),
        ("2001-10", "October 2001"),
        ("2001-10-03", "3 October 2001"),
        ("2001-10-03T20:46:00Z", "3 October 2001, 20:46 UTC"),
        ("2001-10-03T20:46:00", "3 October 2001, 20:46"),
        ("2001-10-03T20:46:00+01:00", "3 October 2001, 20:46 UTC+1"),
        ("2001-10-03T20:46:00-03:30", "3 October 2001, 20:46 UTC−3:30"),
        ("1890~", "about 1890"),
        ("1890-10?", "October 1890 (uncertain)"),
        ("1890-10-03%", "about 3 October 1890 (uncertain)"),
        ("199X", "1990s"),
        ("199X~", "about 1990s"),
        ("19XX", "1900 to 1999"),
        ("1931-21", "Spring 1931"),
        ("1931-24?", "Winter 1931 (uncertain)"),
        ("2001-XX", "2001"),
        ("2001-10-XX", "October 2001"),
        ("1914/1918", "1914 – 1918"),
        ("1914-07-28/1918-11", "28 July 1914 – November 1918"),
        ("1890~/1900", "about 1890 – 1900"),
        ("1914/..", "from 1914"),
        ("1914/", "from 1914"),
        ("../1918-11", "until November 1918"),
        ("0000", "1 BC"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0004-02-29", "29 February 5 BC"),
        ("Y12000", "12000"),
    ],
)
def test_a_date_is_worded_at_its_own_precision(text, wording):
    assert words().date(parse_edtf(text)) == wording


@pytest.mark.parametrize(
    ("locale", "day", "month", "name"),
    [
        ("zh", "2001年10月3日", "2001年10月", "十月"),
        ("he", "3 באוקטובר 2001", "אוקטובר 2001", "אוקטובר"),
        ("tr", "3 Ekim 2001", "Ekim 2001", "Ekim"),
        ("fr", "3 octobre 2001", "Octobre 2001", "Octobre"),
        ("de", "3. Oktober 2001", "Oktober 2001", "Oktober"),
        ("es", "3 de octubre de 2001", "Octubre de 2001", "Octubre"),
        ("ru", "3 октября 2001\u202fг.", "Октябрь 2001\u202fг.", "Октябрь"),
        ("cy", "3 Hydref 2001", "Hydref 2001", "Hydref"),
        ("ar", "3 أكتوبر 2001", "أكتوبر 2001", "أكتوبر"),
        ("en-US", "October 3, 2001", "October 2001", "October"),
        ("pt-BR", "3 de outubro de 2001", "Outubro de 2001", "Outubro"),
    ],
)
def test_dates_follow_the_language(locale, day, month, name):
    words_there = words(locale)
    assert words_there.date(parse_edtf("2001-10-03")) == day
    assert words_there.day(2001, 10, 3) == day
    assert words_there.month(2001, 10) == month
    assert words_there.month_name(10) == name


@pytest.mark.parametrize(
    ("locale", "day"),
    [
        ("en", "29 February"),
        ("en-US", "February 29"),
        ("de", "29. Februar"),
        ("es", "29 de febrero"),
        ("ru", "29 февраля"),
        ("zh", "2月29日"),
        ("he", "29 בפברואר"),
    ],
)
def test_a_day_of_the_year_follows_the_language(locale, day):
    assert words(locale).day_of_year(2, 29) == day


def test_the_shortest_names_of_days_begin_with_the_week_of_the_country():
    assert [words("de").weekday_letter(place) for place in range(7)] == list("MDMDFSS")
    assert words("en-US").weekday_letter(0) == "S"


@pytest.mark.parametrize(
    ("first", "wording"), [(1990, "1990s"), (10, "10s"), (0, "1 BC–9"), (-50, "51 BC–42 BC")]
)
def test_a_decade_before_the_year_1_is_worded_by_its_years(first, wording):
    assert words().decade(first) == wording


def test_a_month_has_a_capital_in_a_heading_and_none_in_a_sentence():
    french = words("fr")
    assert (french.month(2001, 10), french.month_name(10)) == ("Octobre 2001", "Octobre")
    assert french.date(parse_edtf("2001-10")) == "octobre 2001"


def test_no_language_borrows_the_names_of_the_one_before():
    names = [words(locale).month_name(10) for locale in ("zh", "he", "tr", "fr", "nl", "ar")]
    assert names == ["十月", "אוקטובר", "Ekim", "Octobre", "Oktober", "أكتوبر"]
    days = [words(locale).weekday_short(0) for locale in ("zh", "he", "tr", "fr", "ru")]
    assert days == ["周一", "יום א׳", "Pzt", "lun.", "пн"]


def test_languages_do_not_depend_on_which_was_asked_first():
    script = (
        "import sys; from generator.render.date_wording import DateWording\n"
        "print([DateWording(tag, {}).month_name(10) for tag in sys.argv[1:]])"
    )
    tags = ["fr", "tr", "he", "zh"]
    assert run(script, *tags) == str([words(tag).month_name(10) for tag in tags])


def test_the_systems_locale_and_time_zone_have_no_say():
    script = (
        "from generator.dates import parse_edtf; from generator.render.date_wording import DateWording\n"
        "words = DateWording('cy', {'date_time_zone': '{date}, {time} {zone}'})\n"
        "print(words.date(parse_edtf('2001-10-03T20:46:00Z')))"
    )
    assert run(script, LC_ALL="de_DE.UTF-8", LANGUAGE="de", TZ="Asia/Tokyo") == (
        "3 Hydref 2001, 20:46 UTC"
    )


def run(script, *arguments, **environment):
    """What a Python of its own prints."""
    finished = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | environment | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.getcwd()},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return finished.stdout.strip()


@pytest.mark.parametrize("locale", ["xx", "", "../../etc/passwd", "not a locale", "en-XX"])
def test_an_unknown_locale_reads_as_english(locale):
    assert words(locale).date(parse_edtf("2001-10-03")) == "3 October 2001"


def test_a_week_begins_where_the_country_begins_it():
    british, american = words("en-GB"), words("en-US")
    assert (british.first_weekday, american.first_weekday) == (0, 6)
    assert [british.weekday_short(place) for place in (0, 6)] == ["Mon", "Sun"]
    assert [american.weekday_short(place) for place in (0, 6)] == ["Sun", "Sat"]


def test_a_year_before_the_first_is_worded_by_the_theme():
    assert words().year(2001) == "2001"
    assert words().year(-43) == "44 BC"
    assert words().month(-43, 3) == "March 44 BC"


def test_the_wording_of_dates_travels_between_processes():
    copy = pickle.loads(pickle.dumps(words("ru")))
    assert copy.date(parse_edtf("2001-10")) == "октябрь 2001\u202fг."


@given(st.dates(), st.sampled_from(["en", "fr", "ru", "zh", "th", "ar"]))
def test_a_worded_day_names_its_year_and_month(day, locale):
    worded = words(locale).date(parse_edtf(day.isoformat()))
    assert str(day.year) in worded
    assert str(day.day) in worded
