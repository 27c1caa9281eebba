"""Small archives that the tests of the pages read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site_in_a_string import BuiltSite, write_site

BASE_URL = "https://archive.example/ferry/"
ARCHIVE = """
    -- site.yaml --
    title: The Ferry papers
    description: What the ferryman kept.
    -- content/1999/05/toll.md --
    ---
    {title: The toll, date: 1999-05-20, source: The Weekly Ferry}
    ---
    -- content/2001/10/bridge.md --
    ---
    title: The bridge
    date: 2001-10-03
    date_text: Wednesday, October 3, 2001
    source: The Weekly Ferry
    section: [News, Roads]
    authors: [Ann Ferrier, Bo Kahn]
    topics: [Roads, Rivers]
    related: [{date: 1999-05-20, section: Money, title: Toll to go up}]
    rights: Ferry Press
    ---
    The bridge is *open*.

    ## Nine years

    It took nine years.
    -- content/2001/10/crossing.md --
    ---
    {title: The crossing, date: 2001-10, topics: [Roads]}
    ---
    -- content/2004/regatta.md --
    ---
    {title: The regatta, date: "2004", topics: [Rivers]}
    ---
    -- content/undated/song.md --
    ---
    {title: The ferryman's song, topics: [Rivers]}
    ---
    -- content/pages/history.md --
    ---
    title: How it began
    ---
    It began with one box.
"""
SEED = """\
Example Weekly
News | Sport | Weather
Wednesday, 3 October, 2001, 20:46 GMT
The bridge is open
The new bridge over the river was opened on Wednesday before a crowd of about two hundred people.
The mayor cut a blue ribbon and said that the town had waited nine years for this bridge.
See also:
01 Oct 01 | Roads
Ferry to run until Friday
Copyright Example Weekly
"""
"""Becomes 2001/10/the-bridge-is-open.html."""


@pytest.fixture(scope="package")
def archive(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return an archive written by hand; for reading only."""
    return write_site(tmp_path_factory.mktemp("pages") / "archive", ARCHIVE).rebuild()


@pytest.fixture(scope="package")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return the same archive with a base_url; for reading only."""
    text = ARCHIVE.replace("title: The Ferry papers", f"base_url: {BASE_URL}")
    return write_site(tmp_path_factory.mktemp("pages") / "addressed", text).rebuild()


@pytest.fixture(scope="package")
def converted(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return an archive made from SEED; for reading only."""
    return convert(tmp_path_factory.mktemp("pages") / "converted")


@pytest.fixture
def own_converted(tmp_path: Path) -> BuiltSite:
    """Return the same archive, for a test to change."""
    return convert(tmp_path / "converted")


def convert(root: Path) -> BuiltSite:
    site = write_site(root, "")
    site.write("seeds/old/bridge.txt", SEED)
    return site.rebuild()
