"""Files that change twice within one tick of the disk's clock: the second change is seen, too."""

import pytest

from generator.state import snapshots
from generator.state.snapshots import stat_of_input, take_snapshot

LATER = 3_000_000_000
"""Nanoseconds after which a change is long ago on any disk."""


@pytest.fixture
def whole_seconds(monkeypatch):
    """Let the disk note down whole seconds, as FAT and some network disks do: all times are."""
    monkeypatch.setattr(snapshots, "_SECOND", 1)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Fine.")
    return path


def pass_time(monkeypatch):
    now = snapshots.time.time_ns
    monkeypatch.setattr(snapshots.time, "time_ns", lambda: now() + LATER)


def test_an_edit_right_after_a_look_shows_in_the_next_look(tmp_path, file):
    for number in range(20):
        before = take_snapshot(tmp_path)
        file.write_text(f"A {number % 10}")
        seen = take_snapshot(tmp_path)
        file.write_text(f"B {number % 10}")
        assert before.digest != seen.digest != take_snapshot(tmp_path).digest


@pytest.mark.usefixtures("whole_seconds")
def test_a_file_that_changed_within_the_second_looks_different_each_time(tmp_path, file):
    assert take_snapshot(tmp_path).digest != take_snapshot(tmp_path).digest
    assert stat_of_input(str(file)) != stat_of_input(str(file))


@pytest.mark.usefixtures("whole_seconds", "file")
def test_a_file_that_changed_long_ago_looks_as_it_did(tmp_path, monkeypatch):
    pass_time(monkeypatch)
    assert take_snapshot(tmp_path).digest == take_snapshot(tmp_path).digest


@pytest.mark.usefixtures("whole_seconds")
def test_a_file_is_read_again_once_its_second_has_passed(tmp_path, file, monkeypatch):
    young = take_snapshot(tmp_path).digest
    pass_time(monkeypatch)
    assert take_snapshot(tmp_path).digest != young
    assert stat_of_input(str(file)) == stat_of_input(str(file))


@pytest.mark.usefixtures("file")
def test_files_on_other_disks_are_trusted_at_once(tmp_path):
    assert take_snapshot(tmp_path).digest == take_snapshot(tmp_path).digest
