"""Similar documents: those that share rare terms, the nearest in time first among equals."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.archive import make_indexes
from generator.archive.similarity import MOST
from generator.config import TaxonomySettings
from generator.dates import parse_edtf
from generator.model import Record

SETTINGS = {key: TaxonomySettings() for key in ("topics", "people", "section", "source")}


def document(url, *topics, date=None, **values):
    terms = values.pop("terms", {"topics": topics})
    return Record(url, url, parse_edtf(date) if date else None, terms=terms, **values)


def others(count, *topics):
    """Return documents that share no term but these."""
    return [document(f"other-{n:03}", f"Topic {n}", *topics) for n in range(count)]


def similar(records):
    """Return the URLs of the documents similar to each, by its URL."""
    arranged = make_indexes(records, SETTINGS)
    urls = [records[index].url for index in arranged.order]
    return {
        url: [urls[place] for place in places]
        for url, places in zip(urls, arranged.similar, strict=True)
    }


def test_documents_that_share_a_rare_term_are_similar():
    found = similar([document("fog", "Fogs"), document("mist", "Fogs"), *others(10)])
    assert (found["fog"], found["mist"]) == (["mist"], ["fog"])


def test_a_document_that_shares_no_term_is_similar_to_none():
    assert similar([document("fog", "Fogs"), document("mill", "Mills"), *others(9)])["mill"] == []


def test_a_term_that_all_documents_have_makes_none_similar():
    assert similar([document("fog", "Town"), document("mill", "Town")]) == {"fog": [], "mill": []}


def test_a_term_that_many_documents_have_makes_none_similar():
    found = similar([document("fog", "Town"), document("mill", "Town"), *others(38, "Town")])
    assert not any(found.values())


def test_a_term_of_three_documents_is_rare_in_a_small_archive():
    fogs = [document(name, "Fogs") for name in ("fog", "mist", "haze")]
    assert sorted(similar([*fogs, *others(4)])["fog"]) == ["haze", "mist"]


def test_a_list_of_more_than_a_hundred_documents_is_not_followed():
    assert not any(similar(others(101, "Fogs") + others_without_terms(1000)).values())


def test_a_list_of_a_hundred_documents_is_followed_in_a_large_archive():
    assert all(list(similar(others(100, "Fogs") + others_without_terms(1000)).values())[:100])


def others_without_terms(count):
    return [document(f"plain-{n:04}") for n in range(count)]


def test_at_most_five_documents_are_named():
    assert {
        len(found) for found in similar(others(9, "Fogs") + others_without_terms(99)).values()
    } == {
        0,
        MOST,
    }


def test_the_rarer_the_term_the_more_similar():
    fogs = [document(f"fog-{n}", "Fogs") for n in range(5)]
    found = similar(
        [document("mist", "Fogs", "Bells"), *fogs, document("peal", "Bells"), *others(80)]
    )
    assert found["mist"][0] == "peal"


def test_the_more_rare_terms_are_shared_the_more_similar():
    one, two = document("one", "Fogs"), document("two", "Fogs", "Bells")
    assert similar([document("mist", "Fogs", "Bells"), one, two, *others(20)])["mist"] == [
        "two",
        "one",
    ]


def test_terms_of_all_taxonomies_count():
    fog, mist = (document(url, terms={"people": ("Ruth Tordoff",)}) for url in ("fog", "mist"))
    assert similar([fog, mist, *others(5)])["fog"] == ["mist"]


@pytest.mark.parametrize("key", ["section", "source"])
def test_where_documents_were_printed_makes_them_no_more_similar(key):
    fog, mist = (document(url, terms={key: ("The Weekly Ferry",)}) for url in ("fog", "mist"))
    assert similar([fog, mist, *others(5)])["fog"] == []


@pytest.mark.parametrize("hidden", ["fog", "mist"])
def test_a_hidden_document_is_similar_to_none_and_none_to_it(hidden):
    fogs = [document(url, "Fogs", is_hidden=url == hidden) for url in ("fog", "mist")]
    found = similar([*fogs, *others(5)])
    assert (found["fog"], found["mist"]) == ([], [])


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("2001-10-03", "2001-10-04"),
        ("2001-11-02", "2001-12-03"),
        ("2002-10-03", "2003-10-03"),
        ("2001", "2003"),
        ("2001-10", "2001"),
        ("2001-10-03T09:30", "2001-10-02"),
        ("2002", None),
    ],
)
def test_of_documents_that_share_as_much_the_nearer_in_time_comes_first(nearer, farther):
    fogs = [document("a", "Fogs", date=farther), document("b", "Fogs", date=nearer)]
    found = similar([document("fog", "Fogs", date="2001-10-03"), *fogs, *others(30)])
    assert found["fog"] == ["b", "a"]


def test_nearness_in_time_is_no_match_for_a_shared_term():
    far = document("far", "Fogs", "Bells", date="1890")
    near = document("near", "Fogs", date="2001-10-03")
    found = similar([document("fog", "Fogs", "Bells", date="2001-10-03"), near, far, *others(20)])
    assert found["fog"] == ["far", "near"]


def test_a_document_is_compared_by_its_rarest_terms_alone():
    names = [f"Name {n:02}" for n in range(17)]
    register = document("register", "Fogs", *names)
    pairs = [document(name, name) for name in names]
    fogs = [document(f"fog-{n}", "Fogs") for n in range(2)]
    assert "register" not in similar([register, *pairs, *fogs, *others(40)])["fog-0"]


TERMS = st.lists(st.sampled_from(["Fogs", "Bells", "Mills", "Owls", "Town"]), max_size=4)
DATES = st.sampled_from([None, "2001", "2001-10", "2001-10-03", "199X"])


@given(st.lists(st.tuples(TERMS, DATES, st.booleans()), max_size=12), st.randoms())
def test_what_is_similar_does_not_depend_on_the_order_that_documents_come_in(drawn, order):
    records = [
        document(f"document-{n}", *terms, date=date, is_hidden=is_hidden)
        for n, (terms, date, is_hidden) in enumerate(drawn)
    ]
    shuffled = list(records)
    order.shuffle(shuffled)
    assert similar(shuffled) == similar(records)


def test_short_lists_find_what_comparing_all_pairs_would_find():
    source = random.Random(7)
    names = [f"Term {n}" for n in range(60)]
    records = [document(f"document-{n:03}", *source.sample(names, 4)) for n in range(200)]
    listed = Counter(term for record in records for term in record.terms["topics"])
    rare = {term for term, count in listed.items() if count * 10 <= len(records)}
    shared = {record.url: sharing(record, records, rare) - {record.url} for record in records}
    found = similar(records)
    assert all(set(found[url]) <= shared[url] for url in found)
    assert all(len(found[url]) == min(MOST, len(shared[url])) for url in found)


def sharing(record, records, terms):
    """Return the URLs of the records that share one of these terms with a record."""
    wanted = terms.intersection(record.terms["topics"])
    return {other.url for other in records if not wanted.isdisjoint(other.terms["topics"])}


def test_what_lists_show_of_a_document_makes_it_no_more_similar():
    records = [document("fog", "Fogs"), document("mist", "Fogs"), *others(5)]
    shown = [replace(record, summary="In short.", source="The Weekly Ferry") for record in records]
    assert similar(shown) == similar(records)
