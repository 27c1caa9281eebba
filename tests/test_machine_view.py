"""The machine's view: programs read it, so that its names, forms and order never change."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.commands.inspect_report import answer_rows
from generator.model import Role
from generator.pipeline.machine_view import view_bytes, view_row

PAGE = """\
BRIDGE NEWS Home Weather Sport

 You are in: World: Rivers
Front Page

Saturday, 3 June, 1911, 20:46 GMT
Council votes to mend the weir

By Jane Doe and John Smith

The parish council voted on Tuesday to mend the weir above the mill, which leaks.

Work is to begin in July, the clerk said, and the footpath will be closed until autumn.

See also:

01 May 11 | Mills
The mill wheel stops
"""
KEYS = [
    "id",
    "path",
    "title",
    "date",
    "date_text",
    "byline",
    "source",
    "section",
    "language",
    "summary",
    "topics",
    "people",
    "places",
    "organisations",
    "related",
    "lines",
    "body",
    "markdown",
    "confidence",
    "findings",
]
VIEW = view_bytes(PAGE.encode(), "weir.txt", "ask")


# One document


def test_the_fields_stand_in_the_order_in_which_they_are_promised():
    assert list(VIEW) == KEYS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", sha256(PAGE.encode()).hexdigest()[:12]),
        ("path", "weir.txt"),
        ("title", "Council votes to mend the weir"),
        ("date", "1911-06-03T20:46:00Z"),
        ("date_text", "Saturday, 3 June, 1911, 20:46 GMT"),
        ("byline", "Jane Doe; John Smith"),
        ("source", "BRIDGE NEWS"),
        ("section", ["World", "Rivers"]),
        ("language", "en"),
        ("related", [{"date": "1911-05-01", "section": "Mills", "title": "The mill wheel stops"}]),
    ],
)
def test_a_field_holds_what_the_page_says(field, value):
    assert VIEW[field] == value


@pytest.mark.parametrize("data", [b"?", b"\xe2\x80\x94\n\n\xe2\x80\x94"])
def test_what_is_not_known_is_null_or_empty(data):
    view = view_bytes(data, "x.txt", "ask")
    unknown = ("title", "date", "date_text", "byline", "source", "language")
    lists = ("section", "topics", "people", "places", "organisations", "related")
    assert [view[field] for field in unknown] == [None] * len(unknown)
    assert [view[field] for field in lists] == [[]] * len(lists)


def test_every_line_has_its_number_role_and_exact_text():
    lines = [line["text"] for line in VIEW["lines"]]
    assert lines == PAGE.split("\n")
    assert [line["n"] for line in VIEW["lines"]] == list(range(1, len(lines) + 1))
    assert all(list(line) == ["n", "role", "text"] for line in VIEW["lines"])
    assert {line["role"] for line in VIEW["lines"]} <= {role.value for role in Role}


def test_the_body_is_the_lines_of_the_main_text():
    main = ("standfirst", "body", "subhead", "list_item", "correction")
    assert VIEW["body"] == "\n".join(line["text"] for line in VIEW["lines"] if line["role"] in main)
    assert VIEW["body"].startswith("The parish council voted")


def test_the_markdown_is_that_of_the_content_file():
    assert VIEW["markdown"] == VIEW["body"].replace("\n", "\n\n") + "\n"


def test_the_confidence_is_a_probability():
    assert isinstance(VIEW["confidence"], float)
    assert 0 <= VIEW["confidence"] <= 1


def test_every_finding_names_its_field_value_rule_and_line():
    assert all(list(one) == ["field", "value", "rule", "line"] for one in VIEW["findings"])
    assert {
        "field": "title",
        "value": "Council votes to mend the weir",
        "rule": "headline",
        "line": 7,
    } in VIEW["findings"]
    assert {"title", "date", "authors", "section", "related", "topics"} <= {
        one["field"] for one in VIEW["findings"]
    }


# JSON Lines


def test_rows_are_answered_in_order_each_with_its_caller_s_id():
    rows = [{"id": f"row-{n}", "text": f"Page {n}"} for n in range(5)]
    answers = answers_to(*rows)
    assert [answer["id"] for answer in answers] == [row["id"] for row in rows]
    assert [answer["lines"][0]["text"] for answer in answers] == [row["text"] for row in rows]


def test_more_rows_than_one_worker_takes_are_answered_in_order_too():
    rows = [{"id": n, "text": f"Page {n}"} for n in range(150)]
    assert [answer["id"] for answer in answers_to(*rows, jobs=2)] == list(range(150))


@pytest.mark.parametrize("caller_s", ["7", 7, None, "ü", ["a", 1], {"a": 1}])
def test_the_caller_s_id_comes_back_as_it_was(caller_s):
    assert answers_to({"id": caller_s, "text": "Page"})[0]["id"] == caller_s


def test_a_row_without_an_id_is_known_by_its_digest():
    (answer,) = answers_to({"text": PAGE})
    assert answer["id"] == VIEW["id"]


def test_a_text_is_answered_like_a_file_that_holds_it():
    (answer,) = answers_to({"id": VIEW["id"], "path": "weir.txt", "text": PAGE})
    assert answer == VIEW
    assert list(answer) == KEYS


def test_html_is_answered_by_the_lines_that_are_made_of_it():
    (answer,) = answers_to({"id": 1, "html": "<h1>The weir</h1><p>It broke."})
    assert [line["text"] for line in answer["lines"]] == ["The weir", "", "It broke."]


@pytest.mark.parametrize(
    ("path", "data", "text"),
    [
        ("page.txt", b"\xef\xbb\xbfThe weir\r\nbroke", "The weir\nbroke"),
        ("page.html", b"<p>The weir<p>broke", "<p>The weir<p>broke"),
        ("", b"Caf\xe9", "Café"),
    ],
)
def test_bytes_are_answered_with_the_text_that_they_decode_to(path, data, text):
    (answer,) = answers_to({"id": 1, "path": path, "bytes_b64": b64encode(data).decode()})
    assert answer["text"] == text
    assert answer["id"] == 1


def test_the_path_of_a_row_comes_back():
    assert answers_to({"text": "Page", "path": "a/b.txt"})[0]["path"] == "a/b.txt"


BAD_ROWS = [
    pytest.param(b"{", id="half-an-object"),
    pytest.param(b"[1, 2]", id="a-list"),
    pytest.param(b'"text"', id="a-string"),
    pytest.param(b"[" * 100_000, id="a-deep-list"),
    pytest.param(b"\xff\xfe", id="no-utf-8"),
    pytest.param(b'{"id": 1}', id="no-document"),
    pytest.param(b'{"id": 1, "text": 5}', id="a-number-for-text"),
    pytest.param(b'{"id": 1, "bytes_b64": "a"}', id="no-base64"),
    pytest.param(b'{"id": 1, "bytes_b64": ""}', id="no-bytes"),
    pytest.param(b'{"id": 1, "bytes_b64": "JVBERi0xLjQK"}', id="a-pdf"),
]


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_row_is_answered_with_its_error_and_does_not_stop_the_rest(row):
    rows = BytesIO(b'{"id": "a", "text": "Page"}\n' + row + b'\n{"id": "b", "text": "Page"}\n')
    before, bad, behind = (json.loads(answer) for answer in answer_rows(rows, "ask", jobs=1))
    assert (before["id"], behind["id"]) == ("a", "b")
    assert bad["error"]
    assert "error" not in before | behind


@pytest.mark.parametrize("row", BAD_ROWS)
def test_an_answer_with_an_error_has_all_the_fields(row):
    answer = json.loads(view_row(row.decode("utf-8", "replace"), "ask"))
    assert list(answer)[-1] == "error"
    assert set(answer) == {*KEYS, "error"}
    assert (answer["title"], answer["lines"], answer["body"]) == (None, [], "")


def test_the_error_of_a_row_carries_its_id():
    assert json.loads(view_row('{"id": "x", "text": null}', "ask"))["id"] == "x"


@pytest.mark.parametrize("row", ['{"text": ""}', '{"text": " \\n "}', '{"html": ""}'])
def test_a_row_without_words_is_answered(row):
    answer = json.loads(view_row(row, "ask"))
    assert (answer["body"], answer["confidence"]) == ("", 0.0)
    assert {line["role"] for line in answer["lines"]} == {"blank"}


def test_empty_lines_between_rows_are_no_rows():
    rows = BytesIO(b'\n{"id": 1, "text": "Page"}\n\n  \n{"id": 2, "text": "Page"}')
    answers = [json.loads(answer) for answer in answer_rows(rows, "ask", jobs=1)]
    assert [answer["id"] for answer in answers] == [1, 2]


def test_half_a_character_is_answered_in_escapes_that_any_program_can_read():
    answer = view_row('{"id": 1, "text": "The \\ud800 weir"}', "ask")
    assert answer.encode("utf-8")
    assert json.loads(answer)["lines"][0]["text"] == "The \ud800 weir"


@given(text=st.text())
def test_any_text_is_answered_on_one_line_with_all_its_lines(text):
    answer = view_row(json.dumps({"id": 1, "text": text}), "ask")
    lines = [line["text"] for line in json.loads(answer)["lines"]]
    assert lines == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert "\n" not in answer


def answers_to(*rows: dict[str, Any], jobs: int = 1) -> list[dict[str, Any]]:
    """Return the answers to these rows, as a program reads them."""
    given_rows = BytesIO("".join(f"{json.dumps(row)}\n" for row in rows).encode())
    return [json.loads(answer) for answer in answer_rows(given_rows, "ask", jobs)]
