"""The command line: what it prints where, and how it ends."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import main
from tests.site_in_a_string import BuiltSite, many_seeds, write_site

PROJECT = Path(__file__).parents[1]
SEED = """
    -- seeds/old/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
MIDNIGHT = "1767312000"
"""The seconds since 1970 at which TODAY begins."""
CONTENT = "content/2001/10/the-bridge-is-open.md"
PAGE = "2001/10/the-bridge-is-open.html"
ODD = "-- content/odd.md --\n---\ndate: yesterday\n---\n"
BAD = "-- content/bad.md --\n---\ntitle: [a\n---\n"


@dataclass
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def archive(tmp_path):
    """Return an archive with one seed, not built yet."""
    return write_site(tmp_path / "archive", SEED)


@pytest.fixture
def run(archive, capsys, monkeypatch):
    """Return a function that runs a command in the folder of the archive."""
    monkeypatch.chdir(archive.root)
    monkeypatch.delenv("MICROFICHE_ROOT", raising=False)
    monkeypatch.delenv("MICROFICHE_PROG", raising=False)

    def run(*arguments):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return Ended(ended.value.code, *capsys.readouterr())

    return run


def in_a_process(*arguments, root, code=None, **options):
    """Run a command, or a program in its place, in a process of its own."""
    program = ["-c", code] if code else ["-m", "generator"]
    return subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **options.pop("env", {})},
        capture_output=True,
        encoding="utf-8",
        **options,
    )


# How it is called


def test_without_a_command_it_builds(archive, run):
    assert run().code == 0
    assert PAGE in archive.paths()


@pytest.mark.parametrize("options", [["-v"], ["--quiet"], ["--theme", "base"], ["-j", "1"]])
def test_with_options_alone_it_builds(archive, run, options):
    assert run(*options).code == 0
    assert PAGE in archive.paths()


def test_it_can_be_run_as_a_module_in_the_folder_of_an_archive(archive):
    ended = in_a_process(root=archive.root)
    assert (ended.returncode, ended.stderr) == (0, "")
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


@pytest.mark.parametrize("command", ["build", "convert", "inspect", "explain", "init", "clean"])
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


# build


def test_a_fine_build_is_exit_0_and_says_what_it_did(run):
    ended = run()
    assert (ended.code, ended.err) == (0, "")
    converted, published = ended.out.splitlines()
    assert converted == "Converted seeds to content: 1 new, 0 updated, 0 unchanged."
    assert published.startswith("Published 1 document as ")


def test_a_second_build_says_that_nothing_changed(run):
    run()
    ended = run()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Nothing changed: 1 document, ")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/song.md", "La la la."),
        (CONTENT, "The bridge."),
        ("seeds/song.txt", "A song of the ferry\n\nLa la la, says the ferryman, and la again.\n"),
        ("site.yaml", "title: Another\n"),
        ("themes/mine/theme.yaml", "extends: base\n"),
        ("output/index.html", "mine"),
    ],
)
def test_a_build_after_a_change_is_a_build(archive, run, path, text):
    run()
    archive.write(path, text)
    assert "Published" in run().out


def test_a_build_after_a_seed_behind_a_link_changed_is_a_build(archive, run, tmp_path):
    seed = tmp_path / "song.txt"
    seed.write_text("The song of the ferry\n\nLa la la, says the ferryman, and la again.\n")
    (archive.root / "seeds/song.txt").symlink_to(seed)
    run()
    seed.write_text("The song of the bridge\n\nLa la la, says the ferryman, and la again.\n")
    assert "1 updated" in run().out


def test_a_build_that_could_not_finish_is_tried_again(archive, run):
    archive.write("output/feed.xml/mine.txt", "mine")
    assert run().code == 1
    assert "Published" in run().out


def test_problems_are_told_again_when_nothing_changed(archive, run):
    archive.add_files(BAD)
    first = run()
    second = run()
    assert second.out.startswith("Nothing changed")
    assert (second.code, second.err) == (1, first.err)


def test_clean_does_everything_again(run):
    run()
    assert "Published" in run("--clean").out


def test_results_go_to_stdout_and_problems_to_stderr(archive, run):
    archive.add_files(BAD)
    archive.add_files(ODD)
    ended = run()
    assert ended.code == 1
    assert "content/bad.md:3: error: this is not valid YAML" in ended.err
    assert "content/odd.md:2: warning: " in ended.err
    assert "[yaml.invalid]" in ended.err
    assert "content/" not in ended.out


def test_quiet_says_nothing_but_errors(archive, run):
    archive.add_files(BAD)
    archive.add_files(ODD)
    ended = run("-q")
    assert ended.out == ""
    assert "bad.md" in ended.err
    assert "odd.md" not in ended.err


def test_verbose_names_every_file_that_changes(run):
    lines = run("-v").out.splitlines()
    assert "content 2001/10/the-bridge-is-open.md" in lines
    assert f"write   {PAGE}" in lines


def test_verbose_names_every_file_that_goes(archive, run):
    archive.write("content/song.md", "La la la.")
    run()
    (archive.root / "content/song.md").unlink()
    assert "remove  song.html" in run("-v").out.splitlines()


def test_a_dry_run_names_what_would_change_and_changes_nothing(archive, run):
    ended = run("--dry-run")
    assert f"write   {PAGE}" in ended.out.splitlines()
    assert "Would publish 1 document" in ended.out
    assert not archive.output.exists()
    assert not (archive.root / "content").exists()


def test_a_strict_build_stops_at_a_warning(archive, run):
    archive.add_files(ODD)
    ended = run("--strict")
    assert (ended.code, ended.out.splitlines()[-1]) == (1, "Nothing was published.")
    assert not archive.output.exists()


def test_a_strict_build_is_not_taken_for_done_by_a_lax_one(archive, run):
    archive.add_files(ODD)
    run()
    assert "Nothing was published." in run("--strict").out


def test_drafts_are_published_on_request(archive, run):
    archive.write("content/song.md", "---\ndraft: true\n---\nLa la la.\n")
    run("--drafts")
    assert "song.html" in archive.paths()


def test_the_address_and_the_output_can_be_given(archive, run, tmp_path):
    run("--base-url", "https://archive.example/", "--output", str(tmp_path / "site"))
    sitemap = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert f"https://archive.example/{PAGE}" in sitemap
    assert not archive.output.exists()


def test_profile_tells_how_long_each_stage_took(run):
    stages = [line.split()[0] for line in run("--profile").err.splitlines()]
    assert stages == ["convert", "load", "render", "publish"]


BUILD_KEYS = [
    "documents",
    "files",
    "written",
    "removed",
    "converted",
    "updated",
    "exit_code",
    "diagnostics",
]


def test_a_build_as_json(run):
    told = run("--json").json
    assert list(told) == BUILD_KEYS
    assert (told["documents"], told["converted"]) == (1, ["2001/10/the-bridge-is-open.md"])
    assert told["written"] == told["files"]


def test_a_build_of_nothing_new_as_json_has_the_same_form(run):
    first = run("--json").json
    second = run("--json").json
    assert list(second) == BUILD_KEYS
    assert second == {**first, "written": 0, "converted": []}


def test_problems_as_json(archive, run):
    archive.add_files(BAD)
    ended = run("--json")
    (problem,) = ended.json["diagnostics"]
    assert list(problem) == ["severity", "code", "message", "path", "line", "hint"]
    assert (problem["path"], problem["line"], problem["severity"]) == ("content/bad.md", 3, "error")
    assert (ended.json["exit_code"], ended.code, ended.err) == (1, 1, "")


def test_a_build_that_publishes_nothing_as_json(archive, run):
    archive.add_files("-- content/a.md --\n-- content/pages/a.md --\n")
    ended = run("--json")
    assert (ended.code, ended.json["documents"]) == (1, None)
    assert [one["code"] for one in ended.json["diagnostics"]] == ["url.clash"]


def test_what_stops_a_build_is_told_together_with_what_did_not(archive, run):
    archive.add_files("-- content/a.md --\n-- content/pages/a.md --\n")
    archive.add_files(BAD)
    ended = run()
    assert "[url.clash]" in ended.err
    assert "[yaml.invalid]" in ended.err


@pytest.mark.parametrize("text", ["titel: An archive\n", "paginate: [\n"])
def test_a_mistake_in_site_yaml_is_exit_2_and_leaves_the_output_alone(archive, run, text):
    run()
    before = archive.contents()
    archive.write("site.yaml", text)
    ended = run()
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("site.yaml:")
    assert archive.contents() == before


def test_a_folder_without_site_yaml_is_no_archive(run, tmp_path):
    ended = run("build", "--root", str(tmp_path))
    assert ended.code == 2
    assert "there is no site.yaml" in ended.err


def test_source_date_epoch_is_the_day_on_which_documents_come_in(archive, run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    run()
    assert 'added: "2001-09-09"' in archive.read(CONTENT)


def test_a_source_date_epoch_that_is_none_is_exit_2(run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ended = run()
    assert ended.code == 2
    assert "SOURCE_DATE_EPOCH is “yesterday”" in ended.err


# Colour

TERMINAL = """
import os, pty, sys
sys.argv[1:] or sys.exit("name a command")
status = pty.spawn([sys.executable, "-m", "generator", *sys.argv[1:]])
sys.exit(os.waitstatus_to_exitcode(status))
"""


def test_nothing_is_coloured_when_it_is_piped(archive):
    archive.add_files(BAD)
    ended = in_a_process(root=archive.root, env={"TERM": "xterm-256color", "CLICOLOR_FORCE": "1"})
    assert "\x1b" not in ended.stdout + ended.stderr


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
    assert "error:" in ended.stdout
    assert bool(re.search(r"\x1b\[[\d;]*m", ended.stdout)) is is_coloured


# convert


def test_convert_writes_the_content_and_no_page(archive, run):
    ended = run("convert")
    assert ended.out == "Converted seeds to content: 1 new, 0 updated, 0 unchanged.\n"
    assert (archive.root / CONTENT).is_file()
    assert not archive.output.exists()


@pytest.mark.parametrize("name", ["seeds/old/bridge.txt", "old/bridge.txt"])
def test_convert_takes_the_seeds_that_are_named(archive, run, name):
    archive.write("seeds/song.txt", "The song of the ferry\n\nLa la la, says the ferryman.\n")
    run("convert", name)
    assert list(archive.contents(archive.root / "content")) == ["2001/10/the-bridge-is-open.md"]


@pytest.mark.parametrize("name", ["seeds/ferry.txt", "../elsewhere.txt"])
def test_convert_refuses_what_is_no_seed(archive, run, name, tmp_path):
    (tmp_path / "elsewhere.txt").write_text("A file outside.")
    ended = run("convert", name)
    assert ended.code == 2
    assert f"there is no seed “{name}”" in ended.err


def test_convert_diff_shows_what_is_new_and_writes_nothing(archive, run):
    assert run("convert", "--diff").out == f"{CONTENT}: new\n"
    assert not (archive.root / "content").exists()


def test_convert_diff_shows_what_the_owner_changed(archive, run):
    run("convert")
    archive.write(CONTENT, archive.read(CONTENT).replace("The bridge is open", "It is open", 1))
    assert run("convert", "--diff").out.splitlines() == [
        f"{CONTENT}:",
        "  title: kept as you have it; a fresh conversion gives",
        '    - "It is open"',
        '    + "The bridge is open"',
    ]


def test_convert_diff_of_nothing_new_says_so(run):
    run("convert")
    assert run("convert", "--diff").out == "Nothing would change.\n"


# inspect


def test_inspect_shows_every_line_with_its_role(run):
    lines = run("inspect", "seeds/old/bridge.txt").out.splitlines()
    assert lines[0].split() == ["1", "title", "The", "bridge", "is", "open"]
    assert lines[2].split() == ["3", "date", "3", "October", "2001"]


def test_inspect_shows_each_finding_with_its_evidence(run):
    out = run("inspect", "seeds/old/bridge.txt").out
    assert "title: The bridge is open  (" in out
    assert ", line 3)" in out
    assert "confidence: " in out


INSPECT_KEYS = [
    "id",
    "path",
    "title",
    "date",
    "date_text",
    "byline",
    "source",
    "section",
    "language",
    "summary",
    "topics",
    "people",
    "places",
    "organisations",
    "related",
    "lines",
    "body",
    "markdown",
    "confidence",
    "findings",
]


def test_inspect_json_has_the_frozen_form(run):
    told = run("inspect", "--json", "seeds/old/bridge.txt").json
    assert set(INSPECT_KEYS) <= set(told)
    assert (told["title"], told["date"], len(told["id"])) == (
        "The bridge is open",
        "2001-10-03",
        12,
    )
    assert told["lines"][0] == {"n": 1, "role": "title", "text": "The bridge is open"}


def test_inspect_jsonl_prints_a_line_for_each_file(archive, run):
    archive.write("seeds/song.txt", "The song of the ferry\n\nLa la la, says the ferryman.\n")
    out = run("inspect", "--jsonl", "seeds/old/bridge.txt", "seeds/song.txt").out
    assert [json.loads(line)["path"] for line in out.splitlines()] == ["bridge.txt", "song.txt"]


def test_inspect_names_the_file_that_it_cannot_read_and_shows_the_rest(run):
    ended = run("inspect", "--jsonl", "seeds/none.txt", "seeds/old/bridge.txt")
    assert ended.code == 1
    assert "seeds/none.txt: error: the file cannot be read" in ended.err
    assert len(ended.out.splitlines()) == 1


def test_inspect_needs_no_archive(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("inspect", "archive/seeds/old/bridge.txt").code == 0


def test_inspect_reads_the_date_order_of_the_archive(archive, run):
    archive.write(
        "seeds/letter.txt", "The letter of the ferryman\n\n03/04/1997\n\nIt came today.\n"
    )
    archive.write("site.yaml", "date_order: dmy\n")
    assert run("inspect", "--json", "seeds/letter.txt").json["date"] == "1997-04-03"


ROWS = [
    {"id": "a", "text": "The bridge is open\n\n3 October 2001\n\nIt was opened on Wednesday."},
    {"id": 7, "html": "<h1>The ferry</h1><p>It went over on Thursday evening."},
    {"id": "c", "bytes_b64": "VGhlIGZlcnJ5IGlzIGdvbmUu", "path": "gone.txt"},
    {"id": "d", "bytes_b64": "JVBERi0xLjQ="},
    {"id": "e"},
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    rows = "".join(f"{json.dumps(row)}\n\n" for row in [*ROWS, *ROWS * 20]) + "no json\n"
    ended = in_a_process(
        "inspect", "--jsonl", "-", root=tmp_path_factory.mktemp("rows"), input=rows
    )
    assert ended.returncode == 0
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_inspect_answers_each_row_in_order_with_its_id(answers):
    ids = [row["id"] for row in ROWS]
    assert [answer["id"] for answer in answers] == [*ids, *ids * 20, answers[-1]["id"]]


def test_inspect_recognises_text_and_html_from_rows(answers):
    assert answers[0]["title"] == "The bridge is open"
    assert answers[1]["title"] == "The ferry"


def test_inspect_tells_the_text_of_bytes(answers):
    assert answers[2]["text"] == "The ferry is gone."


@pytest.mark.parametrize("place", [3, 4, -1])
def test_inspect_answers_a_row_that_nothing_can_be_made_of(answers, place):
    answer = answers[place]
    assert (answer["title"], answer["lines"], answer["confidence"]) == (None, [], 0)


# explain


@pytest.mark.parametrize(
    "what", [PAGE, f"output/{PAGE}", CONTENT, "seeds/old/bridge.txt", "old/bridge.txt"]
)
def test_explain_finds_a_document_by_any_of_its_names(run, what):
    run()
    told = run("explain", "--json", what).json
    assert (told["url"], told["kind"], told["content"]) == (PAGE, "document", CONTENT)
    assert told["seed"] == "seeds/old/bridge.txt"


def test_explain_finds_a_page_by_its_full_address(archive, run):
    archive.write("site.yaml", "base_url: https://archive.example/a\n")
    run()
    assert run("explain", "--json", f"https://archive.example/a/{PAGE}#top").json["url"] == PAGE


@pytest.mark.parametrize(
    ("what", "page"), [("index.html", "home"), ("2001/10/", "month"), ("2001", "year")]
)
def test_explain_finds_other_pages_too(run, what, page):
    run()
    assert run("explain", "--json", what).json["kind"] == page


def test_explain_tells_whose_each_value_is(archive, run):
    run()
    archive.write(CONTENT, archive.read(CONTENT).replace("The bridge is open", "It is open", 1))
    values = run("explain", "--json", PAGE).json["front_matter"]
    assert values["title"] == {"value": "It is open", "whose": "the owner's"}
    assert values["date"] == {"value": "2001-10-03", "whose": "as converted"}


def test_explain_tells_what_a_fresh_reading_finds(run):
    run()
    findings = run("explain", "--json", PAGE).json["findings"]
    found = {finding["field"]: (finding["value"], finding["line"]) for finding in findings}
    assert found["title"] == ("The bridge is open", 1)
    assert found["date"] == ("2001-10-03", 3)


def test_explain_names_the_files_of_the_theme(run):
    run()
    templates = run("explain", "--json", PAGE).json["templates"]
    assert templates == ["themes/base/templates/document.html"]


def test_explain_names_the_template_that_a_document_asks_for(archive, run):
    archive.write("content/song.md", "---\ntemplate: poem.html\n---\nLa la la.\n")
    archive.write("themes/reading-room/theme.yaml", "")
    archive.write("themes/reading-room/templates/poem.html", "{{ document.title }}")
    run()
    templates = run("explain", "--json", "song.html").json["templates"]
    assert templates == ["themes/reading-room/templates/poem.html"]


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (lambda archive: None, "published and current: the next build leaves it alone"),
        (lambda archive: (archive.output / PAGE).unlink(), "not published yet: the next build writes it"),
        (
            lambda archive: archive.write(f"output/{PAGE}", "mine"),
            "differs from what is published: the next build replaces it",
        ),
    ],
)  # fmt: skip
def test_explain_says_what_the_next_build_does_with_the_page(archive, run, change, state):
    run()
    change(archive)
    assert run("explain", "--json", PAGE).json["state"] == state


def test_explain_as_text_says_the_same(run):
    run()
    out = run("explain", PAGE).out
    assert f"page       {PAGE} (document)" in out
    assert '  title: "The bridge is open"  (as converted)' in out
    assert "  date: 2001-10-03  (" in out


def test_explain_of_a_page_that_is_not_there_is_exit_2(run):
    run()
    ended = run("explain", "2001/10/no-such-page.html")
    assert (ended.code, ended.out) == (2, "")
    assert "no page goes by “2001/10/no-such-page.html”" in ended.err


# init, clean


def test_init_makes_an_archive_that_builds(run, tmp_path):
    assert run("init", str(tmp_path / "new")).code == 0
    ended = run("build", "--root", str(tmp_path / "new"))
    assert (ended.code, ended.err) == (0, "")


def test_init_example_makes_an_archive_that_builds(run, tmp_path):
    assert run("init", str(tmp_path / "new"), "--example").code == 0
    ended = run("build", "--root", str(tmp_path / "new"), "--json")
    assert ended.code == 0
    assert ended.json["documents"] > 20


@pytest.mark.parametrize("present", ["site.yaml", "seeds/a.txt", "content/a.md", "themes/a.html"])
def test_init_overwrites_nothing(run, tmp_path, present):
    there = BuiltSite(tmp_path / "there")
    there.write(present, "mine")
    ended = run("init", str(there.root), "--example")
    assert ended.code == 2
    assert f"holds {present.partition('/')[0]} already" in ended.err
    assert there.contents(there.root) == {present: b"mine"}


def test_clean_removes_what_builds_made_and_nothing_else(archive, run):
    run()
    archive.write("output/CNAME", "archive.example")
    ended = run("clean")
    assert ended.code == 0
    assert archive.paths() == ["CNAME"]
    assert not (archive.root / ".cache").exists()
    assert (archive.root / CONTENT).is_file()


def test_clean_dry_run_removes_nothing(archive, run):
    run()
    before = archive.contents()
    assert run("clean", "--dry-run").out.startswith(f"Would remove {len(before)} files")
    assert archive.contents() == before


def test_a_build_after_clean_gives_the_same_site(archive, run):
    run()
    before = archive.contents()
    run("clean")
    run()
    assert archive.contents() == before


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
    assert ended.returncode == 130
    assert ended.stderr.split() == "Interrupted; nothing is broken.".split()
    site.rebuild(jobs=2)
    assert site.contents() == uninterrupted.contents()


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
