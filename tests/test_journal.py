"""Journals: tables of the cache to which only what changed is appended."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.state.store import Journal, load_journal, save_journal

NAME, VERSION = "pages.table", "1"
ROWS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 3), max_size=10)
MANY = {f"page-{number}": "as it was" for number in range(100)}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".cache"


def save(folder, rows, values=None):
    """Save rows as a build does: it names those that are new, changed or gone."""
    old = load_journal(folder, NAME, VERSION)
    changed = [key for key in {**old.rows, **rows} if old.rows.get(key) != rows.get(key)]
    save_journal(folder, NAME, VERSION, Journal(rows, values or {}), old, changed)


def load(folder):
    journal = load_journal(folder, NAME, VERSION)
    return journal.rows, journal.values


def size(folder):
    return (folder / NAME).stat().st_size


@given(st.lists(st.tuples(ROWS, ROWS), max_size=8))
@settings(max_examples=40)
def test_what_was_saved_last_is_what_is_loaded(tmp_path_factory, history):
    folder = tmp_path_factory.mktemp("journal")
    for rows, values in history:
        save(folder, {**MANY, **rows}, values)
        assert load(folder)[0] == {**MANY, **rows}
        assert load(folder)[1].items() >= values.items()


def test_a_change_to_one_row_is_appended(folder):
    save(folder, MANY)
    before = (folder / NAME).read_bytes()
    save(folder, {**MANY, "page-7": "changed"})
    assert (folder / NAME).read_bytes().startswith(before)
    assert size(folder) < len(before) * 1.2


def test_a_value_that_is_as_it_was_is_not_appended_again(folder):
    save(folder, MANY, {"marks": "x" * 1_000})
    before = size(folder)
    save(folder, {**MANY, "page-7": "changed"}, {"marks": "x" * 1_000})
    assert size(folder) - before < 1_000


def test_many_changes_are_written_with_all_other_rows(folder):
    save(folder, MANY)
    changed = dict.fromkeys(MANY, "changed")
    save(folder, changed)
    assert load(folder)[0] == changed
    assert size(folder) < 2 * len(str(changed))


def test_a_journal_does_not_grow_for_ever(folder):
    save(folder, MANY)
    before = size(folder)
    for number in range(300):
        save(folder, {**MANY, "page-7": f"change {number:03}"})
    assert size(folder) <= 2 * before + 100


@pytest.mark.parametrize("place", [0, 5, 20, 200, -1, -20])
def test_a_journal_with_a_damaged_byte_is_an_empty_one(folder, place):
    save(folder, MANY)
    save(folder, {**MANY, "page-7": "changed"})
    data = bytearray((folder / NAME).read_bytes())
    data[place] ^= 1
    (folder / NAME).write_bytes(data)
    assert load(folder) == ({}, {})


def test_a_journal_cut_anywhere_is_an_empty_one_or_as_it_was_before_the_last_change(folder):
    save(folder, MANY)
    first = size(folder)
    save(folder, {**MANY, "page-7": "changed"})
    data = (folder / NAME).read_bytes()
    for length in range(len(data)):
        (folder / NAME).write_bytes(data[:length])
        assert load(folder)[0] == (MANY if length == first else {})


def test_the_change_of_another_journal_is_no_change_of_this_one(folder, tmp_path):
    other = tmp_path / "other"
    for place, rows in ((folder, MANY), (other, {**MANY, "page-1": "of another"})):
        save(place, rows)
    first = size(other)
    save(other, {**MANY, "page-1": "of another", "page-7": "changed"})
    with open(folder / NAME, "ab") as file:
        file.write((other / NAME).read_bytes()[first:])
    assert load(folder) == ({}, {})


def test_a_journal_of_another_version_is_an_empty_one(folder):
    save(folder, MANY)
    assert load_journal(folder, NAME, "2") == Journal()


def test_a_journal_without_a_place_is_not_missed(tmp_path):
    (tmp_path / "file").write_text("in the way")
    save(tmp_path / "file" / ".cache", MANY)
    assert load(tmp_path / "file" / ".cache") == ({}, {})
