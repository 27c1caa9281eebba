"""Copy published files that somebody edited in the output, before they are replaced or deleted.

The site is made from content/, so an edit in output/ would be lost when its page next changes or
goes. The edited file is first copied next to the page, as ``bridge.edited-1a2b3c4d5e6f.html``, once
for the same bytes, with a warning. No manifest lists that copy, so only the owner may replace or
remove it, as with Debian's ``.dpkg-old``. It is not in .cache/, which may be deleted at any time,
nor in content/, from which it would be published.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from generator.model import SitePath
from generator.paths import real_path
from generator.publish.atomic_write import delete, refuse_outside, write_safely
from generator.report import Diagnostic, warning


def keep_edited(output: Path, path: SitePath, ours: Collection[str]) -> SitePath | None:
    """Copy a file next to itself when its SHA-256 is not in ``ours``; return the copy's path.

    Return None when the file is as we wrote it, missing or empty. Raises OSError when it cannot
    be read or copied; the caller must then neither replace nor delete it.
    """
    place = output / path
    if os.path.islink(place) and not real_path(place).is_relative_to(real_path(output)):
        raise FileExistsError(errno.EEXIST, "a link that leads out of the output is in the way")
    data = _bytes_there(place)
    # A file that a power cut emptied is not an edit.
    if data is None or not data.strip(b"\0") or (digest := sha256(data).hexdigest()) in ours:
        return None
    # A longer part of the digest is used only if an earlier copy of other bytes has the name.
    for digits in range(12, len(digest) + 1):
        kept = beside(path, digest[:digits])
        found = _bytes_there(output / kept)
        if found is None:
            write_safely(output / kept, data)
        if found in (None, data):
            return kept
    raise FileExistsError(errno.EEXIST, "earlier copies of it are in the way")


def remove_published(output: Path, path: SitePath, ours: Collection[str]) -> SitePath | None:
    """Delete one of our files, and the folders that this empties.

    Return the path of the copy if the file had been edited, else None. Raises OSError when the
    file is not deleted.
    """
    refuse_outside((output / path).parent, output)
    kept = keep_edited(output, path, ours) if ours else None
    delete(output / path, output)
    return kept


def _bytes_there(path: Path) -> bytes | None:
    """Return the bytes of a file; None when there is no file."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(mode):
        raise FileExistsError(errno.EEXIST, "a folder or a device is in the way")
    return path.read_bytes()


def beside(path: SitePath, mark: str) -> SitePath:
    """Return the path for the copy of an edited file: ``NAME.edited-MARK.SUFFIX``."""
    start, dot, ending = path.rpartition(".")
    if not start or "/" in ending or start.endswith("/"):
        return f"{path}.edited-{mark}"
    return f"{start}.edited-{mark}{dot}{ending}"


def edited(path: SitePath, kept: SitePath) -> Diagnostic:
    """Return the warning that a file was edited in the output."""
    return warning(
        "publish.edited",
        f"the file had been edited by hand; what stood there is kept as output/{kept}",
        path=f"output/{path}",
        hint="The site is made from content/: correct it there, and delete the copy afterwards.",
    )
