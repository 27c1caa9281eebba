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
