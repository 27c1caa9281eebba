"""Turtle: the statements of a text, and what is not Turtle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.turtle import Literal, Statement, TurtleError, parse_turtle

PREFIX = "@prefix e: <http://e.example/> .\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<http://a.example/b>", "http://a.example/b"),
        ("e:weir", "http://e.example/weir"),
        ("e:a.b", "http://e.example/a.b"),
        (r"e:a\,b", "http://e.example/a,b"),
        ("_:b1", "_:b1"),
        ('"Weir"', Literal("Weir")),
        ("'Weir'@en-GB", Literal("Weir", "en-gb")),
        ('"W\\u00e9\\"r\\n"', Literal('Wé"r\n')),
        ('"""A "long"\ntext"""@en', Literal('A "long"\ntext', "en")),
        ('"1911"^^e:year', Literal("1911")),
        ("1.5", Literal("1.5")),
        ("true", Literal("true")),
    ],
)
def test_a_value_is_read(text, value):
    (statement,) = parse_turtle(f"{PREFIX}e:s e:p {text} .")
    assert statement == Statement("http://e.example/s", "http://e.example/p", value)


def test_statements_share_subjects_and_properties():
    found = parse_turtle(f"{PREFIX}# begin\ne:s e:p e:a, e:b ; ; e:q e:c .\ne:t e:p e:d.")
    short = [(s.subject[-1], s.property[-1], str(s.value)[-1]) for s in found]
    assert short == [("s", "p", "a"), ("s", "p", "b"), ("s", "q", "c"), ("t", "p", "d")]


def test_a_base_and_a_prefix_in_the_form_of_sparql_are_read():
    (found,) = parse_turtle(
        "BASE <http://a.example/b/>\nPREFIX : <http://e.example/>\n<c> :p <../d> ."
    )
    assert found == ("http://a.example/b/c", "http://e.example/p", "http://a.example/d")


def test_what_is_said_of_a_blank_node_is_kept_apart():
    found = parse_turtle(f'{PREFIX}e:s e:p [ e:q "x" ; ], ("a" e:b) . [] a e:c .')
    assert len({statement.subject for statement in found}) == 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<a> <b>", 1),
        ('"x" <b> <c> .', 1),
        ("<a> <b>\n<c>", 2),
        ('<a> <b>\n"c', 2),
        ("<a> f:b <c> .", 1),
        ("[ <a> " * 5_000, 1),
        ("<a> <b> (" * 5_000, 1),
        ("@base <http://a.example/> .\n<https://[> <b> <c> .", 2),
    ],
)
def test_what_is_not_turtle_is_refused_with_its_line(text, line):
    with pytest.raises(TurtleError) as caught:
        parse_turtle(text)
    assert caught.value.line == line


@given(st.text() | st.text("<>\"'[]();,.@:^_a \\n#\\\\"))
def test_any_text_is_read_or_refused(text):
    line = 1
    try:
        parse_turtle(text)
    except TurtleError as problem:
        line = problem.line
    assert 1 <= line <= text.count("\n") + 1
