"""A build that is killed at any moment: each file is old or new, and the next build completes."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from hashlib import sha256

import pytest

from generator.publish import MANIFEST, load_manifest
from tests.killing import KILLS, kill, moments, run_whole
from tests.site_in_a_string import BuiltSite, many_seeds, write_site
from tests.small_archive import SEEDS, SETTINGS, TEXTS, THEME

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no process groups"),
    pytest.mark.timeout(0 if KILLS else 240),
]
Files = dict[str, bytes]

SIZE = 80
"""Documents: enough for workers, and for a build to take longer than its start."""
BASE = "themes/gazette/templates/base.html"
FRAME = """
    -- themes/gazette/templates/base.html --
    {% extends "parent/base.html" %}
    {% block aside %}
    <p>The ferryman says no.</p>
    {% endblock %}
"""
MINE = {
    "content/essay.md": b"---\ntitle: On weirs\n---\nMy own words.\n",
    "content/notes.txt": b"My own notes.\n",
    "content/pages/history.md": b"---\ntitle: History\n---\nMy own history.\n",
}
"""Files of the owner's, which no build may touch."""


@pytest.fixture
def site(tmp_path) -> BuiltSite:
    """Return an archive that is built with workers, not built yet."""
    site = write_site(tmp_path / "archive", many_seeds(SIZE), SEEDS, TEXTS, SETTINGS, THEME, FRAME)
    for path, data in MINE.items():
        site.write(path, data)
    return site


class Sides:
    """An archive that goes over from one state to another and back, as often as it is told.

    A template says another word, so do many texts and seeds; a text is deleted, another moved.
    """

    def __init__(self, site: BuiltSite) -> None:
        texts = sorted((site.root / "content").rglob("notice-*.md"))
        seeds = sorted((site.root / "seeds").glob("7*.txt"))
        self.is_other = False
        self._reworded = [*texts[:30], *seeds, site.root / BASE]
        self._renamed = [
            (texts[30], site.root / "aside.md"),
            (texts[31], texts[31].with_name("moved.md")),
        ]

    def turn(self) -> None:
        old, new = (b"said", b"says") if self.is_other else (b"says", b"said")
        for path in self._reworded:
            path.write_bytes(path.read_bytes().replace(old, new))
        for one, other in self._renamed:
            here, there = (other, one) if self.is_other else (one, other)
            here.rename(there)
        self.is_other = not self.is_other


def everything(site: BuiltSite) -> Files:
    """Return the bytes of all that a build may write, by path from the root."""
    return {
        f"{folder}/{path}": data
        for folder in ("content", "output")
        for path, data in site.contents(site.root / folder).items()
    }


def torn(now: Files, before: Files, after: Files) -> list[str]:
    """Return the files that are neither old nor new, save those that nobody reads yet."""
    return [
        path
        for path, data in now.items()
        if data not in (before.get(path), after.get(path))
        and path != f"output/{MANIFEST}"
        and not is_temporary(path)
    ]


def lost(now: Files, before: Files, after: Files) -> list[str]:
    """Return the files that are gone, though they are in the old state and in the new one."""
    return sorted((before.keys() & after.keys()) - now.keys())


def is_temporary(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".microfiche-")


def unnamed(site: BuiltSite) -> list[str]:
    """Return the files of the output that its manifest does not name with their digest."""
    manifest = load_manifest(site.output)
    return [
        path
        for path, data in site.contents().items()
        if path != MANIFEST
        and not is_temporary(path)
        and (manifest is None or sha256(data).hexdigest() not in manifest.digests.get(path, ()))
    ]


def temporary_files(site: BuiltSite) -> list[str]:
    return [path for path in site.contents(site.root) if is_temporary(path)]


def phase(now: Files, before: Files, *, has_ended: bool) -> str:
    if has_ended:
        return "finished"
    return "nothing done yet" if now == before else "in the middle"


def assert_survived(site: BuiltSite, now: Files, before: Files, after: Files) -> None:
    """Assert what must hold right after a kill, and of the build after it."""
    assert torn(now, before, after) == []
    assert lost(now, before, after) == []
    assert unnamed(site) == []
    assert {path: now[path] for path in MINE} == MINE
    site.rebuild()
    assert site.exit_code == 0
    assert everything(site) == after
    assert temporary_files(site) == []


def test_a_build_killed_while_it_renews_a_site_leaves_each_file_old_or_new(site):
    site.rebuild()
    sides = Sides(site)
    states: dict[bool, Files] = {}
    for _ in range(2):  # there and back: every address of either state is in the ledger then
        sides.turn()
        seconds = run_whole(site.root, "build")
        states[sides.is_other] = everything(site)
    phases: Counter[str] = Counter()
    number = KILLS or 6
    for place, moment in enumerate(moments(number, seconds)):
        sides.turn()
        before, after = everything(site), states[sides.is_other]
        has_ended = kill(site.root, "build", after=moment, is_alone=place % 2 == 0)
        now = everything(site)
        phases[phase(now, before, has_ended=has_ended)] += 1
        assert_survived(site, now, before, after)
    assert phases["finished"] < number
    assert phases["in the middle"], phases


@pytest.mark.parametrize("command", ["build", "convert"])
def test_killed_while_it_reads_seeds_for_the_first_time_each_file_is_whole_or_not_there(
    site, tmp_path, command
):
    fresh = BuiltSite(tmp_path / "fresh")
    shutil.copytree(site.root, fresh.root)
    before = everything(fresh)
    seconds = run_whole(site.root, command)
    after = everything(site.rebuild())
    phases: Counter[str] = Counter()
    number = KILLS // 4 or 2
    for place, moment in enumerate(moments(number, seconds)):
        twin = BuiltSite(tmp_path / f"twin-{place}")
        shutil.copytree(fresh.root, twin.root)
        has_ended = kill(twin.root, command, after=moment, is_alone=place % 2 == 0)
        now = everything(twin)
        phases[phase(now, before, has_ended=has_ended)] += 1
        assert_survived(twin, now, before, after)
        shutil.rmtree(twin.root)
    assert phases["finished"] < number
