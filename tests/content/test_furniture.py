"""content/furniture.txt: what recurs in the seeds of one source, in the owner's hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.furniture import (
    Furniture,
    SeenLines,
    furniture_text,
    learn_furniture,
    normal_line,
    parse_furniture,
    read_furniture,
)
from generator.report import BuildError

COURIER = "The Courier"


def seen(*lines, source=COURIER):
    return SeenLines(source, frozenset(lines))


def learned(*seeds):
    return learn_furniture(seeds).of(COURIER)


def test_a_line_of_three_seeds_of_one_source_recurs():
    assert learned(*[seen("Front page", f"Story {n}") for n in range(3)]) == {"Front page"}


def test_a_line_of_two_seeds_does_not():
    assert learned(seen("Front page"), seen("Front page"), seen("Another")) == frozenset()


def test_a_line_that_few_of_many_seeds_have_does_not_recur():
    seeds = [seen("Front page", *(["Rain tomorrow"] if n < 3 else [])) for n in range(40)]
    assert learned(*seeds) == {"Front page"}


def test_what_recurs_in_one_source_is_text_in_another():
    found = learn_furniture([seen("Front page", source=name) for name in ("A", "A", "A", "B")])
    assert (found.of("A"), found.of("B")) == ({"Front page"}, frozenset())


def test_seeds_of_no_known_source_are_one_group():
    assert learn_furniture([seen("Home", source=None)] * 3).of(None) == {"Home"}


def test_a_long_text_that_was_printed_again_and_again_is_no_furniture():
    assert learned(*[seen("word " * 60)] * 5) == frozenset()


def test_the_owner_adds_lines_and_takes_others_out():
    text = furniture_text(learn_furniture([seen("Front page", "Sport")] * 3))
    edited = text.replace("Sport\n", "Weather  today\n")
    assert parse_furniture(edited).of(COURIER) == {"Front page", "Weather today"}


def test_a_line_that_the_owner_keeps_is_not_learned_again():
    owner = parse_furniture(f"[{COURIER}]\n!Sport\n")
    found = owner.joined(learn_furniture([seen("Front page", "Sport")] * 3))
    assert found.of(COURIER) == {"Front page"}
    assert "!Sport\n" in furniture_text(found)


def test_comments_and_blank_lines_say_nothing():
    assert parse_furniture("# a comment\n\n[A]\n\n# another\nHome\n").lines == {"A": {"Home"}}


LINES = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=12).map(normal_line)
SOURCES = st.sampled_from(["", COURIER, "Städtischer Anzeiger"])
LISTS = st.dictionaries(SOURCES, st.frozensets(LINES.filter(bool), min_size=1, max_size=5))


@given(LISTS, LISTS)
def test_a_list_that_was_written_is_read_as_it_was(lines, kept):
    furniture = Furniture(lines, kept).joined(Furniture())
    assert parse_furniture(furniture_text(furniture)) == furniture


def test_without_a_list_nothing_is_set_aside(tmp_path):
    assert read_furniture(tmp_path) == Furniture()


def test_a_list_that_is_no_text_is_an_error_that_says_what_to_do(tmp_path):
    (tmp_path / "furniture.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BuildError, match="it is not UTF-16") as refusal:
        read_furniture(tmp_path)
    assert refusal.value.diagnostic.path == "content/furniture.txt"
