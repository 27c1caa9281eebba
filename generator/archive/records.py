"""Records as bytes: most builds need few of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import overload

from msgspec import msgpack

from generator.archive.documents import LoadedRecord
from generator.model import Record

_DECODER = msgpack.Decoder(LoadedRecord)


def pack_record(loaded: LoadedRecord) -> bytes:
    """Return a record as bytes, without the digests of its values: no page shows them.

    Raises UnicodeEncodeError for text that holds half a character.
    """
    record = loaded.record
    if record and record.origin:
        bare = replace(record, origin=replace(record.origin, digests={}))
        loaded = replace(loaded, record=bare)
    return msgpack.encode(loaded)


def unpack_record(packed: bytes) -> LoadedRecord:
    return _DECODER.decode(packed)


class Records(Sequence[Record]):
    """Records that are unpacked on first access."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self._packed = packed
        self._known: dict[int, Record] = {}

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        if isinstance(index, slice):
            return Records(self._packed[index])
        if index not in self._known:
            record = unpack_record(self._packed[index]).record
            assert record is not None, "an archive has only files that could be read"
            self._known[index] = record
        return self._known[index]
