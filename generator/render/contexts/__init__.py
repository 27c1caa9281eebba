"""The theme contract, version 1: everything that a template can see.

A template is given `site`, `page` and the noun of its kind. All of it is frozen, all of it is
plain: sorting, grouping, paging and the wording of dates have happened already. Every `url` is
relative to the page being rendered and names a file, so that it works at any address and from a
disk.
"""

import re

from msgspec import Struct
from msgspec.structs import fields

from generator.render.contexts import metadata, page_contexts, parts, specimen, time
from generator.render.contexts.metadata import Citation, Citations, Meta
from generator.render.contexts.page_contexts import (
    About,
    AsideLine,
    AToZ,
    Correction,
    Document,
    FreePage,
    Home,
    Notice,
    Provenance,
    Redaction,
    Redirect,
    RelatedEntry,
    Taxonomy,
    Term,
    Undated,
)
from generator.render.contexts.parts import (
    DateWords,
    Entry,
    EntryGroup,
    Link,
    NavigationLink,
    PageInfo,
    Pager,
    Site,
    TermEntry,
    TermGroup,
    TermLink,
    TermListing,
)
from generator.render.contexts.specimen import Specimen
from generator.render.contexts.time import (
    Bar,
    CalendarDay,
    Chart,
    Dates,
    Day,
    Days,
    GapNote,
    Month,
    MonthCalendar,
    PeriodGroup,
    PeriodLink,
    Weekday,
    Year,
)

__all__ = [
    "CONTRACT",
    "MODULES",
    "AToZ",
    "About",
    "AsideLine",
    "Bar",
    "CalendarDay",
    "Chart",
    "Citation",
    "Citations",
    "Correction",
    "DateWords",
    "Dates",
    "Day",
    "Days",
    "Document",
    "Entry",
    "EntryGroup",
    "FreePage",
    "GapNote",
    "Home",
    "Link",
    "Meta",
    "Month",
    "MonthCalendar",
    "NavigationLink",
    "Notice",
    "PageInfo",
    "Pager",
    "PeriodGroup",
    "PeriodLink",
    "Provenance",
    "Redaction",
    "Redirect",
    "RelatedEntry",
    "Site",
    "Specimen",
    "Taxonomy",
    "Term",
    "TermEntry",
    "TermGroup",
    "TermLink",
    "TermListing",
    "Undated",
    "Weekday",
    "Year",
    "names_of_contract",
    "nouns_of_contract",
    "types_of_contract",
]

CONTRACT = 1

_NOUN = re.compile(r"The noun of ([a-z-]+\.html)")
_INNER_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
MODULES = (parts, page_contexts, time, metadata, specimen)


def types_of_contract() -> tuple[type[Struct], ...]:
    """Return the classes, in the order that they are written in."""
    return tuple(
        value
        for module in MODULES
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    )


def names_of_contract() -> dict[str, tuple[str, ...]]:
    """Return the names of the fields, by the names of the classes that have them."""
    return {
        type_.__name__: tuple(field.name for field in fields(type_))
        for type_ in types_of_contract()
    }


def nouns_of_contract() -> dict[str, str]:
    """Return the template that is given each noun: ``free_page`` is for ``page.html``."""
    described = ((one.__name__, _NOUN.match(one.__doc__ or "")) for one in types_of_contract())
    return {_INNER_CAPITAL.sub("_", name).lower(): noun[1] for name, noun in described if noun}
