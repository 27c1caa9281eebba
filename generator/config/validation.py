"""Check site.yaml: what each setting may be, and the messages for invalid settings.

This module imports pydantic. Settings that passed its checks before are read without it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import partial
from typing import Annotated, Any
from urllib.parse import SplitResult, unquote, urlsplit

from msgspec.structs import replace
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, TypeAdapter
from pydantic_core import ErrorDetails, ValidationError

from generator import config, frontmatter
from generator.config import DIRECTIVES, FILE_NAME, FOLDERS, Gap, SiteConfig, TaxonomySettings
from generator.dates import parse_edtf
from generator.languages.tags import find_tag, normal_tag
from generator.report import BuildError
from generator.text import line_of, printable, shorten
from generator.text.hosts import normal_base
from generator.text.text_files import SAVE_AS_UTF8, UndecodableError, decode

_HOST = re.compile(r"[a-z0-9-]++(?:\.[a-z0-9-]++)+", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9-]++(?:\.[a-z0-9-]++)*(?::\d{1,5})?", re.IGNORECASE)
_TAXONOMY = re.compile(r"\w[\w-]*")
_RESERVED = frozenset(
    "dates undated a-z about search data assets pages page index feed sitemap robots title date "
    "date_text body summary seed related added updated draft hidden aliases status".split()
)
"""Names of the site's own folders and files, and other keys of front matter."""
_NOT_IN_URLS = frozenset("\"'<>\\^`{|}")
"""Characters that RFC 3986 §2 excludes, and the apostrophe: each ends a string in some format."""
_NO_SCHEME = re.compile(r"(?://)?[\w-]+(?:\.[\w-]+)+(?:/[\w./~-]*)?")
_FULL_URL = "expected a full URL such as https://example.org/archive/"
_LONGEST_URL = 2_000
_LONGEST_TEXT = 10_000
"""The most characters of a text that is shown on every page."""
_LONGEST_NAME = 100
_LONGEST_QUOTE = 80
_DEEPEST = 20
"""The most levels of lists in lists, or of keys below keys."""
_MOST_NAMED = 20
"""At most this many mistakes are listed one by one."""
FORMATS = ("redirects", "htaccess", "nginx")
"""Formats of redirect lists that servers read."""


# What the annotations of SiteConfig mean


def _full_url(url: str) -> str:
    url = url.strip(" ")
    parts = urlsplit(url)
    # urlsplit reports no query for “https://example.org/?”.
    is_full = parts.scheme in ("http", "https") and bool(parts.hostname) and not url.endswith("?")
    is_full = is_full and len(url) <= _LONGEST_URL and _has_port_or_none(parts)
    is_full = is_full and "@" not in parts.netloc and " " not in parts.netloc
    # Redirect lists hold decoded paths in quotes, where only line breaks and the like do harm.
    is_plain = unquote(url, errors="strict").isprintable() and not _NOT_IN_URLS & set(url)
    if not url:
        return url
    if parts.query or "#" in url:
        raise ValueError(f"{_FULL_URL}, without what follows ? or #")
    if not is_full and _NO_SCHEME.fullmatch(url):
        raise ValueError(f"{_FULL_URL}; did you mean https://{url.lstrip('/')}?")
    if not is_full or not is_plain:
        raise ValueError(_FULL_URL)
    return normal_base(url)


def _language_tag(tag: str) -> str:
    if normal := normal_tag(tag):
        return normal
    near = find_tag(tag)
    meant = f"; did you mean “{near}”?" if near else ""
    raise ValueError(f"expected a language tag such as en, pt-BR or zh-Hant (BCP 47){meant}")


def _has_port_or_none(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False


def _known_formats(formats: tuple[str, ...]) -> tuple[str, ...]:
    for name in formats:
        if name not in FORMATS:
            shown, meant = shorten(name, _LONGEST_QUOTE), _nearest(name, FORMATS)
            raise ValueError(f"unknown format “{shown}”{meant} ({', '.join(FORMATS)})")
    return formats


def _empty_means_defaults(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {key: {} if settings is None else settings for key, settings in value.items()}


def _name_folders(taxonomies: dict[str, TaxonomySettings]) -> dict[str, TaxonomySettings]:
    for key in taxonomies:
        if key.casefold() in _RESERVED or key.isdigit():
            raise ValueError(f"“{key}” is a word of the site's own; choose another key")
        if not _TAXONOMY.fullmatch(key):
            raise ValueError(f"“{key}” names a folder: use letters, digits, - and _ alone")
    return taxonomies


def _year_or_month(text: str) -> str:
    try:
        date = parse_edtf(text)
    except ValueError:
        date = None
    if date is None or date.precision not in ("year", "month") or date.start is None:
        raise ValueError("expected a year or a month such as 1940, 1940-05 or -0043")
    if date.start.qualifier:
        raise ValueError("expected a year or a month without ~, ? or %")
    return date.text


def _in_order(gap: Gap) -> Gap:
    start, end = parse_edtf(gap.start).start, parse_edtf(gap.end or gap.start).start
    if start and end and start.earliest > end.latest:
        raise ValueError(f"“to” is before “from”: {gap.end}, {gap.start}")
    return gap


def _in_words(text: str) -> str:
    if not text.strip():
        raise ValueError("expected the reason, in words")
    return text.strip()


def _known_hosts(hosts: tuple[str, ...]) -> tuple[str, ...]:
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise ValueError(
                f"expected hosts such as youtube.com, not {shorten(host, _LONGEST_QUOTE)}"
            )
    return tuple(host.lower().removeprefix("www.") for host in hosts)


def _known_origins(allow: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for kind, origins in allow.items():
        if kind not in DIRECTIVES:
            shown, meant = shorten(kind, _LONGEST_QUOTE), _nearest(kind, DIRECTIVES)
            raise ValueError(f"unknown kind “{shown}”{meant} ({', '.join(DIRECTIVES)})")
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                shown = shorten(origin, _LONGEST_QUOTE)
                raise ValueError(f"expected origins such as https://example.org, not {shown}")
    return {kind: tuple(map(str.lower, origins)) for kind, origins in allow.items()}


Words = Annotated[str, Field(max_length=_LONGEST_TEXT)]
Name = Annotated[str, Field(max_length=_LONGEST_NAME)]
Count = Annotated[int, Field(ge=1)]
LanguageTag = Annotated[Name, AfterValidator(_language_tag)]
FullUrl = Annotated[str, AfterValidator(_full_url)]
FullUrls = tuple[FullUrl, ...]
Formats = Annotated[tuple[str, ...], AfterValidator(_known_formats)]
Taxonomies = Annotated[
    dict[str, TaxonomySettings],
    BeforeValidator(_empty_means_defaults),
    AfterValidator(_name_folders),
]
Hosts = Annotated[tuple[str, ...], AfterValidator(_known_hosts)]
Origins = Annotated[dict[str, tuple[str, ...]], AfterValidator(_known_origins)]
GapDate = Annotated[str, AfterValidator(_year_or_month)]
Reason = Annotated[str, AfterValidator(_in_words)]
Gaps = tuple[Annotated[Gap, AfterValidator(_in_order)], ...]


_GAP_KEYS = {"start": "from", "end": "to", "why": "why"}
"""What site.yaml calls the fields of a gap: ``from`` is a keyword of Python."""
_INNER = {
    "taxonomies": [one.name for one in fields(TaxonomySettings)],
    "defaults": [one.name for one in fields(config.Defaults)],
    "feeds": [one.name for one in fields(config.FeedSettings)],
    "gaps": list(_GAP_KEYS.values()),
}
"""The keys inside these settings."""
_EXPECTED = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "expected a whole number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "expected true or false"),
    **dict.fromkeys(
        ("dict_type", "dataclass_type"), "expected keys and values, as in {key: value}"
    ),
    "string_type": "expected one text; in quotes if it has brackets or braces",
    "tuple_type": "expected a list, as in [one, two]",
}
"""What the mistakes that pydantic finds are called in the words of YAML."""
_SEE_DOCS = "docs/settings.md lists every setting."
_refusal = partial(BuildError, code="config.invalid", path=FILE_NAME, is_usage=True)

for _values in (TaxonomySettings, config.Defaults, config.FeedSettings, SiteConfig):
    setattr(_values, "__pydantic_config__", ConfigDict(extra="forbid"))  # noqa: B010
_of_gaps = ConfigDict(extra="forbid", alias_generator=_GAP_KEYS.__getitem__)
setattr(Gap, "__pydantic_config__", _of_gaps)  # noqa: B010
_ADAPTER = TypeAdapter(SiteConfig)
# The annotations of the dataclasses are only names, which are resolved here.
_ADAPTER.rebuild(_types_namespace={**vars(config), **globals()})


def check_settings(data: bytes, overrides: Mapping[str, Any]) -> SiteConfig:
    """Return the settings in the bytes of site.yaml, overridden by ``overrides``.

    Raises BuildError when they are invalid.
    """
    try:
        text = decode(data)
        given = frontmatter.parse(text, FILE_NAME)
        if _is_deeper(given, _DEEPEST):
            raise RecursionError
        _refuse_folders(given, text)
        _refuse_control_characters(given, text)
        return _ADAPTER.validate_python({**given, **overrides})
    except UndecodableError as problem:
        message = f"the file cannot be read: {problem.reason} on line {problem.line}"
        raise _refusal(message, code="config.encoding", hint=SAVE_AS_UTF8) from problem
    except BuildError as problem:
        found = problem.diagnostic
        problem.diagnostic = replace(found, quote=line_of(text, found.line))
        problem.is_usage = True
        raise
    except ValidationError as problem:
        raise _as_build_error(problem, text) from problem
    except RecursionError as problem:
        hint = f"Look for lists in lists, or keys below keys, over {_DEEPEST} deep."
        raise _refusal("its values are nested too deep", hint=hint) from problem


def _is_deeper(value: object, levels: int) -> bool:
    """Return whether a value is nested more than ``levels`` deep."""
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(inner, Iterable) or isinstance(inner, str | bytes):
        return False
    return levels == 0 or any(_is_deeper(one, levels - 1) for one in inner)


def _refuse_folders(given: Mapping[str, object], text: str) -> None:
    """Raise BuildError if site.yaml sets a folder, which only the command line may do."""
    for key in FOLDERS:
        if key in given:
            line = frontmatter.positions(text)[(key,)]
            raise _refusal(f"unknown setting “{key}”", line=line, hint=_SEE_DOCS)


def _refuse_control_characters(value: object, text: str, place: tuple[str | int, ...] = ()) -> None:
    """Raise BuildError for a text with characters that HTML, XML or terminals do not allow."""
    entries = enumerate(value) if isinstance(value, list) else ()
    for key, entry in value.items() if isinstance(value, Mapping) else entries:
        _refuse_control_characters(entry, text, (*place, key))
    if any(printable(one) != one for one in (value, *place[-1:]) if isinstance(one, str)):
        message = f"“{printable('.'.join(map(str, place)))}” holds control characters"
        hint = "Take them out: they are written as \\ and a letter or a number in quotes."
        raise _refusal(message, line=frontmatter.positions(text).get(place), hint=hint)


def _as_build_error(problem: ValidationError, text: str) -> BuildError:
    lines = frontmatter.positions(text)
    found = (_describe(error, lines) for error in problem.errors())
    messages = sorted(found, key=lambda one: one[0] or 0)
    line, message = messages[0]
    others = "".join(f"\n    line {at}: {more}" for at, more in messages[1:_MOST_NAMED])
    if len(messages) > _MOST_NAMED:
        others += f"\n    and {len(messages) - _MOST_NAMED:,} more"
    return _refusal(message + others, line=line, quote=line_of(text, line), hint=_SEE_DOCS)


def _describe(
    error: ErrorDetails, lines: dict[tuple[str | int, ...], int]
) -> tuple[int | None, str]:
    place = tuple(error["loc"])
    while place and place not in lines:
        place = place[:-1]
    name = shorten(".".join(map(str, error["loc"])), _LONGEST_QUOTE)
    if error["type"] == "unexpected_keyword_argument":
        first, *inner = map(str, error["loc"])
        near = _nearest(inner[-1], _INNER.get(first, ())) if inner else _nearest(first, config.KEYS)
        return lines.get(place), f"unknown setting “{name}”{near}"
    given = error["input"]
    found = f", found “{shorten(given, _LONGEST_QUOTE)}”" if isinstance(given, str) else ""
    expected = _EXPECTED.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return lines.get(place), f"“{name}”: {expected}{found}"


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else ""
