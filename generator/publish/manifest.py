"""Read and write the manifest: which files of the output are ours, with their SHA-256.

It has the format of ``sha256sum``: ``sha256sum -c manifest-sha256.txt`` checks the site. A name
with a backslash or a line break is escaped, and its line begins with a backslash.

While a publication is under way, a file that changes has two lines: one for its old bytes and
one for its new ones. So after a killed build, the file is recognised as ours with either.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b, sha256
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from generator.model import SitePath

MANIFEST = "manifest-sha256.txt"
_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)", re.DOTALL)
_TO_ESCAPE = re.compile(r"[\\\n\r]")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\[\\nr]")
_CHARACTERS = {escape: character for character, escape in _ESCAPES.items()}


class Manifest(Struct, frozen=True):
    """The contents of a manifest: by path, the digest of a file, or several while it changes.

    ``has_odd_lines`` means that some lines are not as we write them.
    """

    digests: Mapping[SitePath, tuple[str, ...]]
    has_odd_lines: bool = False


def read_manifest(output: Path) -> dict[SitePath, str]:
    """Return the digest of each file by its path; empty when nothing was published yet.

    If a build was killed while a file changed, its digest is the one that matches its bytes now.
    """
    manifest = load_manifest(output)
    digests = manifest.digests if manifest else {}
    return {path: _present(output / path, known) for path, known in digests.items()}


def digest_of_manifest(output: Path) -> str:
    """Return a digest of the manifest's bytes; empty when it cannot be read."""
    try:
        return blake2b((output / MANIFEST).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _present(path: Path, digests: tuple[str, ...]) -> str:
    """Return which of the digests a file has now; the first when it has none of them."""
    if len(digests) == 1:
        return digests[0]
    try:
        found = sha256(path.read_bytes()).hexdigest()
    except OSError:
        return digests[0]
    return found if found in digests else digests[0]


def load_manifest(output: Path) -> Manifest | None:
    """Return what the manifest of a folder says; None when it cannot be read."""
    place = output / MANIFEST
    digests: dict[SitePath, tuple[str, ...]] = {}
    has_odd_lines = False
    try:
        with open(place, encoding="utf-8-sig", errors="surrogateescape", newline="\n") as lines:
            for line in lines:
                if entry := _entry(line.removesuffix("\n")):
                    path, digest = entry
                    digests[path] = (*digests.get(path, ()), digest)
                elif line != "\n":
                    has_odd_lines = True
    except OSError:
        return None
    return Manifest(digests, has_odd_lines)


def _entry(line: str) -> tuple[SitePath, str] | None:
    """Return the path and the digest of a line; None when it is not as we write it."""
    match = _LINE.fullmatch(line.removesuffix("\r"))
    if match is None:
        return None
    path = match[3]
    if match[1]:
        path = _ESCAPED.sub(lambda found: _CHARACTERS[found[0]], path)
    # No matter who wrote the manifest, refuse a path that leads out of the output folder, or to the
    # manifest itself, which would be deleted as a file of an older site.
    parts = path.replace(os.sep, "/").split("/")
    has_drive = bool(os.path.splitdrive(path)[0])
    if {"", ".", ".."} & set(parts) or has_drive or "\0" in path or path == MANIFEST:
        return None
    return path, match[2]


def manifest_text(digests: Mapping[SitePath, str]) -> str:
    """Return the manifest of a site."""
    return _text(digests.items())


def union_text(published: Mapping[SitePath, str], digests: Mapping[SitePath, str]) -> str:
    """Return the manifest of the old and the new site together; old lines come before new ones."""
    coming = [entry for entry in digests.items() if published.get(entry[0]) != entry[1]]
    return _text([*published.items(), *coming])


def _text(entries: Iterable[tuple[SitePath, str]]) -> str:
    lines = sorted(entries, key=itemgetter(0))
    if not _TO_ESCAPE.search("".join([path for path, _ in lines])):
        return "".join([f"{digest}  {path}\n" for path, digest in lines])
    return "".join([_line(path, digest) for path, digest in lines])


def _line(path: SitePath, digest: str) -> str:
    escaped = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], path)
    return f"{digest}  {path}\n" if escaped == path else f"\\{digest}  {escaped}\n"
