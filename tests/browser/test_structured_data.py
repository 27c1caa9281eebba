"""JSON-LD in the vocabulary of schema.org, by TypeScript and the types of schema-dts."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import lack
from tests.site_in_a_string import BuiltSite

pytestmark = pytest.mark.browser

EVERYTHING = """
    -- site.yaml --
    title: The Ferry papers
    taxonomies: {topics: {}, people: {}, places: {}, organisations: {}, source: {}, section: {}}
    -- content/2001/11/school-bus.md --
    ---
    title: School bus on the bridge
    date: "2001-11-03T14:02:00Z"
    source: Ferry Gazette Online
    source_url: https://gazette.example/bus
    section: [News, Town]
    authors: [Ruth Tordoff, Ferry Times]
    language: en
    summary: It was the first of all.
    topics: [Roads, Rivers]
    people: [Bo Kahn]
    places: [Hartwell]
    organisations: [Society of Masons]
    rights: Ferry Press
    ---
    -- content/topics/rivers.md --
    ---
    {title: Rivers, same_as: ["https://elsewhere.example/rivers"]}
    ---
"""
TYPES = ("news", "magazine", "letter", "email", "report", "interview", "manuscript", "webpage")
OF_EACH_TYPE = "".join(
    f"-- content/{type_}.md --\n---\ntype: {type_}\ndate: 1907-10-21\nsource: Ferry papers\n"
    f"section: [Town]\n---\nOne.\n"
    for type_ in TYPES
)
Node = dict[str, Any]


def nodes_of(site: BuiltSite, paths: list[str]) -> Iterator[tuple[str, Node]]:
    """Yield what pages say of themselves, a node at a time, under the pages' paths."""
    for path in paths:
        for script in site.html(path).css('script[type="application/ld+json"]'):
            data = json.loads(script.text())
            context = {"@context": data["@context"]}
            for node in data.get("@graph", [data]):
                yield path, {**context, **node}


@pytest.fixture
def complaints(tmp_path: Path) -> Callable[[list[tuple[str, Node]]], list[str]]:
    """Return a function that returns what TypeScript says of nodes."""
    modules = Path(os.environ.get("MICROFICHE_SCHEMA_DTS", ""))
    compiler, node = modules / "typescript/bin/tsc", shutil.which("node")
    if not (modules / "schema-dts").is_dir() or not compiler.is_file():
        lack("MICROFICHE_SCHEMA_DTS names no folder with schema-dts and typescript")
    if node is None:
        lack("there is no node here")

    def complaints(found: list[tuple[str, Node]]) -> list[str]:
        assert found
        (tmp_path / "check.ts").write_text(_program(found), "utf-8")
        if not (tmp_path / "node_modules").exists():
            (tmp_path / "node_modules").symlink_to(modules)
        options = "--noEmit --strict --skipLibCheck --module esnext --moduleResolution bundler"
        command = [node, compiler, *options.split(), "check.ts"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout.splitlines()

    return complaints


def _program(found: list[tuple[str, Node]]) -> str:
    types = ", ".join(sorted({node["@type"] for _, node in found}))
    lines = [f'import type {{ WithContext, {types} }} from "schema-dts";']
    for number, (path, node) in enumerate(found):
        written = json.dumps(node, ensure_ascii=False)
        name = f"n{number}: WithContext<{node['@type']}>"
        lines.append(f"// {json.dumps(path)}\nexport const {name} = {written};")
    return "\n".join(lines)


def test_a_page_of_each_kind_speaks_the_vocabulary(complaints, example, kinds):
    assert complaints(list(nodes_of(example, sorted(kinds.values())))) == []


@pytest.mark.parametrize("base_url", ["", "https://archive.example/ferry/"])
def test_a_document_of_which_everything_is_known_speaks_it(complaints, build_site, base_url):
    site = build_site(EVERYTHING, base_url=base_url)
    assert complaints(list(nodes_of(site, ["2001/11/school-bus.html", "index.html"]))) == []


def test_a_document_of_each_type_speaks_it(complaints, build_site):
    site = build_site(OF_EACH_TYPE)
    assert complaints(list(nodes_of(site, [f"{type_}.html" for type_ in TYPES]))) == []


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("headlin", "The bridge", "headlin"), ("author", {"@type": "Nobody"}, '"Nobody"')],
)
def test_a_word_that_is_not_in_the_vocabulary_is_found(complaints, key, value, said):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", key: value}
    assert said in " ".join(complaints([("bridge.html", node)]))
