"""What earlier builds found, kept so that the next need not find it again.

Everything here can be thrown away. What is missing, torn, damaged or of another version is as
good as nothing, and the build does its work anew.
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

_STAMP = "last-build.json"
_DIGEST_BYTES = 16
_KEY_BYTES = 32
_SIZE_BYTES = 8
_FEW = 20
"""One row in so many may have changed for it to be appended."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage while many small objects are made that all stay.

    It would look through all of them again and again: a third of the time, and nothing found.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# Tables: plain values under the version of what they were made by


def load_table(folder: Path, name: str, version: str) -> Any:
    """Return the plain values that were saved under this version; None when there are none.

    Values are guarded by a digest: those damaged on the disk are not even looked at.
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
    """Save values that consist of tuples, lists, dicts, texts, bytes and numbers alone.

    Without a place for them, the next build finds none.
    """
    data = marshal.dumps(values)
    with suppress(OSError), _replacing(folder, name) as path, open(path, "wb") as file:
        file.write(_guard(folder, version, data))
        file.write(data)


def _guard(folder: Path, version: str, values: bytes | memoryview, before: bytes = b"") -> bytes:
    # marshal's format belongs to the interpreter that wrote it.
    head = f"{version} {marshal.version} {sys.version}\n"
    digest = blake2b(head.encode() + before, digest_size=_DIGEST_BYTES, key=_place(folder))
    digest.update(values)
    return digest.digest()


def _place(folder: Path) -> bytes:
    """Return what nobody can know who makes a cache elsewhere: this machine, this very folder.

    Tables hold code. An archive that is handed on with its .cache must not have it run here.
    Raises OSError when the folder is not there.
    """
    state = os.stat(folder)
    place = f"{state.st_dev} {state.st_ino} {getattr(os, 'getuid', int)()} ".encode()
    return blake2b(place + _machine(), digest_size=_KEY_BYTES).digest()


@lru_cache
def _machine() -> bytes:
    try:
        return Path("/etc/machine-id").read_bytes()
    except OSError:
        import platform  # where there is such a file, nobody waits for this

        return platform.node().encode()


# Journals: large tables of which little changes


@dataclass(frozen=True, slots=True)
class Journal:
    """Rows by their names, and some values beside them.

    ``size`` is that of its file, ``base`` that of the file when all was last written at once;
    ``guard`` ends the chain of what was appended since.
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
    """Save rows and values that consist of what tables consist of.

    ``old`` is the journal as it was loaded, ``changed`` names the rows that are new, changed or
    gone since: while they are few, they alone are written, behind the others.
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
    """Give a path to write to, and put the file in the place of the old one afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{name}.new"
    yield temporary
    if (folder / name).is_dir():
        shutil.rmtree(folder / name)
    os.replace(temporary, folder / name)


# The last build: whether there is anything to do


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The state of a finished build: of its inputs, its content and its output, as digests."""

    inputs: str
    content: str
    output: str
    documents: int
    files: int
    follow_links: bool
    """Whether links out of the archive were followed."""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_last_build(folder: Path) -> LastBuild | None:
    """Return what the last build noted down; None when there is nothing that can be read."""
    try:
        values = json.loads((folder / _STAMP).read_text("utf-8"))
        told = tuple(
            Diagnostic(**{**one, "severity": Severity(one["severity"])})
            for one in values.pop("diagnostics")
        )
        return LastBuild(**values, diagnostics=told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def write_last_build(folder: Path, last_build: LastBuild) -> None:
    """Note a build down for the next; without a place for it, that one finds nothing."""
    values = {
        name: getattr(last_build, name)
        for name in ("inputs", "content", "output", "documents", "files", "follow_links")
    }
    values["diagnostics"] = [diagnostic.as_json() for diagnostic in last_build.diagnostics]
    with suppress(OSError), _replacing(folder, _STAMP) as path:
        path.write_text(json.dumps(values), "utf-8")


def mark_of_last_build(folder: Path) -> FileStat:
    """Return how the note looks from outside: it differs after every build."""
    return stat_of_file(str(folder / _STAMP))


def forget_last_build(folder: Path) -> None:
    with suppress(OSError):
        (folder / _STAMP).unlink()
