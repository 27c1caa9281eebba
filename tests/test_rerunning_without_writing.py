"""Converting again what cannot be rewritten, or is saved by somebody meanwhile."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import frontmatter
from generator.publish import compare_and_swap
from tests.site_in_a_string import BuiltSite
from tests.two_seeds import (
    BRIDGE,
    BRIDGE_PAGE,
    BRIDGE_SEED,
    FERRY_SEED,
    REVISED,
    documents,
    edit,
    heading,
    revise,
)

as_a_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user"
)


@pytest.fixture
def site(build_site: Callable[..., BuiltSite]) -> BuiltSite:
    """Return an archive of two seeds, built."""
    return build_site(BRIDGE_SEED, FERRY_SEED)


def as_json(text: str) -> str:
    """Return a content file with its front matter as JSON."""
    sections = frontmatter.split(text)
    values = frontmatter.parse(sections.yaml or "", "")
    return f"---\n{json.dumps(values, indent=1)}\n---\n{sections.body}"


def test_front_matter_in_another_form_is_kept_named_and_shown_with_its_original(site):
    original = site.read("output/2001/10/the-bridge-is-open.original.txt")
    edit(site, "The bridge is open", "Our bridge is open")
    site.write(BRIDGE, as_json(site.read(BRIDGE)).encode())
    before = site.read(BRIDGE)
    for _ in range(2):
        revise(site)
        assert (site.codes, site.exit_code) == (["content.form"], 1)
        assert site.read(BRIDGE) == before
        assert heading(site, BRIDGE_PAGE) == "Our bridge is open"
        assert site.read("output/2001/10/the-bridge-is-open.original.txt") == original
        assert "the-bridge-is-open.original.txt" in site.read(f"output/{BRIDGE_PAGE}")


def test_front_matter_that_is_put_right_is_brought_up_to_date(site):
    before = site.read(BRIDGE)
    site.write(BRIDGE, as_json(before).encode())
    assert revise(site).codes == ["content.form"]
    site.write(BRIDGE, before.encode())
    assert site.rebuild().codes == []
    assert heading(site, BRIDGE_PAGE) == "The bridge is open at last"


@as_a_user
@pytest.mark.parametrize("closed", ["content/2001/10", "content/1999/05"])
def test_a_document_that_cannot_be_written_stays_as_it_was_published(site, closed):
    before = site.contents()
    (site.root / closed).chmod(0o500)
    try:
        seed = "bridge" if "2001" in closed else "ferry"
        site.write(f"seeds/{seed}.txt", site.read(f"seeds/{seed}.txt").replace("of", "with"))
        site.rebuild()
    finally:
        (site.root / closed).chmod(0o700)
    assert (site.codes, site.exit_code) == (["disk.unwritable"], 1)
    assert site.contents() == before
    assert site.rebuild().codes == []
    assert site.contents() != before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_takes_nothing_keeps_what_was_published(site, monkeypatch, number):
    before = site.contents()

    def full(path: Path, data: bytes) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(compare_and_swap, "write_synced", full)
        revise(site)
    assert (site.codes, site.exit_code, site.contents()) == (["disk.unwritable"], 1, before)
    assert heading(site.rebuild(), BRIDGE_PAGE) == "The bridge is open at last"


def test_a_link_is_written_through_to_its_file_which_keeps_its_permissions(site):
    kept = site.root / "kept/bridge.md"
    kept.parent.mkdir()
    (site.root / BRIDGE).rename(kept)
    kept.chmod(0o640)
    (site.root / BRIDGE).symlink_to("../../../kept/bridge.md")
    site.write("site.yaml", "follow_links: true\n")
    assert revise(site).codes == []
    assert (site.root / BRIDGE).is_symlink()
    assert "The bridge is open at last" in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o640


def test_a_link_that_leads_out_of_the_archive_is_never_written_to(site, tmp_path_factory):
    kept = tmp_path_factory.mktemp("elsewhere") / "bridge.md"
    (site.root / BRIDGE).rename(kept)
    (site.root / BRIDGE).symlink_to(kept)
    before = kept.read_bytes()
    revise(site)
    assert kept.read_bytes() == before
    assert (site.root / BRIDGE).is_symlink()
    assert site.exit_code == 1


def test_a_trial_writes_through_no_link(site):
    (site.root / "kept").mkdir()
    (site.root / BRIDGE).rename(site.root / "kept/bridge.md")
    (site.root / BRIDGE).symlink_to(site.root / "kept/bridge.md")
    before = site.read("kept/bridge.md")
    site.write("seeds/bridge.txt", REVISED)
    site.dry_run()
    assert site.read("kept/bridge.md") == before


SAVES: dict[str, Callable[[Path, bytes], object]] = {
    "in place": Path.write_bytes,
    "by rename": lambda path, data: aside(path, data).replace(path),
}


def aside(path: Path, data: bytes) -> Path:
    new = path.with_name(".editor")
    new.write_bytes(data)
    return new


STEPS = ["write_synced", "bytes_of", "exchange", "sync_names"]


@pytest.mark.parametrize("how", SAVES)
@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("file", [BRIDGE, "content/urls.txt"])
def test_what_is_saved_while_a_file_is_rewritten_is_kept(
    site, monkeypatch, file, step, is_after, how
):
    place = site.root / file
    mark = b"shelf: 12\n" if file == BRIDGE else b"zz/old.html\t-\n"
    saved: list[bytes] = []

    def save() -> None:
        if not saved:
            text = place.read_bytes()
            saved.append(text)
            SAVES[how](
                place, text.replace(b"---\n", b"---\n" + mark, 1) if file == BRIDGE else text + mark
            )

    real = getattr(compare_and_swap, step)

    def meanwhile(path: Path, *rest: Any) -> Any:
        is_it = place.parent in (path, path.parent) and (step != "bytes_of" or path == place)
        if is_it and not is_after:
            save()
        result = real(path, *rest)
        if is_it and is_after:
            save()
        return result

    site.write("seeds/mill.txt", "The mill burns\n\n4 May 1999\n\nThe mill burned on Tuesday.\n")
    with monkeypatch.context() as patch:
        patch.setattr(compare_and_swap, step, meanwhile)
        revise(site)
    assert saved
    assert mark in place.read_bytes()
    assert "The bridge is open at last" in site.rebuild().read(BRIDGE)
    assert mark in place.read_bytes()
    assert "1999/05/the-mill-burns.html" in site.read("content/urls.txt")


@pytest.mark.parametrize(
    "place", ["pipeline.conversion.Conversion.carry_over", "content.reconcile.rewrite"]
)
def test_what_nobody_foresaw_in_one_content_file_costs_that_file(site, monkeypatch, place):
    def fail(*_: Any) -> None:
        raise KeyError("bridge")

    before = site.read(BRIDGE)
    site.write("seeds/mill.txt", "The mill burns\n\n4 May 1999\n\nThe mill burned on Tuesday.\n")
    with monkeypatch.context() as patch:
        patch.setattr(f"generator.{place}", fail)
        revise(site)
    assert (site.exit_code, site.read(BRIDGE)) == (1, before)
    assert f"{BRIDGE}" in {one.path for one in site.diagnostics}
    assert site.rebuild().exit_code == 0
    assert len(documents(site)) == 3
