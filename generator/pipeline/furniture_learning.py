"""Learn which lines recur in the seeds of one source, for ``convert --learn``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator import content, publish
from generator.config import SiteConfig
from generator.dates import DateOrder
from generator.frontmatter_keys import FURNITURE
from generator.model import Role
from generator.options import BuildOptions
from generator.pipeline.extract import recognise
from generator.readers import UnreadableSeed
from generator.report import BuildError
from generator.text import text_files
from generator.workers import ordered_map

_OWN = frozenset({Role.TITLE, Role.DATE, Role.BYLINE, Role.SECTION, Role.BLANK})
"""Roles of lines that may recur and still belong to the document."""


class Learned(Struct, frozen=True):
    """How many lines and sources the list has now, and how many lines are new."""

    lines: int
    sources: int
    new: int


def learn(site: SiteConfig, options: BuildOptions, digests: Mapping[str, str]) -> Learned:
    """Bring ``content/furniture.txt`` up to date with the seeds: lines are only added.

    ``digests`` maps seeds to SHA-256. Raises BuildError if the list cannot be read or written.
    """
    owner = content.read_furniture(site.content)
    # Of seeds with the same bytes, only one is read: copies do not make a line recur.
    names = sorted({digest: name for name, digest in sorted(digests.items())}.values())
    work = partial(_see, str(site.seeds), site.date_order)
    results = ordered_map(work, names, options.jobs, lost=lambda _: None)
    seen = [one for one in options.follow("Reading seeds", results, len(names)) if one]
    found = content.learn_furniture(seen)
    _write(site, found)
    before = {(source, line) for source, lines in owner.lines.items() for line in lines}
    joined = owner.joined(found).lines.items()
    now = {(source, line) for source, lines in joined for line in lines}
    return Learned(len(now), len({source for source, _ in now}), len(now - before))


def _see(folder: str, order: DateOrder, name: str) -> content.SeenLines | None:
    """Return the lines of a seed that may be furniture; None when it cannot be read."""
    try:
        with open(os.path.join(folder, name), "rb") as file:
            extract = recognise(file.read(), name, order)
    except (OSError, UnreadableSeed):
        return None
    text, source = extract.text, extract.metadata.source
    lines = frozenset(
        content.normal_line(" ".join(text.text(number) for number in unit))
        for unit in text.units
        if text.roles[unit[0] - 1] not in _OWN
    )
    return content.SeenLines(source.value if source else None, lines)


def _write(site: SiteConfig, found: content.Furniture) -> None:
    """Add the lines that the list lacks, and retain everything that its owner wrote."""
    path = site.content / FURNITURE
    try:
        while not _is_added(path, content.read_furniture(site.content), found):
            pass  # somebody saved the list just now
    except OSError as problem:
        shown, hint = f"content/{FURNITURE}", "Make room, or make the folder writable."
        message = f"the list of furniture cannot be written: {problem.strerror}"
        raise BuildError(message, code="disk.unwritable", path=shown, hint=hint) from problem


def _is_added(path: Path, owner: content.Furniture, found: content.Furniture) -> bool:
    new = owner.joined(found).without(owner)
    if not new.lines:
        return True
    read = publish.bytes_of(path)
    if read is None:
        return publish.replace_if_same(path, content.furniture_text(new).encode(), None)
    text, form = text_files.decode_for_editing(read)
    if content.parse_furniture(text) != owner:
        return False
    return publish.replace_if_same(path, form.encode(content.extended_text(text, new)), read)
