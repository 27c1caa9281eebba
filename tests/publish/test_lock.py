"""One build at a time: who holds the lock, and that nobody who died does."""

import errno
import os
import signal

import pytest

from generator.publish import hold_lock, hold_output
from generator.report import BuildError
from tests.publish.staged_sites import refuse

fcntl = pytest.importorskip("fcntl")


def is_free(folder):
    try:
        with hold_lock(folder):
            return True
    except BuildError:
        return False


@pytest.fixture
def held_by_a_child(tmp_path):
    """Return a process that holds the lock of the folder until it is ended."""
    ready, say_ready = os.pipe()
    child = os.fork()
    if child == 0:
        with hold_lock(tmp_path):
            os.write(say_ready, b"!")
            signal.pause()
        os._exit(0)
    os.read(ready, 1)
    yield child
    if child_is_there(child):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def child_is_there(child):
    try:
        return os.waitpid(child, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False


def test_a_second_build_is_refused_at_once(tmp_path, held_by_a_child):
    assert not is_free(tmp_path)


def test_a_refusal_names_the_other_process_and_what_to_do(tmp_path, held_by_a_child):
    with pytest.raises(BuildError) as refused, hold_lock(tmp_path):
        pass
    told = refused.value.diagnostic
    assert (told.code, told.path, refused.value.is_usage) == ("build.locked", ".cache/lock", False)
    assert told.message == f"process {held_by_a_child} is building this archive"
    assert "Wait until it has ended" in told.hint


def test_a_build_that_was_killed_leaves_no_lock(tmp_path, held_by_a_child):
    os.kill(held_by_a_child, signal.SIGKILL)
    os.waitpid(held_by_a_child, 0)
    assert is_free(tmp_path)


def test_a_worker_that_outlives_its_build_holds_no_lock(tmp_path):
    ready, say_ready = os.pipe()
    until, end = os.pipe()
    builder = os.fork()
    if builder == 0:
        with hold_lock(tmp_path):
            if os.fork() == 0:
                os.close(end)
                os.write(say_ready, b"!")
                os.read(until, 1)
            os._exit(0)
    os.waitpid(builder, 0)
    os.read(ready, 1)
    assert is_free(tmp_path)
    os.close(end)


def test_a_worker_that_ends_takes_no_lock_with_it(tmp_path):
    with hold_lock(tmp_path):
        worker = os.fork()
        if worker == 0:
            os._exit(0)
        os.waitpid(worker, 0)
        assert not is_free(tmp_path)


def test_two_builds_in_one_process_keep_each_other_away_too(tmp_path):
    with hold_lock(tmp_path):
        assert not is_free(tmp_path)


def test_a_build_that_ended_leaves_the_folder_free(tmp_path):
    with hold_lock(tmp_path):
        pass
    assert is_free(tmp_path)


def test_a_build_that_failed_leaves_the_folder_free(tmp_path):
    with pytest.raises(BuildError), hold_lock(tmp_path):
        raise BuildError("the theme is missing")
    assert is_free(tmp_path)


def test_a_refused_build_does_not_free_the_folder(tmp_path):
    with hold_lock(tmp_path):
        is_free(tmp_path)
        assert not is_free(tmp_path)


def test_other_archives_are_not_kept_away(tmp_path):
    with hold_lock(tmp_path / "one"):
        assert is_free(tmp_path / "two")


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_disk_without_locks_stops_no_build(tmp_path, monkeypatch, number):
    monkeypatch.setattr(fcntl, "flock", refuse(number))
    assert is_free(tmp_path)


def test_a_folder_that_cannot_be_made_stops_no_build(tmp_path):
    (tmp_path / "cache").write_bytes(b"no folder")
    assert is_free(tmp_path / "cache")


def test_a_full_disk_stops_no_build(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "write", refuse(errno.ENOSPC))
    assert is_free(tmp_path)


def test_a_lock_that_another_user_made_is_a_lock(tmp_path, monkeypatch):
    with hold_lock(tmp_path):
        pass
    really_open = os.open

    def open_to_read_alone(path, flags, *mode):
        if flags & os.O_RDWR:
            refuse(errno.EACCES)()
        return really_open(path, flags, *mode)

    with hold_lock(tmp_path):
        monkeypatch.setattr(os, "open", open_to_read_alone)
        assert not is_free(tmp_path)


def test_an_archive_that_is_being_built_is_not_built_a_second_time(build_site):
    site = build_site()
    site.write("content/bridge.md", "It is open.")
    with hold_lock(site.root / ".cache"):
        site.rebuild()
    assert (site.codes, site.exit_code) == (["build.locked"], 1)
    assert "bridge.html" not in site.paths()


def test_two_archives_do_not_publish_into_one_folder_at_once(build_site, tmp_path):
    shared = tmp_path / "www"
    shared.mkdir()
    with hold_output(shared):
        site = build_site("-- content/bridge.md --\nOpen.\n", output_override=shared)
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, site.exit_code) == ("build.locked", "www", 1)
    assert "an output folder of its own" in problem.hint
    assert not any(shared.iterdir())
    assert site.rebuild(output_override=shared).exit_code == 0


def test_an_archive_beside_which_another_was_published_into_its_folder_says_so(build_site):
    site = build_site("-- content/bridge.md --\nOpen.\n")
    other = build_site("-- content/ferry.md --\nOver.\n", output_override=site.output)
    assert other.exit_code == 0
    assert site.rebuild().exit_code == 0
    assert "bridge.html" in site.paths()
    assert "ferry.html" not in site.paths()


def test_a_link_in_the_place_of_the_lock_is_not_written_through(tmp_path):
    cache = tmp_path / "archive/.cache"
    cache.mkdir(parents=True)
    (tmp_path / "key.txt").write_text("Mine.")
    (cache / "lock").symlink_to(tmp_path / "key.txt")
    with hold_lock(cache):
        assert not (cache / "lock").is_symlink()
    assert (tmp_path / "key.txt").read_text() == "Mine."
