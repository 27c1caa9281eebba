"""Make the site as it would be published now: pages when they are viewed, the others in between.

A preview never writes to output/ or the ledger: pages are stored in a folder of the cache, under
names of their own. If a page cannot be made, its last version stays. A preview is not thread-safe.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from generator import publish, render
from generator.config import SiteConfig
from generator.model import Page, SitePath
from generator.options import BuildOptions
from generator.pipeline import build
from generator.pipeline.previous_build import PreviousBuild
from generator.pipeline.site_plan import SitePlan
from generator.render import Fact, Rendered
from generator.render.themes.assets import Asset
from generator.report import BuildError, Diagnostic, Refused, Report, Severity, refusal
from generator.serve.addresses import Moved, find_file
from generator.serve.problems import describe_bug
from generator.state import store
from generator.state.stale_pages import Trace, find_stale, pack_facts

_COPIES = frozenset({"asset", "file", "original", "markdown"})
"""Kinds of pages that are copied, not made: they are read again each time they are viewed."""
_TABLE = "pages"
_FORM = "2"


class _Kept(NamedTuple):
    """What a preview saves for the next one: traces of the stored pages, and digests of facts."""

    traces: dict[SitePath, Trace]
    facts: dict[Fact, str]
    filing: str


class ServedFile(Struct, frozen=True):
    """A file of the site as it can be shown; ``digest`` is that of its bytes."""

    path: SitePath
    data: bytes
    digest: str
    is_missing: bool = False
    """Whether it is the page for missing pages."""


class Renewal(Struct, frozen=True):
    """The result of planning the site again.

    ``converted`` counts the content files that the conversion wrote. ``bug`` is the exception that
    ended the planning, if it was a mistake of ours.
    """

    report: Report
    converted: int = 0
    has_failed: bool = False
    bug: Exception | None = None


class Preview(Struct, dict=True):
    """A preview of a site. ``settings`` reads site.yaml; ``folder``, in the cache, has pages."""

    settings: Callable[[], SiteConfig]
    folder: Path
    options: BuildOptions
    planned: SitePlan | None = None
    """The last site that could be planned."""
    _pages: Mapping[SitePath, Page] = field(default_factory=dict)
    _stale: set[SitePath] = field(default_factory=set)
    """The pages that must be made before they are shown."""
    _traces: dict[SitePath, Trace] = field(default_factory=dict)
    """For each page in the folder, the digest of its bytes and the facts that it asked for; for a
    page that has failed since, the facts that it asked for when it failed."""
    _facts: dict[Fact, str] = field(default_factory=dict)
    """The digests of the facts that pages asked for, as of the last plan."""
    _filing: str = ""
    _failed: dict[SitePath, Diagnostic] = field(default_factory=dict)
    _mistakes: Counter[Diagnostic] = field(default_factory=Counter)
    """The diagnostics of the failed pages, each with the number of those pages."""
    _errors: tuple[Diagnostic, ...] = ()
    """The errors of the site itself or of its documents."""

    def __post_init__(self) -> None:
        self._state = store.open_state(self.folder / store.STATE)
        kept = self._state.value(_TABLE, _FORM, _Kept) or _Kept({}, {}, "")
        self._traces, self._facts, self._filing = kept

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All errors that are known now."""
        return tuple(dict.fromkeys((*self._errors, *self._mistakes)))

    def find_remarks(self) -> tuple[Diagnostic, ...]:
        """Return what the texts of the pages that were made have that is not shown as written."""
        traces = (self._traces.get(path) for path in self._pages)
        return tuple(render.tell_remarks(trace.remarks for trace in traces if trace))

    @property
    def assets(self) -> Collection[Asset]:
        """The theme's static files, and those that the build makes from its parameters."""
        planned = self.planned
        return planned.digests.renderer.assets.by_name.values() if planned else ()

    # Planning

    def renew(self) -> Renewal:
        """Plan the site anew, or keep the last plan. Raises BuildError during another build."""
        renewal = self._plan(Report())
        found = renewal.report.diagnostics
        self._errors = tuple(one for one in found if one.severity is Severity.ERROR)
        # Try one page for each mistake: if the mistake is not fixed, it is found again.
        examples = {problem: path for path, problem in self._failed.items()}
        self._stale.update(self._failed)
        self._failed.clear()
        self._mistakes.clear()
        for path in examples.values():
            if page := self._pages.get(path):
                self._make(page)
        return renewal

    def _plan(self, report: Report) -> Renewal:
        try:
            previous = PreviousBuild()
            if self.planned is not None:
                known = {path: self._traces.get(path, Trace("", None)) for path in self._pages}
                previous = PreviousBuild(known, remarks=self.planned.remarks)
            planned = build.preview_site(self.settings(), self.options, report, previous)
            self._take_over(planned)
        except (BuildError, *Refused) as problem:
            refused = problem if isinstance(problem, BuildError) else refusal(problem)
            if refused.diagnostic.code == "build.locked":
                raise
            report.add([refused.diagnostic])
            return Renewal(report, has_failed=True)
        except Exception as bug:  # noqa: BLE001 - a mistake of ours must not end the preview
            report.add([describe_bug(bug, "on the site")])
            return Renewal(report, has_failed=True, bug=bug)
        return Renewal(report, len(planned.converted.written))

    def _take_over(self, planned: SitePlan) -> None:
        digests = planned.digests
        pages = {page.path: page for page in planned.pages}
        known = self._facts
        if self._filing == digests.filing:
            known = {one: known[one] for one in known if not render.is_of_lists(one)}
        changed = frozenset(digests.changed(known))
        stale = find_stale(pages, self._traces, changed).keys() | self._stale
        self._facts |= {fact: digests[fact] for fact in changed}
        self._filing = digests.filing
        self._pages, self._stale, self.planned = pages, set(stale) & pages.keys(), planned

    # Looking

    def look_up(self, path: SitePath) -> ServedFile | Moved | None:
        """Return what answers at a path; None while nothing can."""
        found = find_file(path, self._pages)
        if isinstance(found, Moved):
            return found
        if found is not None:
            return self._file(self._pages[found])
        kept = self.planned.addresses.kept if self.planned else ()
        if path in kept and (file := self._last(path)):
            return file
        page = self._pages.get("404.html")
        file = self._file(page) if page else None
        return replace(file, is_missing=True) if file else None

    def _file(self, page: Page) -> ServedFile | None:
        if page.kind in _COPIES:
            data = self._rendered(page).data
        else:
            data = self._make(page)
            if data is None and (last := self._last(page.path)):
                return last
            if data is None and page.path not in self._failed:
                self._stale.add(page.path)  # the stored page is gone, or damaged
                data = self._make(page)
        return None if data is None else _file(page.path, data)

    def _last(self, path: SitePath) -> ServedFile | None:
        """Return the last version of a page; None when there is none, or its file is damaged."""
        data = publish.bytes_of(self._place(path))
        trace = self._traces.get(path)
        is_whole = data is not None and trace is not None and trace.sha256 == _digest(data)
        return _file(path, data) if data is not None and is_whole else None

    # Making

    def sweep(self) -> Iterator[None]:
        """Make pages not yet viewed, one per step, first one of each kind; then save all traces."""
        shown = [page for page in self._pages.values() if page.kind not in _COPIES]
        first = {page.kind: page for page in reversed(shown)}
        for page in dict.fromkeys((*first.values(), *shown)):
            self._make(page)
            yield
        self._traces = {path: one for path, one in self._traces.items() if path in self._pages}
        unfinished = self._failed.keys() | self._stale
        whole = {path: one for path, one in self._traces.items() if path not in unfinished}
        self._state.save_value(_TABLE, _FORM, _Kept(whole, self._facts, self._filing))

    def _make(self, page: Page) -> bytes | None:
        """Make a page if it is stale and return its bytes; None if it is not or cannot be made."""
        if page.path not in self._stale:
            return None
        assert self.planned is not None
        made = self._rendered(page)
        self._stale.discard(page.path)
        if problem := self._failed.pop(page.path, None):
            self._mistakes -= Counter([problem])
        digests = self.planned.digests
        self._facts |= {one: digests[one] for one in made.facts if one not in self._facts}
        facts = pack_facts(made.facts, {})
        if made.data is None:
            before = self._traces.get(page.path, Trace("", None))
            self._traces[page.path] = Trace(before.sha256, facts)
            if made.problem:
                self._failed[page.path] = made.problem
                self._mistakes[made.problem] += 1
            return None
        place = self._place(page.path)
        with suppress(OSError):
            os.makedirs(place.parent, exist_ok=True)
            place.write_bytes(made.data)
            told = render.pack_remarks(made.remarks)
            self._traces[page.path] = Trace(_digest(made.data), facts, told)
        return made.data

    def _rendered(self, page: Page) -> Rendered:
        assert self.planned is not None
        try:
            return render.render_page(page, self.planned.digests.renderer)
        except Exception as bug:  # noqa: BLE001 - as above
            return Rendered(None, problem=describe_bug(bug, f"on {page.path}"))

    def _place(self, path: SitePath) -> Path:
        # A digest is never too long for a name, and no page's file is another page's folder.
        name = _digest(path.encode("utf-8", "surrogateescape"))
        return self.folder / name[:2] / name[2:]


def _file(path: SitePath, data: bytes) -> ServedFile:
    return ServedFile(path, data, _digest(data))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
