"""Sheets in a string, and what there is to say of them."""

from __future__ import annotations

from typing import Any

from generator.content import MetadataSheet, parse_sheet
from generator.report import Diagnostic

WEIR = {"title": "The weir"}


def values(text: str, **settings: Any) -> dict[str, object]:
    """Return what a sheet of one row says of its seed."""
    (row,) = parse_sheet(text, **settings).rows.values()
    return dict(row.values)


def cell(column: str, written: str, **settings: Any) -> object:
    """Return the value of one cell; what is left out is an error in the test."""
    return values(f'path,{column}\na.txt,"{written}"\n', **settings)[column]


def remark(sheet: MetadataSheet) -> Diagnostic:
    """Return the one diagnostic there is."""
    (diagnostic,) = sheet.diagnostics
    assert diagnostic.path == "seeds/metadata.csv"
    assert diagnostic.hint
    return diagnostic
