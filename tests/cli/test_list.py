"""The command `list`: what needs a look, one line each."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CONTENT


@pytest.fixture
def built(archive, run):
    """Return the archive of one seed, built."""
    run("build")
    return archive


def letter(head: str, body: str = "Dear Ada, the river is up again.") -> str:
    return f"---\n{head}---\n{body}\n"


def entries(run, what: str) -> list[dict[str, object]]:
    told = run("list", what, "--json").json
    assert told["list"] == what
    return told["entries"]


# What was edited


def test_edited_lists_the_files_whose_values_the_owner_changed_and_which(built, run):
    built.write(CONTENT, built.read(CONTENT).replace("The bridge is open", "It is open", 1))
    assert entries(run, "edited") == [{"path": CONTENT, "keys": ["title"]}]


def test_edited_lists_values_that_were_added_or_taken_out_and_the_body(built, run):
    text = built.read(CONTENT).replace("authors: []\n", "shelf: 4\n")
    built.write(CONTENT, f"{text}\nIt has three arches.\n")
    (entry,) = entries(run, "edited")
    assert set(entry["keys"]) == {"shelf", "authors", "body"}


def test_edited_lists_no_file_that_is_as_converted_or_was_written_by_hand(built, run):
    built.write("content/letter.md", letter("title: A letter\n"))
    assert entries(run, "edited") == []


# Seeds


def test_duplicates_lists_seeds_with_the_same_bytes_after_the_one_that_counts(built, run):
    for name in ("copy.txt", "old/bridge-2.txt"):
        built.write(f"seeds/{name}", built.read("seeds/old/bridge.txt"))
    built.write("seeds/ferry.txt", "The ferry\n\nIt runs no more, says the ferryman.\n")
    assert entries(run, "duplicates") == [
        {"seed": "seeds/copy.txt", "copies": ["seeds/old/bridge-2.txt", "seeds/old/bridge.txt"]}
    ]


def test_the_first_of_several_duplicates_is_the_document_s(built, run):
    built.write("seeds/copy.txt", built.read("seeds/old/bridge.txt"))
    run("build")
    (group,) = entries(run, "duplicates")
    assert f'path: "{str(group["seed"]).removeprefix("seeds/")}"' in built.read(CONTENT)


def test_lost_lists_documents_whose_seed_is_gone(built, run):
    (built.root / "seeds/old/bridge.txt").unlink()
    assert entries(run, "lost") == [{"path": CONTENT, "seed": "seeds/old/bridge.txt"}]


@pytest.mark.parametrize(
    "change",
    [
        lambda seed: seed.rename(seed.with_name("renamed.txt")),
        lambda seed: seed.write_text("Revised.\n"),
    ],
    ids=["renamed", "revised"],
)
def test_lost_lists_no_document_whose_seed_was_renamed_or_revised(built, run, change):
    change(built.root / "seeds/old/bridge.txt")
    assert entries(run, "lost") == []


# What documents lack


@pytest.mark.parametrize("head", ["title: A letter\n", "title: A letter\ndate: yesterday\n"])
def test_undated_lists_documents_without_a_date_that_can_be_read(built, run, head):
    built.write("content/letter.md", letter(f"{head}date_text: Tuesday\n"))
    assert entries(run, "undated") == [
        {"path": "content/letter.md", "title": "A letter", "date_text": "Tuesday"}
    ]


def test_untitled_lists_documents_without_a_title_and_what_stands_in_for_it(built, run):
    built.write("content/letter.md", letter('date: "1911"\n'))
    assert entries(run, "untitled") == [
        {"path": "content/letter.md", "shown_as": "[Dear Ada, the river is up again.]"}
    ]


def test_untitled_lists_no_document_with_a_title_in_brackets(built, run):
    built.write("content/letter.md", letter('title: "[Letter to Ada]"\n'))
    assert entries(run, "untitled") == []


def test_withdrawn_lists_what_was_withdrawn_and_why(built, run):
    built.write(
        "content/letter.md", letter("title: A letter\nstatus: withdrawn\nreason: Private\n")
    )
    assert entries(run, "withdrawn") == [
        {"path": "content/letter.md", "title": "A letter", "reason": "Private"}
    ]


@pytest.mark.parametrize("what", ["undated", "untitled"])
def test_what_was_withdrawn_needs_no_date_and_no_title(built, run, what):
    built.write("content/letter.md", letter("status: withdrawn\n"))
    assert entries(run, what) == []


def test_pages_of_the_owner_are_no_documents(built, run):
    built.write("content/pages/history.md", letter("rights: Public\n"))
    assert entries(run, "undated") == entries(run, "untitled") == []


# Addresses


def test_urls_lists_every_address_that_was_published_and_what_answers_there(built, run):
    built.write("content/letter.md", letter("title: A letter\naliases: [old.html]\n"))
    pages = ("2001/10/the-bridge-is-open.html", "gone.html", "index.html", "old.html")
    built.write("content/urls.txt", "".join(f"{page}\t-\n" for page in pages))
    assert [entry for entry in entries(run, "urls") if entry["url"] in pages] == [
        {"url": "2001/10/the-bridge-is-open.html", "answer": "document", "detail": None},
        {"url": "gone.html", "answer": "notice", "detail": "gone"},
        {"url": "index.html", "answer": "home", "detail": None},
        {"url": "old.html", "answer": "redirect", "detail": "letter.html"},
    ]


# The command


def test_as_text_an_entry_is_a_line_with_its_values_below_one_another(built, run):
    built.write("content/letter.md", letter("title: A letter\n"))
    built.write("content/notes/weir.md", letter("title: The weir\ndate_text: Tuesday\n"))
    assert run("list", "undated").out.splitlines() == [
        "content/letter.md      A letter",
        "content/notes/weir.md  The weir  Tuesday",
    ]


def test_the_count_is_no_result_and_stands_at_the_end_of_what_is_said(built, run):
    built.write("content/letter.md", letter("title: A letter\n"))
    assert run("list", "undated").err == "undated: 1\n"


def test_of_an_empty_list_nothing_but_the_count_is_said(built, run):
    ended = run("list", "duplicates")
    assert (ended.code, ended.out, ended.err) == (0, "", "duplicates: 0\n")


def test_a_list_changes_nothing(built, run):
    (built.root / "seeds/old/bridge.txt").rename(built.root / "seeds/renamed.txt")
    before = built.contents(built.root / "content") | built.contents()
    for what in ("edited", "duplicates", "lost", "undated", "untitled", "withdrawn", "urls"):
        run("list", what)
    assert built.contents(built.root / "content") | built.contents() == before


def test_an_archive_can_be_listed_before_it_is_built(archive, run):
    archive.write("seeds/copy.txt", archive.read("seeds/old/bridge.txt"))
    assert len(entries(run, "duplicates")) == 1


def test_a_file_that_cannot_be_read_is_said_beside_the_list(built, run):
    built.write("content/letter.md", letter("topics: [Ada\n"))
    ended = run("list", "undated")
    assert (ended.code, ended.out) == (1, "")
    assert "content/letter.md:2: error:" in ended.err


def test_a_list_that_there_is_not_is_exit_2_and_the_nearest_is_named(built, run):
    ended = run("list", "duplicate")
    assert (ended.code, ended.out) == (2, "")
    assert "did you mean “duplicates”?" in ended.err


def test_the_help_names_every_list(run):
    from generator.commands.list_report import LISTINGS

    told = run("list", "--help").out
    assert [what for what in LISTINGS if what not in told] == []


# What was read with doubts


def test_low_confidence_lists_doubtful_documents_and_the_most_doubtful_first(built, run):
    for name, confidence in (("ferry", 0.41), ("mill", 0.07), ("fair", 0.93)):
        seed = f'seed:\n  path: {name}.txt\n  sha256: "{"0" * 64}"\n  confidence: {confidence}\n'
        built.write(f"content/{name}.md", letter(f"title: The {name}\n{seed}"))
    assert entries(run, "low-confidence") == [
        {"path": "content/mill.md", "confidence": "7%", "title": "The mill"},
        {"path": "content/ferry.md", "confidence": "41%", "title": "The ferry"},
    ]


def test_low_confidence_lists_no_text_that_was_written_by_hand(built, run):
    built.write("content/letter.md", letter("title: A letter\n"))
    assert entries(run, "low-confidence") == []


# Terms


def test_a_taxonomy_is_listed_with_its_spellings(archive, run):
    archive.write("content/one.md", letter("title: One\npeople: [Ada Pike]\n"))
    archive.write("content/two.md", letter("title: Two\npeople: [ADA PIKE]\n"))
    archive.write("content/three.md", letter("title: Three\npeople: [Ada Pike]\n"))
    (entry,) = entries(run, "people")
    assert entry == {
        "term": "Ada Pike",
        "documents": "3",
        "spellings": ["ADA PIKE"],
        "page": "people/ada-pike/index.html",
    }


def test_terms_that_may_be_one_are_suggested(archive, run):
    archive.write("content/one.md", letter("title: One\npeople: [Ada Pike]\n"))
    archive.write("content/two.md", letter("title: Two\npeople: [A. Pike]\n"))
    told = run("list", "people", "--suggest", "--json").json
    assert [(one["term"], one["other"]) for one in told["entries"]] == [("A. Pike", "Ada Pike")]
