"""Decide what changed in an archive, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.config import FILE_NAME
from generator.model import SitePath
from generator.paths import is_left_behind
from generator.pipeline.site_plan import SitePlan
from generator.state.snapshots import FOR_SERVERS, MISSING, FileStat, stat_of_file, take_snapshot

FOLDERS = ("seeds", "content", "themes")
"""What is watched, besides the settings."""


class Change(Struct, frozen=True):
    """What a change requires: new pages, or only fetching some static files again.

    ``assets`` has the paths of those files in the site; style sheets are swapped in open pages.
    """

    is_of_pages: bool = False
    assets: tuple[SitePath, ...] = ()


def judge(names: Collection[str], assets: Mapping[str, SitePath], gone: Collection[str]) -> Change:
    """Return what changed files require; ``names`` are their paths in the archive.

    ``assets`` maps the names of static files to their paths in the site; ``gone`` has the names of
    deleted files.
    """
    static = {name for name in names if name in assets and name not in gone}
    return Change(
        is_of_pages=bool(set(names) - static),
        assets=tuple(sorted(assets[name] for name in static)),
    )


def is_style(path: SitePath) -> bool:
    return path.endswith(".css")


def name_in(root: Path, path: str) -> str | None:
    """Return a file's name in the archive; None when no build reads it, or it is temporary."""
    try:
        name = Path(path).relative_to(root).as_posix()
    except ValueError:
        return None
    is_read = name == FILE_NAME or name.partition("/")[0] in FOLDERS
    return name if is_read and not is_passing(name) else None


def is_passing(name: str) -> bool:
    """Return whether a file is hidden, or left behind by a program, or in such a folder."""
    parts = PurePosixPath(name).parts
    return any(part not in FOR_SERVERS and is_left_behind(part) for part in parts)


# News: files that changed since they were last read, except those that we wrote ourselves


def stats_of(site: SitePlan) -> dict[str, FileStat]:
    """Return the file stats of all that a build read, by name in the archive."""
    seen, content = site.converted.before.seen, site.converted.content_files.seen
    stats = {FILE_NAME: seen.settings}
    for folder, known in zip(FOLDERS, (seen.seeds, content, seen.themes), strict=True):
        stats |= {f"{folder}/{name}": stat for name, stat in known.stats.items()}
    return stats


def is_news(name: str, root: Path, stats: Mapping[str, FileStat]) -> bool:
    """Return whether a file, or any file in a folder, has changed."""
    place = root / name
    if name in stats or (place.exists() and not place.is_dir()):
        return stat_of_file(str(place)) != stats.get(name, MISSING)
    found: Mapping[str, FileStat] = {}
    with suppress(OSError):
        found = take_snapshot(place, dotted=FOR_SERVERS).stats
    start = f"{name}/"
    known = {one.removeprefix(start): stat for one, stat in stats.items() if one.startswith(start)}
    return found != known
