"""The story of a build: every stage, in order. The only place that knows them all."""

from __future__ import annotations

import os
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from generator import __version__, archive, cache, content, publish, readers, render
from generator.config import SiteConfig
from generator.dates import DateOrder
from generator.model import Archive, Document, FreePage, Origin, Page, Record, Staged
from generator.readers import UnreadableSeed
from generator.recognise import recognise
from generator.report import BuildError, Diagnostic, Report, error
from generator.text import printable
from generator.workers import ordered_map

Item = TypeVar("Item")


class Follow(Protocol):
    """Passes items through while it shows how far a stage has come."""

    def __call__(self, stage: str, items: Iterable[Item], total: int) -> Iterator[Item]: ...


SHEET = "metadata.csv"
"""The owner's sheet beside the seeds; it is no seed itself."""


def unwatched(stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:  # noqa: ARG001
    """Pass items through and show nothing: the Follow of those who do not watch."""
    yield from items


@dataclass(frozen=True, slots=True)
class Run:
    """How a build is to be carried out, beside the settings of the site. ``today`` is ISO."""

    today: str
    jobs: int = 1
    with_drafts: bool = False
    is_strict: bool = False
    is_trial: bool = False
    """Whether nothing is to be published."""
    follow: Follow = unwatched
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.timings[stage] = self.timings.get(stage, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Converted:
    """What converting the seeds did; paths are those of content files."""

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: documents on the site, files of the output, and the plan carried out."""

    documents: int
    files: int
    plan: publish.Plan
    converted: Converted = Converted()
    content_state: str = ""
    """State of the content folder as this build read it."""


def build(site: SiteConfig, run: Run, report: Report) -> Published | None:
    """Convert the seeds, render the archive and publish it; None when nothing was published.

    Raises BuildError when the site's own settings or theme do not allow a build.
    """
    publish.refuse_dangerous_output(site)
    theme = render.load_theme(site.theme, site.themes)
    converted = convert(site, run, report)
    content_state = cache.state_of([site.content])
    with run.timed("load"):
        holdings = load_archive(site, run, report)
    pages = render.plan_pages(holdings, site, theme)
    published = publish.read_manifest(site.output)
    with run.timed("render"):
        made = _stage(pages, site, theme, holdings, run)
    failed = {
        page.path: one for page, one in zip(pages, made, strict=True) if isinstance(one, Diagnostic)
    }
    report.add(_summed(failed.values()))
    staged = [one for one in made if isinstance(one, Staged)]
    plan = publish.plan_publication(staged, published, failed)
    if run.is_strict and report.exit_code(is_strict=True):
        return None
    if not run.is_trial:
        with run.timed("publish"):
            report.add(publish.publish(plan, _staging(site), site.output, published))
    shutil.rmtree(_staging(site), ignore_errors=True)
    return Published(len(holdings.records), len(plan.digests), plan, converted, content_state)


def plan_build(site: SiteConfig, run: Run, report: Report) -> Published | None:
    """Return what a build would do, without a trace in content/ or output/."""
    folder = site.cache / "dry-run"
    shutil.rmtree(folder, ignore_errors=True)
    trial = site.model_copy(update={"content_override": folder})
    try:
        if site.content.is_dir():
            shutil.copytree(site.content, trial.content, symlinks=True)
        return build(trial, replace(run, is_trial=True), report)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# Seeds to content


def convert(site: SiteConfig, run: Run, report: Report, only: Sequence[str] = ()) -> Converted:
    """Bring the content folder up to date with the seeds; ``only`` names some of them."""
    seeds = tuple(only) or find_seeds(site, report)
    with run.timed("convert"):
        holdings = content.find_content(site.content)
        drafts = _drafts(site, seeds, run, report)
        updates = content.plan_updates(
            drafts, holdings, _digests(site), converter=__version__, today=run.today
        )
        return _write_updates(site, updates, report)


def describe_updates(
    site: SiteConfig, run: Run, report: Report, only: Sequence[str] = ()
) -> Iterator[str]:
    """Yield what converting the seeds would change, value by value; change nothing."""
    seeds = tuple(only) or find_seeds(site, report)
    drafts = _drafts(site, seeds, run, report)
    holdings = content.find_content(site.content)
    updates = content.plan_updates(
        drafts, holdings, _digests(site), converter=__version__, today=run.today
    )
    for update in updates:
        yield from content.describe_update(update)


def _digests(site: SiteConfig) -> frozenset[str]:
    """Return the SHA-256 of every seed that can be read."""
    paths = (os.path.join(site.seeds, name) for name in archive.find_files(site.seeds).names)
    return frozenset(sha256(data).hexdigest() for path in paths if (data := _read(path)))


def find_seeds(site: SiteConfig, report: Report) -> tuple[str, ...]:
    """Return the paths of all seeds inside the seeds folder, sorted."""
    found = archive.find_files(site.seeds)
    report.add(found.diagnostics("seeds"))
    return tuple(name for name in found.names if name != SHEET)


def _drafts(
    site: SiteConfig, seeds: Sequence[str], run: Run, report: Report
) -> Iterator[content.Draft]:
    work = partial(draft_seed, str(site.seeds), site.date_order)
    results = ordered_map(work, seeds, run.jobs)
    for result in run.follow("Reading seeds", results, len(seeds)):
        report.add(result.diagnostics)
        if result.draft is not None:
            yield result.draft


@dataclass(frozen=True, slots=True)
class ReadSeed:
    """What reading a seed gave (None: it cannot be a document) and what is odd about it."""

    draft: content.Draft | None
    diagnostics: tuple[Diagnostic, ...]


def draft_seed(folder: str, order: DateOrder, name: str) -> ReadSeed:
    """Read one seed; a bad one gives a diagnostic and stops nobody."""
    path = f"seeds/{name}"
    try:
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        extract = recognise(data, name, order)
        return ReadSeed(content.draft(extract), extract.remarks)
    except UnreadableSeed as problem:
        found = error(
            problem.code, problem.message, path=path, line=problem.line, hint=problem.hint
        )
        return ReadSeed(None, (found,))
    except OSError as problem:
        found = error(
            "seed.unreadable",
            f"the file cannot be read: {problem.strerror}",
            path=path,
            hint="Mend the file or its permissions.",
        )
        return ReadSeed(None, (found,))
    except Exception as bug:  # noqa: BLE001 - our mistake must not cost the other documents
        return ReadSeed(None, (_own_mistake(bug, path),))


def _own_mistake(bug: Exception, path: str) -> Diagnostic:
    place = traceback.extract_tb(bug.__traceback__)[-1]
    return error(
        "bug",
        f"Microfiche itself failed on this file: {type(bug).__name__}: {bug} "
        f"({os.path.basename(place.filename)}:{place.lineno})",
        path=path,
        hint="Please report this with the file. The other documents are published.",
    )


def _write_updates(
    site: SiteConfig, updates: Iterable[content.Update], report: Report
) -> Converted:
    new: list[str] = []
    updated: list[str] = []
    unchanged = 0
    for update in updates:
        data = update.text.encode()
        path = site.content / update.path
        if not update.is_new and _read(str(path)) == data:
            unchanged += 1
            continue
        try:
            publish.write_safely(path, data)
            (new if update.is_new else updated).append(update.path)
        except OSError as problem:
            report.add([_unwritable(f"content/{update.path}", problem)])
    return Converted(tuple(new), tuple(updated), unchanged)


def _unwritable(path: str, problem: OSError) -> Diagnostic:
    return error(
        "disk.unwritable",
        f"the file cannot be written: {problem.strerror or problem}",
        path=path,
        hint="Make room, or make the folder writable; then build again.",
    )


# Content to the Archive


def load_archive(site: SiteConfig, run: Run, report: Report) -> Archive:
    """Read every content file's front matter; what cannot be read is reported and left out."""
    found = archive.find_files(site.content)
    report.add(found.diagnostics("content"))
    files = found.names
    documents = [name for name in files if archive.is_document(name, site.taxonomies)]
    pages = [
        name for name in files if name.startswith(archive.PAGES_FOLDER) and name.endswith(".md")
    ]
    work = partial(archive.load_record, archive.reading_of(site))
    loaded = ordered_map(work, documents, run.jobs)
    records = list(_published(run.follow("Loading content", loaded, len(documents)), run, report))
    free_pages = list(_free_pages(site, pages, run, report))
    return archive.assemble(site, records, free_pages, files)


def _published(
    loaded: Iterable[archive.LoadedRecord], run: Run, report: Report
) -> Iterator[Record]:
    for result in loaded:
        report.add(result.diagnostics)
        if result.record is not None and (result.is_published or run.with_drafts):
            yield result.record


def _free_pages(
    site: SiteConfig, names: Sequence[str], run: Run, report: Report
) -> Iterator[FreePage]:
    for name in names:
        loaded = archive.load_document(name, archive.reading_of(site))
        report.add(loaded.diagnostics)
        if loaded.document is not None and (loaded.is_published or run.with_drafts):
            url = name.removeprefix(archive.PAGES_FOLDER).removesuffix(".md")
            yield FreePage(url, loaded.document.record.title, name)


# Pages to files


def _staging(site: SiteConfig) -> Path:
    return site.cache / "staging"


def make_renderer(site: SiteConfig, theme: render.Theme, holdings: Archive) -> render.Renderer:
    shelf = render.Shelf(
        document=partial(_document, archive.reading_of(site)),
        aside=partial(_aside, site.seeds),
        original=partial(_original, site.seeds),
    )
    return render.Renderer(site, holdings, theme, shelf)


def _document(reading: archive.Reading, url: str) -> Document:
    loaded = archive.load_document(f"{url}.md", reading)
    if loaded.document is None:
        raise BuildError(
            "the file changed during the build",
            path=f"content/{url}.md",
            code="content.changed",
            hint="Build again.",
        )
    return loaded.document


def _original(seeds: Path, origin: Origin) -> Path | None:
    path = seeds / origin.path
    try:
        is_same = sha256(path.read_bytes()).hexdigest() == origin.sha256
    except OSError:
        return None
    return path if is_same else None


def _aside(seeds: Path, origin: Origin) -> list[tuple[int, str]]:
    path = _original(seeds, origin) if origin.aside else None
    if path is None:
        return []
    try:
        lines = readers.read_seed(path.read_bytes(), origin.path).lines
    except UnreadableSeed:
        return []
    return [(n, printable(lines[n - 1].text).strip()) for n in origin.aside if n <= len(lines)]


def _stage(
    pages: Sequence[Page], site: SiteConfig, theme: render.Theme, holdings: Archive, run: Run
) -> list[Staged | Diagnostic | None]:
    """Make all pages; return for each the file, what is wrong, or None when there is no file."""
    shutil.rmtree(_staging(site), ignore_errors=True)
    stager = Stager(make_renderer(site, theme, holdings), str(_staging(site)), str(site.output))
    return list(run.follow("Rendering", ordered_map(stager.stage, pages, run.jobs), len(pages)))


def _summed(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for all the pages that the same mistake hit."""
    for problem, count in Counter(problems).items():
        if count == 1:
            yield problem
        else:
            yield replace(problem, message=f"{problem.message} (on {count:,} pages)")


@dataclass(frozen=True)
class Stager:
    """Renders pages into the staging folder; a page that is published already is left alone."""

    renderer: render.Renderer
    staging: str
    output: str

    def stage(self, page: Page) -> Staged | Diagnostic | None:
        data = render.render_page(page, self.renderer)
        if data is None or isinstance(data, Diagnostic):
            return data
        is_new = _read(os.path.join(self.output, page.path)) != data
        if is_new:
            self._write(page.path, data)
        return Staged(page.path, sha256(data).hexdigest(), is_new)

    def _write(self, name: str, data: bytes) -> None:
        path = os.path.join(self.staging, name)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(data)
        except OSError as problem:
            found = _unwritable(".cache/staging", problem)
            raise BuildError(
                found.message, code=found.code, path=found.path, hint=found.hint
            ) from problem


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
