"""An archive of two seeds, and what its owner does to it between one build and the next."""

from __future__ import annotations

from typing import Any

from generator.commands.list_report import LISTINGS, find_entries
from generator.options import BuildOptions
from generator.report import Report
from generator.state.site_settings import load_config
from tests.site_in_a_string import TODAY, BuiltSite

BRIDGE = "content/2001/10/the-bridge-is-open.md"
BRIDGE_PAGE = "2001/10/the-bridge-is-open.html"
FERRY = "content/1999/05/the-last-ferry.md"
FERRY_PAGE = "1999/05/the-last-ferry.html"
BRIDGE_SEED = """
    -- seeds/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
FERRY_SEED = """
    -- seeds/ferry.txt --
    The last ferry

    4 May 1999

    It went over on Tuesday evening with nobody on board but the ferryman himself.
"""
REVISED = """\
The bridge is open at last

3 October 2001

The bridge was opened on Wednesday before a crowd of about three hundred people.
"""


def edit(site: BuiltSite, old: str, new: str, path: str = BRIDGE) -> None:
    """Change a content file as its owner does."""
    text = (site.root / path).read_bytes().decode()
    assert text.count(old) == 1, text
    site.write(path, text.replace(old, new).encode())


def revise(site: BuiltSite, text: str = REVISED) -> BuiltSite:
    """Put other bytes under the name of the bridge's seed and build again."""
    site.write("seeds/bridge.txt", text)
    return site.rebuild()


def rename(site: BuiltSite, old: str, new: str) -> None:
    (site.root / new).parent.mkdir(parents=True, exist_ok=True)
    (site.root / old).rename(site.root / new)


def swap(site: BuiltSite, one: str, other: str) -> None:
    rename(site, one, "aside")
    rename(site, other, one)
    rename(site, "aside", other)


def documents(site: BuiltSite) -> list[str]:
    """Return the content files of the archive that are Markdown."""
    folder = site.root / "content"
    return sorted(f"content/{name}" for name in site.contents(folder) if name.endswith(".md"))


def listed(site: BuiltSite, what: str) -> list[Any]:
    """Return the first value of each entry of a list."""
    found = find_entries(
        LISTINGS[what], load_config(site.root), BuildOptions(today=TODAY), Report()
    )
    return [entry[0] for entry in found]


def heading(site: BuiltSite, page: str) -> str:
    return site.html(page).css_first("h1").text(strip=True)


def leads_to(site: BuiltSite, page: str) -> str | None:
    """Return where an old address sends its readers; None when a page of its own is there."""
    refresh = site.html(page).css_first("meta[http-equiv=refresh]")
    return (refresh.attributes["content"] or "").partition("=")[2] if refresh else None
