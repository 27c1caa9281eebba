"""Four times the lines take about four times as long, whatever the lines are."""

from __future__ import annotations

import time

import pytest

from generator.content import draft
from generator.pipeline.extract import recognise
from generator.structure.labelled_lines import LabelledLines
from tests.line_kinds import HEAD, HTML, TEXTS

FEW, MANY = 800, 3_200
MOST = 6.5
"""How much longer the many may take: the square of them is 16 times as long."""
KINDS = ("quotations", "labels between paragraphs", "capitals", "related", "HTML: quotations")
"""Those for which a line is compared with others; tools.benchmarks.lines measures all."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_time_for_a_text_grows_with_its_lines(kind):
    path, make = ("a.html", HTML[kind]) if kind in HTML else ("a.txt", TEXTS[kind])
    seconds_for(HEAD, "a.txt")
    few = seconds_for(make(FEW), path)
    assert any(seconds_for(make(MANY), path) <= MOST * max(few, 0.03) for _ in range(3))


@pytest.mark.parametrize("kind", ["exchanges", "quotations", "captions", "bare names", "related"])
def test_the_lines_of_a_role_are_looked_up_as_often_in_a_long_text_as_in_a_short_one(
    kind, monkeypatch
):
    few = lookups(TEXTS[f"{kind}, on a page"](FEW // 4), monkeypatch)
    assert lookups(TEXTS[f"{kind}, on a page"](FEW // 2), monkeypatch) <= few + 10


def lookups(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often a rule walks through all units of a text for those of a role."""
    calls: list[object] = []
    having = LabelledLines.having
    with monkeypatch.context() as patch:
        patch.setattr(LabelledLines, "having", lambda *given: calls.append(given) or having(*given))
        recognise(text.encode(), "a.txt", "ask")
    return len(calls)


def seconds_for(text: str, path: str) -> float:
    start = time.process_time()
    draft(recognise(text.encode(), path, "ask"))
    return time.process_time() - start
