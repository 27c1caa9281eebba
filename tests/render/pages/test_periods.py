"""The pages of months, of years, and of all years."""

import pytest

from tests.site_in_a_string import words, write_site

WEEKDAYS = {
    "2001-10-01": "Mon",
    "2000-02-29": "Tue",
    "1900-03-01": "Thu",
    "1582-10-15": "Fri",
    "0001-01-01": "Mon",
    # The Gregorian calendar carried back, as EDTF counts (ISO 8601-1:2019, §4.3.1).
    "0000-02-29": "Tue",
    "-0043-03-15": "Fri",
}
LENGTHS = {
    "2001-02": 28,
    "2004-02": 29,
    "1900-02": 28,
    "2000-02": 29,
    "0000-02": 29,
    "-0003-02": 28,
    "-0004-02": 29,
    "2001-04": 30,
    "2001-12": 31,
}
DATES = [*WEEKDAYS, *LENGTHS]


@pytest.fixture(scope="module")
def months(tmp_path_factory):
    """Return an archive with a document for each of the dates above."""
    documents = "".join(
        f'-- content/{n}.md --\n---\ndate: "{date}"\n---\n' for n, date in enumerate(DATES)
    )
    return write_site(tmp_path_factory.mktemp("months") / "archive", documents).rebuild()


def calendar(archive, path):
    """Return the rows of a month's calendar, the weekdays first."""
    rows = archive.html(path).css_first("table").css("tr")
    return [[words(cell).split(" (")[0] for cell in row.css("th, td")] for row in rows]


def calendar_of(archive, date):
    (month,) = archive.ways(f"{DATES.index(date)}.html", "article header a").values()
    return calendar(archive, month)


@pytest.mark.parametrize(("date", "weekday"), WEEKDAYS.items())
def test_a_day_stands_under_its_weekday(months, date, weekday):
    weekdays, *weeks = calendar_of(months, date)
    day = str(int(date.rpartition("-")[2]))
    (week,) = [week for week in weeks if day in week]
    assert weekdays[week.index(day)] == weekday


@pytest.mark.parametrize(("date", "days"), LENGTHS.items())
def test_a_month_has_its_days_in_leap_years_too(months, date, days):
    _, *weeks = calendar_of(months, date)
    assert [day for week in weeks for day in week if day] == [str(n + 1) for n in range(days)]


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Mon"), ("en-US", "Sun"), ("de", "Mo"), ("fa-IR", "شنبه")]
)
def test_a_week_begins_as_it_does_in_the_sites_language(build_site, language, first):
    site = build_site(f"""
        -- site.yaml --
        language: {language}
        -- content/1.md --
        ---
        date: 2001-10-03
        ---
    """)
    weekdays, *_ = calendar(site, "2001/10/index.html")
    assert weekdays[0] == first


def test_a_day_with_documents_leads_to_them(archive):
    assert archive.ways("2001/10/index.html", "table a") == {"3": "index.html#d03"}
    assert archive.items("2001/10/index.html", "#d03") == ["3 October 2001"]


def test_a_day_says_how_many_documents_it_has(archive):
    assert "3 (1)" in archive.items("2001/10/index.html", "table td")


def test_a_month_lists_what_it_knows_no_day_of_first(archive):
    assert archive.links("2001/10/index.html") == ["The crossing", "The bridge"]
    assert archive.items("2001/10/index.html", "section h2") == ["Day unknown", "3 October 2001"]


def test_a_month_leads_to_the_months_with_documents_beside_it(archive):
    beside = archive.ways("1999/05/index.html", "nav.neighbours a")
    assert list(beside.values()) == ["../../2001/10/index.html"]


ZONES = """
    -- content/1.md --
    ---
    {title: One, date: "2000-12-31T20:00:00Z", topics: [Roads]}
    ---
    -- content/2.md --
    ---
    {title: Two, date: "2001-01-01T00:30:00+02:00", topics: [Roads]}
    ---
    -- content/3.md --
    ---
    {title: Three, date: "2000-12-31T23:00:00Z", topics: [Roads]}
    ---
    -- content/4.md --
    ---
    {title: Four, date: "2001-01-02T00:30:00+02:00", topics: [Roads]}
    ---
    -- content/5.md --
    ---
    {title: Five, date: "2001-01-01T23:00:00Z", topics: [Roads]}
    ---
"""


@pytest.fixture(scope="module")
def zones(tmp_path_factory):
    """Return an archive whose order in time is not the one of its days."""
    return write_site(tmp_path_factory.mktemp("zones") / "archive", ZONES).rebuild()


@pytest.mark.parametrize(
    ("page", "headings"),
    [
        ("topics/roads/index.html", ["2001", "2000"]),
        ("2001/01/index.html", ["1 January 2001", "2 January 2001"]),
        ("2001/index.html", ["January"]),
    ],
)
def test_times_in_several_zones_give_each_day_and_year_one_heading(zones, page, headings):
    assert zones.items(page, "section.group h2") == headings


def test_a_year_names_all_its_months_and_links_those_with_documents(archive):
    months = archive.items("2001/index.html", ".periods li")
    assert len(months) == 12
    assert months[8:10] == ["September (0)", "October (2)"]
    assert archive.ways("2001/index.html", ".periods a") == {"October": "10/index.html"}


def test_a_year_lists_what_it_knows_no_month_of_first(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        {title: In May, date: 2001-05-03}
        ---
        -- content/2.md --
        ---
        {title: Some time, date: "2001~"}
        ---
    """)
    assert site.links("2001/index.html") == ["Some time", "In May"]
    assert site.items("2001/index.html", "section.group h2") == ["Month unknown", "May"]


def test_a_document_of_a_range_is_listed_in_the_year_that_it_begins_in(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        {title: The war, date: 1914/1918}
        ---
    """)
    assert site.links("1914/index.html") == ["The war"]
    assert site.items("dates/index.html", ".chart li") == ["1914 1"]


CALENDARS = "section.calendars table"


def days(site, path="2001/index.html"):
    """Return the days with documents in the calendars of a year: words, shade and address."""
    return [
        (words(cell), cell.attributes["class"], cell.css_first("a").attributes["href"])
        for cell in site.html(path).css(f"{CALENDARS} td:has(a)")
    ]


def test_a_day_in_the_calendar_of_a_year_says_its_number_and_leads_to_its_documents(archive):
    assert days(archive) == [("3 (1)", "shade-1", "10/index.html#d03")]


def test_the_calendar_of_a_year_has_the_months_with_a_known_day(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        date: 2001-05-03
        ---
        -- content/2.md --
        ---
        date: 2001-07
        ---
    """)
    assert site.items("2001/index.html", f"{CALENDARS} caption") == ["May"]


def test_a_year_without_a_known_day_has_no_calendar(archive):
    assert archive.items("2004/index.html", "section.calendars") == []


def test_the_days_of_a_calendar_of_a_year_stand_under_their_weekdays(archive):
    rows = archive.html("2001/index.html").css_first(CALENDARS).css("tr")
    heads, first, *_ = [[words(cell) for cell in row.css("th, td")] for row in rows]
    assert (heads, first) == (list("MTWTFSS"), ["1", "2", "3 (1)", "4", "5", "6", "7"])
    names = [cell.attributes["abbr"] for cell in rows[0].css("th")]
    assert names[:2] == ["Mon", "Tue"]


def shades(build_site, *numbers):
    """Return the shades of days that have so many documents."""
    texts = (
        f"-- content/{day}-{n}.md --\n---\ndate: 2001-05-{day:02}\n---\n"
        for day, number in enumerate(numbers, 1)
        for n in range(number)
    )
    return [int(shade[-1]) for _, shade, _ in days(build_site("".join(texts)))]


def test_the_busiest_day_of_a_year_is_the_darkest(build_site):
    assert shades(build_site, 12, 1, 6) == [5, 1, 3]


def test_a_year_of_single_documents_is_not_dark(build_site):
    assert shades(build_site, 1, 1, 2) == [1, 1, 2]


def test_a_day_on_a_later_page_of_its_month_leads_there(build_site):
    texts = (f"-- content/{n}.md --\n---\ndate: 2001-05-0{n}\n---\n" for n in range(1, 6))
    site = build_site("-- site.yaml --\npaginate: 2\n", "".join(texts))
    assert [url for *_, url in days(site)] == [
        "05/page-1.html#d01",
        "05/page-1.html#d02",
        "05/index.html#d03",
        "05/index.html#d04",
        "05/index.html#d05",
    ]


def test_the_calendar_stands_on_the_first_page_of_a_year_alone(build_site):
    texts = (f"-- content/{n}.md --\n---\ndate: 2001-05-0{n}\n---\n" for n in range(1, 6))
    site = build_site("-- site.yaml --\npaginate: 2\n", "".join(texts))
    counts = [len(site.html(f"2001/{name}.html").css(CALENDARS)) for name in ("index", "page-1")]
    assert counts == [1, 0]


def test_the_page_of_all_years_shows_the_gaps(archive):
    years = archive.items("dates/index.html", ".chart li")
    assert years == ["1999 1", "2000 0", "2001 2", "2002 0", "2003 0", "2004 1"]
    assert list(archive.ways("dates/index.html", ".chart a")) == ["1999", "2001", "2004"]


def test_a_gap_of_centuries_is_one_entry(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        date: "-0043"
        ---
        -- content/2.md --
        ---
        date: "1999"
        ---
    """)
    years = site.items("dates/index.html", ".chart li")
    assert years == ["44 BC 1", "43 BC–1998 0", "1999 1"]


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Return an archive of every third year from 1905 to 2003, but for the forties."""
    years = [year for year in range(1905, 2004, 3) if not 1940 <= year <= 1949]
    documents = "".join(f'-- content/{n}.md --\n---\ndate: "{n}"\n---\n' for n in years)
    return write_site(tmp_path_factory.mktemp("long") / "archive", documents).rebuild()


def test_many_years_are_a_chart_of_decades_that_leads_to_the_years(long):
    bars = long.ways("dates/index.html", ".chart a")
    assert [*bars.items()][:2] == [("1900s", "#y1900"), ("1910s", "#y1910")]
    assert long.items("dates/index.html", "#y1910") == ["1910s"]


def test_a_decade_without_documents_is_in_the_chart_and_has_no_heading(long):
    assert "1940s 0" in long.items("dates/index.html", ".chart li")
    assert "1940s" not in long.items("dates/index.html", "section h2")


def test_a_decade_lists_all_of_its_years(long):
    decades = [words(node) for node in long.html("dates/index.html").css("section.period-group")]
    assert decades[-1] == (
        "2000s 2000 (0) 2001 (1) 2002 (0) 2003 (0) 2004 (0)"
        " 2005 (0) 2006 (0) 2007 (0) 2008 (0) 2009 (0)"
    )


GAPS = """
    -- site.yaml --
    gaps:
      - {from: 1940, to: 1945, why: "Not printed <in the war>."}
      - {from: 1939-05, to: 1939-08, why: A strike.}
      - {from: 1950, why: A fire.}
    -- content/1.md --
    ---
    date: 1939-01-02
    ---
    -- content/2.md --
    ---
    date: 1945-12-01
    ---
    -- content/3.md --
    ---
    date: 1951
    ---
"""


@pytest.fixture(scope="module")
def gaps(tmp_path_factory):
    return write_site(tmp_path_factory.mktemp("gaps") / "archive", GAPS).rebuild()


def test_the_page_of_all_years_tells_why_there_is_nothing_from_a_time(gaps):
    assert gaps.items("dates/index.html", ".gaps dl > div") == [
        "May 1939 to August 1939 A strike.",
        "1940 to 1945 Not printed <in the war>.",
        "1950 A fire.",
    ]


@pytest.mark.parametrize(
    ("year", "times"),
    [("1939", ["May 1939 to August 1939"]), ("1945", ["1940 to 1945"]), ("1951", [])],
)
def test_a_year_tells_of_the_gaps_that_it_lies_in(gaps, year, times):
    assert gaps.items(f"{year}/index.html", ".gaps dt") == times


def test_without_an_explanation_there_is_no_empty_list_of_them(archive):
    assert archive.items("dates/index.html", ".gaps") == []


def test_the_page_of_all_years_leads_to_the_undated(archive):
    assert archive.ways("dates/index.html", "main a")["Undated"] == "../undated/index.html"
