"""Charts: how time is cut into bars, and how long a bar is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.charts import MOST, chart_of, timeline_of, trend_of
from generator.render.date_wording import DateWording

WORDS = DateWording("en", {"date_bce": "{year} BC", "date_decade": "{year}s"})


def chart(years):
    return chart_of(timeline_of(years), WORDS, lambda one: f"#{one.first}")


def bars(years):
    return [(bar.title, bar.count) for bar in chart(years).bars]


def test_a_few_years_are_bars_with_the_years_between_them():
    assert bars({1999: 2, 2001: 1}) == [("1999", 2), ("2000", 0), ("2001", 1)]


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        (1999, 2001, "year"),
        (1978, 2001, "year"),
        (1977, 2001, "decade"),
        (1771, 2004, "decade"),
        (1769, 2004, "century"),
        (-295, 2004, "century"),
    ],
)
def test_the_bars_are_the_finest_that_are_few(first, last, unit):
    timeline = timeline_of(dict.fromkeys(range(first, last + 1), 1))
    assert timeline.unit == unit
    assert len(timeline.stretches) <= MOST


def test_decades_are_called_as_people_count_them():
    titles = [title for title, _ in bars(dict.fromkeys(range(-15, 60), 1))]
    assert titles[:4] == ["21 BC–12 BC", "11 BC–2 BC", "1 BC–9", "10s"]


def test_a_century_is_called_by_its_years():
    assert bars(dict.fromkeys(range(1100, 1800), 1))[0] == ("1100–1199", 100)


def test_a_long_time_without_documents_is_one_bar():
    assert bars({-43: 1, 1999: 1}) == [("44 BC", 1), ("43 BC–1998", 0), ("1999", 1)]


def test_the_most_distant_years_make_no_endless_chart():
    assert len(bars({-99999999999: 1, 2001: 1, 99999999999: 1})) == 5


def test_the_longest_bar_has_the_most_documents():
    assert [bar.size for bar in chart({1999: 10, 2000: 5, 2001: 20}).bars] == [50, 25, 100]


def test_a_single_document_beside_thousands_can_be_seen():
    assert [bar.size for bar in chart({1999: 1, 2000: 0, 2001: 10000}).bars] == [1, 0, 100]


def test_a_decade_shows_the_number_of_each_of_its_years():
    decades = chart({**dict.fromkeys(range(1960, 1990), 4), 1957: 8, 1990: 2, 1999: 1}).bars
    assert decades[0].parts == (0, 0, 0, 0, 0, 0, 0, 100, 0, 0)
    assert decades[1].parts == (50,) * 10
    assert decades[-1].parts == (25, 0, 0, 0, 0, 0, 0, 0, 0, 12)


def test_a_century_shows_the_number_of_each_of_its_decades():
    centuries = chart(dict.fromkeys(range(1110, 1905), 1)).bars
    assert centuries[0].parts == (0, *[100] * 9)
    assert centuries[-1].parts == (50, *[0] * 9)


def test_a_decade_without_documents_has_no_parts():
    years = {n: 1 for n in range(1901, 1999) if not 1940 <= n <= 1949}
    assert [bar.parts for bar in chart(years).bars if bar.title == "1940s"] == [()]


def test_a_year_has_no_parts():
    assert [bar.parts for bar in chart({1999: 1, 2001: 1}).bars] == [(), (), ()]


def test_a_bar_without_documents_leads_nowhere():
    assert [bar.url for bar in chart({1999: 1, 2001: 1}).bars] == ["#1999", None, "#2001"]


def test_without_documents_there_are_no_bars():
    assert chart({}).bars == ()


YEARS = st.dictionaries(st.integers(-9999, 9999), st.integers(1, 10000))


@given(YEARS)
def test_every_document_is_in_one_bar(years):
    stretches = timeline_of(years).stretches
    for year, count in years.items():
        (home,) = [one for one in stretches if one.first <= year <= one.last]
        assert home.count >= count
    assert sum(one.count for one in stretches) == sum(years.values())


@given(YEARS)
def test_the_bars_leave_no_time_out(years):
    stretches = timeline_of(years).stretches
    for one, following in pairwise(stretches):
        assert one.last + 1 == following.first


@pytest.mark.parametrize(
    ("years", "trend"),
    [
        ([1999, 2000, 2000, 2001], (50, 100, 50)),
        ([2001], (0, 0, 100)),
        ([], (0, 0, 0)),
    ],
)
def test_a_trend_shows_each_year_in_proportion_to_the_fullest(years, trend):
    assert trend_of(years, 1999, 2001) == trend


def test_the_trend_of_a_long_time_has_few_parts():
    trend = trend_of([1500, 1501, 2025], 1500, 2025)
    assert (len(trend), trend[0], trend[-1]) == (24, 100, 50)
