"""How to carry out a build, apart from the settings of the site."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from msgspec import Struct, field

Item = TypeVar("Item")


class Follow(Protocol):
    """A function that yields the items while it shows the progress of a stage."""

    def __call__(self, stage: str, items: Iterable[Item], total: int) -> Iterator[Item]: ...


def no_progress(stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:  # noqa: ARG001
    """Yield the items and show nothing: the ``Follow`` to use when nobody is watching."""
    yield from items


class BuildOptions(Struct, frozen=True):
    """How to carry out a build: ``today`` is an ISO date, ``timings`` has seconds by stage."""

    today: str
    jobs: int = 1
    with_drafts: bool = False
    with_specimen: bool = False
    """Whether to make specimen.html too, which shows everything that a theme has to style."""
    is_strict: bool = False
    is_dry_run: bool = False
    """Whether to publish nothing and save nothing for the next build."""
    is_clean: bool = False
    """Whether to ignore what earlier builds found."""
    accepts_losses: bool = False
    """Whether to publish even if a large part of the documents is gone."""
    follow: Follow = no_progress
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.timings[stage] = self.timings.get(stage, 0.0) + time.perf_counter() - start
