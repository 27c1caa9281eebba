"""The pages of terms and of taxonomies."""


def test_a_term_groups_its_documents_by_year(archive):
    headings = archive.items("topics/rivers/index.html", "section.group h2")
    assert headings == ["2004", "2001", "Undated"]


def test_a_term_says_how_many_documents_it_has_and_from_which_years(archive):
    facts = archive.items("topics/rivers/index.html", "dl div")
    assert {"Documents 3", "Years covered 2001–2004"} <= set(facts)


def test_a_term_leads_to_its_taxonomy(archive):
    assert archive.ways("topics/rivers/index.html", "nav.trail a")["Topics"] == "../index.html"


def test_a_term_leads_to_its_feed(archive):
    assert "feed.xml" in archive.ways("topics/rivers/index.html", "main a").values()


def test_the_page_of_a_taxonomy_counts_the_documents_of_each_term(archive):
    assert archive.items("topics/index.html", ".terms li") == ["Rivers (3)", "Roads (2)"]


def test_the_page_of_a_taxonomy_leads_to_its_terms(archive):
    ways = archive.ways("topics/index.html", ".terms a")
    assert ways == {"Rivers": "rivers/index.html", "Roads": "roads/index.html"}
