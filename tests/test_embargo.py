"""Documents that are kept back until a day, and what their addresses say meanwhile."""

import pytest

from generator.commands import explain_report
from generator.commands.list_report import find_entries, find_listing
from generator.options import BuildOptions
from generator.report import Report
from generator.state.site_settings import load_config
from generator.state.up_to_date import stat_of_last_build
from tests.by_command import MIDNIGHT, build_by_command

WEIR = """
    -- content/1999/weir.md --
    ---
    title: The weir at Tolvane
    date: 1999
    people: [Maud Garrick]
    related: [{title: The mill}]
    embargo: 2031-05-01
    ---
    Nobody may read of the sluice yet.
    -- content/1999/weir/sluice.png --
    picture
    -- content/1998/mill.md --
    ---
    title: The mill
    date: 1998
    people: [Maud Garrick]
    ---
    Open to all.
"""
SECRETS = ("Tolvane", "sluice", "weir.")


def everything(site):
    """Return all names and texts of the output."""
    files = [path for path in site.output.rglob("*") if path.is_file()]
    names = "\n".join(str(path.relative_to(site.output)) for path in files)
    return names + "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def test_before_its_day_a_document_appears_nowhere(build_site):
    site = build_site(WEIR)
    assert (site.exit_code, site.codes) == (0, [])
    whole = everything(site)
    assert [word for word in SECRETS if word in whole] == []
    assert "Referenced by" not in site.text("1998/mill.html")


def test_on_its_day_a_document_is_published(build_site):
    site = build_site(WEIR)
    site.rebuild(today="2031-04-30")
    assert not (site.output / "1999/weir.html").exists()
    site.rebuild(today="2031-05-01")
    assert "sluice" in site.text("1999/weir.html")
    assert (site.output / "1999/weir/sluice.png").exists()


@pytest.mark.parametrize(
    ("written", "last"),
    [("2031", "2030-12-31"), ("2031-03", "2031-02-28"), ("5 May 2031", "2031-05-04")],
)
def test_an_embargo_lasts_until_the_first_moment_of_its_date(build_site, written, last):
    site = build_site(WEIR.replace("2031-05-01", written), today=last)
    assert not (site.output / "1999/weir.html").exists()
    site.rebuild(today="2031-05-05")
    assert (site.output / "1999/weir.html").exists()


def test_drafts_show_what_is_under_an_embargo(build_site):
    assert "sluice" in build_site(WEIR, with_drafts=True).text("1999/weir.html")


def test_what_was_published_before_says_until_when_it_is_away_and_no_more(build_site):
    site = build_site(WEIR.replace("    embargo: 2031-05-01\n", ""))
    assert "sluice" in site.text("1999/weir.html")
    site.add_files(WEIR)
    site.rebuild()
    notice = site.text("1999/weir.html")
    assert "not available until 1 May 2031" in notice
    assert "Tolvane" not in notice
    assert not (site.output / "1999/weir.md").exists()
    assert not (site.output / "1999/weir/sluice.png").exists()
    site.rebuild(today="2031-05-01")
    assert "sluice" in site.text("1999/weir.html")


@pytest.mark.parametrize("written", ["soon", "2031~", "2031/2033", "[2031]", "no", "203X", "12000"])
def test_an_embargo_that_cannot_be_read_keeps_the_document_back(build_site, written):
    site = build_site(WEIR.replace("2031-05-01", written), today="2040-01-01")
    (found,) = site.diagnostics
    assert (found.code, found.path, found.line) == ("embargo.invalid", "content/1999/weir.md", 6)
    assert site.exit_code == 1
    assert "sluice" not in everything(site)


def test_a_withdrawn_document_says_so_whatever_its_embargo(build_site):
    site = build_site(WEIR.replace("    embargo: 2031-05-01\n", ""))
    site.add_files(WEIR.replace("embargo:", "status: withdrawn\n    embargo:"))
    assert "withdrawn" in site.rebuild().text("1999/weir.html")


def test_an_embargo_may_come_from_the_settings_for_a_folder(build_site):
    settings = 'defaults: [{path: "1998/**", values: {embargo: 2033}}]\n'
    site = build_site(WEIR, f"-- site.yaml --\n{settings}")
    assert not (site.output / "1998/mill.html").exists()
    site.rebuild(today="2033-01-01")
    assert (site.output / "1998/mill.html").exists()


IN_2031 = "1935366400"
"""The seconds since 1970 at 2031-05-01, some time in the day."""


def test_a_build_does_nothing_until_an_embargo_ends_or_the_clock_is_put_back(build_site):
    site = build_site(WEIR)
    build_by_command(site)
    assert not builds_something(site, MIDNIGHT)
    assert builds_something(site, IN_2031)
    assert "sluice" in site.text("1999/weir.html")
    assert not builds_something(site, IN_2031)
    assert builds_something(site, MIDNIGHT)
    assert "sluice" not in everything(site)


def builds_something(site, epoch):
    before = stat_of_last_build(site.root / ".cache")
    build_by_command(site, epoch=epoch)
    return stat_of_last_build(site.root / ".cache") != before


def test_what_explain_says_goes_by_the_day(build_site, monkeypatch, capsys):
    site = build_site(WEIR, today="2031-06-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1956528000")  # 2032-01-01
    story = explain_report.explain(load_config(site.root), "1999/weir.html")
    assert story["kind"] == "document"


def test_what_is_kept_back_is_listed_with_the_day_the_next_first(build_site):
    site = build_site(WEIR, "-- content/ford.md --\n---\ntitle: The ford\nembargo: 2029\n---\n")
    config = load_config(site.root)
    listing = find_listing("embargoed", config)
    found = find_entries(listing, config, BuildOptions(today="2028-01-01"), Report())
    assert found == (
        ("content/ford.md", "2029-01-01", "The ford"),
        ("content/1999/weir.md", "2031-05-01", "The weir at Tolvane"),
    )
