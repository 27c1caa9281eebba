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


def test_the_page_of_all_years_shows_the_gaps(archive):
    years = archive.items("dates/index.html", ".periods li")
    assert years == ["1999 (1)", "2000 (0)", "2001 (2)", "2002 (0)", "2003 (0)", "2004 (1)"]
    assert list(archive.ways("dates/index.html", ".periods a")) == ["1999", "2001", "2004"]


def test_a_gap_of_centuries_is_not_counted_out(build_site):
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
    assert site.items("dates/index.html", ".periods li") == ["44 BC (1)", "1999 (1)"]


def test_the_page_of_all_years_leads_to_the_undated(archive):
    assert archive.ways("dates/index.html", "main a")["Undated"] == "../undated/index.html"
