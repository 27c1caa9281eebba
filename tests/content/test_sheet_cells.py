"""Cells of the owner's sheet: lists, dates, yes and no, and what is not guessed."""

from __future__ import annotations

import pytest

from generator.content import parse_sheet
from tests.content.sheets import WEIR, cell, remark, values

# Texts and lists


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        ("topics", "Rivers; Mills |Floods", ["Rivers", "Mills", "Floods"]),
        ("topics", "Rivers;;Rivers; ", ["Rivers"]),
        ("authors", "Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]),
        ("section", "World|Europe", ["World", "Europe"]),
        ("section", "Arts / Books > News", ["Arts / Books > News"]),
        ("aliases", "old/weir.html", ["old/weir.html"]),
        ("vessels", "Ferry; Barge", ["Ferry", "Barge"]),
        ("source", "Gazette; late edition", "Gazette; late edition"),
        ("shelf", "1; 2", "1; 2"),
    ],
)
def test_lists_are_parted_by_semicolons_or_bars_and_texts_are_not(column, written, value):
    assert cell(column, written, taxonomies=["vessels", "source"]) == value


def test_an_empty_cell_says_nothing():
    assert values("path,title,topics,draft,date\na.txt,,,,\n") == {}


@pytest.mark.parametrize("dash", ["-", "–", "—"])
@pytest.mark.parametrize(
    ("column", "value"), [("title", None), ("topics", []), ("date", None), ("hidden", None)]
)
def test_a_dash_says_that_there_is_none(dash, column, value):
    assert cell(column, dash) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("YES", True), ("x", True), ("1", True), ("FALSE", False), ("no", False)],
)
def test_yes_and_no_are_read_as_people_write_them(written, value):
    assert cell("draft", written) is value


def test_what_is_neither_yes_nor_no_is_reported_and_left_out():
    sheet = parse_sheet("path,hidden\na.txt,\nb.txt,perhaps\n")
    assert (remark(sheet).code, remark(sheet).line) == ("sheet.flag", 3)
    assert sheet.rows["b.txt"].values == {}


def test_a_note_keeps_its_lines():
    assert cell("note", "one\r\n\r\ntwo") == "one\n\ntwo"


# Dates


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2001", "2001"),
        ("2001-10-03T20:46:00Z", "2001-10-03T20:46:00Z"),
        ("1890~", "1890~"),
        ("1914/1918", "1914/1918"),
        ("3 October 2001", "2001-10-03"),
        ("October 2001", "2001-10"),
        ("c. 1890", "1890~"),
        ("2001/10/3", "2001-10-03"),
        ("25/03/2001", "2001-03-25"),
        ("03/25/2001", "2001-03-25"),
        ("2001-10-03 00:00:00", "2001-10-03"),
    ],
)
@pytest.mark.parametrize("column", ["date", "updated"])
def test_a_date_is_read_as_edtf_or_as_printed_when_that_has_one_meaning(column, written, date):
    assert cell(column, written) == date


@pytest.mark.parametrize(
    "written",
    [
        "03/10/2001",
        "03/10/01",
        "03.10.01",
        "Oct-01",
        "37167",
        "yesterday",
        "31/02/2001",
        "2001 ff.",
        "3 October 2001, or later",
        "before 3 October 2001",
    ],
)
def test_a_date_that_is_not_certain_is_reported_and_left_out(written):
    sheet = parse_sheet(f'path,date,title\na.txt,"{written}",The weir\n')
    found = remark(sheet)
    assert (found.code, found.line) == ("sheet.date", 2)
    assert f"“{written}”" in found.message
    assert sheet.rows["a.txt"].values == WEIR


def test_a_date_that_can_be_read_two_ways_is_reported_with_both():
    found = remark(parse_sheet("path,date\na.txt,03/10/2001\n"))
    assert "2001-10-03 or 2001-03-10" in found.message
    assert "date_order" in (found.hint or "")


@pytest.mark.parametrize(("order", "date"), [("dmy", "2001-10-03"), ("mdy", "2001-03-10")])
def test_the_archive_s_order_of_dates_holds_for_its_sheet(order, date):
    assert cell("date", "03/10/2001", order=order) == date


@pytest.mark.parametrize(("order", "written"), [("dmy", "03/25/2001"), ("mdy", "25/03/2001")])
def test_a_date_in_the_other_order_casts_doubt_on_all_and_is_reported(order, written):
    found = remark(parse_sheet(f"path,date\na.txt,{written}\n", order=order))
    assert (found.code, order in found.message) == ("sheet.date", True)


def test_a_text_in_the_column_of_dates_is_quoted_in_part():
    sheet = parse_sheet(f"path,date\na.txt,{'3 October 2001 ' * 2000}\n")
    problem = remark(sheet)
    assert problem.code == "sheet.date"
    assert len(problem.message) < 300
