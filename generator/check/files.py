"""List the files of the built site."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.model import SitePath
from generator.paths import real_path, walk

PAGE_ENDINGS = (".html", ".htm")
INDEX = "index.html"
_ORIGIN = re.compile(r"https?://[^/?#\s]++")


class SiteFiles(Struct, frozen=True, eq=False):
    """The files of a built site; compared by identity, so that it can be the key of a cache.

    ``by_folded`` finds a path regardless of letter case and Unicode composition.
    """

    paths: frozenset[SitePath]
    by_folded: Mapping[str, SitePath]
    base_url: str = ""
    allowed: frozenset[str] = frozenset()
    """The origins that pages may load from; one may begin with ``https://*.``."""

    def allows(self, address: str) -> bool:
        """Return whether pages may load what is at a full address."""
        match = _ORIGIN.match(address.strip().lower()) if self.allowed else None
        if match is None:
            return False
        scheme, host = match[0].split("://")
        above = (host[at:] for at, char in enumerate(host) if char == ".")
        return not self.allowed.isdisjoint((match[0], *(f"{scheme}://*{one}" for one in above)))

    def index_of(self, path: SitePath) -> SitePath | None:
        """Return the page that a server shows for a folder, with or without a final slash."""
        folder = f"{path}/" if path and not path.endswith("/") else path
        return folder + INDEX if folder + INDEX in self.paths else None


def folded(path: SitePath) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def collect(
    paths: Iterable[SitePath], base_url: str = "", allowed: Iterable[str] = ()
) -> SiteFiles:
    """Return the site that consists of these files."""
    named = sorted(paths)
    by_folded = {folded(path): path for path in reversed(named)}
    return SiteFiles(frozenset(named), by_folded, base_url, frozenset(allowed))


def list_files(output: Path) -> Iterator[SitePath]:
    """Yield the paths of all files in the output folder, generated or not, and of the files in
    linked folders; yield nothing if the folder does not exist.

    Inside linked folders, links to folders are not followed, since they might never end.
    """
    for name, entry in walk(output):
        if _is_file(entry):
            yield name
        elif os.path.isdir(entry.path):
            # A link to a folder that contains the link leads nowhere new.
            is_around = real_path(os.path.dirname(entry.path)).is_relative_to(real_path(entry.path))
            inside = () if is_around else walk(entry.path)
            yield from (f"{name}/{inner}" for inner, one in inside if _is_file(one))


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a file, or a link to one."""
    return entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path)
