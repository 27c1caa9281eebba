"""Dates as pages print them."""

import datetime
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.dates import find_printed_dates
from generator.languages import LANGUAGES, load_language

ENGLISH = (load_language("en"),)
EVERY = tuple(map(load_language, LANGUAGES))


def readings(text, languages=EVERY, **known):
    """Each date in a line: its EDTF text, or the list of its readings."""
    return [
        [candidate.text for candidate in found.candidates]
        if found.date is None
        else found.date.text
        for found in find_printed_dates(text, languages, **known)
    ]


def spans(text, languages=EVERY):
    return [text[found.start : found.end] for found in find_printed_dates(text, languages)]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3 October 2001", "2001-10-03"),
        ("3rd October 2001", "2001-10-03"),
        ("3rd of May 1894", "1894-05-03"),
        ("the 3rd of October, 2001", "2001-10-03"),
        ("Wednesday, 3 October, 2001", "2001-10-03"),
        ("Wed 3 Oct 2001", "2001-10-03"),
        ("03-Oct-2001", "2001-10-03"),
        ("Oct. 3, 2001", "2001-10-03"),
        ("October 3 2001", "2001-10-03"),
        ("OCTOBER 3RD, 2001", "2001-10-03"),
        ("Sept. 3, 2001", "2001-09-03"),
        ("3 may 2001", "2001-05-03"),
        ("2001-10-03", "2001-10-03"),
        ("2001/10/3", "2001-10-03"),
        ("2001-Oct-03", "2001-10-03"),
        ("October 2001", "2001-10"),
        ("Oct. 2001", "2001-10"),
        ("October, 2001", "2001-10"),
        ("Vol. 3, October 2001", "2001-10"),
        ("Spring 1931", "1931-21"),
        ("the summer of 1931", "1931-22"),
        ("Winter 1931/32", "1931-24"),
        ("1952", "1952"),
        ("  1952 ", "1952"),
        ("c. 1890", "1890~"),
        ("circa 1890", "1890~"),
        ("about 1890", "1890~"),
        ("c. October 1890", "1890-10~"),
        ("in the 1890s", "189X"),
        ("the 1890's", "189X"),
    ],
)
def test_a_date_is_read_at_the_precision_it_is_printed_at(line, date):
    assert readings(line) == readings(line, ENGLISH) == [date]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3. Oktober 2001", "2001-10-03"),
        ("Mittwoch, den 3. Okt. 2001", "2001-10-03"),
        ("1890er Jahre", "189X"),
        ("um 1890", "1890~"),
        ("mercredi 3 octobre 2001", "2001-10-03"),
        ("1er mai 1894", "1894-05-01"),
        ("mai 1968", "1968-05"),
        ("les années 1890", "189X"),
        ("vers 1890", "1890~"),
        ("3 de octubre de 2001", "2001-10-03"),
        ("miércoles, 3 de octubre del 2001", "2001-10-03"),
        ("octubre de 2001", "2001-10"),
        ("mercoledì 3 ottobre 2001", "2001-10-03"),
        ("1º maggio 1894", "1894-05-01"),
        ("woensdag 3 oktober 2001", "2001-10-03"),
        ("3 Hydref 2001", "2001-10-03"),
        ("Dydd Mercher, 3ydd o Hydref 2001", "2001-10-03"),
        ("3 октября 2001 г.", "2001-10-03"),
        ("3-го октября 2001 года", "2001-10-03"),
        ("в октябре 2001", "2001-10"),
        ("1890-е годы", "189X"),
        ("٣ أكتوبر ٢٠٠١", "2001-10-03"),
        ("الأربعاء، ٣ تشرين الأول ٢٠٠١", "2001-10-03"),
        ("3 كانون الثاني/يناير 2001", "2001-01-03"),
        ("quarta-feira, 3 de outubro de 2001", "2001-10-03"),
        ("środa, 3 października 2001 r.", "2001-10-03"),
        ("onsdag den 3 oktober 2001", "2001-10-03"),
        ("onsdag den 3. oktober 2001", "2001-10-03"),
        ("keskiviikkona 3. lokakuuta 2001", "2001-10-03"),
        ("středa 3. října 2001", "2001-10-03"),
        ("3 Ekim 2001 Çarşamba", "2001-10-03"),
        ("Τετάρτη 3 Οκτωβρίου 2001", "2001-10-03"),
        ("Οκτώβριος 2001", "2001-10"),
        ("середа, 3 жовтня 2001 року", "2001-10-03"),
        ("miercuri, 3 octombrie 2001", "2001-10-03"),
        ("2001年10月3日", "2001-10-03"),
        ("2001年10月3日星期三", "2001-10-03"),
        ("2001 年 10 月 3 日", "2001-10-03"),
        ("2001년 10월 3일", "2001-10-03"),
        ("2001年10月", "2001-10"),
    ],
)
def test_dates_are_read_in_every_language_of_the_package(line, date):
    assert readings(line) == [date]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Wednesday, 3 October, 2001, 20:46 GMT 21:46 UK", "2001-10-03T20:46:00Z"),
        ("12 August, 2003, 09:14 GMT 10:14 UK", "2003-08-12T09:14:00Z"),
        ("October 3rd, 2001 3:15 p.m. EDT (1915 GMT)", "2001-10-03T19:15:00Z"),
        ("3 October 2001 21:46 (20:46 GMT)", "2001-10-03T20:46:00Z"),
        ("Friday, October 8, 1999 Published at 18:34 GMT 19:34 UK", "1999-10-08T18:34:00Z"),
        ("Wed, 03 Oct 2001 20:46:00 +0000", "2001-10-03T20:46:00Z"),
        ("Wed, 03 Oct 2001 20:46:00 -0400 (EDT)", "2001-10-04T00:46:00Z"),
        ("Wed Oct  3 20:46:00 GMT 2001", "2001-10-03T20:46:00Z"),
        ("Wed Mar 16 09:23:36 MST 2005", "2005-03-16T16:23:36Z"),
        ("Sat May 21 09:23:36 2005", "2005-05-21T09:23:36"),
        ("Thu Nov 24 09:23:36 CET 2005", "2005-11-24T08:23:36Z"),
        ("Mar 16 09:23:36 2005", "2005-03-16T09:23:36"),
        ("2001-10-03T20:46:00+01:00", "2001-10-03T19:46:00Z"),
        ("2001-10-03T20:46:00.000Z", "2001-10-03T20:46:00Z"),
        ("20:46 GMT+1, 3 October 2001", "2001-10-03T19:46:00Z"),
        ("12:24 am EST, Wednesday, November 20, 2019", "2019-11-20T05:24:00Z"),
        ("11:07am 20 November 2019", "2019-11-20T11:07:00"),
        ("12:30 a.m., 3 October 2001", "2001-10-03T00:30:00"),
        ("3 October 2001, 21:46", "2001-10-03T21:46:00"),
        ("20011003204600", "2001-10-03T20:46:00"),
        ("2001年10月3日 20:46", "2001-10-03T20:46:00"),
        ("2001-10-03 20:46", "2001-10-03T20:46:00"),
        ("3 October 2001 10:00-11:30", "2001-10-03T10:00:00"),
        ("3. Oktober 2001, 21:46 Uhr", "2001-10-03T21:46:00"),
        ("3. Oktober 2001 um 21.46 Uhr MESZ", "2001-10-03T19:46:00Z"),
        ("3 octobre 2001 à 21h46", "2001-10-03T21:46:00"),
        ("3 ottobre 2001 alle ore 21:46", "2001-10-03T21:46:00"),
        ("3 oktober 2001 om 21.46 uur", "2001-10-03T21:46:00"),
        ("3 октября 2001 года, 20:46", "2001-10-03T20:46:00"),
    ],
)
def test_a_time_belongs_to_the_date_and_its_first_named_zone_counts(line, date):
    assert readings(line) == [date]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Monday, 5 April 1999 12:00 UK", "1999-04-05T11:00:00Z"),
        ("5 January 1999 12:00 UK", "1999-01-05T12:00:00Z"),
        ("5 July 1999 12:00 ET", "1999-07-05T16:00:00Z"),
        ("5 January 1999 12:00 ET", "1999-01-05T17:00:00Z"),
    ],
)
def test_a_zone_named_after_a_place_has_that_places_summer_time(line, date):
    assert readings(line) == [date]


def test_a_zone_that_several_countries_use_leaves_the_time_local():
    assert readings("3 October 2001 20:46 IST") == ["2001-10-03T20:46:00"]
    assert readings("3 October 2001 20:46 IST (15:16 GMT)") == ["2001-10-03T15:16:00Z"]


def test_a_time_that_no_clock_shows_is_left_out():
    assert readings("3 October 2001, 25:46") == ["2001-10-03"]


@pytest.mark.parametrize(
    ("line", "span"),
    [
        (
            "Last updated: Wednesday, 3 October, 2001, 20:46 GMT 21:46 UK | Print",
            "Wednesday, 3 October, 2001, 20:46 GMT 21:46 UK",
        ),
        (
            "CNN — October 3rd, 2001 3:15 p.m. EDT (1915 GMT) —",
            "October 3rd, 2001 3:15 p.m. EDT (1915 GMT)",
        ),
        ("UPDATED 16:47 EST / DECEMBER 19 2025.", "16:47 EST / DECEMBER 19 2025"),
        ("[Eugene, May 18, 2005 at 5:51pm] 0 replies", "May 18, 2005 at 5:51pm"),
        ("опубликовано 3 октября 2001 г., Москва", "3 октября 2001 г."),
        ("a photograph, c. 1890, of", "c. 1890"),
    ],
)
def test_a_span_covers_the_weekday_the_time_and_its_zones_and_nothing_else(line, span):
    assert spans(line) == [span]


def test_dates_glued_together_by_a_dump_are_told_apart():
    line = "Posted on June 29, 2020November 12, 2021"
    assert spans(line) == ["June 29, 2020", "November 12, 2021"]
    assert readings("Nov 15, 20195:45 AM") == ["2019-11-15T05:45:00"]


def test_a_date_is_told_from_the_name_and_the_number_that_a_dump_glues_to_it():
    assert spans("Posted by Jane DoeOctober 3, 20012 Comments") == ["October 3, 2001"]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3-5 October 2001", "2001-10-03/2001-10-05"),
        ("October 3–5, 2001", "2001-10-03/2001-10-05"),
        ("30 September – 2 October 2001", "2001-09-30/2001-10-02"),
        ("September 30 - October 2, 2001", "2001-09-30/2001-10-02"),
        ("October/November 2001", "2001-10/2001-11"),
        ("Spring-Summer, 2004", "2004-21/2004-22"),
        ("between 1914 and 1918", "1914/1918"),
        ("entre 1914 et 1918", "1914/1918"),
        ("zwischen 1914 und 1918", "1914/1918"),
    ],
)
def test_a_printed_range_is_a_range(line, date):
    assert readings(line) == [date]


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("03/10/2001", ["2001-10-03", "2001-03-10"]),
        ("10-03-2001", ["2001-03-10", "2001-10-03"]),
        ("01 Oct 01", ["1901-10-01", "2001-10-01"]),
        ("Oct 3, '01", ["1901-10-03", "2001-10-03"]),
        ("25/12/01", ["1901-12-25", "2001-12-25"]),
        ("03/10/2001 20:46", ["2001-10-03T20:46:00", "2001-03-10T20:46:00"]),
        ("the 1900s", ["190X", "19XX"]),
        ("Part 3 - 9 May 2001", ["2001-05-03/2001-05-09", "2001-05-09"]),
    ],
)
def test_what_reads_two_ways_is_ambiguous_and_not_decided(line, both):
    (found,) = find_printed_dates(line, EVERY)
    assert found.date is None
    assert found.is_ambiguous
    assert [candidate.text for candidate in found.candidates] == both


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("25/12/2001", "2001-12-25"),
        ("12/25/2001", "2001-12-25"),
        ("03/03/2001", "2001-03-03"),
        ("3.10.2001", "2001-10-03"),
        ("3. 10. 2001", "2001-10-03"),
    ],
)
def test_numbers_that_read_only_one_way_are_a_date(line, date):
    (found,) = find_printed_dates(line, EVERY)
    assert (found.date.text, found.is_ambiguous, found.candidates) == (date, False, ())


@pytest.mark.parametrize(
    ("line", "order", "date"),
    [
        ("03/10/2001", "dmy", "2001-10-03"),
        ("03/10/2001", "mdy", "2001-03-10"),
        ("25/12/2001", "mdy", "2001-12-25"),
        ("3.10.2001", "mdy", "2001-03-10"),
    ],
)
def test_the_owners_order_decides_where_it_can(line, order, date):
    assert readings(line, order=order) == [date]


@pytest.mark.parametrize(
    ("line", "near", "date"),
    [
        ("01 Oct 01 | UK Politics", 2001, "2001-10-01"),
        ("05 Oct 98 | Sport", 2001, "1998-10-05"),
        ("3 May '94", 1894, "1894-05-03"),
        ("3 May '05", 1894, "1905-05-03"),
        ("3 May '44", 1894, "1844-05-03"),
    ],
)
def test_a_two_digit_year_is_the_one_nearest_to_what_is_known(line, near, date):
    assert readings(line, century_of=near) == [date]


@pytest.mark.parametrize(
    "line",
    [
        "3rd October",
        "May",
        "1998 was a good year",
        "It was 1998, and we",
        "Updated 09:14 GMT",
        "20:46",
        "version 3.10.2001.4",
        "release 1.2.10",
        "+44 20 7946 0958",
        "0131-10-2001",
        "£3.10.2001",
        "$1990",
        "won 3-2",
        "3-2",
        "1914–1918",
        "about 1500 people",
        "about 1,890",
        "between 1500 and 2000 people",
        "the 1890th visitor",
        "you may 2001 times",
        "in march 2000 men",
        "prices may fall 2001 points",
        "Real Estate 2001",
        "Mars 2001 mission",
        "On 3 October 20 people came",
        "31 February 2001",
        "Sat, Feb 30, 2001",
        "33rd of May 1894",
        "31/02/2001",
        "2001-13-45",
        "5-3 October 2001",
        "https://example.org/2025/12/16/news",
        "20011399204600",
        "id=20011003204600",
        "200110032046001",
        "Copyright C2004 by the author",
        "yesterday at 4:25 AM",
        "2001年13月3日",
        "they came out 2004 times",
        "",
    ],
)
def test_what_is_no_date_is_left_alone(line):
    assert readings(line) == []


def test_words_that_are_month_names_too_count_alone_in_their_line():
    assert readings("Mars 1914") == ["1914-03"]
    assert readings("on mars 1914 we") == []


def test_a_language_reads_its_own_words_only():
    assert readings("3 Oktober 2001", ENGLISH) == []
    assert readings("3 Oktober 2001", (load_language("de"),)) == ["2001-10-03"]


def test_a_line_of_a_megabyte_is_read_to_its_end():
    line = "3 October 2001, 20:46 GMT; " * 40_000
    assert len(find_printed_dates(line, EVERY)) == 40_000


@pytest.mark.parametrize(
    "unit", ["1-", "1 ", "12:30 ", "Oct ", "Wed, ", "3.", "c. ", "p. m. ", "(1 ", " " * 9, "٣/"]
)
def test_a_hostile_line_holds_no_date_and_takes_time_in_proportion_to_its_length(unit):
    def seconds_for(length):
        line = unit * (length // len(unit)) + "!"
        start = time.thread_time()
        assert find_printed_dates(line, EVERY) == ()
        return time.thread_time() - start

    short = min(seconds_for(10_000) for _ in range(2))
    assert seconds_for(100_000) < 1 + 25 * short


FRAGMENTS = """
    3 03 31 99 '01 2001 1890 1000 2:5 20:46 10.30 1915 0 32 012345
    October Oct. may Mars Wednesday Wed, Spring circa c. about between and of the st th
    GMT UK IST EST +0100 -05:00 Z T pm a.m. Uhr h à um г. de октября أكتوبر كانون الثاني
    / - – . , : ( ) | '
"""
fragments = st.sampled_from(FRAGMENTS.split())
lines = st.one_of(
    st.text(),
    st.lists(fragments, max_size=12).map("".join),
    st.lists(fragments, max_size=12).map(" ".join),
)


@given(lines, st.sampled_from(["ask", "dmy", "mdy"]), st.none() | st.integers(0, 3000))
@example("1 January 1000, 00:30 CET", "ask", None)
@example("c. c. 1890", "ask", None)
def test_whatever_a_line_holds_its_dates_lie_in_it_in_order(line, order, near):
    found = find_printed_dates(line, EVERY, order=order, century_of=near)
    edges = [edge for date in found for edge in (date.start, date.end)]
    assert edges == sorted(edges)
    assert all(0 <= date.start < date.end <= len(line) for date in found)


@given(lines)
def test_a_date_is_either_known_or_has_several_readings(line):
    for found in find_printed_dates(line, EVERY):
        assert found.is_ambiguous == (found.date is None) == (len(found.candidates) > 1)


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_every_day_that_english_prints_is_read_back(day):
    assert readings(f"{day:%A}, {day.day} {day:%B} {day.year}", ENGLISH) == [day.isoformat()]
