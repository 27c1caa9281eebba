"""The plan: what publishing will do, decided without a disk."""

import pytest

from generator.model import Staged
from generator.publish import plan_publication

OLD, NEW = "0" * 64, "1" * 64


def plan(made=(), published=None, kept=()):
    return plan_publication(made, published or {}, kept)


def test_new_files_are_written_in_the_order_in_which_they_are_to_be_seen():
    made = [Staged("assets/site.css", NEW), Staged("b.html", NEW), Staged("a.html", NEW)]
    assert plan(made).write == ("assets/site.css", "b.html", "a.html")


def test_a_file_that_is_there_already_is_not_written_again():
    assert plan([Staged("a.html", OLD, is_new=False)], {"a.html": OLD}).write == ()


def test_what_the_new_site_does_not_have_is_deleted():
    assert plan([Staged("a.html", NEW)], {"a.html": OLD, "c.html": OLD, "b.html": OLD}).delete == (
        "b.html",
        "c.html",
    )


def test_nothing_is_deleted_that_was_not_published():
    assert plan([Staged("a.html", NEW)]).delete == ()


def test_a_file_that_could_not_be_made_stays_as_it_was():
    decided = plan([], {"a.html": OLD}, kept=["a.html"])
    assert (decided.write, decided.delete, decided.digests) == ((), (), {"a.html": OLD})


def test_a_file_that_could_not_be_made_and_never_was_is_not_ours():
    assert plan([], kept=["a.html"]).digests == {}


@pytest.mark.parametrize("is_new", [True, False])
def test_the_manifest_holds_every_file_of_the_new_site(is_new):
    assert plan([Staged("a.html", NEW, is_new)], {"b.html": OLD}).digests == {"a.html": NEW}
