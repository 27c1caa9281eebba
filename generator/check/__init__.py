"""Check the built site: links, anchors, assets, ids and the basics of HTML.

Each file is checked by itself, then anchors and redirects between files. A page is read again only
if links point to its anchors, so that those of all other pages need not be kept in memory. The
content folder is read only to find where a problem comes from. Nothing is fetched: whether other
sites still answer is not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct

from generator.check.checks import Examined, examine_file, reader_of
from generator.check.diagnostics import DiagnosticWriter, FileNames, Sources
from generator.check.files import PAGE_ENDINGS, collect, list_files
from generator.check.links import CheckedLink
from generator.check.model import Markup, Problem
from generator.check.pages import read_page
from generator.config import SiteConfig
from generator.model import SitePath
from generator.paths import real_path
from generator.report import BuildError, Diagnostic
from generator.workers import ordered_map

Follow = Callable[[str, Iterable[Examined], int], Iterable[Examined]]


class Checked(Struct, frozen=True):
    """The result of a check: the numbers of pages and links, and the diagnostics."""

    pages: int
    links: int
    diagnostics: tuple[Diagnostic, ...]


def check_site(site: SiteConfig, jobs: int = 1, follow: Follow | None = None) -> Checked:
    """Check the output folder as it is. Raises BuildError when it contains no page."""
    output = str(site.output)
    files = collect(list_files(site.output), site.base_url, chain(*site.allow.values()))
    pages = sum(path.endswith(PAGE_ENDINGS) for path in files.paths)
    if not pages:
        raise BuildError(
            f"nothing to check: there is no page in {_label(site)}",
            code="check.nothing",
            is_usage=True,
            hint="Run “build” first, or name the folder of the site with --output DIR.",
        )
    names = sorted(path for path in files.paths if reader_of(path))
    examined: Iterable[Examined] = ordered_map(partial(examine_file, output, files), names, jobs)
    links = 0
    problems: list[Problem] = []
    anchors: list[tuple[SitePath, CheckedLink]] = []
    redirects: dict[SitePath, SitePath] = {}
    if follow:
        examined = follow("Checking", examined, len(names))
    for name, one in zip(names, examined, strict=True):
        links += one.links
        problems += one.problems
        anchors += ((name, link) for link in one.anchors)
        if one.refresh is not None:
            redirects[name] = one.refresh
    problems += _find_missing_anchors(anchors, output, jobs)
    problems += _find_loops(redirects)
    problems.sort(key=lambda problem: problem.path)
    sources = Sources(str(site.content), frozenset(site.taxonomies))
    writer = DiagnosticWriter(output, _label(site), sources, FileNames(files))
    return Checked(pages, links, tuple(writer.tell(problems)))


def _label(site: SiteConfig) -> str:
    """Return the name of the output folder: its path inside the archive, or else as configured."""
    try:
        return real_path(site.output).relative_to(real_path(site.root)).as_posix()
    except ValueError:
        return site.output.as_posix()


def _find_missing_anchors(
    anchors: Sequence[tuple[SitePath, CheckedLink]], output: str, jobs: int
) -> Iterator[Problem]:
    """Yield a problem for each link, given with its page, to an anchor that its target lacks."""
    wanted: dict[SitePath, set[str]] = {}
    for _, link in anchors:
        wanted.setdefault(link.path, set()).add(link.fragment)
    pages = sorted(wanted)
    found = ordered_map(partial(_missing_on, output, wanted), pages, jobs)
    missing = dict(zip(pages, found, strict=True))
    for page, link in anchors:
        near = missing[link.path].get(link.fragment)
        if near is not None:
            target = f"{link.path}#{link.fragment}"
            yield Problem("link.anchor", page, link.written, target, near)


def _missing_on(
    output: str, wanted: Mapping[SitePath, Iterable[str]], page: SitePath
) -> dict[str, str]:
    """Return the fragments missing from a page, each with a similar anchor, or with “” if none is
    similar; return nothing if reading the page would cost too much.
    """
    try:
        markup = read_page(Path(output, page).read_bytes()).markup
    except OSError:
        markup = Markup()
    return markup.missing(wanted[page]) if markup else {}


def _find_loops(redirects: Mapping[SitePath, SitePath]) -> Iterator[Problem]:
    """Yield a problem for each circle of redirects, reported at one of its pages."""
    seen: set[SitePath] = set()
    for start in sorted(redirects):
        way: dict[SitePath, None] = {}
        page = start
        while page in redirects and page not in seen:
            seen.add(page)
            way[page] = None
            page = redirects[page]
        if page in way:
            circle = list(way)[list(way).index(page) :]
            yield Problem("link.loop", circle[0], target=" → ".join([*circle, circle[0]]))
