"""Read what the markup of a page states about the document: title, date, authors, source, address.

Each value names the place where it is stated (“json-ld”, “og:title”, “time”). Nothing is chosen
here, except where one place states two values; places that are trusted more come first. When a page
was saved or last changed is never given as its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from html import unescape
from urllib.parse import urljoin, urlsplit

from msgspec import Struct, field
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.languages.cues import Cue, after_cue
from generator.model import Finding, Stated
from generator.readers.json_ld import LinkedData, read_json_ld
from generator.readers.stated_elements import find_marked
from generator.text import without_invisible
from generator.text.addresses import AddressKind, kind_of
from generator.text.markup import as_written

_METAS = {
    "titles": """
        og:title twitter:title twitter:text:title citation_title dc.title dcterms.title headline
        parsely-title sailthru.title hdl title bt:title
    """.split(),
    "dates": """
        article:published_time og:article:published_time article:published datepublished
        citation_publication_date citation_date citation_online_date originalpublicationdate
        dc.date.issued dcterms.issued dc.date.created dcterms.created dc.issued parsely-pub-date
        sailthru.date cxenseparse:publishtime cxenseparse:recs:publishtime bt:pubdate
        vr:published_time vr:published publishdate publish-date publish_date publisheddate
        published-date article_date_original article.published article.created pub_date pdate
        published_at published_time_telegram rnews:datepublished shareaholic:article_published_time
        datecreated og:pubdate og:published_time og:release_date release_date pubdate ptime
        displaydate content_create_date date_published dc.date dcterms.date date
        prism.publicationdate ms.date eprints.date bepress_citation_date
    """.split(),
    "authors": """
        citation_author parsely-author sailthru.author dc.creator dcterms.creator dc.contributor
        cxenseparse:author bt:author vr:author byl article:author_name og:article:author author
        article:author article.author creator og:author authors byline twitter:author
        shareaholic:article_author_name rbauthors
    """.split(),
    "sources": """
        og:site_name application-name dc.publisher dcterms.publisher citation_journal_title
        dc.source sailthru.source twitter:text:site cre publisher
    """.split(),
    "urls": "og:url twitter:url parsely-link citation_abstract_html_url dc.identifier".split(),
}
"""The names of meta elements, those first that are trusted most."""
_LOOKED_AT = (
    "meta, title, base[href], link[rel~=canonical], time, [itemprop], [property], [rel~=author],"
    ".entry-title, .entry-date, .published, .dateline, .fn, .author, .byline, .byline-name,"
    ".author-name"
)
_AUTHOR_LABEL = re.compile(r"[:：]\s*$")
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_DATE = 200, 600, 80
_MOST_ELEMENTS = 300
"""Most elements of the body that are looked at; each may hold all of the others."""
_MOST = 6
"""Most values of one kind that are kept for each place."""
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(\S{1,2000})\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})(?:\s+saved date:\s*([^\n]{1,80}))?",
)
_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\.?\S*$", re.IGNORECASE)
_DAY_OF_SCRIPTS = re.compile(r"\b([A-Z][a-z]{2}) (\d{2}) (\d{4})\b")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_HEAD = 5_000
"""Characters at the start of a page in which what saved it leaves its comment."""
_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?((?:[-_][A-Za-z0-9]{5,8})*)"
)


def read_stated(page: LexborHTMLParser, markup: str) -> Stated:
    """Return what a page states about itself; ``markup`` is the text that was parsed."""
    found = _gather(page)
    data = read_json_ld(found.scripts)
    saved = _where_saved(markup[:_HEAD])
    return Stated(
        titles=_kept(found.titles(data), _LONGEST_TITLE),
        dates=_kept(found.dates(data), _LONGEST_DATE),
        authors=_kept(found.authors(data), _LONGEST_NAME),
        sources=_kept(found.sources(data), _LONGEST_NAME),
        source_url=_most_stated(found.addresses(data, saved)),
        language=next(filter(None, map(_language_tag, found.languages(data))), None),
        saved=_when_saved(markup[:_HEAD]),
        base=found.base if found.base and kind_of(found.base) is not AddressKind.OTHER else None,
    )


def _kept(values: Iterable[tuple[str, str]], longest: int) -> tuple[Finding[str], ...]:
    """Return the values as single lines, each once per rule; the values come with their rules."""
    kept: dict[tuple[str, str], Finding[str]] = {}
    count: dict[str, int] = {}
    for value, rule in values:
        plain = " ".join(without_invisible(unescape(as_written(value))).split())
        if plain and len(plain) <= longest and count.get(rule, 0) < _MOST:
            if (plain, rule) not in kept:
                count[rule] = count.get(rule, 0) + 1
            kept.setdefault((plain, rule), Finding(plain, rule))
    return tuple(kept.values())


class _Gathered(Struct):
    """The elements of a page that may state something, by what they state."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    base: str = ""
    canonical: str = ""
    root_languages: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    marked: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """What elements of the body state: values and their rules, in the order of the page."""
    looked_at: int = 0

    def titles(self, data: LinkedData) -> Iterator[tuple[str, str]]:
        yield self.title, "title"
        yield from ((value, "json-ld") for value in data.headlines)
        yield from self._in_metas("titles")
        yield from self.marked.get("titles", ())

    def dates(self, data: LinkedData) -> Iterator[tuple[str, str]]:
        yield from ((value, "json-ld") for value in data.dates)
        yield from self._in_metas("dates")
        yield from self.marked.get("dates", ())

    def authors(self, data: LinkedData) -> Iterator[tuple[str, str]]:
        yield from ((value, "json-ld") for value in data.authors)
        yield from self._in_metas("authors")
        yield from self._labelled_author()
        yield from self.marked.get("authors", ())

    def sources(self, data: LinkedData) -> Iterator[tuple[str, str]]:
        metas = list(self._in_metas("sources"))
        yield from metas[:1]
        yield from ((value, "json-ld") for value in data.publishers)
        yield from metas[1:]

    def addresses(self, data: LinkedData, saved: str) -> Iterator[str]:
        """Yield the absolute addresses that are stated, those first that are trusted most."""
        yield self._absolute(self.canonical, saved)
        for address, _ in self._in_metas("urls"):
            yield self._absolute(address, saved)
        yield from (self._absolute(address, saved) for address in data.addresses)
        yield saved
        if not self.base.endswith("/"):
            yield self.base

    def languages(self, data: LinkedData) -> Iterator[str]:
        yield from self.root_languages
        for name in (
            "content-language",
            "language",
            "dc.language",
            "dcterms.language",
            "og:locale",
        ):
            yield from self.metas.get(name, ())
        yield from data.languages

    def _in_metas(self, kind: str) -> Iterator[tuple[str, str]]:
        for name in _METAS[kind]:
            yield from ((value, name) for value in self.metas.get(name, ()))

    def _labelled_author(self) -> Iterator[tuple[str, str]]:
        for number in "12":
            for label in self.metas.get(f"twitter:label{number}", ()):
                for value in self.metas.get(f"twitter:data{number}", ()):
                    if after_cue(f"{_AUTHOR_LABEL.sub('', label)} {value}", Cue.BYLINE) == value:
                        yield value, "twitter:data"

    def _absolute(self, address: str, saved: str) -> str:
        base = self.base if _WEB_ADDRESS.match(self.base) else saved
        try:
            return urljoin(base, address) if base and address else address
        except ValueError:
            return ""


def _gather(page: LexborHTMLParser) -> _Gathered:
    found = _Gathered()
    root = page.css_first("html")
    if root is not None:
        names = ("lang", "xml:lang")
        found.root_languages = [root.attributes.get(name) or "" for name in names]
    for script in page.css("script[type*=ld]"):
        found.scripts.append(as_written(script.text()))
    for node in page.css(_LOOKED_AT):
        _note(node, found)
    return found


def _note(node: LexborNode, found: _Gathered) -> None:
    attributes = node.attributes
    match node.tag:
        case "meta":
            value = (attributes.get("content") or attributes.get("value") or "").strip()
            names = (attributes.get(one) for one in ("property", "name", "itemprop", "http-equiv"))
            for name in " ".join(filter(None, names)).lower().split() if value else ():
                found.metas.setdefault(name, []).append(value)
        case "title":
            # A drawing may have a title, too.
            is_page_s = node.parent is None or node.parent.tag in ("head", "html", "body")
            found.title = found.title or (node.text() if is_page_s else "")
        case "base":
            found.base = found.base or (attributes.get("href") or "").strip()
        case "link":
            if "canonical" not in (attributes.get("rel") or "").lower().split():
                return
            found.canonical = found.canonical or as_written(attributes.get("href") or "").strip()
        case _ if found.looked_at < _MOST_ELEMENTS:
            found.looked_at += 1
            for kind, value, rule in find_marked(node, attributes):
                found.marked.setdefault(kind, []).append((value, rule))


def _where_saved(head: str) -> str:
    """Return the address that the program which saved a page noted in a comment; else ""."""
    match = _SAVED.search(head) or _SINGLE_FILE.search(head)
    return match[1] if match else ""


def _when_saved(head: str) -> str | None:
    """Return the day in the comment of the program that saved a page, as scripts print dates."""
    comment = _SINGLE_FILE.search(head)
    day = _DAY_OF_SCRIPTS.search(comment[2] or "") if comment else None
    if day is None:
        return None
    with suppress(ValueError):
        return date(int(day[3]), _MONTHS.index(day[1]) + 1, int(day[2])).isoformat()
    return None


def _most_stated(addresses: Iterable[str]) -> str | None:
    """Return the absolute address that most places state; of equals, one with a path, the first."""
    real = [address for address in addresses if _WEB_ADDRESS.match(address)]
    keys = [_address_key(address) for address in real]
    if not real:
        return None
    best = max(range(len(real)), key=lambda at: (keys.count(keys[at]), "/" in keys[at], -at))
    return real[best]


def _address_key(address: str) -> str:
    """Return an address for comparison: without the scheme, “www.”, query and last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path}".rstrip("/")


def _language_tag(text: str) -> str:
    """Return a language tag as BCP 47 writes it (“pt-BR” for “pt_br”); “” if the text is none."""
    match = _TAG.fullmatch(text.strip())
    if match is None:
        return ""
    language, script, region, variants = match.groups()
    parts = [language.lower(), (script or "").title(), (region or "").upper()]
    return "-".join(filter(None, parts)) + (variants or "").replace("_", "-").lower()
