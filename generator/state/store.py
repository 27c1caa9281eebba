"""Store what builds find, so that the next one need not find it again.

Everything here can be deleted. What is missing, torn, damaged or of another version is ignored,
and the build does that work again.
"""

from __future__ import annotations

import gc
import json
import marshal
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from generator.report import Diagnostic, Severity
from generator.state.snapshots import FileStat, stat_of_file

_NOTE = "last-build.json"
_DIGEST_BYTES = 16
_KEY_BYTES = 32
_SIZE_BYTES = 8
_FEW = 20
"""At most one row in this many may be changed by an append."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause garbage collection while many small objects are made that all stay.

    It would examine all of them again and again: a third of the time, and nothing found.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# Tables: plain values under the version of what made them


def load_table(folder: Path, name: str, version: str) -> Any:
    """Return the plain values that were saved under this version; None when there are none.

    Values are guarded by a digest: those damaged on the disk are not even decoded.
    """
    try:
        data = (folder / name).read_bytes()
        guard, values = data[:_DIGEST_BYTES], memoryview(data)[_DIGEST_BYTES:]
        if guard != _guard(folder, version, values):
            return None
    except OSError:
        return None
    return marshal.loads(values)


def save_table(folder: Path, name: str, version: str, values: Any) -> None:
    """Save values made only of tuples, lists, dicts, strings, bytes and numbers.

    When they cannot be saved, the next build finds none.
    """
    data = marshal.dumps(values)
    with suppress(OSError), _replacing(folder, name) as path, open(path, "wb") as file:
        file.write(_guard(folder, version, data))
        file.write(data)


def _guard(folder: Path, version: str, values: bytes | memoryview, before: bytes = b"") -> bytes:
    # marshal's format depends on the interpreter.
    head = f"{version} {marshal.version} {sys.version}\n"
    digest = blake2b(head.encode() + before, digest_size=_DIGEST_BYTES, key=_place(folder))
    digest.update(values)
    return digest.digest()


def _place(folder: Path) -> bytes:
    """Return a key for this machine and this very folder, which others cannot know.

    Tables hold code. That of an archive handed on with its .cache must not run here.
    Raises OSError when the folder does not exist.
    """
    state = os.stat(folder)
    place = f"{state.st_dev} {state.st_ino} {getattr(os, 'getuid', int)()} ".encode()
    return blake2b(place + _machine(), digest_size=_KEY_BYTES).digest()


@lru_cache
def _machine() -> bytes:
    try:
        return Path("/etc/machine-id").read_bytes()
    except OSError:
        import platform  # not loaded where there is such a file

        return platform.node().encode()


# Journals: large tables that change little


@dataclass(frozen=True, slots=True)
class Journal:
    """Rows by name, and some further values.

    ``size`` is that of its file, ``base`` that of the file when all was last written at once (in
    bytes); ``guard`` is the digest of the last append, to which the next one is chained.
    """

    rows: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    size: int = 0
    base: int = 0
    guard: bytes = b""


def load_journal(folder: Path, name: str, version: str) -> Journal:
    """Return what was saved under this version; an empty journal when any of it is damaged."""
    try:
        data = memoryview((folder / name).read_bytes())
    except OSError:
        return Journal()
    rows: dict[str, Any] = {}
    values: dict[str, Any] = {}
    place = base = 0
    guard = b""
    while place < len(data):
        start = place + _DIGEST_BYTES + _SIZE_BYTES
        stop = start + int.from_bytes(data[start - _SIZE_BYTES : start], "big")
        before, guard = guard, bytes(data[place : place + _DIGEST_BYTES])
        if stop > len(data) or guard != _guard(folder, version, data[start:stop], before):
            return Journal()
        gone, new_rows, new_values = marshal.loads(data[start:stop])
        for key in gone:
            rows.pop(key, None)
        rows = rows | new_rows if rows else new_rows
        values |= new_values
        base, place = base or stop, stop
    return Journal(rows, values, place, base, guard)


def save_journal(
    folder: Path,
    name: str,
    version: str,
    new: Journal,
    old: Journal,
    changed: Collection[str],
) -> None:
    """Save rows and values of the types that tables may hold.

    ``old`` is the journal as it was loaded, ``changed`` names the rows that are new, changed or
    gone since: while they are few, only they are written, after the others.
    """
    values = {key: one for key, one in new.values.items() if old.values.get(key) != one}
    gone = [key for key in changed if key not in new.rows]
    rows = {key: new.rows[key] for key in changed if key in new.rows}
    is_short = old.guard and len(changed) * _FEW <= len(new.rows)
    data = marshal.dumps((gone, rows, values)) if is_short else b""
    if not is_short or old.size + len(data) > 2 * old.base:
        data = marshal.dumps(((), new.rows, new.values))
        with suppress(OSError), _replacing(folder, name) as path, open(path, "wb") as file:
            _append(folder, file, version, data)
    elif gone or rows or values:
        with suppress(OSError), open(folder / name, "r+b") as file:
            file.seek(old.size)
            _append(folder, file, version, data, old.guard)
            file.truncate()


def _append(folder: Path, file: BinaryIO, version: str, data: bytes, before: bytes = b"") -> None:
    file.write(_guard(folder, version, data, before))
    file.write(len(data).to_bytes(_SIZE_BYTES, "big"))
    file.write(data)


@contextmanager
def _replacing(folder: Path, name: str) -> Iterator[Path]:
    """Yield a path to write to, and replace the old file with the new one afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{name}.new"
    yield temporary
    if (folder / name).is_dir():
        shutil.rmtree(folder / name)
    os.replace(temporary, folder / name)


# The last build: whether there is anything to do


@dataclass(frozen=True, slots=True)
class LastBuild:
    """A finished build: digests of its inputs, content and output, and what it reported."""

    inputs: str
    content: str
    output: str
    documents: int
    files: int
    follow_links: bool
    """Whether links out of the archive were followed."""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_last_build(folder: Path) -> LastBuild | None:
    """Return the note of the last build; None when it cannot be read."""
    try:
        values = json.loads((folder / _NOTE).read_text("utf-8"))
        told = tuple(
            Diagnostic(**{**one, "severity": Severity(one["severity"])})
            for one in values.pop("diagnostics")
        )
        return LastBuild(**values, diagnostics=told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def write_last_build(folder: Path, last_build: LastBuild) -> None:
    """Save the note of a build; when that fails, the next one finds none."""
    values = {
        name: getattr(last_build, name)
        for name in ("inputs", "content", "output", "documents", "files", "follow_links")
    }
    values["diagnostics"] = [diagnostic.as_json() for diagnostic in last_build.diagnostics]
    with suppress(OSError), _replacing(folder, _NOTE) as path:
        path.write_text(json.dumps(values), "utf-8")


def stat_of_last_build(folder: Path) -> FileStat:
    """Return the file stat of the note, which differs after every build."""
    return stat_of_file(str(folder / _NOTE))


def forget_last_build(folder: Path) -> None:
    with suppress(OSError):
        (folder / _NOTE).unlink()
