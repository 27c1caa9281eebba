"""A function that cites an invented document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import SiteConfig
from generator.dates import parse_edtf
from generator.model import Record
from generator.render.citations import cite
from generator.render.document_types import DOCUMENT, NEWS

KNOWN = {
    "url": "2001/10/bridge",
    "title": "The bridge is open",
    "date": "2001-10-03",
    "source": "Ferry Gazette",
    "authors": ("Ann Ferrier",),
    "language": "en",
}


@pytest.fixture
def citations() -> Callable[..., dict[str, str]]:
    """Return a function that returns citations by style; its values change those of KNOWN."""

    def citations(
        of="original", base_url="", document_type=None, is_markup=False, edition="", **values
    ):
        known = {**KNOWN, **values}
        date = parse_edtf(known.pop("date")) if known["date"] else known.pop("date")
        site = SiteConfig(Path(), title="The Ferry papers", base_url=base_url, edition=edition)
        record = Record(**known, date=date)
        found = cite(record, document_type or (NEWS if record.source else DOCUMENT), site)
        form = "markup" if is_markup else "text"
        return {one.style: getattr(one, form) for one in getattr(found, of)}

    return citations
