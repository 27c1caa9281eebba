"""The commands `merge`, `rename` and `split`: a term is corrected in one place."""

from __future__ import annotations

import pytest

HIDDEN = "---\ntitle: Crossings\nhidden: true\n---\n"
LETTERS = {"a": "[Ferries, Mills]", "b": "[Ferry boats]", "c": "[Mills, Milling]"}


@pytest.fixture
def letters(archive, run):
    """Return an archive of three letters, built once."""
    for name, topics in LETTERS.items():
        text = f'---\ntitle: Letter {name}\ndate: "1901"\ntopics: {topics}   # mine\n---\nDear.\n'
        archive.write(f"content/1901/{name}.md", text)
    assert run("build").code == 0
    return archive


def target(archive, path: str) -> str:
    """Return where the page at an address leads to."""
    text = archive.read(f"output/{path}")
    return text.partition("url=")[2].partition('"')[0]


# merge


def test_merge_makes_one_term_of_two_and_leads_the_old_address_to_it(letters, run):
    told = run("merge", "topic", "Ferry boats", "Ferries")
    assert told.code == 0
    assert "content/topics/ferries.md" in told.out
    assert run("build").code == 0
    assert letters.links("topics/ferries/index.html") == ["Letter b", "Letter a"]
    assert target(letters, "topics/ferry-boats/index.html") == "../ferries/index.html"
    assert letters.read("content/1901/b.md").count("Ferry boats") == 1


def test_merge_keeps_what_both_files_say(letters, run):
    letters.write(
        "content/topics/mills.md", "---\ntitle: Mills\n# ours\naliases: [Works]\n---\nOne.\n"
    )
    letters.write(
        "content/topics/milling.md",
        "---\ntitle: Milling\naliases: [Grinding]\nbroader: [Trades, Mills]\n"
        "same_as: [https://a.example/1]\nshelf: B4\n---\nTwo.\n",
    )
    assert run("merge", "topics", "Milling", "Mills").code == 0
    text = letters.read("content/topics/mills.md")
    assert not (letters.root / "content/topics/milling.md").exists()
    for words in ('"Works", "Milling", "Grinding"', '["Trades"]', "https://a.example/1", "B4"):
        assert words in text
    assert text.endswith("---\nOne.\n\nTwo.\n")
    assert "# ours" in text


def test_merge_of_a_term_into_itself_is_refused(letters, run):
    told = run("merge", "topic", "Ferries", "ferries")
    assert told.code == 2
    assert "the same term already" in told.err


@pytest.mark.parametrize("names", [("Feries", "Mills"), ("Mills", "Feries")])
def test_a_term_that_there_is_not_is_refused_with_the_nearest(letters, run, names):
    told = run("merge", "topic", *names)
    assert told.code == 2
    assert "did you mean “Ferries”?" in told.err


@pytest.mark.parametrize(
    "command",
    [("merge", "topic", "Ferry boats", "Ferries"), ("rename", "topic", "Ferries", "Crossings")],
)
def test_a_dry_run_says_what_would_change_and_changes_nothing(letters, run, command):
    told = run(*command, "--dry-run")
    assert "would change" in told.out
    assert not (letters.root / "content/topics").exists()


# rename


def test_rename_calls_a_term_otherwise_and_leads_its_address_to_the_new_one(letters, run):
    assert run("rename", "topic", "Ferries", "Crossings").code == 0
    run("build")
    assert letters.links("topics/crossings/index.html") == ["Letter a"]
    assert target(letters, "topics/ferries/index.html") == "../crossings/index.html"


def test_rename_moves_the_file_of_a_term_and_keeps_its_words(letters, run):
    letters.write("content/topics/mills.md", "---\ntitle: Mills\naliases: [Works]\n---\nOne.\n")
    assert run("rename", "topic", "works", "Water mills").code == 0
    assert not (letters.root / "content/topics/mills.md").exists()
    text = letters.read("content/topics/water-mills.md")
    assert 'title: "Water mills"\naliases: ["Works", "Mills"]' in text
    assert text.endswith("One.\n")


def test_another_case_of_a_title_leaves_its_address(letters, run):
    assert run("rename", "topic", "Ferries", "FERRIES").code == 0
    run("build")
    assert letters.links("topics/ferries/index.html") == ["Letter a"]
    assert "FERRIES" in letters.text("topics/index.html")


def test_rename_to_another_term_is_refused(letters, run):
    told = run("rename", "topic", "Ferries", "mills")
    assert told.code == 2
    assert "merge" in told.err


def test_rename_overwrites_no_file(letters, run):
    letters.write("content/topics/crossings.md", HIDDEN)
    told = run("rename", "topic", "Ferries", "Crossings")
    assert told.code == 2
    assert "overwritten" in told.err
    assert letters.read("content/topics/crossings.md") == HIDDEN


def test_front_matter_that_cannot_be_rewritten_is_named_with_what_to_write(letters, run):
    letters.write("content/topics/mills.md", "---\n{title: Mills, aliases: [Works]}\n---\n")
    told = run("rename", "topic", "Mills", "Water mills")
    assert told.code == 1
    assert "content/topics/mills.md" in told.err
    assert "Water mills" in told.err


# split


def test_split_lists_the_documents_to_decide_about(letters, run):
    told = run("split", "topic", "Mills", "Windmills", "Water mills")
    assert told.out.splitlines() == [
        "path,term,date,title",
        "content/1901/a.md,,1901,Letter a",
        "content/1901/c.md,,1901,Letter c",
    ]


def test_split_gives_documents_the_terms_that_the_table_names(letters, run):
    letters.write("mills.csv", "path;term\ncontent/1901/a.md;Windmills|Water mills\n")
    told = run("split", "topic", "Mills", "Windmills", "Water mills", "--by", "mills.csv")
    assert told.code == 0
    text = letters.read("content/1901/a.md")
    assert 'topics: ["Ferries", "Windmills", "Water mills"]' in text
    assert "# mine" in text
    assert "[Mills, Milling]" in letters.read("content/1901/c.md")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("content/1901/b.md,Windmills", "no document of “Mills”", id="a-document"),
        pytest.param("content/1901/a.md,Sawmills", "“Sawmills” is not one", id="a-term"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(letters, run, row, said):
    letters.write("mills.csv", f"path,term\n{row}\n")
    told = run("split", "topic", "Mills", "Windmills", "--by", "mills.csv")
    assert told.code == 1
    assert said in told.err
    assert "mills.csv:2" in told.err


def test_a_table_without_the_columns_is_refused(letters, run):
    letters.write("mills.csv", "content/1901/a.md,Windmills\n")
    assert run("split", "topic", "Mills", "Windmills", "--by", "mills.csv").code == 2
