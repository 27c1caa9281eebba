"""The command `check`."""

import re

import pytest

from generator.check.fault_catalogue import FAULTS
from tests.cli.conftest import CONTENT, PAGE, PROJECT

DOCS = PROJECT / "docs/check.md"


def break_link(archive):
    archive.write(CONTENT, archive.read(CONTENT) + "\nSee [the ferry](the-fery.html).\n")


def test_a_site_with_nothing_wrong_is_told_to_be_so(run):
    run()
    ended = run("check")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"Checked \d+ pages, \d+ links: nothing wrong\.\n", ended.out)


def test_what_is_wrong_is_told_with_the_content_file_and_the_line(archive, run):
    run()
    break_link(archive)
    run()
    ended = run("check")
    line = archive.read(CONTENT).split("\n").index("See [the ferry](the-fery.html).") + 1
    assert ended.code == 1
    assert ended.err.startswith(f"{CONTENT}:{line}: error: the link “the-fery.html” leads nowhere")
    assert ended.out.endswith(": 1 error.\n")


def test_a_warning_alone_is_no_failure(archive, run):
    run()
    archive.write(f"output/{PAGE}", archive.read(f"output/{PAGE}").replace("h1>", "h2>"))
    ended = run("check")
    assert ended.code == 0
    assert ended.out.endswith(": 1 warning.\n")
    assert run("check", "--strict").code == 1


def test_quiet_says_nothing_but_errors(archive, run):
    run()
    archive.write(f"output/{PAGE}", archive.read(f"output/{PAGE}").replace("h1>", "h2>"))
    ended = run("check", "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_json_holds_all_of_it(archive, run):
    run()
    break_link(archive)
    run()
    ended = run("check", "--json")
    (told,) = ended.json["diagnostics"]
    assert (ended.code, ended.err) == (1, "")
    assert ended.json.keys() == {"pages", "links", "diagnostics"}
    assert (told["severity"], told["code"], told["path"]) == ("error", "link.missing", CONTENT)


def test_a_site_that_was_never_built_is_nothing_to_check(run):
    ended = run("check")
    assert ended.code == 2
    assert "nothing to check: there is no page in output" in ended.err
    assert "Run “build” first" in ended.err


def test_a_site_in_another_folder_can_be_checked(archive, run, tmp_path):
    run("build", "--output", str(tmp_path / "public"))
    assert run("check", "--output", str(tmp_path / "public")).code == 0


def test_a_built_site_can_be_checked_without_the_archive_that_it_comes_from(archive, run, tmp_path):
    run("build", "--output", str(tmp_path / "public"))
    (archive.root / "site.yaml").unlink()
    assert run("check", "--output", str(tmp_path / "public")).code == 0


def test_the_address_that_a_site_was_built_for_can_be_named(archive, run):
    run("build", "--base-url", "https://archive.example")
    (archive.output / "about/index.html").unlink()
    codes = {
        told["code"]
        for told in run("check", "--json", "--base-url", "https://archive.example").json[
            "diagnostics"
        ]
    }
    assert codes == {"link.missing"}


@pytest.mark.parametrize("address", ["archive.example", "ftp://archive.example/"])
def test_an_address_that_no_site_can_have_is_refused(run, address):
    run()
    ended = run("check", "--base-url", address)
    assert ended.code == 2
    assert "full URL" in ended.err


def test_every_code_is_documented_with_its_severity():
    rows = re.findall(
        r"^\| `([a-z.-]+)` \| (error|warning) \|", DOCS.read_text("utf-8"), re.MULTILINE
    )
    assert rows == [(code, str(fault.severity)) for code, fault in FAULTS.items()]
