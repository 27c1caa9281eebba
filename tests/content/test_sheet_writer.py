"""A sheet made from documents: what its owner approves in it is what the documents have."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import SheetEntry, extended_sheet, new_sheet, parse_sheet
from generator.content.sheet_writer import date_in_name
from generator.report import BuildError
from generator.text.text_files import decode, decode_for_editing

WEIR = SheetEntry(
    "letters/1911-06-04 weir.txt",
    "content/undated/weir.md",
    {"title": "The weir", "date_text": "Sunday", "topics": ["Rivers", "Rates"]},
    confidence=0.914,
)


def rows_of(data, delimiter=","):
    return list(csv.DictReader(io.StringIO(decode(data)), delimiter=delimiter))


def approved(data):
    """Return what a sheet says once all of its rows are approved."""
    names, *rows = csv.reader(io.StringIO(decode(data)))
    index = names.index("approved")
    for row in rows:
        row[index] = "x"
    written = io.StringIO()
    csv.writer(written).writerows([names, *rows])
    sheet = parse_sheet(written.getvalue(), taxonomies=["topics"])
    assert sheet.diagnostics == ()
    return {place: dict(row.values) for place, row in sheet.rows.items()}


def test_a_row_shows_what_its_owner_needs_to_judge_it():
    (row,) = rows_of(new_sheet([WEIR], ["topics"], "en"))
    assert row["title"] == "The weir"
    assert row["topics"] == "Rivers; Rates"
    assert row["#date in the name"] == "1911-06-04"
    assert row["#date as printed"] == "Sunday"
    assert row["#confidence"] == "91%"
    assert row["#file"] == "content/undated/weir.md"


def test_nothing_counts_until_it_is_approved():
    sheet = parse_sheet(decode(new_sheet([WEIR], ["topics"], "en")))
    assert [dict(row.values) for row in sheet.rows.values()] == [{}]
    assert [(one.code, one.line) for one in sheet.diagnostics] == [("sheet.waiting", 2)]


def test_an_approved_row_says_what_the_document_has():
    said = approved(new_sheet([WEIR], ["topics"], "en"))
    assert said == {WEIR.seed: {"title": "The weir", "topics": ["Rivers", "Rates"]}}


plain = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
words = st.lists(plain, min_size=1, max_size=3).map(" ".join)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "title": words.filter(lambda text: text not in "-–—"),
            "topics": st.lists(
                words.filter(lambda text: text not in "-–—"), max_size=3, unique=True
            ),
            "date": st.sampled_from(["2001", "2001-10", "-0043", "1914/1918", "2001~"]),
            "draft": st.booleans(),
            "shelf": words.filter(lambda text: text not in "-–—"),
        },
    ),
    st.text("ab#1./- ", min_size=1, max_size=6).map(lambda name: f"{name}x"),
)
def test_every_value_comes_back_or_its_cell_says_nothing(values, name):
    seed = name.lstrip("./")
    said = approved(new_sheet([SheetEntry(seed, "content/a.md", values)], ["topics"], "en"))
    (got,) = said.values()
    assert {key: value for key, value in values.items() if key in got} == got
    unsaid = values.keys() - got.keys()
    assert unsaid <= {"topics"}


@pytest.mark.parametrize("value", ["=1+1", "+44 20", "-Ed.", "@home", "'=quoted"])
def test_no_cell_is_a_formula(value):
    (row,) = rows_of(new_sheet([SheetEntry("a.txt", "content/a.md", {"title": value})], [], "en"))
    assert row["title"] == f"'{value}"


def test_a_list_whose_entries_hold_the_sign_between_them_is_left_alone():
    entry = SheetEntry("a.txt", "content/a.md", {"authors": ["Ferrier; Ann"]})
    (row,) = rows_of(new_sheet([entry], [], "en"))
    assert row["authors"] == ""


@pytest.mark.parametrize(("language", "delimiter"), [("en-GB", ","), ("ja", ","), ("de", ";")])
def test_the_cells_are_parted_as_spreadsheets_of_the_language_expect(language, delimiter):
    assert rows_of(new_sheet([WEIR], [], language), delimiter)[0]["title"] == "The weir"


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("19970403-anna.txt", "1997-04-03"),
        ("letters/1997_04_03.txt", "1997-04-03"),
        ("1997/04/03/anna.txt", "1997-04-03"),
        ("3 April 1997.txt", "1997-04-03"),
        ("anna.txt", None),
        ("00071231.txt", None),
        ("19971340.txt", None),
        ("1997-04-03 to 1998-01-01.txt", None),
    ],
)
def test_a_name_may_hold_a_date(path, date):
    assert date_in_name(path) == date


# A sheet that is there


def extended(data, *entries):
    text, form = decode_for_editing(data)
    return extended_sheet(text, form, entries, ["topics"])


def test_rows_are_added_in_the_form_of_the_sheet_and_nothing_else_changes():
    before = b"\xef\xbb\xbfpath;approved;Title;shelf\r\n# to do\r\na.txt;x;\xe2\x80\x94;B"
    after = extended(before, WEIR)
    assert after == before + b"\r\nletters/1911-06-04 weir.txt;;The weir;\r\n"


def test_without_a_column_for_approval_no_row_is_added():
    with pytest.raises(BuildError) as caught:
        extended(b"path,title\n", WEIR)
    assert caught.value.diagnostic.code == "sheet.no-approval"
    assert "approved" in caught.value.diagnostic.hint


def test_without_a_new_document_a_sheet_stays():
    assert extended(b"path,title\na.txt,A") == b"path,title\na.txt,A"
