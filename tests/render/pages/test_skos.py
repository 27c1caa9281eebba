"""The vocabulary of the archive in SKOS, as Turtle and as JSON-LD."""

from __future__ import annotations

import json

import pytest

from generator.archive.turtle import Literal, parse_turtle

SKOS = "http://www.w3.org/2004/02/skos/core#"
ARCHIVE = """
    -- site.yaml --
    title: A
    base_url: https://a.example/papers/
    -- content/topics/ferries.md --
    ---
    title: "Ferries \\"of\\" old"
    aliases: [Boats]
    broader: [Ships]
    same_as: [Q25653, "https://b.example/a|b"]
    ---
    Across *rivers*.

    And seas.
    -- content/one.md --
    ---
    title: One
    topics: [Boats, C++]
    ---
    Text.
"""
FERRIES = "https://a.example/papers/topics/ferries/"
SHIPS = "https://a.example/papers/topics/ships/"


def said(site) -> set[tuple[str, str, str | Literal]]:
    statements = parse_turtle(site.read("output/data/terms.ttl"))
    return {(s.subject, s.property.removeprefix(SKOS), s.value) for s in statements}


def test_a_term_is_a_concept_with_all_that_its_file_says(build_site):
    found = said(build_site(ARCHIVE))
    assert {
        (FERRIES, "prefLabel", Literal('Ferries "of" old', "en")),
        (FERRIES, "altLabel", Literal("Boats", "en")),
        (FERRIES, "broader", SHIPS),
        (SHIPS, "narrower", FERRIES),
        (FERRIES, "exactMatch", "http://www.wikidata.org/entity/Q25653"),
        (FERRIES, "exactMatch", "https://b.example/a%7Cb"),
        (FERRIES, "scopeNote", Literal("Across *rivers*.\n\nAnd seas.", "en")),
        (FERRIES, "inScheme", "https://a.example/papers/topics/"),
        ("https://a.example/papers/topics/", "hasTopConcept", SHIPS),
        ("https://a.example/papers/topics/c-plus-plus/", "prefLabel", Literal("C++", "en")),
    } <= found
    assert ("https://a.example/papers/topics/", "hasTopConcept", FERRIES) not in found


def test_json_ld_says_the_same(build_site):
    site = build_site(ARCHIVE)
    data = json.loads(site.read("output/data/terms.jsonld"))
    language = data["@context"]["@language"]
    found = {
        (node["@id"], key.removeprefix("skos:"), value)
        for node in data["@graph"]
        for key, values in node.items()
        if key.startswith("skos:")
        for entry in values
        for value in [Literal(entry, language) if isinstance(entry, str) else entry["@id"]]
    }
    assert found == {one for one in said(site) if "/" not in one[1]}


def test_without_a_base_url_addresses_are_relative_to_the_file(build_site):
    found = said(build_site(ARCHIVE.replace("base_url: https://a.example/papers/", "")))
    assert ("../topics/ferries/index.html", "broader", "../topics/ships/index.html") in found


@pytest.mark.parametrize("name", ["terms.ttl", "terms.jsonld"])
def test_without_a_term_file_there_is_no_vocabulary(build_site, name):
    site = build_site("-- content/one.md --\n---\ntitle: One\ntopics: [Boats]\n---\nText.\n")
    assert f"data/{name}" not in site.paths()


def test_what_a_term_file_says_anew_is_published(build_site):
    site = build_site(ARCHIVE)
    text = site.read("content/topics/ferries.md").replace("[Boats]", "[Boats, Punts]")
    site.write("content/topics/ferries.md", text.encode())
    site.rebuild()
    assert (FERRIES, "altLabel", Literal("Punts", "en")) in said(site)
