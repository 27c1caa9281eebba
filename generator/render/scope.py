"""What one page sees of the archive: links relative to it, and what lists show of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import urljoin

from generator.dates import PartialDate
from generator.model import Html, Page, Record, Related, SitePath, Taxonomy, Term
from generator.render import contexts, paging
from generator.render.links import absolute, quoted, relative
from generator.render.markdown_limits import MarkdownTooDeep
from generator.render.markdown_to_html import render_markdown, render_plainly
from generator.render.meta_tags import DocumentFacts, PageFacts, Step, make_head
from generator.render.renderer import Renderer, direction_of, trusted
from generator.render.themes.quoting import did_you_mean
from generator.report import BuildError

_NEAREST = 2
"""Pages of a list that are linked on either side of the one shown."""


class Scope:
    """Makes the parts of contexts as they look from one page."""

    def __init__(self, renderer: Renderer, page: Page) -> None:
        self.renderer = renderer
        self.archive = renderer.archive
        self.page = page
        self.say = renderer.say
        self.excess = ""
        """Why the page's Markdown is shown as it was typed; empty when it is not."""

    def link(self, path: SitePath) -> str:
        """Return the URL of a file of the site, relative to this page."""
        return relative(path, self.page.path)

    def record(self, index: int) -> Record:
        return self.archive.records[index]

    # What every page has

    def site(self) -> contexts.Site:
        config = self.renderer.site
        return contexts.Site(
            title=config.title,
            description=config.description,
            language=config.language,
            direction=direction_of(config.language) or "ltr",
            home_url=self.link("index.html"),
            menu=tuple(self._menu()),
            feed_url=self.link("feed.xml"),
            json_feed_url=self.link("feed.json"),
            about_url=self.link("about/index.html"),
            params=self.renderer.params,
        )

    def _menu(self) -> Iterator[contexts.NavigationLink]:
        doors = [("dates/", "dates/index.html", self.say("dates"))]
        doors += [(f"{t.key}/", t.path, self.taxonomy_title(t)) for t in self.archive.taxonomies]
        doors += [("a-z/", "a-z/index.html", self.say("a_to_z"))]
        doors += [(page.path, page.path, page.title) for page in self.archive.free_pages]
        doors += [("about/", "about/index.html", self.say("about"))]
        for below, path, title in doors:
            yield contexts.NavigationLink(title, self.link(path), self.page.path.startswith(below))

    def page_info(
        self,
        title: str,
        *,
        trail: Sequence[contexts.Link] = (),
        description: str = "",
        count: int | None = None,
        language: str | None = None,
        document: DocumentFacts | None = None,
    ) -> contexts.PageInfo:
        """Return what every page has; ``document`` is what a document's page is about.

        A page without a description is described by its title, the site's and, for a list, the
        ``count`` of its documents.
        """
        site = self.renderer.site
        description = description or self._known_of(title, count)
        own = language if language != site.language else None
        home = contexts.Link(self.say("home"), self.link("index.html"))
        whole_trail = (home, *trail) if self.page.path != "index.html" else ()
        facts = PageFacts(
            path=self.page.path,
            kind=self.page.kind,
            title=title,
            description=description,
            language=language or site.language,
            site_title=site.title,
            site_language=site.language,
            url=absolute(self.page.path, site.base_url) if site.base_url else None,
            home=site.base_url or None,
            trail=tuple(Step(link.title, self.address(link.url)) for link in whole_trail),
        )
        head = make_head(facts, document)
        return contexts.PageInfo(
            kind=self.page.kind,
            title=title,
            description=description,
            canonical=facts.url,
            trail=whole_trail,
            language=own,
            direction=direction_of(own),
            metadata=head.metadata,
            structured_data=head.structured_data,
        )

    def _known_of(self, title: str, count: int | None) -> str:
        site = self.renderer.site
        if count is None:
            return " · ".join(filter(None, (title, site.title, site.description)))
        number = self.renderer.number(count)
        return self.say("list_description", site=site.title, title=title, count=number)

    def address(self, url: str) -> str:
        """Return the full address of a link of this page; without a base_url, the link itself."""
        base_url = self.renderer.site.base_url
        if not base_url:
            return url
        folder, _, name = urljoin(f"{base_url}{quoted(self.page.path)}", url).rpartition("/")
        return f"{folder}/{'' if name == 'index.html' else name}"

    def functions(self) -> dict[str, Callable[..., str]]:
        """Return the functions that templates may call besides those that all pages share."""
        return {"asset": self.asset, "link": self.link}

    def asset(self, name: str) -> str:
        """Return the URL of a static file of the theme. Raises BuildError when it has none."""
        path = self.renderer.assets.paths.get(name)
        if path is None:
            known = self.renderer.assets.paths
            raise BuildError(
                f"no theme of the chain has the file static/{name}{did_you_mean(name, known)}",
                code="theme.asset",
                hint=f"The files are: {', '.join(known)}.",
            )
        return self.link(path)

    # Dates

    def date(self, date: PartialDate | None) -> contexts.DateWords | None:
        if date is None:
            return None
        return contexts.DateWords(
            words=self.renderer.dates.date(date),
            datetime=date.html_datetime,
            url=self.link(path) if (path := self.period_path(date.year, date.month)) else None,
        )

    def period_path(self, year: int | None, month: int | None = None) -> SitePath | None:
        """Return the path of a month's page, else of the year's; None when there is neither."""
        if year is None:
            return None
        period = self.renderer.years.get(year)
        if period is None:
            return None
        has_month = any(inner.month == month for inner in period.months)
        return f"{period_folder(year, month if has_month else None)}index.html"

    def year_words(self, year: int) -> str:
        return self.renderer.dates.year(year)

    def span(self, years: Sequence[int]) -> str | None:
        """Return the years that a set of documents covers, in words."""
        if not years:
            return None
        return self.renderer.dates.years(min(years), max(years))

    # Documents in lists

    def entry(self, index: int) -> contexts.Entry:
        record = self.record(index)
        return contexts.Entry(
            title=record.title,
            url=self.link(record.path),
            date=self.date(record.date),
            source=record.source,
            summary=record.summary if record.summary != record.title else None,
            language=record.language,
            direction=direction_of(record.language),
        )

    def entries(self, indexes: Iterable[int]) -> tuple[contexts.Entry, ...]:
        return tuple(self.entry(index) for index in indexes)

    def groups(
        self, indexes: Sequence[int], title: Callable[[int], str], anchor: Callable[[int], str]
    ) -> tuple[contexts.EntryGroup, ...]:
        """Return entries under headings; successive ones with the same anchor share one."""
        return tuple(
            contexts.EntryGroup(title(members[0]), name, self.entries(members))
            for name, run in groupby(indexes, key=anchor)
            if (members := list(run))
        )

    def pager(self, folder: SitePath, number: int, count: int) -> contexts.Pager:
        """Return the pages of a list of ``count`` entries, seen from page ``number``."""
        numbers = list(paging.newest_first(count, self.renderer.site.paginate))
        place = numbers.index(number)
        urls = {
            at: self.link(paging.page_path(folder, numbers[at]))
            for at in range(len(numbers))
            if at in (0, len(numbers) - 1) or abs(at - place) <= _NEAREST
        }
        return contexts.Pager(
            previous_url=urls[place - 1] if place else None,
            next_url=urls.get(place + 1),
            number=place + 1,
            pages=tuple(_page_links(urls, place)) if len(numbers) > 1 else (),
        )

    # Terms

    def taxonomy_title(self, taxonomy: Taxonomy) -> str:
        """Return what site.yaml calls a taxonomy, else the theme's word for it."""
        settings = self.renderer.site.taxonomies[taxonomy.key]
        own = f"taxonomy_{taxonomy.key}"
        return (
            self.say(own) if own in self.renderer.strings and not settings.title else taxonomy.title
        )

    def term_link(self, key: str, term: Term) -> contexts.TermLink:
        return contexts.TermLink(term.title, self._term_url(key, term))

    def term_entry(self, key: str, term: Term) -> contexts.TermEntry:
        return contexts.TermEntry(term.title, self._term_url(key, term), len(term.records))

    def markup(self, text: str, *, is_numbered: bool = False) -> Html:
        """Return Markdown as sanitised HTML; as typed, if it exceeds what a page may take.

        In that case, ``excess`` is set.
        """
        try:
            return trusted(render_markdown(text, is_numbered=is_numbered))
        except MarkdownTooDeep as problem:
            self.excess = str(problem)
            return trusted(render_plainly(text))

    def _term_url(self, key: str, term: Term) -> str | None:
        return self.link(f"{key}/{term.slug}/index.html") if term.has_page else None

    def related(self, entry: Related, place: int | None = None) -> contexts.RelatedEntry:
        """Return an entry of a list of related stories; ``place`` is that of its document."""
        url = None if place is None else self.link(self.archive.cards[place].path)
        return contexts.RelatedEntry(entry.title, self.date(entry.date), entry.section, url)


def _page_links(urls: Mapping[int, str], place: int) -> Iterator[contexts.NavigationLink | None]:
    """Yield the pages of a list that are linked, in order; None for each gap between them."""
    last = -1
    for position, url in urls.items():
        if position > last + 1:
            yield None
        yield contexts.NavigationLink(str(position + 1), url, position == place)
        last = position


def period_folder(year: int, month: int | None = None) -> SitePath:
    """Return the folder of a year or a month, with its slash: ``2001/10/``."""
    name = f"{year:04d}" if year > 0 else f"bce-{1 - year:04d}"
    return f"{name}/" if month is None else f"{name}/{month:02d}/"
