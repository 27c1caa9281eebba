"""Find the paths of a site that some disks cannot hold: clashing, too long or not allowed.

Everything is decided from the paths alone, in the same way on every system: a site is carried
from the machine that built it to others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.model import SitePath
from generator.publish.manifest import MANIFEST
from generator.report import Diagnostic, Severity, error, warning

_MOST_BYTES = 255
"""The limit for a name on ext4, XFS, Btrfs and ZFS; others count characters and allow more."""
_MOST_CHARACTERS = 240
"""The limit for a path: Windows allows 260 (MAX_PATH), including the folder of the site."""
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)
"""Devices on Windows, regardless of the suffix ("Naming Files, Paths, and Namespaces")."""
_NO_CHARACTERS = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_ENDING = re.compile(r"(?:\.original)?\.\w+$")
"""What follows the stem, such as ``.html``, ``.md`` or ``.original.txt``."""
_NO_WINDOWS = "Windows can neither unpack nor hold the site"


class _Named(Struct, frozen=True):
    """A file or folder at ``place``; ``path`` is that file, or the first file in the folder."""

    place: SitePath
    path: SitePath

    @property
    def is_folder(self) -> bool:
        return self.place != self.path

    @property
    def stem(self) -> str:
        """The part of the name that a page, its Markdown and its original share."""
        return self.place if self.is_folder else _ENDING.sub("", self.place)


def alike(path: SitePath) -> str:
    """Return the form of a path that is equal for paths that some disks take for one file.

    Such disks ignore letter case and normal form. This is Unicode's canonical caseless
    matching (section 3.13, D145).
    """
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def check_names(
    paths: Iterable[SitePath], sources: Mapping[SitePath, str] | None = None
) -> Iterator[Diagnostic]:
    """Yield diagnostics about the paths of a site, once per name however many pages have it.

    An error means that a file is lost: two paths are one file on macOS or Windows, a file is
    where a folder has to be, or a name is too long for the disk. A warning means that two folders
    are one on macOS or Windows, or that something fails only on Windows.
    ``sources`` maps a path to the content file that it comes from, for the hint.
    """
    sources = sources or {}
    names = list(_names(sorted(set(paths))))
    yield from _clashes(names, sources)
    said: set[tuple[str, str]] = set()
    for named in names:
        for complaint in _complaints(named):
            key = (named.stem, complaint.code)
            if key not in said:
                said.add(key)
                yield replace(complaint, hint=_remedy(sources, named))


def _names(paths: Iterable[SitePath]) -> Iterator[_Named]:
    """Yield every file, and every folder once."""
    seen: set[SitePath] = set()
    for path in paths:
        place = path.rpartition("/")[0]
        while place and place not in seen:
            seen.add(place)
            yield _Named(place, path)
            place = place.rpartition("/")[0]
        yield _Named(path, path)


def _clashes(names: Iterable[_Named], sources: Mapping[SitePath, str]) -> Iterator[Diagnostic]:
    first = {alike(MANIFEST): _Named(MANIFEST, MANIFEST)}
    said: set[str] = set()
    for named in names:
        other = first.setdefault(alike(named.place), named)
        if other == named or alike(named.stem) in said:
            continue
        said.add(alike(named.stem))
        folders = other.is_folder + named.is_folder
        yield Diagnostic(
            Severity.WARNING if folders == 2 else Severity.ERROR,
            "publish.name-clash",
            _CLASHES[folders].format(one=other.place, two=named.place),
            path=f"output/{named.path}",
            hint=_remedy(sources, other, named),
        )


_CLASHES = (
    "“{one}” and “{two}” are one file on Windows and macOS: one of them is lost there",
    "“{one}” and “{two}” are a file and a folder of one name: one of them cannot be there",
    "“{one}” and “{two}” are one folder on Windows and macOS: copied from there, links break",
)
"""The message about two clashing names, by how many of them are folders."""


def _remedy(sources: Mapping[SitePath, str], *names: _Named) -> str:
    known = dict.fromkeys(sources[named.path] for named in names if named.path in sources)
    return f"Rename {' or '.join(known) or 'the file of content/ that it comes from'}."


def _complaints(named: _Named) -> Iterator[Diagnostic]:
    path, name = f"output/{named.path}", named.place.rpartition("/")[2]
    if named.place == MANIFEST:
        yield error("publish.name-taken", "the name is that of the site's manifest", path=path)
    length = len(name.encode("utf-8", "surrogateescape"))
    if length > _MOST_BYTES:
        message = f"the name “{name[:40]}…” has {length} bytes; disks take {_MOST_BYTES}"
        yield error("publish.name-long", message, path=path)
    length = len(named.path)
    if length > _MOST_CHARACTERS and not named.is_folder:
        message = f"the path has {length} characters, over {_MOST_CHARACTERS}: {_NO_WINDOWS}"
        yield warning("publish.path-long", message, path=path)
    if reason := _reason(name):
        message = f"the name “{name}” {reason}: {_NO_WINDOWS}"
        yield warning("publish.name-unportable", message, path=path)


def _reason(name: str) -> str | None:
    """Return why Windows does not allow a name; None when it does."""
    if name.partition(".")[0].rstrip(" ").lower() in _DEVICES:
        return "is that of a device"
    if found := _NO_CHARACTERS.search(name):
        return f"has the character {found[0]!r}"
    return "ends with a full stop or a space" if name.endswith((".", " ")) else None
