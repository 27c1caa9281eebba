"""Verify fixity: whether seeds and output are unchanged, byte for byte.

Needs only the archive: the digests of the output are in its manifest, those of the seeds in the
front matter of the content files. Reads everything, writes nothing, uses no cache.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.frontmatter_keys import SHEET_NAME
from generator.publish import MANIFEST, load_manifest
from generator.verify.content_origins import SeedOrigin, read_origins
from generator.verify.digests import UNREADABLE, hash_files, look_at
from generator.verify.fixity import Fixity as Fixity
from generator.verify.fixity import OutputFixity as OutputFixity
from generator.verify.fixity import Renamed as Renamed
from generator.verify.fixity import SeedFixity as SeedFixity
from generator.verify.fixity import as_json as as_json
from generator.verify.fixity import as_text as as_text

_NOT_OF_THE_SITE = frozenset({".git", ".hg", ".svn"})


def verify(root: Path | None, output: Path, *, follow_links: bool = False) -> Fixity:
    """Return which files of an output, and which seeds of the archive in ``root``, are unchanged.

    Without a root, or when it has neither seeds/ nor content/, only the output is verified.
    Raises BuildError when the folder of the seeds or of the content cannot be read.
    """
    seeds = None
    if root is not None and any((root / name).is_dir() for name in ("seeds", "content")):
        seeds = _verify_seeds(root / "seeds", root / "content", follow_links=follow_links)
    return Fixity(_verify_output(output), seeds)


# The output


def _verify_output(output: Path) -> OutputFixity:
    manifest = load_manifest(output)
    if manifest is None:
        return OutputFixity(has_manifest=False)
    ours = manifest.digests
    found = hash_files(output, sorted(ours))
    changed = [path for path, digest in found.items() if digest and digest not in ours[path]]
    return OutputFixity(
        intact=sum(digest in ours[path] for path, digest in found.items()),
        changed=(*changed, MANIFEST) if manifest.has_odd_lines else tuple(changed),
        missing=tuple(path for path, digest in found.items() if digest is None),
        unreadable=tuple(path for path, digest in found.items() if digest == UNREADABLE),
        foreign=tuple(sorted(set(_walk(str(output))) - ours.keys() - {MANIFEST})),
        is_unfinished=any(len(digests) > 1 for digests in ours.values()),
    )


def _walk(output: str) -> Iterator[str]:
    """Yield the paths of all files and links below a folder, except in version-control folders."""
    below = [(output, "")]
    while below:
        folder, prefix = below.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield prefix + entry.name
            elif entry.name not in _NOT_OF_THE_SITE:
                below.append((entry.path, f"{prefix}{entry.name}/"))


# The seeds


def _verify_seeds(seeds: Path, content: Path, *, follow_links: bool) -> SeedFixity:
    look = partial(look_at, follow_links=follow_links)
    origins, unreadable = read_origins(content, look(content))
    seen = look(seeds)
    found = hash_files(seeds, [name for name in sorted(seen.stats) if name != SHEET_NAME])
    found |= dict.fromkeys(seen.unseen, UNREADABLE)
    vouched = {origin.sha256 for origin in origins}
    places: dict[str | None, list[str]] = {}
    for name, digest in found.items():
        places.setdefault(digest, []).append(name)
    lost = {origin.path for origin in origins if origin.sha256 not in places}
    changed = {path for path in lost if found.get(path)}
    return SeedFixity(
        intact=sum(digest in vouched for digest in found.values()),
        renamed=tuple(_renamed(origins, places)),
        changed=tuple(sorted(changed)),
        missing=tuple(sorted(path for path in lost - found.keys() if not seen.hides(path))),
        unreadable=tuple(sorted(places.get(UNREADABLE, []) + places.get(None, []))),
        new=tuple(
            name
            for name, digest in found.items()
            if digest and digest not in vouched and name not in changed
        ),
        content=tuple(unreadable),
    )


def _renamed(
    origins: Iterable[SeedOrigin], places: Mapping[str | None, Sequence[str]]
) -> Iterator[Renamed]:
    """Yield, each once, the seeds found only at paths that their content files do not state."""
    stated: dict[str, set[str]] = {}
    for origin in origins:
        stated.setdefault(origin.sha256, set()).add(origin.path)
    for digest, paths in sorted(stated.items(), key=lambda item: min(item[1])):
        names = places.get(digest, ())
        if names and not paths & set(names):
            yield Renamed(min(paths), names[0])
