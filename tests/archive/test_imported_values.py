"""Front matter and file names of other programs: what they mean, Microfiche reads."""

from __future__ import annotations

import pytest


@pytest.fixture
def document(build_site):
    """Return a function that builds one content file and returns the site."""

    def build(text, name="bridge.md"):
        lines = "\n        ".join(f"-- content/{name} --\n{text}".split("\n"))
        return build_site(f"\n        {lines}\n")

    return build


def topics_of(site):
    return sorted({path.split("/")[1] for path in site.paths() if path.startswith("topics/")
                   and path.endswith("/index.html") and path.count("/") == 2})  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "categories: [roads]\ntags: [rivers]",
        "Category: roads\nTags: rivers",
        "tags: roads, rivers",
        "topics: roads; rivers",
        "keywords: roads,rivers",
        "tags: [#roads, #rivers]",
        "tags: #roads #rivers",
        "taxonomies:\n  tags: [roads, rivers]",
        "topics:\n  - name: roads\n    url: x\n  - rivers",
    ],
)
def test_topics_are_read_as_other_programs_write_them(document, head):
    site = document(f"---\ntitle: The bridge\n{head}\n---\nIt took nine years.\n")
    assert topics_of(site) == ["rivers", "roads"]
    assert site.diagnostics == ()


def test_words_in_one_text_are_one_topic_but_for_posts_of_jekyll(document):
    text = "---\ntitle: The bridge\ntags: iron bridges\n---\nIt took nine years.\n"
    assert topics_of(document(text)) == ["iron-bridges"]
    assert topics_of(document(text, "_posts/1911-06-05-bridge.md")) == ["bridges", "iron"]


def test_names_parted_by_commas_are_one_name_and_a_question(document):
    site = document("---\ntitle: a\nauthor: Ann Weir, Bo Lee\n---\nWords\n")
    (told,) = site.diagnostics
    assert (told.code, told.line) == ("front-matter.commas", 3)
    assert document("---\ntitle: a\nauthor: Weir, Ann\n---\nWords\n").diagnostics == ()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("author: {name: Ann Ferrier, email: a@b.example}", "Ann Ferrier"),
        ("pubDate: 2024-05-01", "May 2024"),
        ("published: 2024-05-01", "May 2024"),
        ("created: 2024-05-01", "May 2024"),
        ("extra:\n  author: Ann Ferrier", "Ann Ferrier"),
        ("Lastmod: 2024-05-01", "2024-05-01"),
    ],
)
def test_a_key_of_another_program_is_shown_as_ours(document, line, shown):
    site = document(f"---\ntitle: The bridge\n{line}\n---\nIt took nine years.\n")
    assert shown in site.text("bridge.html")
    assert site.diagnostics == ()


def test_the_date_itself_outranks_the_day_of_the_note(document):
    site = document("---\ntitle: a\ncreated: 2024-05-01\npublished: 1999-05-01\n---\nWords\n")
    assert "May 1999" in site.text("bridge.html")


@pytest.mark.parametrize("line", ["draft: yes", "Draft: True", "status: Draft", "published: no"])
def test_a_draft_is_a_draft_however_it_is_written(document, line):
    assert "bridge.html" not in document(f"---\ntitle: a\n{line}\n---\nWords\n").paths()


def test_a_file_among_drafts_is_a_draft(document):
    assert "_drafts/bridge.html" not in document("Words\n", "_drafts/bridge.md").paths()


def test_a_hidden_page_of_pelican_is_hidden(document):
    site = document("Title: The bridge\nStatus: hidden\n\nWords\n")
    assert "bridge.html" in site.paths()
    assert "The bridge" not in site.links("index.html")


def test_a_post_of_jekyll_has_its_date_its_title_and_its_old_addresses(document):
    text = "---\nlayout: post\ncategories: [water]\n---\nIt took nine years.\n"
    site = document(text, "_posts/1911-06-05-the-bridge.md")
    assert site.links("1911/06/index.html")
    assert "The bridge" in site.links("index.html")
    for old in ("1911/06/05/the-bridge.html", "water/1911/06/05/the-bridge.html"):
        assert "_posts/1911-06-05-the-bridge.html" in site.html(old).html
    assert site.diagnostics == ()


def test_the_date_in_a_file_name_yields_to_one_in_the_file(document):
    site = document("---\ntitle: a\ndate: 1912\n---\nWords\n", "1911-06-05 note.md")
    assert "1912/index.html" in site.paths()
    assert "1911/index.html" not in site.paths()


@pytest.mark.parametrize(
    "heading", ["# The *third* gauge\n", "\n# The third gauge #\n", "The third gauge\n===\n"]
)
def test_a_file_without_a_title_takes_its_heading_which_is_shown_once(document, heading):
    site = document(f"{heading}\nIt took nine years.\n")
    assert site.html("bridge.html").css_first("h1, h2").text() == "The third gauge"
    assert len(site.html("bridge.html").css("h1")) == 1


def test_a_note_without_title_or_heading_is_called_like_its_file(document):
    site = document("It took nine years.\n", "Harbour notes.md")
    assert "Harbour notes" in site.links("index.html")


@pytest.mark.parametrize("alias", ["Harbour master", "HM"])
def test_an_alias_that_is_a_name_is_no_address(document, alias):
    site = document(f"---\ntitle: a\naliases: [{alias}]\n---\nWords\n")
    assert f"{alias}.html" not in site.paths()
    assert site.diagnostics == ()


def test_an_address_elsewhere_is_the_source_and_no_alias(document):
    site = document("---\ntitle: a\nurl: https://paper.example/a.html\n---\nWords\n")
    assert "https://paper.example/a.html" in site.html("bridge.html").html
    assert site.diagnostics == ()


@pytest.mark.parametrize(
    "link", ["/pics/a.png", "{{ site.baseurl }}/pics/a.png", "{{ '/pics/a.png' | relative_url }}"]
)
def test_a_picture_from_the_root_is_shown_on_a_page_in_a_folder(build_site, link):
    site = build_site(f"""
        -- content/1911/bridge.md --
        ---
        title: The bridge
        ---
        It is here: ![The bridge]({link})
        -- content/pics/a.png --
        picture
    """)
    assert (
        site.html("1911/bridge.html").css_first("article img").attributes["src"] == "../pics/a.png"
    )


def test_keys_that_only_another_program_needs_are_not_taken_for_misspelt_ones(document):
    head = "layout: post\nslug: a\nweight: 3\ncssclasses: [x]\ntoc: true\nexpiryDate: 2030-01-01"
    assert document(f"---\ntitle: a\n{head}\n---\nWords\n").diagnostics == ()


def test_text_that_looks_like_front_matter_is_told(document):
    (told,) = document("```yaml\ntitle: The bridge\n```\nWords\n").diagnostics
    assert (told.code, told.line) == ("front-matter.unread", 1)


@pytest.mark.parametrize(
    "written",
    ["2019-4-3", "2019/04/03", "3 April 2019", "April 3, 2019", "2019-04-03 10:00", "2019-04-03 10:00:00 +0200",
     "Wed, 03 Apr 2019 10:00:00 +0200", "2019-04-03T10:00:00.123Z"],
)  # fmt: skip
def test_a_date_is_read_as_other_programs_write_it(document, written):
    site = document(f"---\ntitle: a\ndate: {written}\n---\nWords\n")
    assert site.diagnostics == ()
    assert "2019-04-03" in site.html("bridge.html").css_first("article time").attributes["datetime"]


def test_of_a_date_with_an_odd_time_the_day_is_read_and_told(document):
    site = document("---\ntitle: a\ndate: 2019-04-03 at noon\n---\nWords\n")
    (told,) = site.diagnostics
    assert (told.code, told.line) == ("date.invalid", 3)
    assert "2019/04/index.html" in site.paths()


def test_a_date_with_two_meanings_is_asked_about(document):
    (told,) = document("---\ntitle: a\ndate: 03/04/2019\n---\nWords\n").diagnostics
    assert "2019-03-04 or 2019-04-03" in told.message or "2019-04-03 or 2019-03-04" in told.message
    assert "date_order" in str(told.hint)


@pytest.mark.parametrize("key", ["added", "updated"])
def test_the_days_of_adding_and_correcting_are_dates(document, key):
    site = document(f"---\ntitle: a\n{key}: soon\n---\nWords\n")
    (told,) = site.diagnostics
    assert (told.code, told.line) == ("date.invalid", 3)
    assert "soon" not in site.text("bridge.html")
