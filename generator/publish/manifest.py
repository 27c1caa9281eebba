"""The manifest: which files of the output are ours, with their SHA-256.

Its form is that of ``sha256sum``: ``sha256sum -c manifest-sha256.txt`` checks the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.model import SitePath

MANIFEST = "manifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def read_manifest(output: Path) -> dict[SitePath, str]:
    """Return the digests by path; empty when nothing was published yet."""
    try:
        text = (output / MANIFEST).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    matches = (_LINE.fullmatch(line) for line in text.split("\n"))
    return {match[2]: match[1] for match in matches if match and _is_inside(match[2])}


def _is_inside(path: SitePath) -> bool:
    """Say whether a path stays in its folder, whoever wrote it into the manifest."""
    return not path.startswith(("/", "\\")) and ".." not in path.split("/") and ":" not in path[:2]


def manifest_text(digests: Mapping[SitePath, str]) -> str:
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
