"""The page about the archive, and the pages that its owner wrote."""


def test_the_page_about_the_archive_counts_what_there_is(own_converted):
    own_converted.write("content/song.md", "La la la.\n")
    facts = own_converted.rebuild().items("about/index.html", "dl div")
    assert {"Documents 2", "Dated 1", "Undated 1"} <= set(facts)
    assert {"Made from files 1", "Written for this archive 1"} <= set(facts)


def test_the_page_about_the_archive_names_its_sources(archive):
    ways = archive.ways("about/index.html", "main a")
    assert ways["The Weekly Ferry"] == "../source/the-weekly-ferry/index.html"


def test_a_free_page_stands_at_the_root_and_in_the_menu(archive):
    assert "It began with one box." in archive.text("history.html")
    assert archive.ways("index.html", "nav.menu a")["How it began"] == "history.html"


def test_a_free_page_can_be_kept_back(build_site):
    site = build_site("""
        -- content/pages/history.md --
        ---
        {title: How it began, draft: true}
        ---
    """)
    assert "history.html" not in site.paths()
