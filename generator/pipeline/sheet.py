"""Write the owner's sheet from what was recognised in the seeds."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator import content, publish
from generator.config import SiteConfig
from generator.frontmatter_keys import SHEET_NAME
from generator.options import BuildOptions
from generator.pipeline.inventory import Inventory, take_inventory
from generator.report import BuildError, Report, unreadable
from generator.text.text_files import UndecodableError, decode_for_editing
from generator.workers import ordered_map

_PATH = f"seeds/{SHEET_NAME}"


class WrittenSheet(Struct, frozen=True):
    """The sheet's file, whether there was none before, and how many rows were added."""

    file: Path
    is_new: bool
    rows: int


def write_sheet(
    site: SiteConfig, options: BuildOptions, report: Report, to: Path | None = None
) -> WrittenSheet:
    """Add a row to the sheet for each document that has none, or write all rows to a new file.

    Raises BuildError when the sheet cannot be read or extended, or the new file exists.
    """
    inventory = take_inventory(site, replace(options, is_dry_run=True), Report())
    sources, file = inventory.sources, site.seeds / SHEET_NAME
    taxonomies = [*site.taxonomies]
    if to is None and sources.hindrance is not None:
        raise sources.hindrance
    entries = _find_entries(inventory)
    if not entries:
        raise BuildError(
            "no document was made from a seed yet",
            code="sheet.empty",
            is_usage=True,
            hint="Run “convert” or “build” first: the sheet shows what was recognised.",
        )
    if to is not None or sources.sheet is None:
        file = to or file
        _replace(file, content.new_sheet(entries, taxonomies, site.language), None)
        return WrittenSheet(file, is_new=True, rows=len(entries))
    missing = [entry for entry in entries if sources.sheet.row_of(entry.seed) is None]
    before = file.read_bytes()
    try:
        text, form = decode_for_editing(before)
    except UndecodableError as problem:
        hint = "Save it as UTF-8, and run the command again."
        refused = unreadable("the sheet", problem, code="sheet.encoding", path=_PATH, hint=hint)
        raise refused from problem
    _replace(file, content.extended_sheet(text, form, missing, taxonomies), before)
    report.add(sources.sheet.diagnostics)
    return WrittenSheet(file, is_new=False, rows=len(missing))


def _replace(file: Path, data: bytes, before: bytes | None) -> None:
    if data != before and not publish.replace_if_same(file, data, before):
        is_new = before is None
        raise BuildError(
            "the file exists already" if is_new else "somebody has just saved the sheet",
            code="sheet.exists" if is_new else "sheet.busy",
            path=str(file),
            is_usage=is_new,
            hint="Name another file." if is_new else "Run the command again.",
        )


def _find_entries(inventory: Inventory) -> list[content.SheetEntry]:
    """Return the documents whose seeds are there, one for each seed."""
    names = {
        entry.seed[0]: name
        for name, entry in inventory.content_files.entries.items()
        if entry.seed and entry.seed[0] in inventory.sources.digests
    }
    work = partial(_entry, inventory.site.content)
    found = ordered_map(work, [*names.values()], inventory.options.jobs)
    followed = inventory.options.follow("Reading documents", found, len(names))
    return [entry for entry in followed if entry is not None]


def _entry(folder: Path, name: str) -> content.SheetEntry | None:
    found = content.load_content(folder, name)
    if found is None or found.seed_path is None:
        return None
    confidence = None
    with suppress(ValueError):
        confidence = float(str(found.origin.get("confidence")))
    return content.SheetEntry(
        seed=found.seed_path,
        file=f"content/{name}",
        values=found.values,
        confidence=confidence,
    )
