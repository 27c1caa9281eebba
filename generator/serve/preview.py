"""Make the site as it would be published now: pages when they are viewed, the others in time.

It never writes to output/ or the ledger: pages are kept in a folder of the cache, under names of
their own. A page that cannot be made stays as it was last made. For one thread only.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from generator import publish, render
from generator.config import SiteConfig
from generator.model import Page, SitePath
from generator.pipeline import build
from generator.pipeline.build import BuildOptions, PlannedSite
from generator.pipeline.render_changed import PreviousBuild
from generator.render import Key, PreviousPages
from generator.report import BuildError, Diagnostic, Refused, Report, Severity, refusal
from generator.serve.addresses import FoundFile, Moved, find_file
from generator.serve.problems import describe_bug
from generator.state import store

NOT_FOUND = "404.html"
LOCKED = "build.locked"
_COPIES = frozenset({"asset", "file", "original", "markdown"})
"""Kinds of pages that are published as they are: read anew each time."""
_TABLE = "pages.table"
_FORM = "1"


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file of the site as it can be shown; ``digest`` is that of its bytes."""

    path: SitePath
    data: bytes
    digest: str
    is_missing: bool = False
    """Whether it is the page for missing pages."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """The result of planning the site again.

    ``converted`` counts the content files that the conversion wrote; ``bug`` is what ended it.
    """

    report: Report
    converted: int = 0
    has_failed: bool = False
    bug: Exception | None = None


@dataclass
class Preview:
    """``settings`` reads site.yaml; ``folder``, in the cache, keeps the pages."""

    settings: Callable[[], SiteConfig]
    folder: Path
    options: BuildOptions
    outlook: PlannedSite | None = None
    """The last site that could be planned."""
    _pages: Mapping[SitePath, Page] = field(default_factory=dict)
    _wanted: dict[SitePath, Key] = field(default_factory=dict)
    _made: dict[SitePath, tuple[Key, str]] = field(default_factory=dict)
    """The pages in the folder: their keys, and the digests of their bytes."""
    _failed: dict[SitePath, tuple[Key, Diagnostic]] = field(default_factory=dict)
    _mistakes: Counter[Diagnostic] = field(default_factory=Counter)
    """The diagnostics of these, with the number of pages."""
    _errors: tuple[Diagnostic, ...] = ()
    """The errors of the site itself or its documents."""

    def __post_init__(self) -> None:
        self._made = store.load_table(self.folder, _TABLE, _FORM) or {}

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All errors that are known now."""
        return tuple(dict.fromkeys((*self._errors, *self._mistakes)))

    @property
    def assets(self) -> dict[Path, SitePath]:
        """The theme's files that are published as they are, by their paths on the disk."""
        if self.outlook is None:
            return {}
        assets = self.outlook.new.keys.renderer.assets.by_name.values()
        return {one.content: one.path for one in assets if isinstance(one.content, Path)}

    @property
    def made_assets(self) -> dict[SitePath, str]:
        """The digests of those that the build makes from the theme's parameters."""
        if self.outlook is None:
            return {}
        assets = self.outlook.new.keys.renderer.assets.by_name.values()
        return {one.path: one.sha256 for one in assets if isinstance(one.content, bytes)}

    # Planning

    def renew(self) -> Renewal:
        """Plan the site as it is now; when that fails, the last one stays.

        Raises BuildError while another build is at work.
        """
        renewal = self._plan(Report())
        found = renewal.report.diagnostics
        self._errors = tuple(one for one in found if one.severity is Severity.ERROR)
        self._try_again()
        return renewal

    def _plan(self, report: Report) -> Renewal:
        try:
            outlook = build.plan_site(self.settings(), self.options, report, self._memory())
        except BuildError as problem:
            if problem.diagnostic.code == LOCKED:
                raise
            report.add([problem.diagnostic])
            return Renewal(report, has_failed=True)
        except Refused as problem:
            report.add([refusal(problem).diagnostic])
            return Renewal(report, has_failed=True)
        except Exception as bug:  # noqa: BLE001 - a mistake of ours must not end the preview
            report.add([describe_bug(bug, "on the site")])
            return Renewal(report, has_failed=True, bug=bug)
        self.outlook = outlook
        self._pages = {page.path: page for page in outlook.new.pages}
        self._wanted = {}
        return Renewal(report, len(outlook.converted.written))

    def _memory(self) -> PreviousBuild:
        """Return what new keys build on: those of the last site, as far as they were made."""
        if self.outlook is None:
            return PreviousBuild()
        new = self.outlook.new
        made = {path: (self._wanted.get(path, render.NO_KEY), "") for path in self._pages}
        past = new.keys.past_for_next
        known = PreviousPages(
            made, past.structure, past.letters, past.marks, past.drawn, past.references
        )
        return PreviousBuild(known, remarks=new.remarks)

    def _try_again(self) -> None:
        """Forget the mistakes, then try one page for each: those not fixed come back."""
        examples = {problem: path for path, (_, problem) in self._failed.items()}
        self._failed.clear()
        self._mistakes.clear()
        for path in examples.values():
            if page := self._pages.get(path):
                self._make(page)

    # Looking

    def look_up(self, path: SitePath) -> ServedFile | Moved | None:
        """Return what answers at a path; None while there is nothing that could."""
        found = find_file(path, self._pages)
        if isinstance(found, Moved):
            return found
        if isinstance(found, FoundFile):
            return self._file(self._pages[found.path])
        kept = self.outlook.new.addresses.kept if self.outlook else ()
        if path in kept and (file := self._last(path)):
            return file
        page = self._pages.get(NOT_FOUND)
        file = self._file(page) if page else None
        return ServedFile(file.path, file.data, file.digest, is_missing=True) if file else None

    def _file(self, page: Page) -> ServedFile | None:
        if page.kind in _COPIES:
            data = self._rendered(page)
            return _file(page.path, data) if isinstance(data, bytes) else None
        data = self._make(page)
        if data is None and (last := self._last(page.path)):
            return last
        # What was kept may have gone, or be damaged.
        data = self._make(page) if data is None else data
        return None if data is None else _file(page.path, data)

    def _last(self, path: SitePath) -> ServedFile | None:
        """Return a page as it was last made; None when it never was, or that is damaged."""
        data = publish.bytes_of(self._place(path))
        made = self._made.get(path)
        if data is None or made is None or made[1] != _digest(data):
            self._made.pop(path, None)
            return None
        return _file(path, data)

    # Making

    def sweep(self) -> Iterator[None]:
        """Make all pages that nobody has viewed, one per step; then save the list of them."""
        shown = [page for page in self._pages.values() if page.kind not in _COPIES]
        first = {page.kind: page for page in reversed(shown)}
        for page in dict.fromkeys((*first.values(), *shown)):
            self._make(page)
            yield
        self._made = {path: made for path, made in self._made.items() if path in self._pages}
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            store.save_table(self.folder, _TABLE, _FORM, self._made)

    def _make(self, page: Page) -> bytes | None:
        """Return a page's new bytes; None when it is as it was last made, or cannot be made."""
        key = self._key(page)
        made, failed = self._made.get(page.path), self._failed.get(page.path)
        if key is None or (made and made[0] == key) or (failed and failed[0] == key):
            return None
        data = self._rendered(page)
        if isinstance(data, Diagnostic):
            self._fail(page, key, data)
            return None
        self._mend(page)
        if data is not None and self._keep(page.path, data):
            self._made[page.path] = (key, _digest(data))
        return data

    def _key(self, page: Page) -> Key | None:
        assert self.outlook is not None
        if page.path not in self._wanted:
            try:
                self._wanted[page.path] = render.key_of(page, self.outlook.new.keys)
            except BuildError as problem:
                self._fail(page, render.NO_KEY, problem.diagnostic)
                return None
            except Exception as bug:  # noqa: BLE001 - as above
                self._fail(page, render.NO_KEY, describe_bug(bug, f"on {page.path}"))
                return None
        return self._wanted[page.path]

    def _rendered(self, page: Page) -> bytes | Diagnostic | None:
        assert self.outlook is not None
        try:
            return render.render_page(page, self.outlook.new.keys.renderer)
        except Exception as bug:  # noqa: BLE001 - as above
            return describe_bug(bug, f"on {page.path}")

    def _fail(self, page: Page, key: Key, problem: Diagnostic) -> None:
        self._mend(page)
        self._failed[page.path] = (key, problem)
        self._mistakes[problem] += 1

    def _mend(self, page: Page) -> None:
        _, problem = self._failed.pop(page.path, (None, None))
        if problem is not None:
            self._mistakes -= Counter([problem])

    def _keep(self, path: SitePath, data: bytes) -> bool:
        """Write a page into the folder; return whether that worked."""
        place = self._place(path)
        try:
            os.makedirs(place.parent, exist_ok=True)
            place.write_bytes(data)
        except OSError:
            return False
        return True

    def _place(self, path: SitePath) -> Path:
        # A digest is never too long a name, nor the folder of another page.
        name = _digest(path.encode("utf-8", "surrogateescape"))
        return self.folder / name[:2] / name[2:]


def _file(path: SitePath, data: bytes) -> ServedFile:
    return ServedFile(path, data, _digest(data))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
