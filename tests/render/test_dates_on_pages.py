"""Dates from front matter to pages, one form of EDTF level 1 after another.

Each is kept as written, said in words, given to machines only where HTML has a form for exactly
that, and listed under the year, the month and the day that it is known to.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from generator import frontmatter
from tests.site_in_a_string import BuiltSite, write_site


class Case(NamedTuple):
    date: str
    words: str
    datetime: str | None
    lists: str
    """The pages that list it: its year, its month, its day of the year."""


CASES = (
    # To the year
    Case("2001", "2001", "2001", "2001/"),
    Case("0987", "987", "0987", "0987/"),
    Case("2001-XX", "2001", "2001", "2001/"),
    Case("2001-XX-XX", "2001", "2001", "2001/"),
    Case("0001", "1", "0001", "0001/"),
    Case("0000", "1 BC", None, "bce-0001/"),
    Case("-0043", "44 BC", None, "bce-0044/"),
    Case("Y12000", "12000", None, "12000/"),
    Case("Y-12000", "12001 BC", None, "bce-12001/"),
    # To the month
    Case("2001-10", "October 2001", "2001-10", "2001/ 2001/10/"),
    Case("2001-10-XX", "October 2001", "2001-10", "2001/ 2001/10/"),
    Case("-0043-03", "March 44 BC", None, "bce-0044/ bce-0044/03/"),
    # To the season
    Case("2001-21", "spring 2001", None, "2001/"),
    Case("2001-24~", "about winter 2001", None, "2001/"),
    # To the day
    Case("2001-10-03", "3 October 2001", "2001-10-03", "2001/ 2001/10/ dates/10-03/"),
    Case("2000-02-29", "29 February 2000", "2000-02-29", "2000/ 2000/02/ dates/02-29/"),
    Case("-0043-03-15", "15 March 44 BC", None, "bce-0044/ bce-0044/03/ dates/03-15/"),
    # To the minute, in whatever zone: the day is the one that is printed
    Case(
        "2001-10-03T20:46:00Z",
        "3 October 2001, 20:46 UTC",
        "2001-10-03T20:46:00Z",
        "2001/ 2001/10/ dates/10-03/",
    ),
    Case(
        "2001-10-03T20:46:00",
        "3 October 2001, 20:46",
        "2001-10-03T20:46:00",
        "2001/ 2001/10/ dates/10-03/",
    ),
    Case(
        "2000-12-31T23:30:00-10:00",
        "31 December 2000, 23:30 UTC−10",
        "2000-12-31T23:30:00-10:00",
        "2000/ 2000/12/ dates/12-31/",
    ),
    Case(
        "2001-01-01T00:30:00+14:00",
        "1 January 2001, 00:30 UTC+14",
        "2001-01-01T00:30:00+14:00",
        "2001/ 2001/01/ dates/01-01/",
    ),
    # About, perhaps, both: no finer list than that of the year
    Case("2001~", "about 2001", None, "2001/"),
    Case("2001?", "perhaps 2001", None, "2001/"),
    Case("2001%", "perhaps about 2001", None, "2001/"),
    Case("2001-10~", "about October 2001", None, "2001/"),
    Case("2001-10-03?", "perhaps 3 October 2001", None, "2001/"),
    Case("-0043~", "about 44 BC", None, "bce-0044/"),
    # Decades and centuries, by the first of their years
    Case("199X", "1990s", None, "1990/"),
    Case("199X?", "perhaps 1990s", None, "1990/"),
    Case("19XX", "1900–1999", None, "1900/"),
    # Ranges, by their beginning
    Case("1914/1918", "1914 to 1918", None, "1914/"),
    Case("1914~/1918?", "about 1914 to perhaps 1918", None, "1914/"),
    Case("1914-07-28/1918-11", "28 July 1914 to November 1918", None, "1914/"),
    Case("2001-10-03/2001-10-05", "3 October 2001 to 5 October 2001", None, "2001/ 2001/10/"),
    Case("-0043/0010", "44 BC to 10", None, "bce-0044/"),
    Case("199X/2004", "1990s to 2004", None, "1990/"),
    # Open and unknown ends
    Case("1914/..", "from 1914 on", None, "1914/"),
    Case("1914/", "from 1914 on", None, "1914/"),
    Case("../1918", "until 1918", None, "1918/"),
    Case("/1918-11", "until November 1918", None, "1918/"),
    # No date
    Case("", "", None, "undated/"),
)
EACH = pytest.mark.parametrize("case", CASES, ids=[case.date or "none" for case in CASES])


def page_of(case: Case) -> str:
    return f"texts/{CASES.index(case)}.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return an archive with a document of each date."""
    texts = (
        f'-- content/texts/{n}.md --\n---\ntitle: "Text {n}"\n'
        + (f'date: "{case.date}"\n' if case.date else "")
        + "---\n"
        for n, case in enumerate(CASES)
    )
    return write_site(tmp_path_factory.mktemp("dates") / "archive", "".join(texts)).rebuild()


@EACH
def test_a_date_is_said_in_words(site, case):
    said = site.items(page_of(case), "article header p.date")
    assert said == ([case.words] if case.words else [])


@EACH
def test_machines_are_told_a_date_at_its_own_precision_or_not_at_all(site, case):
    times = [
        node.attributes["datetime"] for node in site.html(page_of(case)).css("article header time")
    ]
    assert times == ([case.datetime] if case.datetime else [])


@EACH
def test_a_date_is_listed_as_finely_as_it_is_known(site, case):
    lists = (path for path in site.paths() if path.endswith("/index.html"))
    title = f"Text {CASES.index(case)}"
    kinds = ("year", "month", "day", "undated")
    found = sorted(
        path.removesuffix("index.html")
        for path in lists
        if site.html(path).body.attributes["class"] in kinds and title in site.links(path)
    )
    assert found == case.lists.split()


@EACH
def test_a_date_is_kept_as_it_is_written(site, case):
    text = site.read(f"content/{page_of(case).removesuffix('.html')}.md")
    assert frontmatter.parse(text.split("---")[1], "").get("date", "") == case.date


@pytest.fixture(params=["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine stand where the day begins first, or last."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_zone")
def test_no_date_moves_with_the_time_zone_of_the_machine(site, tmp_path):
    again = BuiltSite(tmp_path / "again")
    again.add_files("-- site.yaml --\n")
    for path, data in site.contents(site.root / "content").items():
        again.write(f"content/{path}", data)
    assert again.rebuild().contents() == site.contents()
