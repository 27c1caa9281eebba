"""Identifiers of authority files, and the addresses that they stand for."""

import pytest

from generator.text.authorities import AUTHORITIES, authority_address, thing_at


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Q159", "https://www.wikidata.org/wiki/Q159"),
        ("wikidata:Q159", "https://www.wikidata.org/wiki/Q159"),
        ("VIAF: 95218067", "https://viaf.org/viaf/95218067"),
        ("lcsh:sh85148273", "https://id.loc.gov/authorities/subjects/sh85148273"),
        ("gnd:118540238", "https://d-nb.info/gnd/118540238"),
        ("geonames:2950159", "https://www.geonames.org/2950159"),
        ("https://a.example/1?b=2", "https://a.example/1?b=2"),
        ("http://a.example:8080/", "http://a.example:8080/"),
    ],
)
def test_an_identifier_is_an_address(text, address):
    assert authority_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "Moscow", "wikidata:159", "lcsh:Weirs", "javascript:alert(1)", "https://[", "a:b:c"],
)
def test_another_text_is_no_address(text):
    assert authority_address(text) is None


@pytest.mark.parametrize(
    ("address", "thing"),
    [
        ("https://www.wikidata.org/wiki/Q159", "http://www.wikidata.org/entity/Q159"),
        ("http://wikidata.org/entity/Q159", "http://www.wikidata.org/entity/Q159"),
        ("https://www.geonames.org/2950159/", "https://sws.geonames.org/2950159/"),
        ("https://viaf.org/viaf/95218067", "http://viaf.org/viaf/95218067"),
        ("https://www.wikidata.org/wiki/Help:Q1", "https://www.wikidata.org/wiki/Help:Q1"),
        ("https://a.example/1", "https://a.example/1"),
    ],
)
def test_data_name_the_thing_and_not_its_page(address, thing):
    assert thing_at(address) == thing


@pytest.mark.parametrize("authority", AUTHORITIES.values(), ids=AUTHORITIES)
def test_the_name_of_a_thing_is_its_own_name(authority):
    assert thing_at(thing_at(f"{authority.page}1")) == thing_at(f"{authority.page}1")
