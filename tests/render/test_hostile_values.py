"""Values that would mean something elsewhere, in every field: what each form of output makes of
them."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import frontmatter
from tests.site_in_a_string import BuiltSite, write_site

EVIL = (
    "\"'><script>alert(1)</script><!-- ]]> --> {{ 7*7 }} {% include 'x' %} ${x} $(id) `id` "
    "\\input{x} %n =cmd()|'x' \r\nRedirect 301 / https://evil.example/ \x1b[2J\x9b\x00\ufffe ../../x"
)
ADDRESS = "/old/\";} return 301 x/$uri; #.*<b>'`${x}.html"
FOLDER = '/gone/$1 ^(.*)$ "x"/'
RUNS = "javascript:alert(1)//https://x.example/"
FORMATS = "-- site.yaml --\nbase_url: https://x.example/%C3%BC%20%22%5C/\nformats: [redirects, htaccess, nginx]\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> BuiltSite:
    site = write_site(tmp_path_factory.mktemp("hostile") / "archive", FORMATS)
    texts = ("title", "source", "summary", "rights", "reason", "added", "updated", "date_text")
    lists = ("authors", "section", "topics", "people", "places", "organisations")
    values = dict.fromkeys(texts, EVIL) | {name: [EVIL, RUNS] for name in lists}
    aliases = [ADDRESS, FOLDER, "//evil.example/", "\\\\evil\\x", "../../etc/passwd", "C:\\x"]
    values |= {
        "language": 'en" onload="alert(1)',
        "source_url": RUNS,
        "date": "2001-05-03",
        "related": [{"title": EVIL, "date": "2001", "section": EVIL}],
        "template": EVIL,
        "seed": {"path": "../../../etc/passwd", "sha256": EVIL, "aside": "1-9", "converter": EVIL},
        EVIL: EVIL,
    }
    for name in ("bridge", "ferry"):
        values["aliases"] = [one for one in aliases if name == "bridge"]
        site.write(f"content/2001/05/{name}.md", f"{frontmatter.dump(values)}{EVIL}\n".encode())
    term = {"title": EVIL, "aliases": [RUNS], "same_as": [RUNS, 'https://x.example/"><b>']}
    site.write("content/topics/roads.md", f"{frontmatter.dump(term)}{EVIL}\n".encode())
    site.rebuild()
    assert site.published
    return site


def pages(site):
    return [path for path in site.paths() if path.endswith(".html")]


def test_nothing_in_a_page_runs_or_loads_from_elsewhere(site):
    assert "2001/05/bridge.html" in pages(site)
    for path in pages(site):
        html = site.read(f"output/{path}")
        for node in LexborHTMLParser(html).css("*"):
            attributes = node.attributes
            assert (
                node.tag != "script"
                or attributes.get("type") == "application/ld+json"
                or (attributes.get("src", "").startswith(("../", "assets/")))
            )
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            for name in ("href", "src", "action"):
                assert not (attributes.get(name) or "").lower().startswith(("javascript:", "data:"))
            assert node.tag not in ("iframe", "object", "embed", "base")
        assert "49" not in LexborHTMLParser(html).css_first("title").text()


def test_what_a_page_tells_machines_is_json(site):
    for path in pages(site):
        for node in site.html(path).css('script[type="application/ld+json"]'):
            assert json.loads(node.text())


def test_no_file_holds_a_control_character(site):
    for path, data in site.contents().items():
        if path.endswith((".html", ".xml", ".json", ".txt", ".map")) or path.startswith("."):
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]", data.decode()), path


def test_feeds_and_sitemaps_are_well_formed(site):
    found = [path for path in site.paths() if path.endswith(".xml")]
    assert {"feed.xml", "sitemap.xml"} <= set(found)
    for path in found:
        ElementTree.fromstring((site.output / path).read_bytes())
    for path in site.paths():
        if path.endswith(".json"):
            assert json.loads(site.read(f"output/{path}"))


QUOTED = r'"(?:[^"\\\n]|\\[^\n])*"'


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("_redirects", r"/[!-~]* /[!-~]* 301"),
        (".htaccess", rf"Redirect(?:Match)? 301 {QUOTED} {QUOTED}"),
        ("nginx-redirects.map", rf"{QUOTED} {QUOTED};"),
    ],
)
def test_a_line_of_a_list_of_redirects_is_one_redirect(site, path, line):
    lines = site.read(f"output/{path}").splitlines()
    assert lines
    assert all(re.fullmatch(line, one) for one in lines)
    if path == "nginx-redirects.map":
        assert not any("$" in one.rpartition('" "')[2] for one in lines)


def test_no_page_is_outside_its_folder(site):
    names = {path.name for path in site.root.iterdir()}
    assert names <= {"content", "output", "site.yaml", ".cache"}
    assert not any(".." in path.split("/") for path in site.paths())
    assert not any("passwd" in path for path in site.paths())


def test_a_citation_in_bibtex_keeps_its_braces_balanced(site):
    html = site.html("2001/05/bridge.html")
    (entry,) = {node.text() for node in html.css("code") if node.text().startswith("@")} or {""}
    assert not entry or entry.count("{") == entry.count("}")
