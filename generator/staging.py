"""Pages to files in the staging folder: those alone that are not published as they should be.

A page is left alone when it is made of the same parts as last time, and its folder in the output
has not been touched since by anyone else.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator import archive, cache, folders, publish, render
from generator.config import SiteConfig
from generator.folders import Mark, Outline
from generator.model import Page, SitePath, Staged
from generator.render import Key, Keys, Past, Renderer
from generator.report import BuildError, Diagnostic, error
from generator.run import Run, died_at
from generator.workers import ordered_map

_TABLE = "pages.table"
_TEMPLATES = "templates.table"
_MANY = 64
"""Pages from which on it pays to compile all templates before processes part."""
_FORM = "2"
"""Of the table: to be raised when that is another. Its pages know which program made them."""

Made = tuple[Key, str]
"""A page as it was last made: its key, and the SHA-256 of its file (empty: it has none)."""


@dataclass(frozen=True)
class Memory:
    """What was published last: the pages by path, and what the output's folders looked like.

    ``archive`` is the digest of the archive that they showed.
    """

    pages: Mapping[SitePath, Made] = field(default_factory=dict)
    folders: Mapping[str, Mark] = field(default_factory=dict)
    archive: str = ""
    remarks: tuple[Diagnostic, ...] = ()
    """What is odd about the paths of the pages."""

    @property
    def past(self) -> Past:
        return Past(self.archive, {path: key for path, (key, _) in self.pages.items()})

    def is_current(self, path: SitePath, key: Key, output: Outline) -> bool:
        """Say whether a page was made with this key and stands in the output untouched."""
        before, sha256 = self.pages.get(path, (None, ""))
        if before != key:
            return False
        folder = path[: path.rfind("/") + 1]
        is_untouched = self.folders.get(folder) == output.folders.get(folder)
        return not sha256 or (is_untouched and path in output.files)


@dataclass(frozen=True)
class Stage:
    """The pages of the new site, made now or before; ``failed`` are those that cannot be made."""

    made: Mapping[SitePath, Made]
    failed: Mapping[SitePath, Diagnostic]
    new: frozenset[SitePath]
    remade: frozenset[SitePath]

    @property
    def files(self) -> tuple[Staged, ...]:
        """Every file of the new site, in the order of publishing."""
        return tuple(
            Staged(path, sha256, path in self.new)
            for path, (_, sha256) in self.made.items()
            if sha256
        )


def stage_pages(
    pages: Sequence[Page], keys: Keys, memory: Memory, output: Outline, run: Run
) -> Stage:
    """Make every page that is not published as it should be."""
    site = keys.renderer.site
    with cache.uncollected():
        wanted = {page.path: render.key_of(page, keys) for page in pages}
        stale = [
            page for page in pages if not memory.is_current(page.path, wanted[page.path], output)
        ]
    folder = staging_folder(site)
    shutil.rmtree(folder, ignore_errors=True)
    known = _learn_templates(keys, len(stale))
    stager = Stager(keys.renderer, str(folder), str(site.output))
    results = ordered_map(stager.stage, stale, run.jobs, lost=_lost)
    results = run.follow("Rendering", results, len(stale))
    done = {page.path: result for page, result in zip(stale, results, strict=True)}
    if not run.is_trial:
        _keep_templates(keys, known)
    failed = {path: one for path, one in done.items() if isinstance(one, Diagnostic)}
    made = {
        path: (key, one.sha256 if isinstance(one := done[path], Staged) else "")
        if path in done
        else memory.pages[path]
        for path, key in wanted.items()
        if path not in failed
    }
    new = {path for path, one in done.items() if isinstance(one, Staged) and one.is_new}
    return Stage(made, failed, frozenset(new), frozenset(done))


def _lost(page: Page) -> Diagnostic:
    return died_at(f"output/{page.path}")


def _learn_templates(keys: Keys, pages: int) -> int:
    """Take over the templates that earlier builds compiled; return how many there are.

    For many pages all templates are compiled before processes part.
    """
    if pages:
        known = cache.load_table(keys.renderer.site.cache, _TEMPLATES, keys.code) or {}
        render.COMPILED.code.update(known)
    if pages >= _MANY:
        keys.renderer.compile_templates(sorted(keys.templates))
    return len(known) if pages else 0


def _keep_templates(keys: Keys, known: int) -> None:
    if len(render.COMPILED.code) > known:
        values = render.COMPILED.code
        cache.save_table(keys.renderer.site.cache, _TEMPLATES, keys.code, values)


def staging_folder(site: SiteConfig) -> Path:
    return site.cache / "staging"


@dataclass(frozen=True)
class Stager:
    """Renders pages into the staging folder; one that is published already is left alone."""

    renderer: Renderer
    staging: str
    output: str

    def stage(self, page: Page) -> Staged | Diagnostic | None:
        """Return the file of a page, what is wrong with it, or None when it has no file."""
        data = render.render_page(page, self.renderer)
        if data is None or isinstance(data, Diagnostic):
            return data
        is_new = publish.bytes_of(Path(self.output, page.path)) != data
        if is_new and (problem := self._write(page.path, data)):
            return problem
        return Staged(page.path, sha256(data).hexdigest(), is_new)

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


# The cache


def load_memory(site: SiteConfig, run: Run) -> Memory:
    """Return what the last build published into this output."""
    table = None if run.is_clean else cache.load_table(site.cache, _TABLE, _version(site))
    if table is None:
        return Memory()
    pages, folders_then, archive_then, remarks = table
    return Memory(pages, folders_then, archive_then, archive.unpack_diagnostics(remarks))


def keep(stage: Stage, site: SiteConfig, shown: str, remarks: tuple[Diagnostic, ...]) -> Outline:
    """Save for the next build what this one has published; return how the output looks now."""
    now = folders.take_outline(site.output)
    values = (stage.made, now.folders, shown, archive.pack_diagnostics(remarks))
    cache.save_table(site.cache, _TABLE, _version(site), values)
    return now


def _version(site: SiteConfig) -> str:
    return f"{_FORM} {site.output.resolve()}"
