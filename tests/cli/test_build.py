"""The command `build`."""

import pytest

from generator.publish import hold_lock
from tests.cli.conftest import CONTENT, PAGE

ODD = "-- content/odd.md --\n---\ndate: yesterday\n---\n"
BAD = "-- content/bad.md --\n---\ntopics: [a\n---\n"


def test_a_fine_build_is_exit_0_and_says_what_it_did(run):
    ended = run()
    assert (ended.code, ended.err) == (0, "")
    converted, published = ended.out.splitlines()
    assert converted == "Converted seeds to content: 1 new, 0 updated, 0 unchanged."
    assert published.startswith("Published 1 document as ")


def test_of_many_warnings_alike_the_first_are_named_and_the_rest_counted(archive, run):
    for number in range(5):
        archive.write(f"content/odd{number}.md", "---\ntopcis: [a]\n---\nx\n")
    for number in range(14):
        archive.write(f"content/day{number}.md", f"---\ndate: day {number}\n---\nx\n")
    said = run().err
    assert said.count("did you mean") == 3
    assert "… and 2 more [front-matter.unknown]: -v names all" in said
    assert said.count("[date.invalid]\n") == 12
    assert "… and 2 more [date.invalid]: -v names all" in said
    assert run("build", "-v").err.count("[front-matter.unknown]") == 5


def test_errors_are_all_named(archive, run):
    for number in range(14):
        archive.write(f"content/bad{number}.md", "---\ntopics: [a\n---\n")
    assert run().err.count("[yaml.invalid]") == 14


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
    ],
)
def test_a_build_after_a_change_is_a_build(archive, run, path, text):
    run()
    archive.write(path, text)
    assert "Published" in run().out


def test_a_published_file_that_is_gone_is_put_back(archive, run):
    run()
    (archive.output / PAGE).unlink()
    assert "1 written" in run().out
    assert PAGE in archive.paths()


def test_a_published_file_that_was_replaced_is_put_right(archive, run):
    run()
    page = archive.read(f"output/{PAGE}")
    archive.write("mine.html", "mine").replace(archive.output / PAGE)
    run()
    assert archive.read(f"output/{PAGE}") == page


def test_a_published_file_that_was_rewritten_in_place_is_put_right_by_a_clean_build(archive, run):
    run()
    page = archive.read(f"output/{PAGE}")
    archive.write(f"output/{PAGE}", "mine")
    run("build", "--clean")
    assert archive.read(f"output/{PAGE}") == page


def test_a_build_after_a_seed_behind_a_link_changed_is_a_build(archive, run, tmp_path):
    seed = tmp_path / "song.txt"
    seed.write_text("The song of the ferry\n\nLa la la, says the ferryman, and la again.\n")
    (archive.root / "seeds/song.txt").symlink_to(seed)
    archive.write("site.yaml", "follow_links: true\n")
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
    assert "content/bad.md:2: error: this is not valid YAML" in ended.err
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
    assert "remove  song.md" in run("-v").out.splitlines()


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


def test_all_that_is_wrong_is_told_together(archive, run):
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


@pytest.mark.parametrize(
    "epoch", ["yesterday", "-1", "1e9", "²", "99999999999999", "9" * 17, "9" * 5000, "\x1b[2J"]
)
def test_an_invalid_source_date_epoch_is_exit_2(run, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ended = run()
    assert (ended.code, ended.out) == (2, "")
    assert "invalid SOURCE_DATE_EPOCH “" in ended.err
    assert "\x1b" not in ended.err


def test_a_build_beside_another_is_refused_and_says_so(archive, run):
    run()
    before = archive.contents()
    archive.write("content/song.md", "La la la.")
    with hold_lock(archive.root / ".cache"):
        ended = run()
    assert (ended.code, archive.contents()) == (1, before)
    assert "build.locked" in ended.err


def test_a_name_that_windows_cannot_hold_is_told_by_each_build(archive, run):
    archive.write("content/what?.md", "La la la.")
    assert "publish.name-unportable" in run().err
    archive.write("content/song.md", "La la la.")
    assert "publish.name-unportable" in run().err
