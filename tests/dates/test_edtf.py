"""Dates as front matter states them: EDTF level 1."""

import contextlib
import datetime
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import PartialDate, parse_edtf

CANONICAL = [
    ("2001", "year"),
    ("2001-10", "month"),
    ("2001-10-03", "day"),
    ("2001-10-03T20:46:00", "time"),
    ("2001-10-03T20:46:00Z", "time"),
    ("2001-10-03T20:46:00+01:00", "time"),
    ("2001-10-03T20:46:00-03:30", "time"),
    ("2001~", "year"),
    ("1998-07?", "month"),
    ("1998-07-14%", "day"),
    ("199X", "decade"),
    ("199X~", "decade"),
    ("19XX", "century"),
    ("2001-XX", "year"),
    ("2001-XX-XX", "year"),
    ("2001-10-XX", "month"),
    ("1931-21", "season"),
    ("1931-24~", "season"),
    ("1914/1918", "range"),
    ("1914-07-28/1918-11", "range"),
    ("1914/..", "range"),
    ("../1918", "range"),
    ("1914/", "range"),
    ("/1918", "range"),
    ("1890~/1900?", "range"),
    ("0000", "year"),
    ("-0044", "year"),
    ("-0043-03-15", "day"),
    ("Y-12000", "year"),
    ("Y17000", "year"),
]


@pytest.mark.parametrize(("text", "precision"), CANONICAL)
def test_canonical_text_is_kept_and_its_precision_known(text, precision):
    date = parse_edtf(text)
    assert (date.text, date.precision) == (text, precision)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2001-10-03T20:46", "2001-10-03T20:46:00"),
        ("2001-10-03 20:46", "2001-10-03T20:46:00"),
        ("2001-10-03 20:46:09 +01:00", "2001-10-03T20:46:09+01:00"),
        ("2001-10-03T20:46Z", "2001-10-03T20:46:00Z"),
        ("2001-10-03t20:46z", "2001-10-03T20:46:00Z"),
        ("2001-10-03T20:46:00.123Z", "2001-10-03T20:46:00Z"),
        ("2001-10-03T20:46:00+00:00", "2001-10-03T20:46:00Z"),
        ("2001-10-03T20:46:00+01", "2001-10-03T20:46:00+01:00"),
        ("2001-10-03T20:46:00-0500", "2001-10-03T20:46:00-05:00"),
        ("199x", "199X"),
        (" 2001 ", "2001"),
    ],
)
def test_what_people_write_by_hand_becomes_canonical(text, canonical):
    assert parse_edtf(text).text == canonical


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "expected a date such as 2001"),
        ("October 2001", "expected a date such as 2001"),
        ("03/10/2001", "expected a date such as 2001"),
        ("2001-1", "expected a date such as 2001"),
        ("٢٠٠١", "expected a date such as 2001"),
        ("Y2001", "expected a date such as 2001"),
        ("2001-13", "expected 01 to 12, or 21 to 24 for a season"),
        ("2001-00", "expected 01 to 12, or 21 to 24 for a season"),
        ("2001-21-03", "expected 01 to 12, or 21 to 24 for a season"),
        ("2001-02-29", "expected 01 to 28 in 2001-02"),
        ("1900-02-29", "expected 01 to 28 in 1900-02"),
        ("2001-04-31", "expected 01 to 30 in 2001-04"),
        ("2001-10-00", "expected 01 to 31 in 2001-10"),
        ("2001-XX-03", "expected no day in an unspecified month"),
        ("199X-10", "expected no month after 199X"),
        ("Y12000-10", "expected no month after Y12000"),
        ("-0000", "expected 0000 for the year 1 BC"),
        ("2001-10-03T24:00", "expected a time from 00:00:00 to 23:59:59"),
        ("2001-10-03T20:60", "expected a time from 00:00:00 to 23:59:59"),
        ("2001-10-03T20:46:00+25:00", "expected a time zone such as Z or +01:00"),
        ("2001-10T20:46", "expected a time only after a full, unqualified date"),
        ("2001-10-03T20:46:00~", "expected a time only after a full, unqualified date"),
        ("1918/1914", "the range ends before it begins"),
        ("../..", "expected a date on at least one side of the /"),
        ("/", "expected a date on at least one side of the /"),
        ("1914/1916/1918", "expected a date such as 2001"),
        ("2001-10-03T20:46Z/2002", "expected days, months or years in a range, not times"),
    ],
)
def test_what_is_no_date_is_refused_with_what_was_expected(text, expected):
    with pytest.raises(ValueError, match="is not a date") as refusal:
        parse_edtf(text)
    assert expected in str(refusal.value)


def test_a_refusal_quotes_no_more_than_a_little_of_a_long_text():
    with pytest.raises(ValueError, match="…") as refusal:
        parse_edtf("9" * 1_000_000)
    assert len(str(refusal.value)) < 300


@pytest.mark.parametrize("text", ["2000-02-29", "0000-02-29", "-0004-02-29", "2004-02-29"])
def test_leap_years_have_their_day(text):
    assert parse_edtf(text).day == 29


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2001-10-03T20:46:00Z", 2001, 10, 3),
        ("2001-10-03", 2001, 10, 3),
        ("2001-10", 2001, 10, None),
        ("2001", 2001, None, None),
        ("199X", 1990, None, None),
        ("19XX", 1900, None, None),
        ("-0044", -44, None, None),
        ("1931-22", 1931, None, None),
        ("2001-10-XX", 2001, 10, None),
    ],
)
def test_a_date_is_listed_under_what_it_states(text, year, month, day):
    date = parse_edtf(text)
    assert (date.year, date.month, date.day) == (year, month, day)


@pytest.mark.parametrize("text", ["2001-10-03~", "2001-10?", "2001-10-03%"])
def test_a_qualified_date_is_listed_under_its_year_only(text):
    date = parse_edtf(text)
    assert (date.year, date.month, date.day) == (2001, None, None)


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2001-10-03/2001-10-05", 2001, 10, 3),
        ("2001-10/2001-10-05", 2001, 10, None),
        ("2001-10-30/2001-11-02", 2001, None, None),
        ("2001-10-03~/2001-10-05", 2001, None, None),
        ("2001-10-03/..", 2001, None, None),
        ("1914/1918", 1914, None, None),
        ("../1918-11-11", 1918, None, None),
        ("/199X", 1990, None, None),
    ],
)
def test_a_range_is_listed_where_it_starts_by_month_only_when_it_stays_in_one(
    text, year, month, day
):
    date = parse_edtf(text)
    assert (date.year, date.month, date.day) == (year, month, day)


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("1890", [""]),
        ("1890~", ["~"]),
        ("1890?", ["?"]),
        ("1890%", ["%"]),
        ("1890/1895~", ["", "~"]),
        ("1890?/..", ["?"]),
    ],
)
def test_each_end_of_a_date_has_its_own_qualifier(text, qualifiers):
    date = parse_edtf(text)
    assert [stated.qualifier for stated in (date.start, date.end) if stated] == qualifiers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2001", "2001"),
        ("0001", "0001"),
        ("2001-XX", "2001"),
        ("2001-10", "2001-10"),
        ("2001-10-XX", "2001-10"),
        ("2001-10-03", "2001-10-03"),
        ("2001-10-03T20:46:00", "2001-10-03T20:46:00"),
        ("2001-10-03T20:46:00Z", "2001-10-03T20:46:00Z"),
        ("2001-10-03T20:46:00-05:00", "2001-10-03T20:46:00-05:00"),
        ("2001-21", None),
        ("199X", None),
        ("19XX", None),
        ("2001~", None),
        ("2001-10-03?", None),
        ("1914/1918", None),
        ("../1918", None),
        ("0000", None),
        ("-0044", None),
        ("Y12000", None),
    ],
)
def test_html_gets_a_date_only_at_a_precision_it_has(text, value):
    assert parse_edtf(text).html_datetime == value


def test_dates_sort_by_the_earliest_moment_they_may_mean_and_coarser_first():
    in_order = [
        "Y-12000",
        "-0044",
        "0000",
        "../1890",
        "1890",
        "1914/1918",
        "1914",
        "1914-01",
        "1914-01-01",
        "1914-01-01T00:00:00Z",
        "1914-21",
        "1914-03-02",
        "1990/1999",
        "199X",
        "1990",
        "2001-10-03T21:46:00+01:00",
        "2001-10-03T20:46:01Z",
        "2001-10-03T16:46:02-04:00",
        "2001-10-03T20:46:03",
        "Y12000",
    ]
    shuffled = sorted(in_order)
    assert sorted(shuffled, key=lambda text: parse_edtf(text).sort_key) == in_order


def test_dates_travel_between_processes():
    date = parse_edtf("1890~/1900-10-03")
    assert pickle.loads(pickle.dumps(date)) == date  # what workers do


days = st.dates().map(lambda day: day.isoformat())
zones = st.sampled_from(["", "Z", "+01:00", "-11:30", "+14"])
times = st.builds("{}T{:%H:%M:%S}{}".format, days, st.times(), zones)
parts = st.one_of(
    days,
    days.map(lambda day: day[:7]),
    days.map(lambda day: day[:4]),
    days.map(lambda day: day[:3] + "X"),
    days.map(lambda day: day[:2] + "XX"),
    days.map(lambda day: day[:7] + "-XX"),
    st.builds("{}-{}".format, days.map(lambda day: day[:4]), st.integers(21, 24)),
    st.integers(-9999, -1).map(lambda year: f"-{-year:04}"),
    st.integers(10_000, 10**9).map(lambda year: f"Y{year}"),
)
qualified = st.builds(str.__add__, parts, st.sampled_from(["", "~", "?", "%"]))


@st.composite
def ranges(draw):
    """Two dates in order, or one and an open or unknown end."""
    ends = sorted((parse_edtf(draw(qualified)) for _ in range(2)), key=lambda end: end.sort_key)
    start, end = (end.text for end in ends)
    return draw(st.sampled_from([f"{start}/{end}", f"{start}/..", f"../{end}", f"{start}/"]))


texts = st.one_of(qualified, times, ranges())


@given(texts)
def test_canonical_text_parses_to_the_same_date(text):
    date = parse_edtf(text)
    assert parse_edtf(date.text) == date


@given(texts, texts)
def test_the_order_of_dates_is_total(one, other):
    one, other = parse_edtf(one), parse_edtf(other)
    assert (one.sort_key < other.sort_key) + (other.sort_key < one.sort_key) + (one == other) == 1


@given(st.dates(), st.dates())
def test_days_sort_as_the_calendar_does(one, other):
    keys = [parse_edtf(day.isoformat()).sort_key for day in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)


@given(st.dates(min_value=datetime.date(2, 1, 1)), st.times())
def test_a_moment_sorts_alike_in_every_zone(day, time):
    moment = datetime.datetime.combine(day, time.replace(microsecond=0), tzinfo=datetime.UTC)
    new_york = datetime.timezone(-datetime.timedelta(hours=5))
    one, other = (parse_edtf(m.isoformat()) for m in (moment, moment.astimezone(new_york)))
    assert one.sort_key[:2] == other.sort_key[:2]


@given(st.text())
def test_any_text_is_a_date_or_refused(text):
    with contextlib.suppress(ValueError):
        assert isinstance(parse_edtf(text), PartialDate)
