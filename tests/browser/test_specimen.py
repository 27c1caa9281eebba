"""Every element that themes style, in every theme that comes with the package."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.render.pages.specimen import PATH
from generator.render.themes.theme import BASE, builtin_themes
from tests.browser.test_validity import check  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

DOCUMENT = "-- content/bridge.md --\n---\n{title: The bridge, date: 1931-03-12}\n---\n"
THEMES = sorted(path.parent.name for path in builtin_themes().glob("*/theme.yaml"))
each_theme = pytest.mark.parametrize("theme", THEMES)
each_look = pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != BASE])
"""Those that have one: sizes and colours of the base are the browser's own."""
each_direction = pytest.mark.parametrize("language", ["en", "ar"])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
"""A page of samples has some landmarks more than once, which no rule of WCAG forbids."""


def specimen_of(build_site, theme, language):
    settings = f"-- site.yaml --\nlanguage: {language}\n"
    site = build_site(settings, DOCUMENT, theme=theme, with_specimen=True)
    return site.output / PATH


@each_look
@each_direction
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_violation(chromium, build_site, theme, language, colours):
    specimen = specimen_of(build_site, theme, language)
    found = {}
    for width in (360, 1280):
        page = chromium.new_page(
            viewport={"width": width, "height": 800}, color_scheme=colours, reduced_motion="reduce"
        )
        page.goto(specimen.as_uri())
        violations = Axe().run(page, options=RULES).response["violations"]
        found[width] = [
            (one["id"], [node["html"] for node in one["nodes"][:3]]) for one in violations
        ]
        page.close()
    assert not any(found.values()), found


@each_theme
@each_direction
def test_the_specimen_is_valid_html(check, build_site, theme, language):  # noqa: F811
    assert check("--errors-only", specimen_of(build_site, theme, language)) == []


@each_look
@each_direction
def test_the_specimen_is_no_wider_than_a_narrow_screen(chromium, build_site, theme, language):
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(specimen_of(build_site, theme, language).as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 320
