"""Parts of files: without them, Safari plays no sound, and no browser can jump in a film."""

import pytest

from generator.serve.ranges import UnsatisfiableError, find_range
from tests.serve.served import at_work, on_server, request
from tests.site_in_a_string import write_site

TONE = bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (None, None),
        ("bytes=0-", range(1024)),
        ("bytes=0-99", range(100)),
        ("Bytes= 1000-5000", range(1000, 1024)),
        ("bytes=-24", range(1000, 1024)),
        ("bytes=-5000", range(1024)),
        ("bytes=1023-1023", range(1023, 1024)),
        ("bytes=9-3", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("bytes=x-9", None),
        ("bytes=٠-٩", None),
        ("items=0-9", None),
    ],
)
def test_one_range_is_a_part_and_what_is_none_is_the_whole_file(asked, found):
    assert find_range(asked, 1024) == found


@pytest.mark.parametrize(
    ("asked", "size"), [("bytes=1024-", 1024), ("bytes=-0", 9), ("bytes=0-", 0)]
)
def test_a_range_without_bytes_cannot_be_had(asked, size):
    with pytest.raises(UnsatisfiableError):
        find_range(asked, size)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    site = write_site(tmp_path_factory.mktemp("heard"), "-- content/pages/tone.md --\nA tone.\n")
    (site.root / "content/tone.wav").write_bytes(TONE)
    with at_work(site) as served, on_server(served.worker) as server:
        yield server


def test_a_part_of_a_file_is_sent_with_its_place(server):
    response, data = request(server, "/tone.wav", Range="bytes=16-31")
    assert (response.status, data) == (206, TONE[16:32])
    assert response.headers["Content-Range"] == "bytes 16-31/1024"
    assert response.headers["Content-Length"] == "16"


def test_beyond_the_end_the_size_is_told(server):
    response, data = request(server, "/tone.wav", Range="bytes=4096-")
    assert (response.status, data) == (416, b"")
    assert response.headers["Content-Range"] == "bytes */1024"


def test_a_whole_file_says_that_it_has_parts(server):
    response, data = request(server, "/tone.wav")
    assert (response.status, data, response.headers["Accept-Ranges"]) == (200, TONE, "bytes")


@pytest.mark.parametrize(("method", "headers"), [("HEAD", {}), ("GET", {"If-Range": '"old"'})])
def test_who_asks_about_a_file_or_for_another_version_is_told_of_the_whole(server, method, headers):
    response, _ = request(server, "/tone.wav", method, Range="bytes=0-9", **headers)
    assert (response.status, response.headers["Content-Length"]) == (200, "1024")


def test_a_page_is_sent_whole(server):
    response, data = request(server, "/tone.html", Range="bytes=0-9")
    assert response.status == 200
    assert b"A tone." in data
