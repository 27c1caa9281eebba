"""Read the addresses in files for programs: feeds, sitemaps, robots.txt.

Other XML and JSON files are the owner's data and are ignored. So are files that declare entities,
which can expand without limit and which no feed needs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.parsers import expat

from generator.check.model import FileFacts

_ROOTS = frozenset({"feed", "rss", "urlset", "sitemapindex"})
_IN_TEXT = frozenset("loc link guid id icon logo url".split())
"""Elements whose text is an address."""
_IN_ATTRIBUTES = ("href", "src", "url")
_FULL = re.compile(r"\s*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SITEMAP = re.compile(r"^sitemap:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_JSON_FEED = "https://jsonfeed.org/version/"


class _SomethingElse(Exception):  # noqa: N818 - not an error: the file is ignored
    """The file is neither a feed nor a sitemap."""


def read_xml(data: bytes) -> FileFacts:
    """Return the addresses in a feed or a sitemap; empty facts for other files."""
    reader = _Reader()
    defect = None
    try:
        reader.parser.Parse(data, True)
    except _SomethingElse:
        return FileFacts()
    except expat.ExpatError as problem:
        defect = f"{expat.ErrorString(problem.code)} on line {problem.lineno}"
    return FileFacts(tuple(reader.links), defect=defect) if reader.is_known else FileFacts()


class _Reader:
    def __init__(self) -> None:
        self.links: list[str] = []
        self.is_known = False
        self.text: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        if not self.is_known and element not in _ROOTS:
            raise _SomethingElse
        self.is_known = True
        self.links += (attributes[key] for key in _IN_ATTRIBUTES if key in attributes)
        self.text = [] if element in _IN_TEXT else None

    def _say(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _end(self, _: str) -> None:
        said = "".join(self.text or ())
        if _FULL.match(said):
            self.links.append(said)
        self.text = None

    def _refuse(self, *_: object) -> None:
        raise _SomethingElse


def read_json(data: bytes) -> FileFacts:
    """Return the addresses in a JSON feed; empty facts for other files."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return FileFacts()
    if not isinstance(feed, dict) or not str(feed.get("version")).startswith(_JSON_FEED):
        return FileFacts()
    return FileFacts(tuple(_addresses(feed)))


def _addresses(feed: object) -> Iterator[str]:
    """Yield the texts whose key ends with ``url``, as the keys of all addresses in a feed do."""
    left = [("", feed)]
    while left:
        match left.pop():
            case _, list() as items:
                left += [("", item) for item in reversed(items)]
            case _, dict() as items:
                left += reversed(items.items())
            case key, str() as address if key.endswith("url"):
                yield address


def read_robots(data: bytes) -> FileFacts:
    """Return the sitemaps that a robots.txt names."""
    return FileFacts(tuple(_SITEMAP.findall(data.decode("utf-8", "replace"))))
