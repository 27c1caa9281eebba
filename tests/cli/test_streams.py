"""What is printed where: colours, pipes, interruptions."""

import os
import re
import subprocess
import sys

import pytest

from tests.cli.conftest import PROJECT, in_a_process
from tests.site_in_a_string import many_seeds, write_site

MIDNIGHT = "1767312000"
"""The seconds since 1970 at which TODAY begins."""
BAD = "-- content/bad.md --\n---\ntopics: [a\n---\n"

TERMINAL = """
import os, pty, sys
sys.argv[1:] or sys.exit("name a command")
status = pty.spawn([sys.executable, "-m", "generator", *sys.argv[1:]])
sys.exit(os.waitstatus_to_exitcode(status))
"""


def test_nothing_is_coloured_when_it_is_piped(archive):
    archive.add_files(BAD)
    ended = in_a_process(root=archive.root, env={"TERM": "xterm-256color", "CLICOLOR_FORCE": "1"})
    assert "\x1b" not in ended.out + ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
@pytest.mark.parametrize(("environment", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_is_shown_colours_unless_no_color_is_set(archive, environment, is_coloured):
    archive.add_files(BAD)
    ended = in_a_process(
        "build",
        root=archive.root,
        code=TERMINAL,
        env={"TERM": "xterm-256color", **environment},
        stdin=subprocess.DEVNULL,
    )
    assert "error:" in ended.out
    assert bool(re.search(r"\x1b\[[\d;]*m", ended.out)) is is_coloured


# Pipes


def test_whoever_has_read_enough_may_stop_reading(archive):
    archive.write("seeds/long.txt", "The ferry went over on Thursday evening.\n" * 3_000)
    ended = subprocess.run(
        f"{sys.executable} -m generator inspect seeds/long.txt | head -n 1",
        shell=True,
        cwd=archive.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert (len(ended.stdout.splitlines()), ended.stderr) == (1, "")


# Interruptions

INTERRUPTED = """
import os, signal, sys
from generator.cli import main

name, number, root = sys.argv[1], int(sys.argv[2]), sys.argv[3]
call = getattr(os, name)

def interrupted(*arguments, **options):
    global number
    number -= 1
    if number == 0:
        os.killpg(0, signal.SIGINT)  # as a terminal does, to all processes of the build
    return call(*arguments, **options)

setattr(os, name, interrupted)
main(["build", "--root", root, "--jobs", "2"])
"""


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    site = write_site(tmp_path_factory.mktemp("whole") / "archive", many_seeds(70))
    return site.rebuild(jobs=2)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups here")
@pytest.mark.parametrize(
    ("call", "number"),
    [("replace", 3), ("makedirs", 40), ("replace", 200)],
    ids=["converting", "rendering", "publishing"],
)
def test_an_interrupted_build_is_exit_130_and_the_next_completes(
    uninterrupted, tmp_path, call, number
):
    site = write_site(tmp_path / "archive", many_seeds(70))
    ended = in_a_process(
        *(call, str(number), str(site.root)),
        root=tmp_path,
        code=INTERRUPTED,
        env={"SOURCE_DATE_EPOCH": MIDNIGHT},
        start_new_session=True,
    )
    assert ended.code == 130
    assert ended.err.split() == "Interrupted; nothing is broken.".split()
    site.rebuild(jobs=2)
    assert site.contents() == uninterrupted.contents()
