"""The command `new`: the beginning of a term file."""

from __future__ import annotations


def test_new_begins_a_term_file_that_a_build_reads(archive, run):
    archive.write("content/letter.md", "---\ntitle: A letter\ntopics: [EU]\n---\nDear Ada.\n")
    told = run("new", "topic", "European Union", "--aliases", "EU")
    assert "content/topics/european-union.md" in told.out
    assert run("build").code == 0
    assert (archive.root / "output/topics/european-union/index.html").is_file()


def test_new_takes_any_taxonomy_by_its_key(archive, run):
    assert run("new", "people", "Ada Pike").code == 0
    assert (archive.root / "content/people/ada-pike.md").is_file()


def test_new_overwrites_nothing(archive, run):
    run("new", "topic", "Roads")
    archive.write("content/topics/roads.md", "mine")
    assert run("new", "topic", "Roads").code == 2
    assert archive.read("content/topics/roads.md") == "mine"


def test_new_names_the_taxonomies_there_are(archive, run):
    told = run("new", "colour", "Red")
    assert told.code == 2
    assert "topics, people, places" in told.err
