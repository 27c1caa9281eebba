"""Decide what publishing will write and delete, before anything is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct, field

from generator.model import SitePath
from generator.publish.manifest import MANIFEST
from generator.publish.portability import alike


class Plan(Struct, frozen=True):
    """The files to write, in order, and those to delete afterwards, with the new manifest.

    ``clear`` maps a file to write to the files of ``delete`` that must be deleted just before it:
    a file with the path of its folder, the files in a folder with its own path, and a file whose
    path differs only in letter case. ``respelled`` maps a file of ``delete`` to a file that stays,
    if their paths differ only in letter case or normal form: on some disks the two are one file.
    """

    write: tuple[SitePath, ...]
    delete: tuple[SitePath, ...]
    digests: Mapping[SitePath, str]
    clear: Mapping[SitePath, tuple[SitePath, ...]] = field(default_factory=dict)
    respelled: Mapping[SitePath, SitePath] = field(default_factory=dict)


def plan_publication(
    made: Mapping[SitePath, str],
    staged: Collection[SitePath],
    published: Mapping[SitePath, str],
    kept: Collection[SitePath] = (),
) -> Plan:
    """Return the plan: what to write and what to delete.

    ``made`` has the files of the new site with their SHA-256, in the order of writing;
    ``staged`` has those of them that are not in the output yet. ``published`` has the files of
    the last site, and ``kept`` those that could not be made this time and are left unchanged. A
    file with the name of the manifest is never published.
    """
    wanted = {path: digest for path, digest in made.items() if path != MANIFEST}
    write = tuple(path for path in wanted if path in staged)
    wanted |= {path: published[path] for path in kept if path in published and path not in wanted}
    delete = tuple(sorted(published.keys() - wanted.keys()))
    if not delete:
        return Plan(write, delete, wanted)
    spellings = {alike(path): path for path in sorted(wanted.keys() - set(write))}
    respelled = {path: spellings[key] for path in delete if (key := alike(path)) in spellings}
    return Plan(write, delete, wanted, _in_the_way(write, delete), respelled)


def _in_the_way(
    write: Collection[SitePath], delete: Collection[SitePath]
) -> dict[SitePath, tuple[SitePath, ...]]:
    """Return, for each file to write, the files that must be deleted before it, if any."""
    outgoing = _by_spelling(delete)
    incoming = _by_spelling(write)
    clear: dict[SitePath, tuple[SitePath, ...]] = {}
    for path in write:
        key = alike(path)
        for place in (*_folders(key), key):
            if found := outgoing.get(place):
                clear[path] = (*clear.get(path, ()), *found)
    for old in delete:
        for folder in _folders(alike(old)):
            for path in incoming.get(folder, ()):
                clear[path] = (*clear.get(path, ()), old)
    return clear


def _by_spelling(paths: Collection[SitePath]) -> dict[str, list[SitePath]]:
    result: dict[str, list[SitePath]] = {}
    for path in paths:
        result.setdefault(alike(path), []).append(path)
    return result


def _folders(path: str) -> Iterator[str]:
    """Yield the folders that a file is in, from the outermost."""
    parts = path.split("/")
    for number in range(1, len(parts)):
        yield "/".join(parts[:number])
