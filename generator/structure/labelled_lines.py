"""The logical lines of a text with their shapes and roles so far, as the rules see them.

A *unit* is one logical line: one line of the text, or several where a renderer wrapped a
paragraph at a fixed width. Every line of a unit gets the unit's role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.languages.cues import Cue, find_cue
from generator.model import LONGEST_FIELD, WORDS_OF_LONG, Line, Mark, Probabilities, Role, Stated
from generator.structure.logical_lines import BULLET, join_lines

_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»›)\]]*$")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile('^["“„«‘\'][^"“”„«»]+["”“»’\']$')


class LogicalLine(Struct, frozen=True):
    """A logical line and its shape; ``index`` counts units from 0, ``lines`` are 1-based.

    ``leads`` and ``trails``: whether a blank line, or the text's edge, precedes and follows it.
    """

    index: int
    lines: tuple[int, ...]
    text: str
    mark: Mark | None
    leads: bool
    trails: bool
    words: int
    ends_sentence: bool
    is_bullet: bool
    is_quoted: bool
    cue: Cue | None

    @property
    def capitals(self) -> float:
        """Share of the words that begin with a capital letter or a digit."""
        words: list[str] = _WORD.findall(self.text)
        return sum(word[0].isupper() or word[0].isdigit() for word in words) / max(1, len(words))

    @property
    def is_prose(self) -> bool:
        """Whether this is running text, judged by its shape alone."""
        if self.cue is not None or self.mark is Mark.LINKS:
            return False
        return self.words >= 20 or (self.words >= 8 and self.ends_sentence)

    @property
    def is_short(self) -> bool:
        """Whether this may be a label, a heading or a name: few words, no sentence."""
        return self.words <= 14 and not self.ends_sentence


class LabelledLines(Struct, frozen=True):
    """Units, each with its role so far (None: undecided) and the rule that gave it."""

    units: tuple[LogicalLine, ...]
    roles: tuple[Role | None, ...]
    rules: tuple[str, ...]
    is_spaced: bool
    """Whether paragraphs are set apart by blank lines, so that blank lines mean something."""
    body_start: int
    """Index of the first unit of the main text; the number of units when there is none."""
    body_end: int = 0
    """Index after the last unit of the main text; 0 when there is none."""
    chances: Probabilities | None = None
    """The line model's probabilities for the units; None if the text is not from a page."""
    selected: frozenset[int] = frozenset()
    """Indexes of the units that are the likeliest main text of a page."""
    lines: tuple[Line, ...] = ()
    """The lines that the units are made of."""
    stated: Stated = Stated()
    """What the markup states, such as titles."""

    def with_roles(self, roles: Mapping[int, Role], rule: str) -> LabelledLines:
        """Return a copy in which ``roles`` (by the units' indexes) are set."""
        if not roles:
            return self
        new_roles, new_rules = list(self.roles), list(self.rules)
        for index, role in roles.items():
            new_roles[index], new_rules[index] = role, rule
        bodies = [index for index, role in enumerate(new_roles) if role is Role.BODY]
        return replace(
            self,
            roles=tuple(new_roles),
            rules=tuple(new_rules),
            body_start=bodies[0] if bodies else len(self.units),
            body_end=bodies[-1] + 1 if bodies else 0,
        )

    @property
    def is_page(self) -> bool:
        """Whether the text was taken from a page, with furniture around it."""
        return self.chances is not None

    def chance(self, unit: LogicalLine, label: str) -> int:
        """Return the probability (0 to CERTAIN) that a unit has ``label``; 0 if not on a page."""
        return 0 if self.chances is None else self.chances.of(unit.index, label)

    def having(self, *roles: Role) -> list[LogicalLine]:
        wanted = frozenset(roles)
        return [unit for unit, role in zip(self.units, self.roles, strict=True) if role in wanted]

    def role(self, unit: LogicalLine) -> Role | None:
        return self.roles[unit.index]

    def is_free(self, unit: LogicalLine) -> bool:
        """Return whether no rule has given a unit a role yet, except that of body."""
        return self.roles[unit.index] in (None, Role.BODY)

    def next(self, unit: LogicalLine) -> LogicalLine | None:
        return self.units[unit.index + 1] if unit.index + 1 < len(self.units) else None

    def beside(self, unit: LogicalLine, distance: int = 1) -> list[LogicalLine]:
        """Return the units that are ``distance`` units above and below."""
        near = (unit.index - distance, unit.index + distance)
        return [self.units[index] for index in near if 0 <= index < len(self.units)]


def make_sheet(lines: Sequence[Line]) -> LabelledLines:
    """Return the logical lines of a text, with every role undecided."""
    units = tuple(_unit(index, run, lines) for index, run in enumerate(join_lines(lines)))
    prose = [unit for unit in units if unit.is_prose]
    pairs = [(a, b) for a, b in pairwise(prose) if b.index - a.index <= 3]
    is_spaced = 2 * sum(above.trails or below.leads for above, below in pairs) >= len(pairs)
    count = len(units)
    return LabelledLines(
        units, (None,) * count, ("",) * count, is_spaced, body_start=count, lines=tuple(lines)
    )


def _unit(index: int, run: Sequence[Line], lines: Sequence[Line]) -> LogicalLine:
    text = run[0].text.strip() if len(run) == 1 else " ".join(line.text.strip() for line in run)
    head = text[:LONGEST_FIELD]  # rules need no more, and lines may be huge
    solid = 0 if head.isascii() else len(_CJK.findall(head)) // 2
    words = len(_WORD.findall(head)) + solid
    before, behind = run[0].number - 2, run[-1].number
    return LogicalLine(
        index=index,
        lines=tuple(line.number for line in run),
        text=head,
        mark=run[0].mark,
        leads=before < 0 or lines[before].is_blank,
        trails=behind >= len(lines) or lines[behind].is_blank,
        words=words if len(text) <= LONGEST_FIELD or not words else max(words, WORDS_OF_LONG),
        ends_sentence=_SENTENCE_END.search(text[-10:]) is not None,
        is_bullet=BULLET.match(head) is not None,
        is_quoted=_QUOTED.match(head) is not None,
        cue=find_cue(head),
    )


@lru_cache(maxsize=1_024)  # one text is often compared with many others
def count_words(text: str) -> Counter[str]:
    """Return how often a text has each of its words, casefolded."""
    return Counter(word.casefold() for word in _WORD.findall(text))
