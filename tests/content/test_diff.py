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


def test_of_a_list_only_the_entries_that_change_are_shown(content):
    content.convert(draft_of(topics=["Rivers", "Wiers", "Mills"]))
    assert content.diff(draft_of(topics=["Rivers", "Weirs", "Mills", "Floods"])) == [
        "content/1911/06/the-weir.md:",
        "  topics:",
        '    - "Wiers"',
        '    + "Weirs"',
        '    + "Floods"',
    ]


def test_a_value_that_the_owner_made_a_text_is_shown_as_a_whole(content):
    content.convert(draft_of())
    content.edit('topics: ["Rivers"]', "topics: Floods")
    assert content.diff(draft_of())[2:] == ['    - "Floods"', '    + ["Rivers"]']


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


def test_of_a_very_long_body_the_lines_that_go_and_come_are_counted(content):
    lines = [f"Line {number}." for number in range(5_000)]
    content.convert(draft_of(body="\n".join(lines)))
    lines[7:9] = ["Another line."]
    assert content.diff(draft_of(body="\n".join(lines))) == [
        "content/1911/06/the-weir.md:",
        "  body:",
        "    - 2 lines from line 8 of the text",
        "    + 1 line from line 8 of the text",
    ]


def test_what_is_shown_changes_nothing(content):
    content.convert(draft_of(title="The wier"))
    before = content.text()
    content.diff(draft_of(title="The weir"))
    assert content.text() == before


# What is left as it is


def test_a_document_whose_seed_is_gone_is_named(content):
    content.convert(draft_of("a.txt"))
    assert content.rest() == ["content/1911/06/the-weir.md: stays, though its seed a.txt is gone"]


@pytest.mark.parametrize(
    "seed", [draft_of("b.txt", data="bytes"), draft_of("a.txt", data="revised")]
)
def test_a_seed_that_was_renamed_or_revised_is_not_gone(content, seed):
    content.convert(draft_of("a.txt", data="bytes"))
    assert content.rest(seed) == []


def test_a_seed_with_the_bytes_of_another_is_named(content):
    seeds = [draft_of(name, data="bytes") for name in ("b.txt", "a.txt")]
    content.convert(*seeds)
    assert content.rest(*seeds) == [
        "seeds/b.txt: has the bytes of seeds/a.txt, and no document of its own"
    ]


def test_a_document_that_its_owner_deleted_is_named(content):
    seed = draft_of("a.txt")
    assert content.rest(seed, withdrawn={seed.sha256}) == [
        "seeds/a.txt: its document stays deleted; convert --force brings it back"
    ]


def test_a_deleted_document_whose_seed_has_another_file_is_none(content):
    seed = draft_of("a.txt")
    content.convert(seed)
    assert content.rest(seed, withdrawn={seed.sha256}) == []
