"""A build as a whole: what always holds, whatever the order, the place and the number of workers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import scaffold
from generator.build import Run, convert
from generator.config import load_config
from generator.report import Report
from tests.crawl import find_broken_links
from tests.site_in_a_string import TODAY, BuiltSite, many_seeds, write_site

PROJECT = Path(__file__).parents[1]
MIDNIGHT = "1767312000"
"""The seconds since 1970 at which TODAY begins."""


def only(diagnostics):
    (diagnostic,) = diagnostics
    return diagnostic


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
        convert(load_config(site.root), Run(today=TODAY, jobs=jobs), Report())
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
    fresh = write_site(tmp_path / "fresh", many_seeds(6)).rebuild(paginate=2)
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
    assert site.rebuild().links("index.html") == ["The bridge is open"]


def test_folders_that_contain_themselves_are_read_once(build_site):
    site = build_site(SEED)
    (site.root / "seeds/again").symlink_to(site.root / "seeds")
    site.rebuild()
    assert (site.exit_code, site.published.documents) == (0, 1)


# Dry runs

CHANGES = {
    "nothing": lambda site: None,
    "a new seed": lambda site: site.write(
        "seeds/ferry.txt", "The last ferry\n\n4 October 2001\n\nIt went over on Thursday evening.\n"
    ),
    "an edit": lambda site: site.write(CONTENT, site.read(CONTENT).replace("crowd", "throng")),
    "a new document": lambda site: site.write("content/song.md", "La la la."),
    "a document gone": lambda site: shutil.rmtree(site.root / "content/2003"),
    "a page deleted by hand": lambda site: (site.output / "about/index.html").unlink(),
    "a page edited by hand": lambda site: site.write("output/about/index.html", "mine"),
    "a broken template": lambda site: (
        site.write("themes/reading-room/templates/document.html", "{{ document.titel }}")
        and site.write("themes/reading-room/theme.yaml", "")
    ),
    "a broken document": lambda site: site.write("content/song.md", b"\xff"),
}


@pytest.fixture
def two(build_site):
    return build_site(
        SEED,
        """
        -- content/2003/tunnel.md --
        ---
        {title: The tunnel, date: "2003"}
        ---
        """,
    )


@pytest.mark.parametrize("change", CHANGES)
def test_a_dry_run_tells_what_the_next_build_does(two, change):
    CHANGES[change](two)
    told = two.dry_run()
    plan, said = told.published.plan, told.diagnostics
    two.rebuild()
    assert (plan, said) == (two.published.plan, two.diagnostics)


@pytest.mark.parametrize("change", ["a new seed", "a document gone", "a broken template"])
def test_a_dry_run_changes_nothing(two, change):
    CHANGES[change](two)
    before = made(two), times(two.root / "content"), times(two.output)
    two.dry_run()
    assert (made(two), times(two.root / "content"), times(two.output)) == before


def test_a_dry_run_of_a_new_archive_makes_no_folder(tmp_path):
    site = write_site(tmp_path / "archive", SEED)
    plan = site.dry_run().published.plan
    assert "2001/10/the-bridge-is-open.html" in plan.write
    assert sorted(path.name for path in site.root.iterdir()) in (
        ["seeds", "site.yaml"],
        [".cache", "seeds", "site.yaml"],
    )


# Strict builds

ODD = """
    -- content/bridge.md --
    ---
    {title: The bridge, date: yesterday}
    ---
"""


def test_a_warning_does_not_stop_a_build(build_site):
    site = build_site(ODD)
    assert (site.exit_code, "bridge.html" in site.paths()) == (0, True)


def test_a_strict_build_with_a_warning_publishes_nothing(build_site):
    site = build_site(ODD, is_strict=True)
    assert (site.exit_code, site.published, site.paths()) == (1, None, [])


def test_a_strict_build_without_a_complaint_is_published(build_site):
    site = build_site(SEED, is_strict=True)
    assert (site.exit_code, "index.html" in site.paths()) == (0, True)


# Bad input: each gives a diagnostic, and all other documents are published

FERRY = "-- content/ferry.md --\n---\ntitle: The ferry\n---\n"
HUGE = b"The bridge is open\n\n" + b"x" * 50_000_000 + b"\n"
BAD = {
    "an empty seed": ("seeds/bridge.txt", b"", "seed.empty", None),
    "a seed of white space": ("seeds/bridge.txt", b" \n\t\n", "seed.empty", None),
    "a PDF": ("seeds/bridge.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "seed.not-text", None),
    "a picture": ("seeds/bridge.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "seed.not-text", None),
    "zeros": ("seeds/bridge.txt", b"\0" * 5000, "seed.not-text", None),
    "a line of 50 MB": ("seeds/bridge.txt", HUGE, "seed.huge-line", 3),
    "a line of 50 MB of HTML": ("seeds/bridge.html", HUGE, "seed.huge-line", 3),
    "a broken front matter": ("content/bridge.md", b"---\ntitle: [a\n---\n", "yaml.invalid", 3),
    "a key twice": ("content/bridge.md", b"---\na: 1\na: 2\n---\n", "yaml.invalid", 3),
    "content that is not UTF-8": ("content/bridge.md", b"caf\xe9", "content.unreadable", None),
    "a free page that is not UTF-8": ("content/pages/a.md", b"\xe9", "content.unreadable", None),
}


@pytest.fixture(scope="module", params=BAD)
def bad(request, tmp_path_factory):
    """Return one of the cases above, and the archive that was built with it."""
    case = BAD[request.param]
    site = write_site(tmp_path_factory.mktemp("bad") / "archive", FERRY)
    site.write(*case[:2])
    return case, site.rebuild()


def test_bad_input_is_named_with_its_place_cause_and_remedy(bad):
    (path, _, code, line), site = bad
    problem = only(site.diagnostics)
    assert (problem.path, problem.line, problem.code) == (path, line, code)
    assert problem.message
    assert problem.hint
    assert site.exit_code == 1


def test_bad_input_does_not_stop_the_rest(bad):
    _, site = bad
    assert site.links("index.html") == ["The ferry"]


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("seeds/lost.txt", "seed.unreadable"),
        ("content/lost.md", "content.unreadable"),
        ("content/pages/lost.md", "content.unreadable"),
        ("content/lost.png", "content.unreadable"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_and_the_rest_is_published(build_site, link, code):
    site = build_site(FERRY)
    (site.root / link).parent.mkdir(exist_ok=True)
    (site.root / link).symlink_to("nowhere")
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.path, problem.code, site.exit_code) == (link, code, 1)
    assert site.links("index.html") == ["The ferry"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user"
)
@pytest.mark.parametrize("path", ["seeds/closed/a.txt", "content/closed/a.md"])
def test_a_folder_that_may_not_be_read_is_named_and_the_rest_is_published(build_site, path):
    site = build_site(FERRY)
    closed = site.write(path, "Nobody reads this.").parent
    closed.chmod(0)
    try:
        site.rebuild()
    finally:
        closed.chmod(0o700)
    assert (only(site.diagnostics).path, site.exit_code) == (path.rpartition("/")[0], 1)
    assert site.links("index.html") == ["The ferry"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there is any byte a file name")
@pytest.mark.parametrize("folder", ["seeds", "content"])
@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"two\nlines.txt"])
def test_a_file_whose_name_nothing_can_write_down_is_named_and_left_out(build_site, folder, name):
    site = build_site(FERRY)
    (site.root / folder).mkdir(exist_ok=True)
    with open(os.path.join(os.fsencode(site.root / folder), name), "wb") as file:
        file.write(b"The bridge is open. It was opened on Wednesday.")
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, site.exit_code) == ("file.name", 1)
    assert problem.path.startswith(f"{folder}/")
    assert site.links("index.html") == ["The ferry"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_among_the_seeds_is_no_seed(build_site):
    site = build_site(SEED)
    os.mkfifo(site.root / "seeds/pipe.txt")
    site.rebuild()
    assert (site.exit_code, site.published.documents) == (0, 1)


def test_two_seeds_of_the_same_bytes_make_one_document(build_site):
    site = build_site(SEED, SEED.replace("bridge.txt", "copy.txt"))
    assert site.published.documents == 1


@pytest.mark.parametrize("path", ["seeds", "content"])
def test_a_file_in_the_place_of_a_folder_is_named(build_site, path):
    site = build_site()
    site.write(path, "mine")
    before = site.contents()
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, problem.path, site.exit_code) == ("folder.unreadable", path, 1)
    assert site.contents() == before


# Two pages at one address

CLASHES = [
    ("content/history.md", "content/pages/history.md"),
    ("content/history.md", "content/history.html"),
    ("content/History.md", "content/history.md"),
    ("content/straße.md", "content/strasse.md"),
    ("content/history.original.txt", "content/History.original.txt"),
    ("content/history.md", "content/history.html/map.png"),
    ("content/History.md", "content/history.html/map.md"),
]


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_two_files_that_claim_one_address_publish_nothing_and_are_both_named(
    build_site, one, other
):
    site = build_site(FERRY)
    before = site.contents()
    site.write(one, "Once upon a time.")
    site.write(other, "Once upon a time.")
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, site.exit_code) == ("url.clash", 1)
    assert one in problem.message
    assert other in problem.message
    assert site.contents() == before


@pytest.mark.parametrize("path", ["content/index.md", "content/about/index.md", "content/404.md"])
def test_a_file_that_claims_a_page_of_the_sites_own_is_named(build_site, path):
    site = build_site(FERRY)
    site.write(path, "Mine.")
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, site.exit_code) == ("url.clash", 1)
    assert path in problem.message
