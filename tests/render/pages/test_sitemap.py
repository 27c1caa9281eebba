"""What search engines are told."""

import re

import pytest

BASE_URL = "https://archive.example/ferry/"


def test_without_an_address_there_is_no_sitemap(archive):
    assert "sitemap.xml" not in archive.paths()


def test_every_address_of_the_sitemap_is_a_full_one_and_exists(addressed):
    addresses = addressed.items("sitemap.xml", "loc")
    files = {re.sub("/$", "/index.html", address) for address in addresses}
    assert files <= {f"{BASE_URL}{path}" for path in addressed.paths()}


@pytest.mark.parametrize(
    "page",
    [
        *("", "2001/10/bridge.html", "history.html", "topics/", "topics/roads/"),
        *("dates/", "2001/", "2001/10/", "dates/days/", "dates/10-03/"),
    ],
)
def test_the_sitemap_names_every_document_and_index(addressed, page):
    assert f"{BASE_URL}{page}" in addressed.items("sitemap.xml", "loc")


def test_robots_may_read_everything(archive):
    assert archive.read("output/robots.txt") == "User-agent: *\nAllow: /\n"


def test_robots_are_told_of_the_sitemap(addressed):
    assert f"Sitemap: {BASE_URL}sitemap.xml\n" in addressed.read("output/robots.txt")


def test_a_page_names_its_own_address(addressed):
    canonical = addressed.html("2001/10/index.html").css_first("link[rel=canonical]")
    assert canonical.attributes["href"] == f"{BASE_URL}2001/10/"


def test_a_page_of_an_archive_without_an_address_names_none(archive):
    assert archive.html("2001/10/index.html").css_first("link[rel=canonical]") is None


def test_the_sitemap_says_when_a_document_was_added_or_corrected(build_site):
    site = build_site(
        f"""
        -- site.yaml --
        base_url: {BASE_URL}
        -- content/a.md --
        ---
        {{title: A, added: 2024-05-01}}
        ---
        -- content/b.md --
        ---
        {{title: B, added: 2024-05-01, updated: 2025-01-02}}
        ---
        -- content/c.md --
        ---
        {{title: C}}
        ---
        """
    )
    told = dict(
        re.findall(
            r"<loc>(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?", site.read("output/sitemap.xml")
        )
    )
    days = {name: told[f"{BASE_URL}{name}.html"] for name in "abc"}
    assert days == {"a": "2024-05-01", "b": "2025-01-02", "c": ""}
    assert told[BASE_URL] == ""


def test_a_corrected_day_is_in_the_sitemap_at_the_next_build(build_site):
    text = (
        f"-- site.yaml --\nbase_url: {BASE_URL}\n-- content/a.md --\n---\nadded: 2024-05-01\n---\n"
    )
    site = build_site(text)
    site.write("content/a.md", "---\nadded: 2024-05-02\n---\n")
    site.rebuild()
    assert site.items("sitemap.xml", "lastmod") == ["2024-05-02"]


def test_the_edition_stands_on_every_page_and_in_its_data(build_site):
    site = build_site("-- site.yaml --\n{edition: 2nd edition}\n-- content/a.md --\nThe ferry.\n")
    for page in ("index.html", "a.html", "dates/index.html"):
        assert "2nd edition" in site.html(page).css_first("footer.site-footer").text()
        assert '"version":"2nd edition"' in site.read(f"output/{page}")
