"""Assets: a theme's static files, published under the names that they have."""

import os
import sys
from pathlib import Path

import pytest

from tests.site_in_a_string import BuiltSite

LINKED = """
    -- themes/mine/theme.yaml --
    extends: base
    -- themes/mine/templates/base.html --
    {% extends "parent/base.html" %}
    {% block styles %}<link rel="stylesheet" href="{{ asset("mine.css") }}">{% endblock %}
"""
MINE = f"""{LINKED}
    -- themes/mine/static/mine.css --
    p {{ color: red }}
"""


ICONS = ("apple-touch-icon.png", "favicon.ico", "icon.svg")
"""Those of the base."""


def styles_of(site: BuiltSite, page: str = "index.html") -> str:
    """Return the path of the style sheet that a page links, from the root of the archive."""
    href = site.html(page).css_first("link[rel=stylesheet]").attributes["href"]
    return f"output/{href.removeprefix('../')}"


def assets(site: BuiltSite) -> list[str]:
    """Return the names of the theme's own assets."""
    names = (path.removeprefix("assets/") for path in site.paths() if path.startswith("assets/"))
    return [name for name in names if name not in ICONS]


def built_anew(site: BuiltSite, **settings) -> dict[str, bytes]:
    """Return the files of the output that a build from nothing makes."""
    here = site.output.with_name("anew")
    site.rebuild(output_override=here, theme="mine", is_clean=True, **settings)
    return site.contents(here)


@pytest.mark.parametrize("name", ["mine.css", "fonts/gill.min.woff2", "COPYING", "key.txt"])
def test_a_file_is_published_under_its_own_name(with_theme, name):
    files = LINKED.replace("mine.css", name) + f"\n    -- themes/mine/static/{name} --\n    x\n"
    site = with_theme(files)
    assert assets(site) == [name]
    assert site.read(f"output/assets/{name}") == "x\n"
    assert styles_of(site) == f"output/assets/{name}"


def test_a_file_that_nothing_asks_for_is_published_too(with_theme):
    site = with_theme(f"{MINE}\n    -- themes/mine/static/boat.ico --\n    icon\n")
    assert assets(site) == ["boat.ico", "mine.css"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", [b"\xff.css", b"two\nlines.css"])
def test_a_file_whose_name_no_list_can_hold_is_named_and_left_out(with_theme, name):
    site = with_theme(MINE)
    folder = os.fsencode(site.root / "themes/mine/static")
    Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"p {}")
    site.rebuild(theme="mine")
    assert assets(site) == ["mine.css"]
    assert site.codes == ["file.name"]


def test_a_name_that_a_template_puts_together_leads_to_the_file_under_its_own_name(with_theme):
    files = MINE.replace('"mine.css"', '"mine" ~ ".css"')
    assert styles_of(with_theme(files)) == "output/assets/mine.css"


# Style sheets


FONT = "    -- themes/mine/static/fonts/gill.woff2 --\n    font\n"


@pytest.mark.parametrize(
    "written",
    [
        "url(fonts/gill.woff2)",
        "url('fonts/gill.woff2')",
        "url(./fonts/../fonts/gill.woff2?v=1#iefix)",
        r"url('fonts/gill.woff2?\"\\ v')",
        "url(fonts/g%69ll.woff2)",
        "url(data:font/woff2;base64,AA)",
        "url(https://example.org/a.png)",
        "url(#shape)",
        "url(../pictures/map.png)",
        "/* url(fonts/gil.woff2) */ red",
    ],
)
def test_a_style_sheet_is_published_as_it_is_written(with_theme, written):
    sheet = f"a {{ b: {written} }}\n"
    site = with_theme(f"{LINKED}\n    -- themes/mine/static/mine.css --\n    {sheet}{FONT}")
    assert site.read(styles_of(site)) == sheet
    assert site.diagnostics == ()


IMPORTED = f"""{LINKED}
    -- themes/mine/static/mine.css --
    @import "parts/colours.css";
    -- themes/mine/static/parts/colours.css --
    p {{ background: url("../map.png") }}
    -- themes/mine/static/map.png --
    map
"""


def test_what_an_imported_style_sheet_refers_to_is_found_from_where_that_stands(with_theme):
    assert with_theme(IMPORTED).diagnostics == ()
    (lost,) = with_theme(IMPORTED.replace("../map.png", "map.png")).diagnostics
    assert lost.message == "there is no file static/parts/map.png; did you mean “map.png”?"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            "-- themes/mine/static/mine.css --\np { color: red }\na { b: url(fonts/gil.woff2) }\n",
            "themes/mine/static/mine.css:2: warning: there is no file static/fonts/gil.woff2; "
            "did you mean “fonts/gill.woff2”? [theme.asset]\n"
            "    2 | a { b: url(fonts/gil.woff2) }\n"
            "    Addresses in a style sheet are relative to its own place in static/.",
        ),
    ],
)
def test_a_style_sheet_that_refers_to_what_is_not_there_is_named(build_site, files, told):
    site = build_site("-- content/bridge.md --\nOpen.\n", LINKED, FONT, files, theme="mine")
    assert [str(one) for one in site.diagnostics] == [told]


# Another file at the next build


def test_an_edited_style_sheet_is_written_and_no_page(with_theme):
    site = with_theme(MINE)
    site.write("themes/mine/static/mine.css", "p { color: blue }")
    site.rebuild(theme="mine")
    assert site.published.plan.write == ("assets/mine.css",)
    assert site.contents() == built_anew(site)


def test_a_file_that_is_new_or_gone_is_known_to_all_pages(with_theme):
    site = with_theme(MINE)
    site.write("themes/mine/static/boat.ico", "icon")
    site.rebuild(theme="mine")
    assert assets(site) == ["boat.ico", "mine.css"]
    (site.root / "themes/mine/static/mine.css").unlink()
    assert "theme.asset" in site.rebuild(theme="mine").codes


def test_pages_that_cannot_be_made_keep_the_files_that_they_lead_to(with_theme):
    site = with_theme(MINE)
    site.write("themes/mine/templates/document.html", "{{ documnt }}")
    base = site.read("themes/mine/templates/base.html")
    site.write("themes/mine/templates/base.html", base.replace("mine.css", "new.css"))
    (site.root / "themes/mine/static/mine.css").rename(site.root / "themes/mine/static/new.css")
    site.rebuild(theme="mine")
    assert site.read(styles_of(site, "bridge.html")) == "p { color: red }\n"
    assert styles_of(site) == "output/assets/new.css"


def test_the_ledger_of_addresses_names_no_asset(with_theme):
    assert "assets/" not in with_theme(MINE).read("content/urls.txt")
