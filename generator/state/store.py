"""What a build saves for the next one: tables of rows in one file.

The file can be deleted. Whatever is missing, torn, damaged or of another version is ignored, and
the build does that work again.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from msgspec import MsgspecError, Struct, field, msgpack

from generator.paths import replacing

STATE = "archive.state"
"""The name of the file in the cache."""
_DIGEST_BYTES = 16
_KEY_BYTES = 32
_SIZE_BYTES = 8
_UNENCODABLE = (UnicodeEncodeError, OverflowError)
_HEAD = list[tuple[str, str, bool, int]]
"""For each part of a save: its table, the table's version, whether it is whole, its size."""

Row = TypeVar("Row")


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause garbage collection while many small objects are made that all stay.

    The collector would look at all of them again and again, which took a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Changes(NamedTuple):
    """The changes to a table: rows that are new or changed, and the names of rows that are gone.

    ``version`` is the version of whatever made the rows: under any other version, they are of no
    use. A row is a dataclass, a named tuple or a plain value. With ``is_whole``, ``rows`` are all
    rows of the table.
    """

    version: str
    rows: Mapping[str, Any]
    gone: Collection[str] = ()
    is_whole: bool = False


class _Table(Struct, dict=True):
    """A table of the file. Until its rows are asked for, it holds the parts that were saved."""

    version: str
    parts: list[bytes | memoryview]
    rows: dict[str, Any] | None = None
    size: int = 0
    """The size in bytes of the part in which the table was last saved as a whole."""

    def read(self, row: Any) -> dict[str, Any]:
        if self.rows is None:
            decoder = msgpack.Decoder(tuple[list[str], dict[str, row]])
            rows: dict[str, Any] = {}
            for part in self.parts:
                gone, changed = decoder.decode(part)
                for name in gone:
                    rows.pop(name, None)
                rows = {**rows, **changed} if rows else changed
            self.rows = rows
            self.parts.clear()
        return self.rows

    def write(self, part: bytes, change: Changes, *, is_whole: bool) -> None:
        """Apply a change that has been saved as this part."""
        if is_whole:
            self.parts, self.rows = [], dict(change.rows)
        elif self.rows is None:
            self.parts.append(part)
        else:
            for name in change.gone:
                self.rows.pop(name, None)
            self.rows.update(change.rows)


class State(Struct, dict=True):
    """The tables in one file, to which each save is appended.

    The file is written anew when its appended parts would outgrow the tables that were saved whole.
    A save takes effect as a whole or not at all.
    """

    path: Path
    is_read_only: bool = False
    """Whether saves change only this object, and not the file."""
    _tables: dict[str, _Table] = field(default_factory=dict)
    _size: int = 0
    """The size of the file, in bytes; 0 if it cannot be appended to."""
    _guard: bytes = b""
    """The digest of the last save, to which the next one is chained."""

    def rows(self, table: str, version: str, row: type[Row]) -> Mapping[str, Row]:
        """Return the rows of a table, of type ``row``, that were saved under this version."""
        found = self._tables.get(table)
        if found is None or found.version != version:
            return {}
        with uncollected():
            try:
                return found.read(row)
            except MsgspecError:  # rows of another form, which were saved under the same version
                del self._tables[table]
                return {}

    def value(self, table: str, version: str, row: type[Row]) -> Row | None:
        """Return the row of a table that has only one row; None when it is not there."""
        return self.rows(table, version, row).get("")

    def remember(self, table: str, version: str, row: type[Row], make: Callable[[], Row]) -> Row:
        """Return the row of a table that has only one row; make and save it if it is not there."""
        known = self.value(table, version, row)
        if known is None:
            known = make()
            self.save_value(table, version, known)
        return known

    def save(self, **tables: Changes) -> None:
        """Save the changes to tables, by name. If that fails, the next build does without them."""
        parts = []
        for name, change in tables.items():
            known = self._tables.get(name)
            is_whole = change.is_whole or known is None or known.version != change.version
            if is_whole or known is None:
                known = self._tables[name] = _Table(change.version, [])
            data = _encoded(change.rows, () if is_whole else change.gone)
            known.write(data, change, is_whole=is_whole)
            known.size = len(data) if is_whole else known.size
            parts.append((name, change.version, is_whole, data))
        if self.is_read_only:
            return
        size = self._size + sum(len(data) for *_, data in parts)
        try:
            if self._size and size <= 2 * sum(one.size for one in self._tables.values()):
                with open(self.path, "r+b") as file:
                    file.seek(self._size)
                    self._write(file, parts)
                    file.truncate()
            else:
                self._write_all()
        except OSError:
            self._size = 0

    def save_rows(self, table: str, version: str, rows: Mapping[str, Row], row: type[Row]) -> None:
        """Save all rows of a table, but write only those that differ from before."""
        known = self.rows(table, version, row)
        changed = {name: one for name, one in rows.items() if known.get(name) != one}
        gone = known.keys() - rows.keys()
        if changed or gone:
            self.save(**{table: Changes(version, changed, sorted(gone))})

    def save_value(self, table: str, version: str, value: Any) -> None:
        """Save the row of a table that has only one row."""
        self.save(**{table: Changes(version, {"": value}, is_whole=True)})

    def _take(self, body: bytes, guard: bytes) -> None:
        """Add to the tables what one save wrote to the file."""
        place = _SIZE_BYTES + int.from_bytes(body[:_SIZE_BYTES], "big")
        for name, version, is_whole, size in msgpack.decode(body[_SIZE_BYTES:place], type=_HEAD):
            if is_whole:
                self._tables[name] = _Table(version, [], size=size)
            self._tables[name].parts.append(memoryview(body)[place : place + size])
            place += size
        self._guard = guard
        self._size += _DIGEST_BYTES + _SIZE_BYTES + len(body)

    def _write_all(self) -> None:
        with replacing(self.path) as path, open(path, "wb") as file:
            self._guard, self._size = b"", 0
            for name, table in self._tables.items():
                parts = table.parts if table.rows is None else [_encoded(table.rows)]
                table.size = len(parts[0])
                for place, data in enumerate(parts):
                    self._write(file, [(name, table.version, place == 0, data)])

    def _write(
        self, file: BinaryIO, parts: Sequence[tuple[str, str, bool, bytes | memoryview]]
    ) -> None:
        head = msgpack.encode([(*one, len(data)) for *one, data in parts])
        body = [len(head).to_bytes(_SIZE_BYTES, "big"), head, *(data for *_, data in parts)]
        self._guard = _guard_of(self.path.parent, body, self._guard)
        size = sum(map(len, body))
        file.writelines([self._guard, size.to_bytes(_SIZE_BYTES, "big"), *body])
        self._size += _DIGEST_BYTES + _SIZE_BYTES + size


def open_state(path: Path, *, is_read_only: bool = False) -> State:
    """Return the state in a file, or an empty state if any part of the file is damaged.

    Digests guard the file: a save that was damaged on the disk is not even decoded.
    """
    state = State(path, is_read_only)
    with suppress(OSError), open(path, "rb") as file:
        length = os.fstat(file.fileno()).st_size
        while start := file.read(_DIGEST_BYTES + _SIZE_BYTES):
            size = int.from_bytes(start[_DIGEST_BYTES:], "big")
            body, guard = file.read(min(size, length)), start[:_DIGEST_BYTES]
            if guard != _guard_of(path.parent, [body], state._guard):
                return State(path, is_read_only)
            state._take(body, guard)
        return state
    return State(path, is_read_only)


def _encoded(rows: Mapping[str, Any], gone: Collection[str] = ()) -> bytes:
    """Return rows as bytes, without those that cannot be encoded: lone surrogates, huge numbers."""
    try:
        return msgpack.encode((tuple(gone), rows))
    except _UNENCODABLE:
        whole = {name: row for name, row in rows.items() if _can_be_encoded((name, row))}
        return msgpack.encode(([name for name in gone if _can_be_encoded(name)], whole))


def _can_be_encoded(value: Any) -> bool:
    try:
        msgpack.encode(value)
    except _UNENCODABLE:
        return False
    return True


def _guard_of(folder: Path, body: Iterable[bytes | memoryview], before: bytes) -> bytes:
    """Return the digest of a save, chained to the one ``before``.

    It covers the version of Python, on which the compiled templates in a save depend.
    """
    head = f"{sys.version}\n".encode()
    digest = blake2b(head + before, digest_size=_DIGEST_BYTES, key=_place(folder))
    for data in body:
        digest.update(data)
    return digest.digest()


def _place(folder: Path) -> bytes:
    """Return a key for this machine and this very folder, which others cannot know.

    The state holds compiled code. If an archive is handed on with its ``.cache``, that code must
    not run here. Raises OSError when the folder does not exist.
    """
    state = os.stat(folder)
    place = f"{state.st_dev} {state.st_ino} {getattr(os, 'getuid', int)()} ".encode()
    return blake2b(place + _machine(), digest_size=_KEY_BYTES).digest()


@lru_cache
def _machine() -> bytes:
    try:
        return Path("/etc/machine-id").read_bytes()
    except OSError:
        import platform  # needed only where there is no such file

        return platform.node().encode()
