"""Describe what a fresh conversion would change in content files, and what it leaves alone."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from generator.content.draft import BODY
from generator.content.files import Holdings
from generator.content.reconcile import Update
from generator.frontmatter import Value, dump_value

_HEAD_OF_DIFF = 2
"""The number of lines at the start of a unified diff that name the files."""
_MOST_COMPARED = 4_000
"""The most lines, in both texts together, of which a diff is made, as it takes quadratic time."""


def describe_update(update: Update) -> Iterator[str]:
    """Yield the lines of a readable diff; nothing when the file would not change."""
    if update.is_new:
        yield f"content/{update.path}: new"
        return
    if update.changed or update.kept or update.refusal:
        yield f"content/{update.path}:"
    if update.refusal:
        yield f"  the file stays as it is: {update.refusal}"
    for key in (*update.changed, *update.kept):
        is_kept = key in update.kept
        yield f"  {key}:{' kept as you have it; a fresh conversion gives' if is_kept else ''}"
        before, after = update.before.get(key), update.draft.get(key)
        if key == BODY:
            changes = _changed_lines(str(before or "").split("\n"), str(after or "").split("\n"))
        else:
            changes = _changed_values(before, after)
        yield from (f"    {line}" for line in changes)


def _changed_values(before: Value, after: Value) -> Iterator[str]:
    """Yield both values, or the entries that are removed from a list or added to it, in order."""
    pairs = (("-", before), ("+", after))
    lists = [
        value for _, value in pairs if isinstance(value, Sequence) and not isinstance(value, str)
    ]
    if len(lists) < len(pairs):
        yield from (f"{sign} {dump_value(value)}" for sign, value in pairs if value is not None)
        return
    old, new = ([dump_value(entry) for entry in value] for value in lists)
    hunks = difflib.unified_diff(old, new, lineterm="", n=0)
    lines = (line for line in islice(hunks, _HEAD_OF_DIFF, None) if line[0] in "-+")
    yield from (f"{line[0]} {line[1:]}" for line in lines)


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield a diff of two texts; of long ones, only where and how many lines changed."""
    if len(old) + len(new) <= _MOST_COMPARED:
        hunks = difflib.unified_diff(old, new, lineterm="", n=1)
        yield from islice(hunks, _HEAD_OF_DIFF, None)
        return
    pairs = list(zip(old, new, strict=False))
    start = next((at for at, (one, other) in enumerate(pairs) if one != other), len(pairs))
    rest = min(len(old), len(new)) - start
    backwards = islice(zip(reversed(old), reversed(new), strict=False), rest)
    end = next((at for at, (one, other) in enumerate(backwards) if one != other), rest)
    for sign, count in (("-", len(old) - start - end), ("+", len(new) - start - end)):
        if count:
            noun = "line" if count == 1 else "lines"
            yield f"{sign} {count:,} {noun} from line {start + 1:,} of the text"


def describe_rest(
    holdings: Holdings, present: Mapping[str, str], *, withdrawn: Collection[str] = ()
) -> Iterator[str]:
    """Yield a line for each thing that a conversion leaves unchanged, perhaps unexpectedly.

    These are documents without a seed, seeds without a document of their own, and documents
    that the owner deleted: ``withdrawn`` holds the SHA-256 of their seeds. ``present`` maps the
    paths of all seeds to their SHA-256.
    """
    hashes = frozenset(present.values())
    for content in holdings.files:
        if content.sha256 not in hashes and content.seed_path not in present:
            yield f"content/{content.path}: stays, though its seed {content.seed_path} is gone"
    homes = {mark for content in holdings.files for mark in (content.sha256, content.seed_path)}
    firsts: dict[str, str] = {}
    for path, sha256 in sorted(present.items()):
        first = firsts.setdefault(sha256, path)
        if first != path:
            yield f"seeds/{path}: has the bytes of seeds/{first}, and no document of its own"
        elif sha256 in withdrawn and not homes & {sha256, path}:
            yield f"seeds/{path}: its document stays deleted; convert --force brings it back"
