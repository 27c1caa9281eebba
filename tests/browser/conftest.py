"""Chromium, and the example archive as it is seen in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, Request, Response, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from tests.site_in_a_string import BuiltSite

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def lack(what: str) -> NoReturn:
    """Skip the test that lacks something; fail it where nothing may be lacking."""
    if os.environ.get("MICROFICHE_REQUIRE_BROWSER") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        lack(f"there is no Chromium here: none of {', '.join(_NAMES)} was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page of the browser, and everything that it asked for or complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._note_response)

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the browser's own, when a page is left
            self.complaints.append(f"{request.failure} {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")


@pytest.fixture
def without_scripts(chromium: Browser) -> Iterator[Watched]:
    """Return a page of a browser whose JavaScript is off."""
    context = chromium.new_context(java_script_enabled=False)
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def with_scripts(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context()
    yield Watched(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def served(example: BuiltSite) -> Iterator[str]:
    """Return the address of the example archive on a server, below a folder of another name."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = partial(Quiet, directory=str(example.root.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        below = example.output.relative_to(example.root.parent).as_posix()
        yield f"http://127.0.0.1:{server.server_port}/{below}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def kinds(example: BuiltSite) -> dict[str, str]:
    """Return the largest page of each kind, by the kind."""
    found: dict[str, Path] = {}
    for path in sorted(example.output.rglob("*.html"), key=lambda path: path.stat().st_size):
        body = LexborHTMLParser(path.read_text("utf-8")).body
        assert body is not None
        found[(body.attributes["class"] or "").split()[0]] = path
    return {kind: path.relative_to(example.output).as_posix() for kind, path in found.items()}
