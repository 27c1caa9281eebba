"""Decide what changed in an archive, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.config import FILE_NAME
from generator.model import SitePath
from generator.pipeline.site_plan import SitePlan
from generator.state.snapshots import MISSING, FileStat, stat_of_file, take_snapshot

FOLDERS = ("seeds", "content", "themes")
"""What is watched, besides the settings."""
_PASSING_ENDINGS = ("~", ".tmp", ".swp", ".swx", ".part", "___jb_tmp___", "___jb_old___")
_PROBE_OF_VIM = "4913"


@dataclass(frozen=True, slots=True)
class Change:
    """What a change requires: new pages, or only fetching some static files again.

    ``assets`` are their paths in the site; style sheets can be swapped in place.
    """

    is_of_pages: bool = False
    assets: tuple[SitePath, ...] = ()


def judge(names: Collection[str], assets: Mapping[str, SitePath], gone: Collection[str]) -> Change:
    """Return what changed files require; ``names`` are their paths in the archive.

    ``assets`` are the static files of the site; ``gone`` the names of deleted files.
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
    """Return whether a file is hidden, or a temporary file of an editor."""
    last = PurePosixPath(name).name
    is_hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
    is_lock = last.startswith("#") and last.endswith("#")
    return is_hidden or is_lock or last == _PROBE_OF_VIM or last.endswith(_PASSING_ENDINGS)


# News: files that changed since they were last read; not those that we wrote ourselves


def stats_of(site: SitePlan) -> dict[str, FileStat]:
    """Return the file stats of all that a build read, by name in the archive."""
    seen = site.converted.before.seen
    folders = (seen.seeds.stats, site.converted.content_files.stats, seen.themes.stats)
    stats = {
        f"{folder}/{name}": stat
        for folder, inside in zip(FOLDERS, folders, strict=True)
        for name, stat in inside.items()
    }
    return {**stats, FILE_NAME: seen.settings}


def is_news(name: str, root: Path, stats: Mapping[str, FileStat]) -> bool:
    """Return whether a file, or any file in a folder, has changed."""
    place = root / name
    if name not in stats and (place.is_dir() or not place.exists()):
        return _look_below(place, name) != _known_below(name, stats)
    return stat_of_file(str(place)) != stats.get(name, MISSING)


def _look_below(place: Path, name: str) -> dict[str, FileStat]:
    try:
        return {f"{name}/{below}": stat for below, stat in take_snapshot(place).stats.items()}
    except OSError:
        return {}


def _known_below(name: str, stats: Mapping[str, FileStat]) -> dict[str, FileStat]:
    return {one: stat for one, stat in stats.items() if one.startswith(f"{name}/")}
