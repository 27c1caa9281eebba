"""Convert records to plain values and back, so that a cache can load them quickly."""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, overload

from generator.archive.documents import LoadedRecord
from generator.dates import ClockTime, PartialDate, Precision, StatedDate
from generator.model import Origin, Record
from generator.report import Diagnostic, Severity

_RECORD = tuple(field.name for field in fields(Record))
_ORIGIN = tuple(field.name for field in fields(Origin) if field.name != "digests")
_DIAGNOSTIC = tuple(field.name for field in fields(Diagnostic))
_REST = tuple(
    field.name for field in fields(LoadedRecord) if field.name not in ("record", "diagnostics")
)
_STATED = tuple(field.name for field in fields(StatedDate) if field.name != "clock")
_DATE, _TERMS, _FROM = (_RECORD.index(name) for name in ("date", "terms", "origin"))

Plain = tuple[Any, ...]
"""Tuples, texts, numbers and None, nested."""


def pack_record(loaded: LoadedRecord) -> bytes:
    """Return a record as bytes, for this version of Python only."""
    values = (
        _packed(loaded.record) if loaded.record else None,
        pack_diagnostics(loaded.diagnostics),
        *(getattr(loaded, name) for name in _REST),
    )
    return marshal.dumps(values)


def unpack_record(packed: bytes) -> LoadedRecord:
    record, diagnostics, *rest = marshal.loads(packed)
    return LoadedRecord(
        record=_unpacked(record) if record else None,
        diagnostics=unpack_diagnostics(diagnostics),
        **dict(zip(_REST, rest, strict=True)),
    )


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
            record, *_ = marshal.loads(self._packed[index])
            self._known[index] = _unpacked(record)
        return self._known[index]


def _packed(record: Record) -> Plain:
    values: list[Any] = [getattr(record, name) for name in _RECORD]
    values[_DATE] = _packed_date(record.date) if record.date else None
    values[_TERMS] = tuple(record.terms.items())
    if record.origin:
        values[_FROM] = tuple(getattr(record.origin, name) for name in _ORIGIN)
    return tuple(values)


def _unpacked(packed: Plain) -> Record:
    values = list(packed)
    values[_DATE] = _unpacked_date(*packed[_DATE]) if packed[_DATE] else None
    values[_TERMS] = dict(packed[_TERMS])
    if packed[_FROM]:
        values[_FROM] = Origin(*packed[_FROM])
    return Record(*values)


def _packed_date(date: PartialDate) -> Plain:
    return (date.text, date.precision, _packed_stated(date.start), _packed_stated(date.end))


def _packed_stated(stated: StatedDate | None) -> Plain | None:
    if stated is None:
        return None
    clock = stated.clock
    time = (clock.hour, clock.minute, clock.second, clock.offset) if clock else None
    return (time, *(getattr(stated, name) for name in _STATED))


def _unpacked_date(
    text: str, precision: Precision, start: Plain | None, end: Plain | None
) -> PartialDate:
    return PartialDate(text, precision, _unpacked_stated(start), _unpacked_stated(end))


def _unpacked_stated(packed: Plain | None) -> StatedDate | None:
    if packed is None:
        return None
    time, precision, year, month, day, season, qualifier = packed
    clock = ClockTime(*time) if time else None
    return StatedDate(precision, year, month, day, season, clock, qualifier)


def pack_diagnostics(diagnostics: tuple[Diagnostic, ...]) -> Plain:
    return tuple(
        (str(one.severity), *(getattr(one, name) for name in _DIAGNOSTIC[1:]))
        for one in diagnostics
    )


def unpack_diagnostics(packed: Plain) -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(Severity(severity), *rest) for severity, *rest in packed)
