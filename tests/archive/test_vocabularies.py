"""Vocabularies that others made: SKOS in its forms, and tables."""

from __future__ import annotations

import json

import pytest

from generator.archive.vocabularies import VocabularyTerm, read_vocabulary
from generator.report import BuildError

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://v.example/ferries> a skos:Concept ;
  skos:prefLabel "Ferries"@en, "Fähren"@de ; skos:altLabel "Ferry boats"@en, "Boote"@de ;
  skos:broader <http://v.example/ships> ; skos:scopeNote "Across rivers."@en ;
  skos:exactMatch <http://www.wikidata.org/entity/Q25653> .
<http://v.example/ships> skos:prefLabel "Ships" ; skos:prefLabel "Schiffe"@de .
"""
CONTEXT = {"@vocab": "http://www.w3.org/2004/02/skos/core#"}
NODES = [
    {
        "@id": "http://v.example/ferries",
        "prefLabel": {"en": "Ferries", "de": "Fähren"},
        "altLabel": [{"@value": "Ferry boats", "@language": "en"}],
        "broader": "http://v.example/ships",
        "scopeNote": {"en": ["Across rivers."]},
        "exactMatch": {"@id": "http://www.wikidata.org/entity/Q25653"},
    },
    {"id": "http://v.example/ships", "prefLabel": "Ships"},
]
SHORT = [
    {**NODES[0], "broader": "ships"},
    {"id": "ships", "prefLabel": "Ships"},
]
"""What a context makes IRIs of."""
FULL = [
    {
        "@id": "http://v.example/ships",
        "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "Ships"}],
        "http://www.w3.org/2004/02/skos/core#narrower": [{"@id": "http://v.example/ferries"}],
    },
    {
        "@id": "http://v.example/ferries",
        "skos:prefLabel": [{"@value": "Ferries", "@language": "en-GB"}],
        "skos:altLabel": "Ferry boats",
        "skos:scopeNote": "Across rivers.",
        "skos:exactMatch": ["http://www.wikidata.org/entity/Q25653"],
    },
]
FERRIES = VocabularyTerm(
    name="Ferries",
    aliases=("Ferry boats",),
    broader=("Ships",),
    same_as=("http://v.example/ferries", "http://www.wikidata.org/entity/Q25653"),
    note="Across rivers.",
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("v.ttl", TURTLE, id="turtle"),
        pytest.param("v.jsonld", json.dumps({"@context": CONTEXT, "@graph": NODES}), id="json-ld"),
        pytest.param("v.json", json.dumps(SHORT), id="json-ld-with-short-ids"),
        pytest.param("v.json", json.dumps(FULL), id="expanded-json-ld"),
    ],
)
def test_a_concept_is_a_term(path, text):
    terms = {term.name: term for term in read_vocabulary(text, path, "en")}
    assert terms["Ferries"] == FERRIES
    assert terms["Ships"].broader == ()


def test_labels_are_taken_in_the_language_of_the_site():
    names = {term.name for term in read_vocabulary(TURTLE, "v.ttl", "de-AT")}
    assert names == {"Fähren", "Schiffe"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_of_a_table_is_a_term(delimiter):
    rows = ["Name|aliases|broader|same_as|note", "Ferries|Boats+Punts|Ships|Q25653|Across."]
    text = "\n".join(rows).replace("|", delimiter).replace("+", "|")
    assert read_vocabulary(text, "v.csv", "en") == (
        VocabularyTerm(
            "Ferries",
            ("Boats", "Punts"),
            ("Ships",),
            ("https://www.wikidata.org/wiki/Q25653",),
            "Across.",
        ),
    )


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("v.ttl", "<a>\n<b> .", 2),
        ("v.jsonld", '{"@graph":\n[}', 2),
        ("v.json", "[" * 100_000, None),
        ("v.csv", "colour\nred", 1),
        ("v.csv", "name\n", None),
        ("v.rdf", "<rdf:RDF/>", None),
    ],
)
def test_what_holds_no_term_is_refused_with_its_line(path, text, line):
    with pytest.raises(BuildError) as caught:
        read_vocabulary(text, path, "en")
    assert caught.value.diagnostic.line == line
