"""Sum the votes that tell whether a name is a person, a place, an organisation or a topic.

Every vote has a rule and a weight, and is cast at a line; each rule votes at only a few mentions
of a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.entities.vocabulary import Kind

MOST_OF_A_RULE = 2
"""How many times a rule may vote for one name."""


@dataclass(frozen=True, slots=True)
class Vote:
    kind: Kind
    rule: str
    weight: float


@dataclass(slots=True)
class Tally:
    """The votes for one name so far."""

    weights: dict[Kind, float] = field(default_factory=dict)
    best: dict[Kind, tuple[float, str, int]] = field(default_factory=dict)
    """The weightiest vote for each kind: its weight, rule and line."""
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, vote: Vote, line: int) -> None:
        count = self.counts.get(vote.rule, 0)
        if count >= MOST_OF_A_RULE:
            return
        self.counts[vote.rule] = count + 1
        self.weights[vote.kind] = self.weights.get(vote.kind, 0.0) + vote.weight
        best = self.best.get(vote.kind)
        if best is None or best[0] < vote.weight:
            self.best[vote.kind] = (vote.weight, vote.rule, line)
