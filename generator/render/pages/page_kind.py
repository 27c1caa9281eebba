"""A kind of page: how its pages are planned, and how one of them is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render.page_dependencies import Key, Keys
from generator.render.scope import Scope

Plan = Callable[[Archive, SiteConfig], Iterable[Page]]


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of file of the output; ``make`` returns the file's bytes, or None for no file.

    The file is made again when its ``key`` changes: by default, at each change of the archive.
    """

    plan: Plan
    make: Callable[[Scope], bytes | None]
    key: Callable[[Keys, Page], Key] = lambda keys, _: keys.of_archive()


def templated(plan: Plan, template: str, context: Callable[[Scope], object]) -> PageKind:
    """Return a kind whose pages are a template filled with a context."""

    def make(scope: Scope) -> bytes:
        filled = scope.renderer.fill(template, context(scope), scope.functions())
        return filled.encode("utf-8")

    return PageKind(plan, make, lambda keys, page: keys.of_listing(template, page, context))
