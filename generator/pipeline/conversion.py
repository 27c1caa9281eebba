"""Convert seeds to content files: decide which seeds must be read, and write what they give.

A seed is read when it is new or changed, when the content file made from it is new or changed,
or when no content file was made from the same bytes. For all other seeds, a conversion would
change nothing.
"""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator import __version__, archive, publish
from generator.config import SiteConfig
from generator.dates import parse_edtf
from generator.model import SitePath
from generator.pipeline.content_index import ContentIndex, reread, save_content_index
from generator.pipeline.inventory import Inventory
from generator.pipeline.picture_files import PictureFiles, remarks_on
from generator.pipeline.source_index import Seed, SourceIndex, picture_stats, said_of, save_seeds
from generator.report import BuildError, Diagnostic, Report, error, own_mistake
from generator.state.snapshots import MISSING
from generator.workers import died_at, ordered_map

if TYPE_CHECKING:
    from generator import content


class Converted(Struct, frozen=True, dict=True):
    """The archive after its seeds were converted; the paths are those of content files."""

    before: Inventory
    content_files: ContentIndex
    sources: SourceIndex
    seeds: Mapping[str, Seed]
    """Everything known about the seeds."""
    ledger: archive.Ledger
    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: int = 0
    left: frozenset[str] = frozenset()
    """The content files that could not be brought up to date."""

    @property
    def site(self) -> SiteConfig:
        return self.before.site

    @property
    def written(self) -> tuple[str, ...]:
        return (*self.new, *self.updated)


def unconverted(known: Inventory) -> Converted:
    """Return the archive unchanged, without converting anything."""
    return Converted(known, known.content_files, known.sources, known.sources.same, known.ledger)


class Conversion:
    """A conversion in progress; with ``force``, documents that were deleted are made again."""

    def __init__(self, before: Inventory, *, force: bool = False) -> None:
        self.before = before
        self.site = before.site
        self.options = before.options
        self.seeds = before.sources
        self.ledger = before.ledger
        self.force = force
        self.read: dict[str, Seed] = {}
        """The seeds that this conversion has read."""
        self.left: set[str] = set()
        """The content files that could not be brought up to date."""
        self.unsettled: set[str] = set()
        """The paths of the seeds behind the files in ``left``; the next build reads them again."""

    @property
    def known(self) -> dict[str, Seed]:
        """Everything known about the seeds so far."""
        return {**self.seeds.same, **self.read}

    def place_of(self, name: str) -> Path | None:
        """Return where to write a content file: for a link, its target, so that the link remains.

        None for a target that a dry run must not touch; raises OSError for one outside the archive.
        """
        place = Path(os.path.realpath(self.site.content / name))
        content = Path(os.path.realpath(self.site.content))
        if place.is_relative_to(content):
            return place
        if self.options.is_dry_run:
            return None
        if place.is_relative_to(os.path.realpath(self.site.root)):
            return place
        raise OSError(errno.ELOOP, "it is a link that leads out of the archive, or in a circle")

    @cached_property
    def picture_files(self) -> PictureFiles:
        return PictureFiles(self.site.seeds, self.site.content, self.place_of)

    @cached_property
    def withdrawn(self) -> Mapping[str, SitePath]:
        """The documents that were published but no longer have a content file: the SHA-256 of
        each document's seed, with the path of its page.
        """
        homes = self.before.content_files.homes
        digests = sorted(self.ledger.digests.items())
        return {digest: path for path, digest in digests if digest and digest not in homes}

    @cached_property
    def _addresses(self) -> Mapping[str | None, list[SitePath]]:
        """The addresses that the ledger has for each seed, by the SHA-256 of the seed."""
        found: defaultdict[str | None, list[SitePath]] = defaultdict(list)
        for path, digest in self.ledger.digests.items():
            found[digest].append(path)
        return found

    def carry_over(self, update: content.Update) -> None:
        """Record a moved document's new seed in the ledger before its content file is written."""
        before, after = update.origin_before, update.origin_after
        addresses = self._addresses.get(before, ())
        own = archive.page_of(update.path.removesuffix(".md"))
        if before in (None, after) or set(addresses) <= {own}:
            return
        moved = dict.fromkeys(addresses, after)
        self.ledger = replace(self.ledger, digests={**self.ledger.digests, **moved})
        self.ledger = write_ledger(self.ledger, self.site.content)

    @cached_property
    def furniture(self) -> content.Furniture:
        """The owner's list of lines that are not text. Raises BuildError when it cannot be read."""
        from generator import content

        return content.read_furniture(self.site.content)

    def updates(self, names: Sequence[str]) -> Iterator[content.Update]:
        """Yield the updates of the content files that these seeds affect.

        Raises BuildError when the owner's sheet or list of furniture cannot be read.
        """
        if not names:
            return
        if self.seeds.hindrance is not None:
            raise self.seeds.hindrance
        # Imported here because most builds have no seed to read.
        from generator import content

        yield from content.plan_updates(
            self._drafts(names),
            self._holdings(names),
            frozenset(self.seeds.digests.values()),
            converter=__version__,
            today=self.options.today,
            withdrawn=self.withdrawn,
            force=self.force,
            addresses=[path.removesuffix(".html") for path in self.ledger.digests],
        )

    def _drafts(self, names: Sequence[str]) -> Iterator[content.Draft]:
        from generator import content
        from generator.pipeline.extract import Drafted, draft_seed
        from generator.pipeline.picture_sources import SeedsFolder

        sheet, stats = self.seeds.sheet, self.seeds.seen.stats
        stat_of = picture_stats(stats)
        folder = SeedsFolder(str(self.site.seeds), self.site.follow_links)
        order = self.site.date_order
        work = partial(draft_seed, folder, order, self.furniture, self.before.terms.vocabulary)
        results = ordered_map(
            work,
            names,
            self.options.jobs,
            lost=lambda name: Drafted(None, (died_at(f"seeds/{name}"),)),
        )
        followed = self.options.follow("Reading seeds", results, len(names))
        for name, (draft, remarks, looked_at) in zip(names, followed, strict=True):
            if draft is not None and sheet is not None:
                draft = content.apply_sheet(sheet, draft)
            values = draft.values.items() if draft else ()
            texts = {key: value for key, value in values if isinstance(value, str)}
            self.read[name] = Seed(
                stat=stats.get(name, MISSING),
                sha256=self.seeds.digests.get(name, ""),
                said=said_of(sheet, name),
                is_document=draft is not None,
                title=texts.get("title"),
                date=parse_edtf(texts["date"]) if "date" in texts else None,
                language=texts.get("language"),
                remarks=remarks,
                pictures={path: stat_of(path) for path in looked_at},
            )
            if draft is not None:
                yield draft

    def _holdings(self, names: Sequence[str]) -> content.Holdings:
        """Return the content files that these seeds can affect, and the paths in use."""
        from generator import content

        bearing = set(names) | {self.seeds.digests.get(name) for name in names}
        entries = self.before.content_files.entries.items()
        files = (
            content.HeldFile(self.site.content, name, entry.seed[1], entry.seed[0])
            for name, entry in entries
            if entry.seed and not bearing.isdisjoint(filter(None, entry.seed))
        )
        # A file whose front matter is never closed counts as hand-written; a damaged file may too.
        # It can still name a seed, which must not get a second content file.
        unread = [name for name, entry in entries if entry.seed is None]
        locked = content.find_locked(self.site.content, unread)
        hidden = self.before.content_files.hidden.values()
        locked |= {mark for entry in hidden for mark in entry.seed or () if mark}
        return content.Holdings(tuple(files), tuple(self.before.content_files.seen.stats), locked)


def write_ledger(ledger: archive.Ledger, folder: Path) -> archive.Ledger:
    """Write the ledger to the content folder; return the ledger that the file now holds.

    Whatever somebody else has written to the file in the meantime is retained. Raises OSError
    when the file cannot be written, and BuildError when it can no longer be read.
    """
    for _ in range(_TRIES):
        data = archive.ledger_data(ledger)
        if not data or data == ledger.source:
            return ledger
        if publish.replace_if_same(folder / archive.LEDGER, data, ledger.source):
            return replace(ledger, source=data)
        ledger = archive.join_ledgers(ledger, archive.read_ledger(folder).ledger)
    raise OSError(errno.EBUSY, "somebody saves it again and again")


def seeds_to_read(
    seeds: SourceIndex, content_files: ContentIndex, withdrawn: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the seeds to read, sorted; those of deleted documents are ``withdrawn`` (SHA-256)."""
    changed = [content_files.entries[name] for name in content_files.read]
    changed += content_files.gone.values()
    # The paths and digests of the seeds that are named in changed content files
    named = {one for entry in changed for one in entry.seed or () if one}
    touched = seeds.outdated | named
    homes = content_files.homes.union(withdrawn)
    wanted = {
        name
        for name, digest in seeds.digests.items()
        if name not in seeds.same
        or name in touched
        or digest in touched
        or (seeds.same[name].is_document and digest not in homes)
    }
    # Of seeds with the same bytes, only the first counts, so either all or none of them are read.
    shared = {seeds.digests[name] for name in wanted}
    wanted |= {name for name, digest in seeds.digests.items() if digest in shared}
    return tuple(sorted(wanted.union(seeds.unreadable)))


def convert_seeds(
    before: Inventory, report: Report, only: Collection[str] = (), *, force: bool = False
) -> Converted:
    """Bring the content folder up to date with all seeds, or with those named in ``only``.

    With ``force``, documents that their owner has deleted are made again. When the owner's sheet or
    list of furniture cannot be read, nothing is converted: without them, documents would get
    different values, and new documents would get different addresses permanently. Raises
    BuildError in that case if there is no content yet.
    """
    work = Conversion(before, force=force)
    withdrawn = () if force else work.withdrawn
    names = work.seeds.without_helpers(only)
    if not only:
        names = seeds_to_read(work.seeds, before.content_files, withdrawn)
    try:
        if work.seeds.hindrance is not None:
            raise work.seeds.hindrance
        _ = work.furniture if names else None
    except BuildError as hindrance:
        if not before.content_files.entries:
            raise
        work.seeds = replace(work.seeds, hindrance=hindrance)
        found = hindrance.diagnostic
        report.add([replace(found, hint=f"{found.hint} Until then no seed is converted.")])
        names = ()
    new, updated, unchanged = _write_updates(work, work.updates(names), report)
    report.add(work.seeds.misnamed)
    report.add(work.seeds.about_sheet())
    report.add(work.seeds.about_helpers())
    report.add(remarks_on(work.known))
    written = (*new, *updated, *work.picture_files.written)
    content_files = reread(before.content_files, work.site, work.options, written)
    if not only:
        # In this order: if the build dies in between, the content file still counts as changed,
        # and its seed is read again.
        if work.read or work.seeds.outdated:
            settled = {name: one for name, one in work.known.items() if name not in work.unsettled}
            save_seeds(settled, before.sources, before.state)
        save_content_index(content_files, work.site, before.seen.code, before.state)
    return Converted(
        before=before,
        content_files=content_files,
        sources=work.seeds,
        seeds=work.known,
        ledger=work.ledger,
        new=tuple(new),
        updated=tuple(updated),
        unchanged=unchanged,
        left=frozenset(work.left),
    )


def _write_updates(
    work: Conversion, updates: Iterable[content.Update], report: Report
) -> tuple[list[str], list[str], int]:
    """Write the updates; return the new files, the updated files, and the number left unchanged."""
    new: list[str] = []
    updated: list[str] = []
    unchanged = 0
    for planned in updates:
        update, found = planned, None
        try:
            update = _write(work, planned)
            found = _unchangeable(update) if update.refusal else None
        except OSError as problem:
            found = error(
                "disk.unwritable",
                f"the file cannot be written: {problem.strerror or problem}",
                path=f"content/{planned.path}",
                hint="Make room, or make the file and its folder writable; then build again. "
                "Until then the document stays as it was published.",
            )
        except Exception as bug:  # noqa: BLE001 - our mistake must not stop the other documents
            found = own_mistake(bug, f"content/{planned.path}")
        if found is not None:
            report.add([found])
            work.left.add(planned.path)
            work.unsettled.add(planned.source.seed_path)
        elif update.data == update.read:
            unchanged += 1
        else:
            (new if update.is_new else updated).append(update.path)
    return new, updated, unchanged


_TRIES = 20


def _write(work: Conversion, update: content.Update) -> content.Update:
    """Write a content file; if somebody saves it in the meantime, update their version instead.

    Returns the update that was finally written. Raises OSError when the file cannot be written.
    """
    from generator import content

    for _ in range(_TRIES):
        if update.refusal or update.data == update.read:
            return update
        place = work.place_of(update.path)
        work.carry_over(update)
        if update.pictures or update.noted:
            work.picture_files.write(update)
        if place is None or publish.replace_if_same(place, update.data, update.read):
            if update.noted:
                work.picture_files.clear_away(update)
            return update
        if update.is_new:
            raise FileExistsError(errno.EEXIST, "somebody made a file of this name just now")
        now = content.load_content(work.site.content, update.path)
        if now is None:
            raise OSError(errno.EBUSY, "somebody has just deleted it, or taken out its “seed”")
        update = content.update_content(now, update.source, __version__)
    raise OSError(errno.EBUSY, "somebody saves it again and again")


def _unchangeable(update: content.Update) -> Diagnostic:
    return error(
        "content.form",
        f"the file stays as it is, though its seed says more now: {update.refusal}",
        path=f"content/{update.path}",
        hint="“convert --diff” shows what would change. Write the keys of its front matter at the "
        "left margin, one below the other, and build again.",
    )
