"""Verify fixity: whether seeds and output are unchanged, byte for byte.

Only the archive is needed: the digests of the output are in its manifest, and the digests of the
seeds in the front matter of the content files. Everything is read and nothing written; no cache is
used.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct

from generator import frontmatter
from generator.frontmatter_keys import SHEET_NAME
from generator.paths import walk
from generator.pipeline.saved_folders import find_helpers
from generator.publish import MANIFEST, load_manifest
from generator.report import BuildError
from generator.state.snapshots import Snapshot
from generator.state.up_to_date import look_at
from generator.text.text_files import UndecodableError, decode
from generator.verify.fixity import Fixity as Fixity
from generator.verify.fixity import OutputFixity as OutputFixity
from generator.verify.fixity import Renamed as Renamed
from generator.verify.fixity import SeedFixity as SeedFixity
from generator.verify.fixity import as_json as as_json
from generator.verify.fixity import as_text as as_text
from generator.workers import cores

_NOT_OF_THE_SITE = frozenset({".git", ".hg", ".svn"})
"""The folders of version control."""
_UNREADABLE = ""
"""Used as the digest of a file that exists but cannot be read."""

_MOST_THREADS = 8
_CHUNK = 64
"""Files that a thread hashes per task."""
_PIECE = 1 << 20
"""The most bytes read at a time."""


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
    found = _hash_files(output, sorted(ours))
    everything = {path for path, _ in walk(output, without=_NOT_OF_THE_SITE)}
    changed = [path for path, digest in found.items() if digest and digest not in ours[path]]
    return OutputFixity(
        intact=sum(digest in ours[path] for path, digest in found.items()),
        changed=(*changed, MANIFEST) if manifest.has_odd_lines else tuple(changed),
        missing=tuple(path for path, digest in found.items() if digest is None),
        unreadable=tuple(path for path, digest in found.items() if digest == _UNREADABLE),
        foreign=tuple(sorted(everything - ours.keys() - {MANIFEST})),
        is_unfinished=any(len(digests) > 1 for digests in ours.values()),
    )


# The seeds


def _verify_seeds(seeds: Path, content: Path, *, follow_links: bool) -> SeedFixity:
    look = partial(look_at, follow_links=follow_links, until_then="")
    origins, unreadable = read_origins(content, look(content))
    seen = look(seeds)
    helpers = {SHEET_NAME, *find_helpers(seen.stats)}
    found = _hash_files(seeds, [name for name in sorted(seen.stats) if name not in helpers])
    found |= dict.fromkeys(seen.unseen, _UNREADABLE)
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
        unreadable=tuple(sorted(places.get(_UNREADABLE, []) + places.get(None, []))),
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
    """Yield once each seed that is found only at paths that its content files do not state."""
    stated: dict[str, set[str]] = {}
    for origin in origins:
        stated.setdefault(origin.sha256, set()).add(origin.path)
    for digest, paths in sorted(stated.items(), key=lambda item: min(item[1])):
        names = places.get(digest, ())
        if names and not paths & set(names):
            yield Renamed(min(paths), names[0])


# The seeds of content files, even if these are edited or damaged


class SeedOrigin(Struct, frozen=True):
    """The seed that a content file was made from: its path inside seeds/, and its SHA-256."""

    path: str
    sha256: str


_SEED_KEY = re.compile(r"^seed:", re.MULTILINE)
_AS_WRITTEN = re.compile(
    r'^seed:\n  path: ("(?:[^"\\\n]|\\.)*")\n  sha256: "([0-9a-f]{64})"$', re.MULTILINE
)
"""The form that conversion writes; any other form is parsed as YAML."""
# The path and the digest in front matter that is not valid YAML: indented, quoted or not.
_PATH = re.compile(r"""^[^\S\n]+path:\s*+["']?(.*[^\s"'])""", re.MULTILINE)
_SHA256 = re.compile(r"""^[^\S\n]+sha256:\s*+["']?([0-9a-f]{64})""", re.MULTILINE)


def read_origins(content: Path, seen: Snapshot) -> tuple[list[SeedOrigin], list[str]]:
    """Return the origins that the content files of a folder state, and the names of the files
    whose origin is unknown, since they cannot be read. ``seen`` is the snapshot of the folder.
    """
    known: list[SeedOrigin] = []
    unreadable = sorted(seen.unseen)
    for name in sorted(seen.stats):
        if name.endswith(".md"):
            try:
                origin = _parse_origin((content / name).read_bytes())
            except (OSError, ValueError):
                unreadable.append(name)
            else:
                known += [origin] if origin else []
    return known, unreadable


def _parse_origin(data: bytes) -> SeedOrigin | None:
    """Return the seed that a content file names, or None; raise ValueError if it is unreadable."""
    try:
        text = decode(data)
        head = frontmatter.split(text).head or ""
        if found := _AS_WRITTEN.search(head):
            return SeedOrigin(json.loads(found[1]), found[2])
        values = frontmatter.read(text, "").values if "seed" in head else {}
    except (BuildError, UndecodableError):
        return _find_origin(data)
    seed = values.get("seed")
    if not isinstance(seed, Mapping) or not seed.get("sha256"):
        return None
    sha256 = str(seed["sha256"]).lower()
    return SeedOrigin(str(seed.get("path") or sha256), sha256)


def _find_origin(data: bytes) -> SeedOrigin | None:
    """Return the seed that an invalid file names; raise ValueError if its digest is unclear."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = data.decode(encoding, "replace")
    path, sha256 = _PATH.search(text), _SHA256.search(text)
    if sha256 is not None:
        return SeedOrigin(path[1] if path else sha256[1], sha256[1])
    if _SEED_KEY.search(text):
        raise ValueError("the seed that it was made from cannot be read")
    return None


# The digests


def _hash_files(folder: Path, names: Sequence[str]) -> dict[str, str | None]:
    """Return SHA-256 by name: None if it is not a regular file, _UNREADABLE if unreadable."""
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]

    def hash_chunk(chunk: Sequence[str]) -> list[str | None]:
        return [_hash_file(os.path.join(folder, name)) for name in chunk]

    # Hashing and disk access run in parallel, since both release the interpreter lock.
    with ThreadPoolExecutor(min(_MOST_THREADS, cores())) as pool:
        digests = chain.from_iterable(pool.map(hash_chunk, chunks))
        return dict(zip(names, digests, strict=True))


def _hash_file(path: str) -> str | None:
    try:
        state = os.stat(path)
        if not stat.S_ISREG(state.st_mode):
            return None
        digest = hashlib.sha256()
        with open(path, "rb", buffering=0) as file:
            while piece := file.read(min(state.st_size + 1, _PIECE)):
                digest.update(piece)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return _UNREADABLE
    return digest.hexdigest()
