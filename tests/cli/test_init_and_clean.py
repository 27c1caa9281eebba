"""The commands `init` and `clean`."""

import os

import pytest

from tests.cli.conftest import CONTENT, PAGE
from tests.ordinary_user import as_an_ordinary_user
from tests.site_in_a_string import BuiltSite


def test_init_makes_an_archive_that_builds(run, tmp_path):
    assert run("init", str(tmp_path / "new")).code == 0
    ended = run("build", "--root", str(tmp_path / "new"))
    assert (ended.code, ended.err) == (0, "")


def test_init_example_makes_an_archive_that_builds(run, tmp_path):
    assert run("init", str(tmp_path / "new"), "--example").code == 0
    ended = run("build", "--root", str(tmp_path / "new"), "--json")
    assert ended.code == 0
    assert ended.json["documents"] > 20


@pytest.mark.parametrize("present", ["site.yaml", "seeds/a.txt", "content/a.md", "themes/a.html"])
def test_init_overwrites_nothing(run, tmp_path, present):
    there = BuiltSite(tmp_path / "there")
    there.write(present, "mine")
    ended = run("init", str(there.root), "--example")
    assert ended.code == 2
    assert f"holds {present.partition('/')[0]} already" in ended.err
    assert there.contents(there.root) == {present: b"mine"}


def test_clean_removes_what_builds_made_and_nothing_else(archive, run):
    run()
    archive.write("output/CNAME", "archive.example")
    ended = run("clean")
    assert ended.code == 0
    assert archive.paths() == ["CNAME"]
    assert not (archive.root / ".cache").exists()
    assert (archive.root / CONTENT).is_file()


def test_clean_dry_run_removes_nothing(archive, run):
    run()
    before = archive.contents()
    assert run("clean", "--dry-run").out.startswith(f"Would remove {len(before)} files")
    assert archive.contents() == before


def test_a_build_after_clean_gives_the_same_site(archive, run):
    run()
    before = archive.contents()
    run("clean")
    run()
    assert archive.contents() == before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
class TestLinks:
    """Nothing is ever deleted through a link that leads out."""

    def test_clean_leaves_what_a_folder_of_the_output_leads_to_and_says_so(
        self, archive, run, tmp_path
    ):
        run()
        folder = archive.output / "2001"
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
        page = tmp_path / "elsewhere/10/the-bridge-is-open.html"
        page.write_bytes(b"mine")
        ended = run("clean")
        assert ended.code == 1
        assert f"output/{PAGE}: error: " in ended.err
        assert "a link that leads out of the output folder" in ended.err
        assert archive.contents(tmp_path / "elsewhere/10")["the-bridge-is-open.html"] == b"mine"
        assert not [path for path in os.listdir(page.parent) if "edited" in path]
        assert "manifest-sha256.txt" in os.listdir(archive.output)

    def test_clean_leaves_what_the_cache_leads_to_and_says_so(self, archive, run, tmp_path):
        (tmp_path / "fast").mkdir()
        (archive.root / ".cache").symlink_to(tmp_path / "fast")
        run()
        assert os.listdir(tmp_path / "fast")
        ended = run("clean")
        assert ended.code == 0
        assert f".cache: warning: it is a link: what is in {tmp_path}/fast stays" in ended.err
        assert "lock" in os.listdir(tmp_path / "fast")

    @pytest.mark.parametrize("command", ["build", "convert", "clean"])
    def test_a_cache_that_leads_to_other_peoples_files_is_refused(
        self, archive, run, tmp_path, command
    ):
        mine = BuiltSite(tmp_path / "mine")
        mine.write("staging/letter.txt", "Dear ferryman")
        (archive.root / ".cache").symlink_to(mine.root)
        ended = run(command)
        assert ended.code == 2
        assert ".cache: error: it is a link to" in ended.err
        assert mine.contents(mine.root) == {"staging/letter.txt": b"Dear ferryman"}

    def test_a_folder_inside_the_cache_that_leads_elsewhere_is_not_followed(
        self, archive, run, tmp_path
    ):
        mine = BuiltSite(tmp_path / "mine")
        mine.write("index.html", "mine")
        (archive.root / ".cache").mkdir()
        for name in ("staging", "dry-run", "serve"):
            (archive.root / ".cache" / name).symlink_to(mine.root)
        for command in (["build", "--dry-run"], ["build"], ["clean"]):
            assert run(*command).code == 0
        assert mine.contents(mine.root) == {"index.html": b"mine"}
        assert not (archive.root / ".cache").exists()


def test_clean_removes_nothing_of_the_cache_that_is_not_ours(archive, run):
    run()
    archive.write(".cache/pip/wheel", "of another program")
    assert run("clean").code == 0
    assert archive.contents(archive.root / ".cache") == {"pip/wheel": b"of another program"}


def test_clean_says_what_had_been_edited_and_where_it_is_kept(archive, run):
    run()
    archive.write(f"output/{PAGE}", "mine")
    ended = run("clean")
    assert "the file had been edited by hand" in ended.err
    assert list(archive.contents().values()) == [b"mine"]


def test_a_dry_run_with_content_that_cannot_be_copied_says_what_a_build_would(archive, run):
    archive.write("content/lost/a.md", "Lost.")
    (archive.root / "content/nowhere.md").symlink_to("nowhere")
    with as_an_ordinary_user():
        (archive.root / "content/lost/a.md").chmod(0)
        trial, built = run("build", "--dry-run"), run("build")
    assert trial.code == built.code == 1
    assert trial.err == built.err
