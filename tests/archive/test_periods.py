"""Periods: under which year and month a document is listed."""

import pytest

from generator.archive.indexes import find_days_of_year, find_periods, find_undated
from generator.dates import parse_edtf
from generator.model import Record


def record(date, **values):
    return Record("document", "", date=parse_edtf(date) if date else None, **values)


def listed(date):
    """Return the year and the month under which a document of that date is listed."""
    (year,) = find_periods([record(date)])
    return year.year, *(month.month for month in year.months)


@pytest.mark.parametrize(
    ("date", "place"),
    [
        ("2001-10-03", (2001, 10)),
        ("2001-10-03T20:46:00Z", (2001, 10)),
        ("2001-10", (2001, 10)),
        ("2001", (2001,)),
        ("1890~", (1890,)),
        ("199X", (1990,)),
        ("19XX", (1900,)),
        ("1931-21", (1931,)),
        ("1914/1918", (1914,)),
        ("2001-10-03/2001-10-05", (2001, 10)),
        ("2001-10-30/2001-11-02", (2001,)),
        ("/1918", (1918,)),
        ("1914/..", (1914,)),
        ("-0043-03-15", (-43, 3)),
        ("0000", (0,)),
    ],
)
def test_a_document_is_listed_where_its_date_begins_as_exactly_as_it_is_known(date, place):
    assert listed(date) == place


def test_years_and_months_go_from_the_oldest_to_the_newest():
    dates = ["2001-10", "1999-05", "2001-02", "-0043"]
    years = find_periods([record(date) for date in dates])
    assert [year.year for year in years] == [-43, 1999, 2001]
    assert [month.month for month in years[2].months] == [2, 10]


def test_a_document_of_a_year_alone_is_in_none_of_its_months():
    (year,) = find_periods([record("2001"), record("2001-10")])
    assert year.records == (0, 1)
    assert [month.records for month in year.months] == [(1,)]


def test_the_documents_of_a_month_go_by_the_days_that_they_print():
    dates = ["2001-10-04T00:30:00+02:00", "2001-10-03T23:00:00Z", "2001-10", "2001-10-03"]
    (year,) = find_periods([record(date) for date in dates])
    (month,) = year.months
    assert (month.records, month.days) == ((2, 1, 3, 0), (0, 3, 3, 4))


def test_a_day_of_the_year_has_its_documents_of_every_year():
    days = find_days_of_year([record(date) for date in ["-0043-03-15", "1999-03-15", "2001-03-16"]])
    found = [(one.month, one.day, one.records) for one in days]
    assert found == [(3, 15, (0, 1)), (3, 16, (2,))]


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2001-10-03", [(10, 3)]),
        ("2001-10-03T23:59:00-05:00", [(10, 3)]),
        ("2000-02-29", [(2, 29)]),
        ("2001-10", []),
        ("2001-10-XX", []),
        ("2001-10-03?", []),
        ("2001-10-03~", []),
        ("2001-10-03/2001-10-05", []),
        ("2001-10-03/..", []),
        ("2001", []),
        (None, []),
    ],
)
def test_only_a_date_that_is_known_to_the_day_is_of_a_day_of_the_year(date, days):
    assert [(one.month, one.day) for one in find_days_of_year([record(date)])] == days


def test_what_has_no_date_is_undated():
    assert find_undated([record(None), record("2001")]) == (0,)


def test_a_hidden_document_is_in_no_period():
    hidden = [record("2001", is_hidden=True), record(None, is_hidden=True)]
    assert (find_periods(hidden), find_undated(hidden)) == ((), ())
    assert find_days_of_year([record("2001-10-03", is_hidden=True)]) == ()


def test_each_year_and_month_with_documents_has_a_page(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        {title: The bridge, date: 2001-10-03}
        ---
        -- content/aqueduct.md --
        ---
        {title: The aqueduct, date: "-0043-03"}
        ---
    """)
    assert site.links("2001/index.html") == ["The bridge"]
    assert site.links("2001/10/index.html") == ["The bridge"]
    assert site.links("bce-0044/index.html") == ["The aqueduct"]
    assert site.links("bce-0044/03/index.html") == ["The aqueduct"]


def test_undated_documents_are_listed_by_title(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        title: the mill
        ---
        -- content/2.md --
        ---
        title: The bridge
        ---
    """)
    assert site.links("undated/index.html") == ["The bridge", "the mill"]
