"""Taxonomies: which terms there are, how they are spelt, and which of them have a page."""

import pytest

from generator.archive.taxonomies import SMALL_ARCHIVE, find_taxonomies
from generator.config import TaxonomySettings
from generator.model import Record

TOPICS = {"topics": TaxonomySettings(minimum=2)}


def records(*topics, fill=0):
    """Return a record for each list of topics, and as many more without any."""
    listed = [Record(f"document-{n}", "", terms={"topics": t}) for n, t in enumerate(topics)]
    return listed + [Record(f"other-{n}", "") for n in range(fill)]


def terms(records, settings=TOPICS):
    (taxonomy,) = find_taxonomies(records, settings)
    return taxonomy.terms


@pytest.mark.parametrize(
    "spellings",
    [
        ["Roads", "roads", "ROADS"],
        ["Café", "CAFÉ", "Cafe"],
        ["Old Margery", "old  margery", "Old-Margery"],
        ["St Oswin's", "St Oswin’s"],
        ["Россия", "РОССИЯ"],
        ["Straße", "STRASSE"],
    ],
)
def test_spellings_that_differ_by_case_accents_or_spacing_are_one_term(spellings):
    (term,) = terms(records(*([spelling] for spelling in spellings)))
    assert len(term.records) == len(spellings)


def test_a_term_is_spelt_as_most_documents_spell_it():
    (term,) = terms(records(["ROADS"], ["roads"], ["roads"]))
    assert term.title == "roads"


def test_among_equally_common_spellings_the_first_in_the_alphabet_is_used():
    forwards = terms(records(["roads"], ["Roads"]))
    backwards = terms(records(["Roads"], ["roads"]))
    assert [forwards[0].title, backwards[0].title] == ["Roads", "Roads"]


def test_a_document_that_names_a_term_in_two_spellings_counts_once():
    (term,) = terms(records(["Roads", "roads"]))
    assert term.records == (0,)


def test_terms_stand_in_the_order_of_the_alphabet_whatever_their_case():
    found = terms(records(["rivers"], ["Roads"], ["Arches"], ["bridges"]))
    assert [term.title for term in found] == ["Arches", "bridges", "rivers", "Roads"]


def test_the_documents_of_a_term_go_from_the_newest_to_the_oldest():
    (term,) = terms(records(["Roads"], ["Roads"], ["Roads"]))
    assert term.records == (2, 1, 0)


def test_the_documents_of_a_term_are_listed_newest_first(build_site):
    site = build_site("""
        -- content/old.md --
        ---
        {title: Old, date: "1999", topics: [Roads]}
        ---
        -- content/new.md --
        ---
        {title: New, date: "2001", topics: [Roads]}
        ---
        -- content/undated.md --
        ---
        {title: Undated, topics: [Roads]}
        ---
    """)
    assert site.links("topics/roads/index.html") == ["New", "Old", "Undated"]


@pytest.mark.parametrize(
    ("documents", "has_page"), [(SMALL_ARCHIVE - 1, True), (SMALL_ARCHIVE, False)]
)
def test_a_rare_term_has_a_page_in_a_small_archive_only(documents, has_page):
    (term,) = terms(records(["Roads"], fill=documents - 1))
    assert term.has_page is has_page


def test_a_term_as_common_as_the_minimum_has_a_page():
    (term,) = terms(records(["Roads"], ["Roads"], fill=SMALL_ARCHIVE))
    assert term.has_page


def test_a_term_without_a_page_is_named_on_its_document_without_a_link(build_site):
    others = "".join(f"-- content/other-{n}.md --\n" for n in range(SMALL_ARCHIVE))
    site = build_site(
        f"-- content/bridge.md --\n---\ntitle: The bridge\ntopics: [Roads]\n---\n{others}"
    )
    assert "Roads" in site.text("bridge.html")
    assert "Roads" not in [link.text() for link in site.html("bridge.html").css("main a")]
    assert "topics/roads/index.html" not in site.paths()
    assert "Too rare for a page of their own: 1" in site.text("topics/index.html")


def test_a_hidden_document_makes_no_term():
    hidden = Record("a", "", terms={"topics": ("Roads",)}, is_hidden=True)
    assert find_taxonomies([hidden], TOPICS) == ()


def test_a_taxonomy_that_no_document_uses_has_no_page(build_site):
    site = build_site("""
        -- content/bridge.md --
        The bridge is open.
    """)
    assert "topics/index.html" not in site.paths()


def test_any_key_can_be_made_a_taxonomy_in_a_folder_of_its_name(build_site):
    site = build_site("""
        -- site.yaml --
        taxonomies: {ships: {title: Vessels}}
        -- content/launch.md --
        ---
        title: The launch
        ships: The Perseverance
        ---
    """)
    assert site.html("ships/index.html").css_first("h1").text() == "Vessels"
    assert site.links("ships/the-perseverance/index.html") == ["The launch"]


@pytest.mark.parametrize("key", ["section", "source"])
def test_sections_and_sources_are_taxonomies(build_site, key):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        {key}: Works
        ---
    """)
    assert site.links(f"{key}/works/index.html") == ["The bridge"]


def test_terms_of_every_script_have_an_address_of_their_own(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge
        topics: [Россия, 道路, الطرق, Ærø]
        ---
    """)
    pages = [path for path in site.paths() if path.startswith("topics/") and "feed" not in path]
    assert sorted(pages) == [
        "topics/by-number.html",
        "topics/index.html",
        "topics/ærø/index.html",
        "topics/россия/index.html",
        "topics/الطرق/index.html",
        "topics/道路/index.html",
    ]


def test_when_the_language_of_the_site_changes_so_does_the_order_of_names(build_site):
    site = build_site("""
        -- site.yaml --
        language: sv
        -- content/1901/a.md --
        ---
        title: The walks
        date: "1901"
        topics: [Äng, Zon 10, Zon 9, Ask]
        ---
        They are long.
    """)
    names = ("Ask", "Zon", "Äng")

    def shown() -> list[str]:
        return [one for one in site.items("topics/index.html", "main a") if one.startswith(names)]

    assert shown() == ["Ask", "Zon 9", "Zon 10", "Äng"]
    site.write("site.yaml", b"language: en\n")
    site.rebuild()
    assert shown() == ["Äng", "Ask", "Zon 9", "Zon 10"]
