"""The manifest: which files of the output are ours."""

import os
import shutil
import subprocess
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import MANIFEST, load_manifest, read_manifest
from generator.publish.manifest import manifest_text, union_text

DIGEST = "0123456789abcdef" * 4
OTHER = "fedcba9876543210" * 4
NAMES = st.text(min_size=1).filter(
    lambda name: name not in (".", "..", MANIFEST) and not set(name) & set("/\0")
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)

on_posix_alone = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
with_sha256sum = pytest.mark.skipif(
    not shutil.which("sha256sum"), reason="there is no sha256sum here"
)


def write(folder, text):
    (folder / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))


@on_posix_alone
@given(paths=st.sets(PATHS))
def test_what_is_written_into_the_manifest_is_read_back(tmp_path_factory, paths):
    folder = tmp_path_factory.getbasetemp()
    digests = dict.fromkeys(paths, DIGEST)
    write(folder, manifest_text(digests))
    assert read_manifest(folder) == digests


OUTSIDE = [
    f"{DIGEST}  ../seeds/bridge.txt",
    f"{DIGEST}  a/../../seeds/bridge.txt",
    f"{DIGEST}  a/../bridge.txt",
    f"{DIGEST}  /home/ann/bridge.txt",
    f"{DIGEST}  a//bridge.txt",
    f"{DIGEST}  ./bridge.txt",
    f"{DIGEST}  a\0b",
    f"\\{DIGEST}  ..\\n/../bridge.txt",
    f"{DIGEST}  {MANIFEST}",
    "no digest  bridge.html",
    "<<<<<<< ours",
    "",
]
OUTSIDE_ON_WINDOWS = [
    f"{DIGEST}  \\\\server\\share",
    f"{DIGEST}  ..\\a",
    f"{DIGEST}  C:/bridge.txt",
]


@pytest.mark.parametrize("line", OUTSIDE + (OUTSIDE_ON_WINDOWS if os.name == "nt" else []))
def test_a_line_that_leads_out_of_the_output_is_nobodys(tmp_path, line):
    write(tmp_path, f"{line}\n{DIGEST}  bridge.html\n")
    assert read_manifest(tmp_path) == {"bridge.html": DIGEST}


def test_a_line_that_we_did_not_write_is_noted(tmp_path):
    write(tmp_path, f"{DIGEST}  bridge.html\nno digest  ferry.html\n")
    assert load_manifest(tmp_path).has_odd_lines


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_manifest_that_ends_in_empty_lines_or_none_has_no_odd_ones(tmp_path, end):
    write(tmp_path, f"{DIGEST}  bridge.html{end}")
    assert not load_manifest(tmp_path).has_odd_lines


def test_a_manifest_that_is_not_text_is_an_empty_one(tmp_path):
    (tmp_path / MANIFEST).write_bytes(b"\xff\xfe\x00")
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "with a mark"])
def test_a_manifest_saved_on_windows_is_read_all_the_same(tmp_path, start):
    write(tmp_path, f"{start}{DIGEST} *a.html\r\n{DIGEST}  b.html\r\n")
    assert read_manifest(tmp_path) == {"a.html": DIGEST, "b.html": DIGEST}


# Under way


def under_way(tmp_path, present):
    """Return what is read of a file whose change was cut off when these bytes were there."""
    (tmp_path / "a.html").write_bytes(present)
    old, new = (sha256(data).hexdigest() for data in (b"old", b"new"))
    write(tmp_path, union_text({"a.html": old}, {"a.html": new}))
    found = read_manifest(tmp_path)["a.html"]
    return {old: "old", new: "new"}[found]


def test_a_file_that_a_killed_build_had_written_is_the_new_one(tmp_path):
    assert under_way(tmp_path, b"new") == "new"


def test_a_file_that_a_killed_build_had_not_written_yet_is_the_old_one(tmp_path):
    assert under_way(tmp_path, b"old") == "old"


def test_a_file_that_is_neither_is_known_by_its_old_digest(tmp_path):
    assert under_way(tmp_path, b"edited") == "old"


def test_the_manifest_of_a_publication_under_way_names_the_old_and_the_new():
    before = {"a.html": DIGEST, "b.html": DIGEST, "d.html": DIGEST}
    after = {"a.html": DIGEST, "b.html": OTHER, "c.html": OTHER}
    assert union_text(before, after).splitlines() == [
        f"{DIGEST}  a.html",
        f"{DIGEST}  b.html",
        f"{OTHER}  b.html",
        f"{OTHER}  c.html",
        f"{DIGEST}  d.html",
    ]


# sha256sum


def check_with_sha256sum(folder):
    """Return the exit code of sha256sum, and what it says."""
    command = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    checked = subprocess.run(command, cwd=folder, capture_output=True)
    return checked.returncode, checked.stdout + checked.stderr


@with_sha256sum
def test_sha256sum_can_check_a_site(example):
    assert check_with_sha256sum(example.output) == (0, b"")


AWKWARD = [
    "a file.txt",
    "back\\slash.txt",
    "\\n.txt",
    "ünï/日本.txt",
    "*star.txt",
    " space.txt",
    "c:d.txt",
]


@on_posix_alone
@with_sha256sum
def test_sha256sum_can_check_a_site_with_awkward_names(build_site):
    site = build_site()
    for name in AWKWARD:
        site.write(f"content/{name}", f"This is {name}")
    site.rebuild()
    assert {MANIFEST, *AWKWARD} <= set(site.paths())
    assert check_with_sha256sum(site.output) == (0, b"")


@on_posix_alone
def test_files_with_awkward_names_stay_ours(build_site):
    site = build_site()
    for text in ("Once", "Twice"):
        for name in AWKWARD:
            site.write(f"content/{name}", text)
        site.rebuild()
    assert {site.read(f"output/{name}") for name in AWKWARD} == {"Twice"}
    assert site.exit_code == 0


@on_posix_alone
@with_sha256sum
@pytest.mark.parametrize("name", ["line\nbreak", "back\\slash", "\\", "both\\\n"])
def test_names_are_escaped_as_sha256sum_does(tmp_path, name):
    (tmp_path / name).write_bytes(b"Words")
    text = manifest_text({name: sha256(b"Words").hexdigest()})
    told = subprocess.run(["sha256sum", name], cwd=tmp_path, capture_output=True, check=True)
    assert text.encode() == told.stdout


def test_the_manifest_lists_every_file_but_itself(example):
    assert sorted([*read_manifest(example.output), MANIFEST]) == example.paths()
