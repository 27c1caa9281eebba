"""The owner's sheet: which table is read, and what its rows say."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content import MetadataSheet, load_sheet, parse_sheet
from generator.report import BuildError, Diagnostic, Severity
from tests.content.sheets import WEIR, remark, values


def read_sheet(data: bytes) -> MetadataSheet:
    with TemporaryDirectory() as seeds:
        Path(seeds, "metadata.csv").write_bytes(data)
        return load_sheet(Path(seeds))


def refusal(data: bytes) -> Diagnostic:
    with pytest.raises(BuildError) as caught:
        read_sheet(data)
    return caught.value.diagnostic


# The file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_is_read_as_spreadsheets_save_it(encoding):
    data = "path,title\na.txt,Ærøskøbing\n".encode(encoding)
    assert read_sheet(data).rows["a.txt"].values == {"title": "Ærøskøbing"}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_commas_semicolons_or_tabs_part_the_cells(sign):
    assert values(f"path{sign}title\na.txt{sign}The weir\n") == WEIR


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("path;title;size (w, h, d, kg)", "a.txt;The weir"),
        ('"path";"title"', '"a.txt";"The weir"'),
        ("path,title;", "a.txt,The weir"),
    ],
)
def test_what_parts_the_cells_is_decided_by_the_first_sign_of_the_first_row(head, row):
    (only,) = parse_sheet(f"{head}\n{row}\n").rows.values()
    assert "The weir" in only.values.values()


def test_a_cell_in_quotes_holds_what_otherwise_parts_cells():
    assert values('path,title\na.txt,"Weir, ""old"" and new"\n') == {"title": 'Weir, "old" and new'}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end):
    sheet = parse_sheet(end.join(["path;title", "a.txt;The weir", "b.txt;The mill", ""]))
    assert [row.line for row in sheet.rows.values()] == [2, 3]


def test_white_space_around_a_cell_is_nothing():
    assert values('path , title\n a.txt , "The weir"\n') == WEIR


def test_a_line_break_in_a_cell_is_a_space():
    assert values('path,title\na.txt,"The\nweir"\n') == WEIR


def test_lines_are_counted_as_in_the_file_whatever_stands_between_them():
    sheet = parse_sheet('path,title\n\na.txt,"The\nweir"\n\n,,\nb.txt,The mill\n')
    assert {row.path: row.line for row in sheet.rows.values()} == {"a.txt": 3, "b.txt": 7}


def test_rows_that_begin_with_a_number_sign_are_comments():
    sheet = parse_sheet("# of the estate\npath,title\n# to do,all of it\na.txt,The weir\n")
    assert [*sheet.rows] == ["a.txt"]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "path,title\n"])
def test_a_sheet_without_a_row_says_nothing(text):
    assert parse_sheet(text) == MetadataSheet()


@pytest.mark.parametrize("row", ["complete", "complete;;", "# complete", "#Complete;"])
def test_a_row_can_say_that_the_sheet_is_complete(row):
    sheet = parse_sheet(f"path;title;date\na.txt;The weir;\n{row}\n")
    assert (sheet.is_complete, [*sheet.rows]) == (True, ["a.txt"])


def test_complete_may_stand_above_the_names():
    assert parse_sheet("# complete\npath;title\na.txt;The weir\n").is_complete


@pytest.mark.parametrize("row", ["./complete;", "complete;The weir", "# complete;not yet"])
def test_a_row_that_says_more_than_complete_does_not_promise_it(row):
    assert not parse_sheet(f"path;title\n{row}\n").is_complete


def test_a_folder_without_a_sheet_has_an_empty_one(tmp_path):
    assert load_sheet(tmp_path) == MetadataSheet()


def test_the_sheet_of_a_folder_is_read(tmp_path):
    (tmp_path / "metadata.csv").write_text("path,title\na.txt,The weir\n")
    assert load_sheet(tmp_path).rows["a.txt"].values == WEIR


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;\r", "sep=;;;"])
def test_a_first_line_may_name_the_sign_between_the_cells(line):
    sheet = parse_sheet(f"{line}\npath;title\na.txt;The weir, and the mill\n")
    assert {row.path: (row.line, row.values["title"]) for row in sheet.rows.values()} == {
        "a.txt": (3, "The weir, and the mill")
    }


def test_any_sign_can_be_named():
    assert values("sep=|\npath|title\na.txt|The weir\n") == WEIR


def test_a_column_for_people_is_not_read():
    assert values("path,title,#who,#who\na.txt,The weir,Ann,Ben\n") == WEIR


@pytest.mark.parametrize(
    ("cell", "is_read"), [("x", True), ("yes", True), ("", False), ("no", False)]
)
def test_in_a_sheet_with_approvals_only_approved_rows_count(cell, is_read):
    sheet = parse_sheet(f"path,approved,title\na.txt,{cell},The weir\n")
    assert dict(sheet.rows["a.txt"].values) == (WEIR if is_read else {})
    assert [one.code for one in sheet.diagnostics] == ([] if is_read else ["sheet.waiting"])


def test_an_approval_that_is_neither_yes_nor_no_is_none():
    sheet = parse_sheet("path,approved,title\na.txt,perhaps,The weir\n")
    assert [one.code for one in sheet.diagnostics] == ["sheet.flag", "sheet.waiting"]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("title", "'=1+1", "=1+1"),
        ("title", "''+44", "'+44"),
        ("title", "'90s", "'90s"),
        ("date", "'2001-10", "2001-10"),
        ("note", "'@home", "@home"),
    ],
)
def test_an_apostrophe_that_makes_a_cell_a_text_is_not_in_it(column, cell, value):
    assert values(f"path,{column}\na.txt,{cell}\n") == {column: value}


def test_another_encoding_is_guessed_and_a_word_of_it_quoted(tmp_path):
    (tmp_path / "metadata.csv").write_bytes("path;title\na.txt;Das Café\n".encode("cp1252"))
    sheet = load_sheet(tmp_path, guess=lambda data: (data.decode("cp1252"), "Windows-1252"))
    assert sheet.rows["a.txt"].values == {"title": "Das Café"}
    told = remark(sheet)
    assert (told.code, told.line) == ("sheet.encoding", 2)
    assert "Windows-1252" in told.message
    assert "Café" in told.message


# What is no sheet


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        pytest.param(b"file,title\na.txt,x\n", "sheet.no-path", 1, id="no-paths"),
        pytest.param(b"\n# x\nfile,title\n", "sheet.no-path", 3, id="no-paths-further-down"),
        pytest.param(b"path,title\na.txt,Caf\xe9\n", "sheet.encoding", 2, id="latin-1"),
        pytest.param(b"\xff\xfe\x00", "sheet.encoding", 1, id="half-of-utf-16"),
        pytest.param(b'path\na\nb,"open\nc\nd\n', "sheet.invalid", 3, id="a-quote-left-open"),
        pytest.param(b'path,title\na,"one" two\n', "sheet.invalid", 2, id="words-after-a-quote"),
    ],
)
def test_a_sheet_that_cannot_be_read_as_a_whole_stops_the_build(data, code, line):
    problem = refusal(data)
    assert (problem.code, problem.path, problem.line) == (code, "seeds/metadata.csv", line)


def test_a_sheet_without_paths_is_told_what_was_found_and_what_was_expected():
    problem = refusal(b"file name;title\n")
    assert "“file name”, “title”" in problem.message
    assert "“path”" in (problem.hint or "")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sheet_or_refused(data):
    for start in (b"", b"path,title\n", b"path;topics\tdate\n"):
        try:
            sheet = read_sheet(start + data)
        except BuildError:
            continue
        assert all(one.code.startswith("sheet.") for one in sheet.diagnostics)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}\.txt", fullmatch=True),
        st.text(st.characters(categories=["L", "P", "S", "N"]), min_size=2),
        min_size=1,
    ),
    st.sampled_from(["excel", "excel-tab", "unix"]),
)
def test_what_programs_write_is_read_back(titles, dialect):
    written = io.StringIO()
    csv.writer(written, dialect).writerows([("path", "title"), *titles.items()])
    sheet = parse_sheet(written.getvalue())
    assert {path: row.values["title"] for path, row in sheet.rows.items()} == titles


# Paths


@pytest.mark.parametrize(
    "written", ["old/a.txt", "./old/a.txt", "seeds/old/a.txt", "./seeds/old/a.txt", "old\\a.txt"]
)
def test_a_seed_is_named_from_the_seeds_folder_or_from_the_archive_s(written):
    assert parse_sheet(f"path,title\n{written},x\n").row_of("old/a.txt")


def test_a_folder_inside_called_seeds_can_be_named():
    assert parse_sheet("path,title\nseeds/seeds/a.txt,x\n").row_of("seeds/a.txt")


@pytest.mark.parametrize(("written", "on_disk"), [("é", "e\u0301"), ("e\u0301", "é")])
def test_accents_compare_alike_however_they_are_composed(written, on_disk):
    assert parse_sheet(f"path,title\n{written}.txt,x\n").row_of(f"{on_disk}.txt")


def test_a_seed_whose_name_begins_with_a_number_sign_can_be_named():
    assert parse_sheet("path,title\n./#1.txt,x\n").row_of("#1.txt")


@pytest.mark.parametrize("head", ["id,path,title", "id,Path,Title"])
def test_the_paths_may_stand_in_any_column(head):
    assert parse_sheet(f"{head}\n7,a.txt,The weir\n").rows["a.txt"].values["title"] == "The weir"


def test_of_two_rows_of_a_seed_the_first_counts():
    sheet = parse_sheet("path,title\na.txt,The weir\nb.txt,x\n./a.txt,The wier\n")
    assert sheet.rows["a.txt"].values == WEIR


def test_a_second_row_of_a_seed_is_an_error_that_names_both_lines():
    found = remark(parse_sheet("path,title\na.txt,x\nb.txt,x\na.txt,y\n"))
    assert (found.severity, found.code, found.line) == (
        Severity.ERROR,
        "sheet.duplicate-row",
        4,
    )
    assert "line 2" in found.message


def test_a_row_without_a_path_is_reported():
    found = remark(parse_sheet("path,title\n,The weir\n"))
    assert (found.code, found.line) == ("sheet.row-without-path", 2)


def test_a_row_with_too_many_cells_is_left_out_and_reported():
    sheet = parse_sheet("path,title\na.txt,Weirs, a history\n")
    found = remark(sheet)
    assert (found.code, found.line, sheet.rows) == ("sheet.too-many-cells", 2, {})


@pytest.mark.parametrize("row", ["a.txt,The weir,,,", "a.txt,The weir"])
def test_empty_cells_too_many_or_too_few_are_nothing(row):
    assert values(f"path,title,date\n{row}\n") == WEIR


# Columns


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Title", "title"),
        ("date text", "date_text"),
        ("Source-URL", "source_url"),
        ("tags", "topics"),
        ("Keywords", "topics"),
        ("author", "authors"),
        ("publisher", "source"),
        ("Shelf mark", "Shelf mark"),
        ("vessels", "Vessels"),
    ],
)
def test_a_column_is_known_by_its_key_or_by_a_synonym_in_any_case(name, key):
    assert [*values(f"path,{name}\na.txt,1923\n", taxonomies=["Vessels"])] == [key]


def test_a_column_of_the_owner_s_own_is_kept_as_it_is():
    sheet = parse_sheet('path,shelf: "no"\na.txt,7 b\n')
    assert sheet.rows["a.txt"].values == {'shelf: "no"': "7 b"}
    assert sheet.diagnostics == ()


@pytest.mark.parametrize(("name", "near"), [("titel", "title"), ("Topcis", "topics")])
def test_a_column_that_is_nearly_a_known_one_is_kept_and_reported(name, near):
    sheet = parse_sheet(f"path,{name}\na.txt,x\n")
    assert f"“{name}”: did you mean “{near}”?" in remark(sheet).message
    assert [*sheet.rows["a.txt"].values] == [name]


@pytest.mark.parametrize("name", ["body", "seed", "Added", "related"])
def test_a_column_of_what_a_cell_cannot_say_is_refused(name):
    sheet = parse_sheet(f"path,{name},title\na.txt,x,The weir\n")
    assert (remark(sheet).code, sheet.rows["a.txt"].values) == ("sheet.column", WEIR)


def test_of_two_columns_that_mean_the_same_the_first_is_read():
    sheet = parse_sheet("path,tags,topics\na.txt,Rivers,Mills\n")
    assert remark(sheet).code == "sheet.duplicate-column"
    assert sheet.rows["a.txt"].values == {"topics": ["Rivers"]}


def test_cells_below_no_name_are_reported_once():
    sheet = parse_sheet("path,title,,\na.txt,The weir,mine,\nb.txt,x,mine,\n")
    assert "column 3" in remark(sheet).message
    assert sheet.rows["a.txt"].values == WEIR


def test_a_text_in_place_of_a_name_is_reported_and_its_column_not_read():
    sheet = parse_sheet(f"path,{'x' * 101}\na.txt,x\n")
    assert (remark(sheet).code, sheet.rows["a.txt"].values) == ("sheet.column", {})


# Changes


@pytest.mark.parametrize("row", ["a.txt,The wier,", "a.txt,The weir,x", "a.txt,,The weir"])
def test_a_row_that_says_something_else_has_another_digest(row):
    sheets = [parse_sheet(f"path,title,shelf\n{one}\n") for one in ("a.txt,The weir,", row)]
    one, other = (sheet.digest_of("a.txt") for sheet in sheets)
    assert one != other


def test_a_row_has_the_same_digest_wherever_it_stands():
    above = parse_sheet("path,title\na.txt,The weir\n")
    below = parse_sheet("path;title;date\n\nb.txt;x;\n./a.txt;The weir;\n")
    assert above.digest_of("a.txt") == below.digest_of("a.txt") != ""


def test_a_seed_without_a_row_has_no_digest():
    assert parse_sheet("path,title\na.txt,x\n").digest_of("b.txt") == ""


# The guide


def test_the_sheet_of_the_guide_is_read_without_a_remark():
    guide = (Path(__file__).parents[2] / "docs" / "content.md").read_text("utf-8")
    example = guide.split("seeds/metadata.csv`", 1)[1].split("```\n")[1]
    sheet = parse_sheet(example)
    assert (sheet.diagnostics, sheet.is_complete) == ((), True)
    assert [row.values for row in sheet.rows.values()] == [
        {
            "title": "Minutes of June",
            "date": "1911-06",
            "topics": ["Weir", "Rates"],
            "shelf": "B 4",
        },
        {"date": "1890~", "topics": []},
    ]


# Sheets of any size


def test_of_many_unknown_columns_the_first_ones_are_compared_with_the_known_ones():
    names = ["titel", *(f"c{number}" for number in range(300)), "topcis"]
    sheet = parse_sheet(f"path,{','.join(names)}\na.txt{',x' * len(names)}\n")
    assert [one.code for one in sheet.diagnostics] == ["sheet.unknown-column"]
    assert sheet.rows["a.txt"].values.keys() == set(names)


def test_each_column_without_a_name_is_reported_with_its_first_cell():
    sheet = parse_sheet("path,,\na.txt,,\nb.txt,,x\nc.txt,y,z\n")
    assert [(one.line, one.message[:8]) for one in sheet.diagnostics] == [
        (4, "column 2"),
        (3, "column 3"),
    ]
