"""Keep browsers up to date: add a script to pages, and send it events about what is new.

Events are sent in the format of EventSource (WHATWG HTML, 9.2). The script is added to a page when
it is sent, never to its file.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from html import escape
from pathlib import Path
from threading import Condition
from urllib.parse import parse_qs, quote, urlsplit

from msgspec import Struct, field, to_builtins

from generator.model import SitePath
from generator.serve.addresses import Moved, path_of
from generator.serve.changes import is_style
from generator.serve.preview import ServedFile
from generator.serve.problems import ShownProblem

PREFIX = "/.microfiche/"
"""No page of a site has such an address: hidden files are not published."""
EVENTS = f"{PREFIX}events"
FILES = {f"{PREFIX}{name}": Path(__file__).with_name(name) for name in ("live.js", "live.css")}
STILL_HERE = b": still here\n\n"
"""A comment among the events, sent to find out whether the browser is gone."""
_NUMBER = re.compile("[0-9]{1,15}")
_END_OF_BODY = re.compile(rb"</body\s*>", re.IGNORECASE)


class Announcement(Struct, frozen=True):
    """What browsers have to know. ``number`` rises with each change.

    ``assets`` are the static files that changed since the server started, each with the number
    of its last change.
    """

    number: int = 0
    problems: tuple[ShownProblem, ...] = ()
    assets: Mapping[SitePath, int] = field(default_factory=dict)


class Events:
    """A holder of the latest announcement; any thread may read it, or wait for the next one."""

    def __init__(self) -> None:
        self.epoch = secrets.token_hex(4)
        """Distinguishes this server from an earlier one."""
        self.notice = Announcement()
        self._bell = Condition()

    def publish(
        self, problems: tuple[ShownProblem, ...] | None = None, assets: Collection[SitePath] = ()
    ) -> None:
        """Announce what is new; without arguments, only pages are new."""
        with self._bell:
            number = self.notice.number + 1
            changed = {**self.notice.assets, **dict.fromkeys(assets, number)}
            known = self.notice.problems if problems is None else problems
            self.notice = Announcement(number, known, changed)
            self._bell.notify_all()

    def wait(self, known: Announcement | None, seconds: float) -> Announcement:
        """Return the announcement once it differs from the known one, or after ``seconds``."""
        with self._bell:
            self._bell.wait_for(lambda: self.notice is not known, seconds)
            return self.notice


class Version(Struct, frozen=True):
    """The version of a shown page: its digest, and the server and announcement that preceded it."""

    digest: str
    epoch: str
    number: int


class Browser(Struct, frozen=True):
    """A page that a browser shows, and its version."""

    path: SitePath
    version: Version


def add_script(page: bytes, version: Version, *, is_own: bool = False) -> bytes:
    """Return a page with the script before ``</body>``, or at the end if there is no such tag.

    ``is_own`` marks a page that the server itself made, and that already lists the problems.
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
    """Return an event in the form in which it is sent; its value is JSON, without line breaks."""
    data = json.dumps(value, ensure_ascii=False)
    return f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode(errors="backslashreplace")


def digest_of(found: ServedFile | Moved | None, problems: tuple[ShownProblem, ...]) -> str:
    """Return the digest of the page that answers; of the problems, if there is no page."""
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
            yield encode_event("problems", [to_builtins(one) for one in told], notice.number)
        number = notice.number
        # If static files changed meanwhile, the next wait returns immediately, to handle them.
        known = latest if latest.assets == notice.assets else notice


def own_page(problems: tuple[ShownProblem, ...]) -> bytes:
    """Return the page that is shown when there is no other; it only says what is wrong."""
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
    lines = ""
    for number, text in problem.excerpt:
        mark = ' class="wrong"' if number == problem.line else ""
        lines += f'<li value="{number}"{mark}><code>{escape(text)}</code></li>\n'
    parts = (
        f'<p class="where">{escape(problem.where)}</p>' if problem.where else "",
        f'<p class="what">{escape(problem.message)}</p>',
        f"<ol>\n{lines}</ol>" if lines else "",
        f"<p>{escape(problem.remedy)}</p>" if problem.remedy else "",
    )
    return "\n".join(("<li>", *filter(None, parts), "</li>\n"))
