"""Addresses as people write them, and which path of the site each means."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.archive.addresses import index_of, is_address, normal_address, page_above, page_of

BASE_URL = "https://archive.example/ferry/"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/news/old.html", "news/old.html"),
        ("news/old.html", "news/old.html"),
        ("./news/old.html", "news/old.html"),
        ("news//./old.html", "news/old.html"),
        ("  /news/old.html ", "news/old.html"),
        ("news/old/", "news/old/index.html"),
        ("/news/old/.", "news/old/index.html"),
        ("news/old", "news/old.html"),
        ("news/v1.2", "news/v1.2.html"),
        ("world/1578.stm", "world/1578.stm"),
        ("/story.asp", "story.asp"),
        ("OLD.HTM", "OLD.HTM"),
        ("/news/old%20bridge.html", "news/old bridge.html"),
        ("/caf%C3%A9", "café.html"),
        ("/a%2Fb", "a/b.html"),
        ("/100%", "100%.html"),
        ("/россия/", "россия/index.html"),
        ("/story.asp?id=5", "story.asp"),
        ("/news/old.html#top", "news/old.html"),
    ],
)
def test_an_address_means_a_path_of_the_site(written, path):
    assert normal_address(written) == path


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("https://archive.example/ferry/news/old.html", "news/old.html"),
        ("http://Archive.Example/ferry/news/", "news/index.html"),
        ("//archive.example/ferry/news/old", "news/old.html"),
        ("https://archive.example/%66erry/old?x=1", "old.html"),
    ],
)
def test_a_full_address_counts_when_it_is_one_of_this_site(written, path):
    assert normal_address(written, BASE_URL) == path


def test_the_name_of_a_host_is_the_same_in_any_letter_case():
    assert normal_address("https://archive.example/old", "https://Archive.Example/") == "old.html"


@pytest.mark.parametrize(
    "written",
    [
        "https://elsewhere.example/ferry/old.html",
        "https://archive.example/other/old.html",
        "https://archive.example/ferry",
        "ftp://archive.example/ferry/old.html",
        "//elsewhere.example/old.html",
        "mailto:someone@archive.example",
        "javascript:alert(1)",
        "https://[broken/old.html",
    ],
)
def test_what_leads_to_another_place_is_no_address_of_the_site(written):
    assert normal_address(written, BASE_URL) is None


def test_a_full_address_is_none_of_the_site_that_does_not_know_its_own():
    assert normal_address("https://archive.example/old.html") is None


@pytest.mark.parametrize(
    "written",
    [
        "../old.html",
        "news/../../old.html",
        "/%2e%2e/old.html",
        "news/..%2fold.html",
        "..\\old.html",
        "/%5c%5celsewhere/old.html",
        "c:/old.html",
        "/c:/old.html",
    ],
)
def test_what_leaves_the_site_is_no_address_of_it(written):
    assert normal_address(written) is None


@pytest.mark.parametrize("written", ["", "  ", "/", "./", "//", "/index.html", "?id=5", "#top"])
def test_what_names_no_page_but_home_is_no_old_address(written):
    assert normal_address(written) is None


@pytest.mark.parametrize(
    "written",
    ["/old\x00.html", "/old\n.html", "/old%0A.html", "/old%00.html", "/old%ff.html", "/a\tb.html"],
)
def test_control_characters_and_broken_encodings_make_no_address(written):
    assert normal_address(written) is None


@pytest.mark.parametrize("written", ["/.htaccess", "/.git/config", "/:year/:title", "x" * 300])
def test_what_can_never_be_published_is_no_address(written):
    assert normal_address(written) is None


@given(st.text())
def test_whatever_is_written_gives_a_path_inside_the_site_or_none(written):
    path = normal_address(written, BASE_URL)
    assert path is None or is_address(path)


@example("0.")
@given(st.text(st.characters(codec="utf-8", exclude_characters="%?#"), max_size=40))
def test_a_path_of_the_site_means_itself(written):
    path = normal_address(f"/{written}")
    assert path is None or normal_address(f"/{path}") == path


def test_a_free_page_stands_at_the_root():
    assert page_of("pages/history") == "history.html"


def test_a_document_stands_where_its_file_is():
    assert page_of("2001/10/bridge") == "2001/10/bridge.html"


# Lists


@pytest.mark.parametrize(
    ("path", "index"),
    [
        ("page-1.html", "index.html"),
        ("topics/roads/page-12.html", "topics/roads/index.html"),
        ("topics/roads/page-0.html", None),
        ("topics/roads/page-x.html", None),
        ("topics/roads/index.html", None),
        ("2001/my-page-1.html", None),
    ],
)
def test_a_numbered_page_belongs_to_the_list_in_its_folder(path, index):
    assert index_of(path) == index


LISTS = ["index.html", "dates/index.html", "2001/index.html", "topics/index.html", "a-z/index.html"]


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("2001/10/bridge.html", "2001/index.html"),
        ("2001/10/index.html", "2001/index.html"),
        ("2001/index.html", "dates/index.html"),
        ("1999/05/toll.html", "dates/index.html"),
        ("bce-0044/ides.html", "dates/index.html"),
        ("undated/song.html", "dates/index.html"),
        ("topics/roads/index.html", "topics/index.html"),
        ("topics/roads/page-2.html", "topics/index.html"),
        ("a-z/q/index.html", "a-z/index.html"),
        ("places/mill/index.html", "index.html"),
        ("history.html", "index.html"),
    ],
)
def test_above_a_page_is_the_nearest_list_that_there_is(path, above):
    assert page_above(path, LISTS) == above


def test_a_page_is_not_above_itself():
    assert page_above("topics/index.html", LISTS) == "index.html"
