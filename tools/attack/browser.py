"""Open built pages in Chromium from the disk: no script may run, no request may go elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.browser.instruments import MissingProgramError, Watched, chromium_started, find_invalid

MOST = 15
"""How many pages of an archive are opened: the largest ones."""
_EVERYTHING = """() => {
    for (const node of document.querySelectorAll("main *")) {
        for (const event of ["click", "mouseover", "focus", "toggle", "pointerover"]) {
            node.dispatchEvent(new Event(event, {bubbles: false}));
        }
    }
    return String(window.PWNED);
}"""
"""A script that sends events to everything on a page, without following its links."""


def faults_in_browser(output: Path) -> Iterator[str]:
    """Yield what pages do in a browser but must not, and the errors of the Nu HTML checker."""
    pages = sorted(output.rglob("*.html"), key=lambda path: -path.stat().st_size)[:MOST]
    with chromium_started() as browser:
        for path in pages:
            context = browser.new_context()
            watched = Watched(context.new_page())
            watched.page.goto(path.as_uri(), wait_until="load")
            if watched.page.evaluate(_EVERYTHING) != "undefined":
                yield f"{path.name}: a script ran"
            elsewhere = [url for url in watched.requests if not url.startswith(output.as_uri())]
            yield from (f"{path.name}: asks for {url[:100]}" for url in elsewhere)
            yield from (f"{path.name}: {complaint[:150]}" for complaint in watched.complaints)
            context.close()
    try:
        yield from find_invalid("--errors-only", "--skip-non-html", output)
    except MissingProgramError:
        return
