"""The votes that tell a person from a place from an organisation, and their sum.

Every vote has its rule, its weight and the line in which it was cast; a rule votes at a few
mentions of a name, not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.entities.vocabulary import Kind

MOST_OF_A_RULE = 2
"""How many mentions a rule may vote at."""


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
    """The weightiest rule for each kind, with its line."""
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
