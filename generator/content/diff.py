"""What a fresh conversion would change in a content file, value by value."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import islice

from generator.content.draft import BODY
from generator.content.reconcile import Update
from generator.frontmatter import Value, dump_value

_HEAD_OF_DIFF = 2
"""Lines that name the files."""


def describe_update(update: Update) -> Iterator[str]:
    """Yield the lines of a readable diff; nothing when the file would stay as it is."""
    if update.is_new:
        yield f"content/{update.path}: new"
        return
    if update.changed or update.kept:
        yield f"content/{update.path}:"
    for key in update.changed:
        yield f"  {key}:"
        yield from _changes(update.before.get(key), update.draft.get(key), key)
    for key in update.kept:
        yield f"  {key}: kept as you have it; a fresh conversion gives"
        yield from _changes(update.before.get(key), update.draft.get(key), key)


def _changes(before: Value, after: Value, key: str) -> Iterator[str]:
    if key == BODY:
        old, new = str(before or "").split("\n"), str(after or "").split("\n")
        hunks = difflib.unified_diff(old, new, lineterm="", n=1)
        yield from (f"    {line}" for line in islice(hunks, _HEAD_OF_DIFF, None))
        return
    if before is not None:
        yield f"    - {dump_value(before)}"
    if after is not None:
        yield f"    + {dump_value(after)}"
