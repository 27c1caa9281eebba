"""The home page."""

import pytest


def test_the_home_page_names_the_archive_and_its_years(archive):
    assert archive.items("index.html", "h1") == ["The Ferry papers"]
    assert "1999–2004" in archive.text("index.html")
    assert "What the ferryman kept." in archive.text("index.html")


def test_the_home_page_lists_the_newest_documents_first_and_undated_ones_last(archive):
    assert archive.links("index.html") == [
        "The regatta",
        "The bridge",
        "The crossing",
        "The toll",
        "The ferryman's song",
    ]


def test_the_home_page_opens_a_door_to_each_index(archive):
    assert archive.ways("index.html", "nav.doors a") == {
        "Dates": "dates/index.html",
        "Topics": "topics/index.html",
        "Sections": "section/index.html",
        "Sources": "source/index.html",
        "A–Z": "a-z/index.html",
    }


def test_each_door_says_how_much_is_behind_it(archive):
    doors = archive.items("index.html", "nav.doors li")
    assert doors == ["Dates 3", "Topics 2", "Sections 2", "Sources 1", "A–Z 5"]


def test_the_chart_of_a_few_years_leads_to_them(archive):
    assert archive.ways("index.html", ".chart a") == {
        "1999": "1999/index.html",
        "2001": "2001/index.html",
        "2004": "2004/index.html",
    }


def test_the_chart_of_many_years_leads_to_their_decades(build_site):
    years = range(1931, 1999, 2)
    site = build_site("".join(f"-- content/{n}.md --\n---\ndate: {n}\n---\n" for n in years))
    leads = site.ways("index.html", ".chart a")
    assert leads["1930s"] == "dates/index.html#y1930"
    assert site.html("dates/index.html").css_first("#y1930").text() == "1930s"


def test_the_chart_of_a_single_year_leads_to_its_months(build_site):
    site = build_site(*(f"-- content/{n}.md --\n---\ndate: 1999-{n}\n---\n" for n in ("03", "04")))
    assert site.ways("index.html", ".chart a") == {
        "March": "1999/03/index.html",
        "April": "1999/04/index.html",
    }


@pytest.mark.parametrize("date", ["1999", "1999-03"])
def test_documents_of_one_time_are_no_chart(build_site, date):
    site = build_site(f"-- content/1.md --\n---\ndate: {date}\n---\n")
    assert site.items("index.html", ".chart") == []


ADDED = """
    -- content/oars.md --
    ---
    {title: Oars, date: 1931, added: 2026-01-05}
    ---
    -- content/ropes.md --
    ---
    {title: Ropes, date: 1930, added: 2026-01-05}
    ---
    -- content/sails.md --
    ---
    {title: Sails, date: 1932, added: 2025-12-31}
    ---
    -- content/bells.md --
    ---
    {title: Bells, date: 1933}
    ---
"""


def test_what_was_added_last_is_listed_by_day(build_site):
    site = build_site(ADDED)
    assert site.items("index.html", ".recently-added h3") == ["5 January 2026", "31 December 2025"]
    assert site.items("index.html", ".recently-added li a") == ["Oars", "Ropes", "Sails"]


def test_documents_that_were_all_added_on_one_day_are_no_news(build_site):
    site = build_site(
        ADDED.replace("2025-12-31", "2026-01-05").replace("date: 1933", "added: 2026-01-05")
    )
    assert site.items("index.html", ".recently-added") == []


def test_the_months_lead_to_the_days_that_have_documents(archive):
    months = archive.ways("index.html", ".on-this-day a")
    assert months == {
        "May": "dates/days/index.html#m05",
        "October": "dates/days/index.html#m10",
    }
    assert len(archive.items("index.html", ".on-this-day li")) == 12


def test_without_a_document_of_a_known_day_there_are_no_days_of_the_year(build_site):
    site = build_site("-- content/1.md --\n---\ndate: 1999-10\n---\n")
    assert site.items("index.html", ".on-this-day") == []


def test_an_empty_archive_has_a_home_page(build_site):
    site = build_site()
    assert (site.exit_code, site.links("index.html")) == (0, [])


def test_the_menu_marks_the_page_that_is_open(archive):
    marked = archive.items("topics/roads/index.html", "nav.menu a[aria-current]")
    assert marked == ["Topics"]


def test_the_home_page_stands_below_no_other(archive):
    assert archive.items("index.html", "nav.trail a") == []


def test_a_summary_that_repeats_the_title_is_not_shown(build_site):
    site = build_site("-- content/1.md --\n---\n{title: Oars, summary: Oars}\n---\n")
    assert site.items("index.html", ".entries li") == ["Oars"]
