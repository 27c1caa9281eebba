"""Refuse an output folder chosen by mistake: one that is, holds or lies in what must be kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.config import SiteConfig
from generator.paths import real_path
from generator.report import BuildError

_OF_A_CACHE = frozenset({"lock", "settings.state", "settings.table"})
"""Files of a cache; the first file that is written to one is among these."""


def refuse_dangerous_output(site: SiteConfig) -> None:
    """Raise BuildError when publishing into the output folder could harm what is there.

    Folders are recognised even through links, in another letter case or under another mount. A
    folder with other files in it is not refused: people publish into checkouts with a README, and
    only files in the manifest are touched.
    """
    output = real_path(site.output)
    surroundings = {"the archive itself": site.root}
    with suppress(RuntimeError):  # a user without a name or a home, as in some containers
        surroundings["your home folder"] = Path.home()
    surroundings["the root of the disk"] = Path(output.anchor)
    for name, folder in surroundings.items():
        if _is_within(real_path(folder), output):
            raise _refusal(f"the output folder {output} is or holds {name}")
    originals = {
        "the seeds": site.seeds,
        "the content": site.root / "content",
        "the cache": site.cache,
        "the themes": site.themes,
    }
    for name, folder in originals.items():
        for place in _places(folder) if site.follow_links else [real_path(folder)]:
            if _is_within(place, output):
                raise _refusal(f"the output folder {output} is or holds {name}")
            if _is_within(output, place):
                raise _refusal(f"the output folder {output} lies in {name}")


def _places(folder: Path) -> Iterator[Path]:
    """Yield the real path of a folder, and that of each folder to which a link below it points."""
    yield real_path(folder)
    for parent, names, _ in os.walk(folder):
        places = (os.path.join(parent, name) for name in names)
        yield from (real_path(place) for place in places if os.path.islink(place))


def _is_within(folder: Path, outer: Path) -> bool:
    return any(place == outer or are_one(place, outer) for place in (folder, *folder.parents))


def are_one(one: Path, two: Path) -> bool:
    """Return whether two paths are one file, as when the disk ignores their letter case."""
    try:
        return os.path.samefile(one, two)
    except OSError:
        return False


def refuse_foreign_cache(folder: Path) -> None:
    """Raise BuildError when the cache is a link to a folder that has other files in it.

    If any had the name of one of our files, it would be overwritten or deleted.
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
