"""Front matter as people and other programs write it: read as meant, or told with its line."""

from __future__ import annotations

import pytest

from generator import frontmatter
from generator.report import BuildError

BODY = "The weir broke at noon.\n"
YAML = 'title: "The weir"\ndate: 1911-06-05\n'


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{YAML}---\n{BODY}",
        f"\n \n---\n{YAML}---\n{BODY}",
        f"<!-- seen by Ann -->\n\n---\n{YAML}---\n{BODY}",
        f" ---\n{YAML} ---\n{BODY}",
        f"-----\n{YAML}-----\n{BODY}",
        f"—\n{YAML}—\n{BODY}",
        f"–-\n{YAML}–-\n{BODY}",
        f"--- \t\n{YAML}---  \n{BODY}",
        f"---\xa0\n{YAML}---\n{BODY}",
        f"---\n{YAML}...\n{BODY}",
        f"---yaml\n{YAML}---\n{BODY}",
        f"{YAML}---\n{BODY}",
        f'+++\ntitle = "The weir"\ndate = 1911-06-05\n+++\n{BODY}',
        f'---toml\ntitle = "The weir"\ndate = 1911-06-05\n---\n{BODY}',
        f'{{\n "title": "The weir",\n "date": "1911-06-05"\n}}\n{BODY}',
        f'{{"title": "The weir", "date": "1911-06-05"}}\n{BODY}',
        f"Title: The weir\nDate: 1911-06-05\n\n{BODY}",
        f"title: The\n    weir\ndate: 1911-06-05\n\n{BODY}",
        f"% The weir\n%\n% 1911-06-05\n\n{BODY}",
    ],
)
def test_front_matter_is_read_in_the_forms_in_which_people_write_it(text):
    found = frontmatter.read(text, "content/a.md")
    values = {key.lower(): value for key, value in found.values.items() if value}
    assert values == {"title": "The weir", "date": "1911-06-05"}
    assert found.sections.body.strip() == BODY.strip()
    line = {key.lower(): line for key, line in found.lines.items()}["date"]
    assert "1911-06-05" in text.split("\n")[line - 1]


@pytest.mark.parametrize(
    "text", ["---\ntitle: a\n---", "+++\ntitle = 'a'\n+++", '{"title": "a"}', "Title: a"]
)
def test_a_file_may_be_front_matter_alone_without_a_last_line_end(text):
    found = frontmatter.read(text, "content/a.md")
    assert [*found.values.values()] == ["a"]
    assert found.sections.body == ""


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe room is open on Thursdays: bring a lamp.\n\n---\n\nIt is closed on Lady Day.\n",
        "---\nOpen: Thursdays\n\nClosed on Lady Day.\n\n---\nThe clerk\n",
        "---\nOpen: Thursdays\nClosed: Fridays\n---\nThe clerk\n",
        "---\n- a lamp\n- a rope\n---\nThe clerk\n",
        "---\nA line of verse\n---\nAnother\n",
        "+++\n",
        "{ the brace of a poem }\n",
        "{% include head.html %}\nWords\n",
        '{"a": 1}\nwords\n',
        "Dear Ann: the weir broke.\n\nYours\n",
        "From: Ann\nTo: Bo\nDate: 3 May 1910\n\nDear Bo\n",
        "% per cent\nof the rates\n",
    ],
)
def test_a_text_that_only_begins_like_front_matter_keeps_its_words(text):
    assert frontmatter.split(text) == frontmatter.Sections(None, text)
    assert frontmatter.find_unread(text) is None


@pytest.mark.parametrize(
    ("text", "line", "is_unclosed"),
    [
        ("---\ntitle: The weir\n\nIt broke.\n", 1, True),
        ("\n\n+++\ntitle = 'The weir'\n\nIt broke.\n", 3, True),
        ("```yaml\ntitle: The weir\n```\nIt broke.\n", 1, False),
        (";;;\ntitle: The weir\n;;;\nIt broke.\n", 1, False),
        ('{"title": "The weir",\n', 1, False),
        ('{\n  "title": "The weir"\n\nIt broke.\n', 1, False),
        ("{\n'title': 'The weir'\n}\n", 1, False),
        ("title = The weir\ndate = 1911\n\nIt broke.\n", 1, False),
    ],
)
def test_what_looks_like_front_matter_and_is_shown_as_text_is_found(text, line, is_unclosed):
    assert frontmatter.split(text).head is None
    assert frontmatter.find_unread(text)[:2] == (line, is_unclosed)


def test_numbers_and_dates_of_toml_and_json_stay_the_text_that_stands_there():
    toml = "+++\ntitle = 'a'\nyear = 1984\nshare = 0.50\nday = 2001-10-03T20:46:00Z\n+++\n"
    assert frontmatter.read(toml, "").values == {
        "title": "a",
        "year": "1984",
        "share": "0.50",
        "day": "2001-10-03T20:46:00Z",
    }
    assert frontmatter.read('{"title": 1.50, "draft": true}\n', "").values == {
        "title": "1.50",
        "draft": True,
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n+++\ntitle = 'a'\ndate = soon\n+++\n", 4, "not valid TOML"),
        ('{\n "title": "a"\n "date": "b"\n}\nWords\n', 3, "not valid JSON"),
        ("+++\ntitle = " + "[" * 100_000 + "\n+++\n", 2, "not valid TOML"),
        ("\n\n---\ntitle:\n a: b: c\n---\n", 5, "not valid YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_line_in_the_file(text, line, words):
    with pytest.raises(BuildError) as refused:
        frontmatter.read(text, "content/a.md")
    told = refused.value.diagnostic
    assert (told.path, told.line) == ("content/a.md", line)
    assert words in told.message
    assert "(at line" not in told.message
    assert told.hint


# Values without quotes that YAML takes for something else


@pytest.mark.parametrize(
    "written",
    ["[Letter to the clerk]", "[Untitled] view", "@Home", "*The Herald*", '"Weir" and more', "'Tis summer",
     "%50 more", "{The} book", "Roads: a history", "Roads:", "`tide` tables", "!Stop", "&Sons, shop", "true",
     "Lot #5 at the sale", "#5", "> 5 miles", "- a list", "? why", "| bar", "a: b: c", "[a", "Yes: [no"],
)  # fmt: skip
def test_a_title_is_what_it_says_and_told_with_the_line_that_every_program_reads(written):
    found = frontmatter.read(f"---\ndate: 1911\ntitle: {written}\ntags: [a]\n---\n", "content/a.md")
    assert found.values == {"date": "1911", "title": written, "tags": ["a"]}
    (told,) = found.remarks
    assert (told.path, told.line, told.code) == ("content/a.md", 3, "front-matter.quotes")
    assert told.hint == f"Write it so: title: {frontmatter.quote(written)}"


@pytest.mark.parametrize("written", ["Null", "yes", "1999", "20:46", '"[a]"', "a#b", "it's", "C#"])
def test_a_title_that_needs_no_quotes_is_not_told(written):
    found = frontmatter.read(f"---\ntitle: {written}\n---\n", "")
    assert (found.values, found.remarks) == ({"title": written.strip('"')}, ())


@pytest.mark.parametrize("written", ["~", "null", "NULL"])
def test_a_title_that_says_there_is_none_is_told(written):
    (told,) = frontmatter.read(f"---\ntitle: {written}\n---\n", "").remarks
    assert told.line == 2
    assert f'title: "{written}"' in str(told.hint)


@pytest.mark.parametrize(
    ("entry", "values", "told"),
    [
        ("tags: #fire #weir", ["#fire", "#weir"], 0),
        ("tags: [#fire, #weir]", ["#fire", "#weir"], 0),
        ("tags:\n  - #fire\n  - weir", ["#fire", "weir"], 0),
        ('tags:\n  - "Weir" and more\n  - weir', ['"Weir" and more', "weir"], 1),
        ('tags: ["Weir" and more, weir]', ['"Weir" and more', "weir"], 1),
        ("tags:\n\t- fire\n\t- weir", ["fire", "weir"], 0),
        ("tags: [Null, No]", ["Null", "No"], 0),
        ("tags:\n- fire # of 1911\n- weir", ["fire", "weir"], 0),
    ],
)
def test_entries_of_a_list_are_what_they_say(entry, values, told):
    found = frontmatter.read(f"---\ntitle: a\n{entry}\n---\n", "")
    assert found.values["tags"] == values
    assert [one.line for one in found.remarks] == [3] * told


def test_a_comment_after_another_value_than_words_is_a_comment():
    text = "---\ntitle: a\ndate: 1911 # or 1912\ndraft: true # until May\n---\n"
    found = frontmatter.read(text, "")
    assert (found.values["date"], found.values["draft"], found.remarks) == ("1911", True, ())


@pytest.mark.parametrize("indent", ["\t", "  ", "    "])
def test_a_key_that_is_indented_below_a_text_is_a_key_of_its_own_and_told(indent):
    text = f"---\ntitle: The weir\n{indent}date: 1911\n{indent}tags: [dam]\nplace: here\n---\n"
    read = frontmatter.read(text, "content/a.md")
    assert read.values == {"title": "The weir", "date": "1911", "tags": ["dam"], "place": "here"}
    assert [(one.code, one.line) for one in read.remarks] == [
        ("front-matter.indent", 3),
        ("front-matter.indent", 4),
    ]


@pytest.mark.parametrize(
    "text",
    ["title: The weir\n  and mill", "summary: |\n  date: 1911", "title: a\nextra:\n  date: 1"],
)
def test_what_is_indented_with_reason_stays(text):
    read = frontmatter.read(f"---\n{text}\nplace: *\n---\n", "")
    assert [one.code for one in read.remarks] == ["front-matter.quotes"]


@pytest.mark.parametrize(
    ("line", "value"),
    [('title: "The weir', "The weir"), ("date: '1911", "1911"), ("title: 'Tis a weir: no", None)],
)
def test_a_quotation_mark_that_is_never_closed_is_left_out_and_told(line, value):
    read = frontmatter.read(f"---\n{line}\nplace: here\n---\n", "content/a.md")
    key, _, written = line.partition(": ")
    assert read.values == {key: value or written, "place": "here"}
    (told,) = read.remarks
    assert ("never closed" in told.message) == (value is not None)
    assert told.hint == f'Write it so: {key}: "{value or written}"'


def test_a_key_without_a_space_after_its_colon_is_read_and_told():
    found = frontmatter.read("---\ntitle:The weir\ndate: 1911\n---\n", "content/a.md")
    assert found.values == {"title": "The weir", "date": "1911"}
    assert [one.line for one in found.remarks] == [2]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Ferries   # ours", "Ferries"),
        ("Lot #5", "Lot #5"),
        ("Lot # 5", "Lot # 5"),
        ("A tune in C #minor", "A tune in C #minor"),
    ],
)
def test_a_comment_begins_with_words_and_a_space(written, title):
    assert (
        frontmatter.read(f"---\ntitle: {written}\n---\n", "content/a.md").values["title"] == title
    )
