"""What the last build saw: so that a build of unchanged folders has nothing to do.

Everything here can be thrown away. A stamp that is missing, torn or of another version is no
stamp, and the build runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from generator.report import Diagnostic, Severity

_NAME = "last-build.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of a finished build: of its inputs, its content and its output, as digests."""

    inputs: str
    content: str
    output: str
    documents: int
    files: int
    diagnostics: tuple[Diagnostic, ...] = ()


def state_of(paths: Iterable[Path], *words: str) -> str:
    """Return a digest of the names, sizes and times of all files below ``paths``.

    File contents are not read: a file counts as changed when its size, its time of change or
    its place on the disk has.
    """
    digest = blake2b(digest_size=16)
    for word in words:
        digest.update(f"{word}\n".encode())
    for path in paths:
        for line in _lines(str(path)):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _lines(path: str, above: frozenset[str] = frozenset()) -> Iterator[str]:
    inside = above | {os.path.realpath(path)}
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        yield _line(path, os.stat(path))
        return
    except OSError:
        yield f"{path}\0missing\n"
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if not entry.is_dir():
            yield _line(entry.path, _stat(entry))
        elif os.path.realpath(entry.path) not in inside:
            yield from _lines(entry.path, inside)


def _stat(entry: os.DirEntry[str]) -> os.stat_result:
    """Return the state of a file; of a link, that of what it leads to, if it leads anywhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def _line(path: str, stat: os.stat_result) -> str:
    return f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}\0{stat.st_ino}\n"


def read_stamp(folder: Path) -> Stamp | None:
    """Return the stamp of the last build; None when there is no use for what is there."""
    try:
        values = json.loads((folder / _NAME).read_text("utf-8"))
        told = tuple(
            Diagnostic(**{**one, "severity": Severity(one["severity"])})
            for one in values.pop("diagnostics")
        )
        return Stamp(**values, diagnostics=told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Leave a stamp for the next build; without a place for it, that one finds none."""
    values = {
        name: getattr(stamp, name) for name in ("inputs", "content", "output", "documents", "files")
    }
    values["diagnostics"] = [diagnostic.as_json() for diagnostic in stamp.diagnostics]
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _NAME).write_text(json.dumps(values), "utf-8")


def forget_stamp(folder: Path) -> None:
    with suppress(OSError):
        (folder / _NAME).unlink()
