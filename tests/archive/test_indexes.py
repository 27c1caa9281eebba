"""The arrangement: it depends on where documents are filed, and on nothing else of theirs."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace

from generator.archive import ArchiveIndexes, filing_of, make_indexes
from generator.config import TaxonomySettings
from generator.dates import parse_edtf
from generator.model import Origin, Record

SETTINGS = {"topics": TaxonomySettings(), "people": TaxonomySettings(minimum=2)}
DATES = st.sampled_from([None, "2001", "2001-10", "2001-10-03", "199X", "-0043", "1914/.."])
TERMS = st.sampled_from(["Roads", "roads", "Mill", "Old Margery"])
WORDS = st.sampled_from(["ark", "Bridge", "the mill", "Éclair"])


@st.composite
def records(draw):
    """Draw a few records with addresses of their own."""
    count = draw(st.integers(0, 6))
    return [draw(record(f"document-{number}")) for number in range(count)]


@st.composite
def record(draw, url):
    date = draw(DATES)
    terms = draw(st.dictionaries(st.sampled_from(list(SETTINGS)), st.tuples(TERMS)))
    return Record(
        url,
        draw(WORDS),
        parse_edtf(date) if date else None,
        terms=terms,
        is_hidden=draw(st.booleans()),
    )


@given(records(), st.data())
def test_documents_filed_alike_are_arranged_alike_whatever_else_is_said_of_them(before, data):
    after = [data.draw(changed(record)) for record in before]
    if list(map(filing_of, after)) == list(map(filing_of, before)):
        assert make_indexes(after, SETTINGS) == make_indexes(before, SETTINGS)


@st.composite
def changed(draw, record):
    """Draw the same document with something else said of it."""
    values = {
        "title": draw(WORDS),
        "summary": draw(st.none() | WORDS),
        "source": draw(st.none() | WORDS),
        "language": draw(st.sampled_from([None, "de"])),
        "added": draw(st.sampled_from([None, "2026-11-23"])),
        "origin": draw(st.none() | st.just(Origin("a.txt", "0" * 64))),
        "date": draw(DATES.map(lambda text: parse_edtf(text) if text else None)),
        "terms": {"topics": draw(st.tuples(TERMS))},
        "is_hidden": draw(st.booleans()),
    }
    chosen = draw(st.sets(st.sampled_from(list(values)), max_size=3))
    return replace(record, **{key: values[key] for key in chosen})


def test_the_title_of_an_undated_document_files_it_and_that_of_a_dated_one_does_not():
    undated, dated = Record("song", "The song"), Record("fair", "The fair", parse_edtf("1901"))
    assert filing_of(replace(undated, title="A song")) != filing_of(undated)
    assert filing_of(replace(dated, title="A fair")) == filing_of(dated)


@given(records())
def test_an_arrangement_comes_back_from_the_cache_as_it_was(found):
    arrangement = make_indexes(found, SETTINGS)
    assert msgpack.decode(msgpack.encode(arrangement), type=ArchiveIndexes) == arrangement
