"""Pages that somebody edited in the output: the site is put right, and their words are kept."""

import errno
import os
import shutil
from hashlib import sha256

import pytest

from generator.publish import publish, read_manifest
from generator.publish.edited_output import beside, keep_edited
from tests.publish.staged_sites import (
    StagedFile,
    contents,
    failing_at,
    plan_of,
    prepare,
    publish_site,
    refuse,
    survives,
)

SITE = {"2001/bridge.html": b"The bridge", "index.html": b"Bridge"}
NEWER = {"2001/bridge.html": b"A bridge", "index.html": b"Bridge"}
WITHOUT = {"index.html": b"Nothing"}
WORDS = b"The bridge, mended by hand"
PLACE = f"2001/bridge.edited-{sha256(WORDS).hexdigest()[:12]}.html"


@pytest.fixture
def edited(tmp_path):
    """Return the folder of a published site, one of whose pages was edited since."""
    publish_site(SITE, tmp_path)
    (tmp_path / "output/2001/bridge.html").write_bytes(WORDS)
    return tmp_path


def now(folder):
    return contents(folder / "output")


def test_an_edited_page_is_put_right_and_the_edit_kept_beside_it(edited):
    publish_site(SITE, edited)
    assert now(edited) == {**SITE, PLACE: WORDS}


def test_an_edited_page_makes_way_for_a_newer_one_and_the_edit_is_kept(edited):
    publish_site(NEWER, edited)
    assert now(edited) == {**NEWER, PLACE: WORDS}


def test_an_edited_page_whose_document_is_gone_leaves_its_address_and_the_edit_is_kept(edited):
    publish_site(WITHOUT, edited)
    assert now(edited) == {**WITHOUT, PLACE: WORDS}


def test_a_warning_tells_what_was_kept_and_where_to_correct_it(edited):
    (told,) = publish_site(SITE, edited)
    assert (told.severity, told.code, told.path) == (
        "warning",
        "publish.edited",
        "output/2001/bridge.html",
    )
    assert f"output/{PLACE}" in told.message
    assert "correct it there" in told.hint


def test_a_kept_edit_is_not_ours(edited):
    publish_site(SITE, edited)
    assert PLACE not in read_manifest(edited / "output")


def test_a_kept_edit_stays_for_as_long_as_the_owner_wants(edited):
    publish_site(SITE, edited)
    publish_site(NEWER, edited)
    assert publish_site(WITHOUT, edited) == []
    assert now(edited) == {**WITHOUT, PLACE: WORDS}


def test_every_edit_of_a_page_is_kept(edited):
    publish_site(SITE, edited)
    (edited / "output/2001/bridge.html").write_bytes(b"Edited once more")
    publish_site(SITE, edited)
    assert {WORDS, b"Edited once more"} <= set(now(edited).values())


def test_the_same_edit_is_kept_once(edited):
    publish_site(SITE, edited)
    (edited / "output/2001/bridge.html").write_bytes(WORDS)
    publish_site(SITE, edited)
    assert now(edited) == {**SITE, PLACE: WORDS}


def test_a_kept_edit_that_was_edited_in_its_turn_is_not_overwritten(edited):
    publish_site(SITE, edited)
    (edited / "output" / PLACE).write_bytes(b"Better words")
    (edited / "output/2001/bridge.html").write_bytes(WORDS)
    publish_site(SITE, edited)
    assert sorted(now(edited).values()) == sorted([*SITE.values(), b"Better words", WORDS])


def test_an_edit_that_says_what_the_new_page_says_is_none(edited):
    work = prepare(NEWER, edited)
    (edited / "output/2001/bridge.html").write_bytes(NEWER["2001/bridge.html"])
    assert work() == []
    assert now(edited) == NEWER


@pytest.mark.parametrize("left", [b"", b"\0" * 100], ids=["empty", "zeros"])
def test_what_a_power_cut_left_of_a_page_is_no_edit(edited, left):
    (edited / "output/2001/bridge.html").write_bytes(left)
    assert publish_site(SITE, edited) == []
    assert now(edited) == SITE


def test_a_page_that_somebody_deleted_is_no_edit(edited):
    shutil.rmtree(edited / "output/2001")
    assert publish_site(SITE, edited) == []
    assert now(edited) == SITE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_place_of_a_page_is_reported_and_not_waited_for(edited):
    (edited / "output/2001/bridge.html").unlink()
    work = prepare(NEWER, edited)
    os.mkfifo(edited / "output/2001/bridge.html")
    (problem,) = work()
    assert "a folder or a device is in the way" in problem.message


def test_a_page_that_is_not_written_is_left_as_it_was_edited(edited):
    unchanged = [StagedFile(path, sha256(data).hexdigest(), False) for path, data in SITE.items()]
    output = edited / "output"
    plan = plan_of(unchanged, read_manifest(output))
    assert list(publish(plan, edited, output, read_manifest(output))) == []
    assert now(edited) == {**SITE, "2001/bridge.html": WORDS}


@pytest.mark.parametrize("after", [SITE, NEWER, WITHOUT], ids=["same", "newer", "gone"])
def test_no_failure_at_any_step_loses_an_edit(after, tmp_path):
    for number in range(1, 16):
        folder = tmp_path / str(number)
        publish_site(SITE, folder)
        (folder / "output/2001/bridge.html").write_bytes(WORDS)
        work = prepare(after, folder)
        with failing_at(number, refuse(errno.ENOSPC)):
            work()
        assert WORDS in now(folder).values()
        publish_site(after, folder)
        assert now(folder) == {**after, PLACE: WORDS}


@pytest.mark.parametrize("after", [SITE, NEWER, WITHOUT], ids=["same", "newer", "gone"])
def test_no_build_killed_at_any_step_loses_an_edit(after, tmp_path):
    for number in range(1, 16):
        folder = tmp_path / str(number)
        publish_site(SITE, folder)
        (folder / "output/2001/bridge.html").write_bytes(WORDS)
        survives(number, prepare(after, folder))
        assert WORDS in now(folder).values()
        publish_site(after, folder)
        assert now(folder) == {**after, PLACE: WORDS}


def test_many_edits_are_told_as_a_few_and_a_number(tmp_path):
    site = {f"{number}.html": b"Ours" for number in range(100)}
    publish_site(site, tmp_path)
    for path in site:
        (tmp_path / "output" / path).write_bytes(f"Edited: {path}".encode())
    said = publish_site(site, tmp_path)
    assert len(said) == 21
    assert said[-1].message.endswith("; the same for 79 more")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("bridge.html", "bridge.edited-ab.html"),
        ("2001/bridge.original.txt", "2001/bridge.original.edited-ab.txt"),
        ("README", "README.edited-ab"),
        ("2001.5/README", "2001.5/README.edited-ab"),
        (".nojekyll", ".nojekyll.edited-ab"),
        ("2001/.htaccess", "2001/.htaccess.edited-ab"),
    ],
)
def test_an_edit_keeps_its_folder_and_its_ending(path, kept):
    assert beside(path, "ab") == kept


def test_a_file_with_our_bytes_is_no_edit(tmp_path):
    (tmp_path / "bridge.html").write_bytes(WORDS)
    assert keep_edited(tmp_path, "bridge.html", [sha256(WORDS).hexdigest()]) is None
    assert contents(tmp_path) == {"bridge.html": WORDS}
