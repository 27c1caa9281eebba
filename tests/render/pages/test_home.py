"""The home page."""


def test_the_home_page_names_the_archive_and_its_years(archive):
    assert archive.items("index.html", "h1") == ["The Ferry papers"]
    assert "1999–2004" in archive.text("index.html")
    assert "What the ferryman kept." in archive.text("index.html")


def test_the_home_page_lists_the_newest_documents_first_and_undated_ones_last(archive):
    assert archive.links("index.html") == [
        "The regatta",
        "The bridge",
        "The crossing",
        "The toll",
        "The ferryman's song",
    ]


def test_the_home_page_opens_a_door_to_each_index(archive):
    assert archive.ways("index.html", "nav.doors a") == {
        "Dates": "dates/index.html",
        "Topics": "topics/index.html",
        "Sections": "section/index.html",
        "Sources": "source/index.html",
        "A–Z": "a-z/index.html",
    }


def test_each_door_says_how_much_is_behind_it(archive):
    doors = archive.items("index.html", "nav.doors li")
    assert doors == ["Dates (3)", "Topics (2)", "Sections (2)", "Sources (1)", "A–Z (5)"]


def test_an_empty_archive_has_a_home_page(build_site):
    site = build_site()
    assert (site.exit_code, site.links("index.html")) == (0, [])


def test_the_menu_marks_the_page_that_is_open(archive):
    marked = archive.items("topics/roads/index.html", "nav.menu a[aria-current]")
    assert marked == ["Topics"]


def test_the_home_page_stands_below_no_other(archive):
    assert archive.items("index.html", "nav.trail a") == []
