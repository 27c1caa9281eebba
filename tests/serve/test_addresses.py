"""Requests to files of the site: only names of pages lead anywhere."""

import pytest

from generator.serve.addresses import (
    Moved,
    content_type,
    find_file,
    is_own_host,
    path_of,
)

FILES = {"index.html", "2001/index.html", "2001/10/the-bridge.html", "topics/žižka/index.html"}
HOSTILE = (
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/2001/../../site.yaml",
    "/%5c..%5csite.yaml",
    "//etc/passwd",
    "/./index.html",
    "/index.html/",
    "/.cache/serve/archive.state",
)


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/index.html?a=b#c", "index.html"),
        ("/2001/", "2001/index.html"),
        ("/2001", Moved("/2001/")),
        ("/2001/10/the-bridge.html", "2001/10/the-bridge.html"),
        ("/topics/%C5%BEi%C5%BEka/", "topics/žižka/index.html"),
        ("/topics/%C5%BEi%C5%BEka", Moved("/topics/%C5%BEi%C5%BEka/")),
        ("/2001/10/", None),
        ("/missing.html", None),
    ],
)
def test_an_address_leads_to_a_file_or_to_the_index_of_a_folder(target, found):
    assert find_file(path_of(target), FILES) == found


@pytest.mark.parametrize("target", HOSTILE)
def test_an_address_that_is_not_spelt_like_a_page_leads_nowhere(target):
    path = path_of(target)
    assert path is None or find_file(path, FILES) is None


@pytest.mark.parametrize("target", ["/a%00b", "/%ff", "index.html", "*", "http://[", ""])
def test_what_is_no_path_in_utf_8_is_no_address(target):
    assert path_of(target) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a.original.txt", "text/plain; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("a/B.MD", "text/markdown; charset=utf-8"),
        ("photo.JPG", "image/jpeg"),
        ("a.original.pdf", "application/pdf"),
        ("picture.webp", "image/webp"),
        ("picture.avif", "image/avif"),
        ("letters.woff2", "font/woff2"),
        ("tracks.geojson", "application/geo+json; charset=utf-8"),
        ("map.mjs", "text/javascript; charset=utf-8"),
        ("captions.vtt", "text/vtt; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_a_file_is_sent_as_what_its_ending_says(path, kind):
    assert content_type(path) == kind


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("archive.localhost", True),
        ("[::1]:8000", True),
        ("rebound.example:8000", False),
        ("127.0.0.1.rebound.example", False),
        ("[", False),
        ("[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_name_of_this_machine_is_its_own(host, is_own):
    assert is_own_host(host) is is_own
