"""Files that systems, editors and sync services leave behind are no documents."""

from __future__ import annotations

import pytest

from generator.paths import is_left_behind


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", "Icon\r", "~$letter.docx", "letter.txt~", "#letter.txt#", "a.md.bak",
     "a.md.orig", ".a.md.swp", "a.tmp", "a.pdf.part", "__MACOSX", "@eaDir", "4913"],
)  # fmt: skip
def test_what_programs_leave_behind_is_known_by_its_name(name):
    assert is_left_behind(name)


@pytest.mark.parametrize(
    "name", ["letter.txt", "#1 letter.txt", "~ten.txt", "bak", "thumbs.db.txt", "Icon"]
)
def test_other_names_are_those_of_documents(name):
    assert not is_left_behind(name)


def test_a_backup_of_a_draft_is_not_published(build_site):
    site = build_site("""
        -- content/ferry.md --
        ---
        title: The ferry
        draft: true
        ---
        Nobody may know this yet.
        -- content/ferry.md~ --
        Nobody may know this yet.
        -- content/ferry.md.bak --
        Nobody may know this yet.
        -- content/bridge.md --
        Words
        -- seeds/letter.txt~ --
        Dear Ann, the weir broke.
    """)
    assert not any("ferry" in path or "letter" in path for path in site.paths())
    assert (site.diagnostics, site.exit_code) == ((), 0)


@pytest.mark.parametrize(
    "name",
    [
        "ferry (Ann's conflicted copy 2024-01-02).md",
        "ferry.sync-conflict-20240102-101112-ABCDEFG.md",
        "ferry_conflict-20240102-101112.md",
        "ferry (Case Conflict).md",
        "ferry (Anns in Konflikt stehende Kopie 2024-01-02).md",
    ],
)
def test_a_second_version_is_named_with_the_first(build_site, name):
    site = build_site(f"""
        -- content/ferry.md --
        ---
        title: The ferry
        ---
        It sank.
        -- content/{name} --
        ---
        title: The ferry
        ---
        It sank at noon.
    """)
    (told,) = [one for one in site.diagnostics if one.code == "file.conflict"]
    assert told.path == f"content/{name}"
    assert "content/ferry.md" in told.message


def test_a_title_that_speaks_of_conflicts_is_no_second_version(build_site):
    site = build_site("""
        -- content/the-conflict (1911).md --
        Words
    """)
    assert site.diagnostics == ()


@pytest.mark.parametrize("name", ["weir.markdown", "old/weir.MD", "weir.mdx"])
def test_a_text_that_makes_no_page_is_named(build_site, name):
    site = build_site(f"-- content/{name} --\nIt broke.\n-- content/a.md --\nWords\n")
    assert [(one.code, one.path) for one in site.diagnostics] == [
        ("file.ending", f"content/{name}")
    ]
    assert "weir.md " in site.diagnostics[0].hint
    assert name in site.paths()
