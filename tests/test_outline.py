"""Outlines: which names a folder holds; looking again only where something was done."""

import os
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.state.snapshots import retake_outline, take_outline

FOLDERS = ("", "2001/", "2001/10/", "topics/")
CHANGES = st.lists(
    st.tuples(st.sampled_from(FOLDERS), st.sampled_from("abc"), st.booleans()), max_size=6
)


@pytest.fixture
def output(tmp_path):
    return made(tmp_path / "output")


def made(folder):
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
        for letter in "ab":
            (folder / name / letter).write_text("a page")
    return folder


def seen(outline):
    """Return all that an outline says, the order of its files included."""
    return list(outline.files), dict(outline.folders)


@given(CHANGES)
@settings(max_examples=60, deadline=None)
def test_looking_again_where_files_changed_sees_what_looking_everywhere_sees(
    tmp_path_factory, changes
):
    output = made(tmp_path_factory.mktemp("site"))
    before = take_outline(output)
    for prefix, letter, is_gone in changes:
        if is_gone:
            (output / prefix / letter).unlink(missing_ok=True)
        else:
            (output / prefix / letter).write_text("another page")
    again = retake_outline(output, before, {prefix for prefix, _, _ in changes})
    assert seen(again) == seen(take_outline(output))


def test_a_folder_that_came_is_seen(output):
    before = take_outline(output)
    made(output / "people")
    assert seen(retake_outline(output, before, {""})) == seen(take_outline(output))


def test_a_folder_that_went_is_not_seen_any_more(output):
    before = take_outline(output)
    shutil.rmtree(output / "2001/10")
    assert seen(retake_outline(output, before, {"2001/10/"})) == seen(take_outline(output))


def test_a_link_to_a_folder_is_a_file_that_is_not_ours(output):
    before = take_outline(output)
    os.symlink(output / "topics", output / "2001" / "elsewhere")
    again = retake_outline(output, before, {"2001/"})
    assert "2001/elsewhere" in again.files
    assert seen(again) == seen(take_outline(output))
