"""The command `convert`."""

import pytest

from tests.cli.conftest import CONTENT


def test_convert_writes_the_content_and_no_page(archive, run):
    ended = run("convert")
    assert ended.out == "Converted seeds to content: 1 new, 0 updated, 0 unchanged.\n"
    assert (archive.root / CONTENT).is_file()
    assert not archive.output.exists()


@pytest.mark.parametrize("name", ["seeds/old/bridge.txt", "old/bridge.txt"])
def test_convert_takes_the_seeds_that_are_named(archive, run, name):
    archive.write("seeds/song.txt", "The song of the ferry\n\nLa la la, says the ferryman.\n")
    run("convert", name)
    assert list(archive.contents(archive.root / "content")) == ["2001/10/the-bridge-is-open.md"]


@pytest.mark.parametrize("name", ["seeds/ferry.txt", "../elsewhere.txt"])
def test_convert_refuses_what_is_no_seed(archive, run, name, tmp_path):
    (tmp_path / "elsewhere.txt").write_text("A file outside.")
    ended = run("convert", name)
    assert ended.code == 2
    assert f"there is no seed “{name}”" in ended.err


def test_convert_diff_shows_what_is_new_and_writes_nothing(archive, run):
    assert run("convert", "--diff").out == f"{CONTENT}: new\n"
    assert not (archive.root / "content").exists()


def test_convert_diff_shows_what_the_owner_changed(archive, run):
    run("convert")
    archive.write(CONTENT, archive.read(CONTENT).replace("The bridge is open", "It is open", 1))
    assert run("convert", "--diff").out.splitlines() == [
        f"{CONTENT}:",
        "  title: kept as you have it; a fresh conversion gives",
        '    - "It is open"',
        '    + "The bridge is open"',
    ]


def test_convert_diff_of_nothing_new_says_so(run):
    run("convert")
    assert run("convert", "--diff").out == "Nothing would change.\n"


def test_a_document_that_was_deleted_is_brought_back_by_force_alone(archive, run):
    run()
    (archive.root / CONTENT).unlink()
    run("convert")
    assert not (archive.root / CONTENT).exists()
    run("convert", "--force")
    assert (archive.root / CONTENT).is_file()


def test_a_difference_names_what_is_odd_about_the_seeds(archive, run):
    archive.write("seeds/odd.txt", "A walk\n\n03/04/1997\n\nWe walked along the river all day.\n")
    assert "date.ambiguous" in run("convert", "--diff", "seeds/odd.txt").err
