"""One key for all the ways in which an address of one page is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.addresses import (
    AddressKind,
    Home,
    absolute_address,
    folded_key,
    kind_of,
    link_keys,
    seed_keys,
    web_key,
)

WEIR = "https://gazette.example/news/weir.html"


@pytest.mark.parametrize(
    "written",
    [
        "http://gazette.example/news/weir.html",
        "https://www.gazette.example/news/weir.html",
        "HTTPS://WWW.Gazette.Example/news/weir.html",
        "//gazette.example/news/weir.html",
        "https://gazette.example:443/news/weir.html",
        "http://gazette.example:80/news/weir.html",
        "https://gazette.example./news/weir.html",
        "https://reader@gazette.example/news/weir.html",
        "https://gazette.example/news/weir.html#roofs",
        "https://gazette.example/news/./weir.html",
        "https://gazette.example/news/old/../weir.html",
        "https://gazette.example//news//weir.html",
        "https://gazette.example/n%65ws/weir.html",
        " https://gazette.example/news/weir.html\n",
    ],
)
def test_an_address_is_the_same_however_it_is_written(written):
    assert web_key(written) == web_key(WEIR)


@pytest.mark.parametrize(
    "written",
    [
        "https://gazette.example/news/Weir.html",
        "https://gazette.example/news/weir.html?page=2",
        "https://gazette.example:8080/news/weir.html",
        "https://news.gazette.example/news/weir.html",
        "https://gazette.example/weir.html",
    ],
)
def test_another_address_is_another(written):
    assert web_key(written) != web_key(WEIR)


@pytest.mark.parametrize(
    "name", ["", "/", "/index.html", "/index.htm", "/Default.asp", "/index.php", "/#top"]
)
def test_a_folder_is_the_same_as_its_index_page(name):
    assert web_key(f"http://gazette.example/news{name}") == "//gazette.example/news"


def test_a_site_is_the_same_with_and_without_a_slash():
    assert web_key("http://gazette.example") == web_key("http://www.gazette.example/index.html")


def test_a_query_is_part_of_an_address():
    one, other = (web_key(f"http://gazette.example/index.php?id={n}") for n in (1, 2))
    assert one == web_key("http://gazette.example/?id=1") != other


def test_letters_may_be_encoded_in_either_of_the_old_charsets():
    keys = {web_key(f"http://gazette.example/caf{e}.html") for e in ("é", "%C3%A9", "%E9")}
    assert len(keys) == 1


@pytest.mark.parametrize(
    "written", ["mailto:a@b.example", "/a", "a.html", "ftp://a.example/", "http://["]
)
def test_what_has_no_host_of_the_web_has_no_key(written):
    assert web_key(written) is None


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://gazette.example/", AddressKind.WEB),
        ("//gazette.example/", AddressKind.WEB),
        ("a.html", AddressKind.RELATIVE),
        ("../a.html#b", AddressKind.RELATIVE),
        ("/a", AddressKind.RELATIVE),
        ("?id=5", AddressKind.RELATIVE),
        ("#roofs", AddressKind.OTHER),
        ("", AddressKind.OTHER),
        ("mailto:a@b.example", AddressKind.OTHER),
        ("javascript:open()", AddressKind.OTHER),
        ("http:a.html", AddressKind.OTHER),
        ("http://[", AddressKind.OTHER),
    ],
)
def test_addresses_are_of_three_kinds(address, kind):
    assert kind_of(address) is kind


# Saved files


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("gazette.example/news/weir.html", "//gazette.example/news/weir.html"),
        ("mirror/www.gazette.example/news/index.html", "//gazette.example/news"),
        ("mirror/gazette.example/story.php?id=5", "//gazette.example/story.php?id=5"),
        ("mirror/gazette.example/story.php@id=5", "//gazette.example/story.php?id=5"),
        ("mirror/gazette.example/story.php@id=5.html", "//gazette.example/story.php?id=5"),
        ("mirror/gazette.example/story.asp@57.html", "//gazette.example/story.asp?57"),
        ("mirror/gazette.example/story.asp.html", "//gazette.example/story.asp"),
        ("mirror/gazette.example/index.php@id=15.html", "//gazette.example/?id=15"),
        ("mirror/gazette.example+8080/weir.html", "//gazette.example:8080/weir.html"),
        ("mirror/gazette.example/@ann.html", "//gazette.example/@ann.html"),
    ],
)  # fmt: skip
def test_a_file_of_a_mirror_has_the_key_of_its_address(file, key):
    assert next(seed_keys(file)) == key


def test_a_file_of_no_mirror_has_the_key_of_its_path():
    assert [*seed_keys("saved/index.htm")] == ["seeds/saved"]
    assert [*seed_keys("notes.old.html")] == ["seeds/notes.old.html"]


# Links

SAVED = Home("1999/fire.md", "1999/fire.html", seed="mirror/gazette.example/news/fire.html")


@pytest.mark.parametrize(
    "written",
    [
        "weir.html",
        "./weir.html#roofs",
        "../news/weir.html",
        "/news/weir.html",
        WEIR,
        "//gazette.example/news/weir.html",
        "../../gazette.example/news/weir.html",
    ],
)
def test_all_links_of_a_mirrored_page_to_another_have_a_key_of_that(written):
    keys = {*seed_keys("mirror/gazette.example/news/weir.html")}
    assert keys & {*link_keys(written, SAVED)}


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("story.php?id=5", "story.php?id=5"),
        ("story.php?id=5", "story.php@id=5.html"),
        ("story.php%3Fid=5.html", "story.php?id=5.html"),
        ("story.php@id=5.html", "story.php@id=5.html"),
        ("story.asp", "story.asp.html"),
        ("./", "index.html"),
        (".", "index.html"),
        ("a%20b.html", "a b.html"),
    ],
)
def test_links_lead_to_the_names_that_mirroring_programs_give(written, file):
    home = Home(seed="saved/fire.html")
    assert {*seed_keys(f"saved/{file}")} & {*link_keys(written, home)}


def test_the_root_of_a_mirror_without_a_host_is_its_folder_among_the_seeds():
    home = Home(seed="gazette/news/fire.html")
    assert "seeds/gazette/weir.html" in link_keys("/weir.html", home)


def test_a_link_that_leaves_the_seeds_has_no_key_there():
    assert link_keys("../../weir.html", Home(seed="a/fire.html")) == ()


def test_a_relative_link_of_a_page_with_a_known_address_is_seen_from_there():
    home = Home(
        "1999/fire.md", "1999/fire.html", "a.html", "https://gazette.example/news/fire.html"
    )
    assert link_keys("../weir.html", home)[0] == "//gazette.example/weir.html"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("weir.md", "content/1999/weir.md"),
        ("../2000/weir.md#roofs", "content/2000/weir.md"),
        ("/pages/about.md", "content/pages/about.md"),
        ("weir.html", "/1999/weir.html"),
        ("/about", "/about.html"),
        ("../2000/", "/2000/index.html"),
        ("https://archive.example/a/1999/weir.html", "/1999/weir.html"),
    ],
)
def test_links_of_the_owner_s_are_those_of_content_files_and_of_pages(written, key):
    home = Home("1999/fire.md", "1999/fire.html", base_url="https://archive.example/a/")
    assert link_keys(written, home)[0] == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("/index.php?id=5", "/index.php?id=5"),
        ("/?p=123", "/index.html?p=123"),
        ("https://archive.example/a/?p=123#top", "/index.html?p=123"),
        ("http://www.old.example/news.asp?a=é", "/news.asp?a=%C3%A9"),
        ("http://www.old.example/news/fire", "/news/fire.html"),
    ],
)
def test_a_link_to_an_old_address_is_found_by_its_query_and_at_the_old_host(written, key):
    former = ("http://www.old.example/",)
    home = Home("a.md", "1999/a.html", base_url="https://archive.example/a/", former_urls=former)
    assert link_keys(written, home)[0] == key


def test_a_link_to_a_content_file_may_be_seen_from_the_file_or_from_the_page():
    keys = link_keys("1999/fire.md", Home("pages/guide.md", "guide.html"))
    assert keys[:2] == ("content/pages/1999/fire.md", "content/1999/fire.md")


@pytest.mark.parametrize("written", ["#roofs", "", "mailto:a@b.example", "http://[", "tel:1"])
def test_what_leads_to_no_page_has_no_keys(written):
    assert link_keys(written, SAVED) == ()


# Full addresses


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("weir.html", "https://gazette.example/news/weir.html"),
        ("/weir.html#a", "https://gazette.example/weir.html#a"),
        ("?page=2", "https://gazette.example/news/fire.html?page=2"),
        ("//other.example/a", "https://other.example/a"),
        ("#roofs", "#roofs"),
        ("", ""),
        ("http://other.example/", "http://other.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://[", "http://["),
    ],
)
def test_a_relative_address_is_completed_and_no_other(written, full):
    assert absolute_address(written, "https://gazette.example/news/fire.html") == full


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_looked_up(address, seed, source_url):
    home = Home("a.md", "a.html", seed or None, source_url or None, "https://a.example/")
    assert all(link_keys(address, home))
    assert all(seed_keys(seed))
    assert isinstance(absolute_address(address, source_url), str)


@pytest.mark.parametrize(
    ("key", "folded"),
    [
        ("//gazette.example/News/Weir.HTML", "//gazette.example/news/weir.html"),
        ("seeds/News/show.asp?id=AbC", "seeds/news/show.asp?id=AbC"),
        ("//gazette.example/watch?v=AbC", None),
        ("content/Weir.md", None),
        ("/Weir.html", None),
    ],
)
def test_letter_case_is_ignored_in_the_paths_of_saved_pages_only(key, folded):
    assert folded_key(key) == folded
