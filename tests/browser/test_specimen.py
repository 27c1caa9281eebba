"""Every element that themes style, in every theme that comes with the package."""

import pytest

from generator.render.pages.specimen import PATH
from tests.browser.conftest import LANGUAGES, LOOKS, THEMES
from tests.browser.instruments import WCAG, find_violations_in_looks, width_of

pytestmark = pytest.mark.browser

DOCUMENT = "-- content/bridge.md --\n---\n{title: The bridge, date: 1931-03-12}\n---\n"
each_theme = pytest.mark.parametrize("theme", THEMES)
each_look = pytest.mark.parametrize("theme", LOOKS)
each_direction = pytest.mark.parametrize("language", LANGUAGES)


def specimen_of(build_site, theme, language):
    settings = f"-- site.yaml --\nlanguage: {language}\n"
    site = build_site(settings, DOCUMENT, theme=theme, with_specimen=True)
    return site.output / PATH


@each_look
@each_direction
def test_axe_finds_no_violation(chromium, build_site, theme, language):
    page = chromium.new_page()
    address = specimen_of(build_site, theme, language).as_uri()
    # A page of samples has some landmarks more than once, which no rule of WCAG forbids.
    found = find_violations_in_looks(page, address, tags=WCAG)
    page.close()
    assert found == []


@each_theme
@each_direction
def test_the_specimen_is_valid_html(check, build_site, theme, language):
    assert check("--errors-only", specimen_of(build_site, theme, language)) == []


@each_look
@each_direction
def test_the_specimen_is_no_wider_than_a_narrow_screen(chromium, build_site, theme, language):
    page = chromium.new_page()
    width = width_of(page, specimen_of(build_site, theme, language).as_uri())
    page.close()
    assert width <= 320
