"""The order of an archive: by date, then by title and address, and never by chance."""

from hypothesis import given
from hypothesis import strategies as st

from generator.archive import make_indexes
from generator.dates import parse_edtf
from generator.model import Record

DATES = [None, "2001", "2001-10", "2001-10-03", "2001-10-03T20:46:00Z", "199X", "-0043", "1914/.."]


def ordered(records):
    return [records[index].url for index in make_indexes(records, {}).order]


def record(url, date=None, title="A title"):
    return Record(url, title, date=parse_edtf(date) if date else None)


def test_documents_go_from_the_oldest_to_the_newest_and_undated_ones_come_last():
    records = [record(str(date), date) for date in DATES]
    assert ordered(records) == [
        "-0043",
        "1914/..",
        "199X",
        "2001",
        "2001-10",
        "2001-10-03",
        "2001-10-03T20:46:00Z",
        "None",
    ]


def test_dates_go_by_the_first_moment_that_they_may_mean_and_the_coarser_before_the_finer():
    rule = [
        "-0043",
        "19XX",
        "../1914-07",
        "1990/1995",
        "199X",
        "1990",
        "1990~",
        "1990-01",
        "1990-01-01",
        "1990-01-01T00:00:00Z",
        "1990-21",
        "1990-03",
        "1990-06-01",
        "1991",
    ]
    ordered_dates = ordered([record(date, date) for date in reversed(rule)])
    assert ordered_dates == rule


def test_times_go_by_their_time_zones():
    dates = ["2001-01-01T00:30:00+02:00", "2000-12-31T23:00:00Z", "2001-01-01"]
    assert ordered([record(date, date) for date in reversed(dates)]) == dates


def test_undated_documents_go_by_their_titles_whatever_their_case():
    records = [record("1", title="the mill"), record("2", title="Bridge"), record("3", title="ark")]
    assert ordered(records) == ["3", "2", "1"]


def test_documents_of_one_date_go_by_their_addresses():
    assert ordered([record("b", "2001"), record("a", "2001")]) == ["a", "b"]


@given(st.lists(st.sampled_from(DATES), max_size=12), st.data())
def test_the_order_in_which_files_are_found_does_not_matter(dates, data):
    records = [record(f"document-{n}", date) for n, date in enumerate(dates)]
    shuffled = data.draw(st.permutations(records))
    assert ordered(shuffled) == ordered(records)


def test_undated_documents_go_by_title_with_numbers_in_their_order():
    titles = ["Letter 10", "[Letter 9]", "“Éclair”", "Letter 2", "Zoll", "A fair"]
    records = [record(title, title=title) for title in titles]
    assert ordered(records) == [
        "A fair",
        "“Éclair”",
        "Letter 2",
        "[Letter 9]",
        "Letter 10",
        "Zoll",
    ]


def test_titles_go_by_the_alphabet_of_the_sites_language():
    records = [record(title, title=title) for title in ("Ärende", "Zebra", "Arla")]
    indexes = make_indexes(records, {}, language="sv")
    assert [records[index].url for index in indexes.order] == ["Arla", "Zebra", "Ärende"]


def test_documents_of_one_date_go_by_the_numbers_in_their_addresses():
    urls = ["1911/minutes", "1911/minutes-2", "1911/minutes-10", "1911/weir"]
    assert ordered([record(url, "1911") for url in reversed(urls)]) == urls
