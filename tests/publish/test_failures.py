"""The n-th operation on the disk fails, for every n: each file is the old one or the new one."""

import errno
import os
import shutil
from contextlib import contextmanager

import pytest

from generator.model import Staged
from generator.publish import MANIFEST, plan_publication, publish, read_manifest
from tests.site_in_a_string import write_site

CALLS = ("replace", "unlink", "mkdir", "rmdir")
"""What changes a disk, besides writing into a file that nobody sees yet."""

BEFORE = {
    "assets/site.css": b"p {}",
    "2001/bridge.html": b"The bridge",
    "2002/ferry.html": b"The ferry",
    "2002/10/ferry.html": b"The ferry again",
    "index.html": b"Bridge, ferry",
}
AFTER = {
    "assets/site.css": b"p {}",
    "2001/bridge.html": b"A bridge",
    "2003/05/tunnel.html": b"The tunnel",
    "index.html": b"Bridge, tunnel",
}
LATER = {"2003/05/tunnel.html": b"The tunnels", "index.html": b"Tunnels"}


@contextmanager
def failing_at(number, fail):
    """Call `fail` at the n-th change of the disk; yield a list with how many are left till then."""
    left = [number]

    def watched(call):
        def called(*args, **options):
            left[0] -= 1
            if left[0] == 0:
                fail()
            return call(*args, **options)

        return called

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, watched(getattr(os, name)))
        yield left


def survives(number, work):
    """Do work in a process that dies at the n-th change of the disk; say whether it got through."""
    child = os.fork()
    if child == 0:
        with failing_at(number, lambda: os._exit(9)):
            work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def prepare(files, folder):
    """Stage files as a build does; return what publishes them."""
    output, staging = folder / "output", folder / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    present = contents(output)
    staged = [Staged(path, "0" * 64, present.get(path) != data) for path, data in files.items()]
    for one in staged:
        (staging / one.path).parent.mkdir(parents=True, exist_ok=True)
        (staging / one.path).write_bytes(files[one.path])
    published = read_manifest(output)
    plan = plan_publication(staged, published)
    return lambda: list(publish(plan, staging, output, published))


def contents(output):
    files = (path for path in output.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def torn(now, before, after):
    """Return the files that are neither old nor new, those in the making left out."""
    return [
        path
        for path, data in now.items()
        if data not in (before.get(path), after.get(path)) and ".microfiche-" not in path
    ]


@pytest.fixture(scope="module")
def operations(tmp_path_factory):
    """Return how many times publishing AFTER over BEFORE changes the disk."""
    folder = tmp_path_factory.mktemp("operations")
    prepare(BEFORE, folder)()
    work = prepare(AFTER, folder)
    with failing_at(-1, lambda: None) as left:
        work()
    return -1 - left[0]


def test_publishing_is_a_number_of_steps(operations):
    assert operations > 10


def test_killed_at_any_step_each_file_is_old_or_new_and_the_next_build_completes(
    operations, tmp_path
):
    for number in range(1, operations + 1):
        folder = tmp_path / str(number)
        prepare(BEFORE, folder)()
        assert not survives(number, prepare(AFTER, folder))
        assert torn(contents(folder / "output"), BEFORE, AFTER) == []
        assert prepare(AFTER, folder)() == []
        assert contents(folder / "output") == AFTER
        assert read_manifest(folder / "output").keys() == AFTER.keys()


def test_killed_at_any_step_of_the_first_build_the_next_one_completes(operations, tmp_path):
    for number in range(1, operations):
        folder = tmp_path / str(number)
        survives(number, prepare(BEFORE, folder))
        assert prepare(BEFORE, folder)() == []
        assert contents(folder / "output") == BEFORE


def test_whatever_a_killed_build_left_the_next_one_knows_as_ours(operations, tmp_path):
    for number in range(1, operations + 1):
        folder = tmp_path / str(number)
        prepare(BEFORE, folder)()
        survives(number, prepare(AFTER, folder))
        assert prepare(LATER, folder)() == []
        assert contents(folder / "output") == LATER


def full():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_step_that_fails_is_reported_and_leaves_each_file_old_or_new(operations, tmp_path):
    for number in range(1, operations + 1):
        folder = tmp_path / str(number)
        prepare(BEFORE, folder)()
        work = prepare(AFTER, folder)
        with failing_at(number, full):
            said = work()
        now = contents(folder / "output")
        assert torn(now, BEFORE, AFTER) == []
        assert now == AFTER or [one.code for one in said] == ["publish.failed"]
        assert prepare(AFTER, folder)() == []
        assert contents(folder / "output") == AFTER


SITE = """
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
    whole = build_site(SITE)
    killed = write_site(tmp_path / "killed", SITE)
    assert not survives(number, killed.rebuild)
    killed.rebuild()
    assert killed.contents() == whole.contents()
    assert killed.contents(killed.root / "content") == whole.contents(whole.root / "content")


@pytest.mark.parametrize("number", [1, 2, 4])
def test_content_that_cannot_be_written_is_named_and_the_rest_is_published(tmp_path, number):
    site = write_site(tmp_path / "full", SITE)
    site.add_files("""
        -- content/tunnel.md --
        The tunnel is open.
    """)
    with failing_at(number, full):
        site.rebuild()
    (problem,) = site.diagnostics
    assert problem.code == "disk.unwritable"
    assert problem.path.startswith("content/2001/10/the-")
    assert "tunnel.html" in site.paths()


def test_a_folder_that_nothing_can_be_made_in_is_named(tmp_path):
    site = write_site(tmp_path / "site", "")
    site.write(".cache", "not a folder")
    site.rebuild()
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, site.exit_code) == ("disk.unwritable", ".cache/staging", 1)


def test_once_there_is_room_again_the_build_completes(tmp_path):
    site = write_site(tmp_path / "full", SITE)
    with failing_at(4, full):
        site.rebuild()
    site.rebuild()
    assert site.links("index.html") == ["The last ferry", "The bridge is open"]
