"""Term files: what the owner says of a term holds for the whole archive."""

from __future__ import annotations

import pytest

from generator.archive.taxonomies import SMALL_ARCHIVE, find_taxonomies, former_pages
from generator.archive.term_files import TermFile
from generator.config import TaxonomySettings
from generator.model import Record
from generator.text import Slug

SETTINGS = {"topics": TaxonomySettings(minimum=1), "people": TaxonomySettings(minimum=1)}


def document(number: int, key: str, *words: str) -> Record:
    return Record(f"document-{number}", "", terms={key: words})


def documents(*lists: list[str], key: str = "topics") -> list[Record]:
    return [document(number, key, *words) for number, words in enumerate(lists)]


def file(title: str, slug: str = "", **values) -> TermFile:
    key = values.pop("taxonomy", "topics")
    return TermFile(key, Slug(slug or title.lower().replace(" ", "-")), title, **values)


def terms(records, *files, published=()):
    taxonomies = find_taxonomies(records, SETTINGS, published, files)
    return {term.title: term for one in taxonomies for term in one.terms}


# Spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("U.K.", "UK", id="an-abbreviation"),
        pytest.param("F. O. Pike", "F.O. Pike", id="initials"),
        pytest.param("Elections", "Election", id="a-plural"),
        pytest.param("Policies", "Policy", id="a-plural-in-ies"),
        pytest.param("Taxes", "Tax bill", id="no-plural-of-another-word"),
    ],
)
def test_abbreviations_and_plurals_are_one_term_with_their_like(one, other):
    found = terms(documents([one], [one], [other]))
    assert list(found) == ([one] if other != "Tax bill" else ["Tax bill", "Taxes"])


def test_a_persons_name_has_no_plural():
    assert set(terms(documents(["Adams"], ["Adam"], key="people"))) == {"Adam", "Adams"}


def test_an_alias_is_the_term():
    found = terms(documents(["EU"], ["European Union"]), file("European Union", aliases=("EU",)))
    assert found["European Union"].records == (1, 0)
    assert found["European Union"].spellings == ("EU",)


def test_a_term_is_called_what_its_file_calls_it():
    assert list(terms(documents(["roads"], ["roads"]), file("Roads and lanes", "roads"))) == [
        "Roads and lanes"
    ]


def test_a_term_is_at_the_address_of_its_file():
    assert terms(documents(["Roads"]), file("Roads", "ways"))["Roads"].slug == "ways"


def test_no_two_terms_have_the_same_address():
    files = (file("Roads", "ways"), file("Lanes", "ways-2"))
    records = documents(["Roads"], ["Ways and means"], ["Ways 2"])
    slugs = [term.slug for term in terms(records, *files).values()]
    assert len(set(slugs)) == len(slugs)


def test_a_term_stays_at_the_address_it_had_when_another_spelling_becomes_the_commonest():
    records = documents(["U.K."], ["UK"], ["UK"])
    assert terms(records)["UK"].slug == "uk"
    assert terms(records, published=["topics/u-k/index.html"])["UK"].slug == "u-k"


def test_the_address_of_another_spelling_leads_to_the_term():
    records = documents(["The Weir"], ["Weir, The"], ["Weir, The"])
    files = (file("Weir, The", "weir-the", aliases=("The Weir",)),)
    (term,) = find_taxonomies(records, SETTINGS, ["topics/the-weir/index.html"], files)[0].terms
    assert term.slug == "weir-the"
    assert ("topics/the-weir/index.html", "topics/weir-the/index.html") in [
        *former_pages(find_taxonomies(records, SETTINGS, (), files))
    ]


# Hierarchy


def test_a_broader_term_lists_the_documents_of_those_under_it():
    found = terms(documents(["Moscow"], ["Russia"]), file("Moscow", broader=("Russia",)))
    assert found["Russia"].records == (1, 0)
    assert found["Moscow"].records == (0,)


def test_a_document_of_both_counts_once():
    found = terms(documents(["Moscow", "Russia"]), file("Moscow", broader=("Russia",)))
    assert found["Russia"].records == (0,)


def test_a_broader_term_that_no_document_names_is_a_term():
    found = terms(documents(["Moscow"]), file("Moscow", broader=("Europe",)))
    assert found["Europe"].records == (0,)


def test_terms_know_what_is_above_and_below_them():
    found = terms(documents(["Moscow"]), file("Moscow", broader=("Russia",)))
    assert found["Moscow"].broader == ("russia",)
    assert found["Russia"].narrower == ("moscow",)


def test_documents_rise_through_the_whole_hierarchy():
    files = (file("Moscow", broader=("Russia",)), file("Russia", broader=("Europe",)))
    assert terms(documents(["Moscow"]), *files)["Europe"].records == (0,)


def test_a_circle_of_broader_terms_is_cut():
    files = (file("Moscow", broader=("Russia",)), file("Russia", broader=("Moscow",)))
    found = terms(documents(["Moscow"], ["Russia"]), *files)
    assert {len(term.records) for term in found.values()} == {1, 2}


# What is shown


def test_a_hidden_term_is_no_term():
    assert terms(documents(["Weather"]), file("Weather", is_hidden=True)) == {}


def test_a_term_with_a_file_has_a_page_though_no_document_names_it():
    assert (
        terms(documents([]), file("Roads")) == {}
        or terms(documents([]), file("Roads"))["Roads"].has_page
    )


@pytest.mark.parametrize(
    ("share", "is_shown"), [(SMALL_ARCHIVE // 2 + 1, False), (SMALL_ARCHIVE // 2, True)]
)
def test_a_topic_of_more_than_half_of_the_documents_says_nothing(share, is_shown):
    lists = [["News"] if number < share else [] for number in range(SMALL_ARCHIVE)]
    assert ("News" in terms(documents(*lists))) is is_shown


def test_a_common_topic_that_had_a_page_keeps_it():
    records = documents(*[["News"]] * SMALL_ARCHIVE)
    assert terms(records, published=["topics/news/index.html"])["News"].has_page


def test_a_common_topic_with_a_file_is_shown_all_the_same():
    lists = [["News"]] * SMALL_ARCHIVE
    assert terms(documents(*lists), file("News"))["News"].has_page


# Company


def test_terms_that_documents_often_have_together_are_told():
    lists = [["Weir", "Mill"], ["Weir", "Mill"], ["Frost"], ["Rye"], ["Oats"]]
    assert terms(documents(*lists))["Weir"].company == (("topics", "mill"),)


def test_terms_together_once_are_no_company():
    assert terms(documents(["Weir", "Mill"], [], [], []))["Weir"].company == ()


# On the site

ARCHIVE = """
    -- content/one.md --
    ---
    {title: One, date: "2001", topics: [Moscow]}
    ---
    -- content/two.md --
    ---
    {title: Two, date: "2003", topics: [Muscovy]}
    ---
    -- content/topics/moscow.md --
    ---
    title: Moscow
    aliases: [Muscovy]
    broader: [Russia]
    same_as: [https://gazetteer.example/moscow]
    ---
    The *old* capital.
"""


def links(site, path: str) -> set[str]:
    return {link.text() for link in site.html(path).css("main a")}


def test_a_terms_page_has_its_introduction_spellings_and_links(build_site):
    site = build_site(ARCHIVE)
    text = site.text("topics/moscow/index.html")
    assert "The old capital." in text
    assert "Muscovy" in text
    assert {"Russia", "gazetteer.example"} <= links(site, "topics/moscow/index.html")


def test_the_page_of_a_broader_term_lists_the_documents_below(build_site):
    assert {"One", "Two", "Moscow"} <= links(build_site(ARCHIVE), "topics/russia/index.html")


def test_a_document_shows_a_term_by_its_title(build_site):
    assert "Moscow" in links(build_site(ARCHIVE), "two.html")


def test_an_odd_address_in_a_term_file_is_named(build_site):
    site = build_site(ARCHIVE.replace("https://gazetteer.example/moscow", "Moscow"))
    assert [one.code for one in site.diagnostics] == ["term.same_as"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("title: Kremlin\n    aliases: [Muscovy]", "term.clash", id="one-spelling"),
        pytest.param("title: Russia\n    broader: [Moscow]", "term.circle", id="a-circle"),
    ],
)
def test_term_files_that_contradict_each_other_are_named_with_the_line(build_site, text, code):
    other = f"    -- content/topics/other.md --\n    ---\n    {text}\n    ---\n"
    found = [(one.code, one.path, one.line) for one in build_site(ARCHIVE + other).diagnostics]
    assert (code, "content/topics/other.md", 3) in found


def test_a_term_file_that_cannot_be_read_costs_the_others_nothing(build_site):
    broken = "    -- content/topics/broken.md --\n    ---\n    title: [\n    ---\n"
    site = build_site(ARCHIVE + broken)
    assert "topics/moscow/index.html" in site.paths()
    assert "content/topics/broken.md" in [one.path for one in site.diagnostics]


def test_a_terms_page_has_a_chart_of_its_documents_by_year(build_site):
    bars = build_site(ARCHIVE).html("topics/moscow/index.html").css(".chart li")
    assert [" ".join(bar.text().split()) for bar in bars] == ["2001 1", "2002 0", "2003 1"]
