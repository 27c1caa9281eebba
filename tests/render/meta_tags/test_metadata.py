"""Metadata of a document for reference managers and harvesters."""

from hashlib import sha256

import pytest

from tests.render.meta_tags.conftest import LETTER, NEWS, metadata

EXPECTED = {
    "z:itemType": ["newspaperArticle"],
    "prism.publicationName": ["Ferry Gazette Online"],
    "citation_title": ["School bus on the bridge"],
    "citation_author": ["Tordoff, Ruth", "A Working Tanner"],
    "citation_publication_date": ["2001/11/03"],
    "citation_language": ["en"],
    "DC.title": ["School bus on the bridge"],
    "DC.creator": ["Ruth Tordoff", "A Working Tanner"],
    "DC.date": ["2001-11-03T14:02:00Z"],
    "DC.type": ["Text"],
    "DC.language": ["en"],
    "DC.source": ["Ferry Gazette Online"],
    "DC.subject": ["Roads", "Rivers", "Bo Kahn", "Society of Masons"],
    "DCTERMS.spatial": ["Hartwell"],
    "DC.rights": ["Ferry Press"],
    "DCTERMS.isPartOf": ["The Ferry papers"],
}


@pytest.mark.parametrize(("name", "contents"), EXPECTED.items())
def test_a_documents_head_says_what_is_known_of_it(described, name, contents):
    assert metadata(described, NEWS)[name] == contents


def test_the_head_says_nothing_of_what_is_not_known(described):
    found = metadata(described, "undated/plain.html")
    assert found.keys() & EXPECTED.keys() == {
        "z:itemType",
        "citation_title",
        "DC.title",
        "DC.type",
        "DCTERMS.isPartOf",
    }


@pytest.mark.parametrize("name", ["citation_journal_title", "citation_publisher", "DC.publisher"])
def test_news_is_given_no_journal_and_no_publisher(described, name):
    assert name not in metadata(described, NEWS)


def test_a_converted_document_is_identified_by_its_seed(build_site):
    seed = "The bridge is open\n\n3 October 2001\n\nIt was opened on Wednesday.\n"
    site = build_site(f"-- seeds/bridge.txt --\n{seed}")
    found = metadata(site, "2001/10/the-bridge-is-open.html")
    assert found["DC.identifier"] == [f"urn:sha256:{sha256(seed.encode()).hexdigest()}"]


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2001", "2001"),
        ("2001-11", "2001/11"),
        ("2001-11-03", "2001/11/03"),
        ("2001-11-03T14:02:00", "2001/11/03"),
    ],
)
def test_a_publication_date_is_as_exact_as_it_is_known(dated, date, shown):
    assert metadata(dated(date), NEWS)["citation_publication_date"] == [shown]


@pytest.mark.parametrize("date", ["2001~", "2001-11?", "199X", "1914/1918", "2001-21"])
def test_an_inexact_date_is_only_given_where_it_can_be_told(dated, date):
    found = metadata(dated(date), NEWS)
    assert found["DC.date"] == [date]
    assert found.keys().isdisjoint({"citation_publication_date", "article:published_time"})


def test_a_title_in_another_language_says_so(described):
    node = described.html(LETTER).css_first('meta[name="DC.title"]')
    assert node.attributes["lang"] == "fr"


def test_a_document_names_the_schemes_of_its_metadata(described):
    links = described.html(NEWS).css("head link[rel^=schema]")
    assert {link.attributes["rel"] for link in links} == {"schema.DC", "schema.DCTERMS"}


def test_the_head_leads_to_where_the_document_was_first_published(described):
    link = described.html(NEWS).css_first("head link[rel=original]")
    assert link.attributes["href"] == "https://gazette.example/bus"


def test_the_head_leads_up_to_the_list_that_the_page_stands_in(described):
    link = described.html(NEWS).css_first("head link[rel=up]")
    assert link.attributes["href"] == "index.html"


def test_a_list_has_no_metadata_of_a_document(hosted):
    found = metadata(hosted, "topics/roads/index.html")
    assert [name for name in found if name.startswith(("DC", "citation", "z:"))] == []
