"""How commands are called, and what is a mistake in calling them."""

import pytest

from generator import __version__
from tests.cli.conftest import PAGE, in_a_process


def test_without_a_command_it_builds(archive, run):
    assert run().code == 0
    assert PAGE in archive.paths()


@pytest.mark.parametrize("options", [["-v"], ["--quiet"], ["--theme", "base"], ["-j", "1"]])
def test_with_options_alone_it_builds(archive, run, options):
    assert run(*options).code == 0
    assert PAGE in archive.paths()


def test_it_can_be_run_as_a_module_in_the_folder_of_an_archive(archive):
    ended = in_a_process(root=archive.root)
    assert (ended.code, ended.err) == (0, "")
    assert PAGE in archive.paths()


def test_the_folder_of_the_archive_can_be_named(archive, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("build", "--root", "archive").code == 0
    assert PAGE in archive.paths()


def test_the_folder_of_the_archive_can_come_from_the_environment(
    archive, run, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MICROFICHE_ROOT", str(archive.root))
    assert run().code == 0
    assert PAGE in archive.paths()


def test_the_version_is_that_of_the_package(run):
    assert run("--version").out == f"Microfiche, version {__version__}\n"


@pytest.mark.parametrize(
    "command",
    "build serve convert inspect explain list check verify init new clean".split(),
)
def test_every_command_is_named_in_the_help_and_has_its_own(run, command):
    assert command in run("--help").out
    ended = run(command, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: microfiche {command}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["no-such-command"],
        ["inspect"],
        ["explain"],
        ["init"],
    ],
)
def test_a_mistake_on_the_command_line_is_exit_2(archive, run, arguments):
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Usage:" in ended.err
    assert not archive.output.exists()


def test_a_command_that_is_misspelt_is_answered_with_the_one_that_was_meant(run):
    ended = run("biuld")
    assert ended.code == 2
    assert "No such command 'biuld'. Did you mean 'build'?" in ended.err
