"""What a page of each kind asks for and weighs, in every theme: from a disk and on a server."""

from contextlib import nullcontext

import pytest

from tests.browser.conftest import LANGUAGES, THEMES
from tests.browser.instruments import Watched, largest_pages, weight_of
from tests.browser.servers import SERVERS

pytestmark = pytest.mark.browser

MOST_BYTES = 35_000
"""What a document and its style sheets may weigh together, each as gzip packs it."""
each_theme = pytest.mark.parametrize("theme", THEMES)
each_direction = pytest.mark.parametrize("language", LANGUAGES)
PLACES = {
    "disk": lambda site: nullcontext(f"{site.output.as_uri()}/"),
    "server": lambda site: SERVERS["python"](site.root.parent),
}


@pytest.fixture(params=sorted(PLACES))
def opened(request, with_scripts: Watched, example_in, theme, language) -> str:
    """Return the root of the example archive, of which a page of each kind has been opened."""
    site = example_in(theme, language)
    with PLACES[request.param](site) as place:
        root = place if request.param == "disk" else f"{place}{site.root.name}/output/"
        for path in sorted({*largest_pages(site.output).values()} - {"404.html"}):
            with_scripts.page.goto(root + path)
    return root


@each_theme
@each_direction
def test_a_page_of_each_kind_gives_no_cause_for_complaint(opened, with_scripts):
    assert with_scripts.complaints == []
    assert [one for one in with_scripts.requests if not one.startswith(opened)] == []


@each_theme
def test_a_document_and_its_style_sheets_weigh_little(example_in, theme):
    site = example_in(theme, "en")
    assert weight_of(site.output, largest_pages(site.output)["document"]) <= MOST_BYTES
