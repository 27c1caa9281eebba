"""Each command, with each kind of trouble in the place of what it reads or writes."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.conftest import PROJECT
from tests.ordinary_user import as_an_ordinary_user, needs_permissions
from tests.site_in_a_string import write_site

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="pipes and permissions are others there"),
    needs_permissions,
]

SITE = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
    -- content/ferry.md --
    ---
    title: The ferry
    ---
    -- themes/mine/theme.yaml --
    name: mine
    extends: base
    contract: 1
    -- site.yaml --
    theme: base
    markdown: false
    originals: false
"""


def make_folder(path):
    path.mkdir()


def make_pipe(path):
    os.mkfifo(path)


def make_file(path):
    path.write_text("mine")


def lead_nowhere(path):
    path.symlink_to("nowhere/at/all")


def lead_in_circles(path):
    path.symlink_to(path.name)


def lead_to_a_device(path):
    path.symlink_to("/dev/zero")


def lead_to_the_system(path):
    path.symlink_to("/proc/self/nothing")


def close(path):
    path.chmod(0)


def forbid_writing(path):
    path.chmod(0o555)


def be_missing(path):
    assert not path.exists()


IN_PLACE = (close, forbid_writing)
IN_ITS_PLACE = (be_missing, make_file, make_pipe, lead_nowhere, lead_in_circles, lead_to_a_device)
COMMANDS = {
    "build": ["build"],
    "build --clean": ["build", "--clean"],
    "build --dry-run": ["build", "--dry-run"],
    "build --json": ["build", "--json"],
    "serve": ["serve", "--port", "0", "--quiet"],
    "convert": ["convert"],
    "convert SEED": ["convert", "bridge.txt"],
    "convert --diff": ["convert", "--diff"],
    "convert --learn": ["convert", "--learn"],
    "inspect": ["inspect", "seeds/bridge.txt"],
    "explain": ["explain", "ferry.html"],
    "list undated": ["list", "undated"],
    "list urls": ["list", "urls"],
    "check": ["check"],
    "verify": ["verify"],
    "new topic": ["new", "topic", "Roads"],
    "new theme": ["new", "theme", "other"],
    "theme list": ["theme", "list"],
    "theme eject": ["theme", "eject", "home.html", "--into", "fresh"],
    "clean": ["clean"],
    "clean --dry-run": ["clean", "--dry-run"],
}
OF_THE_OUTPUT = ("build", "build --dry-run", "explain", "check", "verify", "clean")
OF_THE_CACHE = ("build", "build --dry-run", "convert", "serve", "clean")


@pytest.fixture
def run_in(run, monkeypatch):
    """Return a function that runs a command as any user does; a preview ends as it begins."""
    monkeypatch.setattr(
        "generator.serve.PreviewServer.serve_forever",
        lambda _: (_ for _ in ()).throw(KeyboardInterrupt),
    )

    def run_in(folder, *arguments):
        monkeypatch.chdir(folder)
        with as_an_ordinary_user():
            return run(*arguments, "--root", str(folder / "site"))

    return run_in


@pytest.fixture
def spoiled(tmp_path):
    """Return a function that gives an archive trouble with one of its places."""
    spoilt = []

    def spoil(place, trouble):
        site = write_site(tmp_path / "site", SITE)
        (site.root / ".cache").mkdir()
        (site.root / "output").mkdir()
        path = site.root / place
        if trouble not in IN_PLACE:
            (shutil.rmtree if path.is_dir() else os.unlink)(path)
        trouble(path)
        spoilt.append(path)
        return tmp_path

    yield spoil
    for path in spoilt:
        if path.exists() and not path.is_symlink():
            path.chmod(0o755)


def assert_told(ended, *, fails):
    """Assert that a command ended with a message that says where, what and what to do."""
    assert ended.code in ((1, 2) if fails else (0, 1, 2)), ended
    assert "Traceback" not in ended.err
    if ended.code and not ended.out:
        assert "error: " in ended.err or "Error: " in ended.err, ended
        assert "]\n    " in ended.err or "Usage: " in ended.err, ended


@pytest.mark.parametrize("trouble", [be_missing, make_folder, make_pipe, lead_in_circles, close])
@pytest.mark.parametrize("command", COMMANDS)
def test_settings_that_cannot_be_read_end_a_command_with_what_to_do(
    spoiled, run_in, command, trouble
):
    ended = run_in(spoiled("site.yaml", trouble), *COMMANDS[command])
    needs_none = command == "verify" or (command == "inspect" and trouble is not close)
    goes_on = command == "serve" and trouble in (close, make_pipe)  # and says so in the browser
    assert_told(ended, fails=not needs_none and not goes_on)
    if not needs_none:
        assert "site.yaml" in ended.err


@pytest.mark.parametrize("trouble", [be_missing, make_file, lead_in_circles, *IN_PLACE])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_root_that_is_none_ends_a_command_with_what_to_do(spoiled, run_in, command, trouble):
    ended = run_in(spoiled(".", trouble), *COMMANDS[command])
    assert_told(ended, fails=trouble is not forbid_writing)


@pytest.mark.parametrize("trouble", [*IN_ITS_PLACE, *IN_PLACE, lead_to_the_system])
@pytest.mark.parametrize("command", OF_THE_OUTPUT)
def test_an_output_that_is_none_is_told(spoiled, run_in, command, trouble):
    assert_told(run_in(spoiled("output", trouble), *COMMANDS[command]), fails=False)


@pytest.mark.parametrize("trouble", [*IN_ITS_PLACE, *IN_PLACE, lead_to_the_system])
@pytest.mark.parametrize("command", OF_THE_CACHE)
def test_a_cache_that_is_none_is_told(spoiled, run_in, command, trouble):
    assert_told(run_in(spoiled(".cache", trouble), *COMMANDS[command]), fails=False)


PLACES = {
    "a file": "file/new",
    "a closed folder": "closed/new",
    "a read-only folder": "locked/new",
    "a system folder": "/proc/x",
    "a long name": "x" * 300,
    "a deep path": "x/" * 1500,
    "a link in circles": "circle",
    "a link to nowhere": "nowhere/new",
    "a pipe": "pipe",
}
TAKING_A_PLACE = {
    "init": ["init", "PLACE"],
    "init --example": ["init", "PLACE", "--example"],
    "build --output": ["build", "--output", "PLACE"],
    "check --output": ["check", "--output", "PLACE"],
    "verify": ["verify", "PLACE"],
    "clean --output": ["clean", "--output", "PLACE"],
    "inspect": ["inspect", "PLACE"],
    "convert": ["convert", "PLACE"],
    "explain": ["explain", "PLACE"],
    "build --root": ["build", "--root", "PLACE"],
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", TAKING_A_PLACE)
def test_a_place_that_cannot_be_used_is_told(spoiled, run, tmp_path, command, place, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_site(tmp_path, SITE)
    make_file(tmp_path / "file")
    lead_in_circles(tmp_path / "circle")
    lead_nowhere(tmp_path / "nowhere")
    (tmp_path / "pipe").write_text("")  # whoever inspects a pipe waits for what it brings
    for name, mode in (("closed", 0), ("locked", 0o555)):
        (tmp_path / name).mkdir(mode=mode)
    arguments = [PLACES[place] if one == "PLACE" else one for one in TAKING_A_PLACE[command]]
    with as_an_ordinary_user():
        ended = run(*arguments)
    (tmp_path / "closed").chmod(0o755)
    assert_told(ended, fails=command not in ("clean --output", "check --output"))


def test_inspecting_a_device_is_refused(run):
    ended = run("inspect", "/dev/zero")
    assert ended.code == 1
    assert "/dev/zero: error: the file cannot be read: it is a device" in ended.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device here")
@pytest.mark.parametrize("command", [["theme", "list"], ["inspect", "-"]])
def test_a_disk_that_takes_no_more_of_what_is_printed_is_told(archive, command):
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "generator", *command],
            cwd=archive.root,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            input=b'{"text": "The bridge"}\n',
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert ended.returncode == 1
    assert b"error: this cannot be read or written: No space left on device" in ended.stderr


def test_memory_that_runs_out_is_told(run, monkeypatch):
    monkeypatch.setattr(
        "generator.pipeline.build.take_inventory", lambda *_: (_ for _ in ()).throw(MemoryError)
    )
    ended = run("build")
    assert ended.code == 1
    assert "error: memory ran out" in ended.err
