"""Run the stages of a build in order. This is the only module that knows all of them."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator import publish
from generator.config import SiteConfig
from generator.model import SitePath
from generator.options import BuildOptions
from generator.pipeline import deletion_guard, urls
from generator.pipeline.conversion import Conversion, Converted, convert_seeds
from generator.pipeline.inventory import take_inventory
from generator.pipeline.picture_files import remarks_on
from generator.pipeline.previous_build import PreviousBuild, save_published
from generator.pipeline.render_changed import RenderedPages, render_changed, staging_folder
from generator.pipeline.site_plan import SitePlan, plan_site
from generator.report import Diagnostic, Report
from generator.state import store, up_to_date
from generator.state.snapshots import FOR_SERVERS, Outline, Snapshot, retake_outline, take_snapshot
from generator.state.up_to_date import InputState, read_input_state

if TYPE_CHECKING:
    from generator.pipeline.furniture_learning import Learned


class Published(Struct, frozen=True):
    """What a build did: how many documents and files the site has, and the plan carried out."""

    documents: int
    files: int
    plan: publish.Plan
    converted: Converted
    remade: frozenset[SitePath]
    """The pages that were rendered, whether or not the result differs from before."""
    content: Snapshot
    output: Outline
    """``content`` and ``output`` are the states in which the build left the two folders."""


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
        if seen is None or seen.last_build != up_to_date.stat_of_last_build(site.cache):
            seen = up_to_date.read_input_state_again(site)
        up_to_date.forget_last_build(site.cache)
        return _build(site, options, report, seen)


def _build(
    site: SiteConfig, options: BuildOptions, report: Report, seen: InputState
) -> Published | None:
    before = take_inventory(site, options, report, seen)
    if not (seen.content.stats or seen.content.unseen or options.accepts_losses):
        deletion_guard.refuse_empty_content(publish.read_manifest(site.output))
    with options.timed("convert"):
        converted = convert_seeds(before, report)
    with options.timed("load"), store.uncollected():
        new = plan_site(converted, report)
    with options.timed("render"):
        kept = _kept(new)
        rendered = render_changed(new, kept)
    report.add(_summed(rendered.failed))
    report.add(rendered.remarks)
    plan = _plan_publication(new, rendered, kept)
    if options.is_strict and report.exit_code(is_strict=True):
        return None
    content, output = converted.content_files.seen, seen.output
    if not options.is_dry_run:
        with options.timed("publish"):
            if not options.with_drafts:
                content = urls.record_addresses(new.addresses, converted)
            output = _publish(plan, rendered, new, report)
    publish.clear_away(staging_folder(site))
    return Published(
        documents=len(new.holdings.cards),
        files=len(plan.digests),
        plan=plan,
        converted=converted,
        remade=rendered.remade,
        content=content,
        output=output,
    )


def preview_site(
    site: SiteConfig, options: BuildOptions, report: Report, past: PreviousBuild
) -> SitePlan:
    """Convert the seeds and plan the site, but render and publish nothing and record no address.

    ``past`` is the caller's previous build. Raises BuildError as ``build`` does.
    """
    with publish.hold_lock(site.cache), store.uncollected():
        seen = read_input_state(site.root, site.content, None, follow_links=site.follow_links)
        before = take_inventory(site, options, report, seen)
        return plan_site(convert_seeds(before, report), report, past)


def plan_build(site: SiteConfig, options: BuildOptions, report: Report) -> Published | None:
    """Return what a build would do, without changing content/ or output/."""
    publish.refuse_dangerous_output(site)
    trial = dataclasses.replace(site, content_override=site.cache / "dry-run")
    with publish.hold_lock(site.cache):
        seen = up_to_date.read_input_state_again(site)
        publish.clear_away(trial.content)
        try:
            copied = _copied(seen.content, site.content, trial.content)
            seen = replace(seen, content=copied)
            return _build(trial, replace(options, is_dry_run=True), report, seen)
        finally:
            publish.clear_away(trial.content)


def _copied(seen: Snapshot, folder: Path, copy: Path) -> Snapshot:
    """Copy the content folder, with links to unreadable files; return a snapshot of the copy."""
    for name in seen.stats:
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(folder / name, target)
        except OSError:
            target.unlink(missing_ok=True)
            target.symlink_to((folder / name).absolute())
    copied = take_snapshot(copy, [folder], dotted=FOR_SERVERS)
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
        before = take_inventory(site, options, report)
        return convert_seeds(before, report, only, force=force)


def learn(site: SiteConfig, options: BuildOptions, report: Report) -> Learned:
    """Learn from all seeds which lines recur, so that later conversions can set them aside."""
    from generator.pipeline.furniture_learning import learn

    with publish.hold_lock(site.cache), options.timed("learn"):
        before = take_inventory(site, options, report)
        return learn(site, options, before.sources.digests)


def describe_updates(
    site: SiteConfig, options: BuildOptions, report: Report, only: Collection[str] = ()
) -> Iterator[str]:
    """Yield what converting the seeds again would change, value by value, but change nothing."""
    from generator import content

    before = take_inventory(site, replace(options, is_dry_run=True), report)
    seeds, work = before.sources, Conversion(before)
    report.add(seeds.misnamed)
    for update in work.updates(seeds.without_helpers(only) if only else seeds.names):
        yield from content.describe_update(update)
    report.add(seeds.sheet.diagnostics if seeds.sheet else ())
    report.add(remarks_on(work.read))
    if only:
        return
    names = [name for name in before.content_files.seen.stats if name.endswith(".md")]
    holdings = content.read_holdings(site.content, names, taken=names)
    yield from content.describe_rest(holdings, seeds.digests, withdrawn=work.withdrawn)


# Pages to files


def _kept(new: SitePlan) -> frozenset[SitePath]:
    """Return the published files to leave unchanged because their inputs cannot be seen."""
    pages = {*new.addresses.kept}
    sources, folder = new.converted.sources, new.converted.content_files.seen
    if sources.unreadable or sources.seen.unseen or sources.hindrance:
        cards = new.holdings.cards
        pages |= {
            card.path
            for card in cards
            if card.seed and sources.is_hidden(*card.seed) and not card.redaction
        }
    kept = {*urls.files_of(pages, new.published)}
    if folder.unseen:
        made = {page.path for page in new.pages}
        kept |= {path for path in new.published if path not in made and folder.hides(path)}
    return frozenset(kept)


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


def _plan_publication(
    new: SitePlan, rendered: RenderedPages, kept: Collection[SitePath]
) -> publish.Plan:
    """Return what publishing will write and delete. Raises BuildError if too much would be lost."""
    before, published = new.converted.before, new.published
    stay = {*kept, *rendered.failed}
    if stay:
        # Pages that stay unchanged may refer to assets that the theme had when they were made.
        stay |= {path for path in published if path.startswith("assets/")}
    plan = publish.plan_publication(rendered.files, rendered.new, published, stay)
    removed = before.content_files.gone.keys() - new.converted.content_files.entries.keys()
    if (plan.delete or removed) and not before.options.accepts_losses:
        deletion_guard.refuse_losses(new, plan.digests, removed)
    return plan


def _publish(plan: publish.Plan, rendered: RenderedPages, new: SitePlan, report: Report) -> Outline:
    """Carry out the plan, and save what was published for the next build."""
    site, before = new.converted.site, new.converted.before.seen.output
    problems = tuple(publish.publish(plan, staging_folder(site), site.output, new.published))
    report.add(problems)
    if Report(problems).exit_code():
        return Outline()
    paths = (publish.MANIFEST, *plan.write, *plan.delete)
    touched = {path[: path.rfind("/") + 1] for path in paths}
    output = retake_outline(site.output, before, touched)
    # Files that stay although they were not rendered are in the manifest, but have no trace.
    is_all = plan.digests == rendered.files
    manifest = publish.digest_of_manifest(site.output) if is_all else ""
    save_published(new, rendered, output, manifest)
    return output
