"""Check one file: all checks, in the order in which their problems are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.check.feeds import read_json, read_robots, read_xml
from generator.check.files import PAGE_ENDINGS, SiteFiles
from generator.check.links import CheckedLink, LinkTarget, judge
from generator.check.model import FileFacts, Problem
from generator.check.pages import read_page, read_styles
from generator.model import SitePath

NOT_FOUND = "404.html"
"""The page that servers show at any address: its links cannot be relative."""

READERS: tuple[tuple[tuple[str, ...], Callable[[bytes], FileFacts]], ...] = (
    (PAGE_ENDINGS, read_page),
    ((".css",), read_styles),
    ((".xml",), read_xml),
    (("feed.json",), read_json),
    (("robots.txt",), read_robots),
)
"""Suffixes of file names, each with the reader of such files. Other files are not opened."""


class CheckedFile(Struct, frozen=True):
    """A file to check: its facts, and its links with their targets, each different link once."""

    path: SitePath
    facts: FileFacts
    links: tuple[CheckedLink, ...]

    def is_own(self, link: CheckedLink) -> bool:
        """Return whether a link points to the file that it is in."""
        return link.place is LinkTarget.SAME or link.path == self.path


class Examined(Struct, frozen=True):
    """The result of checking one file by itself.

    ``anchors`` are its links to anchors on other pages, which must still be looked up there.
    ``refresh`` is the path that a redirect points to: empty if the target is outside the site, None
    if the file is not a redirect.
    """

    links: int
    problems: tuple[Problem, ...]
    anchors: tuple[CheckedLink, ...] = ()
    refresh: SitePath | None = None


def reader_of(path: SitePath) -> Callable[[bytes], FileFacts] | None:
    """Return the reader for files of this name; None for files that are not checked."""
    return next((reader for endings, reader in READERS if path.endswith(endings)), None)


def examine_file(output: str, files: SiteFiles, path: SitePath) -> Examined:
    """Examine a file of the output folder."""
    try:
        data = Path(output, path).read_bytes()
    except OSError as problem:
        found = Problem("file.unreadable", path, target=problem.strerror or str(problem))
        return Examined(0, (found,))
    return examine(path, data, files)


def examine(path: SitePath, data: bytes, files: SiteFiles) -> Examined:
    """Return the problems of a file, and what must be checked against other files."""
    reader = reader_of(path)
    facts = reader(data) if reader else FileFacts()
    folder = None if path == NOT_FOUND else path[: path.rfind("/") + 1]
    followed = [judge(one, folder, files, is_loaded=False) for one in dict.fromkeys(facts.links)]
    loaded = [judge(one, folder, files, is_loaded=True) for one in dict.fromkeys(facts.assets)]
    subject = CheckedFile(path, facts, (*followed, *loaded))
    refresh = None
    if facts.markup is not None and facts.markup.refresh is not None:
        link = next(link for link in followed if link.written == facts.markup.refresh)
        refresh = path if subject.is_own(link) else link.path
    return Examined(
        links=len(facts.links) + len(facts.assets),
        problems=tuple(problem for check in CHECKS for problem in check(subject)),
        anchors=tuple(one for one in subject.links if one.is_anchor and not subject.is_own(one)),
        refresh=refresh,
    )


# The checks of one file


def check_links(subject: CheckedFile) -> Iterator[Problem]:
    for link in subject.links:
        if link.code:
            yield Problem(link.code, subject.path, link.written, link.target)


def check_own_anchors(subject: CheckedFile) -> Iterator[Problem]:
    """Find links to anchors of their own page that are missing from it."""
    markup = subject.facts.markup
    if markup is None:
        return
    own = [link for link in subject.links if link.is_anchor and subject.is_own(link)]
    missing = markup.missing(link.fragment for link in own)
    for link in own:
        if link.fragment in missing:
            near = missing[link.fragment]
            yield Problem("link.anchor", subject.path, link.written, f"#{link.fragment}", near)


def check_ids(subject: CheckedFile) -> Iterator[Problem]:
    markup = subject.facts.markup
    for name, times in Counter(markup.ids if markup else ()).items():
        if not name.strip():
            yield Problem("id.empty", subject.path)
        elif times > 1:
            yield Problem("id.duplicate", subject.path, name, name)


def check_words(subject: CheckedFile) -> Iterator[Problem]:
    """Find links and pictures without words, named by their targets, which all pages share."""
    markup = subject.facts.markup
    if markup is None or not (markup.unnamed or markup.undescribed):
        return
    targets = {link.written: link.target for link in reversed(subject.links)}
    for code, addresses in (("link.empty", markup.unnamed), ("html.alt", markup.undescribed)):
        for written in dict.fromkeys(addresses):
            yield Problem(code, subject.path, written, targets.get(written, written))


def check_unkept(subject: CheckedFile) -> Iterator[Problem]:
    """Find the links of a saved page that are shown as text, once for each page they led to."""
    markup = subject.facts.markup
    pages = {page: written for written, page in reversed(markup.unkept if markup else ())}
    for page, written in reversed(pages.items()):
        yield Problem("link.unkept", subject.path, written, page)


def check_inline(subject: CheckedFile) -> Iterator[Problem]:
    """Find scripts and styles in the page itself that its policy blocks."""
    for written in subject.facts.markup.inline if subject.facts.markup else ():
        yield Problem("policy.inline", subject.path, written, written)


def check_document(subject: CheckedFile) -> Iterator[Problem]:
    """Find what a page as a whole lacks; redirects are exempt."""
    markup = subject.facts.markup
    if markup is None or markup.refresh is not None:
        return
    if not markup.has_title:
        yield Problem("html.title", subject.path)
    if not markup.has_language:
        yield Problem("html.lang", subject.path)
    if markup.headings != 1:
        yield Problem("html.heading", subject.path, target=str(markup.headings or "no"))


def check_form(subject: CheckedFile) -> Iterator[Problem]:
    if subject.facts.defect:
        yield Problem("xml.invalid", subject.path, target=subject.facts.defect)
    if subject.facts.is_too_costly:
        yield Problem("html.over-budget", subject.path)


CHECKS: tuple[Callable[[CheckedFile], Iterator[Problem]], ...] = (
    check_links,
    check_own_anchors,
    check_ids,
    check_words,
    check_unkept,
    check_document,
    check_inline,
    check_form,
)
