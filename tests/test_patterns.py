"""Every regular expression takes time in proportion to the text, whoever wrote that."""

from __future__ import annotations

import re
import signal
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from generator.dates import clock, edtf, forms, lexicon
from generator.languages import all_languages
from generator.languages.cues import Cue, _starts_pattern
from generator.metadata import authors
from generator.text.collation import collation
from tests.patterns import EVERY_USE, Pattern, attacks_on, find_inline, find_patterns, seconds_for

MADE: Mapping[str, list[Pattern]] = {
    "dates/clock:_pattern": [
        Pattern(
            "clock", re.compile(rf"(?P<clock>{clock.CLOCK})(?P<zone>{clock._ZONE})?"), ("sub",)
        ),
        Pattern("clock after a date", re.compile(clock._AFTER_DATE), ("match",)),
        Pattern("clock before a date", re.compile(clock._BEFORE_DATE), ("search",)),
    ],
    "dates/edtf:_grammar": [Pattern("EDTF", edtf._grammar().__self__, ("fullmatch",))],  # type: ignore[attr-defined]
    "dates/forms:grammar": [Pattern("forms of dates", forms.grammar(), ("search",))],
    "dates/lexicon:_token_pattern": [
        Pattern("tokens of dates", lexicon.lexicon(all_languages()).token, ("findall",))
    ],
    "languages/cues:_starts_pattern": [
        Pattern(f"beginnings of {cue}", _starts_pattern(cue), ("match",)) for cue in Cue
    ],
    "text/collation:__init__": [
        Pattern(f"letters of {code}", collation(code)._pattern, ("sub",)) for code in ("cs", "hu")
    ],
    "metadata/authors:_cues": [Pattern("cues of bylines", authors._cues()[1], ("match",))],
}
"""Patterns that functions make, because no run of the program needs all of them."""
OF_THE_OWNER = frozenset(
    {
        "check/diagnostics:_pattern",  # of one address, every character of it escaped
        "render/themes/jinja_messages:_unclosed",
        "render/themes/jinja_messages:_no_parent_block",
        "render/themes/jinja_messages:owner_of",
        "render/themes/params:_number",
    }
)
"""Functions that make patterns from what the owner of the archive wrote, or to read that."""
CAPS: Mapping[str, int] = {
    "clock before a date": 24,
    "generator.archive.documents._MARKUP": 2_000,
    "generator.metadata.date_candidates._LAST_WORD": 40,
    "generator.metadata.names._END": 120,
    "generator.metadata.names._ENDS_WITH_INITIAL": 120,
    "generator.metadata.names._JOINT": 120,
    "generator.metadata.source._COPYRIGHT": 300,
    "generator.structure.logical_lines._ENDS_SENTENCE": 20,
    "generator.structure.labelled_lines._SENTENCE_END": 10,
    "generator.entities.votes._BEFORE": 30,
}
"""Characters of the text that a pattern is given at most; with these it has to be fast."""
OF_OUR_MARKUP = frozenset({"generator.render.excerpt._PARAGRAPH"})
"""Patterns for markup that our own sanitiser wrote: it closes every tag that it opens."""
SHORT, LONG, GROWTH = 5_000, 50_000, 15
SQUARED = 3 * GROWTH
"""How many times what a tenth of SHORT takes is beyond doubt: nearly a hundred is the square."""
SUSPECT, QUICK = 0.002, 0.15
"""Seconds for SHORT above which LONG is tried, too; and those for LONG that are no matter."""

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="the system cannot interrupt a pattern"
)


def test_every_pattern_is_where_the_inventory_finds_it():
    inline = {f"{found.module}:{found.function}" for found in find_inline()}
    assert inline - MADE.keys() == OF_THE_OWNER


def test_every_cap_is_that_of_a_pattern_that_there_is():
    assert CAPS.keys() <= {pattern.name for pattern in inventory()}


@pytest.mark.parametrize("part", range(2))
def test_no_pattern_takes_squared_time_for_a_repetitive_text(part):
    slow = [
        problem
        for pattern in inventory()[part::2]
        if pattern.name not in OF_OUR_MARKUP and (problem := slow_attack(pattern))
    ]
    assert not slow


@pytest.mark.parametrize(
    "source", [r"\s+$", r"(?:a+)+b", r"<!--.*?-->", r"\s*:\s*", r"x\d*y?\d*z", r"\[[^\]]*\]"]
)
def test_a_pattern_that_takes_squared_time_is_found(source):
    assert slow_attack(Pattern("bad", re.compile(source), ("search",)))


@pytest.mark.parametrize("source", [r"(?<!\s)\s++$", r"(?<!a)(?:a++)++b", r"\d{4}-\d\d", r"[a-z]+"])
def test_a_pattern_that_takes_one_pass_is_not(source):
    assert not slow_attack(Pattern("good", re.compile(source), EVERY_USE))


@cache
def inventory() -> list[Pattern]:
    """Return every pattern of the package once, by its text and flags."""
    found = [*find_patterns(), *(pattern for made in MADE.values() for pattern in made)]
    return list({(one.name, one.regex.pattern, one.regex.flags): one for one in found}.values())


def slow_attack(pattern: Pattern) -> tuple[Any, ...] | None:
    """Return a text for which a pattern takes too long, and how it was used; None without one."""
    cap = CAPS.get(pattern.name)
    for attack in attacks_on(pattern.regex):
        for use in pattern.uses:
            if cap is not None:
                is_slow = seconds_for(pattern.regex, use, attack.text(cap)) > QUICK
            else:
                is_slow = grows_too_fast(pattern, use, attack)
            if is_slow:
                return pattern.name, use, attack
    return None


def grows_too_fast(pattern: Pattern, use: str, attack: Any) -> bool:
    short = seconds_for(pattern.regex, use, attack.text(SHORT), limit=0.2)
    if short < SUSPECT or short == float("inf"):
        return short >= SUSPECT
    if short > SQUARED * seconds_for(pattern.regex, use, attack.text(SHORT // 10)):
        return seconds_for(pattern.regex, use, attack.text(SHORT)) > short / 2
    limit = max(QUICK, GROWTH * short)
    tries = (seconds_for(pattern.regex, use, attack.text(LONG), limit=limit) for _ in range(2))
    return all(seconds > limit for seconds in tries)
