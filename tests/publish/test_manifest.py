"""The manifest: which files of the output are ours."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.manifest import MANIFEST, manifest_text, read_manifest
from generator.text import printable

DIGEST = "0123456789abcdef" * 4
NAMES = st.text(min_size=1).filter(
    lambda name: (
        name == printable(name) and name not in (".", "..") and not set(name) & set("/\\\n\r")
    )
)
PATHS = (
    st.lists(NAMES, min_size=1, max_size=3).map("/".join).filter(lambda path: ":" not in path[:2])
)


@given(paths=st.sets(PATHS))
def test_what_is_written_into_the_manifest_is_read_back(tmp_path_factory, paths):
    folder = tmp_path_factory.getbasetemp()
    digests = dict.fromkeys(paths, DIGEST)
    (folder / MANIFEST).write_text(manifest_text(digests), "utf-8", newline="")
    assert read_manifest(folder) == digests


@pytest.mark.parametrize(
    "line",
    [
        f"{DIGEST}  ../seeds/bridge.txt",
        f"{DIGEST}  a/../../seeds/bridge.txt",
        f"{DIGEST}  /home/ann/bridge.txt",
        f"{DIGEST}  \\\\server\\share",
        f"{DIGEST}  C:/bridge.txt",
        "no digest  bridge.html",
        "",
    ],
)
def test_a_line_that_leads_out_of_the_output_is_nobodys(tmp_path, line):
    (tmp_path / MANIFEST).write_text(f"{line}\n{DIGEST}  bridge.html\n", "utf-8")
    assert read_manifest(tmp_path) == {"bridge.html": DIGEST}


def test_a_manifest_that_is_not_text_is_an_empty_one(tmp_path):
    (tmp_path / MANIFEST).write_bytes(b"\xff\xfe\x00")
    assert read_manifest(tmp_path) == {}


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_sha256sum_can_check_a_site(example):
    command = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    checked = subprocess.run(command, cwd=example.output, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_the_manifest_lists_every_file_but_itself(example):
    assert sorted([*read_manifest(example.output), MANIFEST]) == example.paths()
