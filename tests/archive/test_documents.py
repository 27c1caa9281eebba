"""Content files to documents: what their front matter means, and what is done when it is odd."""

import pytest


def only(diagnostics):
    """Return the one diagnostic there is."""
    (diagnostic,) = diagnostics
    return diagnostic


def test_a_document_is_listed_under_each_of_its_topics(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge
        topics: [Roads, Rivers]
        ---
    """)
    assert site.links("topics/roads/index.html") == ["The bridge"]
    assert site.links("topics/rivers/index.html") == ["The bridge"]


def test_the_path_of_a_content_file_is_the_address_of_its_page(build_site):
    site = build_site("""
        -- content/2001/10/the-bridge.md --
        The bridge is open.
    """)
    assert "2001/10/the-bridge.html" in site.paths()


def test_a_content_file_needs_no_front_matter(build_site):
    site = build_site("""
        -- content/bridge.md --
        The bridge is open.
    """)
    assert "The bridge is open." in site.text("bridge.html")


# What is published


@pytest.mark.parametrize(
    "line", ["draft: true", "published: false", "status: draft", "status: withdrawn"]
)
def test_a_document_can_be_kept_back(build_site, line):
    site = build_site(f"""
        -- content/bridge.md --
        ---
        title: The bridge
        {line}
        ---
    """)
    assert "bridge.html" not in site.paths()


def test_drafts_are_published_on_request(build_site):
    site = build_site(
        """
        -- content/bridge.md --
        ---
        title: The bridge
        draft: true
        ---
        """,
        with_drafts=True,
    )
    assert site.links("index.html") == ["The bridge"]


HIDDEN = """
    -- site.yaml --
    base_url: https://archive.example/
    -- content/bridge.md --
    ---
    title: The bridge
    date: 2001-10-03
    topics: [Roads]
    hidden: true
    ---
    -- content/ferry.md --
    ---
    title: The ferry
    date: 2001-10-04
    topics: [Roads]
    ---
"""


def test_a_hidden_document_has_a_page(build_site):
    assert "bridge.html" in build_site(HIDDEN).paths()


def test_a_hidden_document_is_named_on_no_page_and_in_no_feed(build_site):
    site = build_site(HIDDEN)
    naming = [
        path
        for path, data in site.contents().items()
        if b"The bridge" in data or b"/bridge.html<" in data
    ]
    assert naming == ["bridge.html", "bridge.md"]


# Content that cannot be read

FERRY = """
    -- content/ferry.md --
    ---
    title: The ferry
    ---
"""


@pytest.mark.parametrize(
    ("content", "code", "line", "said"),
    [
        (b"---\ntitle: a\ntopics: [b\n---\n", "yaml.invalid", 3, "not valid YAML"),
        (b"---\ntitle:\n a: b: c\n---\n", "yaml.invalid", 3, "not valid YAML"),
        (b"---\ntitle: a\ntitle: b\n---\n", "yaml.invalid", 3, "appears twice (first on line 2)"),
        (b"---\ntitle: caf\xe9\n---\n", "content.unreadable", 2, "not UTF-8"),
    ],
)
def test_content_that_cannot_be_read_is_named_with_line_and_cause(
    build_site, content, code, line, said
):
    site = build_site(FERRY)
    site.write("content/bridge.md", content)
    site.rebuild()
    error = only(site.diagnostics)
    assert (error.path, error.line, error.code) == ("content/bridge.md", line, code)
    assert said in error.message
    assert site.exit_code == 1


def test_a_front_matter_without_an_end_is_warned_about(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---
        title: The bridge

        It is open.
    """)
    warning = only(site.diagnostics)
    assert (warning.code, warning.path, warning.line) == (
        "front-matter.unclosed",
        "content/bridge.md",
        1,
    )


def test_a_text_may_begin_with_a_line_across(build_site):
    site = build_site("""
        -- content/bridge.md --
        ---

        It is open.
    """)
    assert site.diagnostics == ()


def test_content_that_cannot_be_read_is_left_out_and_the_rest_is_published(build_site):
    site = build_site(FERRY)
    site.write("content/bridge.md", b"---\ntitle: caf\xe9\n---\n")
    site.rebuild()
    assert site.links("index.html") == ["The ferry"]
    assert "bridge.html" not in site.paths()


# Titles


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("The river rose again.", "[The river rose again.]"),
        (
            "The river rose again on Friday night and took the lower footbridge with it",
            "[The river rose again on Friday night and took the lower…]",
        ),
        ("> A quotation stands first", "[A quotation stands first]"),
        (r"1986\. A great year", "[1986. A great year]"),
        ("", "[…]"),
    ],
)
def test_an_untitled_document_goes_by_its_first_words_in_brackets(build_site, body, title):
    site = build_site(f"""
        -- content/river.md --
        {body}
    """)
    assert site.links("index.html") == [title]


# Everything else in content/


def test_a_free_page_stands_at_the_root_and_in_the_menu(build_site):
    site = build_site("""
        -- content/pages/history.md --
        ---
        title: How it began
        ---
        It began with *one box*.
    """)
    assert "It began with one box ." in site.text("history.html")
    menu = [link.text() for link in site.html("index.html").css("nav.menu a")]
    assert "How it began" in menu


def test_a_free_page_is_no_document(build_site):
    site = build_site("""
        -- content/pages/history.md --
        ---
        title: How it began
        ---
    """)
    assert site.published.documents == 0
    assert site.links("a-z/index.html") == []


def test_other_files_of_the_content_are_copied_as_they_are(build_site):
    site = build_site()
    site.write("content/pictures/map.png", b"\x89PNG\r\n\x1a\n\x00\xff")
    site.rebuild()
    assert (site.output / "pictures/map.png").read_bytes() == b"\x89PNG\r\n\x1a\n\x00\xff"


@pytest.mark.parametrize("name", ["urls.txt", "furniture.txt", ".hidden", ".git/config"])
def test_the_archives_own_books_and_hidden_files_are_not_published(build_site, name):
    site = build_site(f"""
        -- content/{name} --
        something
    """)
    assert name not in site.paths()


def test_the_owners_sheet_beside_the_seeds_is_no_seed(build_site):
    site = build_site("""
        -- seeds/metadata.csv --
        path,title
    """)
    assert site.published.documents == 0
