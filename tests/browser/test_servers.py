"""The example archive on web servers as they come: every link, style sheet, icon and feed."""

import http.client
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.browser.conftest import nothing_missing
from tests.browser.servers import SERVERS, on_nginx
from tests.render.pages.old_addresses import render_archive
from tests.site_in_a_string import BuiltSite

pytestmark = pytest.mark.browser

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".xml": "(text|application)/xml",
    ".json": "application/json",
    ".svg": "image/svg[+]xml",
    ".png": "image/png",
    ".ico": "image/(x-icon|vnd.microsoft.icon)",
    ".txt": "text/plain",
    ".md": "text/markdown|application/octet-stream",
}
"""What browsers need to be told of a file. What Markdown is, nginx and lighttpd do not know: they
offer it for keeping."""
LINKS = "a[href], link[href]:not([rel^='schema.']):not([rel='original'])"
_IN_STYLES = re.compile(rb"""url\(["']?([^)"']+)""")
REDIRECTS = {
    "news/old.html": "1931/03/bridge.html",
    "news/alt & neu.html": "1931/bruecke.html",
    "topics/old/index.html": "topics/roads/index.html",
    'a"b$c\\d.html': "'tis.html",
    "лист.html": "song.html",
    "index.html?p=123": "song.html",
    "old/News.asp?name=Fire%20at&id=5": "1931/03/bridge.html",
}


@pytest.fixture(params=sorted(SERVERS))
def server(request) -> Callable[[Path], Iterator[str]]:
    return SERVERS[request.param]


@pytest.fixture(params=["", "a/b/"], ids=["root", "below"])
def address(request, server, example: BuiltSite, tmp_path: Path) -> Iterator[str]:
    """Return the address of the example archive, at a server's root and below it."""
    folder = example.output
    if request.param:
        folder = tmp_path / "served"
        (folder / request.param).parent.mkdir(parents=True)
        (folder / "a" / "b").symlink_to(example.output)
    with nothing_missing(), server(folder) as root:
        yield f"{root}{request.param}"


def answers_of(start: str) -> Iterator[tuple[str, int, str]]:
    """Yield address, status and type of all that can be reached on a server from an address."""
    seen, ahead = {start}, [start]
    connection = http.client.HTTPConnection(urlsplit(start).netloc, timeout=30)
    while ahead:
        asked = ahead.pop()
        connection.request("GET", urlsplit(asked).path)
        answer = connection.getresponse()
        kind, body = answer.headers["Content-Type"] or "", answer.read()
        yield asked, answer.status, kind
        found = {urldefrag(urljoin(asked, link)).url for link in links_in(kind, body)} - seen
        ahead += sorted(link for link in found if urlsplit(link).netloc == urlsplit(start).netloc)
        seen |= found
    connection.close()


def links_in(kind: str, body: bytes) -> list[str]:
    if kind.startswith("text/html"):
        nodes = LexborHTMLParser(body.decode("utf-8")).css(LINKS)
        return [str(node.attributes["href"]) for node in nodes]
    if kind.startswith("text/css"):
        return [found.decode("ascii") for found in _IN_STYLES.findall(body)]
    return []


def test_all_that_is_linked_is_there_and_said_to_be_what_it_is(address, example):
    wrong, reached = [], set()
    for asked, status, kind in answers_of(address):
        path = unquote(asked.removeprefix(address)) or "index.html"
        reached.add(path)
        if status != 200 or not re.match(TYPES[Path(path).suffix], kind):
            wrong.append((asked, status, kind))
    assert wrong == []
    assert {path for path in example.paths() if path.endswith(".html")} - reached == {"404.html"}


@pytest.mark.parametrize("below", ["", "a/b/"], ids=["root", "below"])
def test_nginx_answers_at_old_addresses_by_the_list_for_it(tmp_path, below):
    base_url = f"https://archive.example/{below}"
    site = render_archive(tmp_path, REDIRECTS, base_url=base_url, formats=("nginx",))
    served = tmp_path / "served" / below
    served.parent.mkdir(parents=True, exist_ok=True)
    served.symlink_to(site.output)
    # As docs/settings.md has it.
    moved = f"""
        map_hash_bucket_size 256;
        map $uri $moved {{ include "{site.output}/nginx-redirects.map"; }}
        map $request_uri $asked {{ include "{site.output}/nginx-requests.map"; }}
    """
    answer = "if ($asked) { return 301 $asked; } if ($moved) { return 301 $moved; }"
    answers = {}
    with nothing_missing(), on_nginx(tmp_path / "served", before=moved, inside=answer) as root:
        connection = http.client.HTTPConnection(urlsplit(root).netloc, timeout=30)
        for old in REDIRECTS:
            connection.request("GET", f"/{below}{quote(old, safe='/?=&%')}")
            first = connection.getresponse()
            first.read()
            connection.request("GET", urlsplit(first.headers["Location"]).path)
            second = connection.getresponse()
            answers[old] = (first.status, second.status, title_of(second.read()))
        connection.close()
    assert answers == {
        old: (301, 200, title_of((site.output / new).read_bytes()))
        for old, new in REDIRECTS.items()
    }


def title_of(page: bytes) -> str:
    title = LexborHTMLParser(page.decode("utf-8")).css_first("title")
    assert title is not None
    return title.text()
