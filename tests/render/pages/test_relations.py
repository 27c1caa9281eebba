"""What a document's page leads to: stories that it names, those that name it, similar ones."""

import pytest

from generator.render.facts import MOST_NAMED
from tests.site_in_a_string import BuiltSite, write_site

ARCHIVE = """
    -- content/1998/piers.md --
    ---
    title: "Divers to look at the piers"
    date: "1998-05-21"
    ---
    -- content/2000/shut.md --
    ---
    title: "Old bridge ‘shut to traffic’"
    date: "2000-03-14T09:30:00Z"
    topics: ["Bridges"]
    related: [{date: "1998-05-21", title: "DIVERS TO LOOK AT THE PIERS"}]
    ---
    -- content/2001/bus.md --
    ---
    title: "School bus first over the bridge"
    date: "2001-11-03"
    topics: ["Bridges"]
    related:
      - {date: "2000-03-14", section: "Town", title: "Old bridge shut to traffic"}
      - {date: "1931-08-01", title: "Nothing"}
      - {date: "1998-05-22", title: "Divers to look at the piers"}
    ---
    -- content/2002/toll.md --
    ---
    title: "A toll on the bridge"
    date: "2002-07"
    topics: ["Bridges"]
    language: "de"
    ---
    -- content/2003/rust.md --
    ---
    title: "Rust"
    topics: ["Bridges"]
    hidden: true
    related: [{title: "A toll on the bridge"}]
    ---
    -- content/2004/1.md --
    -- content/2004/2.md --
"""
BUS, SHUT, PIERS = "2001/bus.html", "2000/shut.html", "1998/piers.html"


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return an archive of a bridge; for reading only."""
    return write_site(tmp_path_factory.mktemp("relations") / "archive", ARCHIVE).rebuild()


def section(site, page, heading):
    """Return the links of one of the lists beside a document, by their words."""
    for part in site.html(page).css(".side section"):
        if part.css_first("h2").text() == heading:
            return {link.text(): link.attributes["href"] for link in part.css("li > a, cite a")}
    return {}


def test_a_story_that_the_archive_has_is_a_link_under_the_title_as_printed(bridges):
    ways = section(bridges, BUS, "See also")
    assert ways == {"Old bridge shut to traffic": "../2000/shut.html"}


def test_a_story_that_the_archive_does_not_have_is_text(bridges):
    cites = [node.text() for node in bridges.html(BUS).css(".see-also cite")]
    assert cites[1:] == ["Nothing", "Divers to look at the piers"]


def test_a_document_says_which_others_name_it(bridges):
    ways = section(bridges, SHUT, "Referenced by")
    assert ways == {"School bus first over the bridge": "../2001/bus.html"}


def test_a_document_that_none_names_has_no_list_of_those(bridges):
    assert "Referenced by" not in bridges.text(BUS)


def test_a_hidden_document_that_names_one_is_not_listed(bridges):
    assert "Rust" not in bridges.text("2002/toll.html")


def test_a_hidden_document_leads_to_the_stories_that_it_names(bridges):
    assert section(bridges, "2003/rust.html", "See also") == {
        "A toll on the bridge": "../2002/toll.html"
    }


def test_documents_that_share_a_rare_term_are_listed_as_similar(bridges):
    ways = section(bridges, "2002/toll.html", "Similar documents")
    assert list(ways) == ["School bus first over the bridge", "Old bridge ‘shut to traffic’"]


def test_no_document_is_listed_twice(bridges):
    assert list(section(bridges, BUS, "Similar documents")) == ["A toll on the bridge"]


def test_a_similar_document_in_another_language_is_marked_as_such(bridges):
    items = bridges.html(BUS).css(".brief-entries li")
    assert [(item.attributes["lang"], item.attributes["dir"]) for item in items] == [("de", "ltr")]


def test_a_document_that_very_many_name_lists_the_latest_and_counts_the_others(build_site):
    names = "".join(
        f'-- content/{n}.md --\n---\n{{title: Note {n}, date: "{1900 + n}", '
        "related: [{title: The mill}]}\n---\n"
        for n in range(MOST_NAMED + 3)
    )
    site = build_site("-- content/mill.md --\n---\ntitle: The mill\n---\n", names)
    latest = [f"Note {n}" for n in range(MOST_NAMED + 2, 2, -1)]
    assert list(section(site, "mill.html", "Referenced by")) == latest
    assert "Others that refer to it: 3" in site.text("mill.html")


def test_a_withdrawn_document_is_led_to_by_none(build_site):
    site = build_site("""
        -- content/1.md --
        ---
        {title: One, topics: [Fogs], related: [{title: Two}]}
        ---
        -- content/2.md --
        ---
        {title: Two, topics: [Fogs], status: withdrawn}
        ---
        -- content/3.md --
    """)
    assert site.ways("1.html", ".side section a") == {
        "Fogs": "topics/fogs/index.html",
        "Topics": "topics/index.html",
    }
