"""An archive of which much is known, and its pages' heads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.site_in_a_string import BuiltSite, write_site

NEWS = "2001/11/school-bus.html"
LETTER = "1907/10/sluice.html"
ARCHIVE = """
    -- site.yaml --
    title: The Ferry papers
    taxonomies: {topics: {}, people: {}, places: {}, organisations: {}, section: {}, source: {}}
    -- content/2001/11/school-bus.md --
    ---
    title: School bus on the bridge
    date: "2001-11-03T14:02:00Z"
    source: Ferry Gazette Online
    source_url: https://gazette.example/bus
    section: [News, Town]
    authors: [Ruth Tordoff, A Working Tanner]
    language: en
    summary: It was the first of all.
    topics: [Roads, Rivers]
    people: [Bo Kahn]
    places: [Hartwell]
    organisations: [Society of Masons]
    rights: Ferry Press
    ---
    -- content/1907/10/sluice.md --
    ---
    title: Le bief
    date: "1907-10~"
    type: letter
    language: fr
    ---
    -- content/undated/plain.md --
    ---
    title: "</script><b>"
    summary: '"Quoted" & <marked>'
    ---
    -- content/topics/rivers.md --
    ---
    {title: Rivers, same_as: ["https://elsewhere.example/rivers"]}
    ---
    -- content/pages/history.md --
    ---
    title: How it began
    ---
"""
BASE_URL = "https://archive.example/ferry/"


@pytest.fixture(scope="package")
def described(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return the archive without an address; for reading only."""
    return write_site(tmp_path_factory.mktemp("head") / "archive", ARCHIVE).rebuild()


@pytest.fixture(scope="package")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return the archive with an address; for reading only."""
    site = write_site(tmp_path_factory.mktemp("head") / "hosted", ARCHIVE)
    return site.rebuild(base_url=BASE_URL)


@pytest.fixture
def dated(build_site: Callable[..., BuiltSite]) -> Callable[[str], BuiltSite]:
    """Return a function that builds the archive with another date of the news."""

    def dated(date: str) -> BuiltSite:
        return build_site(ARCHIVE.replace("2001-11-03T14:02:00Z", date), base_url=BASE_URL)

    return dated


def metadata(site: BuiltSite, path: str) -> dict[str, list[str | None]]:
    """Return the contents of a page's meta elements, by their names."""
    found: dict[str, list[str | None]] = {}
    for node in site.html(path).css("head meta[content]"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        found.setdefault(name, []).append(node.attributes["content"])
    return found


def structured_data(site: BuiltSite, path: str) -> Any:
    """Return what a page's JSON-LD says."""
    (node,) = site.html(path).css('script[type="application/ld+json"]')
    return json.loads(node.text())


def described_as(site: BuiltSite, path: str) -> Any:
    """Return what a document's JSON-LD says of it."""
    return structured_data(site, path)["@graph"][0]
