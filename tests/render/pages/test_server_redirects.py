"""The redirects in the forms of servers. Apache 2.4 and nginx 1.22 were asked how they read them."""

import pytest

from tests.render.pages.old_addresses import render_archive

BRIDGE = "1931/03/bridge.html"
ODD = 'a b/"c"$d.é,*:(x).html'
FILES = {"redirects": "_redirects", "htaccess": ".htaccess", "nginx": "nginx-redirects.map"}


@pytest.fixture
def lines(tmp_path):
    """Return a function that returns the lines of the redirects in a format."""

    def lines(name, redirects, **settings):
        site = render_archive(tmp_path, redirects, formats=(name,), **settings)
        return site.read(f"output/{FILES[name]}").splitlines()

    return lines


def test_no_list_is_made_that_nobody_asked_for(tmp_path):
    site = render_archive(tmp_path, {"old.html": BRIDGE})
    assert set(FILES.values()) & set(site.paths()) == set()


@pytest.mark.parametrize("name", FILES)
def test_a_list_without_a_redirect_is_empty(lines, name):
    assert lines(name, {}) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("redirects", "/old.html /1931/03/bridge.html 301"),
        ("htaccess", 'Redirect 301 "/old.html" "/1931/03/bridge.html"'),
        ("nginx", '"/old.html" "/1931/03/bridge.html";'),
    ],
)
def test_a_redirect_is_a_line_in_the_form_of_the_server(lines, name, line):
    assert lines(name, {"old.html": BRIDGE}) == [line]


@pytest.mark.parametrize("name", FILES)
def test_the_lines_are_sorted(lines, name):
    found = lines(name, {"b.html": BRIDGE, "a/index.html": BRIDGE, "c.html": BRIDGE})
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "redirects",
            ["/topics/old/ /topics/roads/ 301", "/topics/old/index.html /topics/roads/ 301"],
        ),
        (
            "htaccess",
            [
                'Redirect 301 "/topics/old/index.html" "/topics/roads/"',
                'RedirectMatch 301 "^/topics/old/$" "/topics/roads/"',
            ],
        ),
        (
            "nginx",
            ['"/topics/old/" "/topics/roads/";', '"/topics/old/index.html" "/topics/roads/";'],
        ),
    ],
)
def test_the_page_of_a_folder_is_asked_for_by_the_folder_too(lines, name, expected):
    assert lines(name, {"topics/old/index.html": "topics/roads/index.html"}) == expected


@pytest.mark.parametrize(
    ("base_url", "start"),
    [
        ("https://archive.example/", "/"),
        ("https://archive.example/the%20ferry/", "/the%20ferry/"),
        ("https://archive.example/café/", "/caf%C3%A9/"),
    ],
)
def test_an_archive_below_a_folder_has_that_in_front_of_every_path(lines, base_url, start):
    (line,) = lines("redirects", {"old.html": BRIDGE}, base_url=base_url)
    assert line == f"{start}old.html {start}1931/03/bridge.html 301"


def test_servers_that_compare_decoded_paths_are_given_decoded_folders(lines):
    base_url = "https://archive.example/the%20ferry/"
    (line,) = lines("nginx", {"old.html": BRIDGE}, base_url=base_url)
    assert line == '"/the ferry/old.html" "/the%20ferry/1931/03/bridge.html";'


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("redirects", "/a%20b/%22c%22$d.%C3%A9,%2A%3A(x).html /1931/03/bridge.html 301"),
        ("htaccess", r'Redirect 301 "/a b/\"c\"$d.é,*:(x).html" "/1931/03/bridge.html"'),
        ("nginx", r'"/a b/\"c\"$d.é,*:(x).html" "/1931/03/bridge.html";'),
    ],
)
def test_what_means_something_to_a_server_is_taken_for_what_it_is(lines, name, line):
    assert lines(name, {ODD: BRIDGE}) == [line]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("redirects", "/old.html /a%20b/%22c%22%24d.%C3%A9,*%3A(x).html 301"),
        ("htaccess", 'Redirect 301 "/old.html" "/a%20b/%22c%22%24d.%C3%A9,*%3A(x).html"'),
        ("nginx", '"/old.html" "/a%20b/%22c%22%24d.%C3%A9,*%3A(x).html";'),
    ],
)
def test_the_new_address_is_encoded(lines, name, line):
    assert lines(name, {"old.html": ODD}) == [line]


QUERY = "old.php?id=5&a=%2F:b"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("redirects", ["/old.php id=5 a=%2F:b /1931/03/bridge.html 301!"]),
        (
            "htaccess",
            [
                "RewriteEngine On",
                r'RewriteCond %{REQUEST_URI} "^/old\\.php$"',
                'RewriteCond %{QUERY_STRING} "^id=5&a=%2F:b$"',
                'RewriteRule ^ "/1931/03/bridge.html" [R=301,L,NE,QSD]',
            ],
        ),
        ("nginx", []),
    ],
)
def test_an_old_address_with_a_query_leads_on_from_that_query(lines, name, expected):
    assert lines(name, {QUERY: BRIDGE}) == expected


def test_nginx_has_a_map_of_its_own_for_what_was_asked_with_a_query(tmp_path):
    site = render_archive(tmp_path, {QUERY: BRIDGE, "index.html?p=1": BRIDGE}, formats=("nginx",))
    assert site.read("output/nginx-requests.map").splitlines() == [
        '"/?p=1" "/1931/03/bridge.html";',
        '"/index.html?p=1" "/1931/03/bridge.html";',
        '"/old.php?id=5&a=%2F:b" "/1931/03/bridge.html";',
    ]


def test_a_query_that_netlify_cannot_compare_is_not_in_its_list(lines):
    assert lines("redirects", {"old.asp?17": BRIDGE}) == []


def test_what_apache_takes_for_a_reference_in_a_new_address_is_taken_for_what_it_is(lines):
    found = lines("htaccess", {"old.php?id=5": "a/5%1.html"})
    assert r'RewriteRule ^ "/a/5\\%251.html" [R=301,L,NE,QSD]' in found


def test_nginx_is_given_one_of_two_addresses_that_differ_in_letter_case_alone(lines):
    assert len(lines("nginx", {"old.html": BRIDGE, "Old.html": BRIDGE})) == 1
    assert len(lines("htaccess", {"old.html": BRIDGE, "Old.html": BRIDGE})) == 2


def test_a_folder_is_matched_as_a_whole_and_by_its_letters(lines):
    found = lines("htaccess", {"a.b+(c)/index.html": "d$1.html"})
    assert r'RedirectMatch 301 "^/a\\.b\\+\\(c\\)/$" "/d\\$1.html"' in found


@pytest.mark.parametrize("target", ["what?.html", "no-1-#2.html"])
def test_what_apache_takes_for_a_query_leaves_a_folder_to_its_index_page(lines, target):
    (line,) = lines("htaccess", {"old/index.html": target})
    assert line.startswith('Redirect 301 "/old/index.html" ')
