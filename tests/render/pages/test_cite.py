"""The citations on a document's page."""

import pytest

PAGE = "2001/10/bridge.html"


@pytest.mark.parametrize("group", [".cite-original", ".cite-copy"])
def test_a_page_cites_the_original_and_the_copy_in_every_style(archive, group):
    assert archive.items(PAGE, f"{group} .citation dt") == ["Chicago", "APA", "MLA", "BibTeX"]


def test_the_first_style_is_shown_at_once(archive):
    assert archive.items(PAGE, ".cite-original > dl dt") == ["Chicago"]


def test_a_document_that_was_published_nowhere_else_has_only_the_copy(archive):
    page = archive.html("undated/song.html")
    assert page.css(".cite-copy")
    assert not page.css(".cite-original")


def test_the_copy_is_cited_with_its_full_address_where_there_is_one(addressed):
    shown = addressed.items(PAGE, ".cite-copy > dl dd")[0]
    assert shown.endswith("https://archive.example/ferry/2001/10/bridge.html.")


def test_citations_are_english_whatever_the_language_of_the_archive(build_site):
    site = build_site("-- content/a.md --\nOne.\n", language="ar")
    shown = site.html("a.html").css_first(".citation dd")
    assert (shown.attributes["lang"], shown.attributes["dir"]) == ("en", "ltr")


def test_the_lines_of_an_entry_of_bibtex_stay_as_they_are(archive):
    assert archive.html(PAGE).css_first(".cite-copy pre").text().count("\n") > 5


def test_a_type_in_front_matter_is_a_word_that_is_known(build_site):
    site = build_site("-- content/a.md --\n---\ntype: letter\n---\nDear Ann.\n")
    assert site.codes == []
