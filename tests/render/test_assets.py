"""Assets: a theme's static files, under names that change with what they hold."""

import os
import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from generator import render
from generator.model import Page
from generator.pipeline.render_changed import Moved, Stager
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


ICONS = ("apple-touch-icon.DIGEST.png", "favicon.DIGEST.ico")
"""Those of the base, beside icon.svg."""


def styles_of(site: BuiltSite, page: str = "index.html") -> str:
    """Return the path of the style sheet that a page links, from the root of the archive."""
    href = site.html(page).css_first("link[rel=stylesheet]").attributes["href"]
    return f"output/{href.removeprefix('../')}"


def assets(site: BuiltSite) -> list[str]:
    """Return the names of the assets, with DIGEST in the place of digests."""
    names = (path.removeprefix("assets/") for path in site.paths() if path.startswith("assets/"))
    shown = (re.sub(r"\.[0-9a-f]{8}(?=\.|$)", ".DIGEST", name) for name in names)
    return [name for name in shown if name not in ICONS]


def built_anew(site: BuiltSite, **settings) -> dict[str, bytes]:
    """Return the files of the output that a build from nothing makes."""
    here = site.output.with_name("anew")
    site.rebuild(output_override=here, theme="mine", is_clean=True, **settings)
    return site.contents(here)


def test_a_file_that_is_asked_for_has_the_digest_of_its_bytes_in_its_name(with_theme):
    site = with_theme(MINE)
    digest = sha256(b"p { color: red }\n").hexdigest()[:8]
    assert styles_of(site) == f"output/assets/mine.{digest}.css"


def test_a_file_that_nothing_asks_for_keeps_its_name(with_theme):
    site = with_theme(f"{MINE}\n    -- themes/mine/static/boat.ico --\n    icon\n")
    assert assets(site) == ["boat.ico", "icon.DIGEST.svg", "mine.DIGEST.css"]


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("fonts/gill.min.woff2", "fonts/gill.min.DIGEST.woff2"),
        ("COPYING", "COPYING.DIGEST"),
        (".well-known/key.txt", ".well-known/key.DIGEST.txt"),
    ],
)
def test_the_digest_stands_before_the_ending(with_theme, name, published):
    files = LINKED.replace("mine.css", name) + f"\n    -- themes/mine/static/{name} --\n    x\n"
    assert published in assets(with_theme(files))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", [b"\xff.css", b"two\nlines.css"])
def test_a_file_whose_name_no_list_can_hold_is_named_and_left_out(with_theme, name):
    site = with_theme(MINE)
    folder = os.fsencode(site.root / "themes/mine/static")
    Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"p {}")
    site.rebuild(theme="mine")
    assert assets(site) == ["icon.DIGEST.svg", "mine.DIGEST.css"]
    assert site.codes == ["file.name"]


def test_a_name_that_a_template_puts_together_leads_to_the_file_under_its_own_name(with_theme):
    files = MINE.replace('"mine.css"', '"mine" ~ ".css"')
    assert styles_of(with_theme(files)) == "output/assets/mine.css"


def test_a_name_in_a_comment_of_a_template_asks_for_nothing(with_theme):
    files = MINE.replace("<link", '{# asset("boat.ico") #}<link')
    assert "boat.ico" in assets(
        with_theme(f"{files}\n    -- themes/mine/static/boat.ico --\n    x\n")
    )


# Style sheets


FONT = "    -- themes/mine/static/fonts/gill.woff2 --\n    font\n"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("url(fonts/gill.woff2)", 'url("fonts/gill.DIGEST.woff2")'),
        ("url('fonts/gill.woff2')", 'url("fonts/gill.DIGEST.woff2")'),
        ("url(./fonts/../fonts/gill.woff2?v=1#iefix)", 'url("fonts/gill.DIGEST.woff2?v=1#iefix")'),
        (r"url('fonts/gill.woff2?\"\\ v')", 'url("fonts/gill.DIGEST.woff2?%22%5C v")'),
        ("url(fonts/g%69ll.woff2)", 'url("fonts/gill.DIGEST.woff2")'),
        ("url(data:font/woff2;base64,AA)", "url(data:font/woff2;base64,AA)"),
        ("url(https://example.org/a.png)", "url(https://example.org/a.png)"),
        ("url(#shape)", "url(#shape)"),
        ("url(../pictures/map.png)", "url(../pictures/map.png)"),
        ("/* url(fonts/gill.woff2) */ red", "/* url(fonts/gill.woff2) */ red"),
    ],
)
def test_a_style_sheet_refers_to_files_by_their_published_names(with_theme, written, published):
    site = with_theme(
        f"{LINKED}\n    -- themes/mine/static/mine.css --\n    a {{ b: {written} }}\n{FONT}"
    )
    styles = re.sub(r"\.[0-9a-f]{8}\.", ".DIGEST.", site.read(styles_of(site)))
    assert styles == f"a {{ b: {published} }}\n"
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
    site = with_theme(IMPORTED)
    assert assets(site) == [
        "icon.DIGEST.svg",
        "map.DIGEST.png",
        "mine.DIGEST.css",
        "parts/colours.DIGEST.css",
    ]
    (colours,) = site.output.glob("assets/parts/*.css")
    assert re.search(r'url\("\.\./map\.[0-9a-f]{8}\.png"\)', colours.read_text())


def test_a_style_sheet_has_another_name_when_a_file_that_it_refers_to_is_another(with_theme):
    site = with_theme(IMPORTED)
    before = styles_of(site)
    site.write("themes/mine/static/map.png", "another map")
    assert styles_of(site.rebuild(theme="mine")) != before


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
        (
            '-- themes/mine/static/mine.css --\n@import "b.css";\n'
            '-- themes/mine/static/b.css --\n@import "mine.css";\n',
            "themes/mine/static/mine.css:1: warning: this leads back to mine.css: style sheets "
            "cannot refer to one another [theme.asset]\n"
            '    1 | @import "b.css";\n'
            "    Addresses in a style sheet are relative to its own place in static/.",
        ),
    ],
)
def test_a_style_sheet_that_refers_to_what_is_not_there_is_named(build_site, files, told):
    site = build_site("-- content/bridge.md --\nOpen.\n", LINKED, FONT, files, theme="mine")
    assert [str(one) for one in site.diagnostics] == [told]


# Another file at the next build


def test_pages_lead_to_the_new_file_and_the_old_one_is_gone(with_theme):
    site = with_theme(MINE)
    site.write("themes/mine/static/mine.css", "p { color: blue }")
    site.rebuild(theme="mine")
    assert site.read(styles_of(site, "about/index.html")) == "p { color: blue }"
    assert assets(site) == ["icon.DIGEST.svg", "mine.DIGEST.css"]


TEXTS = {
    "none of it": "Open.",
    "the address of the style sheet": "[Look](assets/mine.{digest}.css)",
    "its name": "`mine.{digest}.css`",
    "another address": "`assets/mine.0000aaaa.css`",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_page_with_new_addresses_is_the_same_as_one_from_nothing(with_theme, text):
    site = with_theme(MINE)
    digest = sha256(b"p { color: red }\n").hexdigest()[:8]
    site.write("content/style.md", text.format(digest=digest))
    site.rebuild(theme="mine")
    site.write("themes/mine/static/mine.css", "p { color: blue }")
    site.rebuild(theme="mine")
    site.write("themes/mine/static/mine.css", "p { color: green }")
    assert site.rebuild(theme="mine").contents() == built_anew(site)


def test_a_text_can_name_the_address_that_a_file_had_and_has_again(with_theme):
    site = with_theme(MINE)
    digest = sha256(b"p { color: red }\n").hexdigest()[:8]
    site.write("content/style.md", TEXTS["the address of the style sheet"].format(digest=digest))
    for colour in ("blue", "red", "blue"):
        site.write("themes/mine/static/mine.css", f"p {{ color: {colour} }}\n")
        site.rebuild(theme="mine")
    assert site.contents() == built_anew(site)


@pytest.mark.parametrize(
    "template",
    [
        '{% set a = asset("mine.css") %}<link rel="stylesheet" href="{{ a }}"><a href="{{ a }}"></a>',
        '<link rel="stylesheet" href="{{ asset("mine.css") | upper }}">',
        '<link rel="stylesheet" href="{{ asset("mine.css") | length }}">',
    ],
)
def test_a_page_that_does_more_with_an_address_is_made_anew(with_theme, template):
    files = re.sub(r"<link.*?>", lambda _: template, MINE)
    site = with_theme(files)
    site.write("themes/mine/static/mine.css", "p { color: blue }")
    assert site.rebuild(theme="mine").contents() == built_anew(site)


def test_a_page_follows_its_assets_without_being_rendered(tmp_path):
    page = b'<link href="assets/mine.00000000.css">'
    (tmp_path / "index.html").write_bytes(page)
    moves = render.Moves(
        {"mine.css": "assets/mine.00000000.css"}, {"mine.css": "assets/mine.11111111.css"}
    )
    moved = Moved(moves, {"index.html": sha256(page).hexdigest()})
    no_renderer: render.Renderer = None
    stager = Stager(no_renderer, str(tmp_path / "staging"), str(tmp_path), moved)
    assert stager.stage(Page("index.html", "home")).is_new
    assert (tmp_path / "staging/index.html").read_text() == '<link href="assets/mine.11111111.css">'


def test_a_page_that_somebody_edited_in_the_output_is_made_anew(with_theme):
    site = with_theme(MINE)
    site.write("output/bridge.html", site.read("output/bridge.html").replace("open", "shut"))
    site.write("themes/mine/static/mine.css", "p { color: blue }")
    site.rebuild(theme="mine")
    assert "It is open." in site.text("bridge.html")


def test_pages_that_cannot_be_made_keep_the_files_that_they_lead_to(with_theme):
    site = with_theme(MINE)
    site.write("themes/mine/templates/document.html", "{{ documnt }}")
    site.write("themes/mine/static/mine.css", "p { color: blue }")
    site.rebuild(theme="mine")
    assert site.read(styles_of(site, "bridge.html")) == "p { color: red }\n"
    assert site.read(styles_of(site)) == "p { color: blue }"


# A preview


def test_a_preview_keeps_the_names_so_that_an_edit_touches_no_page(with_theme):
    site = with_theme(MINE, with_plain_assets=True)
    assert styles_of(site) == "output/assets/mine.css"
    site.write("themes/mine/static/mine.css", "p { color: blue }")
    site.rebuild(theme="mine", with_plain_assets=True)
    assert site.published.plan.write == ("assets/mine.css",)


def test_the_site_of_a_preview_becomes_the_same_as_any_other(with_theme):
    site = with_theme(MINE, with_plain_assets=True)
    assert site.rebuild(theme="mine").contents() == built_anew(site)


def test_the_ledger_of_addresses_names_no_asset(with_theme):
    assert "assets/" not in with_theme(MINE).read("content/urls.txt")
