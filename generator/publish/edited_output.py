"""Files of ours that somebody edited in the output: the site is put right, their words are kept.

The site is made from content/, so what is edited in output/ is replaced by the next page that
differs, and a document that was withdrawn has to leave its address. But nobody's words are lost:
what stood there is first copied beside the page, as ``bridge.edited-1a2b3c4d5e6f.html``, and a
warning says so. That copy is in no manifest, and so is nobody's to replace or remove but the
owner's. (Debian keeps an administrator's version of a file in the same way, as ``.dpkg-old``.) It
lies beside the page and not in .cache/, which can go at any time, nor in content/, which would
publish it. Equal bytes are kept once.
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

_FEWEST_DIGITS = 12


def keep_edited(output: Path, path: SitePath, ours: Collection[str]) -> SitePath | None:
    """Copy a file beside itself when its bytes are none of ours (SHA-256), and return where to.

    None: the file is as we wrote it, or holds nothing. Raises OSError when it cannot be read or
    copied; then it must stay.
    """
    place = output / path
    if os.path.islink(place) and not real_path(place).is_relative_to(real_path(output)):
        raise FileExistsError(errno.EEXIST, "a link that leads out of the output is in the way")
    data = _bytes_there(output / path)
    # A file that a power cut emptied is not an edit.
    if data is None or not data.strip(b"\0"):
        return None
    digest = sha256(data).hexdigest()
    return None if digest in ours else _keep(output, path, data, digest)


def remove_published(output: Path, path: SitePath, ours: Collection[str]) -> SitePath | None:
    """Delete one of our files, and the folders that are empty without it.

    Returns where it is kept when it was edited. Raises OSError when it stays.
    """
    refuse_outside((output / path).parent, output)
    kept = keep_edited(output, path, ours) if ours else None
    delete(output / path, output)
    return kept


def _bytes_there(path: Path) -> bytes | None:
    """Return what is in the place of a file; None when nothing is."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(mode):
        raise FileExistsError(errno.EEXIST, "a folder or a device is in the way")
    return path.read_bytes()


def _keep(output: Path, path: SitePath, data: bytes, digest: str) -> SitePath:
    for digits in range(_FEWEST_DIGITS, len(digest) + 1):
        kept = beside(path, digest[:digits])
        found = _bytes_there(output / kept)
        if found is None:
            write_safely(output / kept, data)
        if found in (None, data):
            return kept
    raise FileExistsError(errno.EEXIST, "earlier copies of it are in the way")


def beside(path: SitePath, mark: str) -> SitePath:
    """Return where an edited file is kept: ``NAME.edited-MARK.ENDING``."""
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
