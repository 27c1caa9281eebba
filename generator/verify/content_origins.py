"""Find the seed of each content file, even if the file is edited or damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import frontmatter
from generator.report import BuildError
from generator.state.snapshots import Snapshot
from generator.text.text_files import UndecodableError, decode


@dataclass(frozen=True, slots=True)
class SeedOrigin:
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
        yaml = frontmatter.split(decode(data)).yaml or ""
        if found := _AS_WRITTEN.search(yaml):
            return SeedOrigin(json.loads(found[1]), found[2])
        values = frontmatter.parse(yaml, "") if "seed" in yaml else {}
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
