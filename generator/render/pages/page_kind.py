"""A kind of page: how its pages are planned, and how one of them is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render.scope import Scope

Plan = Callable[[Archive, SiteConfig], Iterable[Page]]


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of file of the output; ``make`` returns the file's bytes, or None for no file."""

    plan: Plan
    make: Callable[[Scope], bytes | None]
    is_copy: bool = False
    """Whether the file is published as it is, whatever program publishes it."""


def templated(plan: Plan, template: str, context: Callable[[Scope], object]) -> PageKind:
    """Return a kind whose pages are a template filled with a context."""
    return PageKind(plan, lambda scope: scope.fill(template, context(scope)))
