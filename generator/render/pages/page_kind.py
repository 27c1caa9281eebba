"""A kind of page: how its pages are planned, and how one of them is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import paging
from generator.render.scope import Scope

Plan = Callable[[Archive, SiteConfig], Iterable[Page]]


class PageKind(Struct, frozen=True):
    """One kind of file of the output; ``make`` returns the file's bytes, or None for no file."""

    plan: Plan
    make: Callable[[Scope], bytes | None]
    is_copy: bool = False
    """Whether the file is a copy, whose bytes do not depend on the program's version."""


def one_page(path: SitePath, kind: str) -> Plan:
    """Return the plan of a kind that has exactly one page in every archive."""
    return lambda _archive, _site: [Page(path, kind)]


def list_pages(
    kind: str, folder: SitePath, count: int, size: int, *key: int | str
) -> Iterator[Page]:
    """Yield the pages of a list of ``count`` entries, ``size`` on each, the newest page first."""
    for number in paging.page_numbers(count, size):
        yield Page(paging.page_path(folder, number), kind, key)
