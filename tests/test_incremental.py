"""A build makes anew what its inputs ask for, nothing else, and always what one from nothing makes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from generator.commands.explain_report import explain
from generator.config import KEYS
from generator.state.site_settings import load_config
from tests.changes import Changes
from tests.cli.conftest import in_a_process
from tests.possible_changes import OPTIONS
from tests.site_in_a_string import BuiltSite
from tests.small_archive import SEEDS, SETTINGS, TEXTS, THEME

EXAMPLES = int(os.environ.get("MICROFICHE_EXAMPLES", "0"))
"""How many random histories of an archive to try; 0: a few, the same ones each time."""
STEPS = int(os.environ.get("MICROFICHE_STEPS", "12"))
PROJECT = Path(__file__).parents[1]

BRIDGE = "2001/11/school-bus-first-over-the-mended-bridge"
SHUT = "2000/03/old-bridge-shut-to-traffic"
PIERS = "1998/05/divers-to-look-at-the-piers"
WITH_ENTRIES = {"home", "month", "day", "year", "term", "a-z", "undated"}
"""The kinds of page whose templates include the partial entries.html."""
STANDING_ALONE = {"404.html", "sluice-gate.html"}
"""The pages whose templates do not extend base.html: not-found.html and redirect.html."""


@pytest.fixture
def site(build_site) -> BuiltSite:
    """Return the small archive, built."""
    return build_site(SEEDS, TEXTS, SETTINGS, THEME)


def edit(site: BuiltSite, path: str, old: str, new: str) -> None:
    """Change some words of a file."""
    text = site.read(path)
    assert text.count(old) >= 1, text
    site.write(path, text.replace(old, new, 1).encode())


def remade(site: BuiltSite) -> set[str]:
    """Build again; return the files that were made anew."""
    site.rebuild()
    assert site.published
    return set(site.published.remade)


def kinds(site: BuiltSite) -> dict[str, str]:
    """Return the kind of each templated page."""
    pages = [path for path in site.paths() if path.endswith(".html")]
    bodies = {path: site.html(path).css_first("body") for path in pages}
    return {
        path: body.attributes["class"]
        for path, body in bodies.items()
        if "class" in body.attributes
    }


def of_kinds(site: BuiltSite, *wanted: str) -> set[str]:
    return {path for path, kind in kinds(site).items() if kind in wanted}


# Any changes


# Smaller and smaller histories are tried when one fails, which takes its time.
@pytest.mark.timeout(0 if EXAMPLES else 600)
class TestAnyChanges(Changes.TestCase):
    settings = settings(
        max_examples=EXAMPLES or 6,
        stateful_step_count=STEPS,
        derandomize=not EXAMPLES,
        print_blob=True,
    )


def test_the_histories_know_of_every_setting():
    assert OPTIONS.keys() == set(KEYS)


# What is made anew


def test_nothing_is_made_anew_when_nothing_changed(site):
    assert remade(site) == set()


@pytest.mark.parametrize(
    "path",
    [
        "content/mill.md",
        f"content/{BRIDGE}.md",
        "seeds/bridge.txt",
        "site.yaml",
        "themes/gazette/templates/document.html",
        "themes/gazette/static/gazette.css",
    ],
)
def test_a_file_that_was_only_touched_makes_nothing_anew(site, path):
    site.write(path, (site.root / path).read_bytes())
    assert remade(site) == set()


def test_a_picture_that_was_only_touched_is_not_written_again(site):
    site.write(
        "content/pictures/bridge.svg", site.output.joinpath("pictures/bridge.svg").read_bytes()
    )
    assert site.rebuild().published.plan.write == ()


def test_an_edited_body_makes_its_page_and_its_markdown_anew(site):
    edit(site, "content/mill.md", "the cat", "the dog")
    assert remade(site) == {"mill.html", "mill.md"}


def test_the_body_of_a_converted_document_is_no_other(site):
    edit(site, f"content/{BRIDGE}.md", "a fruit cake", "two fruit cakes")
    assert remade(site) == {f"{BRIDGE}.html", f"{BRIDGE}.md"}


def test_an_edited_title_makes_anew_what_shows_it(site):
    edit(site, "content/mill.md", "The mill burns", "The mill has burned")
    assert remade(site) == {
        "mill.html",
        "mill.md",
        "index.html",
        "2000/index.html",
        "2000/03/index.html",
        "dates/03-20/index.html",
        f"{SHUT}.html",
        f"{BRIDGE}.html",
        "a-z/index.html",
        "a-z/t/index.html",
        "section/news/index.html",
        "section/news/feed.json",
        "section/news/feed.xml",
        "source/hartwell-gazette/index.html",
        "source/hartwell-gazette/feed.json",
        "source/hartwell-gazette/feed.xml",
        "topics/fires/index.html",
        "topics/fires/feed.json",
        "topics/fires/feed.xml",
        "topics/town/index.html",
        "topics/town/feed.json",
        "topics/town/feed.xml",
        "feed.json",
        "feed.xml",
    }


def test_a_new_document_makes_anew_what_lists_or_counts_it(site):
    site.write(
        "content/owl.md",
        "---\ntitle: Owls\nlanguage: en\nadded: 2026-01-01\ntopics: [Fires]\n---\nHoo.\n",
    )
    assert remade(site) - of_kinds(site, "a-z") == {
        "owl.html",
        "owl.md",
        "mill.html",
        "index.html",
        "undated/index.html",
        "dates/index.html",
        "about/index.html",
        "topics/index.html",
        "topics/by-number.html",
        "topics/news/index.html",  # it names the topic, and how many documents that has
        "topics/fires/index.html",
        "topics/fires/feed.json",
        "topics/fires/feed.xml",
        "feed.json",
        "feed.xml",
    }


def test_an_edited_template_makes_the_pages_anew_that_are_made_of_it(site):
    edit(site, "themes/gazette/templates/document.html", "<p>", "<p class=motto>")
    assert remade(site) == of_kinds(site, "document")


def test_an_edited_template_of_few_documents_makes_those_anew(site):
    edit(site, "themes/gazette/templates/poem.html", "{% endblock %}", "<hr>{% endblock %}")
    assert remade(site) == {"song.html"}


def test_an_edited_partial_makes_the_pages_anew_that_include_it(site):
    edit(site, "themes/gazette/templates/partials/entries.html", "{%", "<hr>{%")
    assert remade(site) == of_kinds(site, *WITH_ENTRIES)


def test_an_edited_base_makes_all_pages_anew_that_extend_it(site):
    site.write("themes/gazette/templates/base.html", '{% extends "parent/base.html" %}')
    site.rebuild()
    edit(site, "themes/gazette/templates/base.html", "%}", "%}{% block trail %}{% endblock %}")
    assert remade(site) == kinds(site).keys() - STANDING_ALONE


def test_an_edited_static_file_is_copied_and_no_page_made_anew(site):
    edit(site, "themes/gazette/static/gazette.css", "0", "1")
    assert remade(site) == {"assets/gazette.css"}


def test_a_static_file_that_takes_the_place_of_the_base_s_makes_no_page_anew(site):
    site.write("themes/gazette/static/page.css", "p { margin: 0 }")
    assert remade(site) == {"assets/page.css"}


def test_another_file_of_the_owner_s_is_copied_and_no_page_made_anew(site):
    edit(site, "content/pictures/bridge.svg", "/>", "><path/></svg>")
    assert remade(site) == {"pictures/bridge.svg"}


def test_an_edited_string_makes_all_templated_pages_and_feeds_anew(site):
    edit(site, "themes/gazette/strings/en.yaml", "Front page", "Page one")
    feeds = {path for path in site.paths() if path.endswith(("feed.xml", "feed.json"))}
    assert remade(site) == kinds(site).keys() | feeds


def test_another_setting_makes_all_anew_but_what_is_copied(site):
    site.write("site.yaml", site.read("site.yaml") + 'title: "Gazette"\n')
    copied = {
        path
        for path in site.paths()
        if path.endswith((".md", ".txt", ".css", ".svg", ".png", ".ico", ".nojekyll"))
    }
    assert remade(site) == set(site.paths()) - copied | {"robots.txt"}


def test_an_edited_free_page_makes_itself_anew(site):
    edit(site, "content/pages/history.md", "cupboard", "drawer")
    assert remade(site) == {"history.html"}


def test_a_revised_seed_makes_anew_its_document_and_its_original(site):
    edit(site, "seeds/bridge.txt", "a fruit cake", "two fruit cakes")
    page = f"{BRIDGE}.html"
    assert remade(site) == {page, f"{BRIDGE}.md", f"{BRIDGE}.original.txt"}


def test_a_published_file_that_is_gone_makes_anew_no_page_of_another_folder(site):
    (site.output / "2002/sluice.html").unlink()
    assert {path.rpartition("/")[0] for path in remade(site)} == {"2002"}


def test_a_link_to_a_month_goes_with_it_after_the_list_that_names_it_was_edited(site):
    edit(site, "content/mill.md", "2001-11-03", "1931-08-01")
    edit(site, "content/mill.md", "The mill", "A mill")
    site.rebuild()
    edit(site, "content/mill.md", "1931-08-01", "1998-05-21")
    site.rebuild()
    (site.root / f"content/{PIERS}.md").unlink()
    assert "mill.html" in remade(site)


# Why a page is made anew


CHANGES = {
    "site.yaml": ("mill.html", lambda site: edit(site, "site.yaml", "theme:", "paginate: 9\ntheme:")),
    "parameters": ("mill.html", lambda site: edit(site, "themes/gazette/theme.yaml", "All that is fit", "All that fits")),
    "strings": ("mill.html", lambda site: edit(site, "themes/gazette/strings/en.yaml", "Front page", "Page one")),
    "assets": ("mill.html", lambda site: site.write("themes/gazette/static/new.css", "p { margin: 0 }")),
    "template:document.html": ("mill.html", lambda site: edit(site, "themes/gazette/templates/document.html", "<p>", "<p class=motto>")),
    "menu:": ("mill.html", lambda site: edit(site, "content/pages/history.md", "The history", "A history")),
    "text:mill.md": ("mill.html", lambda site: edit(site, "content/mill.md", "the cat", "the dog")),
    f"original:{PIERS}": (f"{PIERS}.html", lambda site: (site.root / "seeds/piers.txt").unlink()),
    f"card:{BRIDGE}": ("mill.html", lambda site: edit(site, f"content/{BRIDGE}.md", "title: \"School", "title: \"The school")),
    "term_of:source/hartwell gazette": ("2002/sluice.html", lambda site: edit(site, "content/mill.md", "Hartwell Gazette", "HARTWELL GAZETTE")),
    "period_path:1998/05/": (f"{BRIDGE}.html", lambda site: edit(site, f"content/{PIERS}.md", "\ndate: ", "\nday: ")),
    "similar:mill": ("mill.html", lambda site: site.write("content/owl.md", "---\ntitle: Owls\ntopics: [Fires]\n---\n")),
    "list_page:topics/fires/index.html": ("topics/fires/index.html", lambda site: site.write("content/owl.md", "---\ntitle: Owls\ntopics: [Fires]\n---\n")),
    "asset:gazette.css": ("assets/gazette.css", lambda site: edit(site, "themes/gazette/static/gazette.css", "0", "1")),
}  # fmt: skip
"""By the name of a fact: a page, and a change of that fact."""


@pytest.mark.parametrize("fact", CHANGES)
def test_explain_names_the_fact_that_changed(site, fact):
    page, change = CHANGES[fact]
    change(site)
    assert f"{fact} changed" in because(site, page)


def test_explain_names_the_program_when_another_one_built_the_page(site, tmp_path):
    for folder in ("generator", "themes"):
        shutil.copytree(PROJECT / folder, tmp_path / "another" / folder)
    place = {"env": {"PYTHONPATH": str(tmp_path / "another")}}
    ended = in_a_process("explain", "--json", "mill.html", root=site.root, **place)
    assert ended.json["because"] == ["program changed"]


def test_explain_names_nothing_when_the_next_build_leaves_a_page_alone(site):
    assert because(site, "mill.html") == []


def because(site: BuiltSite, page: str) -> list[str]:
    reasons: list[str] = explain(load_config(site.root), page)["because"]
    return reasons
