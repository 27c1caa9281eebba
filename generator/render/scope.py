"""What one page sees of the archive: the facts it asks for, and links relative to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from typing import TypeVar
from urllib.parse import urljoin

from generator.config import SiteConfig
from generator.dates import PartialDate
from generator.model import Document, Origin, Page, SitePath
from generator.render import contexts, paging
from generator.render.date_wording import DateWording
from generator.render.facts import ASSETS, PARAMETERS, SETTINGS, STRINGS, Fact, Facts, TaxonomyName
from generator.render.folders import DATES_PATH, period_folder, term_folder
from generator.render.links import absolute, quoted, relative
from generator.render.list_facts import TermCount, TermName
from generator.render.meta_tags import DocumentFacts, PageFacts, make_head
from generator.render.policy import make_policy
from generator.render.remarks import Remark
from generator.render.renderer import Renderer, direction_of
from generator.render.themes.quoting import did_you_mean
from generator.render.themes.theme import DOCUMENT_TEMPLATE
from generator.report import BuildError

Value = TypeVar("Value")
_NEAREST = 2
"""How many pages of a list are linked on either side of the page shown."""


class Scope:
    """The only door between a page and the archive: it records each fact that the page asks for.

    It also makes the parts of contexts, with links relative to the page.
    """

    def __init__(self, renderer: Renderer, page: Page) -> None:
        self._renderer = renderer
        self.page = page
        self.asked: set[Fact] = set()
        """The names of all facts that the page is made of."""
        self.excess = ""
        """Why the page's Markdown is shown as it was typed; empty when it is not."""
        self.remarks: tuple[Remark, ...] = ()
        """What of the page's text is not shown as its owner wrote it."""

    def ask(self, find: Callable[[Facts, str], Value], name: str = "") -> Value:
        """Return a fact of the archive: ``find`` is a method of Facts, ``name`` its argument."""
        self.asked.add(f"{find.__name__}:{name}")
        return find(self._renderer.facts, name)

    @property
    def settings(self) -> SiteConfig:
        self.asked.add(SETTINGS)
        return self._renderer.site

    @property
    def dates(self) -> DateWording:
        self.asked.update((SETTINGS, STRINGS))
        return self._renderer.dates

    def say(self, key: str, **values: object) -> str:
        """Return a phrase of the interface. Raises BuildError for a key that no theme has."""
        self.asked.update((SETTINGS, STRINGS))
        return self._renderer.say(key, **values)

    def fill(self, template: str, page: contexts.PageInfo, **nouns: object) -> bytes:
        """Return a template filled with the site, the page, and the nouns of the page's kind."""
        self.asked.update((SETTINGS, STRINGS, f"template:{template}"))
        given = {"site": self.site(), "page": page, **nouns, **self.functions()}
        return self._renderer.environment.get_template(template).render(given).encode("utf-8")

    def functions(self) -> dict[str, Callable[..., str]]:
        """Return the functions that templates may call besides those that all pages share."""
        return {"asset": self.asset, "link": self.link}

    def template_of(self, chosen: str | None, usual: str = DOCUMENT_TEMPLATE) -> str:
        """Return a document's template: the chosen one if the theme has it, or the usual one."""
        if chosen is not None:
            self.asked.add(f"template:{chosen}")
        return self._renderer.template_of(chosen, usual)

    def link(self, path: SitePath) -> str:
        """Return the URL of a file of the site, relative to this page."""
        return relative(path, self.page.path)

    # Texts

    def document(self, url: SitePath) -> Document:
        """Return the document of a content file, given by its path without the suffix."""
        self.asked.add(f"text:{url}.md")
        return self._renderer.sources.document(url)

    def content_file(self, name: str) -> bytes:
        """Return the bytes of a file in the content folder."""
        self.asked.add(f"text:{name}")
        return (self._renderer.site.content / name).read_bytes()

    def has_original(self, url: SitePath, origin: Origin) -> bool:
        """Return whether the bytes of a document's seed are still available."""
        self.asked.add(f"original:{url}")
        return self._renderer.sources.has_original(origin.path, origin.sha256)

    def original(self, url: SitePath, path: str, sha256: str) -> bytes | None:
        """Return the bytes of a document's seed, given its path and SHA-256; None if lost."""
        self.asked.add(f"original:{url}")
        seed = self._renderer.sources.original(path, sha256)
        return seed.read_bytes() if seed else None

    def aside(self, url: SitePath, origin: Origin) -> Sequence[tuple[int, str]]:
        """Return the lines of a document's seed that were set aside, with their numbers."""
        self.asked.add(f"original:{url}")
        return self._renderer.sources.aside(origin)

    def static_file(self, name: str) -> bytes:
        """Return the bytes of a static file of the theme."""
        self.asked.add(f"asset:{name}")
        return self._renderer.assets.by_name[name].read()

    # What every page has

    def site(self) -> contexts.Site:
        config, menu = self.settings, self.ask(Facts.menu)
        self.asked.add(PARAMETERS)
        doors = [
            ("dates/", DATES_PATH, self.say("dates")),
            *((f"{one.key}/", one.path, self.taxonomy_title(one)) for one in menu.taxonomies),
            ("a-z/", "a-z/index.html", self.say("a_to_z")),
            *((_below(path), path, title) for path, title in menu.free_pages),
            ("about/", "about/index.html", self.say("about")),
        ]
        return contexts.Site(
            title=config.title,
            description=config.description,
            edition=config.edition,
            language=config.language,
            direction=direction_of(config.language) or "ltr",
            home_url=self.link("index.html"),
            menu=tuple(
                contexts.NavigationLink(
                    title,
                    self.link(path),
                    self.page.path == path or self.page.path.startswith(below),
                )
                for below, path, title in doors
            ),
            feed_url=self.link("feed.xml"),
            json_feed_url=self.link("feed.json"),
            corrections_feed_url=self.link("corrections.xml") if menu.has_corrections else None,
            json_corrections_feed_url=(
                self.link("corrections.json") if menu.has_corrections else None
            ),
            about_url=self.link("about/index.html"),
            policy=make_policy(config.allow),
            params=self._renderer.params,
        )

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
        """Return what every page has; ``document`` is given only for the page of a document.

        A page without a description is described by its title, the site's title, and the
        ``count`` of its documents for a list, otherwise the site's description.
        """
        site = self.settings
        description = description or self._known_of(title, count)
        own = language if language != site.language else None
        home = contexts.Link(self.say("home"), self.link("index.html"))
        whole_trail = (home, *trail) if self.page.path != "index.html" else ()
        facts = PageFacts(
            site=site,
            path=self.page.path,
            kind=self.page.kind,
            title=title,
            description=description,
            language=language or site.language,
            url=absolute(self.page.path, site.base_url) if site.base_url else None,
            trail=tuple(contexts.Link(one.title, self.address(one.url)) for one in whole_trail),
        )
        metadata, structured_data = make_head(facts, document)
        return contexts.PageInfo(
            kind=self.page.kind,
            title=title,
            description=description,
            canonical=facts.url,
            trail=whole_trail,
            language=own,
            direction=direction_of(own),
            metadata=metadata,
            structured_data=structured_data,
        )

    def _known_of(self, title: str, count: int | None) -> str:
        site = self.settings
        if count is None:
            return " · ".join(filter(None, (title, site.title, site.description)))
        number = self._renderer.number(count)
        return self.say("list_description", site=site.title, title=title, count=number)

    def address(self, url: str) -> str:
        """Return the full address of a link of this page; without a base_url, the link itself."""
        base_url = self.settings.base_url
        if not base_url:
            return url
        folder, _, name = urljoin(f"{base_url}{quoted(self.page.path)}", url).rpartition("/")
        return f"{folder}/{'' if name == 'index.html' else name}"

    def asset(self, name: str) -> str:
        """Return the URL of a static file of the theme. Raises BuildError when it has none."""
        self.asked.add(ASSETS)
        known = self._renderer.assets.paths
        path = known.get(name)
        if path is None:
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
            words=self.dates.date(date),
            datetime=date.html_datetime,
            url=self.link(path) if (path := self.period_path(date.year, date.month)) else None,
        )

    def period_path(self, year: int | None, month: int | None = None) -> SitePath | None:
        """Return the path of a month's page, or else of its year's page; None if neither exists."""
        return None if year is None else self.ask(Facts.period_path, period_folder(year, month))

    def span(self, years: Sequence[int]) -> str | None:
        """Return the years that a set of documents covers, in words."""
        return self.dates.years(min(years), max(years)) if years else None

    def dates_link(self) -> contexts.Link:
        return contexts.Link(self.say("dates"), self.link(DATES_PATH))

    def beside(
        self, folder: Callable[..., SitePath], title: Callable[..., str], *period: int
    ) -> list[contexts.Link | None]:
        """Return the links to the periods before and after ``period``; None for a missing period.

        ``folder`` and ``title`` return the folder and the title of a period, given its numbers.
        """
        return [
            contexts.Link(title(*one), self.link(f"{folder(*one)}index.html")) if one else None
            for one in self.ask(Facts.beside, folder(*period))
        ]

    # Documents in lists

    def entry(self, url: SitePath) -> contexts.Entry:
        record = self.ask(Facts.card, url)
        return contexts.Entry(
            title=record.title,
            url=self.link(record.path),
            date=self.date(record.date),
            source=record.source,
            summary=record.summary if record.summary != record.title else None,
            language=record.language,
            direction=direction_of(record.language),
        )

    def entries(self, urls: Iterable[SitePath]) -> tuple[contexts.Entry, ...]:
        return tuple(map(self.entry, urls))

    def date_of(self, url: SitePath) -> PartialDate | None:
        return self.ask(Facts.card, url).date

    def groups(
        self,
        urls: Iterable[SitePath],
        title: Callable[[SitePath], str],
        anchor: Callable[[SitePath], str],
    ) -> tuple[contexts.EntryGroup, ...]:
        """Return entries under headings, one for each run of entries with the same anchor."""
        return tuple(
            contexts.EntryGroup(title(members[0]), name, self.entries(members))
            for name, run in groupby(urls, key=anchor)
            if (members := list(run))
        )

    def pager(self, count: int) -> contexts.Pager:
        """Return the pager of a list of ``count`` entries, as seen from this page."""
        folder, number = paging.folder_and_number(self.page.path)
        numbers = list(paging.newest_first(count, self.settings.paginate))

        def link(place: int) -> str:
            return self.link(paging.page_path(folder, numbers[place]))

        return pager_of(len(numbers), numbers.index(number), link, _NEAREST)

    # Terms

    def taxonomy_title(self, taxonomy: TaxonomyName) -> str:
        """Return what site.yaml calls a taxonomy, or else the theme's word for it."""
        self.asked.add(STRINGS)
        settings = self.settings.taxonomies[taxonomy.key]
        own = f"taxonomy_{taxonomy.key}"
        is_translated = own in self._renderer.strings and not settings.title
        return self.say(own) if is_translated else taxonomy.title

    def taxonomy_link(self, key: str) -> contexts.Link:
        """Return the link to the first page of a taxonomy, given by its key."""
        taxonomy = next(one for one in self.ask(Facts.menu).taxonomies if one.key == key)
        return contexts.Link(self.taxonomy_title(taxonomy), self.link(taxonomy.path))

    def term_link(self, key: str, term: TermName) -> contexts.TermLink:
        return contexts.TermLink(term.title, self._term_url(key, term))

    def term_entry(self, key: str, term: TermCount) -> contexts.TermEntry:
        return contexts.TermEntry(term.title, self._term_url(key, term), term.documents)

    def _term_url(self, key: str, term: TermName | TermCount) -> str | None:
        return self.link(f"{term_folder(key, term.slug)}index.html") if term.has_page else None


def _below(path: SitePath) -> SitePath:
    """Return what the paths of the pages below a page of the owner's begin with."""
    return path.removesuffix("index.html") if path.endswith("/index.html") else f"{path[:-5]}/"


def pager_of(count: int, place: int, link: Callable[[int], str], nearest: int) -> contexts.Pager:
    """Return the pager of ``count`` pages, as seen from the page at ``place``; 0 is the first.

    It links the first page, the last page and ``nearest`` pages on either side; gaps are None.
    """
    shown = [at for at in range(count) if at in (0, count - 1) or abs(at - place) <= nearest]
    pages: list[contexts.NavigationLink | None] = []
    for before, at in pairwise([-1, *shown]):
        pages += [None] if at > before + 1 else []
        pages.append(contexts.NavigationLink(str(at + 1), link(at), at == place))
    return contexts.Pager(
        previous_url=link(place - 1) if place else None,
        next_url=link(place + 1) if place + 1 < count else None,
        number=place + 1,
        pages=tuple(pages) if count > 1 else (),
    )
