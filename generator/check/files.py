"""List the files of the built site."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model import SitePath

PAGE_ENDINGS = (".html", ".htm")
INDEX = "index.html"


@dataclass(frozen=True, slots=True, eq=False)
class SiteFiles:
    """The files of a built site; compared by identity, so that it can be the key of a cache.

    ``by_folded`` finds a path regardless of letter case and Unicode composition.
    """

    paths: frozenset[SitePath]
    by_folded: Mapping[str, SitePath]
    base_url: str = ""

    def index_of(self, path: SitePath) -> SitePath | None:
        """Return the page that a server shows for a folder, with or without a final slash."""
        folder = f"{path}/" if path and not path.endswith("/") else path
        return folder + INDEX if folder + INDEX in self.paths else None


def folded(path: SitePath) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def collect(paths: Iterable[SitePath], base_url: str = "") -> SiteFiles:
    """Return the site that consists of these files."""
    named = sorted(paths)
    by_folded = {folded(path): path for path in reversed(named)}
    return SiteFiles(frozenset(named), by_folded, base_url)


def list_files(output: Path) -> Iterator[SitePath]:
    """Yield the paths of all files in the output folder, generated or not, and of the files in
    linked folders; yield nothing if the folder does not exist.

    Inside linked folders, links to folders are not followed, since they might never end.
    """
    below = [(str(output), "", True)]
    while below:
        folder, prefix, follows = below.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            name = prefix + entry.name
            if not entry.is_symlink():
                if entry.is_file():
                    yield name
                elif entry.is_dir():
                    below.append((entry.path, f"{name}/", follows))
            elif os.path.isfile(entry.path):
                yield name
            elif follows and os.path.isdir(entry.path) and not _leads_up(entry.path):
                below.append((entry.path, f"{name}/", False))


def _leads_up(link: str) -> bool:
    """Return whether a link points to a folder that contains the link."""
    return Path(os.path.realpath(os.path.dirname(link))).is_relative_to(os.path.realpath(link))
