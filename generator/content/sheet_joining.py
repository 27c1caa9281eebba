"""Joins the owner's sheet and the seeds: changes drafts by rows, and checks for missing ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from generator.content.columns import SHEET_PATH
from generator.content.draft import Draft, stem_of
from generator.content.metadata_sheet import MetadataSheet, SheetRow, place_of
from generator.frontmatter_keys import KNOWN
from generator.report import Diagnostic, warning
from generator.text import folded

_MOST_SEARCHES, _MOST_COMPARED = 20, 20_000
"""Rows whose seed is searched for among all seeds, and paths compared in all searches together:
both take long when there are many.
"""


def apply_sheet(sheet: MetadataSheet, draft: Draft) -> Draft:
    """Return a draft in which the sheet's values outrank the recognised ones.

    They count as ours, not as an edit of the content file: a corrected sheet corrects them.
    """
    row = sheet.row_of(draft.seed_path)
    if row is None or not row.values:
        return draft
    joined = {**draft.values, **row.values}
    keys = dict.fromkeys((*(key for key in KNOWN if key in joined), *joined))
    present = {key: joined[key] for key in keys if joined[key] is not None}
    return replace(draft, values=present, stem=stem_of(present))


def check_sheet(sheet: MetadataSheet, seeds: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield warnings for rows without a seed and, if the sheet is complete, the reverse.

    ``seeds`` are the paths of all seeds inside the seeds folder.
    """
    places = {place_of(seed) for seed in seeds}
    strays = [row for place, row in sheet.rows.items() if place not in places]
    without_row = [seed for seed in sorted(seeds) if sheet.row_of(seed) is None]
    near = _find_near(strays, without_row)
    for row in strays:
        yield warning(
            "sheet.row-without-seed",
            f"there is no seed “{row.path}”",
            path=SHEET_PATH,
            line=row.line,
            hint=near.get(row.line, "Correct the path, or take the row out."),
        )
    for seed in without_row if sheet.is_complete else ():
        yield warning(
            "sheet.seed-without-row",
            "the sheet says that it is complete, and has no row for this seed",
            path=f"seeds/{seed}",
            hint=f"Add a row to {SHEET_PATH}, or take out “complete”.",
        )


def _find_near(strays: Sequence[SheetRow], seeds: Sequence[str]) -> Mapping[int, str]:
    """Return hints, by line, for rows whose seed may be there under another path."""
    if not strays:
        return {}
    by_name = {_name(seed): seed for seed in reversed(seeds)}
    near = {row.line: seed for row in strays if (seed := by_name.get(_name(row.path)))}
    unfound = (row for row in strays if row.line not in near)
    compared = seeds[:_MOST_COMPARED]
    searches = min(_MOST_SEARCHES, _MOST_COMPARED // max(1, len(compared)))
    for row in islice(unfound, searches):
        for seed in difflib.get_close_matches(row.path, compared, n=1):
            near[row.line] = seed
    return {line: f"Did you mean “{seed}”?" for line, seed in near.items()}


def _name(path: str) -> str:
    """Return a file's name for comparisons: without folders, ending and letter case."""
    return folded(PurePosixPath(place_of(path)).stem)
