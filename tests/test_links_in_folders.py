"""Links in the archive's folders: what they may lead to, and that no folder is walked twice."""

import os
import sys

import pytest

from tests.site_in_a_string import write_site

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")

BRIDGE = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
SECRET = "The word is hunter2, said Mr Roe of London, and nobody else may read it.\n"


def only(diagnostics):
    (diagnostic,) = diagnostics
    return diagnostic


@pytest.fixture
def site(tmp_path):
    """Return an archive that is not built yet, with a private folder beside its own."""
    site = write_site(tmp_path / "archive", BRIDGE)
    site.write("private/key.txt", f"A secret\n\n{SECRET}")
    site.write("private/note.md", f"---\ntitle: A secret\n---\n{SECRET}")
    site.write("content/song.md", "---\ntitle: The song\n---\nLa la la.\n")
    return site


def link(site, place, target):
    path = site.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    return path


def published(site):
    return b"".join(site.contents().values())


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("seeds/innocent.txt", "../private/key.txt"),
        ("seeds/folder", "../private"),
        ("seeds/deep/down/folder", "../../../private"),
        ("content/note.md", "../private/note.md"),
        ("content/picture.png", "../private/key.txt"),
        ("content/pages/note.md", "../../private/note.md"),
        ("content/folder", "../private"),
    ],
)
def test_a_link_out_of_the_archives_folders_is_named_and_not_read(site, place, target):
    link(site, place, target)
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.path, problem.code, site.exit_code) == (place, "folder.unread", 1)
    assert b"hunter2" not in published(site)
    assert site.published.documents == 2


def test_a_chain_of_links_that_ends_outside_is_not_read(site):
    link(site, "seeds/one.txt", "two.txt")
    link(site, "seeds/two.txt", "../private/key.txt")
    site.rebuild()
    assert b"hunter2" not in published(site)
    assert "two.txt" in only(site.diagnostics).message


def test_many_links_out_of_the_archive_are_said_once(site):
    for number in range(40):
        link(site, f"seeds/{number:02}.txt", "../private/key.txt")
    assert "and 35 more" in only(site.rebuild().diagnostics).message


def test_links_out_of_the_archive_are_read_when_the_owner_says_so(site):
    link(site, "seeds/innocent.txt", "../private/key.txt")
    site.write("site.yaml", "follow_links: true\n")
    assert site.rebuild().exit_code == 0
    assert b"hunter2" in published(site)


@pytest.mark.parametrize("name", ["urls.txt", "furniture.txt"])
def test_without_a_list_that_is_not_read_nothing_is_published(site, name):
    site.rebuild()
    before = site.contents()
    (site.root / "content" / name).unlink(missing_ok=True)
    link(site, f"content/{name}", "../private/key.txt")
    site.write("seeds/ferry.txt", "The last ferry\n\nIt went over on Thursday evening.\n")
    problem = only(site.rebuild().diagnostics)
    assert (problem.path, problem.code) == (f"content/{name}", "folder.unread")
    assert site.contents() == before


def test_a_sheet_that_is_not_read_stops_the_conversion(site):
    link(site, "seeds/metadata.csv", "../private/key.txt")
    site.write("seeds/new.txt", "A new bridge.")
    assert {one.path for one in site.rebuild().diagnostics} == {"seeds/metadata.csv"}
    assert site.published.converted.written == ()


def test_a_term_file_that_is_not_read_stops_the_build(site):
    link(site, "content/topics/town.md", "../../private/note.md")
    assert only(site.rebuild().diagnostics).path == "content/topics/town.md"
    assert site.published is None


def test_links_inside_the_archive_are_read(site):
    site.write("seeds/.kept/bridge.txt", site.read("seeds/bridge.txt"))
    (site.root / "seeds/bridge.txt").unlink()
    link(site, "seeds/bridge.txt", ".kept/bridge.txt")
    site.rebuild()
    assert (site.exit_code, site.published.documents) == (0, 2)


@pytest.mark.parametrize("name", ["seeds", "content"])
def test_a_folder_of_the_archive_may_be_a_link_itself(site, tmp_path, name):
    (site.root / name).rename(tmp_path / "elsewhere")
    (site.root / name).symlink_to(tmp_path / "elsewhere")
    site.rebuild()
    assert (site.exit_code, site.published.documents) == (0, 2)


def test_a_link_to_a_folder_that_is_read_anyway_adds_nothing(site):
    site.write("seeds/2002/ferry.txt", "The last ferry\n\nIt went over on Thursday evening.\n")
    link(site, "seeds/again", "2002")
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.path, problem.code, site.exit_code) == ("seeds/again", "folder.skipped", 0)
    assert site.published.documents == 3


def test_folders_that_link_to_each_other_are_walked_once(site):
    site.write("seeds/0/ferry.txt", "The last ferry\n\nIt went over on Thursday evening.\n")
    for number in range(1, 40):
        link(site, f"seeds/{number}/a", f"../{number - 1}")
        link(site, f"seeds/{number}/b", f"../{number - 1}")
    site.rebuild()
    assert (only(site.diagnostics).code, site.published.documents) == ("folder.skipped", 3)


@pytest.mark.parametrize("place", ["seeds/me", "content/me", "content/me.md"])
def test_a_link_to_itself_stops_nothing(site, place):
    link(site, place, os.path.basename(place))
    site.rebuild()
    assert only(site.diagnostics).path == place
    assert site.published.documents == 2


def test_a_folder_that_links_to_the_one_above_is_walked_once(site):
    link(site, "seeds/deep/up", "..")
    site.rebuild()
    assert (only(site.diagnostics).path, site.published.documents) == ("seeds/deep/up", 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("place", ["seeds/pipe.txt", "content/pipe.md", "content/pipe"])
def test_a_named_pipe_is_named_and_not_read(site, place):
    os.mkfifo(site.root / place)
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.path, problem.code, site.exit_code) == (place, "folder.skipped", 0)
    assert site.published.documents == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_in_the_place_of_the_ledger_stops_the_build(site):
    os.mkfifo(site.root / "content/urls.txt")
    assert only(site.rebuild().diagnostics).path == "content/urls.txt"
    assert site.published is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_in_the_place_of_the_sheet_stops_the_conversion(site):
    os.mkfifo(site.root / "seeds/metadata.csv")
    site.write("seeds/new.txt", "A new bridge.")
    assert {one.path for one in site.rebuild().diagnostics} == {"seeds/metadata.csv"}
    assert site.published.converted.written == ()


@pytest.fixture
def dig(site):
    """Return a function that puts a seed into so many folders inside one another."""
    made = []

    def dig(depth):
        place = site.root / "seeds"
        for _ in range(depth):
            place /= "a"
            os.mkdir(place)
            made.append(place)
        seed = place / "ferry.txt"
        seed.write_text("The last ferry\n\nIt went over on Thursday evening.\n")
        made.append(seed)

    yield dig
    # What tests leave is removed by a function that goes no deeper than Python does.
    os.unlink(made.pop())
    for place in reversed(made):
        os.rmdir(place)


def test_seeds_may_lie_in_a_hundred_folders(site, dig):
    dig(100)
    site.rebuild()
    assert (site.exit_code, site.published.documents) == (0, 3)


def test_folders_thousands_deep_are_named_and_stop_nothing(site, dig):
    dig(1500)
    site.rebuild()
    assert (only(site.diagnostics).code, site.exit_code) == ("folder.unread", 1)
    assert site.published.documents == 2


def test_a_seed_is_never_published_as_it_is_by_a_link_to_it(site):
    site.write("seeds/page.html", "<script>alert(1)</script><p>The bridge is open.</p>")
    link(site, "content/raw", "../seeds")
    site.rebuild()
    assert only(site.diagnostics).path == "content/raw"
    assert not [path for path in site.paths() if path.startswith("raw")]


def test_content_is_never_read_as_a_seed(site):
    link(site, "seeds/back", "../content")
    documents = [site.rebuild().published.documents for _ in range(3)]
    assert (only(site.diagnostics).path, documents) == ("seeds/back", [2, 2, 2])


def test_a_link_to_the_whole_disk_stops_nothing(site):
    link(site, "content/disk", "/")
    site.rebuild()
    assert (only(site.diagnostics).path, site.published.documents) == ("content/disk", 2)


def test_a_link_out_of_the_output_is_not_kept_as_an_edit(site):
    site.rebuild()
    (site.output / "song.html").unlink()
    (site.output / "song.html").symlink_to(site.root / "private/key.txt")
    site.rebuild()
    assert site.exit_code == 1
    assert b"hunter2" not in b"".join(
        path.read_bytes()
        for path in site.output.rglob("*")
        if not path.is_symlink() and path.is_file()
    )
