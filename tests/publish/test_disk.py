"""Publishing: what happens to the files of the output folder."""

import os
import shutil
from pathlib import Path

import pytest

from generator.publish import MANIFEST, read_manifest, remove_published

TWO = """
    -- content/2001/bridge.md --
    ---
    {title: The bridge, date: "2001"}
    ---
    -- content/2002/ferry.md --
    ---
    {title: The ferry, date: "2002"}
    ---
"""


def state(folder):
    """Return the bytes and the times of all files."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in files
    }


# What is ours


def test_a_second_build_touches_nothing(build_site):
    site = build_site(TWO)
    before = state(site.output)
    site.rebuild()
    assert state(site.output) == before


def test_a_change_touches_the_pages_that_show_it_and_the_manifest_alone(build_site):
    site = build_site(TWO)
    before = state(site.output)
    site.write(
        "content/2001/bridge.md", "---\n{title: The bridge, date: '2001'}\n---\nIt is open.\n"
    )
    site.rebuild()
    touched = {path for path, now in state(site.output).items() if before[path] != now}
    names = {path.relative_to(site.output).as_posix() for path in touched}
    assert names == {"2001/bridge.html", "2001/bridge.md", MANIFEST}


def test_a_file_that_the_site_no_longer_has_is_removed_with_its_folder(build_site):
    site = build_site(TWO)
    site.write("content/pictures/of/the-bridge.txt", "A drawing")
    site.write("content/pictures/list.txt", "One picture")
    site.rebuild()
    shutil.rmtree(site.root / "content/pictures/of")
    site.rebuild()
    assert not (site.output / "pictures/of").exists()
    assert (site.output / "pictures/list.txt").is_file()


def test_a_page_that_was_edited_in_the_output_is_put_right(build_site):
    site = build_site(TWO)
    before = site.read("output/2001/bridge.html")
    # As editors save: another file takes the place of the page.
    site.write("output/2001/edited", "edited by hand").replace(site.output / "2001/bridge.html")
    site.rebuild()
    assert site.read("output/2001/bridge.html") == before
    assert site.codes == ["publish.edited"]


def test_a_page_that_was_deleted_from_the_output_comes_back(build_site):
    site = build_site(TWO)
    before = site.contents()
    shutil.rmtree(site.output / "2001")
    assert site.rebuild().contents() == before


def test_a_lost_manifest_is_made_again(build_site):
    site = build_site(TWO)
    before = site.contents()
    (site.output / MANIFEST).unlink()
    assert site.rebuild().contents() == before


def test_a_file_that_becomes_a_folder_and_back_is_right_after_each_build(build_site):
    site = build_site()
    site.write("content/notes", "All notes")
    site.rebuild()
    (site.root / "content/notes").unlink()
    site.write("content/notes/bridge.txt", "On the bridge")
    site.rebuild()
    assert site.read("output/notes/bridge.txt") == "On the bridge"
    shutil.rmtree(site.root / "content/notes")
    site.write("content/notes", "All notes")
    site.rebuild()
    assert site.read("output/notes") == "All notes"
    assert site.exit_code == 0


def test_the_output_folder_stays_when_its_last_file_is_removed(tmp_path):
    (tmp_path / "output/2001").mkdir(parents=True)
    (tmp_path / "output/2001/bridge.html").write_text("The bridge")
    remove_published(tmp_path / "output", "2001/bridge.html", ())
    assert list(tmp_path.rglob("*")) == [tmp_path / "output"]


# What is not ours


def test_a_file_that_we_did_not_write_is_left_alone(build_site):
    site = build_site(TWO)
    site.write("output/CNAME", "archive.example\n")
    site.write("output/2002/notes.txt", "mine\n")
    before = {
        path: now for path, now in state(site.output).items() if path.name in ("CNAME", "notes.txt")
    }
    shutil.rmtree(site.root / "content/2002")
    site.rebuild()
    assert before.items() <= state(site.output).items()


IN_THE_WAY = "a file that no build wrote is in the way"


def test_a_link_inside_the_output_leads_no_file_out_of_it(build_site, tmp_path):
    site = build_site(TWO)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(site.output / "2001", elsewhere)
    (elsewhere / "bridge.html").write_text("Somebody's own.")
    (site.output / "2001").symlink_to(elsewhere, target_is_directory=True)
    site.rebuild()
    assert (elsewhere / "bridge.html").read_text() == "Somebody's own."
    assert "publish.failed" in {diagnostic.code for diagnostic in site.diagnostics}


@pytest.fixture
def obstructed(build_site):
    """Return a site in whose output a stranger's file has the place of a page."""
    site = build_site()
    site.add_files(TWO)
    site.write("output/2001/bridge.html", "mine")
    return site.rebuild()


def test_a_file_that_we_did_not_write_is_never_replaced(obstructed):
    assert obstructed.read("output/2001/bridge.html") == "mine"
    assert "2001/bridge.html" not in read_manifest(obstructed.output)


def test_a_file_that_is_in_the_way_is_reported_and_the_rest_is_published(obstructed):
    (problem,) = obstructed.diagnostics
    assert (problem.path, problem.code) == ("output/2001/bridge.html", "publish.failed")
    assert IN_THE_WAY in problem.message
    assert "Move away what is in the way" in problem.hint
    assert obstructed.exit_code == 1
    assert "2002/ferry.html" in obstructed.paths()


def test_once_the_stranger_is_gone_the_page_takes_its_place(obstructed):
    (obstructed.output / "2001/bridge.html").unlink()
    obstructed.rebuild()
    assert obstructed.exit_code == 0
    assert "2001/bridge.html" in read_manifest(obstructed.output)


def test_a_folder_in_the_place_of_a_page_is_reported_and_the_rest_is_published(build_site):
    site = build_site()
    site.add_files(TWO)
    site.write("output/2001/bridge.html/mine.txt", "mine")
    site.rebuild()
    assert [(one.path, one.code) for one in site.diagnostics] == [
        ("output/2001/bridge.html", "publish.failed")
    ]
    assert "2002/ferry.html" in site.paths()
    assert site.read("output/2001/bridge.html/mine.txt") == "mine"


def test_a_file_in_the_place_of_a_folder_is_reported_and_the_rest_is_published(build_site):
    site = build_site()
    site.add_files(TWO)
    site.write("output/2001", "mine")
    site.rebuild()
    assert {one.path.partition("/20")[2] for one in site.diagnostics} == {
        "01/bridge.html",
        "01/bridge.md",
        "01/index.html",
    }
    assert "2002/ferry.html" in site.paths()
    assert site.read("output/2001") == "mine"


def test_an_output_that_is_a_file_is_reported(build_site):
    site = build_site()
    shutil.rmtree(site.output)
    site.write("output", "mine")
    site.rebuild()
    (problem,) = site.diagnostics
    assert (site.exit_code, problem.code) == (1, "publish.failed")
    assert site.read("output") == "mine"


# Where else


def test_the_output_can_be_in_another_folder(build_site, tmp_path):
    site = build_site(TWO, output_override=tmp_path / "elsewhere")
    assert site.contents(tmp_path / "elsewhere").keys() >= {"index.html", "2001/bridge.html"}
    assert not site.output.exists()


def test_the_output_can_be_on_another_file_system(build_site):
    shared = Path("/dev/shm")
    if not shared.is_dir() or not os.access(shared, os.W_OK):
        pytest.skip("there is no /dev/shm to write to")
    folder = shared / f"microfiche-test-{os.getpid()}"
    try:
        site = build_site(TWO)
        if os.stat(shared).st_dev == os.stat(site.root).st_dev:
            pytest.skip("/dev/shm is the file system of the temporary folder")
        site.rebuild(output_override=folder)
        assert site.diagnostics == ()
        assert site.contents(folder) == site.contents()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
