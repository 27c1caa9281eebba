"""Redirects and notices as browsers and checkers see them."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.dates import parse_edtf
from tests.render.pages.old_addresses import notice, render_archive

pytestmark = pytest.mark.browser

WILL = "1931/03/will.html"
REDIRECTS = {
    "news/old.html": "1931/03/bridge.html",
    "news/alt.html": "1931/bruecke.html",
    "topics/old/index.html": "topics/roads/index.html",
    "may.html": "'tis.html",
    "will.html": WILL,
}
NOTICES = (
    notice("gone.html"),
    notice("draft.html", "draft"),
    notice("topics/boats/index.html", "empty", above="topics/index.html"),
    notice(
        WILL,
        "withdrawn",
        title="Das <Testament>",
        date=parse_edtf("1931-03-09"),
        reason='At the wish of "the family" & others.',
        language="de",
        above="1931/03/index.html",
    ),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return render_archive(tmp_path_factory.mktemp("old-addresses"), REDIRECTS, *NOTICES)


def test_whoever_opens_an_old_address_arrives_without_scripts(without_scripts, site):
    page = without_scripts.page
    for old, new in REDIRECTS.items():
        page.goto((site.output / old).as_uri())
        page.wait_for_url((site.output / new).as_uri().replace("'", "%27"))
    assert without_scripts.complaints == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_redirects_and_notices_are_valid_html(check, tmp_path, language):
    site = render_archive(tmp_path, REDIRECTS, *NOTICES, language=language, theme="base")
    pages = [site.output / path for path in (*REDIRECTS, *(one.path for one in NOTICES))]
    assert check("--errors-only", *pages) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_no_violation_in_a_notice(chromium, site, colours):
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, color_scheme=colours, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for path in (one.path for one in NOTICES):
        page.goto((site.output / path).as_uri())
        found[path] = [one["id"] for one in Axe().run(page).response["violations"]]
    context.close()
    assert not any(found.values()), found
