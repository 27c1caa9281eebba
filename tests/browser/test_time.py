"""The pages of time in a browser: the calendar of a year, charts, gaps."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

GAPS = 'gaps: [{from: 1931-06, to: 1999, why: "The boxes of these years were lost."}]\n'
OLD = "-- content/old.md --\n---\ndate: 1900\n---\n"
SHADES = "".join(
    f"-- content/{day}-{n}.md --\n---\ndate: 1931-05-{day:02}\n---\n"
    for day in (1, 3, 5, 7, 9)
    for n in range(day)
)
"""A year in all five shades."""
PAGES = ("1931/index.html", "dates/index.html", "dates/days/index.html", "dates/05-09/index.html")


@pytest.mark.parametrize("accent", ["#7a2020", "yellow", "navy", "#fff"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_violation_in_any_colour(chromium, build_site, accent, language):
    settings = f"-- site.yaml --\nlanguage: {language}\nparams: {{accent: '{accent}'}}\n{GAPS}"
    site = build_site(settings, OLD, SHADES)
    assert {f"shade-{n}" for n in range(1, 6)} <= {
        cell.attributes.get("class") for cell in site.html("1931/index.html").css("td")
    }
    found = {}
    for colours in ("light", "dark"):
        page = chromium.new_page(viewport={"width": 360, "height": 800}, color_scheme=colours)
        for path in PAGES:
            page.goto((site.output / path).as_uri())
            violations = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
            found[colours, path] = [one["id"] for one in violations.response["violations"]]
        page.close()
    assert not any(found.values()), found


def test_a_day_of_a_years_calendar_leads_to_its_documents(without_scripts, build_site):
    site = build_site(SHADES)
    page = without_scripts.page
    page.goto((site.output / "1931/index.html").as_uri())
    page.locator("section.calendars td a").last.click()
    assert page.locator(":target").inner_text() == "9 May 1931"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_chart_begins_where_reading_begins(without_scripts, build_site, language):
    documents = (f"-- content/{n}.md --\n---\ndate: {n}\n---\n" for n in range(1902, 1990))
    site = build_site(f"-- site.yaml --\nlanguage: {language}\n", *documents)
    page = without_scripts.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((site.output / "dates/index.html").as_uri())
    decades = page.locator(".chart li").evaluate_all(
        "items => items.map(item => item.getBoundingClientRect().left)"
    )
    assert decades == sorted(decades, reverse=language == "ar")
    inside = page.locator(".chart li:first-child").evaluate(
        """item => {
            const [all, bars] = ["svg", "path"].map(
                name => item.querySelector(name).getBoundingClientRect());
            return [bars.left - all.left, all.right - bars.right];
        }"""
    )
    # Nothing is dated to the first two years of the first decade.
    assert (inside[0] > inside[1]) == (language == "en")
