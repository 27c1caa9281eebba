"""Drafts in place of seeds, and a content folder that conversions write to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator import frontmatter
from generator.content import (
    Draft,
    Holdings,
    Update,
    describe_rest,
    describe_update,
    plan_updates,
    read_holdings,
)
from generator.frontmatter import Value

DAY = "2026-01-02"


def draft_of(seed: str = "weir.txt", *, data: str = "", body: str = "", **values: Value) -> Draft:
    """Return what converting a seed gives; seeds of the same ``data`` have the same bytes.

    A value of None is one that recognition does not find.
    """
    known: dict[str, Value] = {"title": "The weir", "authors": [], "topics": ["Rivers"], **values}
    return Draft(
        seed_path=seed,
        sha256=sha256((data or seed).encode()).hexdigest(),
        stem="1911/06/the-weir",
        values={key: value for key, value in known.items() if value is not None},
        body=body or "The weir broke.\n",
        aside="1, 3",
        confidence=0.97,
    )


def find_content(folder: Path) -> Holdings:
    """Return all that a content folder holds."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return read_holdings(folder, names, taken=names)


@dataclass(frozen=True)
class ContentFolder:
    """A content folder; each conversion takes place on a later day."""

    root: Path

    def convert(self, *drafts: Draft, today: str = DAY, **past: Any) -> list[Update]:
        """Write what the drafts ask for; return the updates."""
        updates = self.plan(*drafts, today=today, **past)
        for update in updates:
            path = self.root / update.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(update.data)
        return updates

    def plan(self, *drafts: Draft, today: str = DAY, **past: Any) -> list[Update]:
        present = {draft.sha256 for draft in drafts}
        holdings = find_content(self.root)
        return list(plan_updates(drafts, holdings, present, converter="1.0", today=today, **past))

    def diff(self, *drafts: Draft) -> list[str]:
        """Return what converting would change, as people read it."""
        return [line for update in self.plan(*drafts) for line in describe_update(update)]

    def rest(self, *drafts: Draft, withdrawn: Collection[str] = ()) -> list[str]:
        """Return what converting would leave as it is, as people read it."""
        present = {draft.seed_path: draft.sha256 for draft in drafts}
        return list(describe_rest(find_content(self.root), present, withdrawn=withdrawn))

    def edit(self, old: str, new: str, name: str = "1911/06/the-weir.md") -> None:
        """Change a file as its owner does."""
        text = self.text(name)
        assert text.count(old) == 1, text
        (self.root / name).write_bytes(text.replace(old, new).encode())

    def move(self, old: str, new: str) -> None:
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    @property
    def names(self) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*.md"))

    def text(self, name: str = "1911/06/the-weir.md") -> str:
        return (self.root / name).read_bytes().decode()

    def values(self, name: str = "1911/06/the-weir.md") -> Mapping[str, Value]:
        return frontmatter.parse(frontmatter.split(self.text(name)).yaml or "", name)

    def seed(self, name: str = "1911/06/the-weir.md") -> Mapping[str, Value]:
        seed = self.values(name)["seed"]
        assert isinstance(seed, Mapping)
        return seed

    def body(self, name: str = "1911/06/the-weir.md") -> str:
        return frontmatter.split(self.text(name)).body.strip()
