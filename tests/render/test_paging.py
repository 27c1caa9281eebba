"""Paging: long lists in pages whose addresses keep their meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.paging import (
    NEWEST,
    entries_on,
    newest_first,
    number_of,
    page_numbers,
    page_path,
)
from tests.site_in_a_string import write_site

COUNTS = st.integers(0, 400)
SIZES = st.integers(1, 60)


def pages(count, size):
    """Return what each page of a list of `count` entries shows, by the page's path."""
    entries = list(range(count))
    return {page_path("", n): entries_on(n, entries, size) for n in page_numbers(count, size)}


@pytest.mark.parametrize(
    ("count", "paths"),
    [
        (0, ["index.html"]),
        (1, ["index.html"]),
        (10, ["index.html"]),
        (19, ["index.html"]),
        (20, ["index.html", "page-1.html"]),
        (29, ["index.html", "page-1.html"]),
        (30, ["index.html", "page-1.html", "page-2.html"]),
    ],
)
def test_a_list_has_a_page_more_for_each_page_size_beyond_the_first(count, paths):
    assert list(pages(count, 10)) == paths


def test_page_1_shows_the_oldest():
    assert pages(25, 10)["page-1.html"] == list(range(10))


@given(COUNTS, SIZES)
def test_the_first_page_shows_between_one_and_two_pages_worth(count, size):
    shown = len(pages(count, size)["index.html"])
    assert shown < 2 * size
    assert shown >= min(count, size)


@given(COUNTS, SIZES)
def test_every_older_page_is_full(count, size):
    older = [shown for path, shown in pages(count, size).items() if path != "index.html"]
    assert all(len(shown) == size for shown in older)


@given(COUNTS, SIZES)
def test_every_entry_is_on_one_page(count, size):
    shown = [entry for page in pages(count, size).values() for entry in page]
    assert sorted(shown) == list(range(count))


@given(COUNTS, SIZES, st.integers(0, 200))
def test_newer_entries_never_change_what_an_older_page_shows(count, size, more):
    before, after = pages(count, size), pages(count + more, size)
    del before["index.html"]
    assert (
        before.items() <= {path: shown for path, shown in after.items() if path in before}.items()
    )


@given(st.integers(1, 400), SIZES, st.data())
def test_the_page_of_an_entry_is_the_one_that_shows_it(count, size, data):
    entry = data.draw(st.integers(0, count - 1))
    number = number_of(entry, count, size)
    assert entry in entries_on(number, range(count), size)


@given(COUNTS, SIZES)
def test_the_pages_are_read_from_the_newest_to_the_oldest(count, size):
    numbers = list(newest_first(count, size))
    assert numbers[0] == NEWEST
    assert numbers[1:] == sorted(page_numbers(count, size)[1:], reverse=True)


SEVEN = "".join(
    f"-- content/{n}.md --\n---\n{{title: Document {n}, date: 2001-10-0{n}, topics: [Roads]}}\n---\n"
    for n in range(1, 8)
)


@pytest.fixture(scope="module")
def seven(tmp_path_factory):
    """Return an archive of seven documents, three a page; for reading only."""
    return write_site(tmp_path_factory.mktemp("paging") / "archive", SEVEN).rebuild(paginate=3)


def test_the_home_page_lists_the_newest_documents_and_older_pages_the_rest(seven):
    assert seven.links("index.html") == [f"Document {n}" for n in (7, 6, 5, 4)]
    assert seven.links("page-1.html") == [f"Document {n}" for n in (3, 2, 1)]


def test_a_document_more_leaves_the_older_pages_as_they_are(build_site):
    site = build_site(SEVEN, paginate=3)
    before = site.links("page-1.html")
    site.write("content/8.md", "---\n{title: Document 8, date: 2001-11-01}\n---\n")
    assert site.rebuild(paginate=3).links("page-1.html") == before


@pytest.mark.parametrize(
    ("page", "ways"),
    [
        ("index.html", {"Next": "page-1.html"}),
        ("page-1.html", {"Previous": "index.html"}),
        ("topics/roads/page-1.html", {"Previous": "index.html"}),
    ],
)
def test_each_page_of_a_list_leads_to_the_ones_beside_it(seven, page, ways):
    assert seven.ways(page, "nav.pager a[rel]") == ways


def test_the_pages_of_a_list_are_numbered_as_they_are_read(seven):
    assert seven.ways("page-1.html", "nav.pager a:not([rel])") == {
        "1": "index.html",
        "2": "page-1.html",
    }


@pytest.mark.parametrize("folder", ["", "2001/", "2001/10/", "topics/roads/", "a-z/d/"])
def test_long_lists_of_every_kind_have_pages(seven, folder):
    assert f"{folder}page-1.html" in seven.paths()
    assert f"{folder}page-2.html" not in seven.paths()


def test_a_list_in_the_order_of_the_alphabet_begins_with_its_first_page(seven):
    assert seven.links("a-z/d/index.html") == [f"Document {n}" for n in (1, 2, 3, 4)]
    assert seven.links("a-z/d/page-1.html") == [f"Document {n}" for n in (5, 6, 7)]


def test_a_list_of_undated_documents_begins_with_its_first_page(build_site):
    titles = "".join(f"-- content/{n}.md --\n---\ntitle: T{n}\n---\n" for n in range(1, 8))
    site = build_site(titles, paginate=3)
    assert site.links("undated/index.html") == ["T1", "T2", "T3", "T4"]
    assert site.links("undated/page-1.html") == ["T5", "T6", "T7"]


def test_a_day_of_the_calendar_leads_to_the_page_that_lists_it(seven):
    days = seven.ways("2001/10/index.html", "table a")
    assert days["3"] == "page-1.html#d03"
    assert days["4"] == "index.html#d04"
