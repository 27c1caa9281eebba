"""Converting again: what is ours improves, and what is the owner's stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import frontmatter
from generator.content import explain_values
from tests.content.conversions import ContentFolder, draft_of


@pytest.fixture
def content(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "content")


# A value in the file


def test_a_value_that_is_still_ours_is_replaced_by_what_recognition_now_finds(content):
    content.convert(draft_of(title="The wier"))
    content.convert(draft_of(title="The weir"))
    assert content.values()["title"] == "The weir"


def test_a_value_that_the_owner_changed_is_kept(content):
    content.convert(draft_of(title="The wier"))
    content.edit('title: "The wier"', "title: Our weir")
    content.convert(draft_of(title="The weir"))
    assert content.values()["title"] == "Our weir"


def test_a_value_that_the_owner_took_out_stays_out(content):
    content.convert(draft_of(source="Gazette"))
    content.edit('source: "Gazette"\n', "")
    content.convert(draft_of(source="The Gazette"))
    assert "source" not in content.values()


def test_a_value_that_the_owner_emptied_stays_empty(content):
    content.convert(draft_of())
    content.edit('topics: ["Rivers"]', "topics: []")
    content.convert(draft_of(topics=["Rivers", "Floods"]))
    assert content.values()["topics"] == []


def test_a_value_that_was_never_written_is_added_once_recognition_finds_it(content):
    content.convert(draft_of())
    content.convert(draft_of(source="Gazette"))
    assert content.values()["source"] == "Gazette"


def test_a_value_that_the_owner_wrote_before_recognition_found_one_is_kept(content):
    content.convert(draft_of())
    content.edit("seed:\n", "source: Our Gazette\nseed:\n")
    content.convert(draft_of(source="Gazette"))
    assert content.values()["source"] == "Our Gazette"


def test_our_value_that_recognition_no_longer_finds_goes_away(content):
    content.convert(draft_of(source="Home"))
    content.convert(draft_of())
    assert "source" not in content.values()


def test_the_owner_s_value_that_recognition_no_longer_finds_is_kept(content):
    content.convert(draft_of(source="Home"))
    content.edit('source: "Home"', 'source: "Gazette"')
    content.convert(draft_of())
    assert content.values()["source"] == "Gazette"


def test_a_value_that_went_away_comes_back_when_it_is_found_again(content):
    content.convert(draft_of(source="Gazette"))
    content.convert(draft_of())
    content.convert(draft_of(source="Gazette"))
    assert content.values()["source"] == "Gazette"


def test_a_value_that_the_owner_changed_back_is_ours_again(content):
    content.convert(draft_of(title="The wier"))
    content.edit("The wier", "Our weir")
    content.convert(draft_of(title="The weir"))
    content.edit("Our weir", "The wier")
    content.convert(draft_of(title="The weir"))
    assert content.values()["title"] == "The weir"


def test_the_day_of_the_first_conversion_is_never_revised(content):
    content.convert(draft_of(), today="2026-01-02")
    content.convert(draft_of(title="A better title"), today="2027-03-04")
    assert content.values()["added"] == "2026-01-02"


# The body


def test_a_body_that_is_still_ours_is_replaced(content):
    content.convert(draft_of(body="The wier broke.\n"))
    content.convert(draft_of(body="The weir broke.\n"))
    assert content.body() == "The weir broke."


def test_a_body_that_the_owner_changed_is_kept(content):
    content.convert(draft_of(body="The wier broke.\n"))
    content.edit("The wier broke.", "The weir *broke*.")
    content.convert(draft_of(body="The weir broke.\n"))
    assert content.body() == "The weir *broke*."


@pytest.mark.parametrize("white_space", ["", "\n\n\n", "\r\n"])
def test_blank_lines_around_the_body_make_it_nobody_else_s(content, white_space):
    content.convert(draft_of(body="The wier broke.\n"))
    content.edit("The wier broke.\n", f"{white_space}The wier broke.{white_space}")
    content.convert(draft_of(body="The weir broke.\n"))
    assert content.body() == "The weir broke."


def test_a_file_that_was_saved_with_other_line_ends_is_ours_and_keeps_them(content):
    content.convert(draft_of(title="The wier", body="It broke.\n\nTwice.\n"))
    name = content.root / "1911/06/the-weir.md"
    name.write_bytes(content.text().replace("\n", "\r\n").encode())
    content.convert(draft_of(title="The weir", body="It broke.\n\nThrice.\n"))
    assert content.names == ["1911/06/the-weir.md"]
    assert content.values()["title"] == "The weir"
    assert content.body().split() == ["It", "broke.", "Thrice."]
    assert content.text().replace("\r\n", "").count("\n") == 0


# The owner's file


def test_comments_order_and_spacing_of_the_owner_survive(content):
    content.convert(draft_of(title="The wier", source="Gazette"))
    content.edit('title: "The wier"\n', '# Checked, A. P.\ntitle: "The wier"   # sic?\n\n')
    content.edit('source: "Gazette"', "source:   'Our Gazette' # not the other one")
    content.edit("seed:\n", "shelf: { box: 4,folder: 2 }\nseed:\n")
    content.convert(draft_of(title="The weir", source="Gazette"))
    head = content.text().split("seed:\n")[0]
    assert head == (
        "---\n"
        "# Checked, A. P.\n"
        "# sic?\n"
        'title: "The weir"\n'
        "\n"
        "authors: []\n"
        'topics: ["Rivers"]\n'
        "source:   'Our Gazette' # not the other one\n"
        'added: "2026-01-02"\n'
        "shelf: { box: 4,folder: 2 }\n"
    )


def test_converting_again_without_a_change_writes_the_same_bytes(content):
    content.convert(draft_of(source="Gazette"))
    content.edit("The weir broke.", "The weir *broke*.  ")
    content.edit('topics: ["', '# mine\ntopics:   ["')
    before = content.text()
    (update,) = content.convert(draft_of(source="Gazette"), today="2027-03-04")
    assert content.text() == before
    assert not update.is_new
    assert update.changed == ()


def test_an_update_names_what_changed_and_what_the_owner_kept(content):
    content.convert(draft_of(title="The wier", source="Gazette", language="en"))
    content.edit('source: "Gazette"', 'source: "Our Gazette"')
    (update,) = content.plan(draft_of(title="The weir", source="The Gazette"))
    assert set(update.changed) == {"title", "language"}
    assert update.kept == ("source",)


def test_a_file_says_whose_each_value_is(content):
    content.convert(draft_of())
    content.edit('topics: ["Rivers"]', "topics: [Floods]")
    whose = {key: value["whose"] for key, value in explain_values(content.text().encode()).items()}
    assert whose == {
        "title": "as converted",
        "authors": "as converted",
        "topics": "the owner's",
        "added": "as converted",
    }


@given(
    title=st.text(st.characters(exclude_categories=["Cs"])),
    names=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40)),
    section=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
def test_whatever_we_write_we_know_for_ours(tmp_path_factory, title, names, section):
    content = ContentFolder(tmp_path_factory.mktemp("content"))
    related: list[dict[str, str]] = [{"section": section, "title": title}]
    draft = draft_of(title=title, authors=names, related=related)
    content.convert(draft)
    (update,) = content.plan(draft)
    assert (update.text, update.kept) == (content.text(), ())


# Seeds that come, go and change


def test_a_new_document_lies_where_its_date_and_title_say(content):
    (update,) = content.convert(draft_of())
    assert update.is_new
    assert content.names == ["1911/06/the-weir.md"]
    assert content.seed()["path"] == "weir.txt"


def test_a_renamed_seed_keeps_its_file_in_which_only_the_path_changes(content):
    content.convert(draft_of("weir.txt", data="bytes"))
    before = content.text()
    content.convert(draft_of("1911/weir.txt", data="bytes"))
    assert content.names == ["1911/06/the-weir.md"]
    assert content.text() == before.replace('path: "weir.txt"', 'path: "1911/weir.txt"')


def test_a_revised_seed_is_converted_into_the_same_file(content):
    content.convert(draft_of(data="first", title="The wier"))
    content.edit('topics: ["Rivers"]', "topics: [Floods]")
    content.convert(draft_of(data="second", title="The weir"))
    assert content.names == ["1911/06/the-weir.md"]
    assert content.values()["title"] == "The weir"
    assert content.values()["topics"] == ["Floods"]
    assert content.seed()["sha256"] == draft_of(data="second").sha256


def test_two_seeds_with_the_same_bytes_are_one_document(content):
    content.convert(draft_of("a.txt", data="bytes"), draft_of("b.txt", data="bytes"))
    assert content.names == ["1911/06/the-weir.md"]
    assert content.seed()["path"] == "a.txt"


def test_a_seed_that_takes_the_name_of_a_renamed_one_gets_a_file_too(content):
    content.convert(draft_of("weir.txt", data="old", title="The weir"))
    content.convert(
        draft_of("weir.txt", data="new", title="The mill"),
        draft_of("weir-1.txt", data="old", title="The weir"),
    )
    titles = {content.values(name)["title"] for name in content.names}
    assert titles == {"The weir", "The mill"}


@pytest.mark.parametrize("taken", ["1911/06/the-weir.md", "1911/06/The-Weir.md"])
def test_a_name_that_is_taken_gets_a_number(content, taken):
    (content.root / taken).parent.mkdir(parents=True)
    (content.root / taken).write_text("By hand.\n")
    content.convert(draft_of("a.txt"), draft_of("b.txt"))
    assert set(content.names) == {taken, "1911/06/the-weir-2.md", "1911/06/the-weir-3.md"}
    assert content.text(taken) == "By hand.\n"


def test_a_number_once_given_is_kept(content):
    content.convert(draft_of("a.txt"), draft_of("b.txt"))
    content.convert(draft_of("b.txt"), draft_of("a.txt"))
    assert content.seed("1911/06/the-weir.md")["path"] == "a.txt"
    assert content.seed("1911/06/the-weir-2.md")["path"] == "b.txt"


def test_a_file_that_the_owner_moved_is_followed(content):
    content.convert(draft_of(title="The wier"))
    content.move("1911/06/the-weir.md", "1912/our-weir.md")
    content.convert(draft_of(title="The weir"))
    assert content.names == ["1912/our-weir.md"]
    assert content.values("1912/our-weir.md")["title"] == "The weir"


def test_a_title_or_date_that_improves_does_not_move_the_file(content):
    content.convert(draft_of())
    content.convert(draft_of(title="Quite another title", date="1999"))
    assert content.names == ["1911/06/the-weir.md"]


def test_a_file_without_a_seed_is_the_owner_s_alone(content):
    hand_written = content.root / "1911" / "letter.md"
    hand_written.parent.mkdir(parents=True)
    hand_written.write_text("---\ntitle: A letter\n---\nDear Ada\n")
    (update,) = content.convert(draft_of())
    assert update.path == "1911/06/the-weir.md"
    assert hand_written.read_text() == "---\ntitle: A letter\n---\nDear Ada\n"


def test_a_document_whose_seed_is_gone_stays_as_it_is(content):
    content.convert(draft_of())
    before = content.text()
    assert content.convert() == []
    assert content.text() == before


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(('title: "The weir"', "title:\n the weir: a: b"), id="a-colon-too-many"),
        pytest.param(("authors: []\n", "authors: []\nauthors: []\n"), id="a-key-twice"),
        pytest.param(("topics: [", "topics: [["), id="a-bracket-too-many"),
    ],
)
def test_a_broken_file_is_left_alone_and_not_made_a_second_time(content, damage):
    content.convert(draft_of())
    content.edit(*damage)
    before = content.text()
    assert content.convert(draft_of()) == []
    assert content.convert(draft_of(data="revised meanwhile")) == []
    assert content.names == ["1911/06/the-weir.md"]
    assert content.text() == before


def test_a_file_in_another_encoding_is_left_alone_and_not_made_a_second_time(content):
    content.convert(draft_of(title="Café"))
    name = content.root / "1911/06/the-weir.md"
    name.write_bytes(content.text().encode("cp1252"))
    assert content.convert(draft_of(title="Café")) == []
    assert content.names == ["1911/06/the-weir.md"]


def test_an_empty_folder_holds_nothing_and_a_missing_one_too(content):
    assert content.plan() == []


def test_two_seeds_that_swap_their_names_keep_their_documents(content):
    content.convert(
        draft_of("a.txt", title="First", data="a"), draft_of("b.txt", title="Second", data="b")
    )
    first, second = content.names
    content.edit("authors: []", 'authors: ["Ada Pike"]', first)
    content.convert(
        draft_of("a.txt", title="Second", data="b"), draft_of("b.txt", title="First", data="a")
    )
    assert content.names == [first, second]
    paths = {content.seed(name)["path"]: content.values(name)["title"] for name in content.names}
    assert paths == {"b.txt": "First", "a.txt": "Second"}


def test_a_new_seed_under_an_old_name_leaves_the_renamed_one_its_document(content):
    content.convert(draft_of("a.txt", title="Old", data="old"))
    content.convert(
        draft_of("a.txt", title="New", data="new"), draft_of("c.txt", title="Old", data="old")
    )
    titles = {content.seed(name)["path"]: content.values(name)["title"] for name in content.names}
    assert titles == {"c.txt": "Old", "a.txt": "New"}


def test_a_body_whose_digest_is_gone_is_the_owners(content):
    content.convert(draft_of(body="As it was read."))
    text = content.text()
    start, stop = text.index("  digests:"), text.index("---", 4)
    edited = (text[:start] + text[stop:]).replace("As it was read.", "As the owner has it.")
    (content.root / "1911/06/the-weir.md").write_text(edited)
    content.convert(draft_of(body="As it is read today."))
    assert "As the owner has it." in content.body()


def test_what_the_owner_notes_beside_our_notes_stays(content):
    content.convert(draft_of())
    content.edit("  sha256:", '  box: "12"\n  sha256:')
    content.convert(draft_of(title="The weir again"))
    assert content.seed()["box"] == "12"


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(lambda text: text.encode("utf-16-le"), id="utf-16-without-its-mark"),
    ],
)
def test_a_file_whose_head_is_damaged_is_not_made_a_second_time(content, damaged):
    content.convert(draft_of())
    path = content.root / "1911/06/the-weir.md"
    path.write_bytes(damaged(content.text()))
    before = path.read_bytes()
    assert content.convert(draft_of()) == []
    assert (content.names, path.read_bytes()) == (["1911/06/the-weir.md"], before)


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param(lambda text: f"\n\n{text}", id="below-blank-lines"),
        pytest.param(lambda text: f"<!-- seen by Ann -->\n{text}", id="below-a-comment"),
        pytest.param(lambda text: text.replace("---\n", "-----\n", 2), id="long-fences"),
        pytest.param(lambda text: text.replace("---\n", "", 1), id="no-first-fence"),
    ],
)
def test_a_file_whose_head_begins_in_another_way_is_ours_and_keeps_its_beginning(content, moved):
    content.convert(draft_of())
    path = content.root / "1911/06/the-weir.md"
    path.write_text(moved(content.text()))
    before = path.read_text()
    content.convert(draft_of(title="The dam"))
    assert content.names == ["1911/06/the-weir.md"]
    after = path.read_text()
    assert after.startswith(before[: before.index("title")])
    assert after.endswith(before[before.rindex("\n--") :])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_file_that_was_saved_in_another_form_is_ours_and_keeps_it(content, codec, newline):
    content.convert(draft_of(title="The wier", body="It broke.\n\nTwice.\n"))
    path = content.root / "1911/06/the-weir.md"
    path.write_bytes(content.text().replace("\n", newline).encode(codec))
    (update,) = content.convert(draft_of(title="The weir", body="It broke.\n\nThrice.\n"))
    assert content.names == ["1911/06/the-weir.md"]
    assert 'title: "The weir"\n' in update.text
    assert path.read_bytes() == update.text.replace("\n", newline).encode(codec)


# Front matter that somebody wrote in another form


def as_json(text, **own):
    """Return a content file with its front matter as JSON, and values of the owner's."""
    sections = frontmatter.split(text)
    values = frontmatter.parse(sections.yaml, "") | own
    return f"---\n{json.dumps(values, ensure_ascii=False, indent=1)}\n---\n{sections.body}"


def test_front_matter_that_cannot_be_rewritten_without_loss_stays_with_a_reason(content):
    content.convert(draft_of(title="The wier"))
    path = content.root / "1911/06/the-weir.md"
    path.write_text(as_json(content.text(), source="Our Gazette"))
    before = path.read_bytes()
    (update,) = content.convert(draft_of(title="The weir"))
    assert path.read_bytes() == before
    assert "left margin" in update.refusal


def test_what_would_change_in_front_matter_that_stays_is_in_the_diff(content):
    content.convert(draft_of(title="The wier"))
    path = content.root / "1911/06/the-weir.md"
    path.write_text(as_json(content.text()))
    _, why, *changes = content.diff(draft_of(title="The weir"))
    assert "the file stays as it is" in why
    assert changes == ["  title:", '    - "The wier"', '    + "The weir"']


def test_front_matter_in_which_our_own_notes_alone_are_outdated_is_left_without_a_word(content):
    content.convert(draft_of())
    path = content.root / "1911/06/the-weir.md"
    path.write_text(as_json(content.text()).replace("0.97", "0.5"))
    (update,) = content.convert(draft_of())
    assert update.refusal is None
    assert content.diff(draft_of()) == []
