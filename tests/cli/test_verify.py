"""The command `verify`, from its options to its exit code."""

import shutil

import pytest

from tests.cli.conftest import PAGE


@pytest.fixture
def built(archive, run):
    run()
    return archive


def test_what_is_as_it_was_made_is_intact(built, run):
    ended = run("verify")
    assert ended.code == 0
    assert "Seeds: 1 intact." in ended.out


@pytest.mark.parametrize("path", [f"output/{PAGE}", "seeds/old/bridge.txt"])
def test_what_was_changed_is_named_and_a_failure(built, run, path):
    built.write(path, "mine")
    ended = run("verify")
    assert ended.code == 1
    assert path.partition("/")[2] in ended.out


def test_a_copy_of_the_site_needs_nothing_but_itself(built, run, tmp_path):
    copy = tmp_path / "elsewhere"
    shutil.copytree(built.output, copy)
    assert run("verify", str(copy)).code == 0
    (copy / PAGE).unlink()
    assert run("verify", str(copy)).code == 1


def test_the_answer_can_be_read_by_programs(built, run):
    assert run("verify", "--json").json
