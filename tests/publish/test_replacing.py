"""Files that people edit too: replaced while they are as they were read, and only then."""

import errno
import os

import pytest

from generator.publish import compare_and_swap, replace_if_same

OLD, NEW, THEIRS, LATER = b"old", b"new", b"theirs", b"later"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(OLD)
    return path


@pytest.fixture(params=["with exchange", "without"], autouse=True)
def system(request, monkeypatch):
    """Let the system know special renames, or not."""
    if request.param == "without":
        monkeypatch.setattr(compare_and_swap, "_call", lambda: None)
    return request.param


def left_in(path):
    return sorted(one.name for one in path.parent.iterdir())


def test_a_file_that_is_as_it_was_read_is_replaced_and_keeps_its_permissions(path):
    path.chmod(0o640)
    assert replace_if_same(path, NEW, OLD)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (NEW, 0o640)
    assert left_in(path) == ["a.md"]


def test_a_file_that_has_other_bytes_stays(path):
    assert not replace_if_same(path, NEW, THEIRS)
    assert (path.read_bytes(), left_in(path)) == (OLD, ["a.md"])


def test_a_new_file_is_made_where_there_is_none(tmp_path):
    path = tmp_path / "folder/b.md"
    assert replace_if_same(path, NEW, None)
    assert (path.read_bytes(), left_in(path)) == (NEW, ["b.md"])


def test_a_new_file_is_not_made_where_somebody_made_one(path):
    assert not replace_if_same(path, NEW, None)
    assert (path.read_bytes(), left_in(path)) == (OLD, ["a.md"])


def test_a_file_that_was_deleted_stays_deleted(path):
    path.unlink()
    assert not replace_if_same(path, NEW, OLD)
    assert left_in(path) == []


def test_a_link_in_the_place_of_our_own_file_leads_to_nothing_written(path, tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(OLD)
    compare_and_swap.temporary_for(path).symlink_to(victim)
    assert replace_if_same(path, NEW, OLD)
    assert victim.read_bytes() == OLD


@pytest.mark.parametrize("saves", [[THEIRS], [THEIRS, LATER], [OLD, THEIRS]])
def test_what_somebody_saves_at_the_last_moment_goes_back(path, monkeypatch, saves, system):
    if system == "without":
        pytest.skip("there is no last moment to look at")
    waiting = list(saves)
    real = compare_and_swap.exchange

    def meanwhile(one, other):
        if waiting:
            new = path.with_name(".editor")
            new.write_bytes(waiting.pop(0))
            new.replace(path)
        return real(one, other)

    monkeypatch.setattr(compare_and_swap, "exchange", meanwhile)
    is_done = replace_if_same(path, NEW, OLD)
    assert is_done == (saves[0] == OLD)
    assert path.read_bytes() == (NEW if is_done else saves[-1])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_fails_leaves_the_old_file(path, monkeypatch, number):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(compare_and_swap, "exchange", fail)
    with pytest.raises(OSError, match=os.strerror(number)):
        replace_if_same(path, NEW, OLD)
    assert (path.read_bytes(), left_in(path)) == (OLD, ["a.md"])
