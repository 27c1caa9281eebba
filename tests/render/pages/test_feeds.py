"""Feeds, as a feed reader reads them."""

import json
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


FIRST_IMPORT = """
    -- content/1.md --
    ---
    {title: Of 1911, date: 1911-06-05}
    ---
    -- content/2.md --
    ---
    {title: Of 2019, date: 2019-04-03}
    ---
    -- content/3.md --
    ---
    {title: Of 1958, date: 1958}
    ---
    -- content/4.md --
    ---
    {title: Of no day}
    ---
"""


def test_documents_of_which_no_day_of_adding_is_known_go_by_their_dates(build_site):
    site = build_site(FIRST_IMPORT)
    assert titles(site) == ["Of 2019", "Of 1958", "Of 1911"]
    assert "1970" not in site.read("output/feed.xml")


def test_of_the_documents_of_one_day_the_newest_come_first(build_site):
    site = build_site(FIRST_IMPORT.replace("{title", "{added: 2026-01-01, title"))
    assert titles(site) == ["Of 2019", "Of 1958", "Of 1911", "Of no day"]


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
        date: 2001
        ---
    """)
    entry = ElementTree.fromstring(site.read("output/feed.xml")).find("{*}entry/{*}title")
    assert entry.text == "<b>Roads</b> & rivers"


def test_the_feed_of_an_empty_archive_is_well_formed(build_site):
    assert feed(build_site()).bozo is False


# What an entry says, in both forms

FULL = """
    -- content/2001/bus.md --
    ---
    title: Bus on the bridge
    date: "2001-11-03T14:02:00Z"
    source: Ferry Gazette
    source_url: https://gazette.example/bus
    section: [News]
    authors: [Ann Ferrier, Bo Kahn]
    language: fr
    topics: [Roads]
    rights: Ferry Press
    summary: It was the first.
    added: 2026-01-01
    ---
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Return an archive of one document of which everything is known, for reading only."""
    return write_site(tmp_path_factory.mktemp("feeds") / "archive", FULL).rebuild()


@pytest.fixture
def atom_entry(full):
    return feed(full).entries[0]


@pytest.fixture
def json_item(full):
    return json_feed(full)["items"][0]


def json_feed(site, path="feed.json"):
    return json.loads(site.read(f"output/{path}"))


def test_an_entry_names_the_authors_that_are_printed(atom_entry):
    assert [author.name for author in atom_entry.authors] == ["Ann Ferrier", "Bo Kahn"]


def test_no_author_is_made_up_for_an_entry_that_prints_none(three):
    entry = ElementTree.fromstring(three.read("output/feed.xml")).find("{*}entry")
    assert entry.find("{*}author") is None


def test_an_entry_has_its_subjects_for_categories_and_not_its_source(atom_entry):
    assert [tag.term for tag in atom_entry.tags] == ["Roads", "News"]


def test_an_entry_leads_to_where_it_was_first_published(atom_entry):
    ways = {link.rel: link.href for link in atom_entry.links}
    assert ways["via"] == "https://gazette.example/bus"


def test_an_address_that_could_run_is_in_no_feed(build_site):
    site = build_site(FULL.replace("https://gazette.example/bus", "javascript:alert(1)"))
    assert "javascript" not in site.read("output/feed.xml") + site.read("output/feed.json")


def test_an_entry_says_its_rights(atom_entry):
    assert atom_entry.rights == "Ferry Press"


def test_an_entry_in_another_language_says_so(full):
    entry = ElementTree.fromstring(full.read("output/feed.xml")).find("{*}entry")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_an_entry_was_published_when_the_original_was(atom_entry):
    assert atom_entry.published == "2001-11-03T14:02:00Z"


@pytest.mark.parametrize(
    "date", ["2001", "2001-11-03", "2001-11-03T14:02:00", "2001~", "1914/1918"]
)
def test_an_entry_claims_no_instant_that_its_date_does_not_state(build_site, date):
    site = build_site(FULL.replace("2001-11-03T14:02:00Z", date))
    assert "published" not in feed(site).entries[0]
    assert "date_published" not in json_feed(site)["items"][0]


def test_a_long_summary_is_shortened_in_feeds(build_site):
    site = build_site(FULL.replace("It was the first.", "word " * 1000))
    assert len(feed(site).entries[0].summary) <= 601


def test_a_json_feed_has_all_that_its_version_asks_for(full):
    found = json_feed(full)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"]
    assert all(item["id"] and item["content_text"] for item in found["items"])


def test_a_json_feed_says_what_is_known_of_a_document(json_item):
    assert {key: json_item[key] for key in json_item.keys() - {"id"}} == {
        "url": "2001/bus.html",
        "external_url": "https://gazette.example/bus",
        "title": "Bus on the bridge",
        "content_text": "It was the first.",
        "date_published": "2001-11-03T14:02:00Z",
        "date_modified": "2026-01-01T00:00:00Z",
        "authors": [{"name": "Ann Ferrier"}, {"name": "Bo Kahn"}],
        "tags": ["Roads", "News"],
        "language": "fr",
    }


def test_a_document_without_a_summary_is_named_by_its_title_in_a_json_feed(three):
    assert json_feed(three)["items"][1]["content_text"] == "Added between"


@pytest.mark.parametrize("folder", ["", "topics/roads/"])
def test_both_forms_of_a_feed_have_the_same_entries(three, folder):
    atom = [(entry.id, entry.title) for entry in feed(three, f"{folder}feed.xml").entries]
    items = json_feed(three, f"{folder}feed.json")["items"]
    assert [(item["id"], item["title"]) for item in items] == atom


def test_a_json_feed_names_its_own_address_when_there_is_one(addressed, three):
    assert json_feed(addressed)["feed_url"] == "https://archive.example/ferry/feed.json"
    assert "feed_url" not in json_feed(three)


def test_a_feed_changes_with_what_it_says_of_a_document(build_site):
    site = build_site(FULL)
    site.write(
        "content/2001/bus.md", site.read("content/2001/bus.md").replace("Bo Kahn", "Cy Lund")
    )
    site.rebuild()
    assert json_feed(site, "topics/roads/feed.json")["items"][0]["authors"][1] == {
        "name": "Cy Lund"
    }


@pytest.mark.parametrize("page", ["index.html", "topics/roads/index.html"])
def test_a_page_leads_to_its_feeds_in_both_forms(three, page):
    links = three.html(page).css("head link[rel=alternate]")
    kinds = {link.attributes["type"] for link in links}
    assert kinds == {"application/atom+xml", "application/feed+json"}


def test_a_feed_without_an_address_says_that_it_leads_into_a_copy(build_site):
    site = build_site(THREE)
    assert feed(site).feed.subtitle.startswith("The links of this feed lead within the copy")
    assert json.loads(site.read("output/feed.json"))["description"] == feed(site).feed.subtitle


def test_a_feed_with_an_address_needs_no_such_words(build_site):
    site = build_site(THREE, "-- site.yaml --\nbase_url: https://archive.example/\n")
    assert "subtitle" not in feed(site).feed
    assert "description" not in json.loads(site.read("output/feed.json"))
