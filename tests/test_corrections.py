"""What was corrected in a document: on its page, in a feed of the site, and for machines."""

import json

import pytest

SITE = """
    -- site.yaml --
    title: Mills
    -- content/weir.md --
    ---
    title: The weir
    updated: 2024-01-01
    corrections:
    - {date: 2023-02, what: "A name was misspelt."}
    - {date: 2024-05-01, what: "The date was <misread>."}
    ---
    Text.
    -- content/mill.md --
    ---
    title: The mill
    ---
    Text.
"""


def test_a_page_lists_its_corrections_newest_first(build_site):
    site = build_site(SITE)
    assert site.items("weir.html", ".corrections li") == [
        "1 May 2024 : The date was <misread>.",
        "February 2023 : A name was misspelt.",
    ]
    assert site.items("mill.html", ".corrections") == []


def test_the_last_correction_is_an_update_if_it_is_later(build_site):
    site = build_site(SITE)
    assert "2024-05-01" in site.items("weir.html", ".provenance dd")
    site.add_files(SITE.replace("updated: 2024-01-01", "updated: 2025-01-01"))
    assert "2025-01-01" in site.rebuild().items("weir.html", ".provenance dd")


def test_the_site_has_feeds_of_its_corrections(build_site):
    site = build_site(SITE, base_url="https://mills.example/")
    feed = json.loads(site.read("output/corrections.json"))
    assert feed["title"] == "Corrections · Mills"
    first, second = feed["items"]
    assert (first["title"], first["content_text"]) == ("The weir", "The date was <misread>.")
    assert first["url"] == "https://mills.example/weir.html#page-corrections"
    assert first["date_modified"] == "2024-05-01T00:00:00Z"
    assert second["date_modified"] == "2023-02-01T00:00:00Z"
    atom = site.read("output/corrections.xml")
    assert "<summary>The date was &lt;misread&gt;.</summary>" in atom
    assert first["id"] in atom


def test_every_page_leads_to_the_feeds_of_corrections_if_there_are_any(build_site):
    site = build_site(SITE)
    links = site.html("mill.html").css('link[rel="alternate"]')
    assert "corrections.xml" in [link.attributes["href"] for link in links]
    site.write("content/weir.md", "---\ntitle: The weir\n---\nText.\n")
    site.rebuild()
    assert "corrections" not in site.read("output/mill.html")
    assert "corrections.xml" not in site.paths()


def test_machines_are_told_of_corrections(build_site):
    page = build_site(SITE).html("weir.html")
    data = json.loads(page.css_first('script[type="application/ld+json"]').text())
    assert data["@graph"][0]["correction"][0] == {
        "@type": "CorrectionComment",
        "text": "The date was <misread>.",
        "datePublished": "2024-05-01",
    }


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{date: 2024}", "what"),
        ("{what: A name.}", "date"),
        ("{date: soon, what: A name.}", "date"),
        ("A name was misspelt.", "no date with a text"),
    ],
)
def test_a_correction_that_cannot_be_read_is_left_out_and_named(build_site, entry, told):
    site = build_site(SITE.replace("- {date: 2023-02,", f"- {entry}\n    - {{date: 2023-02,"))
    found = next(one for one in site.diagnostics if one.code == "corrections.invalid")
    assert (found.path, found.line) == ("content/weir.md", 4)
    assert "entry 1" in found.message
    assert told in found.message
    assert len(site.items("weir.html", ".corrections li")) == 2


def test_a_correction_of_a_hidden_document_is_in_no_feed(build_site):
    site = build_site(SITE.replace("updated: 2024-01-01", "hidden: true"))
    assert "corrections.json" not in site.paths()
    assert len(site.items("weir.html", ".corrections li")) == 2
