"""`convert --learn`: what recurs in the seeds of one source is set aside by later conversions."""

from __future__ import annotations

import json

import pytest

STORIES = {
    "mill": ("The mill has burned down", "The mill at the ford burned down on Friday night."),
    "bridge": ("The bridge is open again", "The bridge was opened again at noon by the mayor."),
    "fair": ("No fair this summer", "There will be no fair this summer, the council has said."),
    "ferry": ("The ferry runs no more", "The last ferry went over on Saturday with nobody."),
}
SLOGAN = "The paper that the valley has read since it first had a road to carry it."


def page(title: str, words: str) -> str:
    return f"""\
COURIER ONLINE Home Sport Weather Letters

You are in: News: Valley

Saturday, 3 November, 2001, 14:02 GMT

{title}

{words}

{SLOGAN}

It will be talked of at the next meeting, which is on Monday in the hall behind the church.

Printable version
^^ Back to top
"""


@pytest.fixture
def courier(archive):
    """Return an archive of four pages of one paper, each with its slogan inside."""
    for name, story in STORIES.items():
        archive.write(f"seeds/{name}.txt", page(*story))
    return archive


def document(archive, name: str):
    """Return the content file of a story."""
    (path,) = (archive.root / "content").rglob(f"*{name}*.md")
    return path


def body_of(archive, run, name: str) -> str:
    run("convert")
    return document(archive, name).read_text()


def test_a_line_that_recurs_is_learned_and_then_set_aside(courier, run):
    assert SLOGAN in body_of(courier, run, "mill")
    told = run("convert", "--learn")
    assert told.code == 0
    assert SLOGAN in courier.read("content/furniture.txt")
    assert SLOGAN not in body_of(courier, run, "mill")
    assert STORIES["mill"][1] in body_of(courier, run, "mill")


def test_learning_alone_changes_no_document(courier, run):
    before = body_of(courier, run, "mill")
    run("convert", "--learn")
    assert document(courier, "mill").read_text() == before


def test_a_line_that_the_owner_takes_out_is_text_again(courier, run):
    run("convert", "--learn")
    assert SLOGAN not in body_of(courier, run, "mill")
    listed = courier.read("content/furniture.txt")
    courier.write("content/furniture.txt", listed.replace(SLOGAN, f"!{SLOGAN}"))
    assert SLOGAN in body_of(courier, run, "mill")


def test_a_line_that_the_owner_keeps_is_not_learned_again(courier, run):
    run("convert", "--learn")
    listed = courier.read("content/furniture.txt")
    courier.write("content/furniture.txt", listed.replace(SLOGAN, f"!{SLOGAN}"))
    run("convert", "--learn")
    assert f"\n!{SLOGAN}\n" in courier.read("content/furniture.txt")
    assert f"\n{SLOGAN}\n" not in courier.read("content/furniture.txt")


def test_titles_dates_and_datelines_are_never_learned(courier, run):
    for name in STORIES:
        courier.write(f"seeds/{name}.txt", page("Notes of the week", STORIES[name][1]))
    run("convert", "--learn")
    listed = courier.read("content/furniture.txt")
    assert "Notes of the week" not in listed
    assert "Saturday, 3 November" not in listed


def test_copies_of_one_seed_make_nothing_recur(archive, run):
    for number in range(4):
        archive.write(f"seeds/copy-{number}.txt", page(*STORIES["mill"]))
    run("convert", "--learn")
    assert not (archive.root / "content/furniture.txt").exists()


def test_every_line_that_is_set_aside_is_shown_below_the_document(courier, run):
    run("convert", "--learn")
    run("build")
    page = document(courier, "mill").relative_to(courier.root / "content").with_suffix(".html")
    assert SLOGAN in (courier.output / page).read_text()


def test_inspect_sets_the_same_lines_aside(courier, run):
    run("convert", "--learn")
    shown = json.loads(run("inspect", "--json", "seeds/mill.txt").out)
    roles = {line["text"]: line["role"] for line in shown["lines"]}
    assert roles[SLOGAN] == "furniture"
