"""Content files with other values in them: nothing else is touched, and nothing is lost."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from generator import frontmatter
from generator.content.rewriting import UnchangeableError, rewrite
from generator.report import BuildError
from tests.test_frontmatter import KEYS, TEXTS, VALUES, read

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
    changed = rewrite(ODD, {"date": "1911-06-04"})
    assert changed == ODD.replace("date: 1911-06-03\n", 'date: "1911-06-04"\n')


def test_replacing_a_value_of_several_lines_changes_those_lines_alone():
    changed = rewrite(ODD, {"topics": ["Floods"]})
    assert changed == ODD.replace("topics:\n- Rivers\n-   Mills\n", 'topics: ["Floods"]\n')


def test_a_new_value_stands_before_the_seed():
    changed = rewrite(ODD, {"source": "Gazette", "language": "en"})
    assert changed == ODD.replace("seed:\n", 'source: "Gazette"\nlanguage: "en"\nseed:\n')


def test_without_a_seed_a_new_value_stands_at_the_end():
    assert rewrite("---\na: 1\n---\nBody", {"b": "2"}) == '---\na: 1\nb: "2"\n---\nBody'


def test_a_value_that_is_taken_out_leaves_the_rest_as_it_was():
    changed = rewrite(ODD, {}, ["notes"])
    assert changed == ODD.replace("notes: |\n  # no comment\n  text\n\n  more\n", "")


def test_changing_nothing_changes_nothing():
    assert rewrite(ODD, {}) == ODD


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
    changed = rewrite(text, {"title": "New"})
    assert changed == f'---\n{comments}title: "New"\nlast: 1\n---\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_new_lines_end_as_those_of_the_file(end):
    text = ODD.replace("\n", end)
    changed = rewrite(text, {"topics": ["Floods"], "source": "Gazette"}, ["notes"])
    assert changed == (
        ODD.replace("topics:\n- Rivers\n-   Mills\n", 'topics: ["Floods"]\n')
        .replace("seed:\n", 'source: "Gazette"\nseed:\n')
        .replace("notes: |\n  # no comment\n  text\n\n  more\n", "")
        .replace("\n", end)
    )


def test_a_comment_that_moves_above_its_line_ends_as_the_file_s_lines_do():
    changed = rewrite("---\r\na: 1 # mine\r\n---\r\n", {"a": "2"})
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
    changed = frontmatter.split(rewrite(text, {key: value}))
    assert read(changed.yaml or "") == {**read(head), key: value}
    assert changed.body == body


# Any form that YAML has


def explicit(values):
    return "".join(f"? {frontmatter.quote(k)}\n: {frontmatter.dump_value(v)}\n" for k, v in values)


def block(values, indent=""):
    return "".join(frontmatter.dump_entry(key, value, indent) for key, value in values)


def dumped(**style):
    return lambda values: yaml.safe_dump(dict(values), allow_unicode=True, **style)


FORMS = {
    "ours": block,
    "indented": lambda values: block(values, "  "),
    "JSON": lambda values: json.dumps(dict(values), ensure_ascii=False) + "\n",
    "JSON over several lines": lambda values: json.dumps(dict(values), indent=1) + "\n",
    "explicit keys": explicit,
    "anchors": lambda values: "".join(
        f"&a{n} {frontmatter.quote(key)}: &b{n} {frontmatter.dump_value(value)}\n"
        for n, (key, value) in enumerate(values)
    ),
    "one key a line of a flow": lambda values: (
        "{\n" + explicit(values).replace("\n?", "\n, ?") + "}\n"
    ),
    "a tag above": lambda values: f"!!map\n{block(values)}",
    "a directive": lambda values: f"%YAML 1.1\n--- # mine\n{block(values)}",
    "literal": dumped(default_style="|"),
    "folded": dumped(default_style=">", width=20),
    "single quotes": dumped(default_style="'", width=20, line_break="\r\n"),
    "flow inside": dumped(default_flow_style=None, indent=6),
    "flow": dumped(default_flow_style=True, width=30),
}
COMMENT = "# a note of mine"


@given(
    form=st.sampled_from(sorted(FORMS)),
    values=st.dictionaries(KEYS | TEXTS, VALUES, min_size=1, max_size=4),
    changes=st.dictionaries(KEYS | TEXTS, VALUES, max_size=2),
    cut=st.integers(0, 40),
    body=TEXTS | st.none(),
    data=st.data(),
)
def test_front_matter_in_any_form_keeps_its_values_or_is_left_alone(
    form, values, changes, cut, body, data
):
    lines = FORMS[form](values.items()).split("\n")
    lines.insert(cut % len(lines), COMMENT)
    text = "---\n" + "\n".join(lines) + "---\n\nAs it *was*.\n"
    assume((old := what_is_read(text)) is not None)
    gone = data.draw(st.sets(st.sampled_from(sorted(values)), max_size=1))
    changes |= {key: ["new"] for key in data.draw(st.sets(st.sampled_from(sorted(values))))}
    try:
        new = rewrite(text, changes, gone - changes.keys(), body)
    except UnchangeableError:
        return
    kept = {key: value for key, value in old.items() if key not in gone} | changes
    assert what_is_read(new) == kept
    assert frontmatter.split(new).body == ("\nAs it *was*.\n" if body is None else body)
    assert COMMENT in new or COMMENT in str(old)


@given(st.dictionaries(KEYS | TEXTS, VALUES, max_size=4), st.dictionaries(KEYS | TEXTS, VALUES))
def test_front_matter_that_we_wrote_can_always_be_rewritten(values, changes):
    values = {"title": "The weir"} | values
    text = frontmatter.dump(values)
    assert what_is_read(rewrite(text, changes)) == values | changes


@pytest.mark.parametrize("form", ["JSON", "JSON over several lines", "indented", "explicit keys"])
def test_front_matter_in_a_form_that_cannot_be_rewritten_is_refused(form):
    text = f"---\n{FORMS[form]([('title', 'The weir'), ('shelf', '12')])}---\n"
    with pytest.raises(UnchangeableError):
        rewrite(text, {"title": "The dam"})


@pytest.mark.parametrize(
    "entry",
    [
        "notes: |  # mine\n  text",
        "notes: >-\n  text\n # mine",
        'notes: "a\u2028b"  # mine',
        "# mine\u2028notes: a",
    ],
)
def test_a_comment_in_a_rare_place_is_kept_or_nothing_is_rewritten(entry):
    text = f"---\nfirst: 1\n{entry}\nlast: 1\n---\n"
    try:
        assert "# mine" in rewrite(text, {"notes": "new"})
    except UnchangeableError:
        assert entry.startswith("#")


def what_is_read(text):
    try:
        return read(frontmatter.split(text).yaml or "")
    except BuildError:
        return None
