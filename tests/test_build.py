"""A build as a whole: what always holds, whatever the order, the place and the number of workers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands import scaffold
from generator.options import BuildOptions
from generator.pipeline.build import convert
from generator.report import Report
from generator.state.site_settings import load_config
from tests.crawl import find_broken_links
from tests.site_in_a_string import TODAY, BuiltSite, many_seeds, write_site

PROJECT = Path(__file__).parents[1]
MIDNIGHT = "1767312000"
"""The seconds since 1970 at which TODAY begins."""


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def made(site):
    """Return the bytes of all that a build makes: content and output."""
    return site.contents(site.root / "content"), site.contents()


# The same bytes


def test_the_example_archive_builds_without_a_complaint(example):
    assert (example.exit_code, example.diagnostics) == (0, ())


def test_a_second_build_of_the_example_changes_nothing(own_example, example):
    before = times(own_example.root / "output"), times(own_example.root / "content")
    own_example.rebuild()
    assert made(own_example) == made(example)
    assert (times(own_example.root / "output"), times(own_example.root / "content")) == before


def test_two_workers_give_the_same_bytes_as_one(tmp_path, example):
    site = BuiltSite(tmp_path / "archive")
    scaffold.init(site.root, with_example=True)
    assert made(site.rebuild(jobs=2)) == made(example)


def test_two_workers_convert_as_one_does(tmp_path):
    sites = [write_site(tmp_path / str(jobs), many_seeds(70)) for jobs in (1, 2)]
    for jobs, site in enumerate(sites, 1):
        convert(load_config(site.root), BuildOptions(today=TODAY, jobs=jobs), Report())
    one, two = (site.contents(site.root / "content") for site in sites)
    assert len(one) == 70
    assert one == two


def test_the_order_in_which_seeds_lie_on_the_disk_does_not_matter(tmp_path, example):
    site = BuiltSite(tmp_path / "archive")
    for path, data in reversed(scaffolded(tmp_path).items()):
        site.write(path, data)
    assert made(site.rebuild()) == made(example)


def scaffolded(tmp_path):
    scaffold.init(tmp_path / "unbuilt", with_example=True)
    return BuiltSite(tmp_path / "unbuilt").contents(tmp_path / "unbuilt")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr", "PYTHONHASHSEED": "2"},
    ],
    ids=["east", "west"],
)
def test_the_place_and_the_language_of_the_machine_do_not_matter(tmp_path, example, environment):
    site = BuiltSite(tmp_path / "archive")
    scaffold.init(site.root, with_example=True)
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(site.root), "--quiet"],
        cwd=PROJECT,
        env={**os.environ, **environment, "SOURCE_DATE_EPOCH": MIDNIGHT},
        check=True,
    )
    assert made(site) == made(example)


def test_a_build_from_nothing_gives_what_many_small_ones_gave(build_site, tmp_path):
    grown = build_site(many_seeds(3), paginate=2)
    grown.write("content/song.md", "La la la.")
    grown.rebuild(paginate=2)
    grown.add_files(many_seeds(6))
    (grown.root / "content/song.md").unlink()
    grown.rebuild(paginate=2)
    fresh = write_site(tmp_path / "fresh")
    for folder in ("seeds", "content"):
        shutil.copytree(grown.root / folder, fresh.root / folder)
    fresh.rebuild(paginate=2)
    assert made(grown) == made(fresh)


def test_every_link_of_the_example_leads_to_a_file_of_it(example):
    assert find_broken_links(example.output) == []


def test_no_two_files_of_a_site_differ_by_letter_case_alone(example):
    paths = [path.lower() for path in example.paths()]
    assert len(set(paths)) == len(paths)


# What people change


def test_a_corrected_content_file_shows_after_the_next_build(own_example):
    content = "content/1923/the-lost-bell.md"
    own_example.write(content, own_example.read(content).replace("one boot", "two boots"))
    own_example.rebuild()
    assert "two boots." in own_example.text("1923/the-lost-bell.html")


SEED = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
CONTENT = "content/2001/10/the-bridge-is-open.md"


def test_a_correction_of_a_converted_document_is_kept(build_site):
    site = build_site(SEED)
    corrected = site.read(CONTENT).replace("The bridge is open", "The bridge was opened", 1)
    site.write(CONTENT, corrected)
    site.rebuild()
    assert site.read(CONTENT) == corrected
    assert site.links("index.html") == ["The bridge was opened"]


def test_a_content_file_saved_with_windows_line_ends_stays_its_seeds(build_site):
    site = build_site(SEED)
    saved = site.read(CONTENT).replace("\n", "\r\n").encode()
    site.write(CONTENT, saved)
    site.rebuild()
    assert site.published.documents == 1
    assert (site.root / CONTENT).read_bytes() == saved


def test_an_edited_theme_shows_after_the_next_build(build_site):
    site = build_site("""
        -- content/bridge.md --
        It is open.
        -- themes/mine/theme.yaml --
    """)
    site.write("themes/mine/templates/document.html", "<main>Mine</main>")
    assert site.rebuild(theme="mine").text("bridge.html") == "Mine"


def test_no_seed_is_ever_written_to(own_example, example):
    before = times(own_example.root / "seeds")
    own_example.write("content/1923/the-lost-bell.md", "Nothing is left.")
    own_example.rebuild(jobs=2)
    assert times(own_example.root / "seeds") == before
    seeds = own_example.contents(own_example.root / "seeds")
    assert seeds == example.contents(example.root / "seeds")


def test_a_document_says_on_which_day_it_came_in(build_site):
    site = build_site(SEED, today="2030-05-06")
    assert 'added: "2030-05-06"\n' in site.read(CONTENT)


def test_the_day_on_which_a_document_came_in_stays(build_site):
    site = build_site(SEED, today="2030-05-06")
    site.rebuild(today="2031-01-01")
    assert 'added: "2030-05-06"\n' in site.read(CONTENT)


def test_seeds_can_lie_elsewhere_behind_a_link(build_site, tmp_path):
    elsewhere = write_site(tmp_path / "elsewhere", SEED)
    site = build_site()
    (site.root / "seeds").mkdir()
    (site.root / "seeds/boxes").symlink_to(elsewhere.root / "seeds")
    site.write("site.yaml", "follow_links: true\n")
    assert site.rebuild().links("index.html") == ["The bridge is open"]


def test_folders_that_contain_themselves_are_read_once(build_site):
    site = build_site(SEED)
    (site.root / "seeds/again").symlink_to(site.root / "seeds")
    site.rebuild()
    assert (site.exit_code, site.published.documents) == (0, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="a backslash parts folders there")
def test_a_seed_may_have_backslashes_in_its_name_and_end_with_a_space(tmp_path):
    site = write_site(tmp_path / "archive", SEED)
    (site.root / "seeds/bridge.txt").rename(site.root / "seeds/a\\\\b\\.txt ")
    assert site.rebuild().codes == []
    assert any(".original." in path for path in site.paths())
