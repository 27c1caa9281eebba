"""The n-th operation on the disk fails, for every n: each file is the old one or the new one."""

import errno
from contextlib import nullcontext
from hashlib import sha256
from itertools import cycle

import pytest

from generator.publish import MANIFEST, load_manifest, read_manifest
from tests.publish.staged_sites import (
    another_disk,
    contents,
    failing_at,
    prepare,
    publish_site,
    refuse,
    refusing,
    survives,
)
from tests.site_in_a_string import write_site

SITE = {
    "assets/site.css": b"p {}",
    "2001/bridge.html": b"The bridge",
    "2002/ferry.html": b"The ferry",
    "2002/10/ferry.html": b"The ferry again",
    "index.html": b"Bridge, ferry",
}
CHANGED = {
    "assets/site.css": b"p {}",
    "2001/bridge.html": b"A bridge",
    "2003/05/tunnel.html": b"The tunnel",
    "index.html": b"Bridge, tunnel",
}
CHANGES = {
    "a first site": ({}, SITE),
    "pages changed, added and removed": (SITE, CHANGED),
    "pages removed alone": (SITE, {"assets/site.css": b"p {}", "index.html": b"Bridge, ferry"}),
    "a file became a folder": (
        {"notes": b"Notes", "index.html": b"One"},
        {"notes/a.html": b"A", "notes/b.html": b"B", "index.html": b"Two"},
    ),
    "a folder became a file": (
        {"notes/a.html": b"A", "notes/deep/b.html": b"B", "index.html": b"One"},
        {"notes": b"Notes", "index.html": b"Two"},
    ),
    "names in other letter case": (
        {"Notes/Bridge.html": b"The bridge", "Ferry.html": b"The ferry"},
        {"notes/bridge.html": b"The bridge", "ferry.html": b"A ferry"},
    ),
}
LATER = {"2003/05/tunnel.html": b"The tunnels", "notes": b"Later", "index.html": b"Tunnels"}
LATEST = {"notes/a.html": b"Latest", "2001": b"A year", "index.html": b"The last"}


def at_each_step(change, tmp_path, *, inside_files=False):
    """Yield the number of each step of a change, with a folder that the old site is published in."""
    before, _ = change
    number_of_steps = steps(change, tmp_path / "whole", inside_files=inside_files)
    for number in range(1, number_of_steps + 1):
        folder = tmp_path / str(number)
        publish_site(before, folder)
        yield number, folder


def steps(change, folder, *, inside_files=False):
    """Return how many times a change touches the disk."""
    before, after = change
    publish_site(before, folder)
    work = prepare(after, folder)
    with failing_at(-1, lambda: None, inside_files=inside_files) as left:
        work()
    return -1 - left[0]


def torn(now, before, after):
    """Return the files that are neither old nor new, those in the making left out."""
    return [
        path
        for path, data in now.items()
        if data not in (before.get(path), after.get(path)) and ".microfiche-" not in path
    ]


@pytest.fixture(params=CHANGES.values(), ids=CHANGES)
def change(request):
    """Return the files of a site and those of the one that is to take its place."""
    return request.param


@pytest.fixture(params=[nullcontext, another_disk], ids=["one disk", "two disks"])
def disks(request):
    """Return where the staged files and the output are."""
    with request.param():
        yield


@pytest.mark.usefixtures("disks")
def test_every_change_has_steps_that_can_fail(change, tmp_path):
    assert steps(change, tmp_path) >= 6


@pytest.mark.usefixtures("disks")
def test_killed_at_any_step_each_file_is_old_or_new_and_the_next_build_completes(change, tmp_path):
    before, after = change
    for number, folder in at_each_step(change, tmp_path):
        assert not survives(number, prepare(after, folder))
        assert torn(contents(folder / "output"), before, after) == []
        assert publish_site(after, folder) == []
        assert contents(folder / "output") == after
        assert read_manifest(folder / "output").keys() == after.keys()


def test_whatever_a_killed_build_left_the_next_one_knows_as_ours(change, tmp_path):
    _, after = change
    for number, folder in at_each_step(change, tmp_path):
        survives(number, prepare(after, folder))
        assert publish_site(LATER, folder) == []
        assert contents(folder / "output") == LATER


@pytest.mark.parametrize("kind", ["pages changed, added and removed", "a folder became a file"])
def test_a_build_killed_twice_is_completed_by_the_third(kind, tmp_path):
    for number, folder in at_each_step(CHANGES[kind], tmp_path):
        survives(number, prepare(CHANGES[kind][1], folder))
        survives(number, prepare(LATER, folder))
        assert publish_site(LATEST, folder) == []
        assert contents(folder / "output") == LATEST


@pytest.mark.usefixtures("disks")
def test_a_step_that_fails_is_reported_and_leaves_each_file_old_or_new(change, tmp_path):
    before, after = change
    errors = cycle([errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
    for number, folder in at_each_step(change, tmp_path, inside_files=True):
        work = prepare(after, folder)
        with failing_at(number, refuse(next(errors))):
            said = work()
        now = contents(folder / "output")
        assert torn(now, before, after) == []
        assert now == after or {one.code for one in said} == {"publish.failed"}
        assert publish_site(after, folder) == []
        assert contents(folder / "output") == after


@pytest.mark.usefixtures("disks")
def test_a_disk_that_fails_for_good_leaves_the_old_site_beside_what_there_is_of_the_new(tmp_path):
    change = CHANGES["pages changed, added and removed"]
    for number, folder in at_each_step(change, tmp_path, inside_files=True):
        work = prepare(CHANGED, folder)
        with failing_at(number, refuse(errno.EROFS), is_lasting=True):
            work()
        now = contents(folder / "output")
        is_complete = CHANGED.items() <= now.items()
        assert is_complete or SITE.keys() <= now.keys()


def test_what_the_manifest_says_after_a_failure_is_there(change, tmp_path):
    _, after = change
    for number, folder in at_each_step(change, tmp_path, inside_files=True):
        work = prepare(after, folder)
        with failing_at(number, refuse(errno.ENOSPC)):
            work()
        manifest = load_manifest(folder / "output")
        for path, data in contents(folder / "output").items():
            if ".microfiche-" not in path:
                assert sha256(data).hexdigest() in manifest.digests[path]


def test_a_killed_build_takes_no_strangers_file_for_its_own(tmp_path):
    for number, folder in at_each_step((SITE, CHANGED), tmp_path):
        stranger = folder / "output/2003/05/tunnel.html"
        stranger.parent.mkdir(parents=True)
        stranger.write_bytes(b"mine")
        survives(number, prepare(CHANGED, folder))
        publish_site(CHANGED, folder)
        publish_site({}, folder)
        assert contents(folder / "output") == {"2003/05/tunnel.html": b"mine"}


ARCHIVE = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
    -- seeds/ferry.txt --
    The last ferry

    4 October 2001

    The last ferry went over on Thursday evening with nobody but the ferryman aboard.
"""


@pytest.mark.parametrize("number", [1, 4, 8, 16, 32])
def test_a_build_that_was_killed_is_completed_by_the_next(build_site, tmp_path, number):
    whole = build_site(ARCHIVE)
    killed = write_site(tmp_path / "killed", ARCHIVE)
    assert not survives(number, killed.rebuild)
    killed.rebuild()
    assert killed.contents() == whole.contents()
    assert killed.contents(killed.root / "content") == whole.contents(whole.root / "content")


def test_content_that_cannot_be_written_is_named_and_the_rest_is_published(tmp_path):
    site = write_site(tmp_path / "full", ARCHIVE)
    site.add_files("""
        -- content/tunnel.md --
        The tunnel is open.
    """)
    with refusing(site.root / "content/2001/10/the-last-ferry.md", errno.ENOSPC):
        site.rebuild()
    (problem,) = site.diagnostics
    assert (problem.code, problem.path) == (
        "disk.unwritable",
        "content/2001/10/the-last-ferry.md",
    )
    assert {"tunnel.html", "2001/10/the-bridge-is-open.html"} <= set(site.paths())


CHANGED_SEED = """
    -- themes/mine/theme.yaml --
    name: mine
    extends: base
    contract: 1
    -- themes/mine/static/site.css --
    p {}
    -- site.yaml --
    theme: mine
"""
PAGE = "2001/10/the-last-ferry"


def test_a_document_whose_content_cannot_be_written_stays_as_it_was_published(tmp_path):
    """Of the old text and the new seed, its page would be neither old nor new."""
    site = write_site(tmp_path / "full", ARCHIVE, CHANGED_SEED).rebuild()
    before = site.contents()
    site.write("seeds/ferry.txt", site.read("seeds/ferry.txt").replace("nobody", "everybody"))
    site.write("themes/mine/static/site.css", "p {color: red}")
    with refusing(site.root / f"content/{PAGE}.md", errno.EIO):
        site.rebuild()
    assert ("disk.unwritable", f"content/{PAGE}.md") in [
        (one.code, one.path) for one in site.diagnostics
    ]
    now = site.contents()
    for ending in ("html", "md", "original.txt"):
        assert now[f"{PAGE}.{ending}"] == before[f"{PAGE}.{ending}"]
    assert b"color: red" in now["assets/site.css"]
    manifest = load_manifest(site.output)
    for path, data in now.items():
        assert path == MANIFEST or sha256(data).hexdigest() in manifest.digests[path]
    site.rebuild()
    assert site.diagnostics == ()
    assert b"everybody" in site.contents()[f"{PAGE}.original.txt"]


def test_a_folder_that_nothing_can_be_made_in_is_named(tmp_path):
    site = write_site(tmp_path / "site", "")
    site.write(".cache", "not a folder")
    site.rebuild()
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, site.exit_code) == ("disk.unwritable", ".cache/staging", 1)


def test_once_there_is_room_again_the_build_completes(tmp_path):
    site = write_site(tmp_path / "full", ARCHIVE)
    with failing_at(4, refuse(errno.ENOSPC)):
        site.rebuild()
    site.rebuild()
    assert site.links("index.html") == ["The last ferry", "The bridge is open"]
