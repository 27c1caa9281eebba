"""The story of a build: every stage, in order. The only place that knows them all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator import (
    archive,
    cache,
    catalogue,
    continuity,
    conversion,
    publish,
    render,
    seeds,
    staging,
)
from generator.catalogue import Catalogue
from generator.config import SiteConfig
from generator.conversion import Conversion, Converted
from generator.folders import Outline, Snapshot
from generator.freshness import Survey, survey
from generator.holdings import load_archive
from generator.model import Archive, Document, Origin, Page, SitePath
from generator.report import BuildError, Diagnostic, Report
from generator.run import Run, unwatched
from generator.seeds import Seeds
from generator.termbook import Termbook, load_termbook
from generator.text import printable
from generator.vocabulary import FURNITURE

if TYPE_CHECKING:
    from generator.learning import Learned

__all__ = [
    "Outlook",
    "Published",
    "Run",
    "build",
    "convert",
    "describe_updates",
    "foresee",
    "learn",
    "plan_build",
    "unwatched",
]


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: documents on the site, files of the output, and the plan carried out."""

    documents: int
    files: int
    plan: publish.Plan
    converted: Converted
    remade: frozenset[SitePath]
    """The pages that were made anew, whether or not they came out as they were."""
    content: Snapshot
    output: Outline
    """How both folders looked when the build had done with them."""


def build(
    site: SiteConfig, run: Run, report: Report, seen: Survey | None = None
) -> Published | None:
    """Convert the seeds, render the archive and publish it; None when nothing was published.

    ``seen`` is how the archive's folders look, if somebody has looked already. Raises BuildError
    when the site's own settings or theme do not allow a build, or another one is at work.
    """
    publish.refuse_dangerous_output(site)
    with publish.hold_lock(site.cache), publish.hold_output(site.output):
        # Another build may have ended between the look and the lock.
        if seen is None or seen.stamp != cache.mark_of_stamp(site.cache):
            seen = survey(site.root, site.content, site.output)
        cache.forget_stamp(site.cache)
        return _build(site, run, report, seen)


def _build(site: SiteConfig, run: Run, report: Report, seen: Survey) -> Published | None:
    work = begin(site, run, seen, report)
    with run.timed("convert"):
        converted = conversion.convert(work, report)
        stock = _settle(work, converted, seen)
    with run.timed("load"), cache.uncollected():
        new = prepare(work, stock, seen, report)
    published = staging.read_published(new.memory, site.output)
    kept = continuity.files_kept(new.addresses, converted.failed, published)
    pages = [page for page in new.pages if page.path not in kept] if kept else new.pages
    with run.timed("render"):
        stage = staging.stage_pages(pages, new.keys, new.memory, seen.output, run)
        report.add(_summed(stage.failed))
    kept = staging.with_assets((*kept, *stage.failed), published)
    plan = publish.plan_publication(stage.files, stage.new, published, kept)
    if run.is_strict and report.exit_code(is_strict=True):
        return None
    output = seen.output
    if not run.is_trial:
        with run.timed("publish"):
            if not run.with_drafts:
                stock = continuity.record_addresses(new.addresses, work, stock)
            output = _publish(plan, stage, new, published, seen.output, report)
    publish.clear_away(staging.staging_folder(site))
    return Published(
        documents=len(new.holdings.cards),
        files=len(plan.digests),
        plan=plan,
        converted=converted,
        remade=stage.remade,
        content=stock.snapshot,
        output=output,
    )


@dataclass(frozen=True, slots=True)
class Outlook:
    """A site that is planned and not made: who looks at it has the pages made that he looks at."""

    new: Prospect
    converted: Converted
    seen: Survey
    content: Snapshot
    """How the content folder looked when the conversion had done with it."""


def foresee(site: SiteConfig, run: Run, report: Report, past: staging.Memory) -> Outlook:
    """Convert the seeds and plan the site; render and publish nothing, note no address down.

    ``past`` is what the caller made last. Raises BuildError as ``build`` does.
    """
    with publish.hold_lock(site.cache), cache.uncollected():
        seen = survey(site.root, site.content, None)
        work = begin(site, run, seen, report)
        converted = conversion.convert(work, report)
        stock = _settle(work, converted, seen)
        new = prepare(work, stock, seen, report, past)
    return Outlook(new, converted, seen, stock.snapshot)


def plan_build(site: SiteConfig, run: Run, report: Report) -> Published | None:
    """Return what a build would do, without a trace in content/ or output/."""
    publish.refuse_dangerous_output(site)
    trial = replace(site, content_override=site.cache / "dry-run")
    with publish.hold_lock(site.cache):
        publish.clear_away(trial.content)
        try:
            if site.content.is_dir():
                publish.copy_folder(site.content, trial.content)
            seen = survey(trial.root, trial.content, trial.output)
            return _build(trial, replace(run, is_trial=True), report, seen)
        finally:
            publish.clear_away(trial.content)


def convert(
    site: SiteConfig,
    run: Run,
    report: Report,
    only: Collection[str] = (),
    *,
    force: bool = False,
) -> Converted:
    """Bring the content folder up to date with the seeds; ``only`` names some of them.

    With ``force``, documents are made again whose content file the owner has deleted.
    """
    with publish.hold_lock(site.cache), run.timed("convert"):
        seen = survey(site.root, site.content, site.output)
        work = begin(site, run, seen, report, force=force)
        converted = conversion.convert(work, report, only)
        if not only:
            _settle(work, converted, seen)
    return converted


def learn(site: SiteConfig, run: Run, report: Report) -> Learned:
    """Learn from all seeds which lines recur in them, for later conversions to set aside."""
    from generator.learning import learn

    with publish.hold_lock(site.cache), run.timed("learn"):
        seen = survey(site.root, site.content, site.output)
        work = begin(site, run, seen, report)
        return learn(site, run, work.seeds)


def describe_updates(
    site: SiteConfig, run: Run, report: Report, only: Collection[str] = ()
) -> Iterator[str]:
    """Yield what converting the seeds afresh would change, value by value; change nothing."""
    from generator import content

    work = begin(site, run, survey(site.root, site.content, site.output), report)
    report.add(work.seeds.misnamed)
    for update in work.updates(tuple(only) or work.seeds.names):
        yield from content.describe_update(update)
    report.add(work.seeds.sheet.diagnostics if work.seeds.sheet else ())
    report.add(one for seed in work.read.values() for one in seed.remarks)
    if only:
        return
    holdings = content.find_content(site.content)
    yield from content.describe_rest(holdings, work.seeds.digests, withdrawn=work.withdrawn)


def begin(
    site: SiteConfig, run: Run, seen: Survey, report: Report, *, force: bool = False
) -> Conversion:
    """Return a conversion that has all before it: the seeds, and the content folder."""
    parsed = archive.read_ledger(site.content)
    report.add(parsed.diagnostics)
    terms = load_termbook(site, run, seen.content, seen.code)
    report.add(terms.diagnostics)
    return Conversion(
        site=site,
        run=run,
        seeds=seeds.load_seeds(site, run, seen.seeds, _reading(seen, terms)),
        stock=catalogue.load_catalogue(site, run, seen.content, seen.code),
        ledger=parsed.ledger,
        terms=terms,
        force=force,
    )


def _reading(seen: Survey, terms: Termbook) -> str:
    """Return what reading a seed depends on beside the seed and the settings."""
    return f"{seen.code} {seen.content.marks.get(FURNITURE)} {render.digest_of(terms.names)}"


def _settle(work: Conversion, converted: Converted, seen: Survey) -> Catalogue:
    """Return the content folder after a conversion, and keep what was found for the next."""
    stock = catalogue.reread(work.stock, work.site, work.run, converted.written)
    if not work.run.is_trial and not converted.failed:
        # In this order: a content file that looks new again has its seed read again.
        if work.read or work.seeds.outdated:
            seeds.keep(work.known, work.site, _reading(seen, work.terms))
        catalogue.keep(stock, work.site, seen.code)
    return stock


# Content to the Archive, and its pages


@dataclass(frozen=True, slots=True)
class Prospect:
    """The new site before it is made: the archive, its pages, what they are made of."""

    holdings: Archive
    pages: tuple[Page, ...]
    keys: render.Keys
    addresses: archive.Addresses
    remarks: tuple[Diagnostic, ...]
    """What is odd about the paths of the pages."""
    memory: staging.Memory
    """What the last build published."""


def prepare(
    work: Conversion,
    stock: Catalogue,
    seen: Survey,
    report: Report,
    past: staging.Memory | None = None,
) -> Prospect:
    """Return what is to be published; ``past`` is what was, if not what the cache says.

    Raises BuildError when two pages claim one address.
    """
    site = work.site
    theme = render.load_theme(site.theme, site.themes)
    assets = render.make_assets(theme, site, is_plain=work.run.with_plain_assets)
    report.add(assets.remarks)
    report.add(render.find_untranslated(theme, site.language))
    report.add(stock.misnamed)
    report.add(one for loaded in stock.odd.values() for one in loaded.diagnostics)
    published = work.ledger.digests.keys()
    holdings = load_archive(site, work.run, stock, work.terms.files, published, seen.code)
    pages = render.plan_pages(holdings, site, assets, with_specimen=work.run.with_specimen)
    addresses = continuity.settle_addresses(work, stock, pages, holdings)
    report.add(addresses.diagnostics)
    holdings = replace(holdings, redirects=addresses.redirects, notices=addresses.notices)
    pages += render.plan_old_addresses(holdings, site)
    renderer = make_renderer(site, theme, holdings, work.seeds, assets)
    memory = staging.load_memory(site, work.run) if past is None else past
    keys = render.Keys(renderer, seen.code, partial(_text, stock), memory.past)
    named = {entry.template for entry in stock.entries.values()}
    report.add(render.review_themes(renderer, {page.path for page in pages}, named))
    remarks = tuple(_remarks(pages, holdings, memory))
    report.add(remarks)
    return Prospect(holdings, pages, keys, addresses, remarks, memory)


def _remarks(
    pages: Iterable[Page], holdings: Archive, memory: staging.Memory
) -> Iterable[Diagnostic]:
    """Return what is odd about the paths of pages; it is known when they are the same."""
    paths = {page.path for page in pages}
    if paths == memory.pages.keys():
        return memory.remarks
    sources = {card.path: f"content/{card.url}.md" for card in holdings.cards}
    sources |= {f"{card.url}.md": f"content/{card.url}.md" for card in holdings.cards}
    return publish.check_names(paths, sources)


# Pages to files


def make_renderer(
    site: SiteConfig,
    theme: render.Theme,
    holdings: Archive,
    originals: Seeds,
    assets: render.Assets,
) -> render.Renderer:
    shelf = render.Shelf(
        document=partial(_document, archive.reading_of(site)),
        aside=partial(_aside, originals, site.seeds),
        original=partial(_original, originals, site.seeds),
        has_original=partial(_has_original, originals),
    )
    return render.Renderer(site, holdings, theme, shelf, assets)


def _text(stock: Catalogue, path: SitePath) -> render.Text:
    """Return a content file as far as the key of its page needs to know it."""
    return stock.entries.get(path) or render.File(str(stock.marks.get(path)))


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


def _original(originals: Seeds, folder: Path, path: str, sha256: str) -> Path | None:
    """Return the seed's file; None when it is gone, or has other bytes by now."""
    return folder / path if _has_original(originals, path, sha256) else None


def _has_original(originals: Seeds, path: str, sha256: str) -> bool:
    return originals.digests.get(path) == sha256


def _aside(originals: Seeds, folder: Path, origin: Origin) -> list[tuple[int, str]]:
    path = _original(originals, folder, origin.path, origin.sha256) if origin.aside else None
    if path is None:
        return []
    from generator import readers  # only pages that are made need it

    try:
        lines = readers.read_seed(path.read_bytes(), origin.path).lines
    except (readers.UnreadableSeed, OSError):
        return []
    return [(n, printable(lines[n - 1].text).strip()) for n in origin.aside if n <= len(lines)]


def _publish(
    plan: publish.Plan,
    stage: staging.Stage,
    new: Prospect,
    published: Mapping[SitePath, str],
    before: Outline,
    report: Report,
) -> Outline:
    """Carry out the plan, and keep for the next build what was published."""
    site = new.keys.renderer.site
    problems = tuple(publish.publish(plan, staging.staging_folder(site), site.output, published))
    report.add(problems)
    if Report(problems).exit_code():
        return Outline()
    past = new.keys.past_for_next
    return staging.keep(stage, new.memory, site, past, new.remarks, before, plan)


def _summed(failed: Mapping[SitePath, Diagnostic]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for all the pages that the same mistake hit, with the first of them."""
    pages: dict[Diagnostic, list[SitePath]] = {}
    for path, problem in failed.items():
        pages.setdefault(problem, []).append(path)
    for problem, paths in pages.items():
        if len(paths) == 1 and not (problem.path or "").startswith("themes/"):
            yield problem  # it names the page's own file
            continue
        others = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        yield replace(problem, message=f"{problem.message} (on {paths[0]}{others})")
