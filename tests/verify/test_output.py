"""Fixity of the output: each file is what the manifest says, or it is named."""

import os
import shutil

import pytest

from generator.publish import MANIFEST, read_manifest
from generator.publish.manifest import union_text
from generator.verify import OutputFixity, verify

DIGEST = "0" * 64
TWO = """
    -- content/2001/bridge.md --
    It is open.
    -- content/2002/ferry.md --
    It is gone.
"""


@pytest.fixture
def site(build_site):
    return build_site(TWO)


def output(site):
    return verify(site.root, site.output).output


def test_a_site_as_it_was_built_is_intact(site):
    assert output(site) == OutputFixity(intact=len(site.paths()) - 1)


def test_the_example_is_intact(example):
    assert verify(example.root, example.output).is_intact


def test_a_changed_file_is_named(site):
    site.write("output/2001/bridge.html", "It is closed.")
    found = output(site)
    assert (found.changed, found.is_intact) == (("2001/bridge.html",), False)


def test_a_change_that_keeps_the_size_and_the_time_is_found(site):
    page = site.output / "2001/bridge.html"
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"open", b"shut"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert output(site).changed == ("2001/bridge.html",)


def test_a_missing_file_is_named(site):
    (site.output / "2001/bridge.html").unlink()
    found = output(site)
    assert (found.missing, found.is_intact) == (("2001/bridge.html",), False)


def test_a_folder_in_the_place_of_a_file_leaves_the_file_missing(site):
    (site.output / "2001/bridge.html").unlink()
    (site.output / "2001/bridge.html").mkdir()
    assert output(site).missing == ("2001/bridge.html",)


def test_a_file_in_the_place_of_a_folder_leaves_its_files_missing(site):
    shutil.rmtree(site.output / "2001")
    site.write("output/2001", "A file")
    assert "2001/bridge.html" in output(site).missing


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(site):
    (site.output / "2001/bridge.html").unlink()
    os.mkfifo(site.output / "2001/bridge.html")
    assert output(site).missing == ("2001/bridge.html",)


@pytest.mark.usefixtures("ordinary_user")
def test_a_file_that_cannot_be_read_is_named(site):
    (site.output / "2001/bridge.html").chmod(0)
    found = output(site)
    assert (found.unreadable, found.is_intact) == (("2001/bridge.html",), False)


def test_a_file_that_is_in_no_manifest_is_foreign_and_no_loss(site):
    site.write("output/CNAME", "archive.example")
    site.write("output/2001/.htaccess", "Deny from all")
    found = output(site)
    assert (found.foreign, found.is_intact) == (("2001/.htaccess", "CNAME"), True)


def test_the_files_of_version_control_are_nobodys(site):
    site.write("output/.git/HEAD", "ref: refs/heads/main")
    assert output(site).foreign == ()


def test_a_link_that_leads_around_in_a_circle_is_one_foreign_file(site):
    (site.output / "again").symlink_to(site.output)
    assert output(site).foreign == ("again",)


def test_an_empty_manifest_makes_every_file_foreign(site):
    (site.output / MANIFEST).write_text("")
    assert len(output(site).foreign) == len(site.paths()) - 1


# The manifest


def test_an_output_without_a_manifest_is_not_intact(site):
    (site.output / MANIFEST).unlink()
    assert output(site) == OutputFixity(has_manifest=False)
    assert not output(site).is_intact


def test_a_manifest_with_a_line_that_nobody_wrote_is_changed_itself(site):
    site.write(f"output/{MANIFEST}", site.read(f"output/{MANIFEST}") + "garbage\n")
    assert output(site).changed == (MANIFEST,)


def test_a_manifest_leads_to_no_file_outside(site):
    site.write("secret.txt", "Secret")
    site.write(f"output/{MANIFEST}", f"{DIGEST}  ../secret.txt\n")
    found = output(site)
    assert (found.changed, found.missing) == ((MANIFEST,), ())


def test_a_publication_that_was_cut_off_is_not_intact(site):
    now = read_manifest(site.output)
    site.write(f"output/{MANIFEST}", union_text(now, {**now, "index.html": DIGEST}))
    found = output(site)
    assert (found.changed, found.is_unfinished, found.is_intact) == ((), True, False)


# Nothing but the folder


def test_a_site_copied_elsewhere_is_verified_there(site, tmp_path):
    shutil.copytree(site.output, tmp_path / "stick/site")
    (tmp_path / "stick/site/2001/bridge.html").write_text("It is closed.")
    found = verify(None, tmp_path / "stick/site")
    assert found.output.changed == ("2001/bridge.html",)
    assert found.seeds is None


def test_nothing_is_needed_but_what_is_verified(site):
    for name in (".cache", "themes"):
        shutil.rmtree(site.root / name, ignore_errors=True)
    (site.root / "site.yaml").unlink()
    assert verify(site.root, site.output).is_intact


def test_nothing_is_written(site):
    before = {path: path.stat().st_mtime_ns for path in site.root.rglob("*")}
    verify(site.root, site.output)
    assert {path: path.stat().st_mtime_ns for path in site.root.rglob("*")} == before
