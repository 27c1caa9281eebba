"""Output folders that nobody means: the project, home, the root of the disk, the originals."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.config import SiteConfig
from generator.paths import real_path
from generator.report import BuildError

_OF_A_CACHE = frozenset({"lock", "settings.table"})
"""Files that every cache has, one or the other of which is the first."""


def refuse_dangerous_output(site: SiteConfig) -> None:
    """Raise BuildError when publishing into the output folder could harm what is there.

    Folders are what they are, however links, letter case or mounts spell them. A folder with
    other people's files in it is not refused, though no build ever published there: a checkout
    with its README, a server's folder with its CNAME are where sites go. No file that the
    manifest does not name is touched, so there is nothing that a question would protect; a file
    in the way of a page is an error of that page.
    """
    output = real_path(site.output)
    for name, folder in _surroundings(site).items():
        if _is_within(real_path(folder), output):
            raise _refusal(f"the output folder {output} is or holds {name}")
    for name, folder in _originals(site).items():
        for place in _places(folder) if site.follow_links else [real_path(folder)]:
            if _is_within(place, output):
                raise _refusal(f"the output folder {output} is or holds {name}")
            if _is_within(output, place):
                raise _refusal(f"the output folder {output} lies in {name}")


def _surroundings(site: SiteConfig) -> dict[str, Path]:
    """Return what an output may lie in and not be, by the names that its owner has for it."""
    folders = {"the archive itself": site.root}
    if home := _find_home():
        folders["your home folder"] = home
    return folders | {"the root of the disk": Path(real_path(site.output).anchor)}


def _originals(site: SiteConfig) -> dict[str, Path]:
    """Return what an output may not touch at all."""
    return {
        "the seeds": site.seeds,
        "the content": site.root / "content",
        "the cache": site.cache,
        "the themes": site.themes,
    }


def _find_home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        # A user without a name or a home, as in some containers.
        return None


def _places(folder: Path) -> Iterator[Path]:
    """Yield where a folder is, and where links below it lead to: what is there is part of it."""
    yield real_path(folder)
    below = [str(folder)]
    while below:
        try:
            with os.scandir(below.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        below.append(entry.path)
                    elif entry.is_symlink() and entry.is_dir():
                        yield real_path(entry.path)
        except OSError:
            continue


def _is_within(folder: Path, outer: Path) -> bool:
    return any(_are_one(place, outer) for place in (folder, *folder.parents))


def _are_one(one: Path, two: Path) -> bool:
    try:
        return one == two or os.path.samefile(one, two)
    except OSError:
        return False


def refuse_foreign_cache(folder: Path) -> None:
    """Raise BuildError when the cache is a link to a folder that has other people's files in it.

    It is thrown away as it is used, and with it would be what is called as our files are.
    """
    if not folder.is_symlink():
        return
    try:
        names = os.listdir(folder)
    except OSError:
        return
    if names and not _OF_A_CACHE & set(names):
        raise BuildError(
            f"it is a link to {real_path(folder)}, which has other files in it",
            code="cache.foreign",
            path=folder.name,
            is_usage=True,
            hint="Remove the link, or let it lead to an empty folder.",
        )


def _refusal(message: str) -> BuildError:
    return BuildError(
        message,
        code="publish.dangerous",
        is_usage=True,
        hint="Choose a folder of its own with --output, such as output/.",
    )
