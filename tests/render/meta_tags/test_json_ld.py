"""What a page tells search engines: schema.org as JSON-LD."""

import pytest

from tests.render.meta_tags.conftest import BASE_URL, LETTER, NEWS, described_as, structured_data

EXPECTED = {
    "@type": "NewsArticle",
    "headline": "School bus on the bridge",
    "description": "It was the first of all.",
    "url": f"{BASE_URL}2001/11/school-bus.html",
    "inLanguage": "en",
    "datePublished": "2001-11-03T14:02:00Z",
    "author": [
        {"@type": "Person", "name": "Ruth Tordoff"},
        {"@type": "Person", "name": "A Working Tanner"},
    ],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Ferry Gazette Online"},
    "articleSection": ["News", "Town"],
    "keywords": ["Roads", "Rivers"],
    "about": [{"@type": "Thing", "name": "Rivers", "sameAs": ["https://elsewhere.example/rivers"]}],
    "mentions": [
        {"@type": "Person", "name": "Bo Kahn"},
        {"@type": "Place", "name": "Hartwell"},
        {"@type": "Organization", "name": "Society of Masons"},
    ],
    "copyrightNotice": "Ferry Press",
    "isBasedOn": "https://gazette.example/bus",
    "isPartOf": {"@type": "Collection", "name": "The Ferry papers", "url": BASE_URL},
    "encoding": [
        {
            "@type": "MediaObject",
            "contentUrl": f"{BASE_URL}2001/11/school-bus.md",
            "encodingFormat": "text/markdown",
        }
    ],
}


def trail_of(site, path):
    data = structured_data(site, path)
    trail = data["@graph"][1] if "@graph" in data else data["breadcrumb"]
    assert trail["@type"] == "BreadcrumbList"
    steps = trail["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    return [(step["name"], step.get("item")) for step in steps]


def test_news_is_described_as_far_as_it_is_known(hosted):
    assert described_as(hosted, NEWS) == EXPECTED


def test_nothing_is_said_of_what_is_not_known(hosted):
    assert described_as(hosted, "undated/plain.html").keys() == {
        "@type",
        "headline",
        "description",
        "url",
        "isPartOf",
        "encoding",
    }


def test_what_is_no_news_is_a_creative_work(hosted):
    assert described_as(hosted, LETTER)["@type"] == "CreativeWork"


@pytest.mark.parametrize("path", [NEWS, "topics/roads/index.html", "index.html"])
def test_an_archive_without_an_address_says_none_of_its_pages(described, path):
    data = structured_data(described, path)
    assert "url" not in data.get("@graph", [data])[0]


def test_the_trail_of_an_archive_without_an_address_is_relative_as_its_links_are(described):
    assert trail_of(described, NEWS) == [
        ("Home", "../../index.html"),
        ("2001", "../index.html"),
        ("November", "index.html"),
        ("School bus on the bridge", None),
    ]


def test_the_trail_of_an_archive_with_an_address_is_full(hosted):
    assert trail_of(hosted, "topics/roads/index.html") == [
        ("Home", BASE_URL),
        ("Topics", f"{BASE_URL}topics/"),
        ("Roads", f"{BASE_URL}topics/roads/"),
    ]


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("index.html", "WebSite"),
        ("2001/index.html", "CollectionPage"),
        ("topics/index.html", "CollectionPage"),
        ("history.html", "WebPage"),
        ("about/index.html", "AboutPage"),
    ],
)
def test_each_kind_of_page_is_called_what_it_is(described, path, type_):
    assert structured_data(described, path)["@type"] == type_


def test_a_page_for_no_address_says_nothing(described):
    assert described.html("404.html").css("script") == []


@pytest.mark.parametrize("date", ["2001~", "199X", "1914/1918"])
def test_an_inexact_date_is_not_said(dated, date):
    assert described_as(dated(date), NEWS).keys().isdisjoint({"datePublished", "dateCreated"})


@pytest.mark.parametrize(
    ("date", "said"),
    [("2001", "2001"), ("2001-11", "2001-11"), ("2001-11-03T14:02:00", "2001-11-03")],
)
def test_a_date_is_said_as_exactly_as_it_is_known(dated, date, said):
    assert described_as(dated(date), NEWS)["datePublished"] == said


def test_what_was_not_published_was_only_made(build_site):
    site = build_site("-- content/a.md --\n---\ndate: 1907-10-21\ntype: letter\n---\nDear Ann.\n")
    said = described_as(site, "a.html")
    assert (said["dateCreated"], said.get("datePublished")) == ("1907-10-21", None)


def test_a_long_title_is_a_headline_of_110_characters_and_a_name(build_site):
    site = build_site(f"-- content/a.md --\n---\ntitle: {'word ' * 60}\n---\n")
    said = described_as(site, "a.html")
    assert len(said["headline"]) <= 110
    assert len(said["name"]) > 250


def test_no_title_can_close_the_element_that_it_stands_in(described):
    assert described_as(described, "undated/plain.html")["headline"] == "</script><b>"
    assert described.html("undated/plain.html").css("head b, body > b") == []


def test_the_page_of_a_document_is_made_anew_when_a_term_is_the_same_as_something(build_site):
    site = build_site(
        "-- content/a.md --\n---\ntopics: [Rivers]\n---\nOne.\n"
        "-- content/topics/rivers.md --\n---\ntitle: Rivers\n---\n"
    )
    site.write(
        "content/topics/rivers.md",
        "---\nsame_as: [https://elsewhere.example/]\ntitle: Rivers\n---\n",
    )
    site.rebuild()
    assert described_as(site, "a.html")["about"][0]["sameAs"] == ["https://elsewhere.example/"]
