"""What cannot be seen is not gone: a folder, a file or a whole disk that is away for a moment."""

import os
import shutil
from contextlib import contextmanager

import pytest

from tests.site_in_a_string import many_seeds, write_site

HAND = "-- content/1999/mine.md --\n---\ntitle: By hand\n---\nMine.\n"
NEW = "-- seeds/new.txt --\nThe new ferry\n\n4 June 2003\n\nIt went over on Thursday evening.\n"


@contextmanager
def closed(*places):
    """Refuse to list folders and to open files, as a disk does that is away."""
    hidden = {os.path.realpath(place) for place in places}
    scan, opened = os.scandir, open

    def refuse(path):
        if not isinstance(path, int) and os.path.realpath(os.fspath(path)) in hidden:
            raise PermissionError(13, "Permission denied", str(path))

    def scandir(path="."):
        refuse(path)
        return scan(path)

    def open_(path, *arguments, **options):
        refuse(path)
        return opened(path, *arguments, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("os.scandir", scandir)
        patched.setattr("builtins.open", open_)
        patched.setattr("io.open", open_)
        yield


@pytest.fixture
def site(tmp_path):
    return write_site(tmp_path / "archive", many_seeds(6), HAND).rebuild()


def documents(site):
    return {path: data for path, data in site.contents().items() if path[:1] == "1"}


def ledger(site):
    return site.read("content/urls.txt")


@pytest.mark.parametrize("folder", ["content/1999", "content/1903", "content/1903/05"])
def test_what_is_published_of_a_folder_that_cannot_be_read_stays(site, folder):
    before, addresses = documents(site), ledger(site)
    with closed(site.root / folder):
        site.rebuild()
    (problem,) = site.diagnostics
    assert (problem.path, problem.code, site.exit_code) == (folder, "folder.unread", 1)
    after = documents(site)
    kept = folder.removeprefix("content/") + "/"
    assert {path for path in before if path.startswith(kept)} <= after.keys()
    assert all(after[path] == before[path] for path in before if path.endswith(".md"))
    assert ledger(site) == addresses


def test_a_folder_that_can_be_read_again_is_published_as_it_was(site):
    before = site.contents()
    with closed(site.root / "content/1903", site.root / "content/1999"):
        site.rebuild()
    site.rebuild()
    assert (site.contents(), site.exit_code) == (before, 0)


def test_new_documents_are_published_while_a_folder_cannot_be_read(site):
    site.add_files(NEW)
    with closed(site.root / "content/1903"):
        site.rebuild()
    assert "2003/06/the-new-ferry.html" in site.paths()
    assert "1903/05/notice-3-of-the-ferry.html" in site.paths()


@pytest.mark.parametrize("is_clean", [False, True])
def test_a_document_in_a_folder_that_cannot_be_read_is_not_made_a_second_time(site, is_clean):
    before = set(site.contents(site.root / "content"))
    with closed(site.root / "content/1903"):
        site.rebuild(is_clean=is_clean)
    assert set(site.contents(site.root / "content")) == before


def test_a_draft_in_a_folder_that_cannot_be_read_is_not_made_a_second_time(tmp_path):
    site = write_site(tmp_path / "archive", many_seeds(6)).rebuild()
    name = "content/1903/05/notice-3-of-the-ferry.md"
    shutil.rmtree(site.root / "content")
    shutil.rmtree(site.output)
    site.rebuild()
    site.write(name, site.read(name).replace("---\n", "---\ndraft: true\n", 1))
    (site.root / "content/urls.txt").unlink()
    shutil.rmtree(site.output)
    site.rebuild()
    before = set(site.contents(site.root / "content"))
    with closed(site.root / "content/1903"):
        site.rebuild()
    assert set(site.contents(site.root / "content")) == before


@pytest.mark.parametrize("place", ["seeds/3.txt", "seeds/box"])
def test_the_original_of_a_seed_that_cannot_be_read_stays(site, place):
    site.write("seeds/box/new.txt", NEW.partition("--\n")[2])
    site.rebuild()
    before = site.contents()
    os.utime(site.root / "seeds/3.txt")
    with closed(site.root / place):
        site.rebuild()
    assert (site.contents(), site.exit_code) == (before, 1)


def test_a_term_file_that_cannot_be_read_is_what_it_last_was(tmp_path):
    site = write_site(
        tmp_path / "archive",
        "-- content/topics/town.md --\n---\ntitle: Town\nhidden: true\n---\n",
        "-- content/a.md --\n---\ntitle: A\ntopics: [Town]\n---\nA.\n",
    ).rebuild()
    before = site.contents()
    site.write("content/b.md", "---\ntitle: B\n---\nB.\n")
    os.utime(site.root / "content/topics/town.md")
    with closed(site.root / "content/topics/town.md"):
        site.rebuild()
    assert site.exit_code == 1
    assert "topics/town/index.html" not in site.paths()
    assert "topics/town/index.html" not in before


# Much of the archive at once


@pytest.mark.parametrize("folder", ["seeds", "content"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_that_is_suddenly_empty_publishes_nothing(site, folder, is_there):
    before = site.contents()
    (site.root / folder).rename(site.root / "away")
    if is_there:
        (site.root / folder).mkdir()
    site.rebuild()
    (problem,) = site.diagnostics
    assert (problem.code, problem.path, site.exit_code) == ("archive.losses", folder, 1)
    assert site.contents() == before
    assert list((site.root / folder).rglob("*.md")) == []


def test_a_link_to_a_disk_that_is_away_publishes_nothing(site, tmp_path):
    before = site.contents()
    (site.root / "seeds").rename(tmp_path / "disk")
    (site.root / "seeds").symlink_to(tmp_path / "not-there")
    site.rebuild()
    assert (site.codes, site.contents()) == (["archive.losses"], before)


def test_more_than_a_third_of_the_documents_does_not_go_unasked(site):
    before = site.contents()
    for number in (1901, 1902, 1903):
        shutil.rmtree(site.root / f"content/{number}")
    site.rebuild()
    assert (site.codes, site.contents()) == (["archive.losses"], before)


def test_documents_go_when_their_owner_says_so(site):
    for number in (1901, 1902, 1903):
        shutil.rmtree(site.root / f"content/{number}")
    site.rebuild(accepts_losses=True)
    assert "1901/05/notice-1-of-the-ferry.md" not in site.paths()
    assert site.rebuild().exit_code == 0


def test_a_few_documents_may_go(site):
    for number in (1901, 1902):
        shutil.rmtree(site.root / f"content/{number}")
    assert site.rebuild().exit_code == 0
    assert "1901/05/notice-1-of-the-ferry.md" not in site.paths()


def test_documents_that_move_or_are_withdrawn_are_not_lost(site):
    for number in (1900, 1901, 1902, 1903):
        (site.root / f"content/{number}").rename(site.root / f"content/moved-{number}")
    for number in (1904, 1905):
        (path,) = (site.root / f"content/{number}").rglob("*.md")
        path.write_text(path.read_text().replace("---\n", "---\nstatus: withdrawn\n", 1))
    assert site.rebuild().exit_code == 0


def test_originals_that_the_owner_does_not_publish_any_more_are_not_lost(site):
    site.write("site.yaml", "originals: false\n")
    assert site.rebuild().exit_code == 0
    assert not [path for path in site.paths() if ".original." in path]
