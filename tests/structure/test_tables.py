"""Tables: rows whose cells stand below one another, and lines that only look like that."""

from __future__ import annotations

import pytest

from generator.structure.tables import find_tables, has_head, split_row


def tables(text: str) -> list[range]:
    return list(find_tables(text.split("\n")))


def cells(line: str) -> list[str]:
    return [cell.text for cell in split_row(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Oats\t12\t1909", ["Oats", "12", "1909"], id="tabs"),
        pytest.param("Oats\t\t1909", ["Oats", "", "1909"], id="an-empty-cell-between-tabs"),
        pytest.param("Oats | 12 | 1909", ["Oats", "12", "1909"], id="bars"),
        pytest.param("| Oats | 12 |", ["Oats", "12"], id="bars-all-round"),
        pytest.param("   Oats     12", ["Oats", "12"], id="spaces"),
        pytest.param("Winter oats 12", ["Winter oats 12"], id="single-spaces-divide-nothing"),
    ],
)
def test_a_row_is_divided_at(line, expected):
    assert cells(line) == expected


def test_lines_with_tabs_are_a_table():
    assert tables("Oats\t12\nRye\t9") == [range(2)]


def test_columns_that_line_up_are_a_table():
    assert tables("Oats     12\nRye       9\nBarley  104") == [range(3)]


def test_two_lines_with_a_gap_are_no_table():
    assert tables("O weir,     O mill,\nO frost,    O flood,") == []


def test_gaps_that_do_not_line_up_are_no_table():
    assert tables("We sang    of oats\nand of the rye   all day\nthen slept   at last") == []


def test_a_line_of_text_above_a_table_is_not_of_it():
    assert tables("Sacks of each kind:\nOats\t12\nRye\t9") == [range(1, 3)]


def test_rows_of_other_lengths_are_no_table():
    assert tables("Oats\t12\nRye\t9\t1909") == []


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("Crop", "Sacks"), ("Oats", "12"), ("Rye", "9")], id="no-figures"),
        pytest.param([("Crop", "May 1911"), ("Oats", "12s"), ("Rye", "9s")], id="months-over-sums"),
        pytest.param([("", "Sacks"), ("Oats", "12")], id="a-corner-without-a-name"),
    ],
)
def test_a_first_row_unlike_all_others_names_the_columns(rows):
    assert has_head(rows)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("Oats", "12"), ("Rye", "9")], id="figures-in-the-first"),
        pytest.param([("Miller", "Pike"), ("Clerk", "Hart")], id="no-figures-below"),
        pytest.param([("Crop", ""), ("Oats", "12")], id="a-column-without-a-name"),
        pytest.param([("Crop", "Sacks")], id="nothing-below"),
    ],
)
def test_a_table_has_no_head_with(rows):
    assert not has_head(rows)
