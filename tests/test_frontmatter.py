"""Front matter: YAML without its surprises, and files in which nothing else is touched."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import frontmatter
from generator.report import BuildError, Diagnostic

KEYS = st.from_regex(r"[a-z][a-z_]{0,11}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
"""All text that a file can hold: half characters have no encoding."""
VALUES = st.recursive(
    st.none() | st.booleans() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


# Reading


@pytest.mark.parametrize(
    "scalar",
    "no yes on off y n No True FALSE 2001 0042 0x1F 1_000 1e3 .5 -1 20:46 2001-10-03 "
    "2001-10-03T20:46:00Z 12.30 .inf = << 0o17 ~x null-ish".split(),
)
def test_a_scalar_stays_the_text_that_stands_there(scalar):
    assert read(f"key: {scalar}") == {"key": scalar}


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"true"', "true"),
        ("'null'", "null"),
        ('""', ""),
    ],
)
def test_only_true_false_and_null_are_more_than_text(scalar, value):
    assert read(f"key: {scalar}") == {"key": value}


@pytest.mark.parametrize("key", ["no", "true", "null", "2001", "20:46", "~", '"a: b"'])
def test_a_key_is_the_text_that_stands_there(key):
    assert read(f"{key}: x") == {key.strip('"'): "x"}


@pytest.mark.parametrize("yaml", ["", "\n", "# only a comment\n", "null\n", "---\n"])
def test_nothing_is_no_values(yaml):
    assert read(yaml) == {}


@pytest.mark.parametrize(
    ("yaml", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 4, "the key 'a' stands twice (first on line 2)"),
        ("a:\n  b: 1\n\n  b: 2\n", 5, "the key 'b' stands twice (first on line 3)"),
        ("a: {b: 1, b: 2}\n", 2, "the key 'b' stands twice (first on line 2)"),
        ("a: 1\ntitle: Roads: a history\n", 3, "mapping values are not allowed"),
        ('a: 1\nb: "open\n\nc: 2\n', 3, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 3, "tab"),
        ("a: 1\nb: [x\nc: 2\n", 3, "a bracket is not closed: expected “]”"),
        ("a: 1\nb: {c: #d00}\n", 3, "a bracket is not closed: expected “}”"),
        ("a: {b: #d00}\nc: 1\n", 2, "a bracket is not closed: expected “}”"),
        ("a:\n\tb: 2\n", 3, "the line begins with a tab"),
        ("ä: 1\nb: \x07\n", 3, "control characters"),
        ("a: 1\n---\nb: 2\n", 3, "another document"),
        ("a: 1\n[b]: 2\n", 3, "a key is one word or a few"),
        ("a: 1\nb: !!python/name:os.system\n", 3, "not valid YAML"),
        ("a: &x 1\nb: *x\n", 3, "alias"),
        ("a: &x [*x]\n", 2, "alias"),
        ("- a\n- b\n", 2, "expected keys and values"),
        ("just words\n", 2, "expected keys and values"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line_in_the_file(yaml, line, words):
    problem = refusal_of(yaml)
    assert (problem.path, problem.line) == ("content/a.md", line)
    assert words in problem.message


@pytest.mark.parametrize("yaml", ["title: Roads: a history", "a: *x"])
def test_a_refusal_says_what_to_do(yaml):
    assert "in quotes" in (refusal_of(yaml).hint or "")


def test_the_line_of_every_key_and_entry_is_known():
    lines = frontmatter.positions("a: 1\n\nb:\n  c: 2\n  d:\n    - x\n    - y\n", first_line=2)
    assert lines[("a",)] == 2
    assert lines[("b",)] == 4
    assert lines[("b", "d")] == 6
    assert lines[("b", "d", 1)] == 8


@pytest.mark.parametrize(
    ("text", "yaml", "body", "body_line"),
    [
        ("---\na: 1\n---\nBody\n", "a: 1\n", "Body\n", 4),
        ("---\n---\nBody", "\n", "Body", 3),
        ("--- \na: 1\n---\t\n", "a: 1\n", "", 4),
        ("\ufeff---\na: 1\n---\nBody", "a: 1\n", "Body", 4),
        ("---\r\na: 1\r\n---\r\nBody\r\n", "a: 1\r\n", "Body\r\n", 4),
        ("---\na: 1\n---\nBody\n---\nmore\n", "a: 1\n", "Body\n---\nmore\n", 4),
        ("Body\n", None, "Body\n", 1),
        ("", None, "", 1),
        ("---", None, "---", 1),
        ("----\na: 1\n----\n", None, "----\na: 1\n----\n", 1),
        ("---\na: 1\n", None, "---\na: 1\n", 1),
        ("\n---\na: 1\n---\n", None, "\n---\na: 1\n---\n", 1),
    ],
)
def test_front_matter_stands_between_fences_at_the_very_top(text, yaml, body, body_line):
    assert frontmatter.split(text) == frontmatter.Sections(yaml, body, body_line)


# Writing


@given(st.dictionaries(KEYS, VALUES, max_size=6), TEXTS)
def test_what_is_written_is_read_back(values, body):
    sections = frontmatter.split(frontmatter.dump(values) + body)
    assert read(sections.yaml or "") == values
    assert sections.body == body


@given(TEXTS)
def test_a_text_is_written_on_one_line_in_quotes(text):
    quoted = frontmatter.quote(text)
    assert quoted[0] == quoted[-1] == '"'
    assert len(quoted.splitlines()) == 1


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("no", 'key: "no"\n'),
        ('say "hello"', 'key: "say \\"hello\\""\n'),
        ("über", 'key: "über"\n'),
        ([], "key: []\n"),
        (["a", "b"], 'key: ["a", "b"]\n'),
        (["a" * 50, "b" * 50], f'key:\n  - "{"a" * 50}"\n  - "{"b" * 50}"\n'),
        ({"a": "b"}, 'key: {a: "b"}\n'),
        ({"a": "b" * 90}, f'key:\n  a: "{"b" * 90}"\n'),
        ([{"a": "b"}], 'key: [{a: "b"}]\n'),
        (True, "key: true\n"),
        (None, "key: null\n"),
        (0.97, "key: 0.97\n"),
    ],
)
def test_values_are_written_as_people_would_write_them(value, written):
    assert frontmatter.dump_entry("key", value) == written


@pytest.mark.parametrize("key", ["shelf", "Shelf mark", "no-7", "7", "größe"])
def test_a_key_of_words_is_written_plainly(key):
    assert frontmatter.dump({key: "x"}) == f'---\n{key}: "x"\n---\n'


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100), VALUES)
def test_any_key_is_read_back(key, value):
    for values in ({key: value}, {"seed": {key: value}}):
        assert read(frontmatter.split(frontmatter.dump(values)).yaml or "") == values


# Replacing

ODD = dedent("""\
    ---
    # The parish's own copy.
    title:   'The weir'

    extra:   { a: 1,b: 2 }   # spaced as I like it
    notes: |
      # no comment
      text

      more
    topics:
    - Rivers
    -   Mills
    # before the date
    date: 1911-06-03
    seed:
      path: "weir.txt"
    ---

    The *weir* broke.
    """)


def test_replacing_a_value_changes_its_line_alone():
    changed = frontmatter.replace(ODD, {"date": "1911-06-04"})
    assert changed == ODD.replace("date: 1911-06-03\n", 'date: "1911-06-04"\n')


def test_replacing_a_value_of_several_lines_changes_those_lines_alone():
    changed = frontmatter.replace(ODD, {"topics": ["Floods"]})
    assert changed == ODD.replace("topics:\n- Rivers\n-   Mills\n", 'topics: ["Floods"]\n')


def test_a_new_value_stands_before_the_seed():
    changed = frontmatter.replace(ODD, {"source": "Gazette", "language": "en"})
    assert changed == ODD.replace("seed:\n", 'source: "Gazette"\nlanguage: "en"\nseed:\n')


def test_without_a_seed_a_new_value_stands_at_the_end():
    assert frontmatter.replace("---\na: 1\n---\nBody", {"b": "2"}) == '---\na: 1\nb: "2"\n---\nBody'


def test_a_value_that_is_taken_out_leaves_the_rest_as_it_was():
    changed = frontmatter.replace(ODD, {}, ["notes"])
    assert changed == ODD.replace("notes: |\n  # no comment\n  text\n\n  more\n", "")


def test_changing_nothing_changes_nothing():
    assert frontmatter.replace(ODD, {}) == ODD


@pytest.mark.parametrize(
    ("entry", "comments"),
    [
        ('title: "The # weir"  # mine', "# mine\n"),
        ("title: The weir # mine", "# mine\n"),
        ("title:\n- a # one\n  # two\n- b # three", "# one\n# two\n# three\n"),
        ("title:\n  # one\n  a: b", "# one\n"),
        ("title: |\n  # text", ""),
        ("title: 'a\n  # text'", ""),
        ("title: a#b", ""),
    ],
)
def test_comments_on_a_replaced_value_move_above_its_line(entry, comments):
    text = f"---\n{entry}\nlast: 1\n---\n"
    changed = frontmatter.replace(text, {"title": "New"})
    assert changed == f'---\n{comments}title: "New"\nlast: 1\n---\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_new_lines_end_as_those_of_the_file(end):
    text = ODD.replace("\n", end)
    changed = frontmatter.replace(text, {"topics": ["Floods"], "source": "Gazette"}, ["notes"])
    assert changed == (
        ODD.replace("topics:\n- Rivers\n-   Mills\n", 'topics: ["Floods"]\n')
        .replace("seed:\n", 'source: "Gazette"\nseed:\n')
        .replace("notes: |\n  # no comment\n  text\n\n  more\n", "")
        .replace("\n", end)
    )


def test_a_comment_that_moves_above_its_line_ends_as_the_file_s_lines_do():
    changed = frontmatter.replace("---\r\na: 1 # mine\r\n---\r\n", {"a": "2"})
    assert changed == '---\r\n# mine\r\na: "2"\r\n---\r\n'


ENTRIES = st.sampled_from(
    [
        'title: "A"',
        "tags: [x,  y]  # mine",
        "notes: >\n  folded\n  text\n",
        "authors:\n- A\n-  B",
        "map:\n    deep: {a: 1}\n    # inside",
        "empty:",
        "# a comment\nplain: one\n  two",
        "'quoted key': 1",
    ]
)


@given(
    entries=st.lists(ENTRIES, unique=True, min_size=1),
    body=TEXTS,
    value=VALUES,
    key=st.sampled_from(["title", "tags", "notes", "authors", "map", "empty", "plain", "new"]),
)
def test_replacing_sets_one_value_and_keeps_every_other(entries, body, value, key):
    head = "\n".join(entries)
    text = f"---\n{head}\n---\n{body}"
    changed = frontmatter.split(frontmatter.replace(text, {key: value}))
    assert read(changed.yaml or "") == {**read(head), key: value}
    assert changed.body == body


def read(yaml: str) -> dict[str, frontmatter.Value]:
    return frontmatter.parse(yaml, "content/a.md", first_line=2)


def refusal_of(yaml: str) -> Diagnostic:
    with pytest.raises(BuildError) as caught:
        read(yaml)
    return caught.value.diagnostic
