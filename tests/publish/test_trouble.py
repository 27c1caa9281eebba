"""Disks that are full, cannot be written to or are somebody else's: what is said, what stays."""

import errno
import os
from contextlib import contextmanager

import pytest

from generator.publish import MANIFEST, write_safely
from tests.publish.staged_sites import (
    another_disk,
    contents,
    failing_at,
    prepare,
    publish_site,
    refuse,
)

SITE = {"2001/bridge.html": b"The bridge", "2002/ferry.html": b"The ferry", "index.html": b"Two"}
NEWER = {"2001/bridge.html": b"A bridge", "2003/tunnel.html": b"A tunnel", "index.html": b"New"}
WRITING_THE_FIRST_PAGE = 11
"""The number of that change of the disk; those before make the folder and write the manifest."""

as_any_user_but_root = pytest.mark.usefixtures("ordinary_user")


def now(folder):
    return contents(folder / "output")


def published_while(folder, number, at=1, is_lasting=True):
    """Publish NEWER over SITE while the disk fails from one of its changes on; say what it said."""
    publish_site(SITE, folder)
    work = prepare(NEWER, folder)
    with failing_at(at, refuse(number), is_lasting=is_lasting):
        return work()


@pytest.mark.parametrize(
    ("number", "words", "remedy"),
    [
        (errno.ENOSPC, "the disk is full", "Make room"),
        (errno.EDQUOT, "your share of the disk is used up", "Make room"),
        (errno.EROFS, "the disk can only be read from", "use --output"),
        (errno.EACCES, "permission denied", "Make the folder writable"),
        (errno.EIO, "the disk does not work", "it may be failing"),
    ],
)
def test_a_disk_that_takes_nothing_is_told_once_with_what_to_do(tmp_path, number, words, remedy):
    (problem,) = published_while(tmp_path, number)
    assert (problem.code, problem.path) == ("publish.failed", f"output/{MANIFEST}")
    assert words in problem.message
    assert "; 4 more stay as they were" in problem.message
    assert remedy in problem.hint


def test_a_disk_that_takes_nothing_keeps_the_site_as_it_was(tmp_path):
    published_while(tmp_path, errno.EROFS)
    assert now(tmp_path) == SITE


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_in_the_middle_is_told_once_with_the_number_of_pages(tmp_path, number):
    (problem,) = published_while(tmp_path, number, WRITING_THE_FIRST_PAGE)
    assert problem.path == "output/2001/bridge.html"
    assert problem.message.endswith("; 2 more stay as they were")


def test_a_disk_that_fails_in_the_middle_keeps_what_was_to_be_removed(tmp_path):
    published_while(tmp_path, errno.ENOSPC, WRITING_THE_FIRST_PAGE, is_lasting=False)
    assert now(tmp_path) == SITE


def test_a_page_that_alone_is_denied_keeps_no_other_from_being_published(tmp_path):
    (problem,) = published_while(tmp_path, errno.EACCES, WRITING_THE_FIRST_PAGE, is_lasting=False)
    assert problem.path == "output/2001/bridge.html"
    assert now(tmp_path) == {**NEWER, "2001/bridge.html": b"The bridge"}


def test_many_failures_are_told_as_a_few_and_a_number(tmp_path):
    for number in range(100):
        (tmp_path / f"output/{number}.html").mkdir(parents=True)
        (tmp_path / f"output/{number}.html/mine.txt").write_bytes(b"mine")
    said = publish_site({f"{number}.html": b"Ours" for number in range(100)}, tmp_path)
    assert len(said) == 21
    assert said[-1].message.endswith("; the same for 79 more")


def test_a_file_in_the_place_of_the_output_is_told_as_such(tmp_path):
    (tmp_path / "output").write_bytes(b"mine")
    (problem,) = publish_site(SITE, tmp_path)
    assert (problem.code, problem.path) == ("publish.failed", "output")
    assert "Move away what is in the way" in problem.hint


# Permissions


@pytest.fixture
def locked(tmp_path):
    """Return a function that makes a folder read-only till the end of the test."""
    folders = []

    def lock(folder):
        folders.append(folder)
        folder.chmod(0o555)

    yield lock
    for folder in folders:
        folder.chmod(0o755)


@as_any_user_but_root
def test_an_output_that_may_not_be_written_to_is_told_and_stays(tmp_path, locked):
    publish_site(SITE, tmp_path)
    locked(tmp_path / "output")
    (problem,) = publish_site(NEWER, tmp_path)
    assert "permission denied" in problem.message
    assert now(tmp_path) == SITE


@as_any_user_but_root
def test_a_folder_that_may_not_be_written_to_keeps_its_pages_alone(tmp_path, locked):
    publish_site(SITE, tmp_path)
    locked(tmp_path / "output/2002")
    (problem,) = publish_site(NEWER, tmp_path)
    assert problem.path == "output/2002/ferry.html"
    assert now(tmp_path) == {**NEWER, "2002/ferry.html": b"The ferry"}


@as_any_user_but_root
def test_a_page_of_ours_that_may_not_be_read_is_not_replaced(tmp_path):
    publish_site(SITE, tmp_path)
    work = prepare(NEWER, tmp_path)
    page = tmp_path / "output/2001/bridge.html"
    page.chmod(0)
    (problem,) = work()
    page.chmod(0o644)
    assert problem.path == "output/2001/bridge.html"
    assert page.read_bytes() == b"The bridge"


# Other disks


def test_a_site_reaches_another_disk_whole(tmp_path):
    with another_disk():
        assert publish_site(SITE, tmp_path) == []
        assert publish_site(NEWER, tmp_path) == []
    assert now(tmp_path) == NEWER


def test_a_copy_to_another_disk_that_fails_leaves_nothing_of_itself(tmp_path):
    with another_disk():
        published_while(tmp_path, errno.ENOSPC, WRITING_THE_FIRST_PAGE + 1, is_lasting=False)
    assert now(tmp_path) == SITE


def test_the_output_folder_itself_is_never_replaced_or_removed(tmp_path):
    (tmp_path / "output").mkdir()
    before = os.stat(tmp_path / "output").st_ino
    publish_site(SITE, tmp_path)
    publish_site({}, tmp_path)
    assert os.stat(tmp_path / "output").st_ino == before


# Content files and the manifest


@contextmanager
def small_files_only():
    """Let no file grow beyond a thousand bytes, as if the disk became full while it is written.

    Around a single call: pytest's own output may be such a file.
    """
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_finds_no_room_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "bridge.md"
    path.write_bytes(b"Written by hand")
    with small_files_only(), pytest.raises(OSError, match="File too large"):
        write_safely(path, b"x" * 5000)
    assert contents(tmp_path) == {"bridge.md": b"Written by hand"}


@pytest.mark.parametrize(
    "number",
    [2, 3, 4, 5, 6, 8],
    ids=["making", "writing", "flushing", "forcing", "closing", "renaming"],
)
def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(tmp_path, number):
    path = tmp_path / "bridge.md"
    path.write_bytes(b"Written by hand")
    with failing_at(number, refuse(errno.ENOSPC)), pytest.raises(OSError, match="No space"):
        write_safely(path, b"New")
    assert contents(tmp_path) == {"bridge.md": b"Written by hand"}


def test_a_file_is_on_the_disk_before_it_takes_the_old_ones_place(tmp_path, monkeypatch):
    calls = []
    for name in ("fsync", "replace"):
        call = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *args, _name=name, _call=call: (calls.append(_name), _call(*args))[1]
        )
    write_safely(tmp_path / "bridge.md", b"Words")
    assert calls[:2] == ["fsync", "replace"]


def test_a_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "bridge.md"
    path.write_bytes(b"Private")
    path.chmod(0o600)
    write_safely(path, b"Still private")
    assert path.stat().st_mode & 0o777 == 0o600
