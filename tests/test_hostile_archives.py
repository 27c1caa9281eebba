"""Whatever strangers hand in and owners mistype: a document or a reason, and nothing more than that.

Small archives of the kinds of `tools/attack`, built in this process; `python -m tools.attack` makes
larger ones, with limits on time and memory, and looks at more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from generator.report import Severity
from tests.site_in_a_string import BuiltSite
from tools.attack.archive import SENTENCES, Archive
from tools.attack.kinds import KINDS, make
from tools.attack.page_laws import is_by_the_owner, page_faults

EXAMPLES = int(os.environ.get("MICROFICHE_EXAMPLES", "0")) or 2
"""How many archives of each kind to try: a few, the same ones each time, or as many as asked for."""
LARGEST = 1500
"""Bytes of a file: what is odd shows in small ones, too."""
ARCHIVES = [(kind, n) for kind in KINDS if kind != "closed" for n in range(EXAMPLES)]
"""Root reads what is closed: those need a process that may not."""


@pytest.fixture(params=ARCHIVES, ids=lambda one: f"{one[0]}-{one[1]}")
def tried(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Archive, BuiltSite]:
    """Return a hostile archive, and the site after the build that followed its last step."""
    kind, number = request.param
    archive = make(kind, f"suite-{number}", LARGEST)
    site = BuiltSite(tmp_path / "archive")
    (tmp_path / "private").mkdir()
    (tmp_path / "private/key.txt").write_text(
        "The secret\n\nThe secret is zqxhjkvw, said Mr Roe.\n"
    )
    for action in archive.ordinary():
        action.apply(site.root)
    for step in archive.steps:
        for action in step:
            # A step before it may have made it impossible.
            with suppress(OSError, ValueError):
                action.apply(site.root)
        site.rebuild()
    return archive, site


def test_a_hostile_archive_takes_nothing_down_and_leads_nowhere(tried, tmp_path):
    archive, site = tried
    refused = [one for one in site.diagnostics if one.severity is Severity.ERROR]
    if site.published is None:
        assert any(one.code.startswith(archive.refusals) for one in refused)
    else:
        is_waiting = any("no seed is converted" in (one.hint or "") for one in refused)
        assert is_waiting or list(_unpublished(site)) == []
    assert list(_faults(site)) == []
    assert not os.path.lexists(tmp_path / "ran")
    assert [path for path, data in site.contents().items() if b"zqxhjkvw" in data] == []


def _unpublished(site: BuiltSite) -> Iterator[str]:
    """Yield what the ordinary documents say that stand beside it, and no page does."""
    files = site.contents()
    pages = b"\n".join(data for path, data in files.items() if path.endswith(".html"))
    sources = b"\n".join(
        (
            *site.contents(site.root / "seeds").values(),
            *site.contents(site.root / "content").values(),
        )
    )
    yield from (one for one in SENTENCES if one.encode() in sources and one.encode() not in pages)


def _faults(site: BuiltSite) -> Iterator[str]:
    owned = site.contents(site.root / "content")
    for path, data in site.contents().items():
        if not is_by_the_owner(path, data, owned):
            yield from (f"{path}: {fault}" for fault in page_faults(path, data))
