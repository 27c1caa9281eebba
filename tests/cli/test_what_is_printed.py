"""What documents, names and arguments say to a terminal is shown and not obeyed."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import PROJECT
from tests.site_in_a_string import write_site

OBEYED = [
    *map(chr, (*range(9), *range(11, 32), *range(0x7F, 0xA0))),
    *"\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066"
ODD_NAME = b"caf\xe9\x1b[2J\xc2\x9b31m\n.txt"
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="any byte is a name there alone")


@pytest.fixture
def hostile(tmp_path):
    """Return an archive that is hostile to terminals wherever it can be."""
    site = write_site(
        tmp_path / "site",
        f"""
        -- site.yaml --
        params: {{}}
        -- content/bridge.md --
        ---
        title: "The \\e[2J bridge \\u202e"
        topics: ["R\\e[2Joads\\u202e"]
        date: "\\e[2J"
        status: "{HOSTILE[-2:]}\\e]0;owned\\a"
        ---
        The bridge {HOSTILE} is open.
        """,
    )
    for folder in ("seeds", "content", "output"):
        (site.root / folder).mkdir(exist_ok=True)
        with open(os.path.join(os.fsencode(site.root / folder), ODD_NAME), "wb") as file:
            file.write(b"The ferry\n\n3 October 2001\n\nThe ferry \x1b[2J went over.\n")
    site.write("seeds/tunnel.txt", f"The tunnel {HOSTILE}\n\n3 October 2001\n\nOpen {HOSTILE}.\n")
    site.write("content/\x1b[2J.md", "---\ntopics: [a\n---\n")
    return site


def started(site, *arguments, **environment):
    """Run a command with its output as bytes."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
    )


COMMANDS = {
    "build": ["build", "--verbose"],
    "build --dry-run": ["build", "--dry-run"],
    "convert --diff": ["convert", "--diff"],
    "inspect": ["inspect", "seeds/tunnel.txt", os.fsdecode(b"seeds/" + ODD_NAME)],
    "inspect --json": ["inspect", "--json", "seeds/tunnel.txt"],
    "inspect --jsonl": ["inspect", "--jsonl", os.fsdecode(b"seeds/" + ODD_NAME)],
    "explain": ["explain", "bridge.html"],
    "explain --json": ["explain", "bridge.html", "--json"],
    "explain ?": ["explain", os.fsdecode(ODD_NAME)],
    "list undated": ["list", "undated"],
    "list undated --json": ["list", "undated", "--json"],
    "list topics": ["list", "topics"],
    "list ?": ["list", HOSTILE],
    "check": ["check", "--json"],
    "verify": ["verify"],
    "verify --json": ["verify", "--json"],
    "new ?": ["new", HOSTILE, "x"],
    "new theme ?": ["new", "theme", HOSTILE],
    "theme eject ?": ["theme", "eject", os.fsdecode(ODD_NAME)],
    "an option": ["build", f"--{HOSTILE}"],
    "a command": [HOSTILE],
    "--root": ["build", "--root", os.fsdecode(ODD_NAME)],
    "--theme": ["build", "--theme", HOSTILE],
    "--base-url": ["build", "--base-url", HOSTILE],
}


@only_linux
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_a_terminal_obeys_is_printed(hostile, run, command, monkeypatch):
    monkeypatch.chdir(hostile.root)
    if command == "check":
        run("build", "--root", str(hostile.root))
    ended = run(*COMMANDS[command])
    for told in (ended.out, ended.err):
        assert not [one for one in OBEYED if one in told], told
        told.encode()
    if "--json" in COMMANDS[command]:
        assert ended.json
    if command == "inspect --jsonl":
        assert [json.loads(line) for line in ended.out.splitlines()]


@only_linux
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_whatever_a_terminal_can_show_each_word_is_printed(hostile, encoding):
    for arguments in (["inspect", "seeds/tunnel.txt"], ["verify", "--json"]):
        ended = started(hostile, *arguments, PYTHONIOENCODING=encoding)
        assert b"Traceback" not in ended.stderr
        ended.stdout.decode(encoding)
    assert json.loads(ended.stdout.decode(encoding))["seeds"]["new"]


@only_linux
def test_a_name_that_is_not_utf_8_keeps_its_bytes_in_json(hostile, run, monkeypatch):
    monkeypatch.chdir(hostile.root)
    assert os.fsdecode(ODD_NAME) in run("verify", "--json").json["seeds"]["new"]


@pytest.mark.skipif(os.name == "nt", reason="it is a shell's way to say so")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_a_command_that_nobody_listens_to_does_its_work_all_the_same(archive, closed):
    command = f"{sys.executable} -m generator build {closed}"
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    ended = subprocess.run(command, shell=True, cwd=archive.root, env=environment, check=False)
    assert ended.returncode == 0
    assert "index.html" in archive.paths()
