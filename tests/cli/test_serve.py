"""The command `serve`, in a process of its own."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.cli.conftest import PROJECT


@contextmanager
def serving(root, *options):
    """Give a server's process and the lines that it says before it waits."""
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", "0", "--poll", *options],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        said = [process.stdout.readline()]
        while not said[-1].startswith("Watching"):
            said.append(process.stdout.readline())
        yield process, said
    finally:
        process.kill()
        process.communicate()


def test_a_preview_says_where_it_is_and_how_it_watches_and_ends_without_complaint(archive):
    with serving(archive.root) as (process, said):
        assert said[0] == "Converted seeds to content: 1 file written.\n"
        assert said[1].startswith("Serving http://127.0.0.1:")
        assert said[2].endswith("by looking again and again: as you asked.\n")
        with urlopen(said[1].split()[1]) as response:
            assert b"The bridge is open" in response.read()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert not archive.output.exists()


def test_what_is_not_shown_of_a_text_is_told_in_the_terminal(archive):
    archive.write("content/odd.md", "See [[Nowhere]].\n")
    with serving(archive.root) as (process, _):
        told = process.stderr.readline()
    assert told.startswith("content/odd.md:1: warning: the link [[Nowhere]] leads nowhere")


def test_a_preview_for_others_warns(archive):
    with serving(archive.root, "--host", "0.0.0.0") as (process, _):
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert err.startswith("warning: other machines can reach this preview at 0.0.0.0")


def test_where_there_is_no_archive_there_is_no_preview(run, archive):
    (archive.root / "site.yaml").unlink()
    ended = run("serve")
    assert ended.code == 2
    assert "there is no site.yaml" in ended.err


@pytest.mark.parametrize("option", ["--output", "--base-url", "--strict"])
def test_a_preview_has_no_options_of_publishing(run, option):
    assert run("serve", option, "x").code == 2
