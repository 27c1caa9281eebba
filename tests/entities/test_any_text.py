"""Whatever a text is made of, its subjects are few, are printed values, and are the same again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entities import find_subjects
from generator.model import LabelledText, Line, Metadata, Role
from tests.entities.about import Findings, about

WORDS = st.sampled_from(
    "Bank of the Smith A. Mr Russia RUSSIA (EU) EU and & Ltd, said \" ’ x 's Новый 日本 St. al-Din".split()
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)
HOSTILE = [
    "A" * 9_000,
    "A." * 4_000,
    "Bank of " * 2_000,
    "Aa (" * 3_000,
    "“" * 9_000,
    "A & " * 3_000,
]


def everything(text: str) -> tuple[Findings, ...]:
    found = about(f"Title\n{text}")
    return (found.topics, found.people, found.places, found.organisations)


@given(TEXTS)
def test_every_finding_has_a_value_a_rule_and_a_line(text):
    for finding in (one for findings in everything(text) for one in findings):
        assert finding.value.strip()
        assert finding.rule
        assert finding.line in (1, 2)


@given(TEXTS)
def test_no_value_is_listed_twice(text):
    for findings in everything(text):
        values = [finding.value for finding in findings]
        assert len(values) == len(set(values))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_text_has_few_subjects(text):
    assert all(len(findings) <= 40 for findings in everything(text))


def test_of_a_paragraph_of_many_thousand_lines_the_first_ones_are_looked_at():
    lines = ["the mill burned on Friday and nobody at all has seen it again"] * 6_000
    lines[20], lines[-1] = "then Mr John Smith spoke", "then Mr Adam Roe spoke"
    numbers = tuple(range(1, len(lines) + 1))
    text = LabelledText(
        lines=tuple(map(Line, numbers, lines)),
        roles=(Role.BODY,) * len(lines),
        rules=("",) * len(lines),
        units=(numbers,),
    )
    people = find_subjects(text, Metadata()).people
    assert [finding.value for finding in people] == ["John Smith"]
