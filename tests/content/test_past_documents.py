"""Converting where documents were before: deleted ones, copied ones, addresses of the past."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content import load_content, read_holdings
from tests.content.conversions import ContentFolder, draft_of, find_content

WEIR = draft_of()
PAGE = "1911/06/the-weir.html"


@pytest.fixture
def content(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "content")


# Deleted by the owner


def test_a_document_that_the_owner_deleted_is_not_made_again(content):
    assert content.convert(WEIR, withdrawn={WEIR.sha256: PAGE}) == []


def test_a_deleted_document_is_made_again_by_force(content):
    content.convert(WEIR, withdrawn={WEIR.sha256: PAGE}, force=True)
    assert content.names == ["1911/06/the-weir.md"]


def test_a_document_made_again_lies_where_its_page_was(content):
    past = {WEIR.sha256: "rivers/our-weir.html"}
    content.convert(WEIR, withdrawn=past, addresses=["rivers/our-weir"], force=True)
    assert content.names == ["rivers/our-weir.md"]


@pytest.mark.parametrize("taken", ["rivers/our-weir.md", "rivers/Our-Weir.md"])
def test_a_document_made_again_lies_elsewhere_when_its_place_is_taken(content, taken):
    content.convert(draft_of("mill.txt"))
    content.move("1911/06/the-weir.md", taken)
    content.convert(WEIR, withdrawn={WEIR.sha256: "rivers/our-weir.html"}, force=True)
    assert set(content.names) == {taken, "1911/06/the-weir.md"}


def test_force_makes_no_second_document_of_a_seed_that_has_one(content):
    content.convert(WEIR)
    content.convert(WEIR, force=True)
    assert content.names == ["1911/06/the-weir.md"]


def test_a_deleted_document_does_not_keep_other_seeds_from_theirs(content):
    content.convert(WEIR, draft_of("mill.txt"), withdrawn={WEIR.sha256: PAGE})
    assert content.seed()["path"] == "mill.txt"


def test_a_seed_whose_old_bytes_are_back_is_converted_into_its_file(content):
    content.convert(draft_of(data="revised"))
    content.convert(draft_of(data="first"), withdrawn={draft_of(data="first").sha256: PAGE})
    assert content.seed()["sha256"] == draft_of(data="first").sha256


def test_a_document_with_a_damaged_file_is_not_made_again_even_by_force(content):
    content.convert(WEIR)
    content.edit("topics: [", "topics: [[")
    assert content.convert(WEIR, withdrawn={WEIR.sha256: PAGE}, force=True) == []


# Addresses of the past


@pytest.mark.parametrize("address", ["1911/06/the-weir", "1911/06/The-Weir"])
def test_a_new_document_does_not_take_the_address_that_another_had(content, address):
    content.convert(WEIR, addresses=[address])
    assert content.names == ["1911/06/the-weir-2.md"]


def test_numbers_go_on_where_those_of_the_past_end(content):
    content.convert(
        draft_of("a.txt"), draft_of("b.txt"), addresses=["1911/06/the-weir", "1911/06/the-weir-3"]
    )
    assert content.names == ["1911/06/the-weir-2.md", "1911/06/the-weir-4.md"]


def test_a_document_keeps_the_address_that_it_has(content):
    content.convert(WEIR)
    content.convert(WEIR, addresses=["1911/06/the-weir"])
    assert content.names == ["1911/06/the-weir.md"]


# Copied by the owner


@pytest.mark.parametrize("copy", ["1911/06/the-weir copy.md", "a/weir.md", "z.md"])
def test_both_files_are_kept_up_when_the_owner_copied_one(content, copy):
    content.convert(draft_of(title="The wier"))
    (content.root / copy).parent.mkdir(parents=True, exist_ok=True)
    (content.root / copy).write_text(content.text())
    content.edit('topics: ["Rivers"]', "topics: [Floods]", copy)
    content.convert(draft_of(title="The weir"))
    assert set(content.names) == {"1911/06/the-weir.md", copy}
    assert [content.values(name)["title"] for name in content.names] == ["The weir", "The weir"]
    assert content.values(copy)["topics"] == ["Floods"]


def test_both_copies_follow_a_revised_seed(content):
    content.convert(draft_of(data="first"))
    (content.root / "copy.md").write_text(content.text())
    content.convert(draft_of(data="second"))
    digests = {content.seed(name)["sha256"] for name in content.names}
    assert (len(content.names), digests) == (2, {draft_of(data="second").sha256})


# What an update says of the seed


def test_an_update_names_the_seed_s_bytes_before_and_after(content):
    first, second = draft_of(data="first"), draft_of(data="second")
    (made,) = content.convert(first)
    (revised,) = content.convert(second)
    assert (made.origin_before, made.origin_after) == (None, first.sha256)
    assert (revised.origin_before, revised.origin_after) == (first.sha256, second.sha256)


# Part of the folder


def test_holdings_can_be_read_for_some_files_alone(content):
    content.convert(draft_of("a.txt"), draft_of("b.txt"))
    first, second = content.names
    part = read_holdings(content.root, [second], taken=content.names)
    assert [file.path for file in part.files] == [second]
    assert part.taken == (first, second)


# What the owner edited


def test_values_changed_added_or_taken_out_are_the_owner_s(content):
    content.convert(draft_of(source="Gazette", language="en"))
    content.edit("The weir broke.", "The *weir* broke.")
    content.edit('topics: ["Rivers"]', "topics: [Floods]")
    content.edit('source: "Gazette"\n', "shelf: 4\n")
    (held,) = find_content(content.root).files
    file = load_content(held.folder, held.path)
    assert file.edited == ("topics", "shelf", "source", "body")


def test_of_a_file_as_converted_nothing_is_edited(content):
    content.convert(draft_of(source="Gazette"))
    (held,) = find_content(content.root).files
    file = load_content(held.folder, held.path)
    assert file.edited == ()
