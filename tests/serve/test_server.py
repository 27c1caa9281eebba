"""The server, at a free port of this machine: what it answers, and to whom."""

import os
import socket
import sys
import threading
from contextlib import ExitStack

import pytest

from generator.report import BuildError
from generator.serve import open_server
from generator.serve.server import MOST_CONNECTIONS
from tests.serve.served import at_work, on_server, request
from tests.serve.test_addresses import HOSTILE
from tests.site_in_a_string import write_site

SITE = """
    -- content/2001/bridge.md --
    ---
    title: The bridge
    date: 2001
    ---
    The bridge is open.
    -- content/2001/photo.png --
    no picture
"""

EVENTS = "/.microfiche/events?page=/&number=0"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with at_work(write_site(tmp_path_factory.mktemp("served"), SITE)) as served:
        yield served


@pytest.fixture(scope="module")
def server(served):
    with on_server(served.worker) as server:
        yield server


def test_a_page_is_sent_with_the_script_and_is_not_to_be_kept(server):
    response, data = request(server, "/2001/bridge.html")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert data.count(b'<script src="/.microfiche/live.js"') == 1


def test_a_file_that_is_no_page_is_sent_as_it_is(server):
    response, data = request(server, "/2001/photo.png")
    assert (response.headers["Content-Type"], data) == ("image/png", b"no picture\n")


def test_a_folder_is_its_index_and_never_a_list_of_files(server):
    assert b"The bridge" in request(server, "/2001/")[1]
    assert request(server, "/assets/")[0].status == 404


def test_a_folder_without_its_slash_leads_to_the_one_with_it(server):
    response, _ = request(server, "/2001")
    assert (response.status, response.headers["Location"]) == (302, "/2001/")


def test_where_there_is_no_page_the_not_found_page_answers(server):
    response, data = request(server, "/missing.html")
    assert response.status == 404
    assert b'<body class="not-found">' in data


@pytest.mark.parametrize("target", [*HOSTILE, "/a%00b", "/%ff"])
def test_a_hostile_address_gets_the_not_found_page(server, target):
    response, data = request(server, target)
    assert response.status == 404
    assert b"root:" not in data


def test_head_is_get_without_the_page(server):
    sent, data = request(server, "/2001/bridge.html", "HEAD")
    whole, page = request(server, "/2001/bridge.html")
    assert (sent.status, sent.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert sent.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(page))
    assert data == b""


def test_nothing_can_be_sent_to_the_server(server):
    assert request(server, "/2001/bridge.html", "POST")[0].status == 501


@pytest.mark.parametrize("target", ["/", "/.microfiche/events?page=/&number=0"])
def test_a_page_from_elsewhere_under_another_name_reads_nothing(server, target):
    response, data = request(server, target, Host="rebound.example")
    assert (response.status, data) == (403, b"Ask for localhost.\n")


def test_events_are_sent_as_they_happen(server, served):
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection:
        target = "/.microfiche/events?page=/&digest=old&epoch=old&number=0"
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        sent = connection.makefile("rb").read()
    assert b"Content-Type: text/event-stream; charset=utf-8\r\n" in sent
    assert sent.endswith(b"event: reload\ndata: null\n\n")


def test_a_site_that_cannot_be_built_is_a_page_that_says_why(tmp_path):
    site = write_site(tmp_path / "broken", "-- site.yaml --\ntitel: Wrong\n")
    with at_work(site) as served, on_server(served.worker) as server:
        response, data = request(server, "/")
    assert response.status == 500
    assert b"site.yaml:1" in data
    assert b"live.js" in data


def test_a_port_that_is_taken_is_an_error_when_it_was_asked_for(server, served):
    with pytest.raises(BuildError, match=f"port {server.server_port}"):
        open_server("127.0.0.1", server.server_port, served.worker)


def test_without_a_port_the_next_free_one_is_taken(served, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        monkeypatch.setattr("generator.serve.server.PORT", number)
        with open_server("127.0.0.1", None, served.worker) as server:
            assert server.server_port > number


def test_only_a_host_that_is_asked_for_lets_others_in(served):
    with open_server("127.0.0.1", 0, served.worker) as server:
        assert not server.is_for_others
    with open_server("0.0.0.0", 0, served.worker) as server:
        assert server.is_for_others


def test_nothing_of_the_disk_is_served_but_the_site(server, served):
    outside = served.site.root / "site.yaml"
    assert os.path.exists(outside)
    assert request(server, f"/{outside}")[0].status == 404


# Who asks


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1.rebound.example"},
        {"Host": "localhost.rebound.example"},
        {"Host": "localhost@rebound.example"},
        {"Host": ""},
        {"Host": "10.0.0.1"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("target", ["/", "/.microfiche/live.js", EVENTS])
def test_a_page_from_elsewhere_is_refused(server, target, headers):
    response, data = request(server, target, **headers)
    assert (response.status, data) == (403, b"Ask for localhost.\n")


def test_a_request_that_names_no_host_or_two_is_refused(server):
    for hosts in (b"", b"Host: localhost\r\nHost: localhost\r\n"):
        assert b" 403 " in raw(server, b"GET / HTTP/1.1\r\nConnection: close\r\n" + hosts + b"\r\n")


def test_a_link_from_elsewhere_may_be_followed_and_events_may_not(server):
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert request(server, "/", **followed)[0].status == 200
    assert request(server, EVENTS, **followed)[0].status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.1:80", "[::1]", "a.localhost"])
def test_this_machine_is_answered_by_each_of_its_names(server, host):
    assert request(server, "/", Host=host)[0].status == 200


def test_others_are_let_in_by_a_number_or_by_the_name_that_was_told(served):
    with open_server("0.0.0.0", 0, served.worker) as server:
        server.host = "archive.local"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            for host in ("192.0.2.7:8000", "[2001:db8::7]", "Archive.local", "localhost"):
                assert request(server, "/", Host=host)[0].status == 200
            assert request(server, "/", Host="rebound.example")[0].status == 403
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("host", ["x" * 300, "no such host", "\udcff", "a..b"])
def test_an_address_that_is_none_is_an_error_with_what_to_do(served, host):
    with pytest.raises(BuildError, match="nothing can be served at"):
        open_server(host, 0, served.worker)


# What they send


def raw(server, data, *, timeout=20):
    """Return all that is answered to some bytes."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=timeout) as connection:
        connection.sendall(data)
        return connection.makefile("rb").read()


@pytest.mark.parametrize(
    "line",
    [
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000,
        b"GET / HTTP/1.1\r\n" + b"X: x\r\n" * 200,
        b"GET /%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close",
        b"GET /2001%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close",
        b"GET /2001\rSet-Cookie: a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close",
        b"GET /<script>alert(1)</script> HTTP/9.9",
        b"<script>alert(1)</script> / HTTP/1.1\r\nHost: localhost",
        b"CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost",
        b"GET //rebound.example/2001 HTTP/1.1\r\nHost: localhost\r\nConnection: close",
        b"GET http://rebound.example/2001 HTTP/1.1\r\nHost: localhost\r\nConnection: close",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=range(12),
)
def test_a_hostile_request_is_answered_and_says_nothing_by_itself(server, line, capfd):
    head, _, body = raw(server, line + b"\r\n\r\n").partition(b"\r\n\r\n")
    assert b"Set-Cookie" not in head
    assert b"<script>alert" not in body
    for header in head.split(b"\r\n")[1:]:
        name, _, value = header.partition(b": ")
        assert name != b"Location" or value == b"/2001/"
    assert request(server, "/")[0].status == 200
    assert capfd.readouterr().err == ""


def test_what_comes_behind_a_request_is_not_taken_for_another(server):
    inner = b"GET /2001/bridge.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(inner)
    assert raw(server, head + inner).count(b"HTTP/1.1 200") == 1


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]
)
def test_nothing_but_looking_is_allowed(server, method):
    assert request(server, "/", method)[0].status == 501


# Who takes their time


def test_two_hundred_who_say_nothing_keep_nobody_out(server):
    with ExitStack() as slow:
        for number in range(200):
            place = ("127.0.0.1", server.server_port)
            connection = slow.enter_context(socket.create_connection(place, timeout=20))
            connection.sendall(b"GET / HTTP/1.1\r\nX: " if number % 2 else b"")
        assert request(server, "/")[0].status == 200
        assert len(server._connections) <= MOST_CONNECTIONS


def test_who_reads_nothing_keeps_nobody_out(server, monkeypatch):
    monkeypatch.setattr("generator.serve.server.PATIENCE", 0.2)
    with ExitStack() as slow:
        for _ in range(20):
            place = ("127.0.0.1", server.server_port)
            connection = slow.enter_context(socket.create_connection(place, timeout=20))
            connection.sendall(b"GET /2001/bridge.html HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
        assert request(server, "/")[0].status == 200


def test_a_request_that_comes_a_byte_now_and_then_is_cut_off(server, monkeypatch):
    monkeypatch.setattr("generator.serve.server.PATIENCE", 0.3)
    place = ("127.0.0.1", server.server_port)
    with socket.create_connection(place, timeout=20) as connection:
        connection.settimeout(0.05)
        for _ in range(200):
            try:
                connection.sendall(b"G")
                if connection.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            pytest.fail("it was waited for")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_in_the_output_or_the_cache_leads_nowhere(server, served):
    for folder in ("output", ".cache/serve", "assets"):
        place = served.site.root / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "out").symlink_to("/etc")
    for target in ("/out/passwd", "/output/out/passwd", "/assets/out/passwd"):
        response, data = request(server, target)
        assert response.status == 404
        assert b"root:" not in data
