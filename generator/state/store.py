"""What builds keep for the next one: tables of rows in one file, and a note of the last build.

All of it can be deleted. What is missing, torn, damaged or of another version is ignored, and the
build does that work again.
"""

from __future__ import annotations

import gc
import json
import marshal
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from generator.report import Diagnostic, Severity
from generator.state.snapshots import FileStat, stat_of_file

STATE = "archive.state"
"""The name of the file in the cache."""
_NOTE = "last-build.json"
_DIGEST_BYTES = 16
_KEY_BYTES = 32
_SIZE_BYTES = 8


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


class Changes(NamedTuple):
    """What becomes of a table: rows that are new or changed, and the names of those that are gone.

    ``version`` is that of whatever made the rows: they are of no use under any other. Rows are made
    only of tuples, lists, dicts, texts, bytes and numbers. With ``is_whole``, these are all rows.
    """

    version: str
    rows: Mapping[str, Any]
    gone: Collection[str] = ()
    is_whole: bool = False


class _Part(NamedTuple):
    """What one save wrote of one table; the data are the names of gone rows, and other rows."""

    table: str
    version: str
    is_whole: bool
    data: bytes


@dataclass
class _Table:
    """A table of the file: the parts that it was saved in, until its rows are asked for."""

    version: str
    parts: list[bytes]
    rows: dict[str, Any] | None = None
    size: int = 0
    """The size of the part that holds all rows of the time, in bytes."""

    def read(self) -> dict[str, Any]:
        if self.rows is None:
            self.rows = {}
            for part in self.parts:
                gone, rows = marshal.loads(part)
                for name in gone:
                    self.rows.pop(name, None)
                self.rows = {**self.rows, **rows} if self.rows else rows
            self.parts.clear()
        return self.rows


@dataclass
class State:
    """The tables in one file. Each save is appended to it, until the file has doubled its size.

    A save takes effect as a whole or not at all.
    """

    path: Path
    is_read_only: bool = False
    """Whether saves last no longer than this object."""
    _tables: dict[str, _Table] = field(default_factory=dict)
    _size: int = 0
    """The size of the file, in bytes; 0 if it cannot be appended to."""
    _guard: bytes = b""
    """The digest of the last save, to which the next one is chained."""

    def rows(self, table: str, version: str) -> Mapping[str, Any]:
        """Return the rows that were saved under this version; none of any other."""
        found = self._tables.get(table)
        if found is None or found.version != version:
            return {}
        with uncollected():
            return found.read()

    def value(self, table: str, version: str) -> Any:
        """Return the row of a table that has only one; None when there is none."""
        return self.rows(table, version).get("")

    def save(self, **tables: Changes) -> None:
        """Save changes of tables by name. When that fails, the next build does without them."""
        parts = []
        for name, one in tables.items():
            known = self._tables.get(name)
            is_whole = one.is_whole or known is None or known.version != one.version
            if is_whole or known is None:
                known = self._tables[name] = _Table(one.version, [], {})
            rows = known.read()
            for gone in one.gone:
                rows.pop(gone, None)
            rows.update(one.rows)
            if self._size:
                data = marshal.dumps((() if is_whole else tuple(one.gone), dict(one.rows)))
                parts.append(_Part(name, one.version, is_whole, data))
                known.size = len(data) if is_whole else known.size
        if self.is_read_only:
            return
        size = self._size + sum(len(part.data) for part in parts)
        try:
            if self._size and size <= 2 * sum(one.size for one in self._tables.values()):
                self._append(parts)
            else:
                self._write_all()
        except OSError:
            self._size = 0

    def save_rows(self, table: str, version: str, rows: Mapping[str, Any]) -> None:
        """Save all rows of a table, but write only those that differ from before."""
        known = self.rows(table, version)
        changed = {name: row for name, row in rows.items() if known.get(name) != row}
        gone = known.keys() - rows.keys()
        if changed or gone:
            self.save(**{table: Changes(version, changed, sorted(gone))})

    def save_value(self, table: str, version: str, value: Any) -> None:
        """Save the row of a table that has only one."""
        self.save(**{table: Changes(version, {"": value}, is_whole=True)})

    def _take(self, body: bytes, guard: bytes) -> None:
        """Add what one save wrote."""
        place = _SIZE_BYTES + int.from_bytes(body[:_SIZE_BYTES], "big")
        for name, version, is_whole, size in marshal.loads(body[_SIZE_BYTES:place]):
            if is_whole:
                self._tables[name] = _Table(version, [], size=size)
            self._tables[name].parts.append(body[place : place + size])
            place += size
        self._guard = guard
        self._size += _DIGEST_BYTES + _SIZE_BYTES + len(body)

    def _append(self, parts: Sequence[_Part]) -> None:
        with open(self.path, "r+b") as file:
            file.seek(self._size)
            self._write(file, parts)
            file.truncate()

    def _write_all(self) -> None:
        with _replacing(self.path) as path, open(path, "wb") as file:
            self._guard, self._size = b"", 0
            for name, table in self._tables.items():
                parts = table.parts or [marshal.dumps(((), table.rows))]
                table.size = len(parts[0])
                for place, data in enumerate(parts):
                    self._write(file, [_Part(name, table.version, place == 0, data)])

    def _write(self, file: BinaryIO, parts: Sequence[_Part]) -> None:
        heads = [(one.table, one.version, one.is_whole, len(one.data)) for one in parts]
        head = marshal.dumps(heads)
        body = [len(head).to_bytes(_SIZE_BYTES, "big"), head, *(one.data for one in parts)]
        self._guard = _guard_of(self.path.parent, body, self._guard)
        size = sum(map(len, body))
        file.write(self._guard)
        file.write(size.to_bytes(_SIZE_BYTES, "big"))
        file.writelines(body)
        self._size += _DIGEST_BYTES + _SIZE_BYTES + size


def open_state(path: Path, *, is_read_only: bool = False) -> State:
    """Return the state in a file: an empty one when any of it is damaged.

    It is guarded by digests: what was damaged on the disk is not even decoded.
    """
    state = State(path, is_read_only)
    try:
        with open(path, "rb") as file:
            while start := file.read(_DIGEST_BYTES + _SIZE_BYTES):
                size = int.from_bytes(start[_DIGEST_BYTES:], "big")
                if size > os.fstat(file.fileno()).st_size:
                    return State(path, is_read_only)
                body, guard = file.read(size), start[:_DIGEST_BYTES]
                if guard != _guard_of(path.parent, [body], state._guard):
                    return State(path, is_read_only)
                state._take(body, guard)
    except OSError:
        return State(path, is_read_only)
    return state


def _guard_of(folder: Path, body: Sequence[bytes], before: bytes) -> bytes:
    # marshal's format depends on the interpreter.
    head = f"{marshal.version} {sys.version}\n"
    digest = blake2b(head.encode() + before, digest_size=_DIGEST_BYTES, key=_place(folder))
    for data in body:
        digest.update(data)
    return digest.digest()


def _place(folder: Path) -> bytes:
    """Return a key for this machine and this very folder, which others cannot know.

    The state holds code. That of an archive handed on with its .cache must not run here.
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


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to, and replace the old file with the new one afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    yield temporary
    if path.is_dir():
        shutil.rmtree(path)
    os.replace(temporary, path)


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
    with suppress(OSError), _replacing(folder / _NOTE) as path:
        path.write_text(json.dumps(values), "utf-8")


def stat_of_last_build(folder: Path) -> FileStat:
    """Return the file stat of the note, which differs after every build."""
    return stat_of_file(str(folder / _NOTE))


def forget_last_build(folder: Path) -> None:
    with suppress(OSError):
        (folder / _NOTE).unlink()
