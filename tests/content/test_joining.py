"""The owner's sheet joined to the seeds: whose value counts, and what has no counterpart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import Draft, apply_sheet, check_sheet, parse_sheet
from tests.content.conversions import ContentFolder, draft_of


@pytest.fixture
def content(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "content")


def joined(text: str, **recognised) -> Draft:
    """Return the draft of `weir.txt`, of which a sheet says more."""
    return apply_sheet(parse_sheet(text), draft_of(**recognised))


def checked(text: str, *seeds: str) -> list[tuple[str, str | None, int | None, str | None]]:
    found = check_sheet(parse_sheet(text), seeds)
    return [(one.code, one.path, one.line, one.hint) for one in found]


# Values


def test_the_sheet_outranks_what_was_recognised():
    assert joined("path,title\nweir.txt,Our weir\n").values["title"] == "Our weir"


def test_what_the_sheet_does_not_say_stays_as_recognised():
    draft = joined("path,title,topics\nweir.txt,Our weir,\n", source="Gazette")
    assert draft.values == {
        "title": "Our weir",
        "source": "Gazette",
        "authors": [],
        "topics": ["Rivers"],
    }


def test_a_dash_takes_a_recognised_value_out():
    assert "source" not in joined("path,source\nweir.txt,-\n", source="Home").values


@pytest.mark.parametrize("text", ["path,title\nmill.txt,x\n", "path,title\nweir.txt,\n", ""])
def test_a_seed_of_which_nothing_is_said_keeps_its_draft(text):
    assert joined(text) == draft_of()


def test_new_values_stand_where_people_look_for_them_and_the_owner_s_own_come_last():
    draft = joined("path,shelf,rights,date,box\nweir.txt,4,Public,1911,7\n")
    assert [*draft.values] == ["title", "date", "authors", "topics", "rights", "shelf", "box"]


@pytest.mark.parametrize(
    ("row", "stem"),
    [
        ("Our weir;1923-05", "1923/05/our-weir"),
        (";1923", "1923/the-weir"),
        ("Our weir;", "1911/06/our-weir"),
        ("Our weir;-", "undated/our-weir"),
        ("-;", "1911/06/it-broke"),
    ],
)
def test_a_new_document_lies_where_the_sheet_dates_and_names_it(row, stem):
    text = f"path;title;date\nweir.txt;{row}\n"
    assert joined(text, date="1911-06-03", summary="It broke").stem == stem


# Content files


def test_a_corrected_sheet_corrects_the_content_file(content):
    content.convert(joined("path,title\nweir.txt,Our wier\n"))
    content.convert(joined("path,title\nweir.txt,Our weir\n"))
    assert content.values(*content.names)["title"] == "Our weir"


def test_what_the_owner_edits_in_the_content_file_outranks_the_sheet(content):
    content.convert(joined("path,title\nweir.txt,Our wier\n"))
    content.edit("Our wier", "The weir of Hartwell", *content.names)
    content.convert(joined("path,title\nweir.txt,Our weir\n"))
    assert content.values(*content.names)["title"] == "The weir of Hartwell"


def test_a_cell_that_is_emptied_gives_way_to_what_was_recognised(content):
    content.convert(joined("path,title,shelf\nweir.txt,Our weir,4\n"))
    content.convert(joined("path,title,shelf\nweir.txt,,\n"))
    values = content.values(*content.names)
    assert (values["title"], "shelf" in values) == ("The weir", False)


@given(
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=110),
    cell=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_whatever_a_sheet_says_is_ours_in_the_content_file(tmp_path_factory, name, cell):
    content = ContentFolder(tmp_path_factory.mktemp("content"))
    quoted = ('"' + text.replace('"', '""') + '"' for text in (name, cell))
    draft = joined("path,{}\nweir.txt,{}\n".format(*quoted))
    content.convert(draft)
    (update,) = content.plan(draft)
    assert (update.text, update.changed, update.kept) == (content.text(*content.names), (), ())


# Rows and seeds without a counterpart


def test_rows_and_seeds_that_match_need_no_remark():
    assert checked("path,title\na.txt,x\nb.txt,y\ncomplete\n", "a.txt", "b.txt") == []


def test_a_row_without_a_seed_is_reported_with_its_line():
    (found,) = checked("path,title\na.txt,x\n\nzebra.txt,y\n", "a.txt")
    assert found[:3] == ("sheet.row-without-seed", "seeds/metadata.csv", 4)


@pytest.mark.parametrize(
    "written", ["weir.txt", "1911/Weir.txt", "1911/weir.html", "1911/wier.txt"]
)
def test_a_row_without_a_seed_is_told_which_may_be_meant(written):
    (found,) = checked(f"path,title\n{written},x\n", "1911/weir.txt", "1912/mill.txt")
    assert found[3] == "Did you mean “1911/weir.txt”?"


def test_a_seed_that_has_a_row_is_not_meant_by_another():
    (found,) = checked("path,title\na1.txt,x\na2.txt,y\n", "a1.txt")
    assert found[3] == "Correct the path, or take the row out."


def test_a_seed_without_a_row_is_nothing_to_remark():
    assert checked("path,title\na.txt,x\n", "a.txt", "b.txt") == []


def test_a_seed_without_a_row_is_reported_when_the_sheet_says_that_it_is_complete():
    found = checked("path,title\na.txt,x\ncomplete\n", "c.txt", "a.txt", "b.txt")
    assert [one[:3] for one in found] == [
        ("sheet.seed-without-row", "seeds/b.txt", None),
        ("sheet.seed-without-row", "seeds/c.txt", None),
    ]


def test_the_more_seeds_there_are_the_fewer_rows_are_compared_with_all_of_them():
    seeds = [f"1911/{number}.txt" for number in range(5_000)]
    rows = "".join(f"1911/x{number}.txt,x\n" for number in range(10))
    hints = [hint for _, _, _, hint in checked(f"path,title\n{rows}", *seeds)]
    assert sum(hint.startswith("Did you mean") for hint in hints) == 4
