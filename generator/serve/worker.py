"""The preview's worker: the one thread that owns the site, answers browsers and follows changes.

Requests of browsers and changed files are dealt with in the order in which they come; when there
are none, pages that nobody has viewed are made.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from generator.config import FILE_NAME
from generator.model import SitePath
from generator.options import no_progress
from generator.report import BuildError, Diagnostic
from generator.serve.addresses import Moved
from generator.serve.browser_events import Events
from generator.serve.changes import is_news, judge, name_in, stats_of
from generator.serve.preview import Preview, Renewal, ServedFile
from generator.serve.problems import describe_problems
from generator.state.snapshots import FileStat, stat_of_file

_PATIENCE_WITH_BUILDS = 0.3
"""Seconds between attempts while another build holds the lock on the archive."""


class Announcer(Protocol):
    """A reporter of events to the terminal."""

    def renewed(self, changed: Collection[str], renewal: Renewal, seconds: float) -> None: ...
    def swapped(self, assets: Collection[SitePath]) -> None: ...
    def failed(self, problems: Collection[Diagnostic]) -> None: ...
    def waits(self, problem: Diagnostic) -> None: ...
    def broke(self, bug: Exception) -> None: ...


class _Question(Struct, frozen=True):
    path: SitePath
    answer: Future[ServedFile | Moved | None] = field(default_factory=Future)


_SeenAssets = dict[SitePath, tuple[Path | None, FileStat | str]]
"""The static files that are shown, each with its path on disk and its file stat; if the build made
it from no file, with None and its digest."""
_Task = _Question | frozenset[str]
"""A request from a browser, or the paths on disk of files that changed."""


class PreviewWorker:
    """A worker that starts when opened; until closed, any thread may call its ask and report."""

    def __init__(self, preview: Preview, root: Path, events: Events, announcer: Announcer) -> None:
        self.events = events
        self._preview = preview
        self._root = root
        self._announcer = announcer
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._sweep: Iterator[None] | None = None
        self._marks: dict[str, FileStat] = {}
        """The stats of the files that the site was planned from; empty if the last plan failed."""
        self._waiting: frozenset[str] = frozenset()
        """The files that changed while another build was running."""
        self._problems: tuple[Diagnostic, ...] = ()
        self._told: set[Diagnostic] = set()
        self._remarks: frozenset[Diagnostic] = frozenset()
        """What was told of texts when all pages had last been made."""
        self._assets: _SeenAssets = {}
        self._thread = Thread(target=self._work, name="desk", daemon=True)

    # Called from any thread

    def open(self) -> None:
        """Plan the site in the calling thread, so that processes can share the work; then start."""
        self._renew(())
        while self._waiting:
            time.sleep(_PATIENCE_WITH_BUILDS)
            self._renew(())
        # From now on there are other threads, so no process may be forked any more.
        self._preview.options = replace(self._preview.options, jobs=1, follow=no_progress)
        self._thread.start()

    def close(self) -> None:
        self._tasks.put(None)
        self._thread.join()

    def ask(self, path: SitePath) -> ServedFile | Moved | None:
        """Return what to serve at a path; None while there is nothing to serve there."""
        question = _Question(path)
        self._tasks.put(question)
        return question.answer.result()

    def report(self, places: Collection[str]) -> None:
        """Record that files, given by their paths on disk, may have changed."""
        self._tasks.put(frozenset(places))

    # Called from the worker's own thread

    def _work(self) -> None:
        while True:
            try:
                match self._next_task():
                    case None:
                        return
                    case _Question() as question:
                        self._answer(question)
                    case places:
                        self._change(places)
            except Exception as bug:  # noqa: BLE001 - whoever asks next must not wait for ever
                self._announcer.broke(bug)
                self._sweep = None

    def _next_task(self) -> _Task | None:
        """Return the next task; until there is one, make pages that nobody has viewed."""
        while self._sweep is not None:
            try:
                return self._tasks.get_nowait()
            except Empty:
                # ``self`` as the default shows that the sweep is over.
                if next(self._sweep, self) is self:
                    self._sweep = None
                    self._tell_remarks()
                self._tell_new_problems()
        try:
            return self._tasks.get(timeout=_PATIENCE_WITH_BUILDS if self._waiting else None)
        except Empty:
            return frozenset()  # a change of nothing: it tries again what waits for a build

    def _answer(self, question: _Question) -> None:
        try:
            found = self._preview.look_up(question.path)
        except Exception as bug:  # noqa: BLE001 - it goes to whoever asked, and stops nobody else
            question.answer.set_exception(bug)
            return
        self._tell_new_problems()
        question.answer.set_result(found)

    def _change(self, places: frozenset[str]) -> None:
        named = {name for place in places if (name := name_in(self._root, place))}
        news = {name for name in named if is_news(name, self._root, self._marks)} | self._waiting
        if not news:
            return
        assets = {
            place.relative_to(self._root).as_posix(): path
            for path, (place, _) in self._assets.items()
            if place and place.is_relative_to(self._root)
        }
        gone = {name for name in news if not (self._root / name).is_file()}
        change = judge(news, assets, gone)
        if change.assets:
            self._announcer.swapped(change.assets)
            self.events.publish(assets=change.assets)
            self._assets = self._look_at_assets()
        if change.is_of_pages:
            self._renew(news)
        else:
            self._marks |= {name: stat_of_file(str(self._root / name)) for name in news}

    def _renew(self, changed: Collection[str]) -> None:
        """Plan the site again, or put that off while another build is running."""
        start = time.perf_counter()
        try:
            renewal = self._preview.renew()
        except BuildError as problem:
            if not self._waiting:
                self._announcer.waits(problem.diagnostic)
            self._waiting = frozenset(changed) or frozenset([FILE_NAME])
            return
        self._waiting = frozenset()
        self._announcer.renewed(changed, renewal, time.perf_counter() - start)
        planned = self._preview.planned
        self._marks = stats_of(planned) if planned and not renewal.has_failed else {}
        self._sweep = self._preview.sweep() if planned else None
        before, self._assets = self._assets, self._look_at_assets()
        other = [path for path, seen in self._assets.items() if before.get(path) != seen]
        self._told &= set(self._problems)
        self._told.update(renewal.report.diagnostics)
        self._tell_problems(other if before else ())

    def _look_at_assets(self) -> _SeenAssets:
        seen: _SeenAssets = {}
        for asset in self._preview.assets:
            if isinstance(asset.content, Path):
                seen[asset.path] = (asset.content, stat_of_file(str(asset.content)))
            else:
                seen[asset.path] = (None, asset.sha256)
        return seen

    def _tell_new_problems(self) -> None:
        if self._preview.problems != self._problems:
            self._tell_problems()

    def _tell_remarks(self) -> None:
        """Show in the terminal what is new of what texts have that is not shown as written."""
        found = self._preview.find_remarks()
        if new := [one for one in found if one not in self._remarks]:
            self._announcer.failed(new)
        self._remarks = frozenset(found)

    def _tell_problems(self, assets: Collection[SitePath] = ()) -> None:
        """Show new problems in the terminal; send browsers all problems, and the changed assets."""
        self._problems = self._preview.problems
        if new := [one for one in self._problems if one not in self._told]:
            self._told.update(new)
            self._announcer.failed(new)
        self.events.publish(describe_problems(self._problems, self._root), assets)
