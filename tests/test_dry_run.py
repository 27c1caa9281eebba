"""Builds that publish nothing: dry runs, and strict ones that find something odd."""

import shutil

import pytest

from tests.site_in_a_string import write_site

SEED = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
CONTENT = "content/2001/10/the-bridge-is-open.md"


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def made(site):
    """Return the bytes of all that a build makes: content and output."""
    return site.contents(site.root / "content"), site.contents()


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
