"""Content files in which a merge left two versions: never published as they are."""

import pytest

SEED = """
    -- seeds/ferry.txt --
    The ferry

    3 May 2001

    The ferry will not run on this day, says the ferryman, for want of water.
"""
CONTENT = "content/2001/05/the-ferry.md"
PAGE = "2001/05/the-ferry.html"
CONFLICT = "<<<<<<< HEAD\nIt is late.\n=======\nIt is gone.\n>>>>>>> theirs\n"


def conflicted(text, where):
    if where == "front matter":
        title = next(line for line in text.split("\n") if line.startswith("title:"))
        return text.replace(title, f"<<<<<<< HEAD\n{title}\n=======\ntitle: Gone\n>>>>>>> theirs")
    return text + CONFLICT


@pytest.mark.parametrize("where", ["front matter", "body"])
def test_a_document_with_a_conflict_stays_as_it_was_published(build_site, where):
    site = build_site(SEED)
    before = site.read(f"output/{PAGE}")
    text = conflicted(site.read(CONTENT), where)
    site.write(CONTENT, text.encode())
    site.write("content/bridge.md", "The bridge is open.")
    site.rebuild()
    (problem,) = site.diagnostics
    assert (problem.code, problem.path) == ("content.conflict", CONTENT)
    assert problem.line == text.split("\n").index("<<<<<<< HEAD") + 1
    assert problem.hint
    assert site.exit_code == 1
    assert site.read(f"output/{PAGE}") == before
    assert site.read(CONTENT) == text
    assert site.text("bridge.html")
    assert [path for path in site.contents(site.root / "content") if "ferry" in path] == [
        CONTENT.removeprefix("content/")
    ]


def test_one_that_was_never_published_is_left_out(build_site):
    site = build_site(f"-- content/bridge.md --\n{CONFLICT}-- content/ferry.md --\nGone.\n")
    assert site.codes == ["content.conflict"]
    assert "bridge.html" not in site.paths()
    assert "ferry.html" in site.paths()


def test_a_term_with_a_conflict_is_shown_without_its_file(build_site):
    document = "-- content/ferry.md --\n---\ntopics: [Rivers]\n---\nGone.\n"
    site = build_site(f"{document}-- content/topics/rivers.md --\n{CONFLICT}")
    assert site.codes == ["content.conflict"]
    assert not any(b"<<<<" in data or b"&lt;&lt;" in data for data in site.contents().values())


@pytest.mark.parametrize(
    "conflict",
    [
        CONFLICT.replace("\n", "\r\n"),
        "<<<<<<<\na\n=======\n>>>>>>>",
        "<<<<<<< a\nx\n||||||| b\ny\n=======\nz\n>>>>>>> c\n",
        "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> b\n",
    ],
)
def test_a_conflict_has_three_marks_at_the_beginnings_of_lines(build_site, conflict):
    site = build_site()
    site.write("content/bridge.md", f"Open.\n\n{conflict}".encode())
    assert site.rebuild().codes == ["content.conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD\n",
        "Heading\n=======\n\n>>>>>>> a\n",
        "<<<<<<< a\n>>>>>>> b\n=======\n",
        "    <<<<<<< a\n    =======\n    >>>>>>> b\n",
        "<<<<<<<< a\n========\n>>>>>>>> b\n",
    ],
)
def test_what_has_not_all_of_them_in_order_is_text(build_site, text):
    site = build_site()
    site.write("content/bridge.md", f"Open.\n\n{text}".encode())
    assert site.rebuild().diagnostics == ()


def test_marks_in_a_seed_are_text(build_site):
    site = build_site(SEED)
    site.write("seeds/b.txt", f"The bridge\n\n4 May 2001\n\nIt is open.\n\n{CONFLICT}".encode())
    assert site.rebuild().codes == []
    page = next(path for path in site.paths() if path.startswith("2001/05/the-bridge"))
    assert "It is gone." in site.read(f"output/{page}")
