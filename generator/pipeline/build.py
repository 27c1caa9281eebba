"""Runs the stages of a build in order. This is the only module that knows all of them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import archive, publish, render
from generator.config import SiteConfig
from generator.frontmatter_keys import FURNITURE
from generator.model import SitePath
from generator.options import BuildOptions, no_progress
from generator.pipeline import (
    content_index,
    conversion,
    deletion_guard,
    render_changed,
    source_index,
    urls,
)
from generator.pipeline.content_index import ContentIndex
from generator.pipeline.conversion import Conversion, Converted
from generator.pipeline.previous_build import PreviousBuild, save_published
from generator.pipeline.site_plan import SitePlan, make_site_plan
from generator.pipeline.term_index import TermIndex, load_term_index
from generator.render import Fact
from generator.report import Diagnostic, Report
from generator.state import store
from generator.state.last_build import forget_last_build, stat_of_last_build
from generator.state.snapshots import (
    Outline,
    Snapshot,
    retake_outline,
    take_outline,
    take_snapshot,
)
from generator.state.up_to_date import InputState, read_input_state, read_input_state_again

if TYPE_CHECKING:
    from generator.pipeline.furniture_learning import Learned

__all__ = [
    "BuildOptions",
    "PlannedSite",
    "Published",
    "build",
    "convert",
    "describe_updates",
    "learn",
    "no_progress",
    "plan_build",
    "plan_site",
]


_FEW_FOLDERS = 100
"""The number of touched folders up to which it is worth looking at just those."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: how many documents and files the site has, and the plan carried out."""

    documents: int
    files: int
    plan: publish.Plan
    converted: Converted
    remade: frozenset[SitePath]
    """The pages that were rendered, whether or not the result differs from before."""
    content: Snapshot
    output: Outline
    """The state in which the build left the two folders."""


def build(
    site: SiteConfig, options: BuildOptions, report: Report, seen: InputState | None = None
) -> Published | None:
    """Convert the seeds, render and publish the archive; return None if nothing was published.

    ``seen`` is the state of the archive's folders, if it has been read already. Raises BuildError
    when the site's own settings or theme do not allow a build, or when another one is running.
    """
    publish.refuse_dangerous_output(site)
    with publish.hold_lock(site.cache), publish.hold_output(site.output):
        # Another build may have finished after the state was read and before the lock was taken.
        if seen is None or seen.last_build != stat_of_last_build(site.cache):
            seen = read_input_state_again(site)
        forget_last_build(site.cache)
        return _build(site, options, report, seen)


def _build(
    site: SiteConfig, options: BuildOptions, report: Report, seen: InputState
) -> Published | None:
    work = begin(site, options, seen, report)
    if not (work.content_files.stats or work.content_files.seen.unseen or options.accepts_losses):
        deletion_guard.refuse_empty_content(publish.read_manifest(site.output))
    with options.timed("convert"):
        converted = conversion.convert(work, report)
        content_files = _settle(work, converted, seen)
    with options.timed("load"), store.uncollected():
        new = make_site_plan(work, content_files, seen, report)
    published = new.previous.published(site.output)
    kept = _kept(work, new, published)
    with options.timed("render"):
        pages = [page for page in new.pages if page.path not in kept]
        with store.uncollected():
            changed = new.previous.find_changed(new.digests)
            stale = new.previous.find_stale((page.path for page in pages), changed, seen.output)
        stage = render_changed.render_changed(
            pages, stale, new.previous.traces, new.digests, options, work.state
        )
        report.add(_summed(stage.failed))
        report.add(stage.remarks)
    kept |= {*stage.failed}
    if kept:
        # Pages that are kept unchanged may refer to assets that the theme had at the time.
        kept |= {path for path in published if path.startswith("assets/")}
    plan = publish.plan_publication(stage.files, stage.new, published, kept)
    removed = work.content_files.gone.keys() - content_files.entries.keys()
    if (plan.delete or removed) and not options.accepts_losses:
        change = deletion_guard.PlannedLosses(
            published=published,
            made=plan.digests.keys(),
            cards=new.holdings.cards,
            notices=new.addresses.notices,
            removed=[archive.page_of(name.removesuffix(".md")) for name in removed],
        )
        has_seeds = bool(work.seeds.digests)
        deletion_guard.refuse_losses(change, has_seeds=has_seeds, with_originals=site.originals)
    if options.is_strict and report.exit_code(is_strict=True):
        return None
    output = seen.output
    if not options.is_dry_run:
        with options.timed("publish"):
            if not options.with_drafts:
                content_files = urls.record_addresses(new.addresses, work, content_files)
            output = _publish(plan, stage, new, changed, published, seen.output, report)
    publish.clear_away(render_changed.staging_folder(site))
    return Published(
        documents=len(new.holdings.cards),
        files=len(plan.digests),
        plan=plan,
        converted=converted,
        remade=stage.remade,
        content=content_files.snapshot,
        output=output,
    )


def _kept(work: Conversion, new: SitePlan, published: Mapping[SitePath, str]) -> set[SitePath]:
    """Return the published files to leave as they are because their inputs cannot be seen."""
    pages = {*new.addresses.kept}
    if work.seeds.has_hidden:
        cards = new.holdings.cards
        hidden = work.seeds.is_hidden
        pages |= {card.path for card in cards if card.seed and hidden(*card.seed)}
    made = {page.path for page in new.pages} if work.content_files.seen.unseen else ()
    hides = work.content_files.seen.hides
    others = {path for path in published if path not in made and hides(path)} if made else ()
    return {*urls.files_of(pages, published), *others}


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """A site that is planned but not rendered: each page is rendered when somebody views it."""

    new: SitePlan
    converted: Converted
    seen: InputState
    content: Snapshot
    """The state in which the conversion left the content folder."""


def plan_site(
    site: SiteConfig, options: BuildOptions, report: Report, past: PreviousBuild
) -> PlannedSite:
    """Convert the seeds and plan the site, but render and publish nothing and record no address.

    ``past`` is the caller's previous build. Raises BuildError as ``build`` does.
    """
    with publish.hold_lock(site.cache), store.uncollected():
        seen = read_input_state(site.root, site.content, None, follow_links=site.follow_links)
        work = begin(site, options, seen, report)
        converted = conversion.convert(work, report)
        content_files = _settle(work, converted, seen)
        new = make_site_plan(work, content_files, seen, report, past)
    return PlannedSite(new, converted, seen, content_files.snapshot)


def plan_build(site: SiteConfig, options: BuildOptions, report: Report) -> Published | None:
    """Return what a build would do, without changing content/ or output/."""
    publish.refuse_dangerous_output(site)
    trial = replace(site, content_override=site.cache / "dry-run")
    with publish.hold_lock(site.cache):
        seen = read_input_state_again(site)
        publish.clear_away(trial.content)
        try:
            copied = _copied(seen.content, site.content, trial.content)
            seen = replace(seen, content=copied)
            return _build(trial, replace(options, is_dry_run=True), report, seen)
        finally:
            publish.clear_away(trial.content)


def _copied(seen: Snapshot, folder: Path, copy: Path) -> Snapshot:
    """Copy the files of the content folder; return a snapshot of the copy.

    For a file that cannot be read, the copy has a link to the original instead.
    """
    for name in seen.stats:
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(folder / name, target)
        except OSError:
            target.unlink(missing_ok=True)
            target.symlink_to((folder / name).absolute())
    copied = take_snapshot(copy, [folder])
    return replace(copied, unseen=seen.unseen, skipped=seen.skipped)


def convert(
    site: SiteConfig,
    options: BuildOptions,
    report: Report,
    only: Collection[str] = (),
    *,
    force: bool = False,
) -> Converted:
    """Bring the content folder up to date with all seeds, or with those named in ``only``.

    With ``force``, documents whose content file the owner has deleted are made again.
    """
    with publish.hold_lock(site.cache), options.timed("convert"):
        seen = read_input_state_again(site)
        work = begin(site, options, seen, report, force=force)
        converted = conversion.convert(work, report, only)
        if not only:
            _settle(work, converted, seen)
    return converted


def learn(site: SiteConfig, options: BuildOptions, report: Report) -> Learned:
    """Learn from all seeds which lines recur, so that later conversions can set them aside."""
    from generator.pipeline.furniture_learning import learn

    with publish.hold_lock(site.cache), options.timed("learn"):
        seen = read_input_state_again(site)
        work = begin(site, options, seen, report)
        return learn(site, options, work.seeds)


def describe_updates(
    site: SiteConfig, options: BuildOptions, report: Report, only: Collection[str] = ()
) -> Iterator[str]:
    """Yield what converting the seeds again would change, value by value; change nothing."""
    from generator import content

    work = begin(site, replace(options, is_dry_run=True), read_input_state_again(site), report)
    report.add(work.seeds.misnamed)
    for update in work.updates(tuple(only) or work.seeds.names):
        yield from content.describe_update(update)
    report.add(work.seeds.sheet.diagnostics if work.seeds.sheet else ())
    report.add(one for seed in work.read.values() for one in seed.remarks)
    if only:
        return
    names = [name for name in work.content_files.stats if name.endswith(".md")]
    holdings = content.read_holdings(site.content, names, taken=names)
    yield from content.describe_rest(holdings, work.seeds.digests, withdrawn=work.withdrawn)


def begin(
    site: SiteConfig,
    options: BuildOptions,
    seen: InputState,
    report: Report,
    *,
    force: bool = False,
) -> Conversion:
    """Return a conversion that is ready to run, with the seeds and the content folder indexed."""
    for name in (archive.LEDGER, FURNITURE):
        seen.content.require(name, "content")
    parsed = archive.read_ledger(site.content)
    report.add(parsed.diagnostics)
    state = _open_state(site, options)
    terms = load_term_index(site, seen.content, seen.code, state)
    report.add(terms.diagnostics)
    return Conversion(
        site=site,
        options=options,
        seeds=source_index.load_source_index(site, seen.seeds, _reading(seen, terms), state),
        content_files=content_index.load_content_index(
            site, options, seen.content, seen.code, state
        ),
        state=state,
        ledger=parsed.ledger,
        terms=terms,
        force=force,
    )


def _open_state(site: SiteConfig, options: BuildOptions) -> store.State:
    path = site.cache / store.STATE
    if not path.exists():
        for table in site.cache.glob("*.table"):
            publish.clear_away(table)  # the form before there was one state
    if options.is_clean:
        return store.State(path, options.is_dry_run)
    return store.open_state(path, is_read_only=options.is_dry_run)


def _reading(seen: InputState, terms: TermIndex) -> str:
    """Return, as a string, what reading a seed depends on besides the seed and the settings."""
    return f"{seen.code} {seen.content.stats.get(FURNITURE)} {render.digest_of(terms.names)}"


def _settle(work: Conversion, converted: Converted, seen: InputState) -> ContentIndex:
    """Return the content index after a conversion, and save what was found for the next one."""
    content_files = content_index.reread(
        work.content_files, work.site, work.options, converted.written
    )
    # In this order: if the build dies in between, the content file still counts as changed,
    # and its seed is read again.
    if work.read or work.seeds.outdated:
        source_index.keep(work.settled, work.site, _reading(seen, work.terms), work.state)
    content_index.keep(content_files, work.site, seen.code, work.state)
    return content_files


# Pages to files


def _publish(
    plan: publish.Plan,
    stage: render_changed.RenderedPages,
    new: SitePlan,
    changed: Collection[Fact],
    published: Mapping[SitePath, str],
    before: Outline,
    report: Report,
) -> Outline:
    """Carry out the plan, and save what was published for the next build."""
    site = new.digests.renderer.site
    problems = tuple(
        publish.publish(plan, render_changed.staging_folder(site), site.output, published)
    )
    report.add(problems)
    if Report(problems).exit_code():
        return Outline()
    output = _look_again(site.output, before, plan)
    is_all = plan.digests == stage.files
    now = PreviousBuild(
        traces=stage.traces,
        filing=new.digests.filing,
        folders=output.folders,
        remarks=new.remarks,
        manifest=publish.digest_of_manifest(site.output) if is_all else "",
    )
    save_published(now, new.previous, stage, changed, new.digests)
    return output


def _look_again(folder: Path, before: Outline, plan: publish.Plan) -> Outline:
    """Return the outline of the output after a plan was carried out."""
    paths = (publish.MANIFEST, *plan.write, *plan.delete)
    touched = {path[: path.rfind("/") + 1] for path in paths}
    if len(touched) > _FEW_FOLDERS:
        return take_outline(folder)
    return retake_outline(folder, before, touched)


def _summed(failed: Mapping[SitePath, Diagnostic]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for all pages with the same mistake, naming the first of them."""
    pages: dict[Diagnostic, list[SitePath]] = {}
    for path, problem in failed.items():
        pages.setdefault(problem, []).append(path)
    for problem, paths in pages.items():
        if len(paths) == 1 and not (problem.path or "").startswith("themes/"):
            yield problem  # it names the page's own file
            continue
        others = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        yield replace(problem, message=f"{problem.message} (on {paths[0]}{others})")
