"""Links between the files of a site: relative, by file name, and safe to write into a page."""

import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.render.links import absolute, relative, web_address

SEGMENTS = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1
).filter(lambda segment: segment not in (".", ".."))
PATHS = st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join)
BASE = "https://archive.example/a/b/"
RFC_3986 = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})*")


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("index.html", "index.html", "index.html"),
        ("about/index.html", "index.html", "about/index.html"),
        ("index.html", "2001/10/bridge.html", "../../index.html"),
        ("2001/10/index.html", "2001/10/bridge.html", "index.html"),
        ("2001/index.html", "2001/10/bridge.html", "../index.html"),
        ("2001/11/ferry.html", "2001/10/bridge.html", "../11/ferry.html"),
        ("20/a.html", "2/a.html", "../20/a.html"),
        ("topics/россия/index.html", "index.html", "topics/%D1%80%D0%BE%D1%81%D1%81%D0%B8%D1%8F/index.html"),
        ("100% sure?#1.html", "index.html", "100%25%20sure%3F%231.html"),
        ("a:b.html", "index.html", "a%3Ab.html"),
        ("c\\d.html", "index.html", "c%5Cd.html"),
    ],
)  # fmt: skip
def test_a_link_leads_by_the_shortest_way_and_names_the_file(target, page, link):
    assert relative(target, page) == link


@given(PATHS, PATHS)
@example("javascript:alert(1)", "index.html")
def test_a_browser_that_follows_a_link_arrives_at_the_file(target, page):
    address = urljoin(urljoin(BASE, absolute(page, BASE)), relative(target, page))
    assert unquote(urlsplit(address).path) == f"/a/b/{target}"
    assert address.startswith("https://archive.example/")


@given(PATHS, PATHS)
def test_a_link_holds_nothing_but_what_an_address_may_hold(target, page):
    assert RFC_3986.fullmatch(relative(target, page))


@given(PATHS, PATHS)
def test_no_link_begins_at_the_root_of_the_server(target, page):
    assert not relative(target, page).startswith("/")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("index.html", BASE),
        ("topics/index.html", f"{BASE}topics/"),
        ("topics/my-index.html", f"{BASE}topics/my-index.html"),
        ("2001/bridge.html", f"{BASE}2001/bridge.html"),
        ("é.html", f"{BASE}%C3%A9.html"),
    ],
)
def test_a_full_address_names_a_folder_by_its_slash(target, address):
    assert absolute(target, BASE) == address


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("https://archive.example/a?b=c&d#e", "https://archive.example/a?b=c&d#e"),
        ("HTTP://archive.example", "HTTP://archive.example"),
        ("https://archive.example/été/%C3%A9", "https://archive.example/été/%C3%A9"),
        ('https://archive.example/a b"c', "https://archive.example/a%20b%22c"),
        ("https://archive.example/100%", "https://archive.example/100%25"),
        ("https://", None),
        ("javascript:alert(1)", None),
        (" https://archive.example", None),
        ("//archive.example", None),
        ("archive.example", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_of_the_web_can_be_a_link_and_nothing_else(given, link):
    assert web_address(given) == link
