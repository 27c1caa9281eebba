"""Feeds, as a feed reader reads them."""

import re
from xml.etree import ElementTree

import feedparser
import pytest

from tests.site_in_a_string import write_site

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def feed(site, path="feed.xml"):
    return feedparser.parse(site.read(f"output/{path}"))


def titles(site, path="feed.xml"):
    return [entry.title for entry in feed(site, path).entries]


THREE = """
    -- content/1.md --
    ---
    {title: Added first, added: 2026-01-01, topics: [Roads]}
    ---
    -- content/2.md --
    ---
    {title: Added last, added: 2026-01-03, summary: It is open., date: 1999-05-20}
    ---
    -- content/3.md --
    ---
    {title: Added between, added: 2026-01-02, topics: [Roads]}
    ---
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Return an archive of three documents, for reading only."""
    return write_site(tmp_path_factory.mktemp("feeds") / "archive", THREE).rebuild()


@pytest.mark.parametrize("path", ["feed.xml", "topics/roads/feed.xml"])
def test_a_feed_is_well_formed_atom(three, path):
    found = feed(three, path)
    assert (found.bozo, found.version) == (False, "atom10")


def test_a_feed_lists_first_what_was_added_last(three):
    assert titles(three) == ["Added last", "Added between", "Added first"]


def test_a_terms_feed_lists_its_own_documents(three):
    assert titles(three, "topics/roads/feed.xml") == ["Added between", "Added first"]


def test_a_feed_shows_the_summary(three):
    assert feed(three).entries[0].summary == "It is open."


def test_a_correction_brings_a_document_to_the_top(build_site):
    site = build_site(THREE.replace("Added first,", "Added first, updated: 2026-02-01,"))
    assert titles(site)[0] == "Added first"


def test_a_feed_is_no_longer_than_its_limit(build_site):
    assert titles(build_site(THREE, feeds={"limit": 2})) == ["Added last", "Added between"]


def test_ids_stay_the_same_when_the_archive_moves_and_grows(build_site):
    site = build_site(THREE)
    before = {entry.title: entry.id for entry in feed(site).entries}
    site.write("content/4.md", "One more.")
    site.rebuild(base_url="https://elsewhere.example/")
    assert before.items() <= {entry.title: entry.id for entry in feed(site).entries}.items()


def test_no_two_entries_have_the_same_id(three):
    ids = [entry.id for entry in feed(three).entries]
    assert len(set(ids)) == len(ids)


def test_entries_of_an_archive_without_an_address_lead_to_pages_beside_the_feed(three):
    root = ElementTree.fromstring(three.read("output/topics/roads/feed.xml"))
    links = [link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert links == ["index.html", "../../3.html", "../../1.html"]


def test_entries_of_an_archive_with_an_address_lead_to_it(addressed):
    links = [entry.link for entry in feed(addressed).entries]
    assert "https://archive.example/ferry/2001/10/bridge.html" in links


@pytest.mark.parametrize(
    "updated", ["2024", "2024-05", "2024-05-01", "2024-05-01T10:00:00Z", "soon"]
)
def test_every_time_in_a_feed_is_a_full_one(build_site, updated):
    site = build_site(f"""
        -- content/1.md --
        ---
        updated: "{updated}"
        added: 2026-01-01
        ---
    """)
    root = ElementTree.fromstring(site.read("output/feed.xml"))
    times = [node.text for node in root.iter("{http://www.w3.org/2005/Atom}updated")]
    assert times
    assert all(RFC_3339.fullmatch(time) for time in times)


def test_markup_in_a_title_is_text_to_a_feed_reader(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        title: "<b>Roads</b> & rivers"
        ---
    """)
    entry = ElementTree.fromstring(site.read("output/feed.xml")).find("{*}entry/{*}title")
    assert entry.text == "<b>Roads</b> & rivers"


def test_the_feed_of_an_empty_archive_is_well_formed(build_site):
    assert feed(build_site()).bozo is False
