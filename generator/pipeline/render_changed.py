"""Render the stale pages to files in the staging folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator import publish, render
from generator.config import SiteConfig
from generator.model import Page, SitePath
from generator.pipeline.site_plan import SitePlan
from generator.render import Fact, FactDigests, Renderer
from generator.report import BuildError, Diagnostic, error
from generator.state import store
from generator.state.stale_pages import Trace, pack_facts
from generator.workers import died_at, ordered_map

_SHARED = "templates"
_MANY = 64
"""From this many pages on, it pays to compile all templates before processes are started."""


class Prepared(NamedTuple):
    """What is prepared once for all pages: compiled templates, and words for dates."""

    templates: dict[str, bytes]
    locales: dict[str, render.LocaleWords]


class RenderedPages(Struct, frozen=True, dict=True):
    """The pages of the new site, whether rendered now or earlier.

    ``failed`` could not be rendered; ``remarks`` are about pages that were, but not as they should.
    """

    traces: dict[SitePath, Trace]
    failed: Mapping[SitePath, Diagnostic]
    new: frozenset[SitePath]
    remade: frozenset[SitePath]
    changed: frozenset[Fact]
    """The facts that have changed since the last build."""
    asked: Collection[Fact]
    """The facts that pages asked for when they were rendered by this build."""
    remarks: tuple[Diagnostic, ...]

    @property
    def files(self) -> dict[SitePath, str]:
        """The SHA-256 of every file of the new site, in the order of publishing."""
        return {path: trace.sha256 for path, trace in self.traces.items() if trace.sha256}


def render_changed(new: SitePlan, kept: Collection[SitePath]) -> RenderedPages:
    """Render the stale pages, except for published ones that must stay unchanged (``kept``)."""
    before, digests, traces = new.converted.before, new.digests, new.previous.traces
    options, folder = before.options, staging_folder(before.site)
    publish.clear_away(folder)
    pages = [page for page in new.pages if page.path not in kept]
    with store.uncollected():
        changed = new.previous.find_changed(digests)
        paths = [page.path for page in pages]
        stale = new.previous.find_stale(paths, changed, before.seen.output)
    to_render = [page for page in pages if page.path in stale]
    known = _prepare(digests, to_render, before.state)
    work = partial(_stage, digests.renderer, str(folder), str(before.site.output))
    results = ordered_map(
        work, to_render, options.jobs, lost=lambda page: died_at(f"output/{page.path}")
    )
    followed = options.follow("Rendering", results, len(to_render))
    now: dict[SitePath, Trace] = {}
    staged: set[SitePath] = set()
    failed: dict[SitePath, Diagnostic] = {}
    remarks: list[Diagnostic] = []
    asked: dict[Fact, int] = {}
    for page, result in zip(to_render, followed, strict=True):
        if isinstance(result, Diagnostic):
            failed[page.path] = result
            continue
        facts = pack_facts(result.facts, asked)
        # A page with a remark is rendered again by the next build, in order to report it again.
        told = render.pack_remarks(result.remarks)
        now[page.path] = Trace(result.sha256, None if result.remark else facts, told)
        if result.is_new:
            staged.add(page.path)
        if result.remark:
            remarks.append(result.remark)
    if len(render.COMPILED.code) + len(render.LOCALES) > known:
        prepared = Prepared(render.COMPILED.as_bytes(), render.LOCALES)
        before.state.save_value(_SHARED, digests.program, prepared)
    made = {path: now.get(path) or traces[path] for path in paths if path not in failed}
    remarks += render.tell_remarks(trace.remarks for trace in made.values())
    return RenderedPages(
        traces=made,
        failed=failed,
        new=frozenset(staged),
        remade=frozenset(stale),
        changed=changed,
        asked=asked.keys(),
        remarks=tuple(remarks),
    )


def _prepare(digests: FactDigests, pages: Sequence[Page], state: store.State) -> int:
    """Load what earlier builds prepared for all pages: compiled templates and words for dates.

    With many pages, all templates are compiled now. Returns the number of entries known before.
    """
    renderer = digests.renderer
    if pages:
        prepared = state.value(_SHARED, digests.program, Prepared) or Prepared({}, {})
        render.COMPILED.add(prepared.templates)
        render.LOCALES.update(prepared.locales)
    known = len(render.COMPILED.code) + len(render.LOCALES)
    if len(pages) >= _MANY:
        renderer.compile_templates({f"{page.kind}.html" for page in pages})
        _ = renderer.dates.first_weekday
    return known


def staging_folder(site: SiteConfig) -> Path:
    return site.cache / "staging"


class StagedPage(Struct, frozen=True):
    """A page that was rendered: the SHA-256 of its file (empty if it has none), and its facts.

    ``is_new`` is False when the output already has the same bytes, so that nothing was staged.
    ``remark`` says what is wrong with its content.
    """

    sha256: str
    facts: tuple[Fact, ...]
    is_new: bool = False
    remark: Diagnostic | None = None
    remarks: tuple[render.Remark, ...] = ()


def _stage(renderer: Renderer, staging: str, output: str, page: Page) -> StagedPage | Diagnostic:
    """Render a page, and write it to the staging folder if it differs from what is published."""
    there = publish.bytes_of(Path(output, page.path))
    made = render.render_page(page, renderer)
    if made.data is None:
        return made.problem or StagedPage("", made.facts)
    is_new = there != made.data
    if is_new and (problem := _write(staging, page.path, made.data)):
        return problem
    return StagedPage(sha256(made.data).hexdigest(), made.facts, is_new, made.problem, made.remarks)


def _write(folder: str, name: str, data: bytes) -> Diagnostic | None:
    path = os.path.join(folder, name)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
    except OSError as problem:
        if problem.errno == errno.ENAMETOOLONG:
            message = "the file name is too long for this disk"
            hint = "Give its content file a shorter name."
            return error("publish.name-long", message, path=f"output/{name}", hint=hint)
        message = f"the file cannot be written: {problem.strerror or problem}"
        where, hint = ".cache/staging", "Make room, or make the folder writable; then build again."
        raise BuildError(message, code="disk.unwritable", path=where, hint=hint) from problem
    return None
