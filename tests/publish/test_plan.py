"""The plan: what publishing will do, decided without a disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import MANIFEST, plan_publication
from tests.publish.staged_sites import StagedFile, plan_of

OLD, NEW = "0" * 64, "1" * 64


def plan(made=(), published=None, kept=()):
    return plan_of(made, published or {}, kept)


def test_new_files_are_written_in_the_order_in_which_they_are_to_be_seen():
    made = [
        StagedFile("assets/site.css", NEW),
        StagedFile("b.html", NEW),
        StagedFile("a.html", NEW),
    ]
    assert plan(made).write == ("assets/site.css", "b.html", "a.html")


def test_a_file_that_is_there_already_is_not_written_again():
    assert plan([StagedFile("a.html", OLD, is_new=False)], {"a.html": OLD}).write == ()


def test_what_the_new_site_does_not_have_is_deleted():
    assert plan(
        [StagedFile("a.html", NEW)], {"a.html": OLD, "c.html": OLD, "b.html": OLD}
    ).delete == (
        "b.html",
        "c.html",
    )


def test_nothing_is_deleted_that_was_not_published():
    assert plan([StagedFile("a.html", NEW)]).delete == ()


def test_a_file_that_could_not_be_made_stays_as_it_was():
    decided = plan([], {"a.html": OLD}, kept=["a.html"])
    assert (decided.write, decided.delete, decided.digests) == ((), (), {"a.html": OLD})


def test_a_file_that_could_not_be_made_and_never_was_is_not_ours():
    assert plan([], kept=["a.html"]).digests == {}


@pytest.mark.parametrize("is_new", [True, False])
def test_the_manifest_holds_every_file_of_the_new_site(is_new):
    assert plan([StagedFile("a.html", NEW, is_new)], {"b.html": OLD}).digests == {"a.html": NEW}


# What is in the way


def as_new(*paths):
    return [StagedFile(path, NEW) for path in paths]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("notes", "notes/a.html"),
        ("notes", "notes/deep/a.html"),
        ("notes/a.html", "notes"),
        ("notes/deep/a.html", "notes"),
        ("Notes.html", "notes.html"),
        ("Notes", "notes/a.html"),
        ("Notes/a.html", "notes"),
    ],
)
def test_a_file_of_ours_in_the_place_of_another_goes_just_before_it(old, new):
    assert plan(as_new(new), {old: OLD}).clear == {new: (old,)}


def test_a_file_that_goes_before_another_is_among_the_deleted():
    assert plan(as_new("notes/a.html"), {"notes": OLD}).delete == ("notes",)


def test_every_file_of_a_folder_is_in_the_way_of_a_file():
    published = {"notes/a.html": OLD, "notes/b.html": OLD, "notebook.html": OLD}
    assert plan(as_new("notes"), published).clear == {"notes": ("notes/a.html", "notes/b.html")}


def test_a_file_is_in_the_way_of_every_file_of_a_folder():
    decided = plan(as_new("notes/a.html", "notes/b.html"), {"notes": OLD})
    assert decided.clear == {"notes/a.html": ("notes",), "notes/b.html": ("notes",)}


def test_a_file_that_stays_is_cleared_away_by_nobody():
    assert plan(as_new("notes/a.html"), {"notes": OLD}, kept=["notes"]).clear == {}


def test_files_side_by_side_are_in_nobodys_way():
    assert plan(as_new("notes/a.html"), {"notes/b.html": OLD, "note": OLD}).clear == {}


def test_a_name_that_differs_in_letter_case_from_one_that_stays_may_be_the_same_file():
    decided = plan([StagedFile("notes.html", OLD, is_new=False)], {"Notes.html": OLD})
    assert (decided.delete, decided.respelled) == (("Notes.html",), {"Notes.html": "notes.html"})


def test_a_file_with_the_name_of_the_manifest_is_not_published():
    assert plan(as_new(MANIFEST, "a.html")).write == ("a.html",)


SITES = st.dictionaries(
    st.lists(st.sampled_from(["a", "b", "A"]), min_size=1, max_size=3).map("/".join),
    st.sampled_from([OLD, NEW]),
    max_size=5,
)


@given(before=SITES, after=SITES)
def test_only_what_was_published_and_is_no_longer_wanted_is_deleted_or_cleared(before, after):
    made = [StagedFile(path, digest, before.get(path) != digest) for path, digest in after.items()]
    decided = plan(made, before)
    cleared = {old for olds in decided.clear.values() for old in olds}
    assert set(decided.delete) == before.keys() - after.keys()
    assert cleared <= set(decided.delete)
    assert decided.clear.keys() <= set(decided.write)


def test_what_stays_as_it_was_does_not_outrank_what_was_made_anew():
    plan = plan_publication({"site.css": "new"}, {"site.css"}, {"site.css": "old"}, ["site.css"])
    assert plan.digests == {"site.css": "new"}
