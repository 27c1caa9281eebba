"""List the files of the built site."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model import SitePath

PAGE_ENDINGS = (".html", ".htm")
INDEX = "index.html"
_SLASH = "/"


@dataclass(frozen=True, slots=True, eq=False)
class SiteFiles:
    """The files of a built site; compared by identity, so that it can be the key of a cache.

    ``folders`` end with a slash, except the root, which is empty. ``by_folded`` finds a path
    whatever its letter case and Unicode composition.
    """

    paths: frozenset[SitePath]
    folders: frozenset[SitePath]
    by_folded: Mapping[str, SitePath]
    base_url: str = ""

    @property
    def pages(self) -> list[SitePath]:
        return sorted(path for path in self.paths if path.endswith(PAGE_ENDINGS))

    def index_of(self, path: SitePath) -> SitePath | None:
        """Return the page that a server shows for a folder, with or without a final slash."""
        folder = path if not path or path.endswith(_SLASH) else path + _SLASH
        return folder + INDEX if folder + INDEX in self.paths else None


def folded(path: SitePath) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def list_files(output: Path, base_url: str = "") -> SiteFiles:
    """Return all files in the output folder, generated or not; none when it does not exist."""
    return collect(_walk(str(output)), base_url)


def collect(paths: Iterator[SitePath] | list[SitePath], base_url: str = "") -> SiteFiles:
    """Return the site that consists of these files."""
    named = sorted(paths)
    folders = {""}
    for path in named:
        folder = path[: path.rfind(_SLASH) + 1]
        while folder not in folders:
            folders.add(folder)
            folder = folder[: folder.rfind(_SLASH, 0, -1) + 1]
    by_folded = {folded(path): path for path in reversed(named)}
    return SiteFiles(frozenset(named), frozenset(folders), by_folded, base_url)


def _walk(output: str) -> Iterator[SitePath]:
    """Yield the paths of all files, including those behind links to folders.

    Links to folders are not followed inside linked folders: they might never end.
    """
    below = [(output, "", True)]
    while below:
        folder, prefix, follows = below.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.is_symlink():
                is_folder = follows and os.path.isdir(entry.path) and not _leads_up(entry.path)
                is_file, follows_inside = os.path.isfile(entry.path), False
            else:
                is_folder = entry.is_dir()
                is_file, follows_inside = entry.is_file(), follows
            if is_file:
                yield name
            elif is_folder:
                below.append((entry.path, f"{name}/", follows_inside))


def _leads_up(link: str) -> bool:
    """Return whether a link leads to a folder that contains it."""
    return Path(os.path.realpath(os.path.dirname(link))).is_relative_to(os.path.realpath(link))
