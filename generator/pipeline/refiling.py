"""Give documents the paths that they would get today, while few people know their addresses."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from functools import partial

from msgspec.structs import replace

from generator import content, publish
from generator.config import SiteConfig
from generator.options import BuildOptions
from generator.pipeline.conversion import convert_seeds, write_ledger
from generator.pipeline.inventory import Inventory, take_inventory
from generator.report import Report, error


def plan_refiling(
    site: SiteConfig, options: BuildOptions, only: Collection[str], *, forgets: bool
) -> list[content.Move]:
    """Return what ``refile`` would move, but change nothing."""
    inventory = take_inventory(site, replace(options, is_dry_run=True), Report())
    return _plan(inventory, only, forgets=forgets)


def refile(
    site: SiteConfig,
    options: BuildOptions,
    only: Collection[str],
    *,
    forgets: bool,
    report: Report,
) -> list[content.Move]:
    """Convert the seeds, and move each content file to the path that it would get today.

    Only the documents of the seeds ``only`` are moved, or all if it is empty. The next build makes
    redirects of their old addresses, unless it ``forgets`` them, as nothing is published yet.
    """
    with publish.hold_lock(site.cache), options.timed("convert"):
        convert_seeds(take_inventory(site, options, report), report, only)
        inventory = take_inventory(site, options, Report())
        done = [
            move for move in _plan(inventory, only, forgets=forgets) if _move(site, move, report)
        ]
        if done and forgets:
            _forget(inventory, done)
        if done:  # their pictures follow
            moved = take_inventory(site, options, Report())
            convert_seeds(moved, Report())
        return done


def _plan(inventory: Inventory, only: Collection[str], *, forgets: bool) -> list[content.Move]:
    entries = inventory.content_files.entries.items()
    wanted = [
        name
        for name, entry in entries
        if entry.seed and (not only or entry.seed[0] in only) and entry.status != "withdrawn"
    ]
    load = partial(content.load_content, inventory.site.content)
    files = [file for file in map(load, wanted) if file is not None]
    digests = inventory.ledger.digests.items()
    own = {file.sha256 for file in files} if forgets else set()
    past = [path.removesuffix(".html") for path, digest in digests if digest not in own]
    return list(content.plan_moves(files, tuple(inventory.content_files.seen.stats), past))


def _move(site: SiteConfig, move: content.Move, report: Report) -> bool:
    """Move a content file; report if that cannot be done. Return whether it was."""
    before, after = site.content / move.before, site.content / move.after
    try:
        after.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(after):
            raise FileExistsError(0, "somebody has just made a file of this name")
        os.rename(before, after)
    except OSError as problem:
        message = f"the file cannot be moved to content/{move.after}: {problem.strerror or problem}"
        hint = "Make its folder writable, and run the command again."
        report.add([error("disk.unwritable", message, path=f"content/{move.before}", hint=hint)])
        return False
    return True


def _forget(inventory: Inventory, moves: Sequence[content.Move]) -> None:
    """Take the addresses of moved documents out of the ledger."""
    moved = {move.sha256 for move in moves}
    ledger = inventory.ledger
    kept = {path: digest for path, digest in ledger.digests.items() if digest not in moved}
    write_ledger(replace(ledger, digests=kept), inventory.site.content)
