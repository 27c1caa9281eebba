"""When files change: told by the system, or found by looking."""

import os
from queue import Queue

import pytest

from generator.serve.watching import differing, look_around, start_watch, why_events_fail

PATIENCE = 20


@pytest.fixture
def root(tmp_path):
    (tmp_path / "site.yaml").write_text("")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("Words.")
    return tmp_path


def test_what_came_went_or_changed_is_found_by_looking(root):
    (root / "content/gone.md").write_text("Words.")
    before = look_around(root)
    (root / "content/a.md").write_text("Other words.")
    (root / "content/gone.md").unlink()
    (root / "seeds").mkdir()
    (root / "seeds/new.txt").write_text("Words.")
    names = {"content/a.md", "content/gone.md", "seeds/new.txt"}
    assert differing(before, look_around(root)) == {str(root / name) for name in names}


def test_a_file_that_takes_the_place_of_another_with_its_size_and_time_is_found(root):
    before = look_around(root)
    old = (root / "content/a.md").stat()
    (root / "content/.a.new").write_text("Wards.")
    os.utime(root / "content/.a.new", ns=(old.st_atime_ns, old.st_mtime_ns))
    (root / "content/.a.new").replace(root / "content/a.md")
    assert differing(before, look_around(root)) == {str(root / "content/a.md")}


def watched(root, *, polls):
    """Watch an archive; return what is reported from now on, and the watch."""
    reports = Queue()
    watch = start_watch(root, reports.put, polls=polls)
    assert str(root / "site.yaml") in reports.get(timeout=PATIENCE)
    return reports, watch


def await_report(reports, path):
    """Wait until a file is reported."""
    while str(path) not in reports.get(timeout=PATIENCE):
        pass


@pytest.fixture(params=["by events", "by looking again and again"])
def watch(root, request):
    """Return the reports of a watch of each kind."""
    polls = request.param != "by events"
    if not polls:
        pytest.importorskip("watchfiles")
    reports, watch = watched(root, polls=polls)
    assert watch.kind == request.param
    yield reports
    watch.end.set()


def test_a_change_is_reported(root, watch):
    (root / "content/a.md").write_text("Other words.")
    await_report(watch, root / "content/a.md")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_change_behind_a_link_is_reported(root, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "b.md").write_text("Words.")
    (root / "content/b.md").symlink_to(elsewhere / "b.md")
    (root / "content/more").symlink_to(elsewhere)
    for polls in (False, True):
        if not polls:
            pytest.importorskip("watchfiles")
        reports, watch = watched(root, polls=polls)
        (elsewhere / "b.md").write_text(f"Other words: {polls}.")
        await_report(reports, root / "content/b.md")
        watch.end.set()


def test_settings_that_are_replaced_are_reported_each_time(root, watch):
    for title in ("One", "Two"):
        (root / "site.new").write_text(f"title: {title}")
        (root / "site.new").replace(root / "site.yaml")
        await_report(watch, root / "site.yaml")


def test_a_folder_that_comes_later_is_watched(root, watch):
    (root / "seeds").mkdir()
    (root / "seeds/a.txt").write_text("Words.")
    reported = set()
    while not reported & {str(root / "seeds"), str(root / "seeds/a.txt")}:
        reported |= set(watch.get(timeout=PATIENCE))


def test_looking_says_why_it_is_not_told(root):
    _, watch = watched(root, polls=True)
    watch.end.set()
    assert watch.reason == "as you asked"


def test_without_the_package_files_are_looked_at(root, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert why_events_fail(root / ".cache") == "the package watchfiles is not installed"


def test_where_the_system_says_nothing_files_are_looked_at(root, monkeypatch):
    pytest.importorskip("watchfiles")
    monkeypatch.setattr("generator.serve.watching._bursts", lambda *_: iter([frozenset()]))
    assert why_events_fail(root / ".cache") == "the system does not tell of changes here"
