"""What a fresh conversion would change, as people read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.conversions import ContentFolder, draft_of


@pytest.fixture
def content(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "content")


def test_a_new_document_is_named(content):
    assert content.diff(draft_of()) == ["content/1911/06/the-weir.md: new"]


def test_nothing_is_said_when_nothing_would_change(content):
    content.convert(draft_of())
    assert content.diff(draft_of()) == []


def test_nothing_is_said_when_only_the_seed_s_name_would_change(content):
    content.convert(draft_of("a.txt", data="bytes"))
    assert content.diff(draft_of("b.txt", data="bytes")) == []


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("The wier", "The weir", ['    - "The wier"', '    + "The weir"']),
        (None, "The weir", ['    + "The weir"']),
        ("The wier", None, ['    - "The wier"']),
    ],
)
def test_a_value_that_would_change_is_shown_before_and_after(content, before, after, lines):
    content.convert(draft_of(title=before))
    assert content.diff(draft_of(title=after)) == [
        "content/1911/06/the-weir.md:",
        "  title:",
        *lines,
    ]


def test_a_value_of_the_owner_is_shown_beside_what_recognition_finds(content):
    content.convert(draft_of(title="The wier"))
    content.edit("The wier", "Our weir")
    assert content.diff(draft_of(title="The weir")) == [
        "content/1911/06/the-weir.md:",
        "  title: kept as you have it; a fresh conversion gives",
        '    - "Our weir"',
        '    + "The weir"',
    ]


def test_of_a_body_only_the_lines_around_a_change_are_shown(content):
    content.convert(draft_of(body="one\n\ntwo\n\nthree\n\nfour\n"))
    assert content.diff(draft_of(body="one\n\ntwo\n\nthree!\n\nfour\n")) == [
        "content/1911/06/the-weir.md:",
        "  body:",
        "    @@ -4,3 +4,3 @@",
        "     ",
        "    -three",
        "    +three!",
        "     ",
    ]


def test_lines_of_a_body_that_look_like_a_diff_s_head_are_shown(content):
    content.convert(draft_of(body="--- one\n"))
    assert "    ---- one" in content.diff(draft_of(body="two\n"))


def test_what_is_shown_changes_nothing(content):
    content.convert(draft_of(title="The wier"))
    before = content.text()
    content.diff(draft_of(title="The weir"))
    assert content.text() == before
