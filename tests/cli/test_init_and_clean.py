"""The commands `init` and `clean`."""

import pytest

from tests.cli.conftest import CONTENT
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
