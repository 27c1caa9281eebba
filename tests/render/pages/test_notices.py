"""The page at an address whose page is gone: what became of it, and the way up."""

import pytest

from generator.dates import parse_edtf
from tests.render.pages.old_addresses import notice, render_archive

PATH = "1931/03/will.html"
WITHDRAWN = notice(
    PATH,
    "withdrawn",
    title="Das Testament",
    date=parse_edtf("1931-03-09"),
    reason="At the wish of the <family>.",
    language="de",
    above="1931/03/index.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return render_archive(tmp_path_factory.mktemp("notices"), {}, WITHDRAWN)


def test_a_notice_of_a_withdrawal_keeps_the_title_in_its_language(site):
    heading = site.html(PATH).css_first("h1")
    assert (heading.text(), heading.attributes["lang"]) == ("Das Testament", "de")


def test_a_title_in_a_script_of_the_other_direction_is_set_in_it(tmp_path):
    site = render_archive(tmp_path, {}, notice("gone.html", title="وصية", language="ar"))
    assert site.html("gone.html").css_first("h1").attributes["dir"] == "rtl"


def test_a_notice_says_what_became_of_the_page(site):
    assert "This document has been withdrawn" in site.text(PATH)


def test_a_notice_of_a_withdrawal_gives_the_date_in_words_and_the_reason(site):
    facts = site.items(PATH, "main dl div")
    assert facts == ["Date 9 March 1931", "Reason At the wish of the <family>."]


def test_a_notice_leads_to_the_list_above_it(site):
    assert site.ways(PATH, "main p a") == {"March 1931": "index.html"}


def test_the_list_above_is_in_the_trail_of_a_notice(site):
    assert list(site.ways(PATH, "nav.trail a")) == ["Home", "March 1931"]


def test_a_notice_below_the_home_page_has_that_in_its_trail_once(tmp_path):
    site = render_archive(tmp_path, {}, notice("gone.html"))
    assert list(site.ways("gone.html", "nav.trail a")) == ["Home"]


def test_a_notice_is_not_to_be_listed_by_search_engines(site):
    assert site.html(PATH).css_first("meta[name=robots]").attributes["content"] == "noindex"


@pytest.mark.parametrize(
    ("kind", "heading", "statement"),
    [
        ("withdrawn", "Withdrawn", "has been withdrawn"),
        ("gone", "No longer here", "is no longer in the archive"),
        ("draft", "Not available at present", "is not available at present"),
        ("empty", "Nothing here", "Nothing is listed here any more"),
    ],
)
def test_a_notice_without_a_title_is_headed_by_what_became_of_the_page(
    tmp_path, kind, heading, statement
):
    site = render_archive(tmp_path, {}, notice("gone.html", kind))
    assert site.items("gone.html", "h1") == [heading]
    assert statement in site.text("gone.html")


def test_a_notice_that_knows_neither_date_nor_reason_names_neither(tmp_path):
    site = render_archive(tmp_path, {}, notice("gone.html"))
    assert site.items("gone.html", "main dl") == []


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("1931/index.html", "1931"),
        ("dates/index.html", "Dates"),
        ("topics/index.html", "Topics"),
        ("topics/roads/index.html", "Roads"),
        ("undated/index.html", "Undated"),
        ("index.html", "Home"),
        ("own/index.html", "An archive"),
    ],
)
def test_the_list_above_is_called_by_its_title(tmp_path, above, title):
    site = render_archive(tmp_path, {}, notice("gone.html", above=above))
    assert site.items("gone.html", "main p a") == [title]
