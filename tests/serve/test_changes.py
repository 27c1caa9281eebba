"""What a change asks for, and what is no change at all."""

from pathlib import Path

import pytest

from generator.serve.changes import Change, is_news, is_passing, judge, name_in
from generator.state.snapshots import stat_of_file

SHEET, PICTURE = "themes/mine/static/mine.css", "themes/mine/static/seal.png"
ASSETS = {SHEET: "assets/mine.css", PICTURE: "assets/seal.png"}
ROOT = Path("/archive")


@pytest.mark.parametrize(
    ("names", "gone", "change"),
    [
        ([SHEET], [], Change(assets=("assets/mine.css",))),
        ([PICTURE, SHEET], [], Change(assets=("assets/mine.css", "assets/seal.png"))),
        ([SHEET, "content/a.md"], [], Change(is_of_pages=True, assets=("assets/mine.css",))),
        ([SHEET], [SHEET], Change(is_of_pages=True)),
        (["themes/mine/static/new.css"], [], Change(is_of_pages=True)),
        (["themes/mine/templates/base.html"], [], Change(is_of_pages=True)),
        (["site.yaml"], [], Change(is_of_pages=True)),
    ],
)
def test_a_static_file_that_is_shown_needs_no_new_page_and_all_else_does(names, gone, change):
    assert judge(names, ASSETS, gone) == change


@pytest.mark.parametrize(
    "name",
    [
        "content/.bridge.md.swp",
        "content/bridge.md~",
        "content/4913",
        "content/.#bridge.md",
        "content/#bridge.md#",
        "themes/mine/templates/base.html___jb_tmp___",
        "seeds/dump.txt.part",
        "content/.git/index",
    ],
)
def test_what_editors_keep_for_themselves_is_passing(name):
    assert is_passing(name)


@pytest.mark.parametrize("name", ["content/a.md", "themes/mine/static/a.css", "site.yaml"])
def test_what_people_save_is_not_passing(name):
    assert not is_passing(name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/archive/content/a.md", "content/a.md"),
        ("/archive/site.yaml", "site.yaml"),
        ("/archive/seeds", "seeds"),
        ("/archive/output/index.html", None),
        ("/archive/.cache/lock", None),
        ("/archive/notes.txt", None),
        ("/elsewhere/content/a.md", None),
    ],
)
def test_only_what_a_build_reads_is_of_the_archive(path, name):
    assert name_in(ROOT, path) == name


@pytest.fixture
def seen(tmp_path):
    """Return how a folder with one file in it looks."""
    (tmp_path / "content/2001").mkdir(parents=True)
    (tmp_path / "content/2001/a.md").write_text("Words.")
    return {"content/2001/a.md": stat_of_file(str(tmp_path / "content/2001/a.md"))}


def test_a_file_that_looks_as_it_did_is_no_news(tmp_path, seen):
    assert not is_news("content/2001/a.md", tmp_path, seen)


def test_a_folder_in_which_all_looks_as_it_did_is_no_news(tmp_path, seen):
    assert not is_news("content/2001", tmp_path, seen)


def test_a_file_with_other_words_is_news(tmp_path, seen):
    (tmp_path / "content/2001/a.md").write_text("Other words.")
    assert is_news("content/2001/a.md", tmp_path, seen)


def test_a_folder_that_was_moved_here_with_its_files_is_news(tmp_path, seen):
    (tmp_path / "content/2001").rename(tmp_path / "content/2002")
    assert is_news("content/2002", tmp_path, seen)


def test_a_folder_that_is_gone_with_its_files_is_news(tmp_path, seen):
    (tmp_path / "content/2001").rename(tmp_path / "elsewhere")
    assert is_news("content/2001", tmp_path, seen)


def test_a_file_that_came_and_went_is_no_news(tmp_path, seen):
    assert not is_news("content/2001/b.md", tmp_path, seen)
