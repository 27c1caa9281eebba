"""The command `terms import`: term files that a vocabulary makes and completes."""

from __future__ import annotations

import pytest

TABLE = """\
name,aliases,broader,same_as,note
Ferries,Boats|Weirs,Ships,Q25653,Across rivers.
Ships,,,,
Weirs,Dams,,,
"""


@pytest.fixture
def letters(archive):
    archive.write("content/1901/a.md", "---\ntitle: A\ndate: '1901'\ntopics: [Boats]\n---\nDear.\n")
    archive.write("v.csv", TABLE)
    return archive


def test_a_vocabulary_makes_term_files_that_a_build_reads(letters, run):
    assert run("terms", "import", "v.csv").code == 0
    assert letters.read("content/topics/ferries.md") == (
        '---\ntitle: "Ferries"\naliases: ["Boats"]\nbroader: ["Ships"]\n'
        'same_as: ["https://www.wikidata.org/wiki/Q25653"]\n---\n\nAcross rivers.\n'
    )
    assert run("build").code == 0
    assert letters.links("topics/ships/index.html") == ["A"]


def test_only_the_terms_that_documents_have_and_those_above_are_taken_if_asked_for(letters, run):
    run("terms", "import", "v.csv", "--used")
    names = sorted(path.name for path in (letters.root / "content/topics").iterdir())
    assert names == ["ferries.md", "ships.md"]


def test_a_term_file_is_completed_and_nothing_taken_out(letters, run):
    text = "---\ntitle: Ferries   # ours\naliases: [Punts]\nbroader: [Trades]\n---\nMine.\n"
    letters.write("content/topics/crossings.md", text)
    assert "1 completed" in run("terms", "import", "v.csv").out
    found = letters.read("content/topics/crossings.md")
    assert 'aliases: ["Punts", "Boats"]\nbroader: ["Trades", "Ships"]' in found
    assert "title: Ferries   # ours" in found
    assert found.endswith("---\nMine.\n")
    assert not (letters.root / "content/topics/ferries.md").exists()


def test_an_import_given_twice_changes_nothing_more(letters, run):
    run("terms", "import", "v.csv")
    assert "0 files made, 0 completed" in run("terms", "import", "v.csv").out


def test_a_dry_run_writes_nothing(letters, run):
    told = run("terms", "import", "v.csv", "--dry-run", "--kind", "place")
    assert "content/places/ferries.md: would change" in told.out
    assert not (letters.root / "content/places").exists()


def test_a_file_that_is_not_there_is_named(letters, run):
    told = run("terms", "import", "gone.ttl")
    assert told.code == 2
    assert "gone.ttl" in told.err


@pytest.mark.parametrize("name", ["terms.ttl", "terms.jsonld"])
def test_what_one_archive_publishes_another_takes_over(letters, run, name):
    run("terms", "import", "v.csv")
    run("build")
    before = letters.read("content/topics/ferries.md")
    (letters.root / "content/topics/ferries.md").unlink()
    assert run("terms", "import", f"output/data/{name}").code == 0
    after = letters.read("content/topics/ferries.md")
    assert after == before.replace(
        "https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/"
    )
