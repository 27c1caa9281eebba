"""The server, at a free port of this machine: what it answers, and to whom."""

import os
import socket

import pytest

from generator.report import BuildError
from generator.serve import open_server
from tests.serve.served import at_desk, on_server, request
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


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with at_desk(write_site(tmp_path_factory.mktemp("served"), SITE)) as served:
        yield served


@pytest.fixture(scope="module")
def server(served):
    with on_server(served.desk) as server:
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
    with at_desk(site) as served, on_server(served.desk) as server:
        response, data = request(server, "/")
    assert response.status == 500
    assert b"site.yaml:1" in data
    assert b"live.js" in data


def test_a_port_that_is_taken_is_an_error_when_it_was_asked_for(server, served):
    with pytest.raises(BuildError, match=f"port {server.server_port}"):
        open_server("127.0.0.1", server.server_port, served.desk)


def test_without_a_port_the_next_free_one_is_taken(served, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        monkeypatch.setattr("generator.serve.server.PORT", number)
        with open_server("127.0.0.1", None, served.desk) as server:
            assert server.server_port > number


def test_only_a_host_that_is_asked_for_lets_others_in(served):
    with open_server("127.0.0.1", 0, served.desk) as server:
        assert not server.is_for_others
    with open_server("0.0.0.0", 0, served.desk) as server:
        assert server.is_for_others


def test_nothing_of_the_disk_is_served_but_the_site(server, served):
    outside = served.site.root / "site.yaml"
    assert os.path.exists(outside)
    assert request(server, f"/{outside}")[0].status == 404
