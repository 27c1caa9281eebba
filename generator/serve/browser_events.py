"""Keep browsers up to date: add a script to served pages, and send it events.

Events are those of EventSource (WHATWG HTML, 9.2). The script is added to what is sent, never to a
file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from generator.model import SitePath
from generator.serve.addresses import Moved, path_of
from generator.serve.announcements import Announcement, Events
from generator.serve.changes import is_style
from generator.serve.preview import ServedFile
from generator.serve.problems import ShownProblem

PREFIX = "/.microfiche/"
"""No page of a site has such an address: hidden files are not published."""
EVENTS = f"{PREFIX}events"
FILES = {f"{PREFIX}{name}": Path(__file__).with_name(name) for name in ("live.js", "live.css")}
STILL_HERE = b": still here\n\n"
"""A comment, sent to notice whether the browser is gone."""
_NUMBER = re.compile("[0-9]{1,15}")
_END_OF_BODY = re.compile(rb"</body\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Version:
    """What a browser shows: the digest of a page, and the announcement that preceded it."""

    digest: str
    epoch: str
    number: int


@dataclass(frozen=True, slots=True)
class Browser:
    """A page that a browser shows, and its version."""

    path: SitePath
    version: Version


def add_script(page: bytes, version: Version, *, is_own: bool = False) -> bytes:
    """Return a page with the script before the end of its body, else at its end.

    ``is_own`` is for a page of the server, which lists the problems itself.
    """
    own = " data-own" if is_own else ""
    tag = (
        f'<script src="{PREFIX}live.js" data-digest="{version.digest}" '
        f'data-epoch="{version.epoch}" data-number="{version.number}"{own} defer></script>\n'
    ).encode()
    ends = [match.start() for match in _END_OF_BODY.finditer(page)]
    place = ends[-1] if ends else len(page)
    return page[:place] + tag + page[place:]


def parse_browser(target: str) -> Browser | None:
    """Return the browser that requests events; None when the target does not name one."""
    values = {key: one[-1] for key, one in parse_qs(urlsplit(target).query).items()}
    path, number = path_of(values.get("page", "")), values.get("number", "")
    if path is None or not _NUMBER.fullmatch(number):
        return None
    return Browser(path, Version(values.get("digest", ""), values.get("epoch", ""), int(number)))


def encode_event(name: str, value: object, number: int) -> bytes:
    """Return an event as it is sent; ``value`` as JSON, which has no line breaks."""
    data = json.dumps(value, ensure_ascii=False)
    return f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode(errors="backslashreplace")


def digest_of(found: ServedFile | Moved | None, problems: tuple[ShownProblem, ...]) -> str:
    """Return the digest of what answers at a path: of a page, else of the problems."""
    return found.digest if isinstance(found, ServedFile) else f"{len(problems)}-{hash(problems):x}"


def follow_events(
    browser: Browser,
    events: Events,
    ask: Callable[[SitePath], ServedFile | Moved | None],
    patience: float,
) -> Iterator[bytes]:
    """Yield the events for a browser as they happen; the last one makes it reload.

    A comment is sent whenever nothing happened for ``patience`` seconds.
    """
    known: Announcement | None = None
    number = browser.version.number
    told: tuple[ShownProblem, ...] = ()
    if browser.version.epoch != events.epoch:
        yield encode_event("reload", None, 0)
        return
    yield STILL_HERE
    while True:
        notice = events.wait(known, patience)
        if notice is known:
            yield STILL_HERE
            continue
        changed = [path for path, since in notice.assets.items() if since > number]
        for path in filter(is_style, changed):
            yield encode_event("style", f"/{quote(path)}", notice.number)
        found = ask(browser.path)
        latest = events.notice  # including what asking found
        is_other = digest_of(found, latest.problems) != browser.version.digest
        if is_other or not all(map(is_style, changed)):
            yield encode_event("reload", None, notice.number)
            return
        if latest.problems != told:
            told = latest.problems
            yield encode_event("problems", [one.as_json() for one in told], notice.number)
        number = notice.number
        known = latest if latest.assets == notice.assets else notice


def own_page(problems: tuple[ShownProblem, ...]) -> bytes:
    """Return the page that is shown when there is no other: what is wrong, and no more."""
    items = "".join(map(_item, problems))
    title = "This page cannot be built yet" if items else "There is no such page"
    listed = f"<ol>\n{items}</ol>\n" if items else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{PREFIX}live.css">
</head>
<body>
<main class="problems">
<h1>{title}</h1>
{listed}<p>This page goes away by itself when that has changed.</p>
</main>
</body>
</html>
""".encode(errors="backslashreplace")


def _item(problem: ShownProblem) -> str:
    lines = "".join(_line(*one, is_wrong=one[0] == problem.line) for one in problem.excerpt)
    parts = (
        f'<p class="where">{escape(problem.where)}</p>' if problem.where else "",
        f'<p class="what">{escape(problem.message)}</p>',
        f"<ol>\n{lines}</ol>" if lines else "",
        f"<p>{escape(problem.remedy)}</p>" if problem.remedy else "",
    )
    return "\n".join(("<li>", *filter(None, parts), "</li>\n"))


def _line(number: int, text: str, *, is_wrong: bool) -> str:
    mark = ' class="wrong"' if is_wrong else ""
    return f'<li value="{number}"{mark}><code>{escape(text)}</code></li>\n'
