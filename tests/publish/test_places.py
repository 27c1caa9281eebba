"""Files that become folders, folders that become files, names that change their letter case."""

import pytest

from generator.publish import read_manifest
from tests.publish.staged_sites import contents, publish_site

AS_A_FILE = {"index.html": b"Home", "notes": b"Notes"}
AS_A_FOLDER = {"index.html": b"Home", "notes/a.html": b"A", "notes/deep/b.html": b"B"}


def now(folder):
    return contents(folder / "output")


@pytest.mark.parametrize(
    ("before", "after"),
    [(AS_A_FILE, AS_A_FOLDER), (AS_A_FOLDER, AS_A_FILE)],
    ids=["a file becomes a folder", "a folder becomes a file"],
)
def test_what_was_ours_makes_way_at_once(tmp_path, before, after):
    publish_site(before, tmp_path)
    assert publish_site(after, tmp_path) == []
    assert now(tmp_path) == after
    assert read_manifest(tmp_path / "output").keys() == after.keys()


def test_a_file_deep_in_the_way_of_a_folder_makes_way(tmp_path):
    publish_site({"a/b": b"File"}, tmp_path)
    assert publish_site({"a/b/c/d.html": b"D"}, tmp_path) == []
    assert now(tmp_path) == {"a/b/c/d.html": b"D"}


def test_empty_folders_are_in_nobodys_way(tmp_path):
    publish_site(AS_A_FOLDER, tmp_path)
    (tmp_path / "output/notes/empty/deeper").mkdir(parents=True)
    assert publish_site(AS_A_FILE, tmp_path) == []
    assert now(tmp_path) == AS_A_FILE


@pytest.fixture
def shared(tmp_path):
    """Return where a folder of the site holds a stranger's file, and is to become a file."""
    publish_site(AS_A_FOLDER, tmp_path)
    (tmp_path / "output/notes/mine.txt").write_bytes(b"mine")
    return tmp_path


def test_a_folder_with_a_strangers_file_in_it_stays_whole(shared):
    publish_site(AS_A_FILE, shared)
    assert now(shared) == {**AS_A_FOLDER, "notes/mine.txt": b"mine"}


def test_a_folder_with_a_strangers_file_in_it_is_reported(shared):
    (problem,) = publish_site(AS_A_FILE, shared)
    assert (problem.code, problem.path) == ("publish.failed", "output/notes")
    assert "a folder with files in it is in the way" in problem.message


def test_what_stays_because_of_a_stranger_stays_ours(shared):
    publish_site(AS_A_FILE, shared)
    assert read_manifest(shared / "output").keys() == AS_A_FOLDER.keys()


def test_once_the_stranger_is_gone_the_folder_makes_way(shared):
    publish_site(AS_A_FILE, shared)
    (shared / "output/notes/mine.txt").unlink()
    assert publish_site(AS_A_FILE, shared) == []
    assert now(shared) == AS_A_FILE


def test_a_folder_with_a_strangers_link_in_it_stays_whole(tmp_path):
    publish_site(AS_A_FOLDER, tmp_path)
    (tmp_path / "output/notes/elsewhere").symlink_to(tmp_path)
    (problem,) = publish_site(AS_A_FILE, tmp_path)
    assert problem.path == "output/notes"
    assert now(tmp_path) == AS_A_FOLDER


def test_a_folder_with_an_edited_page_in_it_stays_whole(tmp_path):
    publish_site(AS_A_FOLDER, tmp_path)
    (tmp_path / "output/notes/a.html").write_bytes(b"Edited")
    (problem,) = publish_site(AS_A_FILE, tmp_path)
    assert problem.path == "output/notes"
    assert now(tmp_path) == {**AS_A_FOLDER, "notes/a.html": b"Edited"}


def test_a_file_that_was_edited_makes_way_for_a_folder_and_is_kept(tmp_path):
    publish_site(AS_A_FILE, tmp_path)
    (tmp_path / "output/notes").write_bytes(b"Edited")
    (told,) = publish_site(AS_A_FOLDER, tmp_path)
    assert (told.code, told.path) == ("publish.edited", "output/notes")
    assert b"Edited" in now(tmp_path).values()
    assert AS_A_FOLDER.items() <= now(tmp_path).items()


def test_a_strangers_file_in_the_place_of_a_folder_stays(tmp_path):
    publish_site({"index.html": b"Home"}, tmp_path)
    (tmp_path / "output/notes").write_bytes(b"mine")
    said = publish_site(AS_A_FOLDER, tmp_path)
    assert {problem.path for problem in said} == {"output/notes/a.html", "output/notes/deep/b.html"}
    assert now(tmp_path) == {"index.html": b"Home", "notes": b"mine"}


def test_a_page_that_could_not_be_made_keeps_its_place(tmp_path):
    publish_site(AS_A_FOLDER, tmp_path)
    said = publish_site(AS_A_FILE, tmp_path, kept=["notes/a.html", "notes/deep/b.html"])
    assert [problem.path for problem in said] == ["output/notes"]
    assert now(tmp_path) == AS_A_FOLDER


def test_a_link_in_the_place_of_a_new_page_stays(tmp_path):
    publish_site({"index.html": b"Home"}, tmp_path)
    (tmp_path / "output/notes").symlink_to("nowhere")
    (problem,) = publish_site(AS_A_FILE, tmp_path)
    assert problem.path == "output/notes"
    assert (tmp_path / "output/notes").is_symlink()


def test_a_folder_in_the_place_of_a_page_that_goes_is_left_alone(tmp_path):
    publish_site(AS_A_FILE, tmp_path)
    (tmp_path / "output/notes").unlink()
    (tmp_path / "output/notes").mkdir()
    (tmp_path / "output/notes/mine.txt").write_bytes(b"mine")
    assert publish_site({"index.html": b"Home"}, tmp_path) == []
    assert now(tmp_path) == {"index.html": b"Home", "notes/mine.txt": b"mine"}


# Letter case


def test_a_name_in_other_letter_case_is_another_file(tmp_path):
    publish_site({"Bridge.html": b"The bridge"}, tmp_path)
    assert publish_site({"bridge.html": b"A bridge"}, tmp_path) == []
    assert now(tmp_path) == {"bridge.html": b"A bridge"}


@pytest.fixture
def caseless(tmp_path):
    """Return where a folder has two names, as on disks that do not tell letter case apart."""
    publish_site({"Notes/bridge.html": b"The bridge"}, tmp_path)
    (tmp_path / "output/Notes/mine.txt").write_bytes(b"mine")
    (tmp_path / "output/notes").symlink_to("Notes")
    return tmp_path


@pytest.mark.parametrize("data", [b"The bridge", b"A bridge"], ids=["same", "newer"])
def test_a_page_whose_old_name_is_the_new_one_to_the_disk_stays(caseless, data):
    assert publish_site({"notes/bridge.html": data}, caseless) == []
    assert (caseless / "output/notes/bridge.html").read_bytes() == data
    assert read_manifest(caseless / "output").keys() == {"notes/bridge.html"}


def test_a_folder_of_ours_makes_way_however_the_disk_spells_it(tmp_path):
    publish_site({"Notes/A.html": b"A"}, tmp_path)
    (tmp_path / "output/Notes").rename(tmp_path / "output/notes")
    (tmp_path / "output/Notes").symlink_to("notes")
    assert publish_site({"notes": b"Notes"}, tmp_path) == []
    assert (tmp_path / "output/notes").read_bytes() == b"Notes"
