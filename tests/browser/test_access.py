"""WCAG 2.2 AA, as far as axe can tell, on one page of each kind in every theme."""

import pytest

from tests.browser.conftest import LANGUAGES, LOOKS
from tests.browser.instruments import find_violations_in_looks, largest_pages, width_of

pytestmark = pytest.mark.browser

LOOKS_TRIED = (("light", 360), ("dark", 1280))
"""Each colour and each width once: the specimen is tried in all four, and an archive of any size
by tools/survey.py."""
each_look = pytest.mark.parametrize("theme", LOOKS)
each_direction = pytest.mark.parametrize("language", LANGUAGES)


def addresses(site):
    """Return the addresses on the disk of the largest page of each kind, by the kind."""
    kinds = largest_pages(site.output)
    return {kind: (site.output / path).as_uri() for kind, path in kinds.items()}


@each_look
@each_direction
def test_axe_finds_no_violation(chromium, example_in, theme, language):
    page = chromium.new_page()
    found = {
        kind: find_violations_in_looks(page, address, LOOKS_TRIED)
        for kind, address in addresses(example_in(theme, language)).items()
    }
    page.close()
    assert {kind: violations for kind, violations in found.items() if violations} == {}


@each_look
@each_direction
def test_no_page_is_wider_than_a_narrow_screen(chromium, example_in, theme, language):
    page = chromium.new_page(java_script_enabled=False)
    widths = {
        kind: width_of(page, address)
        for kind, address in addresses(example_in(theme, language)).items()
    }
    page.close()
    assert {kind: width for kind, width in widths.items() if width > 320} == {}
