"""docs/themes.md: its examples, taken from the text and built, do what the text says."""

import re
from pathlib import Path

import pytest

from generator import frontmatter
from tests.site_in_a_string import write_site

GUIDE = (Path(__file__).parents[2] / "docs" / "themes.md").read_text("utf-8")
_EXAMPLE = re.compile(r"^```(?:yaml|css|jinja)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"(?:#|\{#|/\*) ((?:themes/|site\.yaml)\S*)")
ARCHIVE = """
    -- content/ferry.md --
    ---
    {title: The ferry, date: 2001-10-03, language: en, source: The Harbour Gazette,
     summary: It runs on Sundays., related: [{title: The bridge}]}
    ---
    It runs.
    -- content/bridge.md --
    ---
    {title: The bridge, date: 2001-10-04, language: en, source: The Courier}
    ---
    It is open.
    -- content/ode.md --
    ---
    {title: Ode, template: poem.html, metre: iambic}
    ---
    O ferry.
"""


def steps():
    """Return the files of each step of the tutorial, by the step's heading."""
    tutorial = GUIDE.partition("## Ten minutes")[2].partition("\n## ")[0]
    titled = (part.partition("\n") for part in tutorial.split("\n### ")[1:])
    return {title: dict(map(named, _EXAMPLE.findall(text))) for title, _, text in titled}


def named(example):
    """Return the name that the first line of an example gives, and the example."""
    name = _NAME.match(example)
    assert name, f"no file is named in the first line of {example!r}"
    return name[1], example


STEPS = steps()


@pytest.fixture
def at_step(tmp_path):
    """Return a function that builds the archive of a reader who has come to the end of a step."""

    def at_step(title):
        site = write_site(tmp_path / "archive", ARCHIVE)
        site.write("themes/mine/templates/poem.html", '{% extends "document.html" %}')
        for step, files in STEPS.items():
            for name, text in files.items():
                site.write(name, text)
            if step == title:
                break
        site.rebuild()
        assert (site.exit_code, site.diagnostics) == (0, ())
        return site

    return at_step


def test_the_tutorial_has_these_steps():
    assert list(STEPS) == [
        "Make a theme",
        "See it",
        "Change the colour",
        "Add a style sheet",
        "Put the summary under each title",
        "Add a note to the documents of one source",
        "Change words",
        "Make the site German",
        "Replace a piece",
        "Give one document a page of its own",
    ]


def test_a_theme_of_three_lines_looks_like_the_one_that_it_extends(at_step):
    site = at_step("Make a theme")
    links = site.html("index.html").css("link[rel=stylesheet]")
    assert any("/tokens." in link.attributes["href"] for link in links)


def test_the_colour_that_site_yaml_sets_is_published(at_step):
    site = at_step("Change the colour")
    assert any(b"#1d5c63" in data for data in site.contents().values())


def test_a_style_sheet_is_linked_beside_that_of_the_parent(at_step):
    site = at_step("Add a style sheet")
    links = site.html("index.html").css("link[rel=stylesheet]")
    sheets = [link.attributes["href"] for link in links]
    assert any("/tokens." in sheet for sheet in sheets)
    assert ".entry-title { font-style: italic; }" in site.read(f"output/{sheets[-1]}")


def test_the_summary_stands_under_each_title_and_before_the_date(at_step):
    site = at_step("Put the summary under each title")
    for page in ("index.html", "2001/index.html"):
        assert site.items(page, ".entry:has(.entry-summary) p") == [
            "The ferry",
            "It runs on Sundays.",
            "3 October 2001 · The Harbour Gazette",
        ]


def test_a_note_stands_below_the_documents_of_one_source_and_no_other(at_step):
    site = at_step("Add a note to the documents of one source")
    assert site.items("ferry.html", ".text + .note") == [
        "From the volumes that the town library lent us."
    ]
    assert site.items("bridge.html", ".note") == []


def test_words_are_changed_by_their_keys(at_step):
    site = at_step("Change words")
    assert site.items("index.html", ".newest h2") == ["Fresh from the boxes"]
    assert site.items("ferry.html", ".neighbours .label") == ["After"]


def test_the_site_is_german_down_to_its_dates(at_step):
    site = at_step("Make the site German")
    page = site.html("index.html")
    assert page.css_first("html").attributes["lang"] == "de"
    assert site.items("index.html", ".newest h2") == ["Frisch aus den Kisten"]
    assert "3. Oktober 2001" in site.text("index.html")
    assert "Über das Archiv" in site.items("index.html", ".menu a")


def test_a_piece_is_replaced_on_every_page_that_has_it(at_step):
    site = at_step("Replace a piece")
    assert site.items("bridge.html", "ol.brief-entries li") == ["The ferry ( 3. Oktober 2001 )"]


def test_one_document_has_a_template_of_its_own(at_step):
    site = at_step("Give one document a page of its own")
    assert site.items("ode.html", ".metre") == ["iambic"]
    assert site.items("ferry.html", ".metre") == []


def test_the_example_of_a_document_in_another_language_can_be_read(build_site):
    (example,) = (one for one in _EXAMPLE.findall(GUIDE) if "<p{{ tongue(" in one)
    files = f"""
    -- themes/mine/theme.yaml --
    -- themes/mine/templates/partials/entry.html --
    {example.replace(chr(10), chr(10) + "    ")}
    """
    site = build_site(ARCHIVE.partition("    -- content/ode.md")[0], files, theme="mine")
    assert "The ferry, 3 October 2001" in site.items("index.html", "main li p")


def test_every_file_that_a_step_shows_is_of_the_theme_that_it_makes():
    names = {name for files in STEPS.values() for name in files}
    assert all(name == "site.yaml" or name.startswith("themes/mine/") for name in names)
    settings = STEPS["Make the site German"]["site.yaml"]
    assert frontmatter.parse(settings, "")["language"] == "de"
