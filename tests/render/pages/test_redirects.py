"""The page at an old address: it leads to the new one on any server, and without one."""

import pytest

from generator.render.themes.theme import builtin_themes
from tests.crawl import find_broken_links
from tests.render.pages.old_addresses import notice, render_archive

OLD = "news/old.html"
BRIDGE = "1931/03/bridge.html"
BASE_URL = "https://archive.example/ferry/"
THEMES = sorted(path.parent.name for path in builtin_themes().glob("*/theme.yaml"))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Return the page at an old address of the bridge, parsed."""
    return render_archive(tmp_path_factory.mktemp("redirects"), {OLD: BRIDGE}).html(OLD)


def refresh(page):
    return page.css_first("meta[http-equiv=refresh]").attributes["content"]


def canonical(page):
    return page.css_first("link[rel=canonical]").attributes["href"]


def test_an_old_address_leads_on_at_once(page):
    assert refresh(page) == "0; url=../1931/03/bridge.html"


def test_whoever_is_not_led_on_finds_a_link_with_the_title(page):
    link = page.css_first("main a")
    assert link.attributes["href"] == "../1931/03/bridge.html"
    assert link.text() == "The bridge & its <toll>"


def test_an_old_address_is_not_to_be_listed_by_search_engines(page):
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_an_old_address_needs_no_other_file_to_be_read(page):
    assert page.css("link:not([rel=canonical]), script, img") == []


def test_the_canonical_address_is_the_new_one(page):
    assert canonical(page) == "../1931/03/bridge.html"


def test_the_canonical_address_is_a_full_one_where_the_site_has_one(tmp_path):
    site = render_archive(tmp_path, {OLD: BRIDGE}, base_url=BASE_URL)
    assert canonical(site.html(OLD)) == f"{BASE_URL}1931/03/bridge.html"


def test_a_title_in_another_language_is_marked_as_such(tmp_path):
    site = render_archive(tmp_path, {OLD: "1931/bruecke.html"})
    assert site.html(OLD).css_first("main a").attributes["lang"] == "de"


@pytest.mark.parametrize(
    ("target", "title"),
    [
        ("history.html", "How it began"),
        ("index.html", "Home"),
        ("dates/index.html", "Dates"),
        ("1931/index.html", "1931"),
        ("1931/03/index.html", "March 1931"),
        ("topics/index.html", "Topics"),
        ("topics/roads/index.html", "Roads"),
        ("a-z/index.html", "A–Z"),
        ("a-z/d/index.html", "D"),
        ("undated/index.html", "Undated"),
    ],
)
def test_a_link_to_what_is_no_document_has_a_title_too(tmp_path, target, title):
    site = render_archive(tmp_path, {OLD: target})
    assert site.html(OLD).css_first("main a").text() == title


def test_a_link_to_a_notice_has_the_title_of_the_document(tmp_path):
    gone = notice("gone.html", "withdrawn", title="The will", language="en")
    site = render_archive(tmp_path, {OLD: "gone.html"}, gone)
    assert site.html(OLD).css_first("main a").text() == "The will"


def test_a_link_to_a_notice_without_a_title_says_what_became_of_the_page(tmp_path):
    site = render_archive(tmp_path, {OLD: "gone.html"}, notice("gone.html", "draft"))
    assert site.html(OLD).css_first("main a").text() == "Not available at present"


def test_an_address_that_begins_with_a_quotation_mark_is_led_to(tmp_path):
    site = render_archive(tmp_path, {"old.html": "'tis.html"})
    assert refresh(site.html("old.html")) == "0; url=%27tis.html"


def test_an_old_address_need_not_end_as_pages_do(tmp_path):
    site = render_archive(tmp_path, {"world/1578.stm": BRIDGE})
    assert "url=../1931/03/bridge.html" in site.read("output/world/1578.stm")


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_leads_to_pages_that_are_there(tmp_path, theme):
    redirects = {OLD: BRIDGE, "old/index.html": "topics/roads/index.html", "a.html": "'tis.html"}
    site = render_archive(tmp_path, redirects, notice("b/gone.html"), theme=theme)
    assert find_broken_links(site.output) == []


def test_old_addresses_are_in_no_sitemap_and_no_feed(tmp_path):
    site = render_archive(tmp_path, {OLD: BRIDGE}, notice("gone.html"), base_url=BASE_URL)
    told = site.read("output/sitemap.xml") + site.read("output/feed.xml")
    assert ("old.html" in told, "gone.html" in told) == (False, False)
