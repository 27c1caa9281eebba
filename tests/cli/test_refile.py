"""The option `convert --refile`: documents go to where they would be put today."""

import pytest

from tests.cli.conftest import CONTENT, PAGE

NEW = "content/1911/06/the-new-bridge.md"
NEW_PAGE = "1911/06/the-new-bridge.html"


@pytest.fixture
def sheet(archive, run):
    """A sheet that came after the first build."""
    run()
    archive.write("seeds/metadata.csv", "path,title,date\nold/bridge.txt,The new bridge,1911-06\n")
    return archive


def test_a_document_goes_where_its_title_and_date_put_it_and_its_address_redirects(sheet, run):
    assert run("convert", "--refile").out == f"{CONTENT} → {NEW}\n"
    run()
    assert "The new bridge" in sheet.text(NEW_PAGE)
    assert "This page has moved" in sheet.text(PAGE)


def test_diff_shows_what_would_move_and_moves_nothing(sheet, run):
    run("convert")
    assert run("convert", "--refile", "--diff").out == f"{CONTENT} → {NEW}\n"
    assert (sheet.root / CONTENT).is_file()


def test_what_nobody_has_seen_leaves_no_address_behind(sheet, run):
    run("convert", "--refile", "--unpublished")
    run()
    assert PAGE not in sheet.paths()
    assert PAGE not in sheet.read("content/urls.txt")


def test_a_second_run_moves_nothing(sheet, run):
    run("convert", "--refile")
    assert run("convert", "--refile").out == ""


def test_a_document_in_a_folder_of_its_owner_s_stays(sheet, run):
    own = sheet.root / "content/bridges/one.md"
    own.parent.mkdir()
    (sheet.root / CONTENT).rename(own)
    assert run("convert", "--refile").out == ""
    assert own.is_file()


def test_seeds_can_be_named(sheet, run):
    sheet.write("seeds/song.txt", "The song of the ferry\n\nLa la la, says the ferryman.\n")
    run("convert")
    assert run("convert", "--refile", "song.txt").out == ""
    assert run("convert", "--refile", "old/bridge.txt").out == f"{CONTENT} → {NEW}\n"


def test_pictures_go_along(archive, run):
    from tests.picture_bytes import png

    archive.write(
        "seeds/old/mill.html",
        '<h1>The mill</h1><p>It stood there.</p><img src="a.png" alt="The mill in June, from the weir">',
    )
    archive.write("seeds/old/a.png", png(300, 200))
    run()
    archive.write("seeds/metadata.csv", "path,title\nold/mill.html,The old mill\n")
    run("convert", "--refile")
    pictures = [
        path for path in archive.contents(archive.root / "content") if path.endswith(".png")
    ]
    assert [path.rpartition("/")[0] for path in pictures] == ["undated/the-old-mill"]


def test_unpublished_alone_is_a_mistake(run):
    assert run("convert", "--unpublished").code == 2
