"""Terms whose names differ in signs: they are apart, and stay where they were published."""

from __future__ import annotations

from generator.archive.taxonomies import find_taxonomies, former_pages
from generator.config import TaxonomySettings
from generator.model import Record

SETTINGS = {"topics": TaxonomySettings(minimum=1)}


def taxonomies(*lists: list[str], published: tuple[str, ...] = ()):
    records = [
        Record(f"document-{number}", "", terms={"topics": tuple(names)})
        for number, names in enumerate(lists)
    ]
    return find_taxonomies(records, SETTINGS, [f"topics/{slug}/index.html" for slug in published])


def slugs(*names: str, published: tuple[str, ...] = ()) -> dict[str, str]:
    (taxonomy,) = taxonomies([*names], published=published)
    return {term.title: term.slug for term in taxonomy.terms}


def test_names_that_differ_in_signs_are_terms_of_their_own():
    assert slugs("C", "C++", "C#") == {"C": "c", "C++": "c-plus-plus", "C#": "c-sharp"}


def test_of_two_names_that_are_spelled_alike_the_second_is_numbered():
    assert slugs("B+", "B plus") == {"B+": "b-plus", "B plus": "b-plus-2"}


def test_a_term_stays_at_an_address_without_its_signs():
    assert slugs("B+", published=("b",)) == {"B+": "b"}


def test_the_term_without_signs_has_the_address_if_there_is_one():
    assert slugs("B", "B+", published=("b",)) == {"B": "b", "B+": "b-plus"}


def test_a_term_of_signs_alone_stays_at_the_address_that_such_terms_had():
    assert slugs("!!!", published=("untitled",)) == {"!!!": "untitled"}


def test_a_term_stays_at_an_address_with_a_loose_accent():
    assert slugs("İzmir", published=("i\u0307zmir",)) == {"İzmir": "i\u0307zmir"}


def test_the_address_with_a_loose_accent_leads_to_the_term():
    found = taxonomies(["İzmir"], published=("i\u0307zmir", "izmir"))
    assert [*former_pages(found)] == [("topics/i\u0307zmir/index.html", "topics/izmir/index.html")]


def test_no_address_of_a_term_leads_to_another():
    found = taxonomies(["B", "B+"], published=("b", "b-plus"))
    assert [*former_pages(found)] == []


def test_a_document_shows_each_of_its_terms_by_its_own_name(build_site):
    site = build_site("""
        -- content/1999/a.md --
        ---
        title: The press
        date: "1999"
        topics: ["B", "B+", "???"]
        ---
        It runs.
    """)
    shown = {link.text() for link in site.html("1999/a.html").css("main a")}
    assert {"B", "B+", "???"} <= shown
    assert site.links("topics/b-plus/index.html") == ["The press"]
