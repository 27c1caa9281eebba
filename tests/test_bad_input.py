"""Bad input: each gives a diagnostic, and all other documents are published."""

import importlib
import os
import re
import shutil
import sys

import pytest

from generator.archive.front_matter_fields import read_ranges
from tests.site_in_a_string import write_site

SEED = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""


def only(diagnostics):
    (diagnostic,) = diagnostics
    return diagnostic


FERRY = "-- content/ferry.md --\n---\ntitle: The ferry\n---\n"
HUGE = b"The bridge is open\n\n" + b"x" * 50_000_000 + b"\n"
BAD = {
    "an empty seed": ("seeds/bridge.txt", b"", "seed.empty", None),
    "a seed of white space": ("seeds/bridge.txt", b" \n\t\n", "seed.empty", None),
    "a PDF": ("seeds/bridge.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "seed.not-text", None),
    "a picture": ("seeds/bridge.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "seed.not-text", None),
    "zeros": ("seeds/bridge.txt", b"\0" * 5000, "seed.not-text", None),
    "a line of 50 MB": ("seeds/bridge.txt", HUGE, "seed.huge-line", 3),
    "a line of 50 MB of HTML": ("seeds/bridge.html", HUGE, "seed.huge-line", 1),
    "a broken front matter": ("content/bridge.md", b"---\ntopics: [a\n---\n", "yaml.invalid", 2),
    "a key twice": ("content/bridge.md", b"---\na: 1\na: 2\n---\n", "yaml.invalid", 3),
    "content that is not UTF-8": ("content/bridge.md", b"caf\xe9", "content.unreadable", 1),
    "a free page that is not UTF-8": ("content/pages/a.md", b"\xe9", "content.unreadable", 1),
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
    shutil.rmtree(site.root / path, ignore_errors=True)
    site.write(path, "mine")
    before = site.contents()
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, problem.path, site.exit_code) == ("folder.unreadable", path, 1)
    assert site.contents() == before


# Damaged notes on a seed

GOOD = "a" * 64
NOTES = [
    'seed: {path: a.txt, sha256: GOOD, aside: "²"}',
    'seed: {path: a.txt, sha256: GOOD, aside: "ONES"}',
    "seed: {path: a.txt, sha256: GOOD, confidence: nan}",
    "seed: {path: a.txt, sha256: GOOD, confidence: 1e999}",
    "seed: {path: a.txt, sha256: GOOD, confidence: [0.5]}",
    'seed: {path: a.txt, sha256: "GOOD\\t-\\nzz.html"}',
    "seed: {path: a.txt, sha256: abc}",
    "seed: {path: a.txt, sha256: [GOOD]}",
    "seed: {path: ../../etc/passwd, sha256: GOOD}",
    "seed: {path: /etc/passwd, sha256: GOOD}",
    'seed: {path: "a\\u0007b\\n.txt", sha256: GOOD}',
    "seed: {path: [a, b], sha256: GOOD}",
    "seed: {path: {a: b}, sha256: {}}",
    "seed: {digests: [a], converter: {a: b}, path: a.txt, sha256: GOOD}",
    "seed: [a, b]",
    "seed: a.txt",
]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note[:60])
def test_a_damaged_note_on_a_seed_is_named_and_costs_itself(build_site, note):
    site = build_site(FERRY)
    note = note.replace("GOOD", GOOD).replace("ONES", "1" * 5000)
    site.write("content/bridge.md", f"---\n{note}\ntitle: The bridge\n---\nIt is open.\n")
    for _ in range(2):
        site.rebuild()
        assert site.exit_code == 0
        assert {one.path for one in site.diagnostics} == {"content/bridge.md"}
        assert {one.line for one in site.diagnostics} == {2}
        assert sorted(site.links("index.html")) == ["The bridge", "The ferry"]
        lines = site.read("content/urls.txt").splitlines()
        assert all(re.fullmatch(r"[^\t]+\.html\t(-|[0-9a-f]{64})", line) for line in lines)
    assert "passwd" not in site.read("output/bridge.html")


def test_a_document_whose_note_on_its_seed_is_damaged_is_not_made_a_second_time(build_site):
    site = build_site(SEED)
    path = "content/2001/10/the-bridge-is-open.md"
    digest = site.read(path).partition('sha256: "')[2][:64]
    site.write(path, site.read(path).replace(digest, "abc"))
    site.rebuild()
    assert site.published.documents == 1
    assert digest in site.rebuild().read(path)


def test_ranges_of_lines_cannot_stand_for_more_numbers_than_a_seed_has_lines():
    assert sum(1 for _ in read_ranges("1-999999999," * 1000)) == 1_000_000
    assert list(read_ranges("1, x, 4-6, ², 9-8, 7-, 1" + "0" * 20)) == [1, 4, 5, 6]


# What nobody foresaw


@pytest.mark.parametrize("bug", [ValueError("\x1b[31mé" * 1000), RecursionError(), MemoryError()])
@pytest.mark.parametrize(
    ("place", "path", "is_it"),
    [
        (
            "generator.archive.documents._document",
            "content/bridge.md",
            lambda url, *_: url == "bridge",
        ),
        ("generator.archive.term_files.name_slug", "content/topics/boats.md", lambda _: True),
        ("generator.pipeline.extract.recognise", "seeds/mill.txt", lambda *_: True),
        (
            "generator.render.pages.document.cite",
            "content/bridge.md",
            lambda record, *_: record.url == "bridge",
        ),
    ],
)
def test_what_nobody_foresaw_costs_one_file_and_is_to_be_reported(
    build_site, monkeypatch, place, path, is_it, bug
):
    site = build_site(FERRY, "-- content/bridge.md --\n---\ntitle: The bridge\n---\n")
    before = site.read("output/bridge.html")
    site.write("content/topics/boats.md", "---\ntitle: Boats\n---\n")
    site.write("seeds/mill.txt", "The mill burns\n\n4 May 1999\n\nThe mill burned on Tuesday.\n")
    site.write("content/bridge.md", "---\ntitle: The bridge\n---\nIt is closed.\n")
    module, _, name = place.rpartition(".")
    real = getattr(importlib.import_module(module), name)

    def fail(*given, **named):
        if is_it(*given):
            raise bug
        return real(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(place, fail)
        site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, problem.path, site.exit_code) == ("bug", path, 1)
    assert type(bug).__name__ in problem.message
    assert len(problem.message) < 1000
    assert "\x1b" not in problem.message
    assert "report" in problem.hint
    if "bridge" in path:
        assert site.read("output/bridge.html") == before
    assert "The ferry" in site.links("index.html")
    assert site.rebuild(is_clean=True).exit_code == 0


# Two pages at one address

CLASHES = [
    ("content/history.md", "content/pages/history.md"),
    ("content/history.md", "content/history.html"),
    ("content/History.md", "content/history.md"),
    ("content/straße.md", "content/strasse.md"),
    ("content/history.original.txt", "content/History.original.txt"),
    ("content/history.md", "content/history.html/map.png"),
    ("content/History.md", "content/history.html/map.md"),
    ("content/x\u00b2.md", "content/x2.md"),
    ("content/\u00e9t\u00e9.md", "content/e\u0301te\u0301.md"),
    ("content/history.original.txt", "content/history.ORIGINAL.txt"),
    ("content/map.png", "content/MAP.png"),
]


@pytest.mark.parametrize("is_published", [False, True], ids=["both new", "one published"])
@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_of_two_files_that_claim_one_address_one_is_published_and_both_are_named(
    build_site, one, other, is_published
):
    site = build_site(FERRY)
    first, second = sorted((one, other))
    if is_published:
        first, second = second, first
        site.write(first, "The story of the first.")
        before = site.rebuild().contents()
    site.write(first, "The story of the first.")
    site.write(second, "Another story.")
    for _ in range(2):
        site.rebuild()
        problem = only(site.diagnostics)
        assert (problem.code, problem.path, site.exit_code) == ("url.clash", second, 1)
        assert first in problem.message
        assert "The ferry" in site.links("index.html")
        assert not any(b"Another" in data for data in site.contents().values())
    if is_published:
        assert site.contents() == before
    (site.root / first).unlink()
    assert site.rebuild().exit_code == 0
    assert any(b"Another" in data for data in site.contents().values())


def test_a_document_and_a_file_with_the_name_of_its_original_are_both_named(build_site):
    site = build_site(SEED)
    site.write("content/2001/10/the-bridge-is-open.original.txt", "Mine.")
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, problem.path) == (
        "url.clash",
        "content/2001/10/the-bridge-is-open.original.txt",
    )
    assert "the-bridge-is-open.md" in problem.message


@pytest.mark.parametrize(
    "path",
    ["index.md", "about/index.md", "404.md", "dates/index.html", "Feed.xml", "2001/index.md",
     "assets", "2001", "feed.xml/a.txt", "manifest-sha256.txt", "MANIFEST-SHA256.TXT",
     "a-z/t/index.md", "dates"],
)  # fmt: skip
def test_a_file_that_claims_a_place_of_the_sites_own_is_left_out_and_named(build_site, path):
    site = build_site(FERRY.replace("title:", "date: 2001\ntitle:"))
    before = site.contents()
    site.write(f"content/{path}", "Mine.")
    site.rebuild()
    problem = site.diagnostics[0]
    assert site.exit_code == 1
    assert path in f"{problem.path} {problem.message}"
    assert site.contents().keys() == before.keys()


def test_a_hundred_files_below_a_page_that_is_in_their_way_cost_themselves(build_site):
    site = build_site(FERRY)
    before = site.contents()
    for number in range(100):
        site.write(f"content/ferry.html/{number}.txt", "Mine.")
    site.rebuild()
    assert site.codes == ["url.clash"] * 100
    assert site.contents() == before


def test_an_alias_that_is_another_page_costs_the_alias_alone(build_site):
    site = build_site(FERRY)
    site.write("content/boat.md", "---\ntitle: The boat\naliases: [/ferry.html, /old.html]\n---\n")
    site.rebuild()
    problem = only(site.diagnostics)
    assert (problem.code, problem.path, site.exit_code) == ("url.clash", "content/boat.md", 1)
    assert sorted(site.links("index.html")) == ["The boat", "The ferry"]
    assert "boat.html" in site.read("output/old.html")
