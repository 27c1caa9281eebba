"""Front matter: YAML without its surprises, and files in which nothing else is touched."""

from __future__ import annotations

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
        ("a: 1\nb: 2\na: 3\n", 4, "the key 'a' appears twice (first on line 2)"),
        ("a:\n  b: 1\n\n  b: 2\n", 5, "the key 'b' appears twice (first on line 3)"),
        ("a: {b: 1, b: 2}\n", 2, "the key 'b' appears twice (first on line 2)"),
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


DEEP = 100_000


@pytest.mark.parametrize(
    "yaml",
    [
        "a: " + "[" * DEEP + "]" * DEEP,
        "a: " + "{b: " * DEEP + "}" * DEEP,
        "- " * DEEP + "a",
        "? " * DEEP + "a",
        "".join(f"{' ' * n}a:\n" for n in range(1000)),
        "\u2028".join(f"{' ' * n}-" for n in range(1000)),
        "a: " + "[" * DEEP,
    ],
    ids=["lists", "mappings", "hyphens", "keys", "indentation", "other-line-ends", "no-end"],
)
def test_what_is_hundreds_of_levels_deep_is_refused(yaml):
    assert refusal_of(yaml).code == "yaml.deep"


def test_what_is_dozens_of_levels_deep_is_read():
    value: frontmatter.Value = "x"
    for _ in range(90):
        value = [value]
    assert read("a: " + "[" * 90 + "x" + "]" * 90) == {"a": value}


@pytest.mark.parametrize("text", ["[" * DEEP, "- " * DEEP, "{" * DEEP, "x" * 10_000_000])
def test_brackets_in_a_text_are_text(text):
    assert read(f'a: "{text}"\nb: [[1], 2]') == {"a": text, "b": [["1"], "2"]}


def test_values_by_the_hundred_thousand_are_refused():
    assert refusal_of("a: [" + "1, " * 300_000 + "]").code == "yaml.long"


@pytest.mark.parametrize(
    "value",
    ["!!int abc", '!!int ""', "!!float y", "!!bool maybe", "!!null some", "!!timestamp 2001-13-45",
     "!!binary '*'", "!!set {a}", "!!omap [a: b]", "!mine a", "!!python/name:os.system ''",
     "!!map a", "!!seq a", "!!str [a]", "!!bool [a]"],
)  # fmt: skip
def test_a_tag_that_is_not_read_here_is_refused_in_words(value):
    assert refusal_of(f"a: 1\nb: {value}").line == 3


@pytest.mark.parametrize(
    ("yaml", "value"),
    [("!!str 5", "5"), ("! 5", "5"), ("!!str true", "true"), ("!!bool true", True), ("!!null ~", None),
     ("!!map {b: c}", {"b": "c"}), ("!!seq [b]", ["b"])],
)  # fmt: skip
def test_a_tag_that_says_what_is_read_anyway_is_allowed(yaml, value):
    assert read(f"a: {yaml}") == {"a": value}


@given(st.text(st.sampled_from("[]{}:,-?&*!|>'\"#%@` \n\tab1\u2028\x85\\"), max_size=60))
def test_any_text_is_read_or_refused(yaml):
    try:
        values = read(yaml)
    except BuildError:
        return
    assert read(frontmatter.split(frontmatter.dump(values)).yaml or "") == values


@pytest.mark.parametrize("yaml", ["title: Roads: a history", "a: *x"])
def test_a_refusal_says_what_to_do(yaml):
    assert "in quotes" in (refusal_of(yaml).hint or "")


def test_the_line_of_every_key_and_entry_is_known():
    lines = frontmatter.positions("a: 1\n\nb:\n  c: 2\n  d:\n    - x\n    - y\n")
    assert lines[("a",)] == 1
    assert lines[("b",)] == 3
    assert lines[("b", "d")] == 5
    assert lines[("b", "d", 1)] == 7


@pytest.mark.parametrize(
    ("text", "yaml", "body"),
    [
        ("---\na: 1\n---\nBody\n", "a: 1\n", "Body\n"),
        ("---\n---\nBody", "", "Body"),
        ("--- \na: 1\n---\t\n", "a: 1\n", ""),
        ("\ufeff---\na: 1\n---\nBody", "a: 1\n", "Body"),
        ("---\r\na: 1\r\n---\r\nBody\r\n", "a: 1\r\n", "Body\r\n"),
        ("---\na: 1\n---\nBody\n---\nmore\n", "a: 1\n", "Body\n---\nmore\n"),
        ("Body\n", None, "Body\n"),
        ("", None, ""),
        ("---", None, "---"),
        ("----\na: 1\n----\n", None, "----\na: 1\n----\n"),
        ("---\na: 1\n", None, "---\na: 1\n"),
        ("\n---\na: 1\n---\n", None, "\n---\na: 1\n---\n"),
    ],
)
def test_front_matter_stands_between_fences_at_the_very_top(text, yaml, body):
    assert frontmatter.split(text) == frontmatter.Sections(yaml, body)


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


def test_half_a_character_is_written_as_what_can_be_read_again():
    assert read(f"a: {frontmatter.quote('x' + chr(0xD800) + 'y')}") == {"a": "x\ufffdy"}


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
    for values in ({"title": "x"} | {key: value}, {"seed": {key: value}}):
        assert read(frontmatter.split(frontmatter.dump(values)).yaml or "") == values


def read(yaml: str) -> dict[str, frontmatter.Value]:
    return frontmatter.parse(yaml, "content/a.md", first_line=2)


def refusal_of(yaml: str) -> Diagnostic:
    with pytest.raises(BuildError) as caught:
        read(yaml)
    return caught.value.diagnostic
