"""Output folders that nobody means: the project, home, the root of the disk, the originals."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.config import SiteConfig
from generator.report import BuildError


def refuse_dangerous_output(site: SiteConfig) -> None:
    """Raise BuildError when publishing into the output folder could harm what is there.

    Folders are what they are, however links, letter case or mounts spell them. A folder with
    other people's files in it is not refused, though no build ever published there: a checkout
    with its README, a server's folder with its CNAME are where sites go. No file that the
    manifest does not name is touched, so there is nothing that a question would protect; a file
    in the way of a page is an error of that page.
    """
    output = site.output.resolve()
    for name, folder in _surroundings(site).items():
        if _is_within(folder.resolve(), output):
            raise _refusal(f"the output folder {output} is or holds {name}")
    for name, folder in _originals(site).items():
        for place in _places(folder):
            if _is_within(place, output):
                raise _refusal(f"the output folder {output} is or holds {name}")
            if _is_within(output, place):
                raise _refusal(f"the output folder {output} lies in {name}")


def _surroundings(site: SiteConfig) -> dict[str, Path]:
    """Return what an output may lie in and not be, by the names that its owner has for it."""
    folders = {"the archive itself": site.root}
    if home := _find_home():
        folders["your home folder"] = home
    return folders | {"the root of the disk": Path(site.output.resolve().anchor)}


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
    yield folder.resolve()
    below = [str(folder)]
    while below:
        try:
            with os.scandir(below.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        below.append(entry.path)
                    elif entry.is_symlink() and entry.is_dir():
                        yield Path(entry.path).resolve()
        except OSError:
            continue


def _is_within(folder: Path, outer: Path) -> bool:
    return any(_are_one(place, outer) for place in (folder, *folder.parents))


def _are_one(one: Path, two: Path) -> bool:
    try:
        return one == two or os.path.samefile(one, two)
    except OSError:
        return False


def _refusal(message: str) -> BuildError:
    return BuildError(
        message,
        code="publish.dangerous",
        is_usage=True,
        hint="Choose a folder of its own with --output, such as output/.",
    )
