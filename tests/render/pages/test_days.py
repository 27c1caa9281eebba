"""The pages of the days of the year: what is dated to a day, in any year."""

import pytest

from tests.site_in_a_string import BuiltSite, write_site

DATES = {
    "Ides": "-0043-03-15",
    "Fair": "1904-03-15",
    "Flood": "2001-03-15T23:30:00-05:00",
    "Leap": "2000-02-29",
    "Comet": "1910-05-18",
    "Some day": "2001-03",
    "Perhaps": "2001-03-15?",
    "For days": "2001-03-15/2001-03-17",
    "Hidden": "1999-12-24",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> BuiltSite:
    texts = "".join(
        f'-- content/{n}.md --\n---\n{{title: {title}, date: "{date}"'
        f"{', hidden: true' if title == 'Hidden' else ''}}}\n---\n"
        for n, (title, date) in enumerate(DATES.items())
    )
    return write_site(tmp_path_factory.mktemp("days") / "archive", texts).rebuild()


def test_a_day_of_the_year_lists_its_documents_by_year(site):
    page = "dates/03-15/index.html"
    assert site.links(page) == ["Ides", "Fair", "Flood"]
    assert site.items(page, "section.group h2") == ["44 BC", "1904", "2001"]
    assert site.items(page, "h1") == ["15 March"]


def test_the_last_of_february_is_a_day_like_any_other(site):
    assert site.links("dates/02-29/index.html") == ["Leap"]


def test_a_day_has_a_page_only_when_a_document_in_the_lists_is_dated_to_it(site):
    pages = [path for path in site.paths() if path.startswith("dates/") and "-" in path]
    assert pages == [f"dates/{day}/index.html" for day in ("02-29", "03-15", "05-18")]


def test_a_day_leads_to_the_days_with_documents_beside_it(site):
    beside = site.ways("dates/03-15/index.html", "nav.neighbours a")
    assert list(beside.values()) == ["../02-29/index.html", "../05-18/index.html"]


def test_after_the_last_day_of_the_year_comes_its_first(site):
    last = site.ways("dates/05-18/index.html", "nav.neighbours a")
    first = site.ways("dates/02-29/index.html", "nav.neighbours a")
    assert list(last.values()) == ["../03-15/index.html", "../02-29/index.html"]
    assert list(first.values()) == ["../05-18/index.html", "../03-15/index.html"]


def test_the_days_of_the_year_are_listed_by_month(site):
    page = "dates/days/index.html"
    assert site.items(page, "section h2") == ["February", "March", "May"]
    assert site.items(page, "section li") == ["29 (1)", "15 (3)", "18 (1)"]
    assert site.ways(page, "section a")["15"] == "../03-15/index.html"


def test_the_page_of_all_years_leads_to_the_days_of_the_year(site):
    assert site.ways("dates/index.html", "main a")["On this day"] == "days/index.html"


def test_an_archive_without_a_known_day_has_no_days_of_the_year(build_site):
    site = build_site('-- content/1.md --\n---\ndate: "2001"\n---\n')
    assert "On this day" not in site.ways("dates/index.html", "main a")
    assert [path for path in site.paths() if path.startswith("dates/")] == ["dates/index.html"]


def test_a_long_day_has_several_pages(build_site):
    texts = (
        f"-- content/{year}.md --\n---\ndate: {year}-05-01\n---\n" for year in range(1901, 1906)
    )
    site = build_site("-- site.yaml --\npaginate: 2\n", "".join(texts))
    years = [site.items(f"dates/05-01/{name}.html", "h2") for name in ("page-1", "index")]
    assert years == [["1901", "1902"], ["1903", "1904", "1905"]]


def test_a_day_that_has_nothing_any_more_keeps_its_address(build_site):
    site = build_site("-- content/1.md --\n---\ndate: 1999-05-20\n---\n")
    site.write("content/1.md", "---\ndate: 1999-05-21\n---\n")
    site.rebuild()
    assert "Nothing is listed here any more." in site.text("dates/05-20/index.html")
    assert site.ways("dates/05-20/index.html", "main a")["Dates"] == "../index.html"
