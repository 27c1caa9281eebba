"""Renders pages to files in the staging folder, but only those whose published file is stale.

A page is skipped when it is made of the same parts as last time and nobody else has touched its
folder in the output since.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator import archive, publish, render
from generator.config import SiteConfig
from generator.model import Page, RenderedFile, SitePath
from generator.options import BuildOptions
from generator.render import Key, Keys, Made, PreviousPages, Rendered, Renderer
from generator.report import BuildError, Diagnostic, error
from generator.state import snapshots, store
from generator.state.snapshots import FileStat, Outline
from generator.workers import died_at, ordered_map

_TABLE = "pages.table"
_SHARED = "templates.table"
_MANY = 64
"""The number of pages from which compiling all templates before starting processes pays off."""
_FEW_FOLDERS = 100
"""The number of touched folders up to which it is worth looking at just those."""
_FORM = "8"
"""Version of the table's format: raise it on changes. Its pages record which program made them."""


@dataclass(frozen=True)
class PreviousBuild:
    """What was published last, and what the output's folders looked like then."""

    past: PreviousPages = field(default_factory=PreviousPages)
    folders: Mapping[str, FileStat] = field(default_factory=dict)
    remarks: tuple[Diagnostic, ...] = ()
    """Diagnostics about the paths of the pages."""
    manifest: str = ""
    """The digest of the manifest if that names these pages and no other file; otherwise empty."""
    journal: store.Journal = field(default_factory=store.Journal)
    """All of the above, as the cache holds it."""

    @property
    def pages(self) -> Mapping[SitePath, Made]:
        return self.past.made

    def current(self, wanted: Mapping[SitePath, Key], output: Outline) -> dict[SitePath, Made]:
        """Return the pages that were made with these keys and are untouched in the output."""
        touched = self._touched(output)
        pages, files = self.pages, output.files
        return {
            path: made
            for path, key in wanted.items()
            if (made := pages.get(path)) is not None
            and (made[0] is key or made[0] == key)
            and (
                not made[1]
                or (path in files and not (touched and path[: path.rfind("/") + 1] in touched))
            )
        }

    def _touched(self, output: Outline) -> frozenset[str]:
        """Return the folders of the output that somebody has touched since the last build."""
        if self.folders == output.folders:
            return frozenset()
        there = {**output.folders, **self.folders}
        return frozenset(
            folder for folder in there if self.folders.get(folder) != output.folders.get(folder)
        )


@dataclass(frozen=True)
class RenderedPages:
    """The pages of the new site, rendered now or earlier; ``failed`` are those that could not be
    rendered, and ``remarks`` concern those that were, but not as they should be."""

    made: dict[SitePath, Made]
    failed: Mapping[SitePath, Diagnostic]
    new: frozenset[SitePath]
    remade: frozenset[SitePath]
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def files(self) -> dict[SitePath, str]:
        """The SHA-256 of every file of the new site, in the order of publishing."""
        return {path: sha256 for path, (_, sha256) in self.made.items() if sha256}


def render_stale_pages(
    pages: Sequence[Page],
    keys: Keys,
    previous: PreviousBuild,
    output: Outline,
    options: BuildOptions,
) -> RenderedPages:
    """Render every page that is not already published as it should be."""
    site = keys.renderer.site
    with store.uncollected():
        wanted = {page.path: render.key_of(page, keys) for page in pages}
        current = previous.current(wanted, output)
        stale = [page for page in pages if page.path not in current]
    folder = staging_folder(site)
    publish.clear_away(folder)
    known = _learn(keys, len(stale))
    stager = PageRenderer(keys.renderer, str(folder), str(site.output))
    results = ordered_map(stager.stage, stale, options.jobs, lost=_lost)
    results = options.follow("Rendering", results, len(stale))
    done = {page.path: result for page, result in zip(stale, results, strict=True)}
    if not options.is_dry_run:
        _keep_learned(keys, known)
    failed = {path: one for path, one in done.items() if isinstance(one, Diagnostic)}
    made = {
        path: current.get(path) or (key, _digest(done[path]))
        for path, key in wanted.items()
        if path not in failed
    }
    staged = {path: one for path, one in done.items() if isinstance(one, RenderedFile)}
    # The next build renders these again, in order to report the remark again.
    remarked = {path: one.remark for path, one in staged.items() if one.remark}
    made |= {path: (render.NO_KEY, made[path][1]) for path in remarked}
    new = {path for path, one in staged.items() if one.is_new}
    return RenderedPages(
        made=made,
        failed=failed,
        new=frozenset(new),
        remade=frozenset(done),
        remarks=tuple(remarked.values()),
    )


def _digest(done: RenderedFile | Diagnostic | None) -> str:
    return done.sha256 if isinstance(done, RenderedFile) else ""


def _lost(page: Page) -> Diagnostic:
    return died_at(f"output/{page.path}")


def _learn(keys: Keys, pages: int) -> int:
    """Load what earlier builds prepared for all pages: compiled templates and words for dates.

    For many pages, all templates are compiled before processes are started. Returns the number
    of entries that were known before that.
    """
    if pages:
        known = store.load_table(keys.renderer.site.cache, _SHARED, keys.code)
        templates, locales = known or ({}, {})
        render.COMPILED.code.update(templates)
        render.LOCALES.update(locales)
    learned = len(render.COMPILED.code) + len(render.LOCALES)
    if pages >= _MANY:
        keys.renderer.compile_templates(sorted(keys.templates))
        _ = keys.renderer.dates.first_weekday
    return learned


def _keep_learned(keys: Keys, known: int) -> None:
    if len(render.COMPILED.code) + len(render.LOCALES) > known:
        values = (render.COMPILED.code, render.LOCALES)
        store.save_table(keys.renderer.site.cache, _SHARED, keys.code, values)


def staging_folder(site: SiteConfig) -> Path:
    return site.cache / "staging"


@dataclass(frozen=True)
class PageRenderer:
    """Renders pages, and writes those that differ from what is published to the staging folder."""

    renderer: Renderer
    staging: str
    output: str

    def stage(self, page: Page) -> RenderedFile | Diagnostic | None:
        """Return the file of a page, a diagnostic if that fails, or None if it has no file."""
        there = publish.bytes_of(Path(self.output, page.path))
        made = render.make_page(page, self.renderer)
        if not isinstance(made, Rendered):
            return made
        is_new = there != made.data
        if is_new and (problem := self._write(page.path, made.data)):
            return problem
        digest = sha256(made.data).hexdigest()
        return RenderedFile(page.path, digest, is_new, made.remark)

    def _write(self, name: str, data: bytes) -> Diagnostic | None:
        path = os.path.join(self.staging, name)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(data)
        except OSError as problem:
            if problem.errno == errno.ENAMETOOLONG:
                return error(
                    "publish.name-long",
                    "no disk holds a file with so long a name",
                    path=f"output/{name}",
                    hint="Give its content file a shorter name.",
                )
            raise BuildError(
                f"the file cannot be written: {problem.strerror or problem}",
                code="disk.unwritable",
                path=".cache/staging",
                hint="Make room, or make the folder writable; then build again.",
            ) from problem
        return None


# What is published


def read_published(previous: PreviousBuild, output: Path) -> dict[SitePath, str]:
    """Return the SHA-256 of the files that were published, as ``publish.read_manifest`` does.

    A manifest that has not changed since the last build need not be read again.
    """
    if previous.manifest and previous.manifest == publish.digest_of_manifest(output):
        return {path: sha256 for path, (_, sha256) in previous.pages.items() if sha256}
    return publish.read_manifest(output)


def load_previous_build(site: SiteConfig, options: BuildOptions) -> PreviousBuild:
    """Return what the last build published into this output."""
    if options.is_clean:
        return PreviousBuild()
    journal = store.load_journal(site.cache, _TABLE, _version(site))
    values = dict(journal.values)
    if not values:
        return PreviousBuild()
    remarks = archive.unpack_diagnostics(values.pop("remarks"))
    marks, manifest = values.pop("folders"), values.pop("manifest")
    return PreviousBuild(PreviousPages(journal.rows, **values), marks, remarks, manifest, journal)


def keep(
    stage: RenderedPages,
    previous: PreviousBuild,
    site: SiteConfig,
    past: PreviousPages,
    remarks: tuple[Diagnostic, ...],
    output: Outline,
    plan: publish.Plan,
) -> Outline:
    """Save what this build has published for the next one; return the output's present outline.

    ``previous`` is what this build knew about the last one, ``output`` the outline of the output
    before the plan was carried out.
    """
    now = _retake(site.output, output, plan)
    is_all = plan.digests == stage.files
    values = {
        "structure": past.structure,
        "letters": past.letters,
        "marks": past.marks,
        "drawn": past.drawn,
        "references": past.references,
        "folders": now.folders,
        "manifest": publish.digest_of_manifest(site.output) if is_all else "",
        "remarks": archive.pack_diagnostics(remarks),
    }
    new = store.Journal(stage.made, values)
    old = previous.journal
    changed = stage.remade | (old.rows.keys() - stage.made.keys())
    store.save_journal(site.cache, _TABLE, _version(site), new, old, sorted(changed))
    return now


def _retake(folder: Path, before: Outline, plan: publish.Plan) -> Outline:
    paths = (publish.MANIFEST, *plan.write, *plan.delete)
    touched = {path[: path.rfind("/") + 1] for path in paths}
    if len(touched) > _FEW_FOLDERS:
        return snapshots.take_outline(folder)
    return snapshots.retake_outline(folder, before, touched)


def _version(site: SiteConfig) -> str:
    return f"{_FORM} {os.path.realpath(site.output)!r}"
