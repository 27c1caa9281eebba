"""References: which document of the archive an entry of a “See also” list means, if any."""

import pytest

from generator.archive import Named, find_references, title_key, turn_round

TITLE = "Old bridge shut to traffic"


def cite(title, date=None):
    return (title_key(title), date)


def named(title, date=None, *cites, is_hidden=False):
    return Named(title_key(title), date, cites, is_hidden)


def target(entry, *documents, sources=None):
    """Return which of the documents an entry means; None when none, or no telling.

    ``sources`` are those of the document with the entry, and of the others.
    """
    names = [named("The mill", None, entry), *documents]
    found = find_references(names, lambda place: sources[place] if sources else None)
    place = found[0][0] if found else None
    return None if place is None else place - 1


@pytest.mark.parametrize(
    "printed",
    [
        "Old bridge shut to traffic",
        "OLD BRIDGE SHUT TO TRAFFIC",
        "Old  bridge shut\u00a0to traffic ",
        "Old bridge shut to traffic.",
        "“Old bridge” shut to traffic",
        "Old bridge: shut to traffic",
        "‘Old bridge’ shut to traffic",
        "Old bridge shut to tra\u00adffic",
    ],
)
def test_a_title_is_known_whatever_its_case_spacing_and_punctuation(printed):
    assert target(cite(printed), named(TITLE)) == 0


def test_an_apostrophe_is_the_same_in_every_form():
    assert len({title_key(f"The ferry{mark}s bell") for mark in "'’‘`´"}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Cafe", "Café"), ("Tolls at £5", "Tolls at $5"), ("Mill 1", "Mill 11"), ("Й", "И")],
)
def test_other_letters_figures_and_currencies_make_another_title(one, other):
    assert title_key(one) != title_key(other)


def test_a_title_without_a_word_means_no_document():
    assert target(cite("…"), named("?!")) is None


def test_a_title_that_no_document_has_leads_nowhere():
    assert target(cite("Divers to look at the piers"), named(TITLE)) is None


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("2000-03-14", "2000-03-14"),
        ("2000-03-14", "2000-03-14T09:30:00Z"),
        ("2000-03", "2000-03-14"),
        ("2000", "2000-03-14"),
        ("2000-03-14", "2000"),
        ("2000-03-14", None),
        (None, "2000-03-14"),
        ("1890~", "1890"),
        ("199X", "199X"),
    ],
)
def test_a_title_with_a_date_that_agrees_is_the_document(printed, stated):
    assert target(cite(TITLE, printed), named(TITLE, stated)) == 0


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("2000-03-14", "2000-03-15"),
        ("2000-03", "2000-04-14"),
        ("2000-01", "2000-10"),
        ("199X", "1995"),
        ("2000-03", "2000-03-14/2000-09-01"),
    ],
)
def test_a_title_with_another_date_is_another_document(printed, stated):
    assert target(cite(TITLE, printed), named(TITLE, stated)) is None


def test_of_several_documents_the_one_of_the_same_date_is_meant():
    documents = named(TITLE, "1999-01-01"), named(TITLE), named(TITLE, "2000-03-14")
    assert target(cite(TITLE, "2000-03-14"), *documents) == 2


def test_of_several_documents_the_one_of_the_same_source_is_meant():
    documents = named(TITLE, "1999"), named(TITLE, "2000")
    assert target(cite(TITLE), *documents, sources=["Ferry", "Herald", "Ferry"]) == 1


@pytest.mark.parametrize(
    "sources",
    [
        [None, None, None],
        ["Ferry", "Herald", "Herald"],
        ["Ferry", "Ferry", "Ferry"],
        ["Ferry", None, None],
    ],
)
def test_of_several_documents_that_nothing_tells_apart_none_is_meant(sources):
    documents = named(TITLE, "1999"), named(TITLE, "2000")
    assert target(cite(TITLE), *documents, sources=sources) is None


def test_a_document_does_not_mean_itself():
    assert find_references([named(TITLE, None, cite(TITLE))], lambda _: None) == {}


def test_a_hidden_document_is_led_to_by_none():
    assert target(cite(TITLE), named(TITLE, is_hidden=True)) is None


def test_entries_keep_their_places():
    names = [named("The mill", None, cite("No such"), cite(TITLE)), named(TITLE)]
    assert find_references(names, lambda _: None) == {0: (None, 1)}


def test_references_turned_round_tell_which_documents_name_one_latest_first():
    assert turn_round({0: (2, None), 1: (2, 2), 3: (0,)}) == {2: (1, 0), 0: (3,)}


def test_what_is_hidden_is_in_no_list_of_those_that_name_one():
    assert turn_round({0: (2,), 1: (2,)}, hidden={1}) == {2: (0,)}
