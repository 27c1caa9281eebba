"""The state that builds keep: tables in one file, to which only what changed is appended."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.state import store
from generator.state.store import Changes, open_state

VERSION = "1"
ROWS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 3), max_size=10)
MANY = {f"page-{number}": "as it was" for number in range(100)}


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".cache" / "state"


def save(path, **tables):
    """Save tables as a build does, each given as all its rows."""
    state = open_state(path)
    for name, rows in tables.items():
        state.save_rows(name, VERSION, rows, int | str)


def load(path, table):
    return dict(open_state(path).rows(table, VERSION, int | str))


def size(path):
    return path.stat().st_size


@given(st.lists(st.fixed_dictionaries({"one": ROWS, "two": ROWS}), max_size=8))
@settings(max_examples=40)
def test_what_was_saved_last_is_what_is_loaded(tmp_path_factory, history):
    path = tmp_path_factory.mktemp("state") / "state"
    for tables in history:
        save(path, **{name: {**MANY, **rows} for name, rows in tables.items()})
        for name, rows in tables.items():
            assert load(path, name) == {**MANY, **rows}


def test_a_change_to_one_row_is_appended(path):
    save(path, pages=MANY, others=MANY)
    before = path.read_bytes()
    save(path, pages={**MANY, "page-7": "changed"})
    assert path.read_bytes().startswith(before)
    assert size(path) < len(before) * 1.2


def test_rows_that_are_as_they_were_are_not_written_again(path):
    save(path, pages=MANY)
    before = path.read_bytes()
    save(path, pages=MANY)
    assert path.read_bytes() == before


def test_a_row_that_is_gone_stays_gone(path):
    save(path, pages=MANY)
    save(path, pages={name: row for name, row in MANY.items() if name != "page-7"})
    assert "page-7" not in load(path, "pages")


def test_a_table_that_is_saved_whole_has_no_other_rows(path):
    save(path, pages=MANY)
    open_state(path).save(pages=Changes(VERSION, {"a": 1}, is_whole=True))
    assert load(path, "pages") == {"a": 1}


def test_a_file_that_has_doubled_is_written_anew(path):
    save(path, pages=MANY)
    before = size(path)
    for number in range(300):
        save(path, pages={**MANY, "page-7": f"change {number:03}"})
    assert size(path) <= 3 * before
    assert load(path, "pages")["page-7"] == "change 299"


def test_a_table_that_nobody_read_is_in_a_file_that_is_written_anew(path):
    save(path, others=MANY, pages=MANY)
    save(path, others={**MANY, "page-1": "changed"})
    for number in range(300):
        save(path, pages={**MANY, "page-7": f"change {number:03}"})
    assert load(path, "others") == {**MANY, "page-1": "changed"}


def test_a_table_of_another_version_is_an_empty_one(path):
    save(path, pages=MANY)
    assert open_state(path).rows("pages", "2", int | str) == {}


def test_what_another_version_saves_takes_the_place_of_all_rows(path):
    save(path, pages=MANY)
    open_state(path).save(pages=Changes("2", {"a": 1}))
    assert open_state(path).rows("pages", "2", int | str) == {"a": 1}
    assert open_state(path).rows("pages", VERSION, int | str) == {}


def test_what_is_saved_can_be_read_at_once(path):
    state = open_state(path)
    state.save(pages=Changes(VERSION, MANY))
    state.save(pages=Changes(VERSION, {"page-7": "changed"}, gone=["page-8"]))
    assert state.rows("pages", VERSION, int | str)["page-7"] == "changed"
    assert "page-8" not in state.rows("pages", VERSION, int | str)


def test_a_state_that_is_read_only_leaves_the_file_alone(path):
    save(path, pages=MANY)
    before = path.read_bytes()
    state = open_state(path, is_read_only=True)
    state.save(pages=Changes(VERSION, {"page-7": "changed"}))
    assert state.rows("pages", VERSION, int | str)["page-7"] == "changed"
    assert path.read_bytes() == before


# Damage


@pytest.mark.parametrize("place", [0, 5, 20, 40, 200, -1, -20])
def test_a_state_with_a_damaged_byte_is_an_empty_one(path, place):
    save(path, pages=MANY)
    save(path, pages={**MANY, "page-7": "changed"})
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert load(path, "pages") == {}


def test_a_state_cut_anywhere_is_an_empty_one_or_as_it_was_before_the_last_change(path):
    save(path, pages=MANY)
    first = size(path)
    save(path, pages={**MANY, "page-7": "changed"})
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert load(path, "pages") == (MANY if length == first else {})


def test_tables_that_are_saved_together_are_cut_together(path):
    save(path, pages=MANY, facts=MANY)
    first = size(path)
    changes = Changes(VERSION, {"page-7": "changed"})
    open_state(path).save(pages=changes, facts=changes)
    data = path.read_bytes()
    for length in range(first, len(data)):
        path.write_bytes(data[:length])
        assert load(path, "pages") == load(path, "facts")


def test_the_change_of_another_state_is_no_change_of_this_one(path, tmp_path):
    other = tmp_path / "other" / "state"
    for place, rows in ((path, MANY), (other, {**MANY, "page-1": "of another"})):
        save(place, pages=rows)
    first = size(other)
    save(other, pages={**MANY, "page-1": "of another", "page-7": "changed"})
    with open(path, "ab") as file:
        file.write(other.read_bytes()[first:])
    assert load(path, "pages") == {}


def test_what_is_damaged_is_not_even_decoded(path, monkeypatch):
    save(path, pages=MANY)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    monkeypatch.setattr(store, "msgpack", None)
    assert load(path, "pages") == {}


def test_a_state_without_a_place_is_not_missed(tmp_path):
    (tmp_path / "file").write_text("in the way")
    save(tmp_path / "file" / ".cache" / "state", pages=MANY)
    assert load(tmp_path / "file" / ".cache" / "state", "pages") == {}


def test_a_state_that_could_not_be_saved_is_saved_as_a_whole_later(path):
    save(path, pages=MANY)
    state = open_state(path)
    path.unlink()
    state.save(pages=Changes(VERSION, {"page-7": "changed"}))
    state.save(pages=Changes(VERSION, {"page-8": "changed"}))
    assert load(path, "pages") == {**MANY, "page-7": "changed", "page-8": "changed"}


# Rows


def test_rows_of_another_form_under_the_same_version_are_none(path):
    save(path, pages=MANY)
    assert open_state(path).rows("pages", VERSION, int) == {}


def test_a_row_with_half_a_character_is_not_kept_and_all_others_are(path):
    save(path, pages={**MANY, "page-7": "\ud800", "\udcff": "named so"})
    assert load(path, "pages") == {name: row for name, row in MANY.items() if name != "page-7"}
