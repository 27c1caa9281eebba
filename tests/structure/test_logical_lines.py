"""Lines that a renderer or a printer cut are joined again."""

from __future__ import annotations

from generator.readers.text import read_plain
from generator.structure.logical_lines import join_lines

NEWSPAPER = """\
The pump in the lower yard was mend\u00ad
ed on Friday by the smith, who was
paid in eggs.
The clerk was not at all con\u00ad
tent with that.
"""


def joined(text: str) -> list[list[int]]:
    return [[line.number for line in run] for run in join_lines(read_plain(text).lines)]


def test_a_word_divided_by_a_soft_hyphen_joins_its_lines():
    assert joined("It was in the par\u00ad\nish book.\nNobody looked.") == [[1, 2], [3]]


def test_where_words_are_divided_sentences_are_joined_too():
    assert joined(NEWSPAPER) == [[1, 2, 3], [4, 5]]


def test_short_lines_without_divided_words_stay_apart():
    assert joined(NEWSPAPER.replace("\u00ad", "")) == [[1], [2], [3], [4], [5]]
